"""What can be referred to in a thesis, and how it is numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from softbound.problems import Place

UnitKind = Literal["front-matter", "chapter", "appendices"]
Kind = Literal["chapter", "appendix", "section", "table", "figure", "mark"]

PREFIXES: Mapping[str, str] = {
    "tbl": "table",
    "fig": "figure",
    "sec": "section",
    "app": "appendix",
    "mark": "marked passage",
    "lim": "limitation",
}
"""The prefix of a written id → what it stands for (``sec`` also stands for chapters)."""
PASSAGES = ("mark", "lim")
"""Prefixes of marked passages: any, and those that declare a limitation."""
WRITTEN = re.compile(r"^(tbl|fig|sec|app|(?:mark|lim)(?=:))[:-](.+)$")
"""An id that an author wrote, as ``sec:x`` or, as Quarto has it, ``sec-x``."""
PAGE = "page:"
"""What stands before an id where its page is asked for: ``@page:sec:x``."""


def normal_id(identifier: str) -> str:
    """``tbl-x`` as Quarto writes it → ``tbl:x``; anything else as it is."""
    found = WRITTEN.match(identifier)
    return f"{found[1]}:{found[2]}" if found else identifier


def prefix_of(identifier: str) -> str:
    """``sec`` of ``sec:x``; empty for an id that nobody wrote."""
    found = WRITTEN.match(identifier)
    return found[1] if found else ""


def is_reference(identifier: str) -> bool:
    """Whether an @id is a cross-reference rather than a citation."""
    return bool(prefix_of(target_of(identifier)))


def target_of(identifier: str) -> str:
    """The id, in its normal form, that a cross-reference leads to: ``sec:x`` of ``page:sec-x``."""
    return normal_id(identifier.removeprefix(PAGE))


def asks_page(identifier: str) -> bool:
    """Whether a cross-reference asks for a page."""
    return identifier.startswith(PAGE)


@dataclass(frozen=True)
class Label:
    """Something with an id: a heading, a table, a figure or a marked passage."""

    id: str
    kind: Kind
    title: str
    """Its title as plain text; a marked passage has none."""
    place: Place
    level: int = 0
    """A heading's level; 0 for tables and figures."""
    anchor: str = ""
    """Its id in the unit's tree: the id itself, or a unique one where the id stands twice."""
    written: bool = True
    """Whether the author wrote the id; automatic ids cannot be expected to be called out."""
    numbered: bool = True
    """False for a section whose heading is marked {.unnumbered} or {-}."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Label:
        return Label(**{**value, "place": Place(**value["place"])})


Role = Literal["text", "page", "quiet"]


@dataclass(frozen=True)
class Use:
    """A place that names an id or a key: a cross-reference or a citation."""

    id: str
    place: Place
    role: Role = "text"
    """``text`` calls a table or figure out; ``page`` only tells where it stands; what a ``quiet``
    one names is looked up elsewhere, as in a checklist that is made from findings."""

    def to_json(self) -> list[Any]:
        return [self.id, self.place.file, self.place.line, self.role]

    @staticmethod
    def from_json(value: list[Any]) -> Use:
        return Use(value[0], Place(value[1], value[2]), value[3])


@dataclass(frozen=True)
class Numbered:
    """How a label is numbered and shown."""

    kind: Kind
    unit: str
    """The unit it stands in."""
    number: str
    """As shown: "1.2", "A", "" where it has none."""
    label: str
    """With its word: "Table 1.2"; a section without number: its title in quotation marks."""
    title: str
    prefix: str = ""
    """What stands before the running number: "1." in "1.2"."""
    index: int = 0
    """The running number."""
    restart: bool = False
    """Whether it is the first of its sequence."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Numbered:
        return Numbered(**value)


@dataclass(frozen=True)
class Uses:
    """What a unit defines and names."""

    unit: str
    kind: UnitKind
    labels: Sequence[Label]
    references: Sequence[Use]
    citations: Sequence[Use]

    @staticmethod
    def from_json(unit: str, kind: UnitKind, value: dict[str, Any]) -> Uses:
        return Uses(
            unit,
            kind,
            [Label.from_json(label) for label in value["labels"]],
            [Use.from_json(use) for use in value["references"]],
            [Use.from_json(use) for use in value["citations"]],
        )
