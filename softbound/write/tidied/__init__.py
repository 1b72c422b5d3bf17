"""A .bib file's text → the same with small things set right, and nothing else touched.

Only the characters of a field at hand are changed; comments, abbreviations, order, JabRef's groups,
line ends and a byte order mark stay as they are. Whether the entries still mean the same is asked
afterwards (:mod:`.meaning`), by reading both texts as a build does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from softbound.collect.bibliography import spans
from softbound.write.tidied import mends
from softbound.write.tidied.meaning import changed_meaning

__all__ = ["Mended", "Tidied", "changed_meaning", "tidied"]

EMPTY = "empty fields left out"
TWICE = "entries that stand twice left out"
_INHERITS = frozenset({"crossref", "xdata", "xref"})


@dataclass(frozen=True)
class Mended:
    """One thing that was mended."""

    line: int
    """Of the file as it was."""
    key: str
    """The entry."""
    field: str
    """Empty where the whole entry is meant."""
    what: str
    """In words, the same for each such mend."""


@dataclass(frozen=True)
class Tidied:
    """A file as it should be."""

    text: str
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True)
class _Edit:
    """Characters that others take the place of."""

    start: int
    end: int
    text: str
    mended: tuple[Mended, ...]


def tidied(text: str) -> Tidied:
    """The tidy text.

    :param text: the file as it is, with its own line ends and byte order mark.
    """
    plain, places = _as_read(text)
    entries, strings = spans.entries(plain)
    edits: list[_Edit] = []
    for entry, twice in _with_copies(entries):
        left_out = _without_entry(plain, entry) if twice else []
        edits += left_out or _in_entry(plain, entry, strings)
    made, done = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        start, end = places.span(edit.start, edit.end)
        made += [text[done:start], edit.text]
        done = end
    made.append(text[done:])
    told = (mended for edit in edits for mended in edit.mended)
    return Tidied("".join(made), tuple(sorted(told, key=lambda each: each.line)))


class _Places:
    """Where a character of the text as it is read stands in the text as it is."""

    def __init__(self, dropped: Sequence[int]) -> None:
        self.dropped = [at - number for number, at in enumerate(dropped)]
        """For each character that is not read, where in what is read it would stand."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same characters; nothing that is dropped before or after them."""
        if start == end:
            at = self._of(start - 1) + 1 if start else self._of(0)
            return at, at
        return self._of(start), self._of(end - 1) + 1

    def _of(self, at: int) -> int:
        return at + bisect_right(self.dropped, at)


def _as_read(text: str) -> tuple[str, _Places]:
    """The text as the scanner wants it: no byte order marks, lines ended by ``\\n``."""
    dropped = [found.start() for found in re.finditer(r"\ufeff|\r(?=\n)", text)]
    plain = re.sub(r"\ufeff|\r(?=\n)", "", text).replace("\r", "\n")
    return plain, _Places(dropped)


