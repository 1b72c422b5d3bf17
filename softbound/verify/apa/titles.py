"""Headings, and titles of tables and figures.

APA 7, sections 2.27, 6.17, 7.11 and 7.25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from softbound.model.labels import Label, UnitKind
from softbound.model.manual import Manual
from softbound.problems import Problem, problem

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENDS = re.compile(r"(?<![.…])\.$")
ABBREVIATED = re.compile(r"(?:\b(?:etc|al|cf|e\.g|i\.e|vs|ed|eds|no|[A-Z])|\b(?:\w\.)+\w)\.$")
HEADINGS = ("chapter", "appendix", "section")


def check(labels: Sequence[Label], kind: UnitKind, manual: Manual) -> Iterator[Problem]:
    """Headings and titles of a unit that the manual would have otherwise."""
    headings = [label for label in labels if label.kind in HEADINGS]
    yield from _stops(headings)
    if kind == "chapter":
        yield from _mixed(headings, manual)
    yield from _titles([x for x in labels if x.kind in ("table", "figure")], manual)


def _stops(headings: Sequence[Label]) -> Iterator[Problem]:
    for heading in headings:
        if ENDS.search(heading.title) and not ABBREVIATED.search(heading.title):
            yield problem(
                "heading-has-no-full-stop",
                heading.place,
                f'The heading "{heading.title}" ends with a full stop.',
                "Take the full stop out.",
            )


def _mixed(headings: Sequence[Label], manual: Manual) -> Iterator[Problem]:
    """Headings of a level whose capitals differ from those of most."""
    for level in sorted({h.level for h in headings if h.level > 1}):
        told = [(h, form) for h in headings if h.level == level and (form := _form(h, manual))]
        titled = [h for h, form in told if form == "title"]
        plain = [h for h, form in told if form == "sentence"]
        few, many = sorted((titled, plain), key=len)
        if few and len(many) >= 3 * len(few):
            these = "title case" if few is titled else "sentence case"
            yield problem(
                "headings-have-one-case",
                few[0].place,
                f'"{few[0].title}" is in {these}, unlike {len(many)} headings of its level.',
                f"Write it as the others{f', and {len(few) - 1} more' if len(few) > 1 else ''}.",
            )


def _form(label: Label, manual: Manual) -> str:
    """Whether a heading is in title or sentence case; empty where its words cannot tell."""
    words = [w for w in WORD.findall(label.title)[1:] if len(w) >= manual.capitals_from]
    small = [word for word in words if word.islower()]
    if small and len(small) == len(words) >= 2:
        return "sentence"
    titled = not small and len(words) >= 3 and not label.title.isupper()
    return "title" if titled else ""


def _titles(floats: Sequence[Label], manual: Manual) -> Iterator[Problem]:
    """A note about the titles of tables and figures that are not in title case."""
    wrong = [(label, small) for label in floats if (small := _small(label.title, manual))]
    if wrong:
        label, small = wrong[0]
        more = f" {_more(len(wrong) - 1)} here." if len(wrong) > 1 else ""
        yield problem(
            "float-title-is-in-title-case",
            label.place,
            f'The title of the {label.kind} "{label.title}" has small letters in {small[0]}.{more}',
            "Give words of four letters or more a capital, and nouns, verbs, adjectives and adverbs.",
        )


def _more(count: int) -> str:
    return "So has another title" if count == 1 else f"So have {count} more titles"


def _small(title: str, manual: Manual) -> list[str]:
    return [w for w in WORD.findall(title) if len(w) >= manual.capitals_from and w.islower()]
