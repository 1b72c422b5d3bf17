"""Marked words give way to boxes, and stand nowhere in what the writers get."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound import ast
from softbound.resolve import redaction
from tests import cases, trees

SECRET = "Quuxham"


def public(text: str) -> redaction.Redacted:
    return redaction.redacted(trees.structured(text).tree, "paper", "build/public/figures")


def boxes(tree: ast.Tree) -> list[list[str]]:
    """Each box's label and the words that it stands for."""
    return [
        [ast.attributes(e).values["label"], ast.text(e["c"][1])]
        for e in ast.walk(tree)
        if e["t"] == "Span" and redaction.CLASS in ast.attributes(e).classes
    ]


def left(tree: ast.Tree) -> str:
    """All that a writer would show or keep, without the words that boxes are measured by."""

    def emptied(element: ast.Element) -> ast.Elements | None:
        if redaction.CLASS not in ast.attributes(element).classes:
            return None
        return [ast.string("[]")]

    shown: Any = ast.replace(tree, emptied, frozenset({"Span"}))
    return ast.dumps(shown)


@cases.each(__file__, "boxes")
def test_boxes(case: cases.Case) -> None:
    found = public(f"# A Paper\n\n{case.input}\n")
    assert boxes(found.tree) == case.expected


@cases.each(__file__, "gone")
def test_nothing_of_it_is_left(case: cases.Case) -> None:
    found = public(f"# A Paper\n\n{case.input}\n")
    assert SECRET.lower() in ast.dumps(trees.structured(f"# A\n\n{case.input}\n").tree).lower()
    assert SECRET.lower() not in left(found.tree).lower()
    assert any(SECRET in words for words in found.removed)
    for kept in case.expected:
        assert kept in ast.text(ast.loads(left(found.tree))["blocks"], notes=True)


@cases.each(__file__, "unmarked")
def test_what_is_not_marked_stays_as_it_is(case: cases.Case) -> None:
    tree = trees.structured(f"# A Paper\n\n{case.input}\n").tree
    found = redaction.redacted(tree, "paper", "build/public/figures")
    assert found.tree is tree
    assert found.removed == ()


def test_links_to_a_redacted_heading_lead_to_it_and_tell_its_label() -> None:
    found = public(f"# A Paper\n\n## The [{SECRET}]{{redact=town}} Service\n\nWords.\n")
    old, (new, title) = next(iter(found.names.items()))
    assert SECRET.lower() in old and SECRET.lower() not in new
    link = ast.link(f"#{old}", ast.words("“The Quuxham Service”"))
    link["c"][0] = ["", ["cross-reference"], [["shows", "title"]]]
    changed = redaction.renamed(ast.tree([ast.para([link])]), found.names)
    assert ast.text(changed["blocks"]) == "“The [town] Service”" == f"“{ast.text(title)}”"
    assert changed["blocks"][0]["c"][0]["c"][2][0] == f"#{new}"
    assert new in ast.dumps(found.tree)


def test_a_picture_gives_way_to_one_of_its_size() -> None:
    found = public(
        f'# A Paper\n\n![The map of {SECRET}](maps/{SECRET}.png){{#fig:m alt="{SECRET} from above" redact="a map" width=50%}}\n'
    )
    image = next(e for e in ast.walk(found.tree) if e["t"] == "Image")
    assert found.pictures == {
        "build/public/figures/paper-1.svg": (f"chapters/review/maps/{SECRET}.png", "a map")
    }
    assert image["c"][2][0] == "build/public/figures/paper-1.svg"
    assert ast.attributes(image).values["alt"] == "a map"
    assert f"{SECRET} from above" in found.removed


WORDS = st.lists(
    st.text("abcdefghijk ÄéΩ'-–0123", min_size=1, max_size=12).filter(str.strip), min_size=1
)


@given(WORDS, st.lists(st.booleans(), min_size=1))
@settings(max_examples=60, deadline=None)
def test_every_marked_text_is_removed_and_every_other_stays(
    texts: list[str], marks: list[bool]
) -> None:
    inlines: ast.Elements = []
    for number, text in enumerate(texts):
        words = ast.words(text)
        marked = marks[number % len(marks)]
        values = {"redact": f"label {number}"} if marked else {}
        inlines += [ast.span(ast.Attributes("", (), values), words), ast.space()]
    found = redaction.redacted(ast.tree([ast.para(inlines)]), "u", "f")
    hidden = [" ".join(t.split()) for n, t in enumerate(texts) if marks[n % len(marks)]]
    assert [each for _, each in boxes(found.tree)] == hidden
    shown = [" ".join(t.split()) for n, t in enumerate(texts) if not marks[n % len(marks)]]
    text = " ".join(ast.text(ast.loads(left(found.tree))["blocks"]).replace("[]", " ").split())
    assert text == " ".join(" ".join(shown).split())
