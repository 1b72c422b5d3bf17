"""Text against the shipped manual: what is told, and what is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softbound import files
from softbound.collect import manuals
from softbound.model.labels import Label, UnitKind
from softbound.model.manual import Manual
from softbound.problems import Place, Problem, in_order
from softbound.rules import family_of
from softbound.verify import apa, prose
from tests import cases

HERE = Path(__file__).parent
QUOTED = re.compile(r'^(?:The heading |The title of the \w+ |A sentence begins with the numeral )?"(.+?)"(?= )|^.*"(.+?)"\.$')  # fmt: skip


def groups(*names: str) -> list[tuple[str, cases.Case]]:
    """All cases of these files, with the name of their file."""
    return [
        (name, case)
        for name in names
        for group in cases.load(HERE / f"{name}.yaml").values()
        for case in group
    ]


@cache
def manual() -> Manual:
    path = files.shipped_templates() / manuals.path("apa")
    found, problems = manuals.read(path.read_text("utf-8"), path.name)
    assert problems == [] and found is not None
    return found


def check(text: str, labels: Sequence[Label] = ()) -> list[Problem]:
    read = prose.read("a.md", text)
    return apa.check(read, read.place, "chapter", labels, manual())


def told(problems: Sequence[Problem]) -> list[str]:
    """Line, rule, and what the message quotes."""
    assert all(family_of(each.rule).title == "APA style" for each in problems)
    return [f"{p.place.line} {p.rule}: {_quoted(p.message)}" for p in problems]


def _quoted(message: str) -> str:
    found = QUOTED.match(message)
    return (found[1] or found[2]) if found else message


@pytest.mark.parametrize(
    ("file", "case"),
    groups("numbers", "statistics", "wording", "quotations"),
    ids=lambda x: getattr(x, "title", x),
)
def test_text(file: str, case: cases.Case) -> None:
    found = told(check(case.input))
    group = next(
        name
        for name, members in cases.load(HERE / f"{file}.yaml").items()
        if any(case.title == member.title for member in members)
    )
    kept = [line for line in found if line.split(" ")[1].rstrip(":") in RULES_OF[group]]
    assert sorted(kept) == sorted(case.expected)


RULES_OF = {
    "beginnings": {"sentence-begins-with-a-word"},
    "small": {"small-number-is-in-words"},
    "large": {"large-number-is-in-numerals"},
    "percentages": {"percentage-has-its-sign"},
    "ranges": {"range-has-an-en-dash"},
    "zeros": {"bounded-statistic-has-no-zero", "statistic-has-its-zero"},
    "p": {"p-value-is-exact"},
    "italics": {"statistic-is-in-italics", "greek-letter-is-upright"},
    "spaces": {"statistic-has-spaces"},
    "latin": {"latin-abbreviation-is-in-brackets"},
    "contractions": {"words-are-written-out"},
    "long": {"long-quotation-is-a-block"},
    "marks": {"block-quotation-has-no-marks"},
}
"""A group of cases → the rules that it is about; others have their own groups."""


@cases.each(str(HERE / "test_titles.py"), "titles")
def test_titles(case: cases.Case) -> None:
    labels = [_label(line, text) for line, text in enumerate(case.input, start=1)]
    assert told(check("", labels)) == case.expected


def _label(line: int, text: str) -> Label:
    kind, _, title = text.partition(" ")
    place = Place("a.md", line)
    if kind == "table" or kind == "figure":
        return Label(f"x{line}", kind, title, place)
    return Label(f"x{line}", "chapter" if kind == "1" else "section", title, place, int(kind))


@cases.each(__file__, "mends")
def test_what_is_said_tells_how_to_mend_it(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


@cases.each(__file__, "prose")
def test_good_prose_has_no_problem(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


def test_only_chapters_have_headings_of_one_case() -> None:
    titles = [
        "1 A",
        "2 What others said then",
        "2 Where they came from",
        "2 What they said then",
        "2 One Great Large Thing Here",
    ]
    labels = [_label(line, title) for line, title in enumerate(titles, start=1)]
    text = prose.read("a.md", "")
    kinds: tuple[UnitKind, ...] = ("chapter", "appendices", "front-matter")
    told_of = {kind: told(apa.check(text, text.place, kind, labels, manual())) for kind in kinds}
    assert told_of["chapter"] == ["5 headings-have-one-case: One Great Large Thing Here"]
    assert told_of["appendices"] == told_of["front-matter"] == []


def test_a_manual_that_asks_for_nothing_is_held_against_nothing() -> None:
    text = prose.read("a.md", "12 of 3 people, e.g. fifteen, had p=0.000 and *α*.\n")
    found = apa.check(text, text.place, "chapter", [], Manual(numerals_from=0))
    assert {each.rule for each in found} == {"sentence-begins-with-a-word"}


PIECES = ["12 ", "3 people ", "fifteen ", "p = ", "*p*=", "0.03", ".000", "(", ")", "[", "]", "e.g. ", "don't ", '"', "“", "”",
    "> ", "\n", "\n\n", "--", "5-10 ", "—", "$", "*", "_", "| ", "{{ x }}", "[@k]", "@k", "α", ". ", "one hundred and ", "5th ", "7 percent "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_is_written_is_read(source: str) -> None:
    lines = source.count("\n") + 1
    found = check(source)
    assert all(1 <= (problem.place.line or 0) <= lines for problem in found)
    assert in_order(found)[: len(found)] == in_order(found)
    for each in found:
        assert each.message.strip() and each.hint.endswith((".", "*."))
