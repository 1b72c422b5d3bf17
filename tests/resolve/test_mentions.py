"""Where a resolved unit names, quotes and cites findings."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softbound import ast
from softbound.resolve import mentions, searched
from tests import cases, trees

TERMS: dict[str, Any] = {
    "labels": [
        ["rising early", "name", "paper", "themes", "t1"],
        ["the cost of rising early", "name", "paper", "themes", "t2"],
        ["others' eyes", "name", "paper", "themes", "t3"],
        ["“small” wins - and losses", "name", "paper", "themes", "t4"],
        ["being hurried", "name", "paper", "categories", "k1"],
        ["waiting", "table", "paper", "focused_codes", "f1"],
        ["waiting for it", "name", "paper", "focused_codes", "f2"],
        ["Harriet", "proper", "paper", "participants", "p1"],
        ["(?)", "name", "paper", "themes", "without-words"],
    ],
    "words": [
        ["It was dark when I left, and nobody spoke.", "paper", "excerpts", "e1"],
        ["Nobody told us anything at all.", "review", "quotes", "e1"],
    ],
    "citations": {"moltu2010": [["paper", "studies", "s1"]]},
    "limitations": {"diversity": [["critical", "limitations", "diversity"]]},
}


def anchored(text: str, unit: str = "paper") -> tuple[ast.Tree, list[mentions.Anchor]]:
    tree = trees.structured(f"# The Chapter\n\n{text}\n", unit=unit).tree
    return mentions.anchored(tree, unit, searched.index(TERMS))


def marked(tree: ast.Tree) -> str:
    """A tree's text after the chapter's title, with ^ for each anchor."""

    def caret(element: ast.Element) -> ast.Elements | None:
        if mentions.TRACED in ast.attributes(element).classes:
            return [ast.string("^")]
        return None

    shown = ast.replace(tree, caret, frozenset({"Span"}))
    return ast.text(shown["blocks"][1:], notes=True)


def without(tree: ast.Tree) -> ast.Tree:
    """A tree without its anchors."""

    def gone(element: ast.Element) -> ast.Elements | None:
        return [] if mentions.TRACED in ast.attributes(element).classes else None

    result: ast.Tree = ast.replace(tree, gone, frozenset({"Span"}))
    return result


@cases.each(__file__, "prose")
def test_prose(case: cases.Case) -> None:
    tree, anchors = anchored(case.input)
    assert marked(tree) == case.expected["text"]
    told = [f"{anchor.role} {anchor.of[0][2]}" for anchor in anchors]
    assert told == case.expected["of"]


@cases.each(__file__, "quotations")
def test_quotations(case: cases.Case) -> None:
    tree, anchors = anchored(case.input)
    assert marked(tree) == case.expected["text"]
    told = [f"{a.role} {a.of[0][0]}/{a.of[0][2]}" for a in anchors]
    assert told == case.expected["of"]


@cases.each(__file__, "titles")
def test_titles(case: cases.Case) -> None:
    _, anchors = anchored(case.input)
    told = [f"{a.role} {a.of[0][2]} {a.id or '-'} in {a.section}" for a in anchors]
    assert told == case.expected


def test_a_quotation_of_several_chapters_is_by_default_the_units_own() -> None:
    quotation = '["…"]{.quotation of="e1"}'
    for unit, chapter in (("paper", "paper"), ("review", "review"), ("appendices", "paper")):
        _, anchors = anchored(quotation, unit)
        assert [anchor.of for anchor in anchors] == [((chapter, *FIRST[chapter]),)]


FIRST = {"paper": ("excerpts", "e1"), "review": ("quotes", "e1")}


def test_one_place_names_all_that_have_the_same_label() -> None:
    both = {**TERMS, "labels": [*TERMS["labels"], ["rising early", "name", "x", "stages", "s1"]]}
    tree = trees.structured("# T\n\nOf rising early.").tree
    _, anchors = mentions.anchored(tree, "u", searched.index(both))
    assert [anchor.of for anchor in anchors] == [(("paper", "themes", "t1"), ("x", "stages", "s1"))]


def test_anchors_are_numbered_in_the_unit_and_survive_a_file() -> None:
    tree, anchors = anchored("Of rising early.\n\n- being hurried\n")
    spans = [
        ast.attributes(element)
        for element in ast.walk(tree)
        if mentions.TRACED in ast.attributes(element).classes
    ]
    assert [span.values["n"] for span in spans] == ["paper:1", "paper:2"]
    assert [anchor.at for anchor in anchors] == [1, 2]
    assert [mentions.Anchor.from_json(anchor.to_json()) for anchor in anchors] == anchors


PIECES = (
    "rising early",
    "*rising* early",
    "the cost of",
    "Harriet",
    "“others’ eyes”",
    "[@moltu2010]",
    "word",
    "[x]{.literal}",
    "[rising early]{.literal}",
    '["It was dark" (Harriet)]{.quotation of="e1"}',
    "`code`",
    "^[a note on being hurried]",
    "\n\n",
    "\n\n> ",
    "\n\n- ",
    "\n\n## ",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_nothing_else_in_the_tree_changes(pieces: list[str]) -> None:
    before = trees.structured("# T\n\n" + " ".join(pieces)).tree
    copy = ast.loads(ast.dumps(before))
    tree, anchors = mentions.anchored(before, "u", searched.index(TERMS))
    assert before == copy
    assert without(tree) == copy
    kept = sum(mentions.TRACED in ast.attributes(e).classes for e in ast.walk(tree))
    assert kept == sum(anchor.at is not None for anchor in anchors)
