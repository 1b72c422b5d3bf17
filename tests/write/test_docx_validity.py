"""Word opens the document without offering to repair it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from lxml import etree

from softbound.write.docx.openxml import W
from tests.write.docx_support import Document, build, profile, thesis
from tests.write.docx_validity import complaints

PROFILES: dict[str, dict[str, Any]] = {
    "as shipped": {},
    "numbered sections and Roman pages": {
        "numbering": {"sections": True},
        "page_numbers": {"position": "top-right", "front_matter": "roman"},
        "align": "justify",
        "spacing": {"references": 1, "body": 2, "paragraph_gap": 6},
    },
    "nothing numbered": {
        "numbering": {"chapters": False, "floats": "thesis"},
        "page_numbers": {"position": "bottom-right", "running_head": False},
        "front_matter": ("abstract", "list-of-tables"),
    },
    "words with quotation marks": {"labels": {"chapter": 'The "chapter" & <more>'}},
}

BREAKS = {
    "a link to a missing bookmark": ('w:anchor="', 'w:anchor="x', r"leads to x\w+, which"),
    "a field of a missing bookmark": (" REF ", " REF x", r"field  REF x\w+ .* refers to nothing"),
    "a style that is missing": ('w:val="TableText"', 'w:val="None"', "None is no paragraph style"),
    "a part that is missing": ('r:embed="', 'r:embed="x', r"relationship x\w+ is missing"),
    "a field without end": ('"end"', '"begin"', "a field does not end"),
    "a picture's number used twice": (
        'id="2" name="Pic',
        'id="1" name="Pic',
        "picture 1 is there 2",
    ),
    "a list that is missing": ('<w:numId w:val="1', '<w:numId w:val="7', r"list 7\d+ is missing"),
    "an instruction left behind": ("<w:body>", "<w:body><?softbound {}?>", "instruction was left"),
}
"""What is broken: what is replaced, by what, and the complaint."""


@cache
def document(name: str) -> Document:
    return Document.of(build(profile(**PROFILES[name]), thesis()))


def broken(change: str) -> Document:
    """The document with another main part."""
    parts = document("as shipped").parts
    return Document({**parts, "word/document.xml": change.encode()})


@pytest.mark.parametrize("name", PROFILES)
def test_document_is_valid(name: str) -> None:
    assert complaints(document(name)) == []


@pytest.mark.parametrize("name", BREAKS)
def test_checker_finds(name: str) -> None:
    before, after, complaint = BREAKS[name]
    text = document("as shipped").parts["word/document.xml"].decode()
    assert before in text
    found = complaints(broken(text.replace(before, after, 1)))
    assert any(re.search(complaint, line) for line in found), found


@pytest.mark.parametrize(
    ("parent", "child"),
    [("pPr", "pStyle"), ("tblPr", "tblStyle"), ("tcPr", "tcW"), ("sectPr", "type")],
)
def test_checker_finds_wrong_order(parent: str, child: str) -> None:
    root = etree.fromstring(document("as shipped").parts["word/document.xml"])
    several = next(
        element
        for element in root.iter(W + parent)
        if len(element) > 1 and element.find(W + child) is not None
    )
    several.append(several.find(W + child))
    found = complaints(broken(etree.tostring(root, encoding="unicode")))
    assert any(f"too late in {parent}" in line for line in found), found


def test_same_input_gives_same_bytes() -> None:
    assert build(profile(), thesis()) == build(profile(), thesis())
