"""What a text is searched for: labels, words of quotations, citations, marked passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ref = tuple[str, str, str]
"""A finding: its chapter, its kind (the name of its file), its id."""
SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2011": "-"})
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pattern:
    """A label, or the words of a quotation, as the text is searched for it."""

    text: str
    """With straight quotation marks and single spaces, from its first word to its last."""
    how: str
    """name, proper, table or words; see :func:`softbound.derive.terms.terms`."""
    of: tuple[Ref, ...]


@dataclass(frozen=True)
class Index:
    """What is searched for, by its first word in small letters; the longest first."""

    patterns: Mapping[str, Sequence[Pattern]]
    quoted: Mapping[str, Sequence[tuple[Ref, str]]]
    """An id → the findings whose words may be quoted by it, with these words."""
    citations: Mapping[str, tuple[Ref, ...]]
    limitations: Mapping[str, tuple[Ref, ...]]


def index(terms: Mapping[str, Any], least_words: int = 4) -> Index:
    """What is searched for.

    :param terms: as :func:`softbound.derive.terms.terms` gives them.
    :param least_words: by how many words a quotation is recognised without a mark.
    """
    found: dict[tuple[str, str], list[Ref]] = {}
    quoted: dict[str, list[tuple[Ref, str]]] = {}
    for label, how, *ref in terms["labels"]:
        found.setdefault((bare(label), how), []).append(_ref(ref))
    for text, *ref in terms["words"]:
        words = bare(text)
        quoted.setdefault(ref[2], []).append((_ref(ref), words))
        if len(words.split()) >= least_words:
            found.setdefault((words, "words"), []).append(_ref(ref))
    patterns: dict[str, list[Pattern]] = {}
    for (text, how), of in found.items():
        first = WORD.match(text)
        if first:
            pattern = Pattern(text, how, tuple(dict.fromkeys(of)))
            patterns.setdefault(first[0].lower(), []).append(pattern)
    for each in patterns.values():
        each.sort(key=lambda pattern: -len(pattern.text))
    return Index(
        patterns,
        quoted,
        {key: tuple(map(_ref, of)) for key, of in terms["citations"].items()},
        {key: tuple(map(_ref, of)) for key, of in terms["limitations"].items()},
    )


def _ref(value: Sequence[str]) -> Ref:
    return value[0], value[1], value[2]


def plain(text: str) -> str:
    """Text in which typographic signs are those that a keyboard has."""
    text = text.replace("...", "…").replace("---", "—").replace("--", "–")
    return text.translate(SIGNS)


def bare(text: str) -> str:
    """Plain text from its first word to its last."""
    words = " ".join(plain(text).split())
    found = re.search(r"\w(?:.*\w)?", words)
    return found[0] if found else ""


def continues(text: str, at: int, step: int) -> bool:
    """Whether a word goes on at its edge: in letters, or after a hyphen or an apostrophe in it."""
    if not 0 <= at < len(text):
        return False
    if text[at].isalnum() or text[at] == "_":
        return True
    beyond = at + step
    joined = text[at] == "-" or (text[at] == "'" and step < 0)
    return joined and 0 <= beyond < len(text) and text[beyond].isalnum()


def same(text: str, pattern: Pattern, any_case: bool) -> bool:
    if text == pattern.text:
        return True
    if pattern.how == "proper":
        return False
    if any_case:
        return text.lower() == pattern.text.lower()
    return text[1:] == pattern.text[1:] and text[:1].lower() == pattern.text[:1].lower()
