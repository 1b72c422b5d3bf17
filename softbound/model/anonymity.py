"""The private list of names and secrets, and the patterns of what identifies people, as values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from softbound.model.base import Model

Text = Annotated[str, StringConstraints(min_length=1)]
Secret = Annotated[str, StringConstraints(min_length=2)]


def _as_entry(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Entry(Model):
    """Something that must not stand in the thesis."""

    name: Secret
    """As it is written in full."""
    forms: tuple[Secret, ...] = ()
    """Other ways to write it: a short name, an abbreviation, a name at birth."""
    pseudonym: str = ""
    """What stands for it in the thesis."""
    exact: bool = False
    """Whether only the whole name and its forms are looked for: no part, no initials, no
    misspelling. For names that are everyday words."""
    case: bool = False
    """Whether it is meant only with the capitals that it has here."""


Entries = tuple[Annotated[Entry, BeforeValidator(_as_entry)], ...]


class PrivateList(Model):
    """The private list: names and secrets, each a text or a mapping."""

    people: Entries = ()
    """Participants, clients, colleagues: given names before the surname."""
    places: Entries = ()
    """Towns, wards, buildings."""
    services: Entries = ()
    """Teams and services."""
    trusts: Entries = ()
    """Trusts, health boards, employers."""
    others: Entries = ()
    """Anything else: a project's name, a room, a code."""
    allow: tuple[Secret, ...] = ()
    """Texts that may stand in the thesis though an entry or a pattern fits them."""


class Pattern(Model):
    """A form by which something that identifies people is known."""

    id: Text
    """Its name, as reports show it."""
    told: Text
    """What it finds, as messages call it: an e-mail address."""
    rule: Text
    """The rule that it breaks."""
    expression: Text
    """A regular expression, as Python writes them."""
    holds: tuple[Text, ...] = ()
    """Texts in small letters of which it has one: where none stands in a file, nothing is looked for."""
    any_case: bool = False
    """Whether capitals do not matter."""
    check: Literal["", "mod-11", "date-and-mod-11"] = ""
    """A check digit that it must have: mod-11 for NHS numbers, date-and-mod-11 for CHI numbers."""
    after: tuple[Text, ...] = ()
    """Words of which one must stand before it, a few words away; any words, if left out."""
    never_after: tuple[Text, ...] = ()
    """Words that may not stand right before it."""
    hint: Text
    """What to do, a full sentence."""


class Patterns(Model):
    """templates/anonymity/patterns.yaml."""

    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    """All that are looked for."""
    allow: tuple[Text, ...] = ()
    """Texts that may stand in every thesis: addresses made for examples, a helpline."""
