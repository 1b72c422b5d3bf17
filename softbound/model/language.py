"""Word lists of templates/language/ as values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from softbound.model.base import Model
from softbound.model.findings.base import Text

Words = tuple[Text, ...]


class WellKnown(Model):
    """Abbreviations that need no definition."""

    about: Text
    """What they are, and why they need none."""
    abbreviations: Annotated[Words, Field(min_length=1)]
    """As they are written, in the singular."""


class Abbreviations(Model):
    """templates/language/abbreviations.yaml."""

    known: tuple[WellKnown, ...]
    """Those that need no definition, in groups."""
    apart: Words = ()
    """Headings of sections that define abbreviations for themselves, such as an abstract."""
    skipped: Words = ()
    """Headings of sections that are not looked at, such as a list of abbreviations."""
    people: Words = ()
    """Words beside which capitals in brackets are a person's initials."""


class Variant(Model):
    """A word that is spelt in two ways, and what may follow it."""

    british: Text
    """The British spelling, as far as its forms have it in common."""
    american: Text
    """The American one."""
    endings: Annotated[tuple[str, ...], Field(min_length=1)]
    """What follows in the forms of the word; "" where it stands alone."""
    told: Literal["both", "en-GB", "en-US"] = "both"
    """In which theses the other spelling is a mistake: elsewhere it is right too."""


class Spelling(Model):
    """templates/language/spelling.yaml."""

    variants: tuple[Variant, ...]
    """Words that are spelt in two ways."""
    doubling: Words = ()
    """Verbs on l that double it in British spelling before an ending."""
    prefixes: Words = ()
    """What may stand before any of these words in one word with it."""
    always_ise: Words = ()
    """Words on -ise that nobody spells with z."""
    always_ize: Words = ()
    """Words on -ize that nobody spells with s."""
    repeated: Words = ()
    """Words that may stand twice in a row."""
    right: Words = ()
    """Words of the field that a list of misspellings takes for mistakes."""


class Unfinished(Model):
    """templates/language/unfinished.yaml."""

    words: Words = ()
    """Words that mark unfinished text, in these capitals."""
    phrases: Words = ()
    """Phrases that mark it, in any capitals."""
    begin: Words = ()
    """How a remark in square brackets begins that is to be replaced."""
    alone: Words = ()
    """What stands alone in brackets where something is to be put."""
    labels: Words = ()
    """What is followed by X or ?? where its number is not known yet."""
    classes: Words = ()
    """Classes of marked text that mark a note to oneself, as in [so]{.todo}."""
