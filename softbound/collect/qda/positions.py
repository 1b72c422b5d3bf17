"""Where a selection begins and ends: positions as an export counts them → its words.

REFI-QDA 1.5 counts Unicode code points from zero. Exports differ: some count a Windows line end
as one character, some count the byte order mark, some count as UTF-16 does. Which of these holds
for a text is found by its selections: many have their own words, or the first of them, for a name;
the others begin and end between words, if they are read rightly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from softbound.collect.qda.texts import Decoded


@dataclass(frozen=True, slots=True)
class Span:
    """A selection as the export counts it."""

    start: int
    end: int
    name: str = ""
    """Its name, which may be its words."""


@dataclass(frozen=True)
class Reading:
    """A text, and how positions in it are read."""

    text: str
    """With lines ended by LF."""
    at: Callable[[int], int | None]
    """A position of the export → the index in the text; None beyond its end."""
    otherwise: str = ""
    """How positions are counted, where it is not as the standard says."""
    inclusive: bool = False
    """Whether the end is the last character, and not the one after it."""

    def bounds(self, span: Span) -> tuple[int, int] | None:
        """Where a selection's words begin and end; None where the text has no such place."""
        if not 0 <= span.start <= span.end:
            return None
        start, end = self.at(span.start), self.at(span.end + self.inclusive)
        return None if start is None or end is None else (start, end)


def reading(source: Decoded, spans: Sequence[Span], line_end_is_one: bool = False) -> Reading:
    """How the selections of a text are read.

    :param line_end_is_one: whether the software is known to count a Windows line end as one
        character; what the selections say counts more.
    """
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    readings = list(_readings(source, text, line_end_is_one))
    readings[0] = replace(readings[0], otherwise="")  # as expected
    named = [span for span in spans if _words(span.name)]
    scores = [_score(each, spans, named) for each in readings]
    return readings[scores.index(max(scores))]


def _readings(source: Decoded, text: str, line_end_is_one: bool) -> Iterator[Reading]:
    """All ways to count that differ for this text, the likeliest first."""
    has_returns = "\r\n" in source.text
    has_wide = any(sign > "\uffff" for sign in text)
    returns: tuple[bool, ...] = (line_end_is_one, not line_end_is_one) if has_returns else (True,)
    wide = (False, True) if has_wide else (False,)
    marks = (False, True) if source.marked else (False,)
    for mark, units, one, inclusive in product(marks, wide, returns, (False, True)):
        said = [
            what
            for holds, what in (
                (has_returns and one, "a line's end as one character"),
                (units, "as UTF-16 does"),
                (mark, "the mark before the text"),
                (inclusive, "the last character in"),
            )
            if holds
        ]
        yield Reading(
            text,
            _counter(source.text, text, one or not has_returns, units, mark),
            " and ".join(said),
            inclusive,
        )


def _counter(
    raw: str, text: str, line_end_is_one: bool, units: bool, mark: bool
) -> Callable[[int], int | None]:
    shift = int(mark)
    if line_end_is_one and not units:
        return lambda position: _within(position - shift, len(text))
    starts: list[int] = []
    count = shift
    skipped = False
    for index, sign in enumerate(raw):
        if sign == "\n" and index and raw[index - 1] == "\r":
            skipped = True  # the second half of a line end that is one sign of the text
        if not skipped:
            starts.append(count)
        count += (1 + (units and sign > "\uffff")) * (not (skipped and line_end_is_one))
        skipped = False
    starts.append(count)

    def at(position: int) -> int | None:
        if position < shift or position > count:
            return None
        return bisect_left(starts, position)

    return at


def _within(position: int, length: int) -> int | None:
    return position if 0 <= position <= length else None


def _score(reading: Reading, spans: Sequence[Span], named: Sequence[Span]) -> tuple[int, int]:
    """How many selections are their names; how many begin and end between words.

    That an end is the last character is believed only where names say so.
    """
    agree = sum(_is_named(reading, span) for span in named)
    if reading.inclusive:
        return agree, -1
    return agree, sum(_is_clean(reading, span) for span in spans)


def _is_named(reading: Reading, span: Span) -> bool:
    bounds = reading.bounds(span)
    if bounds is None:
        return False
    name, words = _words(span.name), _words(reading.text[slice(*bounds)])
    stem = name.removesuffix("…").removesuffix("...").rstrip()
    return name == words or (stem != name and len(stem) > 9 and words.startswith(stem))


def _is_clean(reading: Reading, span: Span) -> bool:
    bounds = reading.bounds(span)
    if bounds is None:
        return False
    start, end = bounds
    text = reading.text
    return not (text[start - 1 : start].isalnum() and text[start : start + 1].isalnum()) and not (
        text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()
    )


def _words(text: str) -> str:
    return " ".join(text.split())
