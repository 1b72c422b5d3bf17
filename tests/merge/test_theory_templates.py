"""The shipped templates of a grounded theory: golden files, and tables as they are read.

``pytest tests/merge/test_theory_templates.py --update`` writes the golden files anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from softbound import ast, files
from softbound.derive import reporting
from softbound.derive.theory import derived
from softbound.merge import chapter
from softbound.model.findings.reporting import Reporting
from softbound.model.standard import Standard
from tests import cases, synthesis, theory, trees
from tests.derive.test_reporting import ABOUT

GOLDEN = Path(__file__).parent / "shipped"
PLACED = {
    "participants": ', names={"age": "Age in years"}, note="Synthetic data."',
    "participants-linked": "",
    "interviews": "",
    "contributions": "",
    "categories": ', quotes=2, show={"k1": "e9"}',
    "focused-codes": "",
    "code-to-category": "",
    "audit-trail": ', title="Our Analysis"',
    "memos": "",
    "sampling-changes": "",
    "transcription-key": "",
}
"""A table's template → the options it is placed with."""
SHAPES = {
    "participants": (14, 3),
    "participants-linked": (5, 3),
    "interviews": (3, 6),
    "contributions": (7 + 3 + 1, 7),
    "categories": (2 + 7 + 3, 2),
    "focused-codes": (7, 4),
    "code-to-category": (6 + 7, 3),
    "audit-trail": (4, 4),
    "memos": (2, 2),
    "sampling-changes": (2, 3),
    "transcription-key": (5, 2),
}
"""A table's template → its rows, those that head a group among them, and columns."""


def merged(prose: str, *without: str, **more: str) -> str:
    """Prose that places templates → Markdown."""
    values = synthesis.stored(
        {name: text for name, text in theory.texts().items() if name not in without} | more
    )["values"]
    found = rendered(prose, values)
    assert cases.said(found.problems) == []
    return found.markdown


def rendered(prose: str, values: dict[str, Any]) -> chapter.Merged:
    shipped = files.shipped_templates()

    def load(name: str) -> tuple[str, str] | None:
        path = shipped / name
        return (path.read_text("utf-8"), f"templates/{name}") if path.is_file() else None

    templates = chapter.Templates(load, lambda folder: [])
    return chapter.merge(
        "paper", [chapter.ProseFile("a.md", prose)], values | derived(values), templates
    )


def grid(text: str) -> ast.Grid:
    structured = trees.structured(f"# T\n\n{text}")
    assert cases.said(structured.problems) == []
    (found,) = [e for e in ast.walk(structured.tree["blocks"]) if e["t"] == "Table"]
    return ast.grid(found)


def rows(text: str) -> list[list[str]]:
    """The cells of a table as text."""
    found = grid(text)
    return [
        [" ".join(ast.text(cell.blocks).replace("\u00a0", " ").split()) for cell in row]
        for row in (*found.head, *found.body)
    ]