def _with_copies(entries: Iterable[spans.Entry]) -> Iterator[tuple[spans.Entry, bool]]:
    """Each entry, and whether it says what one before it said under its key."""
    seen: dict[str, spans.Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        same = first.type == entry.type and _said(first) == _said(entry)
        yield entry, first is not entry and same and first.understood and entry.understood


def _said(entry: spans.Entry) -> list[tuple[str, str]]:
    """What an entry says once it is tidy."""
    fields = ((field.name, " ".join(field.text.split())) for field in entry.fields)
    return [(name, mends.mended(name, text)[0]) for name, text in fields if not _is_empty(text)]


def _is_empty(text: str) -> bool:
    return not text.strip("{} \t\n")


def _without_entry(text: str, entry: spans.Entry) -> list[_Edit]:
    """An entry left out with its lines; stays where anything else stands on them."""
    start, end = _whole_lines(text, entry.start, entry.end)
    if start is None:
        return []
    if text[end : end + 1] == "\n":  # the empty line after it
        end += 1
    return [_Edit(start, end, "", (Mended(entry.line, entry.key, "", TWICE),))]


def _whole_lines(text: str, start: int, end: int) -> tuple[int | None, int]:
    """The lines that some text fills, with their last line's end; None where it shares them."""
    first = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    last = len(text) if after < 0 else after
    if text[first:start].strip(" \t") or text[end:last].strip(" \t"):
        return None, end
    return first, min(last + 1, len(text))


def _in_entry(text: str, entry: spans.Entry, strings: Mapping[str, str]) -> Iterator[_Edit]:
    inherits = any(field.name in _INHERITS for field in entry.fields)
    for field in entry.fields:
        if _is_empty(field.text):
            if not inherits:  # there an empty field keeps its parent's from being taken over
                yield from _without_field(text, entry, field)
            continue
        start, end = field.value
        raw = text[start:end]
        if field.name == "month":
            yield from _month(raw, entry, field, strings)
        elif raw[0] in '{"' and raw[1:-1] == field.text:
            yield from _in_value(raw[1:-1], raw[0], start + 1, entry, field)


_COMMA = re.compile(r"[ \t]*\n?[ \t]*,")
_SPACES = re.compile(r"[ \t]*")


def _without_field(text: str, entry: spans.Entry, field: spans.Field) -> Iterator[_Edit]:
    """An empty field left out with the comma after it, and with its line where it fills one."""
    start, end = field.start, field.value[1]
    comma = _COMMA.match(text, end)
    if comma is None and text[end : entry.end - 1].strip():
        return  # a remark stands between it and its comma
    end = comma.end() if comma else end
    told = (Mended(field.line, entry.key, field.name, EMPTY),)
    first, last = _whole_lines(text, start, end)
    if first is not None and last < entry.end:
        yield _Edit(first, last, "", told)
        return
    spaces = _SPACES.match(text, end)
    yield _Edit(start, spaces.end() if comma and spaces else end, "", told)


def _month(
    raw: str, entry: spans.Entry, field: spans.Field, strings: Mapping[str, str]
) -> Iterator[_Edit]:
    short, what = mends.mended("month", field.text)
    written = raw[1:-1] if raw[0] in '{"' else raw
    if written == field.text and raw != short and short in mends.SHORT and short not in strings:
        told = tuple(Mended(field.line, entry.key, field.name, each) for each in what or mends.BARE)
        yield _Edit(*field.value, short, told)


def _in_value(
    value: str, mark: str, at: int, entry: spans.Entry, field: spans.Field
) -> Iterator[_Edit]:
    """The characters of a value that change, from the first to the last."""
    made, what = mends.mended(field.name, value)
    if made == value or not _stands(made, mark):
        return
    before = 0
    while before < min(len(made), len(value)) and made[before] == value[before]:
        before += 1
    after = 0
    while after < min(len(made), len(value)) - before and made[-1 - after] == value[-1 - after]:
        after += 1
    told = tuple(Mended(field.line, entry.key, field.name, each) for each in what)
    new = made[before : len(made) - after]
    if "\n" not in value[before : len(value) - after]:
        yield _Edit(at + before, at + len(value) - after, new, told)
    else:
        yield from _line_by_line(value, made, at, told)


def _line_by_line(value: str, made: str, at: int, told: tuple[Mended, ...]) -> Iterator[_Edit]:
    """The same for changes on several lines: line ends themselves are never written anew."""
    old, new = value.split("\n"), made.split("\n")
    if len(old) != len(new):
        return
    for was, becomes in zip(old, new, strict=True):
        if was != becomes:
            yield _Edit(at, at + len(was), becomes, told)
            told = ()
        at += len(was) + 1


def _stands(value: str, mark: str) -> bool:
    """Whether a value can stand between its marks."""
    depth = 0
    for sign in re.findall(r"\\[\\{}\"]|[{}\"]", value):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0 or (sign == '"' and mark == '"' and depth == 0):
            return False
    return depth == 0 and not value.endswith("\\")
