"""Lines with tags (RIS, PubMed's NBIB, Web of Science) → records as mappings of tag and values.

Why not rispy: it drops, without a word, every record without TY, every last one without ER, the
second of two where an ER is missing, and whole files that write ``TY - `` with one space; it adds a
second DOI's continuation line to the first DOI; and it knows no lines. What would be left for it
is the splitting of a line at its hyphen. Our tests hold this reader against it, on files in which
it loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Values = Mapping[str, list[str]]
"""A tag → its values, in order; empty ones left out."""


@dataclass(frozen=True)
class Dialect:
    """How a format writes records in lines."""

    tag: re.Pattern[str]
    """A line with a tag (group 1) and a value (group 2)."""
    loose: re.Pattern[str] | None
    """The same in records whose first line is written more loosely, for tags of ``known`` only."""
    start: str
    """The tag that begins a record."""
    begins: re.Pattern[str]
    """A line with the start tag (group 1) and its value (group 2), wherever it stands."""
    end: str
    """The tag that ends a record; empty where none does."""
    titles: tuple[str, ...]
    """Tags that no record has twice."""
    identity: frozenset[str]
    """What without a start and an end must have one of these to count as a record."""
    outside: frozenset[str] = frozenset()
    """Tags of the file, not of a record."""
    lists: frozenset[str] = frozenset()
    """Tags of which each further line is a value of its own."""
    known: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it stands in the file."""

    line: int
    values: Values
    second_title: int = 0
    """The line of another title in the same record, which a missing start or end may have
    brought there; 0 if there is none."""


Field = tuple[str, list[str], int]
"""Tag (empty for a blank line), the lines of its value, the first one's number."""


def scan(lines: Iterable[str], dialect: Dialect) -> Iterator[Raw]:
    """The records of a file in order, whether or not their first and last lines are there.

    :param lines: with or without their line ends. What stands between records and has no tag, such
        as the searches that Ovid writes there, is passed over.
    """
    fields: list[Field] = []
    pattern, known = dialect.tag, dialect.known
    loosely = False
    for number, line in enumerate(lines, 1):
        started = dialect.begins.match(line) if dialect.start in line else None
        if started:
            yield from _records(fields, dialect, ended=False)
            fields = [(dialect.start, [started[2].strip()], number)]
            bare = line[started.start(1) :]
            loosely = dialect.loose is not None and pattern.match(bare) is None
            continue
        found = pattern.match(line)
        if found is None and dialect.loose is not None and (loosely or not fields):
            found = dialect.loose.match(line)
            if found is not None and known is not None and not known.fullmatch(found[1]):
                found = None
            loosely = loosely or found is not None
        if found is not None:
            tag = found[1]
            if tag == dialect.end:
                yield from _records(fields, dialect, ended=True)
                fields, loosely = [], False
            elif tag not in dialect.outside:
                fields.append((tag, [(found[2] or "").strip()], number))
        elif fields:
            _continue(fields, line.strip(), number, dialect)
    yield from _records(fields, dialect, ended=False)


def _continue(fields: list[Field], words: str, number: int, dialect: Dialect) -> None:
    """A line without a tag: blank, or more of the value before it."""
    if not words:
        if fields[-1][0]:  # of several blank lines one says enough
            fields.append(("", [], number))
        return
    last = next((field for field in reversed(fields) if field[0]), None)
    if last is not None and last[0] in dialect.lists:
        fields.append((last[0], [words], number))
    elif last is not None:
        last[1].append(words)


def _records(fields: list[Field], dialect: Dialect, ended: bool) -> Iterator[Raw]:
    """What stands between two boundaries: a record, several, or none."""
    if not any(tag for tag, _, _ in fields):
        return
    tags = [tag for tag, _, _ in fields]
    sure = ended or tags[0] == dialect.start
    if not sure and not dialect.identity.intersection(tags):
        return
    if all(tags.count(title) < 2 for title in dialect.titles):
        yield _raw(fields)
        return
    for part in _parts(list(_pieces(fields)), dialect):
        yield _raw(part, _other_title(part, dialect))


def _parts(pieces: list[list[Field]], dialect: Dialect) -> Iterator[list[Field]]:
    """What blank lines divide, put together again so that no record has two titles."""
    part: list[list[Field]] = []
    for piece in pieces:
        if part and _other_title(_flat([*part, piece]), dialect):
            titled = next(i for i, p in enumerate(part) if _titles(p, dialect))
            # the next record begins with the same tag as this one, or just here
            first = part[0][0][0]
            after = (i for i in range(titled + 1, len(part)) if part[i][0][0] == first)
            cut = next(after, len(part))
            yield _flat(part[:cut])
            part = part[cut:]
        part.append(piece)
    yield _flat(part)


def _flat(pieces: list[list[Field]]) -> list[Field]:
    return [field for piece in pieces for field in piece]


def _titles(fields: list[Field], dialect: Dialect) -> bool:
    return any(tag in dialect.titles for tag, _, _ in fields)


def _pieces(fields: list[Field]) -> Iterator[list[Field]]:
    """Fields as blank lines divide them."""
    piece: list[Field] = []
    for field in fields:
        if field[0]:
            piece.append(field)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _other_title(fields: list[Field], dialect: Dialect) -> int:
    """The line of a title that differs from the one before it under the same tag; else 0."""
    seen: dict[str, str] = {}
    for tag, parts, number in fields:
        words = " ".join(parts) if tag in dialect.titles else ""
        if words and seen.setdefault(tag, words) != words:
            return number
    return 0


def _raw(fields: list[Field], second_title: int = 0) -> Raw:
    values: dict[str, list[str]] = {}
    line = 0
    for tag, parts, number in fields:
        if not tag:
            continue
        line = line or number
        value = parts[0] if len(parts) == 1 else " ".join(filter(None, parts))
        if value:
            values.setdefault(tag, []).append(value)
    return Raw(line, values, second_title)
