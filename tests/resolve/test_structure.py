"""A freshly parsed unit → its plain form: headings, raw code, images, footnotes, links, uses."""

from __future__ import annotations

from typing import Any

from softbound import ast
from softbound.model.labels import Uses
from softbound.resolve import structure
from tests import cases, trees

IMAGES = {"x.png", "y.png"}


def image(path: str) -> tuple[str, str, str]:
    """Images x.png and y.png exist; others break a rule."""
    if path in IMAGES:
        return f"chapters/review/{path}", "", ""
    return path, "image-exists", f'The image "{path}" does not exist.'


def structured(given: Any) -> structure.Structured:
    """``given`` is Markdown, or a mapping with ``text``, and ``kind`` or ``files``."""
    options = given if isinstance(given, dict) else {"text": given}
    kind = options.get("kind", "chapter")
    return trees.structured(
        options["text"], kind, image=image, files=options.get("files", ["a.md"])
    )


@cases.each(__file__, "blocks")
def test_blocks(case: cases.Case) -> None:
    assert trees.lines(structured(case.input).tree["blocks"]) == case.expected


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    assert cases.said(structured(case.input).problems) == case.expected


@cases.each(__file__, "labels")
def test_labels(case: cases.Case) -> None:
    labels = structured(case.input).labels
    assert [f"{x.place} {x.kind} {x.id} “{x.title}”" for x in labels] == case.expected


@cases.each(__file__, "uses")
def test_uses(case: cases.Case) -> None:
    result = structured(case.input)
    uses = {
        "citations": [f"{use.place} {use.id}" for use in result.citations],
        "references": [
            f"{use.place} {use.id}" + (f" ({use.role})" if use.role != "text" else "")
            for use in result.references
        ],
    }
    assert {name: found for name, found in uses.items() if found} == case.expected


@cases.each(__file__, "ids")
def test_normal_ids(case: cases.Case) -> None:
    found = [structure.normal_id(case.input), structure.is_reference(case.input)]
    assert found == case.expected


def test_labels_and_uses_come_back_from_json() -> None:
    text = "# A {#sec:a}\n\n@tbl:a and @key\n\n| a |\n|---|\n| b |\n\n: T {#tbl:a}\n"
    result = structured(text)
    uses = Uses.from_json("review", "chapter", structure.to_json(result))
    assert tuple(uses.labels) == result.labels
    assert tuple(uses.references) == result.references
    assert tuple(uses.citations) == result.citations


def anchors(text: str) -> tuple[list[str], list[str]]:
    """The ids of spans in a unit's plain form, and where its links lead."""
    blocks = structured(text).tree["blocks"]
    spans = [ast.attributes(e).id for e in ast.walk(blocks) if e["t"] == "Span"]
    return spans, [e["c"][2][0] for e in ast.walk(blocks) if e["t"] == "Link"]


def test_spans_that_links_lead_to_are_unique_in_the_thesis() -> None:
    text = "# A\n\n[One]{#study:a} and [two](#study:a).\n"
    assert anchors(text) == (["review--study:a"], ["#review--study:a"])


def test_links_lead_to_the_first_of_two_spans_with_one_id() -> None:
    text = "# A\n\n[B](#b) [one]{#b} [two]{#b}\n"
    assert anchors(text) == (["review--b", "review--b-2"], ["#review--b"])


def test_a_link_to_a_span_that_is_not_there_keeps_its_target_for_the_writers() -> None:
    text = "# A\n\n[B](#study:lost) and [C](#other--study:c)\n"
    assert anchors(text) == ([], ["#study:lost", "#other--study:c"])


def test_marked_spans_and_written_labels_keep_their_ids() -> None:
    text = "# A\n\n[One]{#mark:aim} [two]{#sec:two}\n"
    assert anchors(text)[0] == ["mark:aim", "sec:two"]


def test_a_cell_of_a_list_table_may_be_what_a_link_leads_to() -> None:
    rows = "* - a\n  - b\n* - []{#row}c\n  - d\n* - []{#wide colspan=2} e\n"
    text = f"# A\n\n::: {{#tbl:a .list-table}}\nT\n\n{rows}:::\n\n[c](#row), [e](#wide)\n"
    assert anchors(text) == (["review--row", "review--wide"], ["#review--row", "#review--wide"])
    (table,) = trees.floats(structured(text).tree)
    assert table["body"] == [["c", "d"], ["e {→2}"]]
