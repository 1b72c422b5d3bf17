"""Covered Markdown → its passages: headings, paragraphs, items, cells, captions, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from softbound.verify.prose.masks import GONE

Kind = Literal["paragraph", "heading", "item", "cell", "caption", "note"]


@dataclass(frozen=True)
class Passage:
    """Text that is one piece: no sentence goes over its edges."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    """A heading's level."""


@dataclass(frozen=True)
class Line:
    """A line of the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
COLUMNS = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$|[ \t]*[|:]*[ \t]*:?-+:?[ \t]*[|+][-:|+ \t]*$|[ \t]*\+[-=:+]+\+[ \t]*$")  # fmt: skip
"""The line under a table's head, or between the rows of a grid."""
FULL = re.compile(r"[ \t]*-{4,}[ \t]*$")
"""The line that opens and closes a table whose rows have several lines."""
STARTS: Sequence[tuple[re.Pattern[str], Kind]] = (
    (re.compile(r"[ \t]*(?:[-*+]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|#|@\w*)[.)])[ \t]+"), "item"),
    (re.compile(r"[ \t]*\[\^[^\]\s]+\]:[ \t]*"), "note"),
    (re.compile(r"[ \t]*(?::|Table:)[ \t]+"), "caption"),
)
"""How a passage begins, but for paragraphs."""
INDENTED = re.compile(r"(?: {4}|\t)")


def passages(text: str) -> list[Passage]:
    """The passages of a covered text, in order."""
    found: list[Passage] = []
    context: Kind = "paragraph"
    for block in _blocks(text):
        if any(COLUMNS.match(line.text) for line in block) or block[0].text.lstrip()[:1] == "|":
            found += _cells(block)
            context = "cell"
            continue
        if INDENTED.match(block[0].text) and context not in ("item", "note"):
            continue  # code
        made = list(_pieces(block, context))
        found += made
        if made and not INDENTED.match(block[0].text):
            context = made[-1].kind
    return found


def _blocks(text: str) -> Iterator[list[Line]]:
    """Lines without an empty one between them; a table may have such lines inside."""
    block: list[Line] = []
    start, inside_table = 0, False
    for written in text.split("\n"):
        line = Line(start, written)
        start = line.end + 1
        if written and not written.strip(f"{GONE} \t\r"):
            if GONE in written:
                continue
            written = ""
        if FULL.match(written):
            inside_table = not block and not inside_table and _opens_table(text, line.end)
        if written.strip() or (inside_table and block):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _opens_table(text: str, at: int) -> bool:
    """Whether a line of dashes is followed by a table's head and another such line."""
    head = text[at + 1 : at + 2000].split("\n\n")[0].split("\n")
    return any(COLUMNS.match(line) for line in head)


def _cells(block: Sequence[Line]) -> Iterator[Passage]:
    """The cells of a table; where columns have no bars, its lines."""
    for line in block:
        if not COLUMNS.match(line.text) and not RULE.match(line.text):
            kind: Kind = "cell"
            begun = STARTS[2][0].match(line.text)
            if begun:
                yield Passage("caption", line.start + begun.end(), line.end)
                continue
            at = line.start
            for part in line.text.split("|"):
                if part.strip():
                    yield Passage(kind, at, at + len(part))
                at += len(part) + 1


def _pieces(block: Sequence[Line], context: Kind) -> Iterator[Passage]:
    """The headings, paragraphs and items of a block that is no table."""
    kind: Kind = context if INDENTED.match(block[0].text) else "paragraph"
    start, end = -1, -1
    for line in block:
        heading = ATX.match(line.text)
        if heading:
            if start >= 0:
                yield Passage(kind, start, end)
            yield Passage(
                "heading",
                line.start + heading.start(2),
                line.start + heading.end(2),
                len(heading[1]),
            )
            kind, start = "paragraph", -1
        elif start >= 0 and kind == "paragraph" and UNDERLINE.match(line.text):
            yield Passage("heading", start, end, 1 if "=" in line.text else 2)
            start = -1
        elif RULE.match(line.text):
            if start >= 0:
                yield Passage(kind, start, end)
            kind, start = "paragraph", -1
        else:
            begun, new = _begins(line, first=start < 0 or kind == "item")
            if begun or start < 0:
                if start >= 0:
                    yield Passage(kind, start, end)
                kind = new if begun else kind
                start = line.start + begun
            end = line.end
    if start >= 0:
        yield Passage(kind, start, end)


def _begins(line: Line, first: bool) -> tuple[int, Kind]:
    """How many signs mark the beginning of an item, a note or a caption; its kind."""
    for pattern, kind in STARTS:
        begun = pattern.match(line.text)
        if begun and (first or kind != "item"):
            return begun.end(), kind
    return 0, "paragraph"
