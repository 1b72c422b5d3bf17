"""A block of a .bib file → key and fields, or the reason why it cannot be read.

bibtexparser takes the block apart; the values' own grammar (braces, quotation marks, numbers,
abbreviations, joined by #) is checked here, since bibtexparser lets a missing comma swallow the
next field without a word.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from softbound.collect.bibliography.scanner import Block

logging.getLogger("bibtexparser").propagate = False
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_FIELD_INSTEAD_OF_KEY = re.compile(r"[\w-]+\s*=\s*(?:[{\"]|\d+\Z)|[\w-]+\s+=")
_FIELD_BEGINS = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*[{\"\w]")
_FIELD_NAME = re.compile(r"[\w:+-]+")
_SIMPLE = re.compile(r"\{([^{}]*)\}|\"([^{}\"]*)\"|(\d+)")
_WORD = re.compile(r"[^\s\"#%'(),={}]+")
_MARK = re.compile(r"\\[\\{}\"]|[{}\"]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Field:
    """One field of an entry."""

    name: str
    """In small letters."""
    text: str
    """The value without its outer braces or quotation marks, abbreviations written out."""
    line: int
    """The line of its equals sign."""


@dataclass(frozen=True)
class Source:
    """An entry as the author wrote it."""

    type: str
    """As written."""
    key: str
    fields: tuple[Field, ...]
    """Without those whose name stood before; the first one counts."""
    line: int
    again: tuple[Field, ...] = ()
    """Fields whose name stood before in the entry."""
    unnamed: tuple[Field, ...] = ()
    """Fields whose name no program can read; they are left out."""
    undefined: tuple[tuple[str, int], ...] = ()
    """Abbreviations that no @string defines, each with its line."""

    def line_of(self, name: str) -> int:
        """A field's line; the entry's where there is no such field."""
        return next((field.line for field in self.fields if field.name == name), self.line)


@dataclass(frozen=True)
class Fault:
    """Why a block cannot be read."""

    line: int
    what: str
    """What is wrong, as the end of a sentence: "… cannot be read: WHAT."."""
    key: str = ""
    """The entry's key, if it has one."""
    subject: str = "The entry"
    """What cannot be read."""
    type: str = ""
    """The entry's type, as written."""
    start: int = 0
    """The line where the block begins."""
    raw: str = ""
    """The entry's fields, for pandoc to try; empty where there is no use in trying."""


def entry(block: Block, strings: Mapping[str, str]) -> Source | Fault:
    """A block → the entry in it, or what is wrong.

    :param strings: abbreviations defined so far, by name in small letters.
    """
    before, comma, body = block.body.partition(",")
    key = before.strip()
    if not block.closed:
        named = "" if _FIELD_INSTEAD_OF_KEY.match(key) or "\n" in key else key
        return _unclosed(block, named)
    if not block.body.strip():
        return Fault(block.line, "it is empty")
    if not key or _FIELD_INSTEAD_OF_KEY.match(key):
        return Fault(block.line, "it has no key after its opening bracket")
    if not comma or re.search(r"[\n{}\"]", key):
        first = re.split(r"[\s{}\"]", key, maxsplit=1)[0]
        return Fault(block.line, "a comma is missing after its key", first)
    line = block.body_line + before.count("\n")
    fields = _fields(body, line)
    if isinstance(fields, Fault):
        return Fault(fields.line, fields.what, key, type=block.type, raw=body)
    return _evaluated(block, key, fields, strings)


def _unclosed(block: Block, key: str) -> Fault:
    """Where in an entry without end a brace may be missing: before a field within a value."""
    depth, field = 0, None
    for offset, line in enumerate(block.body.split("\n")):
        begins = _FIELD_BEGINS.match(line)
        if begins and depth > 0 and field:
            what = f'a brace in "{field[0]}" is not closed'
            return Fault(block.body_line + field[1], what, key)
        if begins and depth == 0:
            field = begins[1], offset
        depth += sum({"{": 1, "}": -1}.get(mark, 0) for mark in _MARK.findall(line))
    return Fault(block.line, "its closing bracket is missing", key)


def string(block: Block, strings: Mapping[str, str]) -> tuple[str, str] | Fault:
    """A @string block → the abbreviation and its text, or what is wrong."""
    if not block.closed:
        return Fault(block.line, "its closing bracket is missing")
    fields = _fields(block.body, block.body_line)
    if isinstance(fields, Fault):
        return fields
    if not fields:
        return Fault(block.line, "it defines nothing")
    name, value, line = fields[0]
    text, fault, _ = _value(value, strings)
    if fault:
        return Fault(line + fault[0], fault[1])
    return name.lower(), text


