"""The shipped templates of a critical review: Markdown against golden files, tables as they are read.

``pytest tests/merge/test_critical_review_templates.py --update`` writes the golden files anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from softbound import ast, files
from softbound.collect import findings
from softbound.derive import diversity
from softbound.merge import chapter
from tests import cases, synthesis, trees

GOLDEN = Path(__file__).parent / "shipped"
FINDINGS = {
    "limitations": """\
- {id: few, paper: empirical-paper, kind: size, limitation: few took part., consequence: it is thin., response: said so., future: ask more.}
- {id: l2, paper: systematic-review, kind: reach, limitation: "Some *is*\\nmissing.", told_in: ["sec:limits", "mark:a"]}
- {id: alike, paper: empirical-paper, kind: diversity, limitation: All alike.}
""",
    "reflexivity": """\
- {id: r1, kind: diary, title: after the third interview, date: 2026-01-12, text: "I hurried.\\n\\nWhy?"}
- {id: r2, kind: position, text: I am one of them.}
- {id: r3, kind: diary, text: Tired.}
""",
    "diversity": """\
- id: ethnicity
  label: ethnic group
  band: ethnicity
  groups: [{label: White, bands: [w]}, {label: "Black, or other"}]
  populations:
    - {label: "England and Wales, 2021", citation: ons2022, locator: Table 1, shares: {White: 81.7, "Black, or other": 18.3}}
- id: gender
  label: gender
  band: gender
  groups: [{label: women, bands: [f]}, {label: men, bands: [m]}]
  populations:
    - {label: England, citation: one, shares: {women: 51, men: 49}}
    - {label: a made-up town, synthetic: true, shares: {women: 60}}
""",
}
PEOPLE = [{"bands": {"ethnicity": "w", "gender": gender}} for gender in "fffffmm"]
PLACED = {
    "limitations": 'table("limitations")',
    "limitations-of-a-paper": 'table("limitations", paper="empirical-paper", papers={"empirical-paper": "My Study"}, landscape=false, note="Synthetic.", id="tbl:l")',
    "sample-diversity": 'table("sample-diversity")',
    "sample-diversity-of-one": 'table("sample-diversity", only=["ethnicity"], title="Who Took Part", note="Synthetic.")',
    "sample-diversity-figure": 'figure("sample-diversity")',
    "reflexivity": 'table("reflexivity")',
    "reflexive-diary": 'table("reflexivity", kind="diary", note="Synthetic.")',
}
"""A golden file → how the template is placed."""


def names() -> dict[str, Any]:
    """Findings as expressions see them."""
    read, problems = findings.read({kind: (f"{kind}.yaml", t) for kind, t in FINDINGS.items()})
    assert not problems, problems
    made = diversity.derived(read.values["diversity"], {"empirical-paper": PEOPLE})
    values: dict[str, Any] = synthesis.stored(FINDINGS)["values"]
    return values | {"diversity": made}


def merged(expression: str, values: dict[str, Any]) -> chapter.Merged:
    shipped = files.shipped_templates()

    def load(name: str) -> tuple[str, str] | None:
        path = shipped / name
        return (path.read_text("utf-8"), f"templates/{name}") if path.is_file() else None

    prose = [chapter.ProseFile("a.md", f"{{{{ {expression} }}}}\n")]
    templates = chapter.Templates(load, lambda folder: [])
    found = chapter.merge("critical", prose, values, templates)
    assert cases.said(found.problems) == []
    return found


@pytest.mark.parametrize("name", PLACED)
def test_a_template_is_as_its_golden_file_says(name: str, request: pytest.FixtureRequest) -> None:
    text = merged(PLACED[name], names()).markdown
    path = GOLDEN / f"{name}.md"
    if request.config.getoption("--update"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8"), "if this is meant: --update, and look at the difference"


SHAPES = {
    "limitations": (1 + 3 + 2, 5),
    "limitations-of-a-paper": (1 + 2, 5),
    "sample-diversity": (1 + 4 + 2, 6),
    "sample-diversity-of-one": (1 + 2, 4),
    "reflexivity": (1 + 3 + 2, 3),
    "reflexive-diary": (1 + 2, 3),
}
"""Rows with the header, columns."""


@pytest.mark.parametrize("name", SHAPES)
def test_a_table_has_its_rows_and_columns(name: str) -> None:
    tree = trees.structured(merged(PLACED[name], names()).markdown).tree
    (grid,) = (ast.grid(element) for element in ast.walk(tree["blocks"]) if element["t"] == "Table")
    assert (len(grid.head) + len(grid.body), len(grid.alignments)) == SHAPES[name]


def test_pages_of_limitations_are_asked_for_quietly() -> None:
    uses = trees.structured(merged(PLACED["limitations"], names()).markdown).references
    assert [(use.id, use.role) for use in uses] == [
        ("lim:few", "quiet"), ("lim:alike", "quiet"), ("sec:limits", "quiet"), ("mark:a", "quiet"),
    ]  # fmt: skip


def test_a_count_that_is_withheld_stands_nowhere() -> None:
    made = names()
    assert [group["count"] for group in made["diversity"][1]["groups"]] == ["–", "–"]
    figure = merged(PLACED["sample-diversity-figure"], made)
    (drawing,) = figure.drawings.values()
    for text in (merged(PLACED["sample-diversity"], made).markdown, figure.markdown, drawing):
        for secret in ("71%", "29%", "5 people", "2 people", "(5)", "(2)", "- 5\n", "- 2\n"):
            assert secret not in text


@pytest.mark.parametrize("name", [name for name in PLACED if name.startswith("sample")])
def test_a_sample_that_is_not_known_yet_leaves_a_draft(name: str) -> None:
    merged(PLACED[name], {"diversity": []})
