"""Problems as the terminal and GitHub tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from softbound import telling
from softbound.areas import Area, by_area
from softbound.problems import Place, Problem, as_note, line_of, problem
from softbound.telling import Look
from tests import cases


def read(rows: Sequence[Sequence[Any]]) -> list[Area]:
    found: list[Problem] = []
    for rule, file, line, message, *reason in rows:
        times, _, name = str(file).rpartition(" x ")
        for n in range(int(times or 1)):
            each = problem(rule, Place(name, line + n if line else None), message)
            found.append(as_note(each, reason[0]) if reason else each)
    return by_area(found, ["a", "b"])


@cases.each(__file__, "told")
def test_told(case: cases.Case) -> None:
    assert telling.problems(read(case.input)).rstrip() == case.expected.rstrip()


@cases.each(__file__, "summaries")
def test_summaries(case: cases.Case) -> None:
    assert telling.summary(read(case.input)).rstrip() == case.expected.rstrip()


@cases.each(__file__, "annotations")
def test_annotations(case: cases.Case) -> None:
    rule, file, line, message = case.input["problem"]
    found = problem(rule, Place(file, line), message)
    assert telling.annotation(found, case.input.get("folder", "")) == case.expected


RULES = (
    "image-exists",
    "float-has-title",
    "label-is-told-once",
    "label-is-unique",
    "sentence-stands-once",
)


def crowd(number: int) -> list[Area]:
    return read(
        [
            [RULES[n % 5], f"chapters/{'abcdef'[n % 6]}/{n % 4}.md", n + 1, f"Message {n}."]
            for n in range(number)
        ]
    )


@pytest.mark.parametrize("number", [1, 59, 61, 200, 1000, 20_000])
def test_a_long_list_can_be_read_and_counts_everything(number: int) -> None:
    text = telling.problems(crowd(number))
    shown = len(re.findall(r"(?m)^chapters/", text))
    folded = sum(int(n.replace(",", "")) for n in re.findall(r"(?m)^    and ([\d,]+) ", text))
    assert shown + folded == number
    assert sum(bool(line) for line in text.splitlines()) <= telling.LIMIT + 10
    if number >= 61:
        assert folded


def test_notes_are_folded_before_anything_else() -> None:
    areas = read(
        [["image-exists", f"chapters/a/{n}.md", 1, "Gone."] for n in range(30)]
        + [["label-is-told-once", f"chapters/a/{n}.md", 2, "So."] for n in range(40)]
    )
    text = telling.problems(areas)
    assert text.count("error: Gone.") == 30
    assert "note: So." not in text
    assert "    and 40 notes\n" in text


def test_a_terminal_breaks_lines_between_words_and_leaves_the_place_whole() -> None:
    place = Place("chapters/a-very-long-name/" + "x" * 60 + ".md", 12)
    found = problem("float-has-title", place, "A message of some words. " * 6, "Do something.")
    lines = telling.line(found, Look(60)).split("\n")
    assert lines[0].startswith(f"{place}:")
    assert all(len(line) < 60 for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == " ".join(line_of(found).split())


@pytest.mark.parametrize("width", [None, 60, 200])
def test_colour_changes_nothing_but_colour(width: int | None) -> None:
    plain = telling.problems(crowd(10), Look(width))
    coloured = telling.problems(crowd(10), Look(width, colour=True))
    assert "\x1b[1;31merror:\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b" not in plain


def test_a_place_that_is_called_as_a_severity_stays_as_it_is() -> None:
    found = problem("image-exists", Place("error:.md", 1), "An error: gone.")
    assert telling.line(found, Look(None, colour=True)) == (
        "error:.md:1: \x1b[1;31merror:\x1b[0m An error: gone. [image-exists]"
    )


def test_annotations_are_told_gravest_first_and_without_what_is_ignored() -> None:
    ignored = as_note(problem("image-can-be-shown", Place("a.md", 1), "So."), "Why.")
    found = [
        problem("label-is-told-once", Place("a.md", 1), "C."),
        ignored,
        problem("image-exists", Place("b.md", 1), "A."),
        problem("float-has-title", Place("a.md", 2), "B."),
    ]
    told = telling.for_github(found)
    assert [line.rpartition("::")[2] for line in told] == ["A.", "B.", "C."]
