"""The Word writer's small functions, and the reference document."""

from __future__ import annotations

from typing import Any

import pytest

from softbound import ast
from softbound.write.docx import reference
from softbound.write.docx.inlines import italic
from softbound.write.docx.openxml import A, W, bookmark_name
from tests.write.docx_support import Document, base, profile, thesis

NAMES = {
    "introduction": "introduction",
    "Table_1": "Table_1",
    "tbl:a": "b_tbl_a_",
    "tbl-a": "b_tbl_a_",
    "1st": "b_1st_",
    "ref-" + "x" * 60: "b_ref_" + "x" * 24 + "_",
    "日本": "b_",
}


@pytest.mark.parametrize("identifier", NAMES)
def test_bookmark_name_is_one_that_word_takes(identifier: str) -> None:
    name = bookmark_name(identifier)
    assert name.startswith(NAMES[identifier])
    assert len(name) <= 40
    assert name.isascii() and name.isidentifier()


def test_different_ids_have_different_bookmarks() -> None:
    assert len({bookmark_name(identifier) for identifier in NAMES}) == len(NAMES)


def test_emphasis_in_italics_stands_upright() -> None:
    title = [
        *ast.words("The working"),
        ast.space(),
        ast.emph(ast.words("alliance")),
        ast.string("?"),
    ]
    assert italic(title) == [
        ast.emph([*ast.words("The working"), ast.space()]),
        ast.string("alliance"),
        ast.emph([ast.string("?")]),
    ]


def style(name: str, **values: Any) -> Any:
    """A style of the reference document, by its id."""
    made = Document.of(reference(base(), profile(**values), thesis()))
    found = made.xml("word/styles.xml").find(f'{W}style[@{W}styleId="{name}"]')
    assert found is not None
    return found


def value(element: Any, path: str, attribute: str) -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


LOOKS: list[tuple[str, dict[str, Any], str, str, str | None]] = [
    ("BodyText", {}, "pPr/spacing", "line", "360"),
    ("BodyText", {"spacing": {"body": 2}}, "pPr/spacing", "line", "480"),
    ("BodyText", {}, "pPr/ind", "firstLine", "720"),
    ("BodyText", {"align": "justify"}, "pPr/jc", "val", "both"),
    ("BlockText", {"spacing": {"quotes": 1}}, "pPr/spacing", "line", "240"),
    ("Bibliography", {}, "pPr/ind", "hanging", "720"),
    ("Bibliography", {"spacing": {"references": 1}}, "pPr/spacing", "line", "240"),
    ("TableText", {"fonts": {"table_size": 9}}, "rPr/sz", "val", "18"),
    ("TableText", {"spacing": {"tables": 2}}, "pPr/spacing", "line", "480"),
    ("TableNote", {"fonts": {"note_size": 9}}, "rPr/sz", "val", "18"),
    ("FootnoteText", {"fonts": {"note_size": 9}}, "rPr/sz", "val", "18"),
    ("Heading1", {}, "pPr/jc", "val", "center"),
    ("Heading1", {}, "rPr/sz", "val", "32"),
    ("Heading1", {}, "pPr/outlineLvl", "val", "0"),
    ("AppendixHeading", {}, "pPr/outlineLvl", "val", "0"),
    ("AppendixHeading", {}, "pPr/numPr/numId", "val", "2"),
    ("Heading1", {"numbering": {"chapters": False}}, "pPr/numPr/numId", "val", None),
    ("Heading3", {"numbering": {"sections": True}}, "pPr/numPr/ilvl", "val", "2"),
    ("Heading5", {}, "pPr/ind", "firstLine", "720"),
    ("TOC1", {}, "pPr/tabs/tab", "pos", "8504"),
]


@pytest.mark.parametrize(("name", "values", "path", "attribute", "expected"), LOOKS)
def test_style_follows_the_profile(
    name: str, values: dict[str, Any], path: str, attribute: str, expected: str | None
) -> None:
    assert value(style(name, **values), path, attribute) == expected


def test_no_font_but_the_profiles() -> None:
    made = Document.of(reference(base(), profile(fonts={"body": ("Arial", "Arimo")}), thesis()))
    defaults = made.xml("word/styles.xml").find(f"{W}docDefaults//{W}rFonts")
    assert set(defaults.attrib.values()) == {"Arial"}
    assert b"Theme=" not in made.parts["word/styles.xml"]
    for kind in ("majorFont", "minorFont"):
        latin = made.xml("word/theme/theme1.xml").find(f".//{A}{kind}/{A}latin")
        assert latin.get("typeface") == "Arial"


def test_table_has_no_upright_rule() -> None:
    table = style("Table")
    borders = {
        border.tag.removeprefix(W)
        for group in (*table.iter(W + "tblBorders"), *table.iter(W + "tcBorders"))
        for border in group
    }
    assert borders == {"top", "bottom"}


def test_a_lone_appendix_has_no_letter() -> None:
    made = Document.of(reference(base(), profile(), thesis()))
    lists = made.xml("word/numbering.xml").findall(W + "abstractNum")
    labels = [each.find(f"{W}lvl/{W}lvlText").get(W + "val") for each in lists]
    assert labels == ["Chapter\u00a0%1.", "Appendix\u00a0%1.", "Appendix."]
