"""An entry of the private list → the forms in which it may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum

from softbound.collect.private_list import Listed
from softbound.verify.anonymity.levelled import letters, parts

TITLES = frozenset(
    [
        "dr",
        "doctor",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "rev",
        "sir",
        "dame",
        "lady",
        "lord",
        "nurse",
        "sister",
    ]
)
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "du",
        "la",
        "le",
        "van",
        "von",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "st",
    ]
)
"""Small words that belong to the surname behind them."""
LEAST_PART, LEAST_MISSPELT = 3, 6
"""So many letters must a part of a name have, and a word that is looked for with a mistake in it."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Kind(IntEnum):
    """How much of an entry a form is; the more, the lower the number."""

    WHOLE = 0
    """The name or a form of it."""
    INITIALS = 1
    """Initials and surname."""
    SURNAME = 2
    GIVEN = 3
    PART = 4
    """One half of a double surname."""
    MISSPELT = 5


@dataclass(frozen=True)
class Form:
    """A way in which an entry may be written."""

    listed: Listed
    kind: Kind
    row: str
    """Its letters in small ones, without what joins them."""
    cuts: frozenset[int]
    """After how many letters a new word begins."""
    written: str = ""
    """Its words with their capitals, where these matter."""
    surname: str = ""
    """The letters of the surname it holds, by which cited authors are known; empty without one."""


def forms(listed: Listed, pseudonyms: Collection[str]) -> list[Form]:
    """The forms of an entry, whole ones first.

    :param pseudonyms: letters of names that stand for people; no part of a name is looked for that
        is somebody's pseudonym.
    """
    entry = listed.entry
    found = [_form(listed, Kind.WHOLE, parts(text)) for text in (entry.name, *entry.forms)]
    if listed.kind == "people" and not entry.exact:
        found += _of_person(listed, frozenset(pseudonyms))
    unique: dict[tuple[str, str], Form] = {}
    for form in found:
        if len(form.row) >= 2:
            unique.setdefault((form.row, form.written), form)
    return list(unique.values())


def _form(listed: Listed, kind: Kind, words: list[str], surname: str = "") -> Form:
    cuts, at = set(), 0
    for word in words:
        at += len(word)
        cuts.add(at)
    row = "".join(words).lower()
    written = "".join(words) if listed.entry.case else ""
    return Form(listed, kind, row, frozenset(cuts), written, surname)


def _of_person(listed: Listed, pseudonyms: frozenset[str]) -> Iterator[Form]:
    """A person's name without middle names, turned round, with initials, and its parts."""
    words = [w for w in re.split(r"[\s,]+", listed.entry.name) if letters(w)]
    while words and letters(words[0]) in TITLES:
        words.pop(0)
    at = max(len(words) - 1, 0)
    while at > 1 and letters(words[at - 1]) in PARTICLES:
        at -= 1
    if at == 0:
        return
    given = [part for word in words[:at] for part in [parts(word)] if part]
    family = [part for word in words[at:] for part in parts(word)]
    surname = "".join(family).lower()
    first = given[0]
    flat = [part for word in given for part in word]
    yield _form(listed, Kind.WHOLE, [*flat, *family], surname)
    yield _form(listed, Kind.WHOLE, [*first, *family], surname)
    yield _form(listed, Kind.WHOLE, [*family, *first], surname)
    yield _form(listed, Kind.WHOLE, [*family, *flat], surname)
    initials = [part[0] for part in flat]
    for some in {(initials[0],), tuple(initials), (first[0], *(word[0][0] for word in given[1:]))}:
        yield _form(listed, Kind.INITIALS, [*some, *family], surname)
        yield _form(listed, Kind.INITIALS, [*family, *some], surname)
        yield _form(listed, Kind.INITIALS, ["".join(some), *family], surname)
        yield _form(listed, Kind.INITIALS, [*family, "".join(some)], surname)
    if len(surname) >= LEAST_PART:
        yield _form(listed, Kind.SURNAME, family, surname)
    called = "".join(first)
    if len(called) >= LEAST_PART and called.lower() not in pseudonyms:
        yield _form(listed, Kind.GIVEN, first)
    for part in family if len(family) > 1 else ():
        if len(part) > LEAST_PART and part.lower() not in PARTICLES | pseudonyms:
            yield _form(listed, Kind.WHOLE, [*first, part], part.lower())
            yield _form(listed, Kind.INITIALS, [initials[0], part], part.lower())
            yield _form(listed, Kind.PART, [part], part.lower())


def slips(listed: Listed, pseudonyms: Collection[str]) -> Iterator[tuple[str, Form]]:
    """Words with one letter missing, added, changed or exchanged with the next, each with the form
    of the entry in which it stands.

    Of a person it is the surname, all else is looked for as a whole. What is like a given name is
    mostly another one.
    """
    if listed.entry.exact:
        return
    own = forms(listed, pseudonyms)
    named = [form for form in own if form.kind in (Kind.SURNAME, Kind.PART)]
    for form in named or [form for form in own if form.kind is Kind.WHOLE]:
        words = _split(form)
        for index, word in enumerate(words):
            if len(word) >= LEAST_MISSPELT and word.isalpha():
                for near in _edits(word):
                    row = [*words[:index], near, *words[index + 1 :]]
                    yield near, _form(listed, Kind.MISSPELT, row)


def _split(form: Form) -> list[str]:
    ends = sorted(form.cuts)
    return [form.row[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def _edits(word: str) -> set[str]:
    """All that is one slip away from a word."""
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in halves if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    found |= {a + sign + b[1:] for a, b in halves if b for sign in _ALPHABET}
    found |= {a + sign + b for a, b in halves for sign in _ALPHABET}
    return found - {word}
