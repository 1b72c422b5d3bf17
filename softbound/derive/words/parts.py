"""Units with their words, held against the limits: what build/reports/words.json says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from softbound.derive.words import made
from softbound.model.profile import Limit, PartLimit, Profile
from softbound.model.thesis import OwnLimit, Thesis
from softbound.model.words import (
    APART,
    LABELS,
    UNSEEN,
    Counts,
    Row,
    ShownWords,
    UnitWords,
    WordClass,
    added,
    total,
)

Verdict = Literal["within", "near", "over", "unlimited"]
Report = dict[str, Any]
"""A part of words.json."""
FRONT_MATTER, STATEMENT = "front-matter", "word-count-statement"
WHOLE, TITLE_PAGE = "Whole thesis", "Title page"
ALL: tuple[WordClass, ...] = tuple(name for name in LABELS if name not in UNSEEN)  # type: ignore[misc]


@dataclass(frozen=True)
class Rule:
    """The limit that holds for something."""

    limit: int | None
    tolerance: float
    counted: tuple[WordClass, ...]
    usual: str = ""
    status: str = "unverified"
    source: str = ""

    def verdict(self, counted: int, near: float) -> Verdict:
        if self.limit is None:
            return "unlimited"
        if counted > self.limit * (1 + self.tolerance / 100):
            return "over"
        return "near" if counted >= self.limit * near / 100 else "within"


def rule(given: Limit | None, own: OwnLimit | None, default: Sequence[WordClass]) -> Rule:
    """The profile's limit and the author's own: the author's goes before."""
    base, mine = given or Limit(), own or OwnLimit()
    limit = base.limit if mine.limit is None else mine.limit
    authors = mine.limit is not None
    return Rule(
        None if limit == "none" else limit,
        base.tolerance if mine.tolerance is None else mine.tolerance,
        tuple(mine.counted or base.counted or default),
        base.usual,
        "verified" if authors else base.status,
        "thesis.yaml" if authors else base.source,
    )


def part_of(name: str, thesis: Thesis, profile: Profile) -> PartLimit | None:
    """The profile's paper that a chapter is: the one that thesis.yaml says, or its name tells."""
    own = thesis.words.parts.get(name)
    if own is not None and own.part is not None:
        return next((each for each in profile.words.parts if each.part == own.part), None)
    for each in profile.words.parts:
        if any(fnmatchcase(name, pattern) for pattern in (each.part, *each.names)):
            return each
    return None


def rules(units: Iterable[UnitWords], thesis: Thesis, profile: Profile) -> dict[str, Rule]:
    """A chapter's name → its limit; ``""`` stands for the whole."""
    words = profile.words
    found = {
        unit.name: rule(
            part_of(unit.name, thesis, profile), thesis.words.parts.get(unit.name), words.counted
        )
        for unit in units
        if unit.kind == "chapter"
    }
    return {**found, "": rule(words.whole, thesis.words.whole, words.counted)}


def page_rules(thesis: Thesis, profile: Profile) -> dict[str, Rule]:
    """A page of the front matter → its limit: of everything below its title."""
    given, own = {each.page: each for each in profile.words.pages}, thesis.words.pages
    return {
        page: rule(given.get(page), own.get(page), ALL)
        for page in thesis.front_matter
        if page in given or page in own
    }


def counted(counts: Counts, classes: Iterable[str]) -> int:
    """The words that a limit is of."""
    return sum(counts.get(name, 0) for name in classes)


def report(units: Sequence[UnitWords], thesis: Thesis, profile: Profile) -> Report:
    """What build/reports/words.json says of the words as they are, without how they went on."""
    holds = rules(units, thesis, profile)
    pages = page_rules(thesis, profile)
    parts = [_part(unit, holds, pages, thesis, profile) for unit in units]
    rows = _rows(parts, holds[""], profile)
    documents = made.pages(units, thesis, profile, _shown(rows, profile, 0))
    parts = _with_made(parts, documents, holds[""], thesis, profile)
    counts = added(*(part["counts"] for part in parts))
    whole = {"label": WHOLE, "title": thesis.title, "counts": counts}
    return {
        "classes": [
            {"id": name, "label": label, "apart": name in APART, "word": name not in UNSEEN}
            for name, label in LABELS.items()
        ],
        "parts": parts,
        "whole": {**whole, **_judged(counts, holds[""], profile.words.near)},
    }


def shown(report: Report, thesis: Thesis, profile: Profile) -> ShownWords:
    """What the documents are to say of their own length."""
    whole = rule(profile.words.whole, thesis.words.whole, profile.words.counted)
    return _shown(_rows(report["parts"], whole, profile), profile, report["whole"]["counted"])


