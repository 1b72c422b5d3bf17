"""The tables of sources and of strategies: what they show, and that no sign is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softbound import ast, files, processes
from softbound.merge import chapter
from softbound.merge.filters import literal
from softbound.model.findings.search import Search
from tests import cases

AWKWARD = (
    '(therapist* or "psycho_therapist*" or counsel?or*).ti,ab.',
    "TI 'a' -- b --- c ... ~d~ ^e^ $x$ `f` <g> [h](i) {j} @k #l | m \\ n",
    "1. and 2) + - * # :: {{ x }} {% y %}",
    "https://example.org/a_b_c?d=e&f",
    'MH "Alliance+" OR exp alliance/ or (N2 near/3)',
)
SEARCH: dict[str, Any] = {
    "sources": [
        {
            "id": "medline",
            "name": "MEDLINE",
            "platform": "Ovid",
            "date": "2026-01-12",
            "coverage": "1946 to January 2026",
            "records": 1412,
            "limits": "english only",
            "strategy": [{"search": line, "hits": 1000 + n} for n, line in enumerate(AWKWARD)],
        },
        {
            "id": "cinahl",
            "name": "CINAHL",
            "strategy": [{"line": "S1", "search": "rupture*"}],
            "note": "Searched twice.",
        },
        {"id": "isrctn", "name": "ISRCTN", "kind": "register", "records": 0},
    ]
}


def merged(prose: str, search: dict[str, Any] = SEARCH) -> chapter.Merged:
    shipped = files.shipped_templates()

    def load(name: str) -> tuple[str, str] | None:
        path = shipped / name
        return (path.read_text("utf-8"), name) if path.is_file() else None

    names = {"search": Search.model_validate(search).model_dump(mode="json")}
    return chapter.merge(
        "review", [chapter.ProseFile("a.md", prose)], names, chapter.Templates(load, lambda _: [])
    )


def shown(prose: str, search: dict[str, Any] = SEARCH) -> list[list[str]]:
    """The rows of the list-table that prose places, as pandoc reads them."""
    result = merged(prose, search)
    assert cases.said(result.problems) == []
    answer = processes.pandoc(["-f", "markdown", "-t", "json"], result.markdown)
    tree = ast.loads(answer.output.decode())
    listing = next(e for e in ast.walk(tree) if e["t"] == "BulletList")
    return [[ast.text(cell).strip() for cell in item[0]["c"]] for item in listing["c"]]


def test_sources_stand_by_kind_with_what_is_known_and_the_sum() -> None:
    assert shown('{{ table("search-sources") }}') == [
        ["Source", "Platform", "Last searched", "Coverage", "Records"],
        ["Databases"],
        ["MEDLINE", "Ovid", "12 January 2026", "1946 to January 2026", "1,412"],
        ["CINAHL", "–", "–", "–", "–"],
        ["Registers"],
        ["ISRCTN", "–", "–", "–", "0"],
        ["All sources", "", "", "", "1,412"],
    ]


def test_one_source_of_one_kind_needs_neither_heading_nor_sum() -> None:
    rows = shown('{{ table("search-sources") }}', {"sources": SEARCH["sources"][:1]})
    assert [row[0] for row in rows] == ["Source", "MEDLINE"]


def test_limits_and_notes_of_sources_stand_in_the_note() -> None:
    text = merged('{{ table("search-sources", note="Synthetic data.") }}').markdown
    assert "\nMEDLINE: English only.\nCINAHL: Searched twice.\nSynthetic data.\n:::" in text


def test_a_strategy_is_shown_sign_by_sign_with_lines_and_hits() -> None:
    rows = shown('{{ table("search-strategy", source="medline") }}')
    assert rows[0] == ["Line", "Search", "Hits"]
    assert [row[1] for row in rows[1:]] == list(AWKWARD)
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    assert [row[2] for row in rows[1:]] == ["1,000", "1,001", "1,002", "1,003", "1,004"]


def test_a_strategy_without_hits_has_no_column_for_them() -> None:
    rows = shown('{{ table("search-strategy", source="cinahl") }}')
    assert rows == [["Line", "Search"], ["S1", "rupture*"]]


def test_without_a_source_the_first_strategy_is_shown() -> None:
    text = merged('{{ table("search-strategy") }}').markdown
    assert "\nSearch Strategy for MEDLINE (Ovid)\n" in text
    assert (
        "As run on 12 January 2026; coverage: 1946 to January 2026.\nLimits: English only.\n"
        in text
    )


def test_all_strategies_are_placed_by_a_loop() -> None:
    prose = (
        "{% for source in search.sources if source.strategy %}\n"
        '{{ table("search-strategy", source=source, id="tbl:" ~ source.id) }}\n{% endfor %}\n'
    )
    text = merged(prose).markdown
    assert [f"#tbl:{name} " in text for name in ("medline", "cinahl", "isrctn")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("name", ["psycinfo", ""])
def test_a_source_that_is_not_there_is_a_problem(name: str) -> None:
    problems = merged(f'A.\n\n{{{{ table("search-strategy", source="{name}") }}}}').problems
    assert [(p.rule, str(p.place)) for p in problems] == [("expression-is-defined", "a.md:3")]


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=30))
def test_whatever_is_literal_comes_out_as_it_went_in(text: str) -> None:
    answer = processes.pandoc(["-f", "markdown", "-t", "json"], f"x {literal(text)} x")
    words = ast.text(ast.loads(answer.output.decode())["blocks"])
    assert words == " ".join(f"x {' '.join(text.split())} x".split())
