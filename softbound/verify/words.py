"""Words against limits, text in boxes, word counts that were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.model.words import LABELS, UNSEEN, Typed, UnitWords, figure
from softbound.problems import Place, Problem, in_a_row, nearest, problem

THESIS = "thesis.yaml"
BOX = 150
"""Words in one box from which on it holds prose rather than a list of points."""
CELL = 250
"""Words in one cell of a table from which on they are prose: half a page."""

NUMBER = r"(?<![\w.])(?P<number>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{3,6})\b"
COUNTS = (
    re.compile(
        r"\bword[ -]?counts?\b[^\d\n.;]{0,60}?" + NUMBER + r"(?!\s*(?:%|per\s?cent|[-–]\s*\d))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:thesis|dissertation)\b[^\d\n.;]{0,60}?\b(?:is|has|contains|comprises)\s+"
        + NUMBER
        + r"\s+words\b",
        re.IGNORECASE,
    ),
)
"""A word count and its number: "Word count (excluding references): 7,998"; "this thesis contains
39,500 words"."""
NO_COUNT = re.compile(
    r"\b(?:limit|maximum|max|up to|at most|under|below|over|more than|fewer than|within|exceed\w*|target"
    r"|about|around|approx\w*|roughly|nearly|almost|circa|ca?\.)|[~≈<>]",
    re.IGNORECASE,
)
"""By which a number is a limit or a round one."""
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)


def typed(file: str, text: str) -> list[Typed]:
    """The word counts that stand in an author's Markdown."""
    # Sign for sign, so that lines stay where they are.
    text = EXPRESSION.sub(lambda m: re.sub(r"[^\n]", "x", m[0]), text)
    return [
        Typed(
            int(re.sub(r"\D", "", found["number"])),
            Place(file, text.count("\n", 0, found.start()) + 1),
        )
        for pattern in COUNTS
        for found in pattern.finditer(text)
        if not NO_COUNT.search(found[0])
    ]


def check(
    report: Mapping[str, Any], units: Sequence[UnitWords], thesis: Thesis, profile: Profile
) -> list[Problem]:
    """What is wrong with the thesis's words.

    :param report: what build/reports/words.json says.
    """
    return [
        *_limits(report),
        *_without_part(report, thesis, profile),
        *_boxes(report, units),
        *_typed(report, units),
    ]


# limits


def _limits(report: Mapping[str, Any]) -> Iterator[Problem]:
    for part in report["parts"]:
        first = part["sections"][0]["line"] if part["sections"] else None
        yield from _judged(part["label"], part, first)
        for section in part["sections"]:
            if "limit" in section:
                yield from _judged(f"The page “{section['title']}”", section, section["line"])
    yield from _judged("The whole thesis", report["whole"], None)


def _judged(
    what: str, told: Mapping[str, Any], line: Mapping[str, Any] | None
) -> Iterator[Problem]:
    if told["verdict"] not in ("over", "near"):
        return
    place = Place(line["file"], line["line"]) if line else Place(THESIS)
    words, limit, tolerance = told["counted"], told["limit"], told["tolerance"]
    sure = told["status"] != "unverified"
    over = told["verdict"] == "over"
    rule = "limit-leaves-room"
    if over:
        rule = "words-are-within-limit" if sure else "words-are-within-unverified-limit"
    allowed = f" with a tolerance of {tolerance:g}%" if tolerance else ""
    share = f"{figure(words - limit)} over" if words > limit else f"{words / limit:.0%} of"
    yield problem(
        rule,
        place,
        f"{what} has {figure(words)} words, {share} the limit of {figure(limit)}{allowed}{_source(told)}.",
        f"Counted: {in_a_row(LABELS[name].lower() for name in told['classes_counted'])}. "
        "`doit words` shows where they stand."
        if over
        else "",
    )


STATUSES = {
    "verified": "",
    "partly-verified": "; read in part or in an older page: compare it with your handbook",
    "unverified": "; nobody has compared it with the university's own page",
}


def _source(told: Mapping[str, Any]) -> str:
    said = f"{told['source'] or 'the profile'}{STATUSES[told['status']]}"
    return f" ({said})"


def _without_part(report: Mapping[str, Any], thesis: Thesis, profile: Profile) -> Iterator[Problem]:
    """Limits of the profile that are no chapter's, and names that the profile does not know."""
    known = [each.part for each in profile.words.parts]
    for chapter, own in thesis.words.parts.items():
        if own.part is not None and own.part not in known:
            yield problem(
                "limit-has-its-part",
                Place(THESIS),
                f'{chapter} is said to be the part "{own.part}", which the profile does not know.',
                nearest(own.part, known) or f"It knows: {in_a_row(known) or 'none'}.",
            )
    found = {part["part"] for part in report["parts"]}
    for missing in (part for part in known if part not in found):
        yield problem(
            "limit-has-its-part",
            Place(THESIS),
            f'The profile has a limit for the part "{missing}", and no chapter is known to be that part.',
            f"Write in thesis.yaml: words: {{parts: {{CHAPTER: {{part: {missing}}}}}}}.",
        )


# boxes


def _boxes(report: Mapping[str, Any], units: Iterable[UnitWords]) -> Iterator[Problem]:
    """Long boxes and cells of parts whose limit is not of them."""
    whole = report["whole"]
    parts = {part["unit"]: part for part in report["parts"]}
    for unit in units:
        part = parts[unit.name]
        holds = part if part["limit"] is not None else whole
        for each in unit.long:
            kind, most, name = (
                ("boxes", BOX, "box") if each.kind == "box" else ("tables", CELL, "cell of a table")
            )
            if kind in holds["classes_counted"] or each.words < most or unit.kind != "chapter":
                continue
            if holds["limit"] is None and not holds["usual"]:
                continue
            yield problem(
                "text-is-not-in-boxes",
                each.place,
                f"{figure(each.words)} words stand in one {name}, where they are not counted.",
                "Move prose into the text, or shorten it: hidden text is sent back.",
            )


# typed counts


def _typed(report: Mapping[str, Any], units: Iterable[UnitWords]) -> Iterator[Problem]:
    whole = report["whole"]
    parts = {part["unit"]: part for part in report["parts"]}
    everywhere = {
        n
        for part in (*report["parts"], whole)
        for n in (part["counted"], part["total"], _seen(part))
    }
    everywhere |= {
        s["counted"] for part in report["parts"] for s in part["sections"] if "limit" in s
    }
    for unit in units:
        for each in unit.typed:
            if each.number in everywhere:
                continue
            here = whole if unit.kind == "front-matter" else parts[unit.name]
            what = "the whole thesis has" if here is whole else f"{here['label']} has"
            yield problem(
                "word-count-is-the-built-one",
                each.place,
                f"The word count {figure(each.number)} is typed here, but {what} "
                f"{figure(here['counted'])} counted words, {figure(_seen(here))} in all.",
                "Correct it, or take it out: the title page and the statement are made from the counts.",
            )


def _seen(part: Mapping[str, Any]) -> int:
    """The words that Word shows."""
    return sum(n for name, n in part["counts"].items() if name not in UNSEEN)
