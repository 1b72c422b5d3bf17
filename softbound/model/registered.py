"""Works as a registration agency of DOIs knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was published later about a work."""

    kind: str
    """In Crossref's words: ``retraction``, ``correction``, ``expression_of_concern`` …"""
    doi: str
    """Of the notice; empty where it has none."""
    date: str
    """``2015-04-01``, ``2015``; empty if unknown."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A work as Crossref has it."""

    doi: str
    """In small letters."""
    kind: str
    """In Crossref's words: ``journal-article``, ``book-chapter`` …"""
    titles: tuple[str, ...]
    """With the subtitle, without it, and as it was before it was translated."""
    authors: tuple[str, ...]
    """"Family, Given"; editors where there are no authors. Organisations are left out."""
    organisations: bool
    """Whether any author is an organisation."""
    years: tuple[int, ...]
    """Of publication in print and online, the one that counts first."""
    containers: tuple[str, ...]
    """The journal's or book's title, in full and short."""
    volume: str
    issue: str
    pages: tuple[str, ...]
    """Pages, and the article's number."""
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out about an entry."""

    reached: bool = True
    """False: it could not be asked; nothing else counts then."""
    doi: str = ""
    """The DOI that was asked for, an abbreviated one resolved; empty if the entry has none."""
    work: Registered | None = None
    """What Crossref has under the DOI."""
    agency: str = ""
    """Who else registered the DOI (``DataCite``); ``none`` where doi.org says that it does not
    exist; empty where that was not asked or not answered."""
    candidates: tuple[Registered, ...] = ()
    """What Crossref found for the entry's title and author."""


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of an entry, wherever the entry stands."""

    rule: str
    message: str
    hint: str
    variable: str
    """The CSL variable that it is about; empty for the whole entry."""
    depends: Mapping[str, str]
    """CSL variables, and what tells their content from any other: it is told as long as they are
    the same."""
