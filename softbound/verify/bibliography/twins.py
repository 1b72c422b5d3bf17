"""One work under two keys, one DOI on two works, a preprint beside what it became.

Entries are compared as search records are: see ``softbound.derive.duplicates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from softbound.collect.bibliography import cleaning
from softbound.derive.duplicates import candidates, fields
from softbound.derive.duplicates.comparing import compare
from softbound.derive.duplicates.fields import NEAR, OTHER, SAME
from softbound.derive.duplicates.known import Known, known
from softbound.derive.duplicates.pair import Pair
from softbound.model.records import Record
from softbound.problems import problem
from softbound.verify.bibliography.work import Asked, Finding, Work

KINDS: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "chapter",
    "paper-conference": "conference",
    "report": "report",
    "thesis": "thesis",
}
"""CSL types as search records call them."""


def check(works: Sequence[Work], asked: Asked) -> Iterator[Finding]:
    """Pairs of entries that the list of references should not both have."""
    records = [known(_record(work, asked)) for work in works]
    for one, other in candidates.pairs(records):
        yield from _judged(works[one], works[other], records[one], records[other])


def _judged(a: Work, b: Work, one: Known, other: Known) -> Iterator[Finding]:
    both = ((a.key,), (b.key,))
    if "preprint" in (one.kind, other.kind) and one.kind != other.kind:
        if _became(one, other):
            preprint, paper = (a, b) if one.kind == "preprint" else (b, a)
            yield Finding(
                problem(
                    "preprint-is-not-cited-for-the-paper",
                    preprint.entry.place,
                    f'"{preprint.key}" is a preprint of "{paper.key}" ({paper.entry.place}).',
                    f"Cite {paper.key}, unless you mean the preprint.",
                ),
                ((preprint.key,),),
            )
        return
    verdict = compare(one, other)
    if verdict is None:
        return
    same_year = "nearly the same year" not in verdict.reason
    if verdict.same or (same_year and verdict.reason.endswith("but too little else to tell")):
        said = verdict.reason.partition(", but")[0]
        what = "is the same work as" if verdict.same else "seems to be the same work as"
        yield Finding(
            problem(
                "bibliography-work-stands-once",
                b.entry.place,
                f'"{b.key}" {what} "{a.key}" ({a.entry.place}): {said}.',
                f"Keep one and cite it under its key; in BibLaTeX, ids = {{{b.key}}} in the "
                "one that stays lets both keys work.",
            ),
            both,
            f"the same as {b.key}",
        )
    elif verdict.reason.startswith("same DOI") and not _part_and_whole(one, other):
        yield Finding(
            problem(
                "doi-is-of-one-work",
                b.at("DOI"),
                f'"{b.key}" and "{a.key}" ({a.at("DOI")}) have the same DOI, but are different works.',
                "Look up which of the two it leads to.",
            ),
            both,
            f"the DOI of {b.key}",
        )


def _part_and_whole(one: Known, other: Known) -> bool:
    """Whether a DOI may well be both's: chapters carry their book's."""
    return "chapter" in (one.kind, other.kind) or fields.kinds(one, other) is OTHER


def _became(one: Known, other: Known) -> bool:
    """Whether a preprint and another record are of one text."""
    pair = Pair(one, other)
    near = one.year is None or other.year is None or abs(one.year - other.year) <= 6
    return pair.title in (SAME, NEAR) and not pair.generic and pair.author is SAME and near


def _record(work: Work, asked: Asked) -> Record:
    """An entry as search records are."""
    date = work.date()
    address = work.text("URL")
    container = work.text("container-title")
    if _is_preprint(work, asked):
        container = "preprints"
    return Record(
        id=work.key,
        source="",
        file=work.entry.place.file,
        line=work.entry.place.line or 0,
        kind=KINDS.get(work.kind, "other"),
        title=work.text("title"),
        authors=tuple(
            str(name.get("literal", "")) or f"{name.get('family', '')}, {name.get('given', '')}"
            for name in work.people() or work.people("editor")
        ),
        year=date[0] if date else None,
        container=container,
        volume=work.text("volume"),
        issue=work.text("issue"),
        pages=work.text("page") or work.text("number"),
        doi=cleaning.doi(work.text("DOI")) or (_within(address)),
        pmid=work.text("PMID"),
    )


def _within(address: str) -> str:
    found = re.search(r"doi\.org/(10\.\S+)", address)
    return found[1] if found else ""


def _is_preprint(work: Work, asked: Asked) -> bool:
    """Whether an entry is on a preprint server. The type "article" of CSL is its preprints."""
    if "arxiv.org/abs" in work.text("URL") and work.kind != "article-journal":
        return True
    said = {work.text(name).lower() for name in ("container-title", "publisher", "archive")}
    return work.text("genre").lower() == "preprint" or bool(said & {*asked.words.preprint_servers})
