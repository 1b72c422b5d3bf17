"""Problems as values."""

from __future__ import annotations

import pytest

from softbound.problems import (
    Place,
    Problem,
    Severity,
    as_note,
    in_order,
    line_of,
    nearest,
    problem,
    totals,
)
from softbound.rules import RULES
from tests import cases


@cases.each(__file__, "nearest")
def test_nearest(case: cases.Case) -> None:
    wrong, known = case.input
    assert nearest(wrong, known) == case.expected


@cases.each(__file__, "lines")
def test_lines(case: cases.Case) -> None:
    rule, file, line, message, hint = case.input
    assert line_of(problem(rule, Place(file, line), message, hint)) == case.expected


@pytest.mark.parametrize("rule", RULES)
def test_a_problem_is_as_grave_as_its_rule(rule: str) -> None:
    found = problem(rule, Place("a.md", 1), "So.")
    assert found.severity == RULES[rule].severity
    assert found.stops is RULES[rule].stops


def test_a_rule_that_is_not_in_the_table_is_a_programmers_mistake() -> None:
    with pytest.raises(KeyError):
        problem("no-such-rule", Place("a.md"), "So.")


def test_problems_are_in_order_of_file_line_and_rule_without_repetitions() -> None:
    def at(file: str, line: int | None, rule: str = "float-has-title") -> Problem:
        return problem(rule, Place(file, line), "So.")

    given = [at("b.md", 2), at("a.md", 10), at("a.md", 9), at("a.md", None), at("a.md", 10)]
    given.append(at("a.md", 9, "float-is-called-out"))
    assert [(str(p.place), p.rule) for p in in_order(given)] == [
        ("a.md", "float-has-title"),
        ("a.md:9", "float-has-title"),
        ("a.md:9", "float-is-called-out"),
        ("a.md:10", "float-has-title"),
        ("b.md:2", "float-has-title"),
    ]


def test_totals_name_every_severity() -> None:
    given = [problem("float-has-title", Place("a.md"), "So.")] * 2
    assert totals(given) == {"error": 0, "warning": 2, "note": 0}


def test_an_ignored_problem_stays_in_sight_with_its_reason() -> None:
    found = as_note(problem("float-has-title", Place("a.md", 3), "So.", "Do."), "meant so")
    assert found.severity is Severity.NOTE
    assert line_of(found) == "a.md:3: note: So. Ignored in thesis.yaml: meant so [float-has-title]"


@pytest.mark.parametrize("line", [None, 7])
def test_problems_come_back_from_json(line: int | None) -> None:
    found = problem("float-has-title", Place("a.md", line), "So.", "Do.")
    assert Problem.from_json(dict(found.to_json())) == found
    assert found.to_json() == {
        "rule": "float-has-title", "family": "cross-references", "severity": "warning",
        "file": "a.md", "line": line, "message": "So.", "hint": "Do.",
    }  # fmt: skip


def test_an_ignored_problem_comes_back_with_its_reason() -> None:
    found = as_note(problem("float-has-title", Place("a.md"), "So."), "meant so", "at a.md:2")
    assert found.hint == "Ignored at a.md:2: meant so"
    assert found.to_json()["ignored"] == "meant so"
    assert Problem.from_json(dict(found.to_json())) == found
