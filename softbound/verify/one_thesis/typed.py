"""Numbers that an author typed: where they stand in a sentence and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from softbound.merge.filters import TENS, UNITS


def _words() -> dict[str, int]:
    found = {word: value for value, word in enumerate(UNITS)}
    for ten, word in enumerate(TENS[2:], start=2):
        found[word] = ten * 10
        found |= {f"{word}-{UNITS[unit]}": ten * 10 + unit for unit in range(1, 10)}
    return found


WORDS = _words()
"""Number words below a hundred → what they say."""
_LONGEST_FIRST = "|".join(sorted(WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_LONGEST_FIRST})"
"""A whole number in words or numerals."""
WHOLE = re.compile(
    rf"(?:(?<![\w.,:/=<>≥≤−+-])|(?<=\bN=)){NUMBER}(?![\w%])(?![.,:/]\d)(?!\s*%)", re.IGNORECASE
)
LABELLED = re.compile(
    r"\b(?:[A-Z][a-z]+|p|pp|chap|no|para|study|table|figure|chapter|phase|stage|round|version|step|"
    r"item|line|question|age|aged|theme|category)\.?\s*$"
)
"""What stands before a number that names one thing and counts nothing: Table 7, phase 3."""
SENTENCE_OPENERS = re.compile(r"^(?:The|All|Of|In|From|With|These|Those|Our|Only|Both|Across|Among|Between|After|Over|For|To|Then|When|At|By|And|But|Within|Here|Altogether|Overall|Finally)\s*$")  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """A whole number in a sentence."""

    text: str
    value: int
    start: int
    end: int

    @property
    def in_words(self) -> bool:
        return not self.text[0].isdigit()


def numbers(sentence: str) -> Iterator[Typed]:
    """The whole numbers of a sentence that may count something."""
    for found in WHOLE.finditer(sentence):
        before = sentence[: found.start()]
        label = LABELLED.search(before)
        if (
            found[0][0].isdigit()
            and label
            and not SENTENCE_OPENERS.match(before[label.start() :].strip())
        ):
            continue
        yield Typed(found[0], value(found[0]), found.start(), found.end())


def value(text: str) -> int:
    """What a number in words or numerals says."""
    lower = text.lower()
    return WORDS[lower] if lower in WORDS else int(lower.replace(",", ""))
