"""A passage's text → where its sentences stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from softbound.verify.prose.masks import CITATION, QUOTED, STANDS_FOR

STOP = re.compile(rf"[.!?…]+[\"”’')\]{QUOTED}]*(?=\s|$)")
NEXT = re.compile(rf"\s+[\"“‘'(\[—–-]*(?:[A-ZÀ-ÖØ-Þ0-9]|{STANDS_FOR})")
"""How a sentence goes on that is a new one."""
ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "cf",
        "vs",
        "al",
        "p",
        "pp",
        "para",
        "chap",
        "ch",
        "vol",
        "no",
        "nos",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "fig",
        "figs",
        "eq",
        "eqs",
        "exp",
        "exps",
        "tab",
        "ed",
        "eds",
        "trans",
        "approx",
        "ca",
        "c",
        "ref",
        "refs",
        "sec",
        "resp",
        "incl",
        "min",
        "max",
        "hons",
    ]
)
"""Words whose full stop ends no sentence, in small letters."""
WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+$")
HAS_WORDS = re.compile(rf"[A-Za-zÀ-ÿ]{{2}}|{STANDS_FOR}")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a passage as offsets in it, without the white space around them."""
    start = 0
    for stop in STOP.finditer(text):
        if stop.start() < start or not _ends(text, stop):
            continue
        end = stop.end()
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends its sentence: a new one begins, and it belongs to no abbreviation."""
    rest = text[stop.end() : stop.end() + 40]
    if rest.strip() and not NEXT.match(rest):
        return False
    if stop[0][0] != ".":
        return True
    if QUOTED in stop[0] and rest.lstrip()[:1] in (CITATION, "("):
        return False
    before = WORD_BEFORE.search(text[max(0, stop.start() - 20) : stop.start()])
    if before is None:
        return True
    word = before[0]
    initial = len(word) == 1 and word.isupper() and word != "I"
    return not initial and word.lower() not in ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if HAS_WORDS.search(part):
        left = len(part) - len(part.lstrip())
        yield start + left, start + len(part.rstrip())
