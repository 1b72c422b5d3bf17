"""bib-dedupe, for authors who installed it: ``pip install "softbound[bib-dedupe]"``.

It compares by similarities of all fields. Its table of records is made here, and its pairs are
grouped as softbound's own are, so that duplicates.yaml holds for both.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace

from softbound.derive.duplicates import (
    in_order,
    links_between,
    outcome,
    positions,
)
from softbound.derive.duplicates.grouping import Link, joined
from softbound.derive.duplicates.known import known
from softbound.model.duplicates import Duplicates
from softbound.model.findings.duplicates import Overruled
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

REASON = "bib-dedupe takes them for one work"
BUT_CORRECTS = ", but one corrects or answers the other"
BUT_NOT = ", but bib-dedupe takes them for two works"
ENTRY_TYPES = {
    "chapter": "inbook",
    "book": "book",
    "thesis": "phdthesis",
    "conference": "inproceedings",
    "report": "techreport",
}


def missing(place: Place) -> list[Problem]:
    """A problem if bib-dedupe is not installed.

    :param place: where search.yaml asks for it.
    """
    if importlib.util.find_spec("bib_dedupe") is not None:
        return []
    return [
        problem(
            "extra-is-installed",
            place,
            "Duplicates should be found by bib-dedupe, but it is not installed. Until it is, "
            "softbound's own search for duplicates is used.",
            'Run pip install "softbound[bib-dedupe]", or write deduplication: softbound.',
        )
    ]


def find(records: Sequence[Record], overruled: Overruled = Overruled()) -> Duplicates:  # noqa: B008
    """Which records are of one work, by bib-dedupe.

    What softbound would have merged, or shown as alike, and bib-dedupe did not merge, is alike.

    :param records: with ids, each id once.
    :param overruled: what the author knows better.
    :raises ImportError: if bib-dedupe is not installed; ask :func:`missing` before.
    """
    ordered = in_order(records)
    forced, forbidden = positions(ordered, overruled)
    all_known = [known(record) for record in ordered]
    links, corrections = [], []
    for a, b in _matched(ordered):
        if all_known[a].title.corrects == all_known[b].title.corrects:
            links.append(Link(a, b, 10, REASON))
        else:
            corrections.append(Link(a, b, 10, f"{REASON}{BUT_CORRECTS}"))
    groups, left = joined(len(ordered), forced, forbidden, links, None)
    same, alike = links_between(range(len(ordered)), all_known)
    not_merged = [replace(link, reason=f"{link.reason}{BUT_NOT}") for link in same]
    return outcome(ordered, groups, links, [*left, *corrections, *not_merged, *alike], forced)


def _matched(records: Sequence[Record]) -> list[tuple[int, int]]:
    """Pairs of positions that bib-dedupe takes for one work.

    Its outcome may depend on the order of records, so that order must be a lasting one.
    """
    if len(records) < 2:
        return []
    import pandas
    from bib_dedupe.bib_dedupe import block, match, prep

    table = pandas.DataFrame([_row(at, record) for at, record in enumerate(records)])
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prepared = prep(table, verbosity_level=0, cpu=1)
        pairs = match(block(prepared, verbosity_level=0, cpu=1), verbosity_level=0, cpu=1)
    if pairs.empty:
        return []
    found = pairs[pairs["duplicate_label"] == "duplicate"]
    return sorted(_positions(zip(found["ID_1"], found["ID_2"], strict=True)))


def _positions(pairs: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
    numbers = ((int(first), int(second)) for first, second in pairs)
    return {(min(pair), max(pair)) for pair in numbers}


def _row(at: int, record: Record) -> dict[str, str]:
    """A record as a row of bib-dedupe's table."""
    return {
        "ID": f"{at:07}",
        "ENTRYTYPE": ENTRY_TYPES.get(record.kind, "article"),
        "author": " and ".join(record.authors),
        "title": record.title,
        "year": str(record.year) if record.year is not None else "",
        "journal": record.container,
        "booktitle": record.container,  # which of the two it reads depends on the type
        "volume": record.volume,
        "number": record.issue,
        "pages": record.pages,
        "doi": record.doi,
        "abstract": record.abstract,
        "search_set": "",
    }
