"""What a word is, which class it is of, and how parts compare with their limits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softbound import ast
from softbound.derive import words
from softbound.derive.words import history, parts, tokens
from softbound.derive.words.reading import Asked
from softbound.model.profile import Profile, Words
from softbound.model.thesis import Thesis
from softbound.model.words import LABELS, Section, UnitWords, total
from softbound.problems import Place
from softbound.processes import pandoc
from softbound.write.running_heads import running_head
from tests import cases

SOURCES = ({"title": "Tests", "recorded": date(2026, 1, 1), "status": "unverified"},)


def profile(**values: Any) -> Profile:
    return Profile.model_validate({"name": "Tests", "sources": SOURCES, **values})


def thesis(**values: Any) -> Thesis:
    given = {
        "title": "A Title", "author": "An Author", "degree": "A Degree", "institution": "A Place",
        "month": "May", "year": 2026, "chapters": ("review", "paper"),
    }  # fmt: skip
    return Thesis.model_validate({**given, **values})


def counted(markdown: str, kind: str = "chapter", **asked: Any) -> UnitWords:
    """Markdown in the form of a resolved tree → its words."""
    answer = pandoc(["-f", "markdown+smart", "-t", "json"], markdown)
    assert answer.ok, answer.messages
    tree = ast.loads(answer.output)
    return words.unit(
        tree, "review", kind, profile(), lambda name: Place(name or "top", 1),
        Asked(**asked), running_head,
    )  # fmt: skip


def shown(counts: Any) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n}


# what a word is


@cases.each(__file__, "words")
def test_words(case: cases.Case) -> None:
    assert words.count(case.input) == case.expected


def test_what_the_page_tells_of_words_is_tested_here() -> None:
    told = {case.input for case in cases.load(cases.beside(__file__))["words"]}
    assert {"and/or", "and / or", "one—two", "pp. 5–7", "don’t", "5,000"} <= told


@given(st.lists(st.tuples(st.text("ab .–’1", max_size=6), st.sampled_from("xyz"))))
def test_classes_share_out_all_words_of_a_paragraph(runs: list[tuple[str, str]]) -> None:
    together = tokens.count("".join(text for text, _ in runs))
    assert sum(tokens.by_class(runs).values()) == together


# classes


@cases.each(__file__, "classes")
def test_classes(case: cases.Case) -> None:
    asked = {"by_participants": lambda of, chapter: of.startswith("e")}
    found = counted(case.input, drawn=lambda path: 7, **asked)
    assert shown(found.counts) == case.expected
    assert total(found.counts) == sum(n for c, n in found.counts.items() if c != "figure-text")


@cases.each(__file__, "appendices")
def test_appendices(case: cases.Case) -> None:
    assert shown(counted(case.input, "appendices").counts) == case.expected


@cases.each(__file__, "front matter")
def test_front_matter(case: cases.Case) -> None:
    found = counted(case.input, "front-matter")
    assert {s.id: shown(s.counts) for s in found.sections} == case.expected


@cases.each(__file__, "sections")
def test_sections(case: cases.Case) -> None:
    found = counted(case.input)
    assert [
        [s.title, s.level, total(s.counts) - s.counts.get("automatic", 0)] for s in found.sections
    ] == case.expected


@cases.each(__file__, "long")
def test_boxes_and_cells_are_remembered(case: cases.Case) -> None:
    found = counted(case.input)
    assert [[each.kind, each.words, each.place.file] for each in found.long] == case.expected


def test_counts_survive_their_file() -> None:
    found = counted("# A\n\n::: box\nText.\n:::\n")
    assert UnitWords.from_json(found.to_json()) == found


# limits


def unit(name: str, kind: str = "chapter", **counts: int) -> UnitWords:
    section = Section(
        name,
        name.title(),
        1,
        Place(f"{name}.md", 1),
        {k.replace("_", "-"): n for k, n in counts.items()},
    )
    label, title = ("Chapter 1", name.title()) if kind == "chapter" else ("", "")
    return UnitWords(name, kind, label, title, [section], {})


@cases.each(__file__, "limits")
def test_limits(case: cases.Case) -> None:
    given = case.input
    of = parts.report(
        [unit("review", **given["counts"])],
        thesis(words=given.get("thesis", {})),
        profile(words=given.get("profile", {})),
    )
    part = next(each for each in of["parts"] if each["unit"] == "review")
    whole = of["whole"]
    found = [[each[k] for k in ("counted", "limit", "left", "verdict")] for each in (part, whole)]
    assert found == case.expected


def test_a_page_of_the_front_matter_has_its_own_limit() -> None:
    front = UnitWords(
        "front-matter", "front-matter", "", "",
        [Section("abstract", "Abstract", 1, Place("a.md", 1), {"abstract": 301, "front-matter": 1}, 1)],
        {},
    )  # fmt: skip
    of = parts.report(
        [front, unit("review", body=10)],
        thesis(front_matter=("abstract",)),
        profile(words={"pages": [{"page": "abstract", "limit": 300}]}),
    )
    page = next(s for s in of["parts"][0]["sections"] if s["id"] == "abstract")
    assert [page[k] for k in ("counted", "limit", "left", "verdict")] == [301, 300, -1, "over"]


def test_the_statement_and_the_title_page_tell_the_same_sum() -> None:
    look = profile(
        words={"title_page": True}, front_matter=("title-page", "word-count-statement", "contents")
    )
    of = parts.report([unit("review", body=1200, references=300), unit("app", "appendices", appendices=50)],
                      thesis(), look)  # fmt: skip
    told = parts.shown(of, thesis(), look)
    assert [(row.title, row.counted, row.others, row.total) for row in told.statement] == [
        ("Review", 1200, 300, 1500),
        ("Appendices", 0, 50, 50),
        ("Total", 1200, 350, 1550),
    ]
    assert told.title_page == told.statement[-1].counted == of["whole"]["counted"]


def test_nothing_is_shown_where_the_profile_asks_for_nothing() -> None:
    of = parts.report([unit("review", body=5)], thesis(), profile())
    told = parts.shown(of, thesis(), profile())
    assert told.title_page is None
    assert not told.statement


def test_default_classes_are_known() -> None:
    assert set(Words().counted) <= set(LABELS)


# history


def report(**counts: int) -> dict[str, Any]:
    return parts.report([unit(name, body=n) for name, n in counts.items()], thesis(), profile())


def test_a_days_last_build_stays() -> None:
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    rows = history.with_today([], report(review=100), monday)
    rows = history.with_today(rows, report(review=150), monday)
    rows = history.with_today(rows, report(review=120, paper=10), tuesday)
    assert history.to_json(rows) == [
        {"date": "2026-03-02", "whole": 150, "parts": {"review": 150}},
        {"date": "2026-03-03", "whole": 130, "parts": {"review": 120, "paper": 10}},
    ]


def test_a_part_that_is_gone_stays_in_the_history() -> None:
    rows = [history.Kept(date(2026, 3, 2), "old-paper", 70)]
    rows = history.with_today(rows, report(review=1), date(2026, 3, 2))
    assert history.Kept(date(2026, 3, 2), "old-paper", 70) in rows


@cases.each(__file__, "history")
def test_history_is_read(case: cases.Case) -> None:
    rows, problems = history.read(case.input)
    found = [f"{r.day} {r.part} {r.words}" for r in rows] + cases.said(problems)
    assert found == case.expected


@given(st.lists(st.tuples(st.dates(), st.sampled_from(["review", "whole"]), st.integers(0, 10**6))))
def test_no_row_is_lost_in_its_file(rows: list[tuple[date, str, int]]) -> None:
    from softbound import spreadsheets

    kept = [history.Kept(*row) for row in rows]
    assert history.read(spreadsheets.text(history.table(kept))) == (kept, [])


def test_a_change_is_of_what_is_counted_now() -> None:
    before = {"review": {"body": 100, "tables": 50}, "whole": {"body": 100, "tables": 50}}
    changed = history.change(report(review=130), before, {"date": "2026-03-02"})
    assert changed == {
        "since": {"date": "2026-03-02"},
        "parts": {"front-matter": 0, "review": 30},
        "whole": 30,
    }


@pytest.mark.parametrize("kind", ["front-matter", "chapter", "appendices", "references"])
def test_an_empty_unit_has_no_words(kind: str) -> None:
    assert total(counted("", kind).counts) == 0
