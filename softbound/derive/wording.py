"""Words as they are compared and counted: what printers do differently is levelled, nothing else.

Curly and straight quotation marks, the kinds of dashes, three full stops and an ellipsis, white
space, soft hyphens and the forms of Unicode are typography. Letters, capitals and punctuation are
words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple
from unicodedata import normalize

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Soft hyphens, and other signs that nobody sees."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
_SINGLE, _DOUBLE, _HYPHENS = "'’‘ʼ‛`´′", '"“”„‟«»″', "‐‑-"
_LETTER = r"[\w\u0300-\u036f]"
_TOKEN = re.compile(
    rf"(?P<ellipsis>…|\.\s?\.\s?\.)"
    rf"|(?P<word>{_LETTER}+(?:[{_SINGLE}{_HYPHENS}]{_LETTER}+)*)"
    rf"|(?P<dash>-{{1,3}}|[‐‑‒–—―−]+)"
    rf"|(?P<other>\S)"
)
_LEVEL = str.maketrans(
    {**dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_HYPHENS, "-")}
)
ELLIPSIS, DASH = "…", "–"
_ASIDE = re.compile(r"\(\s*[^()\s]+(?:\s+[^()\s]+){0,2}\s*\)")
"""(pause), (.), (laughs a little): what a transcript says of how something was said."""
_ALONE = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]")


class Token(NamedTuple):
    """A word or a mark."""

    key: str
    """How it is compared."""
    start: int
    end: int
    """Where it stands in the text."""
    word: bool
    """Whether it is a word or a number; else it is a mark."""


def clean(text: str) -> str:
    """Text without signs that nobody sees, its letters composed."""
    return normalize("NFC", text.translate(_UNSEEN)).translate(_LIGATURES)


def tokens(text: str) -> list[Token]:
    """The words and marks of a clean text, in order."""
    return [
        Token(
            {"ellipsis": ELLIPSIS, "dash": DASH}.get(m.lastgroup or "", m[0].translate(_LEVEL)),
            m.start(),
            m.end(),
            m.lastgroup == "word",
        )
        for m in _TOKEN.finditer(text)
    ]


def keys(text: str) -> list[str]:
    """The words and marks of any text as they are compared."""
    return [token.key for token in tokens(clean(text))]


def word_count(text: str, marks: Iterable[str] = (), spoken: bool = True) -> int:
    """How many words a reader counts: a hyphenated word is one, and a mark is none.

    :param marks: marks of the transcription key, such as "(.)" and "[…]".
    :param spoken: whether it is a transcript's, where what stands in round brackets was not said.
    """
    for mark in sorted(marks, key=len, reverse=True):
        text = text.replace(mark, " ")
    text = _ALONE.sub(" ", text)
    if spoken:
        text = _ASIDE.sub(" ", text)
    parts = re.split(r"\s+|[–—―]|--+|…|\.\.\.", clean(text))
    return sum(any(letter.isalnum() for letter in part) for part in parts)


def run(needle: str, haystack: str) -> str | None:
    """The part of a text that says some words, as the text writes it; None where it does not.

    Words are whole, and marks at the needle's ends count.
    """
    text = clean(haystack)
    wanted, there = keys(needle), tokens(text)
    length = len(wanted)
    for start in range(len(there) - length + 1 if length else 0):
        if all(there[start + i].key == wanted[i] for i in range(length)):
            return text[there[start].start : there[start + length - 1].end]
    return None


def names(values: Collection[str]) -> set[str]:
    """Names as they are compared: without regard to capitals and spaces."""
    return {" ".join(clean(value).split()).casefold() for value in values}
