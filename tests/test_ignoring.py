"""What an author ignores becomes a note with the reason; what ignores nothing is told."""

from __future__ import annotations

from softbound import ignoring
from softbound.ignoring import Ignore
from softbound.problems import Place, problem
from tests import cases


@cases.each(__file__, "judged")
def test_judged(case: cases.Case) -> None:
    lines = case.input.get("lines", [])

    def line(place: Place) -> str:
        return str(lines[place.line - 1]) if place.line and place.line <= len(lines) else ""

    given = [
        problem(rule, Place(file, at), said) for rule, file, at, said in case.input["problems"]
    ]
    ignores = [
        Ignore(
            each["rule"],
            each["reason"],
            Place(each.get("at", "thesis.yaml"), 9),
            each.get("file"),
            (each["lines"][0], each["lines"][1]) if "lines" in each else None,
            each.get("containing", ""),
        )
        for each in case.input["ignores"]
    ]
    found, left = ignoring.judged(given, ignores, line)
    assert cases.said(found) + cases.said(ignoring.unused(left)) == case.expected


def test_an_ignored_unused_ignore_needs_no_further_one() -> None:
    ignore = Ignore(ignoring.USED, "Why.", Place("thesis.yaml", 1))
    assert ignoring.unused([ignore]) == []
