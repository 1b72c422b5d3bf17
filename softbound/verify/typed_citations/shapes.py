"""Prose → the citations that were typed by hand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from softbound.verify.prose import STANDS_FOR, Sentence
from softbound.verify.typed_citations import runs
from softbound.verify.typed_citations.runs import Run
from softbound.verify.typed_citations.words import Words

YEAR = (
    r"(?<![\d–/.-])(?:(?:1[5-9]|20)\d\d/)?(?:1[5-9]|20)\d\d(?:[a-h](?![^\W\d_]))?(?![\w%]|[.,:/]\d|\s?[–-]\s?\d)"
    r"|\bn\.\s?d\.(?:[-–]?[a-h]\b)?|\bin press(?:[-–]?[a-h])?\b|\bforthcoming\b"
)
YEARS = re.compile(YEAR)
BRACKETS = re.compile(r"\(([^()]*)\)")
BEGINS_WITH_YEAR = re.compile(rf"\s*(?:{YEAR})")
SAME_AUTHOR = re.compile(r"\s*(?:,|&|and|,\s*and|;)?\s*\Z")
POSSESSIVE = re.compile(r"(?<=[\w.])['’]s?\Z")
ARTICLE = re.compile(r"\bthe\s+\Z", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:\Z|[,:;.)]|(?:as )?(?:cited|quoted) (?:in|by)\b|\[|p\.|pp\.|and\b|&)")
"""What may follow the year of something that is certainly a citation."""
ENTRY = re.compile(
    r"\W*[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2},\s+[A-ZÀ-Þ]\.[^()]*\([^()]*\)\.?(?:\s|\Z)"
)
"""An entry of a reference list: it begins with a name and initials after it."""
UNPUBLISHED = re.compile(r"personal communication|unpublished|pers\.? comm", re.IGNORECASE)
SECOND_HAND = re.compile(r"(?:cited|quoted|reported|discussed) (?:in|by)\b")


@dataclass(frozen=True)
class Typed:
    """A citation that was typed by hand."""

    run: Run
    year: str
    form: Literal["brackets", "sentence"]
    start: int
    """In the source."""
    end: int
    """In the source, behind the year or the bracket that closes behind it."""
    before: str
    """What stands before the names in their brackets; in a sentence, its article."""
    after: str
    """What follows the year up to the next semicolon or the bracket: a page."""
    possessive: bool
    plain: bool
    """Whether nothing around it speaks against its being a citation."""
    second_hand: bool
    """Whether it is named as another work cites it, and so is in no reference list."""


@dataclass(frozen=True)
class Group:
    """What was typed in one pair of brackets, or as part of a sentence."""

    start: int
    """In the source."""
    text: str
    """As it was typed, in one line."""
    members: tuple[Typed, ...]
    parted: bool
    """Whether semicolons part the members."""
    whole: bool
    """Whether nothing else stands between the semicolons."""


def groups(sentence: Sentence, source: str, words: Words) -> Iterator[Group]:
    """The citations of a sentence that were typed by hand."""
    text = sentence.text
    if "(" not in text or ENTRY.match(text):
        return
    for brackets in BRACKETS.finditer(text):
        inner = brackets[1]
        if not YEARS.search(inner) or UNPUBLISHED.search(inner):
            continue
        start = sentence.start + brackets.start()
        end = sentence.start + brackets.end()
        members: list[Typed] = []
        if BEGINS_WITH_YEAR.match(inner):
            members += _in_sentence(text, brackets, words, sentence.start)
            if members:
                start = members[0].start
        parted = whole = True
        offset = brackets.start(1)
        for part in inner.split(";"):
            if offset > brackets.start(1) or not BEGINS_WITH_YEAR.match(inner):
                found = list(_in_brackets(text, offset, offset + len(part), words, sentence.start))
                parted = parted and len({member.run for member in found}) <= 1
                members += found
                whole = whole and bool(found)
            offset += len(part) + 1
        if members:
            yield Group(start, " ".join(source[start:end].split()), tuple(members), parted, whole)


def _in_sentence(text: str, brackets: re.Match[str], words: Words, shift: int) -> Iterator[Typed]:
    """Smith and Jones (2010): names in the sentence, the year in brackets."""
    end = len(text[: brackets.start()].rstrip())
    owner = POSSESSIVE.search(text, max(0, end - 2), end)
    run = runs.before(text, owner.start() if owner else end, words, listed=False)
    if run is None:
        return
    part = brackets[1].split(";")[0]
    years = _years(part)
    if not years or text[run.end : brackets.start()].strip(" \n'’s"):
        return
    after = part[years[-1].end() :]
    led = "the" if ARTICLE.search(text[: run.start]) else ""
    for year in years:
        yield Typed(
            run, year[0], "sentence", shift + run.start, shift + brackets.end(), led, after,
            bool(owner), bool(AFTER.match(after)), second_hand=bool(SECOND_HAND.search(after)),
        )  # fmt: skip


def _in_brackets(text: str, start: int, end: int, words: Words, shift: int) -> Iterator[Typed]:
    """Smith & Jones, 2010: names and year, between semicolons or brackets."""
    part = text[start:end]
    edge, run, led = 0, None, ""
    years = list(YEARS.finditer(part))
    for number, year in enumerate(years):
        between = part[edge : year.start()]
        if not (run and number and SAME_AUTHOR.match(between)):
            chunk = part[: year.start()]
            run = runs.before(" " * edge + chunk[edge:], len(chunk), words, listed=True)
            led = part[edge : run.start] if run else ""
        if run is None:
            edge = year.end()
            continue
        following = years[number + 1].start() if number + 1 < len(years) else len(part)
        after = part[year.end() : following]
        plain = (
            bool(words.before.match(led.lstrip(" ,&").removeprefix("and ")))
            and bool(AFTER.match(after))
            and not re.search(STANDS_FOR, part[run.start : year.start()])
            and not part[max(edge, run.end) : year.start()].strip(" \n,.:'’s")
        )
        yield Typed(
            run, year[0], "brackets", shift + start + run.start, shift + start + year.end(),
            led.strip(), after if number + 1 == len(years) else "", possessive=False, plain=plain,
            second_hand=bool(SECOND_HAND.search(part[year.end() :])),
        )  # fmt: skip
        edge = year.end()


def _years(part: str) -> list[re.Match[str]]:
    """The years at the beginning of brackets: 2010, 2012a."""
    found: list[re.Match[str]] = []
    edge = 0
    for year in YEARS.finditer(part):
        if not SAME_AUTHOR.match(part[edge : year.start()]):
            break
        found.append(year)
        edge = year.end()
    return found