@pytest.mark.parametrize("name", PLACED)
def test_a_table_is_as_its_golden_file_says(name: str, request: pytest.FixtureRequest) -> None:
    text = merged(f'{{{{ table("{name}"{PLACED[name]}) }}}}\n')
    path = GOLDEN / f"{name}.md"
    if request.config.getoption("--update"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8"), "if this is meant: --update, and look at the difference"


@pytest.mark.parametrize("name", SHAPES)
def test_a_table_is_read_whole(name: str) -> None:
    found = grid(merged(f'{{{{ table("{name}") }}}}'))
    assert (len(found.body), len(found.widths)) == SHAPES[name]
    for row in (*found.head, *found.body):
        assert sum(cell.columns for cell in row) == len(found.widths)
    for element in ast.walk([cell.blocks for row in found.body for cell in row]):
        assert element["t"] not in ("BulletList", "OrderedList", "CodeBlock"), element


@pytest.mark.parametrize("name", SHAPES)
def test_no_shipped_table_says_what_only_the_example_can_say(name: str) -> None:
    text = (files.shipped_templates() / "tables" / f"{name}.md.j2").read_text("utf-8")
    assert "ynthetic" not in text
    assert not any(pseudonym in text for pseudonym in ("Agnes", "Harriet"))


NEEDED = {
    "participants": {"participants"},
    "participants-linked": {"participants"},
    "interviews": {"interviews"},
    "contributions": {"participants", "categories", "excerpts"},
    "categories": {"participants", "categories", "excerpts"},
    "focused-codes": {"focused_codes", "categories"},
    "code-to-category": {"focused_codes", "categories"},
    "audit-trail": {"analysis"},
    "memos": {"memos"},
    "sampling-changes": {"sampling_changes"},
    "transcription-key": {"transcription"},
}
"""A table's template → the findings without which it cannot be."""


@pytest.mark.parametrize("name", NEEDED)
def test_a_table_can_be_made_of_half_finished_findings(name: str) -> None:
    values = {k: v for k, v in theory.fixture()["values"].items() if k in NEEDED[name]}
    found = rendered(f'{{{{ table("{name}") }}}}', values)
    assert {problem.rule for problem in found.problems} <= {"expression-has-value"}
    assert len(grid(found.markdown).widths) > 1


def test_the_linked_table_shows_what_is_opted_into_and_nothing_else() -> None:
    table = merged('{{ table("participants-linked") }}')
    assert rows(table) == [
        ["Participant", "Years qualified", "Setting"],
        ["Agnes", "5–14", "–"],
        ["Bruno", "–", "–"],
        ["Clara", "5–14", "Children and families"],
        ["Dorothea", "–", "–"],
        ["Emil", "5–14", "–"],
    ]
    text = theory.texts()["participants"]
    none = "".join(line for line in text.splitlines(True) if "publish" not in line)
    closed = merged('{{ table("participants-linked") }}', participants=none)
    assert rows(closed)[0] == ["Participant"]
    assert "No characteristic is shown" in closed


def test_the_sample_can_be_shown_in_part_and_without_percentages() -> None:
    text = merged('{{ table("participants", only=["gender"], percent=false) }}')
    assert rows(text) == [["Characteristic", "n"], ["Gender"], ["Woman", "3"], ["Man", "2"]]
    assert "ercent" not in text


def test_contributions_name_columns_by_pseudonym_or_by_id() -> None:
    one, other = (rows(merged(f'{{{{ table("contributions"{by}) }}}}')) for by in ("", ', by="id"'))
    assert one[0] == ["Category", "Agnes", "Bruno", "Clara", "Dorothea", "Emil", "All"]
    assert other[0] == ["Category", "P1", "P2", "P3", "P4", "P5", "All"]
    assert one[1:] == other[1:]
    assert ["Staying with it", "", "1", "1", "", "", "2"] in one
    assert one[-1] == ["All excerpts", "2", "3", "2", "2", "2", "11"]


def test_categories_show_as_many_quotes_as_are_asked_for_or_the_ones_that_are_named() -> None:
    def count(options: str) -> int:
        text = merged(f'{{{{ table("categories"{options}) }}}}')
        return sum(
            row[1].count("(") for row in rows(text) if len(row) == 2 and row[0] != "Category"
        )

    assert [count(o) for o in ("", ", quotes=2", ", quotes=9")] == [6, 11, 13]
    shown = merged('{{ table("categories", show={"k1": ["e9", "e2"]}) }}')
    assert "And then I saw it" in shown and "I closed the file" in shown and "stone" not in shown
    assert "stone" not in merged('{{ table("categories", quotes=0) }}')
    assert "Core category" not in merged('{{ table("categories", core=false) }}')


def test_participants_words_are_no_markdown_in_the_table_of_categories() -> None:
    said = "They said *no*, or @home [sic], 5 < 6."
    excerpts = theory.texts()["excerpts"] + f'- {{id: e99, participant: p1, text: "{said}"}}\n'
    text = merged('{{ table("categories", show={"k1": "e99"}) }}\n', excerpts=excerpts)
    assert r"They said \*no\*, or \@home \[sic\], 5 \< 6." in text


def test_memos_can_be_chosen() -> None:
    text = merged('{{ table("memos", only=["m2"]) }}')
    assert "Nobody sees" in text and "12 January 2026" not in text
    assert "12 January 2026" in merged('{{ table("memos") }}')


@pytest.mark.parametrize(
    ("numbered", "said"),
    [
        (True, "Numbers are those of Someone (2026)."),
        (False, "The standard has no numbers, and those here are the table's own: Someone (2026)."),
    ],
)
def test_a_checklist_says_whose_its_numbers_are(numbered: bool, said: str) -> None:
    parts = [{"title": "A", "items": {"1": "the first"}}]
    standard = Standard.model_validate(
        {**ABOUT, "name": "One", "sections": parts, "numbered": numbered}
    )
    where = Reporting.model_validate({"one": {"1": "sec:a"}})
    values = {"reporting": reporting.derived(where, {"one": standard})}
    prose = '# T\n\n{{ table("reporting-checklist", standard="one") }}\n'
    assert said in rendered(prose, values).markdown