def _fields(body: str, line: int) -> list[tuple[str, str, int]] | Fault:
    """Names, raw values and lines of a block's fields, as bibtexparser splits them."""
    # imported here: it loads slowly, and only a changed .bib file needs it
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry

    if body.endswith("\\"):
        body += " "  # or the closing brace would count as escaped
    library = parse_string(f"@entry{{key,{body}}}", parse_stack=[])
    found = library.blocks[0] if library.blocks else None
    if isinstance(found, DuplicateFieldKeyBlock):
        found = found.ignore_error_block
    if isinstance(found, Entry) and len(library.blocks) == 1:
        return [(field.key, field.value, line + (field.start_line or 0)) for field in found.fields]
    error = getattr(found, "error", None)
    reason = str(getattr(error, "abort_reason", "") or "")
    end = getattr(error, "end_index", None)
    offset = 0
    if isinstance(end, int) and "end of file" not in reason:
        offset = body.count("\n", 0, max(end - len("\n@entry{key,"), 0))
    return Fault(line + offset, _explained(reason))


_REASONS: tuple[tuple[str, str], ...] = (
    (r"after entry key `(.*)`, but found the end", r'"\1" has no value'),
    (r"Expected a `=` after entry key, but found `(.*?)`", r'there is no "=" before "\1"'),
    (r"end of file", "a brace or a quotation mark is not closed"),
    (r"Unexpected block start: `(.*?)`", r'"\1" stands at the beginning of a line'),
)
"""What bibtexparser says, and what it means."""


def _explained(reason: str) -> str:
    for pattern, meaning in _REASONS:
        if found := re.search(pattern, reason, re.S):
            return " ".join(found.expand(meaning).split())
    return "its fields cannot be told apart"


def _evaluated(
    block: Block, key: str, found: list[tuple[str, str, int]], strings: Mapping[str, str]
) -> Source | Fault:
    fields: dict[str, Field] = {}
    again, unnamed = [], []
    undefined: list[tuple[str, int]] = []
    for raw_name, value, line in found:
        name = raw_name.lower()
        if not value:
            continue  # "year = ," says nothing, so nothing is lost
        text, fault, unknown = _value(value, strings)
        if fault:
            if fault[1].startswith("a comma"):
                return Fault(line + fault[0], fault[1], key)
            if any(map(_FIELD_BEGINS.match, value.split("\n")[1:])):
                return Fault(line, f'a brace in "{name}" is not closed', key)
            return Fault(line + fault[0], f'{fault[1]} in "{name}"', key)
        if name != "month":
            undefined += [(word, line) for word in unknown]
        if not _FIELD_NAME.fullmatch(name):
            if re.search(r"[\n{}\"=]", raw_name):
                return Fault(line, f'what stands before "{name.split()[-1]}" is no field', key)
            unnamed.append(Field(name, text, line))
        elif name in fields:
            again.append(Field(name, text, line))
        else:
            fields[name] = Field(name, text, line)
    return Source(
        block.type,
        key,
        tuple(fields.values()),
        block.line,
        tuple(again),
        tuple(unnamed),
        tuple(undefined),
    )


def _value(value: str, strings: Mapping[str, str]) -> tuple[str, tuple[int, str] | None, list[str]]:
    """A raw value → its text, a fault (lines below the value's first, what), undefined names."""
    if simple := _SIMPLE.fullmatch(value):
        return next(group for group in simple.groups() if group is not None), None, []
    texts, undefined = [], []
    at = 0
    while True:
        at += len(value[at:]) - len(value[at:].lstrip())
        opening = value[at : at + 1]
        if opening in ("{", '"'):
            end = closing(value, at)
            if end is None:
                mark = "brace" if opening == "{" else "quotation mark"
                return "", (value.count("\n", 0, at), f"a {mark} is not closed"), []
            texts.append(value[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(value, at):
            name = word[0].lower()
            if name not in strings and name not in MONTHS and not name[0].isdigit():
                undefined.append(word[0])
            texts.append(strings.get(name, word[0]))
            at = word.end()
        else:
            return "", (value.count("\n", 0, at), f'"{_short(value[at:])}" is no value'), []
        rest = value[at:].lstrip()
        if not rest:
            return "".join(texts), None, undefined
        at = len(value) - len(rest)
        if not rest.startswith("#"):
            line = value.count("\n", 0, at)
            following = re.match(r"([\w-]+)\s*=", rest)
            if following:
                return "", (line, f'a comma is missing before "{following[1]}"'), []
            if opening not in ("{", '"'):
                return "", (line, f'"{_short(value)}" is not in braces'), []
            return "", (line, f'"{_short(rest)}" stands after the closing mark'), []
        at += 1


def closing(value: str, start: int) -> int | None:
    """The index of the brace or quotation mark that closes the one at `start`."""
    quoted = value[start] == '"'
    depth = 0
    for found in _MARK.finditer(value, start + 1):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            if depth == 0:
                return None if quoted else found.start()
            depth -= 1
        elif mark == '"' and quoted and depth == 0:
            return found.start()
    return None


def _short(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 30 else line[:29] + "…"
