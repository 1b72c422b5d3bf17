"""Abbreviations that belong into brackets, and contractions.

APA 7, sections 6.29 and 4.8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from softbound.model.manual import Manual
from softbound.problems import Place, Problem, problem
from softbound.verify.apa.numbers import either
from softbound.verify.prose import Prose

READ = ("paragraph", "item", "note")
CONTRACTION = re.compile(
    r"\b(?:[A-Za-z]+n['’]t|(?:I|you|we|they|who)['’](?:re|ve|ll|d|m)"
    r"|(?:it|that|there|he|she|what|let|who|here)['’]s)\b(?!['’])",
    re.IGNORECASE,
)
ASIDE = r"(?P<bracket>[()])|(?P<dash>—|---|(?<=\s)(?:–|--)(?=\s))"
"""What opens and closes an aside."""


def check(text: Prose, at: Callable[[int], Place], manual: Manual) -> Iterator[Problem]:
    """Latin abbreviations outside brackets; a note a file about contractions."""
    yield from _latin(text, at, manual)
    left_alone = re.compile(rf"(?:{either(manual.left_alone)})\b", re.IGNORECASE)
    contracted: dict[str, list[tuple[Place, str]]] = {}
    for sentence in text.sentences:
        if sentence.kind not in READ:
            continue
        for found in CONTRACTION.finditer(sentence.text):
            if not left_alone.match(sentence.text, found.start()):
                place = at(sentence.start + found.start())
                contracted.setdefault(place.file, []).append((place, found[0]))
    for found_here in contracted.values():
        yield _contractions(found_here)


def _latin(text: Prose, at: Callable[[int], Place], manual: Manual) -> Iterator[Problem]:
    """Abbreviations that stand neither in brackets nor between dashes."""
    latin = {key.rstrip("."): words for key, words in manual.latin.items()}
    signs = re.compile(rf"{ASIDE}|(?<![\w.])(?P<name>{either(latin)})(?!\w)", re.IGNORECASE)
    passage, brackets = None, 0
    for sentence in text.sentences:
        if sentence.kind not in READ:
            continue
        if sentence.passage != passage:
            passage, brackets = sentence.passage, 0
        dashes = 0
        for found in signs.finditer(sentence.text):
            if found["bracket"]:
                brackets = brackets + 1 if found[0] == "(" else max(0, brackets - 1)
            elif found["dash"]:
                dashes += 1
            elif not brackets and dashes % 2 == 0:
                yield problem(
                    "latin-abbreviation-is-in-brackets",
                    at(sentence.start + found.start()),
                    f'"{found["name"]}." stands outside brackets.',
                    f"Write {latin[found['name'].lower()]}, or put it into brackets.",
                )


def _contractions(found: list[tuple[Place, str]]) -> Problem:
    place, first = found[0]
    others = len(found) - 1
    more = f" This file has {others} more." if others else ""
    return problem(
        "words-are-written-out",
        place,
        f'"{first}" is a contraction.{more}',
        "Write it out, unless the tone of the text asks for it.",
    )