def _shown(rows: Sequence[Row], profile: Profile, number: int) -> ShownWords:
    title_page = number if profile.words.title_page else None
    if STATEMENT not in profile.front_matter:
        return ShownWords(title_page)
    last = Row(
        "", profile.labels.words_total, sum(r.counted for r in rows), sum(r.others for r in rows)
    )
    return ShownWords(title_page, [*rows, last])


def _rows(parts: Sequence[Report], whole: Rule, profile: Profile) -> list[Row]:
    """The statement's lines: of the front matter those of abstracts, and of what is counted."""
    rows: list[Row] = []
    for part in parts:
        if part["unit"] != FRONT_MATTER:
            label = part["label"] if part["title"] else ""
            rows.append(_row(label, part["title"] or part["label"], part["counts"], whole))
            continue
        for section in part["sections"]:
            title = section["title"]
            below = _below(section["counts"], section["heading"])
            row = _row("", title, below, whole)
            if section["id"] in profile.words.abstracts or row.counted:
                rows.append(row)
    return rows


def _row(label: str, title: str, counts: Counts, whole: Rule) -> Row:
    seen = {name: n for name, n in counts.items() if name not in UNSEEN}
    main = counted(seen, whole.counted)
    return Row(label, title, main, total(seen) - main)


def _judged(counts: Counts, holds: Rule, near: float) -> Report:
    words = counted(counts, holds.counted)
    return {
        "total": total(counts),
        "counted": words,
        "limit": holds.limit,
        "tolerance": holds.tolerance,
        "left": None if holds.limit is None else holds.limit - words,
        "verdict": holds.verdict(words, near),
        "classes_counted": list(holds.counted),
        "usual": holds.usual,
        "status": holds.status,
        "source": holds.source,
    }


def _part(
    unit: UnitWords,
    holds: Mapping[str, Rule],
    pages: Mapping[str, Rule],
    thesis: Thesis,
    profile: Profile,
) -> Report:
    limit = holds.get(unit.name, Rule(None, 0, holds[""].counted))
    near = profile.words.near
    sections = []
    for section in unit.sections:
        told: Report = {
            "id": section.id,
            "title": section.title,
            "level": section.level,
            "line": {"file": section.place.file, "line": section.place.line},
            "counts": added(section.counts),
            "counted": counted(section.counts, limit.counted),
            "heading": section.heading,
        }
        if unit.kind == FRONT_MATTER and section.id in pages:
            below = _below(section.counts, section.heading)
            told |= {
                key: value
                for key, value in _judged(below, pages[section.id], near).items()
                if key != "total"
            }
        sections.append(told)
    label = unit.label or unit.title or _label(unit.kind, profile)
    part = part_of(unit.name, thesis, profile) if unit.kind == "chapter" else None
    return {
        "unit": unit.name,
        "part": part.part if part else None,
        "label": label,
        "title": unit.title,
        "counts": unit.counts,
        **_judged(unit.counts, limit, near),
        "sections": sections,
    }


def _below(counts: Counts, heading: int) -> Counts:
    """A page's words without its title."""
    return {**counts, FRONT_MATTER: counts.get(FRONT_MATTER, 0) - heading}


def _label(kind: str, profile: Profile) -> str:
    """What a unit that is no chapter is called."""
    known = {"appendices": profile.labels.appendices, "references": profile.labels.references}
    return known.get(kind, LABELS[FRONT_MATTER])


def _with_made(
    parts: Sequence[Report],
    documents: Mapping[str, tuple[str, int]],
    whole: Rule,
    thesis: Thesis,
    profile: Profile,
) -> list[Report]:
    """With the pages that the build makes as sections of the front matter, in its order."""
    front = next((part for part in parts if part["unit"] == FRONT_MATTER), None)
    if front is None:
        none = UnitWords(FRONT_MATTER, FRONT_MATTER, "", "", (), {})
        front = _part(none, {"": whole}, {}, thesis, profile)
    sections = [*front["sections"]]
    for page, (title, words) in documents.items():
        counts = added({FRONT_MATTER: words})
        sections.append(
            {
                "id": page,
                "title": TITLE_PAGE if page == "title-page" else title,
                "level": 1,
                "line": None,
                "counts": counts,
                "counted": counted(counts, whole.counted),
                "heading": 0,
            }
        )
    order = profile.front_matter
    before = order.index("contents") - 0.5 if "contents" in order else len(order)
    sections.sort(key=lambda s: order.index(s["id"]) if s["id"] in order else before)
    # The number of the page stands on every one: once, as Word keeps it.
    counts = added(*(section["counts"] for section in sections), {"automatic": 1})
    front = {
        **front,
        "counts": counts,
        **_judged(counts, Rule(None, 0, whole.counted), profile.words.near),
        "sections": sections,
    }
    return [front, *(part for part in parts if part["unit"] != FRONT_MATTER)]
