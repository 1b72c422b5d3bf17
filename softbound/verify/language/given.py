"""What the checks of language are given, and how they tell what they found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from softbound.collect.language import Lists
from softbound.problems import Place, in_a_row

MOST = 4
"""So many places of one word are named."""


@dataclass(frozen=True)
class Known:
    """What is known of a thesis's language."""

    lists: Lists
    language: str = "en-GB"
    """A BCP 47 tag."""
    spelling: bool = True
    """Whether spelling is checked."""
    words: frozenset[str] = frozenset()
    """Words that are right, in small letters."""
    abbreviations: Sequence[str] = ()
    """Abbreviations that need no definition, besides those of the lists."""
    misspellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """A misspelling → what was meant."""
    scaffold: frozenset[str] = frozenset()
    """What stands in a new thesis: see :func:`softbound.verify.language.unfinished.template`."""

    @property
    def british(self) -> bool:
        return self.language in BRITISH

    @property
    def american(self) -> bool:
        return self.language == "en-US"

    @property
    def english(self) -> bool:
        return self.language == "en" or self.language.startswith("en-")


BRITISH = frozenset({"en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"})
"""Languages that are spelt as British English is, as far as the lists go."""


def times(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def also(places: Sequence[Place]) -> str:
    """Where else something stands than at the first of some places; empty for a single one."""
    first, *rest = dict.fromkeys(places)
    if not rest:
        return f"It stands {times(len(places))} here." if len(places) > 1 else ""
    lines = [p for p in rest if p.file == first.file]
    others = [p for p in rest if p.file != first.file]
    named = [str(p.line) for p in lines[:MOST]]
    where = f"{'line' if len(named) == 1 else 'lines'} {in_a_row(named)}" if named else ""
    named_others = [str(p) for p in others[: MOST - len(named)]]
    left = len(rest) - len(named) - len(named_others)
    more = [f"{left} other {'place' if left == 1 else 'places'}"] if left else []
    listed = in_a_row([*([where] if where else []), *named_others, *more])
    return f"It stands {times(len(places))}, first here; also in {listed}."
