"""A Word file's bytes → its paragraphs, numbered as they follow each other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from softbound.collect.transcripts.turns import Line

LARGEST = 60_000_000
"""Bytes of text that no interview has: a file that claims more is not unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback"})
"""What a reader of the file does not see, or would see twice."""
_TIME = re.compile(r"[\d:.,\[\]()\s-]*")


class NotWord(Exception):
    """The bytes are no Word file; says why."""


def lines(content: bytes) -> list[Line]:
    """The paragraphs of a .docx, those of tables included; a row of a table may name the speaker.

    :raises NotWord: for a file that is damaged, protected, or something else.
    """
    from zipfile import BadZipFile, ZipFile

    from lxml import etree

    try:
        with ZipFile(io.BytesIO(content)) as package:
            if package.getinfo("word/document.xml").file_size > LARGEST:
                raise NotWord("it is too large")
            xml = package.read("word/document.xml")
    except NotWord:
        raise
    except KeyError:
        raise NotWord("it is no Word document") from None
    except (BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise NotWord("it is damaged or protected by a password") from None
    except Exception as error:  # zlib.error and its like have no common base
        raise NotWord(f"it is damaged ({type(error).__name__})") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        body = etree.fromstring(xml, parser).find(f"{_W}body")
    except etree.XMLSyntaxError:
        raise NotWord("it is damaged") from None
    return [] if body is None else list(_numbered(body))


def _numbered(body: Any) -> Iterator[Line]:
    for number, (paragraph, speaker) in enumerate(_paragraphs(body), start=1):
        for index, text in enumerate(_text(paragraph).split("\n")):
            yield Line(number, text, speaker if index == 0 else None)


def _paragraphs(node: Any) -> Iterator[tuple[Any, str | None]]:
    """Paragraphs in order, and who a table's row says is speaking in them."""
    for child in node:
        tag = _tag(child)
        if tag == "p":
            yield child, None
        elif tag == "tr":
            yield from _row(child)
        elif tag and tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _row(row: Any) -> Iterator[tuple[Any, str | None]]:
    """Time | speaker | words, in that order; without speaker where the row has but one text."""
    cells = [list(_paragraphs(cell)) for cell in row if _tag(cell) == "tc"]
    texts = [" ".join(_text(p) for p, _ in cell).strip() for cell in cells]
    said = [index for index, text in enumerate(texts) if not _TIME.fullmatch(text)]
    named = said[0] if len(said) > 1 and len(texts[said[0]].split()) <= 4 else None
    for index, cell in enumerate(cells):
        for place, (paragraph, speaker) in enumerate(cell):
            if named is not None and place == 0 and index == said[1]:
                speaker = texts[named].rstrip(": ")
            if index == named or (named is not None and index not in said):
                paragraph = None  # it counts, but nobody says it
            yield paragraph, speaker


def _text(paragraph: Any) -> str:
    return "" if paragraph is None else "".join(_pieces(paragraph))


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        tag = _tag(child)
        if tag == "t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag and tag not in _LEFT_OUT:
            yield from _pieces(child)


def _tag(node: Any) -> str:
    """A node's name without its namespace; empty for comments."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
