"""Language: abbreviations, spelling, slips, what is unfinished. Each case is prose and what is told of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from softbound import files
from softbound.collect import language as collect
from softbound.problems import Problem, in_order
from softbound.rules.language import FAMILY
from softbound.verify import language, prose
from tests import cases

HERE = Path(__file__).parent
FILES = ("abbreviations", "spelling", "slips", "unfinished")
MADE_ELSEWHERE = {"word-list-is-there", "word-lists-are-complete"}


@cache
def lists() -> collect.Lists:
    found, problems = collect.read(
        lambda name: ((files.shipped_templates() / name).read_text("utf-8"), name)
    )
    assert found is not None and problems == []
    return found


@cache
def misspellings() -> dict[str, tuple[str, ...]]:
    path = files.of_package(*collect.CHECKER)
    assert path is not None
    return collect.misspellings(path.read_text("utf-8"))


@cache
def scaffold() -> frozenset[str]:
    texts = [prose.read(p.name, p.read_text("utf-8")) for p in files.scaffold_prose()]
    return frozenset(each for text in texts for each in language.template(text))


def told(given: Any) -> list[Problem]:
    """A case's input is a text, or ``files`` with the ``kind`` of their part and settings."""
    given = given if isinstance(given, dict) else {"files": {"a.md": given}}
    known = language.Known(
        lists(), given.get("language", "en-GB"), given.get("spelling", True),
        collect.words(given.get("words", "")), given.get("abbreviations", ()),
        misspellings(), scaffold(),
    )  # fmt: skip
    texts = [prose.read(name, text) for name, text in given["files"].items()]
    found = language.check(given.get("kind", "chapter"), texts, known)
    return [*found, *language.together([language.endings([text], known) for text in texts])]


def briefly(problem: Problem, several: bool) -> str:
    """Its line, rule, and what stands first in quotation marks."""
    place = str(problem.place) if several else str(problem.place.line)
    return f"{place} {problem.rule} {problem.message.split(chr(34))[1]}"


def everything() -> list[cases.Case]:
    return [
        case
        for name in FILES
        for group in cases.load(HERE / f"{name}.yaml").values()
        for case in group
    ]


@pytest.mark.parametrize("case", everything(), ids=lambda case: case.title)
def test_told(case: cases.Case) -> None:
    problems = told(case.input)
    if case.expected and case.expected[0].endswith("]") and ": " in case.expected[0][:20]:
        assert cases.said(problems) == sorted(case.expected)
    else:
        several = isinstance(case.input, dict) and len(case.input["files"]) > 1
        found = [briefly(problem, several) for problem in in_order(problems)]
        assert sorted(found) == sorted(case.expected)


def test_every_rule_is_broken_by_a_case_and_near_misses_are_many() -> None:
    broken = {problem.rule for case in everything() for problem in told(case.input)}
    assert set(FAMILY.rules) - broken == MADE_ELSEWHERE
    assert len([case for case in everything() if not case.expected]) > 40
