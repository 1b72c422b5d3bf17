"""A text as secrets are looked for in it: without accents, and with its words in one row.

A name may be broken over lines, hyphenated, emphasised in part, joined by another sign. So words are
looked for in a row of all letters, and what stands between them is judged where they are found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufffe\u0002]")
_BLANKS = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)
_SOFT = re.compile(r"&(?:shy|#173|#xad);", re.IGNORECASE)
_OTHERS = (
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
     "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip
"""Letters that are no letter with an accent, and how they are written without themselves."""
_OTHER = re.compile(f"[{''.join(_OTHERS)}]")
SOFT = "\u00ad"
_BROKEN = re.compile(rf"{SOFT}\s*|[-\u2010\u2011]{SOFT}?\s*\n[\s>#*]*|[*_]{{1,3}}")
"""What may stand within a word: a soft hyphen, a hyphen at the end of a line, Markdown's emphasis."""
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015.,'’‘ʼ`\"“”(){}\[\]/\\&_*~+%#>|\u00ad^=@]{1,40}")
_NEW_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n|\f")
_ENDED = re.compile(r"\.[)\"”’'*_]*\s")


def level(text: str) -> Levelled:
    """A text without accents, ligatures and invisible signs; lines stay lines."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = _OTHER.sub(lambda match: _OTHERS[match[0]], text)
        text = _INVISIBLE.sub(SOFT, text)
    if "&" in text:
        text = _SOFT.sub(SOFT, _BLANKS.sub(" ", text))
    lower = text.lower()
    if len(lower) != len(text):  # a few letters are longer as small ones
        text = "".join(sign if len(sign.lower()) == 1 else sign.lower() for sign in text)
        lower = text.lower()
    return Levelled(text, lower)


def letters(text: str) -> str:
    """A name's letters and digits in one row."""
    return "".join(_WORD.findall(level(text).lower))


def parts(text: str) -> list[str]:
    """A name's words, levelled, capitals kept."""
    return _WORD.findall(level(text).text)


@dataclass(frozen=True)
class Span:
    """A run of a levelled text."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True)
class Levelled:
    """A text that is ready to be searched."""

    text: str
    lower: str
    """The same in small letters, sign for sign."""

    @cached_property
    def _words(self) -> tuple[list[int], list[int], str]:
        """Where each word begins, in the text and in the row of letters; the row."""
        starts, offsets, words, at = [], [], [], 0
        for match in _WORD.finditer(self.lower):
            starts.append(match.start())
            offsets.append(at)
            words.append(match[0])
            at += match.end() - match.start()
        return starts, offsets, "".join(words)

    def holds(self, row: str) -> bool:
        """Whether some letters stand in a row in it, over words' ends too."""
        return row in self._words[2]

    @cached_property
    def words(self) -> frozenset[str]:
        """Its different words, with their capitals."""
        return frozenset(_WORD.findall(self.text))

    def line(self, at: int) -> int:
        """The line of a place, from 1."""
        return self.text.count("\n", 0, at) + 1

    def find(self, row: str, cuts: frozenset[int]) -> Iterator[Span]:
        """Where a name stands.

        :param row: its letters in small ones.
        :param cuts: after how many of them a new word begins.
        """
        starts, offsets, squashed = self._words
        at = squashed.find(row)
        while at >= 0:
            first = bisect_right(offsets, at) - 1
            last = bisect_right(offsets, at + len(row) - 1) - 1
            start = starts[first] + at - offsets[first]
            end = starts[last] + at + len(row) - offsets[last]
            if self._bounded(start, end) and self._joined(at, len(row), first, last, cuts):
                yield Span(start, end)
            at = squashed.find(row, at + 1)

    def _bounded(self, start: int, end: int) -> bool:
        """Whether no word goes on at either side; one that is hyphenated goes on in small letters."""
        text = self.text
        before, after = text[start - 1 : start], text[end : end + 1]
        if _same(before, text[start]) or _same(text[end - 1], after):
            return False
        if before == SOFT and text[start].islower() and text[start - 2 : start - 1].isalpha():
            return False
        return not (after == SOFT and text[end + 1 : end + 2].islower())

    def _joined(self, at: int, row: int, first: int, last: int, cuts: frozenset[int]) -> bool:
        """Whether what stands between the words found is what may stand within a name."""
        starts, offsets, _ = self._words
        lengths = []
        gaps = []
        for index in range(first, last):
            end = starts[index] + offsets[index + 1] - offsets[index]
            gap = self.text[end : starts[index + 1]]
            gaps.append((offsets[index + 1] - at, gap))
            lengths.append(offsets[index + 1] - max(offsets[index], at))
        lengths.append(at + row - offsets[last])
        spelt = len(gaps) > 3 and max(lengths) == 1
        for (cut, gap), before in zip(gaps, lengths, strict=False):
            if cut in cuts or spelt:
                if not _BETWEEN.fullmatch(gap) or _NEW_PARAGRAPH.search(gap):
                    return False
                if _ENDED.search(gap) and before > 3:  # a sentence's end, not an initial's
                    return False
            elif not _BROKEN.fullmatch(gap):
                return False
        return True


def _same(one: str, other: str) -> bool:
    """Whether two signs beside each other belong to one word."""
    return (one.isalpha() and other.isalpha()) or (one.isdigit() and other.isdigit())
