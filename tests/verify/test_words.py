"""Words against limits, text in boxes, word counts that were typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from softbound.derive.words import parts
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.model.words import Long, Section, Typed, UnitWords
from softbound.problems import Place
from softbound.verify import words
from tests import cases

SOURCES = ({"title": "Tests", "recorded": date(2026, 1, 1), "status": "unverified"},)


def said(value: dict[str, Any]) -> list[str]:
    """A chapter ``review`` with these counts → problems.

    :param value: ``counts``, ``profile``, ``thesis`` (both: the section ``words``), ``long``,
        ``typed``.
    """
    profile = Profile.model_validate(
        {"name": "Tests", "sources": SOURCES, "words": value.get("profile", {})}
    )
    thesis = Thesis.model_validate(
        {
            "title": "T", "author": "A", "degree": "D", "institution": "I", "month": "May",
            "year": 2026, "chapters": ("review",), "words": value.get("thesis", {}),
            "front_matter": ("abstract",),
        }
    )  # fmt: skip
    front = Section("abstract", "Abstract", 1, Place("abstract.md", 1),
                    {"abstract": value.get("abstract", 5), "front-matter": 1}, 1)  # fmt: skip
    section = Section(
        "sec:a", "Review", 1, Place("review.md", 1), value.get("counts", {"body": 90})
    )
    units = [
        UnitWords("front-matter", "front-matter", "", "", [front], {}),
        UnitWords(
            "review", "chapter", "Chapter 1", "Review", [section], {},
            [Long(kind, n, Place("review.md", 7)) for kind, n in value.get("long", {}).items()],
            [Typed(n, Place("review.md", 9)) for n in value.get("typed", ())],
        ),
    ]  # fmt: skip
    report = parts.report(units, thesis, profile)
    return cases.said(words.check(report, units, thesis, profile))


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    assert said(case.input) == case.expected


@cases.each(__file__, "typed")
def test_typed_counts_are_found(case: cases.Case) -> None:
    found = words.typed("a.md", case.input)
    assert [[each.place.line, each.number] for each in found] == case.expected
