"""Citations in the text: typed by hand, by keys that do not come out, quotations without a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from softbound import processes
from softbound.collect import bibliography, yaml_text
from softbound.collect import typed_citations as given
from softbound.model.citations import CitationRules
from softbound.model.typed_citations import TypedCitations
from softbound.problems import Problem
from softbound.rules import RULES
from softbound.rules.citations import FAMILY
from softbound.verify import prose, typed_citations
from tests import cases

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
FILES = ("typed", "style", "keys", "quotations")
OTHER_STAGES = ("bibliography-", "citation-is-in-bibliography", "typed-citations-are-complete")
"""Rules of the family that other stages hold."""


def convert(text: str, form: str) -> processes.Answer:
    return processes.pandoc(["--sandbox", "--from", form, "--to", "json"], text)


@cache
def works() -> typed_citations.Works:
    entries, problems = bibliography.read((HERE / "works.bib").read_text("utf-8"), "w.bib", convert)
    assert [found.message for found in problems] == []
    return typed_citations.Works(bibliography.names(entries))


@cache
def words() -> TypedCitations:
    path = ROOT / "templates" / given.PATH
    found, problems = given.read(path.read_text("utf-8"), path.name)
    assert found is not None, problems
    return found


@cache
def rules(style: str) -> CitationRules | None:
    path = ROOT / "templates" / "citations" / f"{style}.yaml"
    if not path.is_file():
        return None
    found, _, problems = yaml_text.read(
        path.read_text("utf-8"), path.name, CitationRules, "profile-is-complete"
    )
    assert found is not None, problems
    return found


def check(text: str, style: str = "apa") -> list[Problem]:
    return typed_citations.check([prose.read("a.md", text)], works(), words(), rules(style))


def briefly(problems: list[Problem]) -> list[str]:
    """Rule: the first thing that is quoted → what to write."""
    return [
        f"{p.rule}: {p.message.split(chr(34))[1]}"
        + (f" → {p.hint.removeprefix('Write ').removesuffix('.')}" if "Write " in p.hint else "")
        for p in problems
    ]


def groups() -> list[tuple[str, cases.Case]]:
    return [
        (name, case)
        for file in FILES
        for name, listed in cases.load(HERE / f"{file}.yaml").items()
        for case in listed
    ]


@pytest.mark.parametrize(("group", "case"), groups(), ids=lambda x: getattr(x, "title", x))
def test_said(group: str, case: cases.Case) -> None:
    style = group.rpartition("-in-")[2] if "-in-" in group else "apa"
    problems = check(case.input, style)
    whole = case.expected and case.expected[0].startswith("a.md")
    assert (cases.said(problems) if whole else briefly(problems)) == case.expected


def test_every_rule_is_broken_by_a_case_and_almost_by_another() -> None:
    told = " ".join(line for _, case in groups() for line in case.expected)
    own = [rule for rule in FAMILY.rules if not rule.startswith(OTHER_STAGES)]
    assert len(own) == 17
    assert [rule for rule in own if rule not in told] == []
    assert all(rule in RULES for rule in own)
    silent = [case for _, case in groups() if not case.expected]
    assert len(silent) >= 60


def test_without_a_bibliography_all_that_is_typed_is_missing() -> None:
    nothing = typed_citations.Works([])
    text = [prose.read("a.md", "So it is (Smith, 2010), as @smith2010 says.")]
    found = typed_citations.check(text, nothing, words(), None)
    assert [problem.rule for problem in found] == ["typed-citation-is-in-bibliography"]


@pytest.mark.parametrize("text", ["", "(", "()(2010)", "& (2010)", ", et al. (2010)", "(, 2010; )",
                                  "(@)", "[@]", "[@smith2010;]", "([@smith2010)", "\"\" [@smith2010]",
                                  "> ", "(2010)", "van (2010)", "’s (2010)", "(et al., 2010)"])  # fmt: skip
def test_what_is_no_citation_fails_nowhere(text: str) -> None:
    assert [problem.rule for problem in check(text)] == []


def test_the_worked_example_has_none_to_mend() -> None:
    texts = [
        prose.read(path.name, path.read_text("utf-8"))
        for path in sorted((ROOT / "chapters").rglob("*.md"))
    ]
    entries = [
        entry
        for path in sorted((ROOT / "bibliography").glob("*.bib"))
        for entry in bibliography.read(path.read_text("utf-8"), path.name, convert)[0]
    ]
    known = typed_citations.Works(bibliography.names(entries))
    assert cases.said(typed_citations.check(texts, known, words(), rules("apa"))) == []
