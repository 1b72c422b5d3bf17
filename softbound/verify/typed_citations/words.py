"""The words of templates/consistency/typed-citations.yaml, as readers of citations ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from softbound.model.typed_citations import TypedCitations


@dataclass(frozen=True)
class Words:
    """Sets of words in small letters."""

    before: re.Pattern[str]
    """Matches where nothing but such words stands."""
    openers: frozenset[str]
    particles: frozenset[str]
    bodies: frozenset[str]
    not_authors: frozenset[str]
    items: frozenset[str]


def look_up(given: TypedCitations) -> Words:
    """The model's lists, ready to be looked up."""
    before = "|".join(re.escape(word) for word in sorted(given.before, key=len, reverse=True))
    return Words(
        re.compile(rf"(?:(?:{before})[\s,]+)*\Z", re.IGNORECASE),
        _small(given.openers),
        _small(given.particles),
        _small(given.bodies),
        _small(given.not_authors),
        _small(given.items),
    )


def _small(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in listed)
