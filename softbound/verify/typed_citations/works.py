"""The works of a bibliography by the names and years under which a text cites them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import Any

SMALL = re.compile(r"[^\W_]+")
NEAR = 0.8
"""How alike two names are that may be one, misspelt."""
LONG = 4
"""Shorter names are too alike by chance."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name without case, accents, hyphens and apostrophes: Rønnestad, O’Brien → ronnestad, obrien."""
    name = name.casefold().translate(FOLDED)
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if sign.isalnum() and not unicodedata.combining(sign))


FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})


class Level(IntEnum):
    """How well typed names and a year fit a work."""

    YEAR_DIFFERS = 1
    NAMES_DIFFER = 2
    RIGHT = 3


@dataclass(frozen=True)
class Work:
    """A work as it is cited."""

    key: str
    names: tuple[str, ...]
    """As the style shows them."""
    forms: tuple[frozenset[str], ...]
    """How each may be called, folded."""
    groups: frozenset[int]
    """Which of them are no persons."""
    years: tuple[str, ...]

    @property
    def initials(self) -> str:
        """Of a group's name: what an acronym is made of."""
        return "".join(word[0] for word in SMALL.findall(self.names[0])).casefold()


@dataclass(frozen=True)
class Found:
    """Works that typed names and a year fit, all equally well."""

    level: Level
    works: tuple[Work, ...]
    alone: bool
    """Whether no other work of that year begins with the same author: names tell such works apart."""


class Works:
    """All works of the bibliographies."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """
        :param rows: what ``collect.bibliography.names`` gave.
        """
        self.by_key: dict[str, Work] = {}
        self._first: dict[str, list[Work]] = {}
        for row in rows:
            work = Work(
                row["key"],
                tuple(forms[0] for forms in row["names"] if forms),
                tuple(frozenset(fold(form) for form in forms) for forms in row["names"] if forms),
                frozenset(row["groups"]),
                tuple(row["years"]),
            )
            for key in (work.key, *row["aliases"]):
                self.by_key.setdefault(key, work)
            if work.names:
                for form in work.forms[0]:
                    self._first.setdefault(form, []).append(work)

    @cached_property
    def _bodies(self) -> list[Work]:
        return [work for work in self.by_key.values() if 0 in work.groups]

    @cached_property
    def _of_year(self) -> Mapping[str, list[Work]]:
        years: dict[str, list[Work]] = {}
        for work in dict.fromkeys(self.by_key.values()):
            for year in work.years:
                years.setdefault(year, []).append(work)
        return years

    def find(self, names: Sequence[str], whole: str, et_al: bool, year: str) -> Found | None:
        """The works that best fit names and a year.

        :param names: parted at "and", "&" and commas, without "et al.".
        :param whole: the same unparted, as a group may be called.
        """
        plain = year if year[-1:].isdigit() or not year[:1].isdigit() else year[:-1]
        best: dict[Level, list[Work]] = {}
        for work, right in self._fitting(names, whole, et_al):
            same = plain in work.years or ("/" in plain and set(plain.split("/")) & set(work.years))
            if same:
                best.setdefault(Level.RIGHT if right else Level.NAMES_DIFFER, []).append(work)
            elif right:
                best.setdefault(Level.YEAR_DIFFERS, []).append(work)
        if not best:
            return None
        level = max(best)
        alone = level is Level.RIGHT and sum(map(len, best.values())) == len(best[level]) == 1
        return Found(level, tuple(dict.fromkeys(best[level])), alone)

    def _fitting(
        self, names: Sequence[str], whole: str, et_al: bool
    ) -> Iterator[tuple[Work, bool]]:
        """Works whose first author is named, and whether all that is named is right."""
        folded = [fold(name) for name in names]
        for work in self._first.get(folded[0], ()):
            named = all(a in b for a, b in zip(folded, work.forms, strict=False))
            count = len(work.names)
            fits = len(folded) < count if et_al else len(folded) == count
            yield work, named and fits
        body = fold(whole.removeprefix("the ").removeprefix("The "))
        if body != folded[0]:
            yield from ((work, True) for work in self._first.get(body, ()) if 0 in work.groups)
        if whole.isupper() and whole.isalpha() and len(whole) > 1:
            for work in self._bodies:
                if _acronym(whole.casefold(), work.initials):
                    yield work, True

    def near(self, names: Sequence[str], et_al: bool, year: str) -> Work | None:
        """The work of that year whose authors are almost those."""
        plain = year[:4] if year[:1].isdigit() else year
        folded = [fold(name) for name in names]
        if len(folded[0]) < LONG:
            return None
        found = []
        for work in self._of_year.get(plain, ()):
            if work.names and (len(folded) == len(work.names) or (et_al and len(work.names) > 1)):
                likeness = [
                    max(_likeness(name, form) for form in forms)
                    for name, forms in zip(folded, work.forms, strict=False)
                ]
                if min(likeness) >= NEAR:
                    found.append((sum(likeness), work))
        return max(found, key=lambda pair: pair[0])[1] if found else None


def _likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if a[:1] != b[:1] or abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < LONG:
        return 0.0
    return difflib.SequenceMatcher(None, a, b).ratio()


def _acronym(letters: str, initials: str) -> bool:
    """Whether an acronym may stand for a body: NICE for its Institute's name."""
    if letters[:1] != initials[:1] or len(letters) > len(initials):
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)
