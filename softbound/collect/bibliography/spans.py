"""A .bib file's text → where each entry and each of its fields stands in it, to the character.

Only what bibtexparser understands alike is told: where the two do not agree on an entry's fields,
the entry has no fields here, so that nobody edits what was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from softbound.collect.bibliography import entry_types, fields, scanner

_NAME = re.compile(r"([^\s={},\"#%()@]+)\s*=\s*")
_WORD = re.compile(r"[^\s\"#%'(),={}]+")
_GAP = re.compile(r"[\s,]*")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Field:
    """A field as it stands in the file."""

    name: str
    """In small letters."""
    start: int
    """Where its name begins."""
    value: tuple[int, int]
    """From where to where its value stands, with its braces or quotation marks."""
    line: int
    """The line of its name, from 1."""
    text: str
    """The value as it is read: without its marks, abbreviations written out."""


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the file."""

    type: str
    """In small letters."""
    key: str
    start: int
    end: int
    """Where the text goes on after its closing bracket."""
    line: int
    fields: tuple[Field, ...]
    """In order, repeated ones included; none where they are not understood."""
    understood: bool
    """Whether its fields are all that bibtexparser finds."""

    def line_of(self, *names: str) -> int:
        """The line of the first of some fields that there is; the entry's where there is none."""
        lines = {field.name: field.line for field in reversed(self.fields)}
        return next((lines[name] for name in names if name in lines), self.line)


def entries(text: str) -> tuple[list[Entry], Mapping[str, str]]:
    """The entries of a .bib file that can be read, and the abbreviations that it defines.

    :param text: the file, lines ended by ``\\n``.
    """
    found: list[Entry] = []
    strings: dict[str, str] = {}
    blocks, _ = scanner.scan(text)
    for block in blocks:
        if block.kind in entry_types.SETTINGS or block.kind == "preamble":
            continue
        if block.kind == "string":
            defined = fields.string(block, strings)
            if not isinstance(defined, fields.Fault):
                strings[defined[0]] = defined[1]
            continue
        source = fields.entry(block, strings)
        if not isinstance(source, fields.Fault):
            found.append(_entry(block, source))
    return found, strings


def _entry(block: scanner.Block, source: fields.Source) -> Entry:
    made = _fields(block, source)
    ends = (block.start, block.end)
    kind = block.type.lower()
    return Entry(kind, source.key, *ends, block.line, tuple(made or ()), made is not None)


def _fields(block: scanner.Block, source: fields.Source) -> list[Field] | None:
    """An entry's fields; None where bibtexparser sees others."""
    spans = _spans(block.body)
    if spans is None or source.unnamed:
        return None
    read: dict[str, list[str]] = {}
    for field in (*source.fields, *source.again):
        read.setdefault(field.name, []).append(field.text)
    made = []
    for name, start, (first, last) in spans:
        if not read.get(name):
            return None
        text, raw = read[name].pop(0), block.body[first:last]
        if raw[0] in '{"' and fields.closing(raw, 0) == len(raw) - 1 and raw[1:-1] != text:
            return None
        at, line = block.body_start, block.body_line + block.body.count("\n", 0, start)
        made.append(Field(name, at + start, (at + first, at + last), line, text))
    return None if any(read.values()) else made


def _spans(body: str) -> list[tuple[str, int, tuple[int, int]]] | None:
    """The names and values between an entry's brackets; None where anything else stands there."""
    found: list[tuple[str, int, tuple[int, int]]] = []
    at = body.find(",") + 1
    while True:
        at = _after(_GAP, body, at)
        if at == len(body):
            return found
        name = _NAME.match(body, at)
        if name is None:
            return None
        end = _end_of_value(body, name.end())
        if end is None:
            return None
        found.append((name[1].lower(), at, (name.end(), end)))
        at = _after(_SPACE, body, end)
        if at < len(body) and body[at] != ",":
            return None


def _after(pattern: re.Pattern[str], body: str, at: int) -> int:
    found = pattern.match(body, at)
    return found.end() if found else at


def _end_of_value(body: str, at: int) -> int | None:
    """The index after a value: pieces in braces, in quotation marks or bare, joined by #."""
    while True:
        if body[at : at + 1] in ("{", '"'):
            closing = fields.closing(body, at)
            if closing is None:
                return None
            end = closing + 1
        elif word := _WORD.match(body, at):
            end = word.end()
        else:
            return None
        following = _after(_SPACE, body, end)
        if body[following : following + 1] != "#":
            return end
        at = _after(_SPACE, body, following + 1)
