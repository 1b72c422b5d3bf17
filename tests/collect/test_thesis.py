"""thesis.yaml → a Thesis, and every mistake in it at its line."""

from __future__ import annotations

from softbound.collect import thesis
from tests import cases

COMPLETE = """\
title: Ruptures and Reflection
author: A. N. Author
degree: Doctor of Clinical Psychology
institution: Example University
month: May
year: 2026
chapters: [review, paper]
"""
"""What every case changes or adds to; seven lines."""

AROUND = thesis.Surroundings(
    chapters=["review", "paper", "appraisal"],
    front_matter=["abstract", "declaration"],
    appendices=["search", "schedule"],
    profiles=["uk-doctorate", "ucl"],
    folders=["review", "paper", "drafts", "front-matter", "appendices"],
)


def changed(change: dict[str, str]) -> str:
    """The complete thesis.yaml with ``old`` replaced by ``new``, or with ``more`` at its end."""
    assert change.get("old", "") in COMPLETE
    return COMPLETE.replace(change.get("old", "\0"), change.get("new", ""), 1) + change.get(
        "more", ""
    )


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    found, _, problems = thesis.read(changed(case.input), AROUND)
    shown = [line for line in cases.said(problems) if "chapters/drafts/ is not" not in line]
    assert shown == case.expected
    assert (found is None) == any(problem.stops for problem in problems)


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    found, _, problems = thesis.read(changed(case.input), AROUND)
    assert found is not None, problems
    assert found.model_dump(mode="json", include=set(case.expected)) == case.expected


def test_a_folder_that_no_line_names_is_a_note() -> None:
    found, _, problems = thesis.read(COMPLETE, AROUND)
    assert cases.said(problems) == [
        "thesis.yaml:7: note: chapters/drafts/ is not listed under chapters, so it is not part "
        "of the thesis. [chapter-is-listed]"
    ]
    assert found is not None


def test_yaml_that_does_not_parse_gives_one_problem_and_no_thesis() -> None:
    found, document, problems = thesis.read("title: [", AROUND)
    assert found is None and document is None
    assert [problem.rule for problem in problems] == ["yaml-is-well-formed"]
