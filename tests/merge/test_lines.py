"""Which line of the author's file a line of merged text comes from."""

from __future__ import annotations

import re

from softbound.merge import lines
from softbound.merge.environment import Engine
from softbound.merge.lines import LineMap, Source
from tests import cases

NAMES = {"one": 1, "items": ["a", "b"], "long": "x\ny\nz"}


def engine() -> Engine:
    return Engine(lambda name: None, NAMES)


@cases.each(__file__, "rendered")
def test_each_line_knows_its_origin(case: cases.Case) -> None:
    made = engine()
    rendered = made.from_string(lines.mark(case.input, made)).render()
    text, numbers = lines.unmark(rendered)
    shown = [f"{number}|{line}" for number, line in zip(numbers, text.split("\n"), strict=True)]
    assert shown == case.expected


@cases.each(__file__, "rendered")
def test_marks_change_no_text(case: cases.Case) -> None:
    made = engine()
    marked = lines.mark(case.input, made)
    plain = made.from_string(lines.MARK.sub("", marked)).render()
    assert lines.unmark(made.from_string(marked).render())[0] == plain


@cases.each(__file__, "unclosed")
def test_unclosed_tags(case: cases.Case) -> None:
    assert lines.unclosed(case.input, engine()) == case.expected


@cases.each(__file__, "found")
def test_find(case: cases.Case) -> None:
    wanted = [w if isinstance(w, str) else re.compile(w["pattern"]) for w in case.input["wanted"]]
    text = case.input["text"]
    map_ = LineMap(("a.md",), tuple((0, n + 1) for n in range(text.count("\n") + 1)))
    place = Source(text, map_).place(wanted, case.input.get("nth", 0))
    assert place.line == case.expected


def test_a_line_of_several_files() -> None:
    map_ = LineMap(("a.md", "b.md"), ((0, 1), (0, 3), (1, 1)))
    assert [str(map_.place(n)) for n in (1, 2, 3)] == ["a.md:1", "a.md:3", "b.md:1"]
    assert [str(map_.place(n)) for n in (-5, 0, 4, 99)] == ["a.md:1", "a.md:1", "b.md:1", "b.md:1"]


def test_a_map_without_lines_names_the_file() -> None:
    assert str(LineMap(("a.md",), ()).place(3)) == "a.md"


def test_a_map_comes_back_from_json() -> None:
    map_ = LineMap(("a.md", "b.md"), ((0, 1), (1, 7)))
    assert LineMap.from_json(map_.to_json()) == map_
