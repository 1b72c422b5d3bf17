"""Numbers that findings know, and how prose speaks of them, as values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from softbound.model.base import Model
from softbound.model.findings.base import Count, Text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class KnownNumber(Model):
    """A number that follows from a chapter's findings."""

    counts: Text
    """What it counts, as messages call it: participants."""
    expression: Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1)]
    """What gives it in the chapter's own prose: participants | count. Of several, the first that
    has a value."""
    nouns: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What may stand behind the number in prose, in the plural."""
    compounds: tuple[Text, ...] = ()
    """What may be joined to it by a hyphen: stage, as in three-stage."""
    own: tuple[Text, ...] = ()
    """Words between number and noun that make it this thesis's: included, internal."""
    before: tuple[Text, ...] = ()
    """Words before the number that make it the whole number: a sample of."""
    after: tuple[Text, ...] = ()
    """Words after the noun that make it the whole number: took part."""
    alone: bool = False
    """Whether it may stand for people by itself: all seven spoke."""
    symbols: tuple[Text, ...] = ()
    """Symbols that stand for it: N, as in N = 7."""
    near: tuple[Text, ...] = ()
    """Beginnings of words, one of which must stand in the sentence; none need stand if left out."""
    least: Count = 2
    """The smallest number that is looked for."""
    only_where_claimed: bool = False
    """Whether it is meant only with the words of before, after or own, since the nouns are common."""


class KnownNumbers(Model):
    """templates/consistency/known-numbers.yaml."""

    numbers: tuple[KnownNumber, ...]
    """All that are looked for in prose."""
