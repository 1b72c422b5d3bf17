"""Words as values: their classes, what was counted of a unit, and what the documents show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from softbound.problems import Place

WordClass = Literal[
    "body",
    "headings",
    "abstract",
    "citations",
    "block-quotes",
    "participant-quotes",
    "tables",
    "captions",
    "figure-text",
    "footnotes",
    "references",
    "appendices",
    "front-matter",
    "boxes",
    "automatic",
]
"""Each word is in exactly one of them."""

LABELS: Mapping[str, str] = {
    "body": "Body",
    "headings": "Headings",
    "abstract": "Abstract",
    "citations": "Citations in the text",
    "block-quotes": "Block quotations",
    "participant-quotes": "Participants' words",
    "tables": "Tables",
    "captions": "Titles and notes of tables and figures",
    "figure-text": "Words inside figures",
    "footnotes": "Footnotes",
    "references": "Reference lists",
    "appendices": "Appendices",
    "front-matter": "Front matter",
    "boxes": "Boxes",
    "automatic": "Automatic numbers, running heads",
}
"""What authors read for a class."""
assert tuple(LABELS) == get_args(WordClass)

APART = frozenset({"figure-text"})
"""Classes that no word processor counts: shown, but in no total."""
UNSEEN = frozenset({"figure-text", "automatic"})
"""Classes that Word does not count."""

Counts = Mapping[str, int]
"""Class → words; classes without words may be left out."""


def total(counts: Counts) -> int:
    """All words but those of the classes that are counted apart."""
    return sum(n for name, n in counts.items() if name not in APART)


def added(*counts: Counts) -> dict[str, int]:
    """The sums, class by class, in the classes' order."""
    return {name: sum(each.get(name, 0) for each in counts) for name in LABELS}


@dataclass(frozen=True)
class Section:
    """A stretch of a unit: what stands under one of its headings, or on one of its pages."""

    id: str
    title: str
    level: int
    """1 for what stands before a chapter's first section, for an appendix, and for a page of the
    front matter; 2 for a section with all its subsections."""
    place: Place
    counts: Counts
    heading: int = 0
    """The words of its heading, which are among its counts."""


@dataclass(frozen=True)
class Long:
    """Much prose where some rules do not count it."""

    kind: Literal["box", "cell"]
    words: int
    place: Place


@dataclass(frozen=True)
class Typed:
    """A number of words that an author typed."""

    number: int
    place: Place


@dataclass(frozen=True)
class UnitWords:
    """What was counted of a unit."""

    name: str
    kind: str
    """"front-matter", "chapter", "appendices", or "references" for the thesis's own list."""
    label: str
    """"Chapter 1"; empty where chapters have no numbers, and for all that is no chapter."""
    title: str
    """The chapter's title; empty for all that is no chapter."""
    sections: Sequence[Section]
    """In order; each word of the unit is in one of them."""
    listed: Counts
    """A page of the front matter that the build makes → the words of this unit's lines on it."""
    long: Sequence[Long] = ()
    """Boxes, and long cells of tables."""
    typed: Sequence[Typed] = ()
    """Word counts that stand in its prose."""

    @property
    def counts(self) -> dict[str, int]:
        return added(*(section.counts for section in self.sections))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> UnitWords:
        def placed(each: Mapping[str, Any]) -> dict[str, Any]:
            return {**each, "place": Place(**each["place"])}

        return UnitWords(
            value["name"],
            value["kind"],
            value["label"],
            value["title"],
            tuple(Section(**placed(each)) for each in value["sections"]),
            value["listed"],
            tuple(Long(**placed(each)) for each in value["long"]),
            tuple(Typed(**placed(each)) for each in value["typed"]),
        )


@dataclass(frozen=True)
class Row:
    """A line of the word-count statement."""

    label: str
    """"Chapter 1"; empty where it has none."""
    title: str
    counted: int
    """Words that the limit is of."""
    others: int
    """All others: references, tables, figures, appendices."""

    @property
    def total(self) -> int:
        return self.counted + self.others


@dataclass(frozen=True)
class ShownWords:
    """What the documents say of their own length."""

    title_page: int | None = None
    """The number on the title page; None where the profile wants none there."""
    statement: Sequence[Row] = ()
    """The lines of the statement, the last one of the whole; none where the profile wants none."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> ShownWords:
        return ShownWords(value["title_page"], [Row(**row) for row in value["statement"]])


NOTHING_SHOWN = ShownWords()


def figure(number: int) -> str:
    """A number of words as the documents and the reports write it: 12,345."""
    return f"{number:,}"
