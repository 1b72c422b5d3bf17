"""An entry as its checks see it, and what they find."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from softbound.collect.bibliography import Entry
from softbound.model.citations import BibliographyWords, CitationRules
from softbound.problems import Place, Problem

FIELDS: Mapping[str, tuple[str, ...]] = {
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "URL": ("url",),
    "accessed": ("urldate",),
    "author": ("author",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "editor": ("editor",),
    "genre": ("type",),
    "issued": ("date", "year"),
    "page": ("pages",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "title": ("title",),
    "volume": ("volume",),
}
"""A CSL variable → the fields of .bib files that give it, the usual one first."""

_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")


@dataclass(frozen=True)
class Asked:
    """What entries are compared with."""

    rules: CitationRules
    """Of the chosen style."""
    words: BibliographyWords
    year: int
    """The present one."""

    @cached_property
    def proper_nouns(self) -> frozenset[str]:
        """In small letters."""
        return frozenset(word.lower() for word in self.words.proper_nouns)

    @property
    def style(self) -> str:
        """What messages call it."""
        return self.rules.name or "the style"


@dataclass(frozen=True)
class Finding:
    """A problem, and what must be cited for it to matter."""

    problem: Problem
    needs: tuple[tuple[str, ...], ...]
    """Groups of keys, of each of which one must be cited."""
    once: str = ""
    """Of the findings with the same text here, only the first one that matters is told."""


@dataclass(frozen=True)
class Work:
    """An entry: as pandoc understood it, and as its file has it."""

    entry: Entry
    csl: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "csl", self.entry.csl)

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def kind(self) -> str:
        """Its CSL type."""
        return str(self.csl.get("type", ""))

    @property
    def is_bib(self) -> bool:
        """Whether it stands in a .bib file."""
        return self.entry.place.file.lower().endswith((".bib", ".bibtex"))

    def names(self, variable: str) -> tuple[str, ...]:
        """What its file may call a CSL variable."""
        return FIELDS.get(variable, (variable,)) if self.is_bib else (variable,)

    def at(self, variable: str) -> Place:
        """Where a CSL variable is given; the entry's own place if it cannot be told."""
        return self.place(*self.names(variable))

    def place(self, *fields: str) -> Place:
        """Where the first of some fields stands; the entry's own place without them."""
        given = self.entry.written.fields
        lines = [given[name][1] for name in fields if name in given]
        return Place(
            self.entry.place.file, lines[0] if lines and lines[0] else self.entry.place.line
        )

    def said(self, variable: str) -> str:
        """What the file has for a CSL variable; empty if nothing, or no text."""
        given = self.entry.written.fields
        return next((given[n][0] for n in self.names(variable) if n in given and given[n][0]), "")

    def text(self, variable: str) -> str:
        """What a reader will see of a CSL variable, without italics and the like."""
        value = self.csl.get(variable, "")
        return " ".join(_TAG.sub("", value).split()) if isinstance(value, str) else ""

    def people(self, variable: str = "author") -> Sequence[Mapping[str, str]]:
        """Names of a CSL variable."""
        value = self.csl.get(variable, ())
        return [name for name in value if isinstance(name, dict)] if isinstance(value, list) else []

    def date(self, variable: str = "issued") -> tuple[int, ...]:
        """The first of its dates as year, month, day, as far as told; empty without."""
        value = self.csl.get(variable)
        parts = value.get("date-parts") if isinstance(value, dict) else None
        first = parts[0] if isinstance(parts, list) and parts else None
        if not isinstance(first, list):
            return ()
        numbers = [int(n) if str(n).strip().lstrip("-").isdigit() else None for n in first]
        told = numbers[: numbers.index(None)] if None in numbers else numbers
        return tuple(n for n in told if n is not None)


def short(text: str, most: int = 60) -> str:
    """A text as it fits into a message."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"
