"""Raw inlines that pandoc passes through: fields, bookmarks, and instructions for finishing.

A field is five runs: begin, its instruction, separate, its last result, end. Word shows the
result until someone asks for an update, so every field is written with a right one.
"""

from __future__ import annotations

import json
from typing import Any

from softbound import ast
from softbound.write.docx.openxml import bookmark_name, escape

TARGET = "softbound"
"""Of the processing instructions; none is left in the finished document."""
RAW_IDS = 1_000_000
"""Bookmarks of raw parts are numbered from here; finishing renumbers all of them."""
UNKNOWN_PAGE = "–"
"""What stands for a page that nobody knows yet."""


def raw(code: str) -> ast.Element:
    """OpenXML inside a paragraph."""
    return ast.raw_inline("openxml", code)


def raw_block(code: str) -> ast.Element:
    """OpenXML between paragraphs."""
    return ast.raw_block("openxml", code)


def instruction(**values: Any) -> str:
    """A processing instruction, which :mod:`.finishing` obeys and takes away."""
    text = json.dumps(values, sort_keys=True).replace(">", "\\u003e")
    return f"<?{TARGET} {text}?>"


def run(text: str, look: str = "") -> str:
    """A run of text.

    :param look: its ``w:rPr``; plain if left out.
    """
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_start(code: str) -> str:
    """A field up to its result, which follows; then comes :data:`FIELD_END`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(code: str, result: str, look: str = "") -> str:
    """A whole field with its result as text.

    :param look: ``w:rPr`` of the result.
    """
    return field_start(code) + run(result, look) + FIELD_END


def reference(name: str, switches: str, result: ast.Elements) -> ast.Elements:
    """A cross-reference to a bookmark, which can be clicked.

    :param name: the bookmark.
    :param switches: beside ``\\h``; empty for the bookmark's text.
    :param result: what is shown until Word updates it.
    """
    code = " ".join(part for part in ("REF", name, switches, "\\h") if part)
    return [raw(field_start(code)), *result, raw(FIELD_END)]


def sequence_name(label: str) -> str:
    """A caption's label ("Table") as the name of its SEQ field."""
    return "_".join(label.split()) or "Float"


class Bookmarks:
    """Gives each raw bookmark a number of its own."""

    def __init__(self) -> None:
        self._next = RAW_IDS

    def around(self, name: str, inner: str) -> str:
        """Raw OpenXML inside a bookmark."""
        self._next += 1
        return (
            f'<w:bookmarkStart w:id="{self._next}" w:name="{name}"/>{inner}'
            f'<w:bookmarkEnd w:id="{self._next}"/>'
        )

    def around_inlines(self, name: str, inlines: ast.Elements) -> ast.Elements:
        """Inlines inside a bookmark."""
        self._next += 1
        return [
            raw(f'<w:bookmarkStart w:id="{self._next}" w:name="{name}"/>'),
            *inlines,
            raw(f'<w:bookmarkEnd w:id="{self._next}"/>'),
        ]


def number_bookmark(identifier: str) -> str:
    """The bookmark around a float's number only."""
    return bookmark_name(identifier + "#number")
