"""The search: where records came from and how they were looked for."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import AfterValidator

from softbound.model.base import Model
from softbound.model.findings.base import Count, Identified, Label, Text

FileName = Annotated[Text, AfterValidator(lambda name: normalize("NFC", name))]
"""A file's name; letters with accents are one sign or two, as the system has it that wrote it."""
SourceKind = Literal["database", "register", "website", "organisation", "citations", "other"]


class SearchLine(Model):
    """A line of a search strategy as it was run."""

    search: Text
    """The line, as typed into the database."""
    line: str | int | None = None
    """Its number or name; its place in the list if left out."""
    hits: Count | None = None
    """How many records it found."""


class SearchSource(Identified):
    """A database, a register, or another way in which records were found."""

    name: Label
    """Its name: MEDLINE, PsycINFO."""
    kind: SourceKind = "database"
    """database, register, website, organisation, citations (citation searching) or other."""
    platform: str = ""
    """Where it was searched: Ovid, EBSCOhost, ProQuest."""
    date: Date | None = None
    """When it was last searched."""
    coverage: str = ""
    """The years it covered: 1946 to January 2026."""
    files: tuple[FileName, ...] = ()
    """Its exports: names of files in findings/records/."""
    records: Count | None = None
    """How many records it gave, where no file can say so; beside files, they must agree."""
    strategy: tuple[SearchLine, ...] = ()
    """The full search, line by line, as it was run."""
    limits: str = ""
    """Limits and filters that were applied, and why."""
    note: str = ""
    """What else a reader should know."""


class ScreeningFile(Model):
    """An export of Covidence or Rayyan that tells decisions about the records."""

    file: FileName
    """Its name in findings/records/."""
    tool: Literal["covidence", "rayyan"]
    """Where it comes from."""
    stage: Literal["title-abstract", "full-text"] = "title-abstract"
    """The stage that it tells of."""
    verdict: Literal["include", "exclude", "not-retrieved"] | None = None
    """What it says of every record in it, as each of Covidence's lists does; by the file's name
    where left out."""


class BeforeScreening(Model):
    """Records that were removed before screening for another reason than being duplicates."""

    automatic: Count = 0
    """Marked as ineligible by automation tools."""
    other: Count = 0
    """Removed for other reasons."""
    why: str = ""
    """The reasons."""


class Previous(Model):
    """What an earlier version of an updated review had included."""

    studies: Count
    """Studies included in it."""
    reports: Count | None = None
    """Reports of these studies."""


class Search(Model):
    """search.yaml: how records were searched for."""

    sources: tuple[SearchSource, ...] = ()
    """Every database, register and other way, in the order in which they are told."""
    screening: tuple[ScreeningFile, ...] = ()
    """Exports of screening tools, where decisions are not in screening.csv."""
    removed: BeforeScreening = BeforeScreening()
    """Records removed before screening that were no duplicates."""
    previous: Previous | None = None
    """For the update of a review: what the earlier version had included."""
    deduplication: Literal["softbound", "bib-dedupe"] = "softbound"
    """How duplicates are found; bib-dedupe needs `pip install "softbound[bib-dedupe]"`."""
    contacts: str = ""
    """Authors, experts or others who were asked for studies."""
    prior_work: str = ""
    """Earlier strategies that were used again."""
    updates: str = ""
    """How the search was brought up to date."""
    peer_review: str = ""
    """How the strategy was reviewed."""
