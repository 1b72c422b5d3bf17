"""What a style manual asks of text beyond citations; files of templates/manuals/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from softbound.model.base import Model
from softbound.model.findings.base import Count, Text


def _flat(value: Any) -> Any:
    """Rows of words as one list: they stand in rows to be read by people."""
    if not isinstance(value, list):
        return value
    return [word for row in value for word in (row if isinstance(row, list) else [row])]


Words = Annotated[tuple[Text, ...], BeforeValidator(_flat)]
"""A list of words, or of lists of words."""
Symbols = Annotated[tuple[Text, ...], Field(min_length=1)]


class Statistic(Model):
    """Symbols of statistics that are written alike."""

    symbols: Symbols
    """How they may be typed: p, R², R^2^, \\alpha."""
    italic: bool = False
    """Whether they are set in italics."""
    at_most_one: bool = False
    """Whether their values cannot be greater than one, so that no zero stands before the point."""
    beyond_one: bool = False
    """Whether their values can be greater than one, so that a zero stands before the point."""


class Manual(Model):
    """A file of templates/manuals/: what a style manual asks of text."""

    language: Text = "en"
    """The language whose words the file has; theses in another one are not looked at."""
    numerals_from: Count = 10
    """The smallest whole number that is written in numerals; 0: words and numerals are left alone."""
    units: Words = ()
    """Words before which a small number stands in numerals: minutes, points."""
    labels: Words = ()
    """Words after which a number names a place in a series, or a value: table, phase, scored."""
    left_alone: Words = ()
    """Set phrases, with a number in words or a contraction."""
    statistics: tuple[Statistic, ...] = ()
    """Symbols, and how they and their values are written."""
    upright: Words = ()
    """Letters of symbols that are not set in italics."""
    smallest_p: Annotated[float, Field(gt=0, lt=1)] = 0.001
    """The smallest p that is told exactly; smaller ones are said to be below it."""
    p_digits: Count = 3
    """How many digits a p has at most."""
    latin: Mapping[str, str] = {}
    """Abbreviations for brackets only, and what is written elsewhere."""
    block_from: Count = 40
    """How many words a quotation has that is set as a block."""
    capitals_from: Count = 4
    """How many letters a word has that gets a capital in title case, whatever it is."""
