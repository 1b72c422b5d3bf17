"""The shipped templates of a synthesis: Markdown against golden files, tables as they are read.

``pytest tests/merge/test_shipped_templates.py --update`` writes the golden files anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from softbound import ast, files
from softbound.derive.synthesis import derived
from softbound.merge import chapter
from tests import cases, synthesis, trees

GOLDEN = Path(__file__).parent / "shipped"
STUDIES = """\
- id: A
  citation: one
  reports: [one-b]
  label: Study One
  year: 2001
  country: Norway
  n: 3
  sample: nurses
  setting: a ward
  therapy: brief therapy
  collection: interviews
  analysis: thematic analysis
  aim: What it is like.
- {id: B, citation: two, label: Study Two, year: 2002, n: 1204}
- {id: C, citation: three, label: Study Three, year: 2003, n: 5}
"""
SMALL = {
    "studies": STUDIES,
    "quotes": """\
- {id: q1, study: A, text: "It hurt. [pause] A lot.", page: 3, speaker: Participant 1}
- {id: q2, study: A, text: Still does., page: 4}
- {id: q3, study: B, text: "No.\\n\\nNever."}
""",
    "concepts": """\
- {id: c1, study: A, label: being hurt, description: A wound., page: 10, quotes: [q1, q2]}
- {id: c2, study: B, label: being whole}
- {id: c3, study: C, label: being safe, page: 7}
""",
    "themes": """\
- {id: t1, label: pain, definition: It hurts., concepts: [c1], refuted_by: [c2]}
- id: t2
  label: causes
  subthemes:
    - {id: t2a, label: inside, definition: From within., quotes: [q3]}
    - {id: t2b, label: outside}
""",
    "relations": "- {studies: [A, B], kind: refutational, about: pain, basis: One has it.}\n"
    "- {studies: [B, C], kind: line-of-argument, basis: Both go on.}\n",
    "cerqual": """\
- finding: t1
  overall: moderate
  why: One study only.
  components:
    methodological_limitations: {concerns: minor, why: no account of recruitment}
    coherence: {concerns: no}
    adequacy: {concerns: moderate, why: thin}
    relevance: {concerns: none}
""",
    "appraisals": """\
- study: B
  tool: casp-2018
  items: {1: {answer: yes, why: Said at the start., raters: [yes, yes]}, 2: {answer: no, raters: [no, yes]}}
- {study: A, tool: casp-2018, items: {1: {answer: can't tell}, 10: {answer: yes}}}
""",
}
"""Three studies with one of each thing that may be there or not."""


def names(values: dict[str, Any]) -> dict[str, Any]:
    """Findings as expressions see them."""
    return values | derived(values, synthesis.tools())


def merged(prose: str, values: dict[str, Any]) -> chapter.Merged:
    """Prose that places templates → what the merging makes of it."""
    shipped = files.shipped_templates()

    def load(name: str) -> tuple[str, str] | None:
        path = shipped / name
        return (path.read_text("utf-8"), f"templates/{name}") if path.is_file() else None

    found = chapter.merge(
        "review",
        [chapter.ProseFile("a.md", prose)],
        names(values),
        chapter.Templates(load, lambda folder: []),
    )
    assert cases.said(found.problems) == []
    return found


def small(*without: str) -> dict[str, Any]:
    texts = {name: text for name, text in SMALL.items() if name not in without}
    values: dict[str, Any] = synthesis.stored(texts)["values"]
    return values


PLACED = {
    "study-characteristics": "",
    "appraisal": ", totals=true, landscape=true",
    "appraisal-reasons": "",
    "relating-studies": "",
    "translation": "",
    "themes-by-study": ', note="Synthetic data."',
    "theme-summary": ', title="Our Themes"',
    "confidence": "",
}
"""A table's template → the options it is placed with."""


@pytest.mark.parametrize("name", PLACED)
def test_a_table_is_as_its_golden_file_says(name: str, request: pytest.FixtureRequest) -> None:
    text = merged(f'{{{{ table("{name}"{PLACED[name]}) }}}}\n', small()).markdown
    path = GOLDEN / f"{name}.md"
    if request.config.getoption("--update"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8"), "if this is meant: --update, and look at the difference"


def tables(text: str) -> list[ast.Grid]:
    tree = trees.structured(text).tree
    return [ast.grid(element) for element in ast.walk(tree["blocks"]) if element["t"] == "Table"]


SHAPES = {
    "study-characteristics": (9, 8),
    "appraisal": (9, 11),
    "appraisal-reasons": (9 * 11, 3),
    "relating-studies": (3, 4),
    "translation": (6 + 25 + 1, 3),
    "themes-by-study": (6, 11),
    "theme-summary": (6, 3),
    "confidence": (3, 3),
}
"""A table's template → rows and columns for the realistic synthesis; one quote of it stands under
no concept, and a theme with subthemes has a row without concepts."""


@pytest.mark.parametrize("name", SHAPES)
def test_a_table_of_a_realistic_synthesis_is_read_whole(name: str) -> None:
    text = (
        f'# T\n\n{merged(f"""{{{{ table("{name}") }}}}""", synthesis.fixture()["values"]).markdown}'
    )
    structured = trees.structured(text)
    assert cases.said(structured.problems) == []
    (grid,) = tables(text)
    assert (len(grid.body), len(grid.widths)) == SHAPES[name]
    for row in (*grid.head, *grid.body):
        assert sum(cell.columns for cell in row) == len(grid.widths)
    for element in ast.walk([cell.blocks for row in grid.body for cell in row]):
        assert element["t"] not in ("BulletList", "OrderedList", "CodeBlock"), element


@pytest.mark.parametrize("name", SHAPES)
def test_no_shipped_table_says_what_only_the_example_can_say(name: str) -> None:
    assert "ynthetic" not in (files.shipped_templates() / "tables" / f"{name}.md.j2").read_text()


def test_characteristics_can_be_told_before_there_are_themes() -> None:
    values = small("quotes", "concepts", "themes", "relations", "cerqual", "appraisals")
    text = merged('{{ table("study-characteristics") }}\n', values).markdown
    assert "Themes:" not in text
    assert "Three studies with 1,212 participants in all." in text


def test_labels_of_themes_are_the_same_to_the_letter_wherever_they_stand() -> None:
    values = synthesis.fixture()["values"]
    prose = "\n\n".join(f'{{{{ table("{name}") }}}}' for name in SHAPES)
    made = merged(f'{prose}\n\n{{{{ figure("theme-map") }}}}\n', values)
    (drawing,) = made.drawings.values()
    text = made.markdown + drawing
    for theme in derived(values, {})["matrix"]["rows"]:
        found = re.findall(re.escape(theme["label"]), text, re.IGNORECASE)
        assert len(found) >= 4
        first = theme["label"][:1].upper() + theme["label"][1:]
        assert set(found) <= {theme["label"], first}


def test_every_link_between_themes_and_studies_leads_somewhere_and_back() -> None:
    prose = '{{ table("study-characteristics") }}\n\n{{ table("theme-summary") }}\n'
    text = f"# T\n\n{merged(prose, synthesis.fixture()['values']).markdown}"
    blocks = trees.structured(text).tree["blocks"]
    links = {e["c"][2][0] for e in ast.walk(blocks) if e["t"] == "Link"}
    ids = [ast.attributes(e).id for e in ast.walk(blocks) if e["t"] == "Span"]
    assert {f"#{identifier}" for identifier in ids if identifier} == links
    assert len([identifier for identifier in ids if identifier]) == 9 + 6
