"""Search records and what was decided about them.

Records, reports and studies are three things (PRISMA 2020): a *record* is a title in a database's
export, a *report* a document that was sought and read, a *study* an investigation, told in one or
more reports. Only records and decisions live here; studies are findings.

Plain dataclasses with slots: a search may give 100,000 records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from softbound.problems import Place


@dataclass(frozen=True, slots=True)
class Record:
    """One record, as a database or a tool exported it."""

    id: str
    """``SOURCE-xxxxxx``: made from its source and its content, so that it is the same in each run
    and when the file is exported anew; empty until :func:`softbound.collect.records.identified`."""
    source: str
    """The id of its source in search.yaml; empty for a file that search.yaml does not name."""
    file: str
    """Relative to the thesis's folder."""
    line: int
    """Where it begins, from 1."""
    kind: str = ""
    """``article``, ``chapter``, ``book``, ``thesis``, ``conference``, ``report``, ``other``; empty
    if not said."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Each as "Family, Given" where the export tells them apart."""
    year: int | None = None
    container: str = ""
    """The journal, book or proceedings it stands in."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """"12–34" with a hyphen, as exported: "12-34", "e1234"; empty if unknown."""
    doi: str = ""
    """In small letters, without ``https://doi.org/`` before it."""
    pmid: str = ""
    accession: str = ""
    """The database's own number for it."""
    isbn: str = ""
    """ISBN or ISSN, as exported."""
    abstract: str = ""
    notes: str = ""
    """What a screening tool wrote there: Rayyan's decisions, Covidence's notes and tags."""


Stage = Literal["title-abstract", "full-text"]
Verdict = Literal["include", "exclude", "not-retrieved"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a record (first stage) or one of its reports (second stage)."""

    record: str
    """A record's id."""
    stage: Stage
    verdict: Verdict
    """``not-retrieved``: the report was sought, but could not be had (full-text stage only)."""
    place: Place
    reason: str = ""
    """Why it was excluded, one reason; required at the full-text stage."""
    report: str = ""
    """Which report is meant, where one record led to several; empty otherwise."""
    study: str = ""
    """The id in studies.yaml of the study that an included report tells of."""
