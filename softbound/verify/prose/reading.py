"""(path, Markdown) → its sentences and what is marked in it, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from softbound.problems import Place
from softbound.verify.prose import masks
from softbound.verify.prose.masks import GONE, Masked
from softbound.verify.prose.passages import Kind, Passage, passages
from softbound.verify.prose.sentences import sentences

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence, a heading, or the text of a table's cell."""

    text: str
    """What is no prose in it is covered, so that offsets in it hold for the source."""
    start: int
    """Where it begins in the source."""
    kind: Kind
    passage: int
    """The number of the passage that it is part of."""
    sections: tuple[str, ...]
    """The headings above it, outermost first."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters, without what is covered."""
        return tuple(word.lower().replace("’", "'") for word in WORD.findall(self.text))


@dataclass(frozen=True)
class Marked:
    """Words that the author set off: emphasised, in quotation marks, or as a heading."""

    kind: Literal["emphasis", "quotation", "heading"]
    text: str
    """In one line, as it was typed."""
    start: int
    """Where it begins in the source."""


@dataclass(frozen=True)
class Prose:
    """The prose of one Markdown file."""

    file: str
    source: str
    sentences: tuple[Sentence, ...]
    marked: tuple[Marked, ...]
    blocks: tuple[tuple[int, int], ...] = ()
    """Where block quotations stand in the source, which are in no sentence."""

    @cached_property
    def _lines(self) -> list[int]:
        return [match.end() for match in re.finditer("\n", self.source)]

    def place(self, offset: int) -> Place:
        """The place of a sign of the source."""
        return Place(self.file, bisect_right(self._lines, offset) + 1)


def read(file: str, source: str) -> Prose:
    """The prose of a Markdown file.

    :param file: its path for problems.
    :param source: its text as the author wrote it, with expressions.
    """
    masked = masks.mask(source)
    found = [_in_table(passage, masked) for passage in passages(masked.text)]
    return Prose(
        file,
        source,
        tuple(_sentences(masked, found)),
        tuple(_marked(masked, found)),
        masked.blocks,
    )


def _in_table(passage: Passage, masked: Masked) -> Passage:
    """The passage, as a cell where it stands in the rows of a table."""
    inside = any(start <= passage.start < end for start, end in masked.tables)
    return replace(passage, kind="cell") if inside else passage


def _sentences(masked: Masked, found: list[Passage]) -> list[Sentence]:
    result = []
    above: list[tuple[int, str]] = []
    notes = list(masked.notes)
    text = masked.text
    for start, end in notes:  # they are read by themselves, below
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    for number, passage in enumerate(found):
        piece = text[passage.start : passage.end].replace(GONE, " ")
        sections = tuple(title for _, title in above)
        if passage.kind == "heading":
            above = [(level, title) for level, title in above if level < passage.level]
            sections = tuple(title for _, title in above)
            above.append((passage.level, " ".join(piece.split())))
        result += [
            Sentence(piece[a:b], passage.start + a, passage.kind, number, sections)
            for a, b in sentences(piece)
        ]
        while notes and notes[0][0] < passage.end:
            start, end = notes.pop(0)
            note = masked.text[start:end].replace(GONE, " ")
            result += [
                Sentence(note[a:b], start + a, "note", -1 - start, sections)
                for a, b in sentences(note)
            ]
    return result


def _marked(masked: Masked, found: list[Passage]) -> list[Marked]:
    result = [Marked(span.kind, _flat(span.text), span.start) for span in masked.spans]
    for passage in found:
        if passage.kind == "heading":
            text = masked.with_quotations[passage.start : passage.end]
            start = passage.start + len(text) - len(text.lstrip())
            result.append(Marked("heading", _flat(text), start))
    return sorted(result, key=lambda marked: marked.start)


def _flat(text: str) -> str:
    return " ".join(text.split())
