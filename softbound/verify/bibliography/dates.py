"""Dates that cannot be: month 13, year 20223, a year still to come, a visit before publication."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from softbound.collect.bibliography import cleaning
from softbound.problems import Place, Problem, problem
from softbound.verify.bibliography.work import Asked, Work

RULE = "bibliography-date-is-possible"
_ISO = re.compile(r"(-?\d{1,6})(?:-(\d{1,2}))?(?:-(\d{1,2}))?[~?%]?")
_SEASONS = range(21, 42)
"""Numbers that stand for seasons, quarters and the like where a month would: EDTF."""
_BIB = ("date", "year", "urldate", "origdate", "eventdate")
_CSL = ("issued", "accessed", "original-date", "event-date")


def possible(work: Work, asked: Asked) -> Iterator[Problem]:
    """What is wrong with an entry's dates, each at its line."""
    for place, name, text in _given(work):
        if what := _impossible(text, asked.year, visit=name in ("urldate", "accessed")):
            yield problem(
                RULE,
                place,
                f'The {_NAMES.get(name, "date")} of "{work.key}" is "{text}": {what}.',
                "Mend it where the entry comes from.",
            )
    month = work.entry.written.fields.get("month", ("", None))[0].strip() if work.is_bib else ""
    if re.fullmatch(r"\d+", month) and not 1 <= float(month) <= 12:
        yield problem(
            RULE,
            work.place("month"),
            f'The month of "{work.key}" is {month}, but a year has 12.',
            "Mend it where the entry comes from.",
        )
    yield from _visited(work)


_NAMES = {"accessed": "date of access", "urldate": "date of access", "year": "year"}


def _given(work: Work) -> Iterator[tuple[Place, str, str]]:
    """The dates of an entry: place, field, text."""
    if work.is_bib:
        fields = work.entry.written.fields
        for name in _BIB:
            text = cleaning.date(fields[name][0].strip("{} ")) if name in fields else ""
            for side in filter(None, text.split("/")):
                yield work.place(name), name, side
    else:
        for name in _CSL:
            if parts := work.date(name):
                yield work.place(name), name, "-".join(str(part) for part in parts)


def _impossible(text: str, this_year: int, visit: bool) -> str:
    """Why a date cannot be, as the end of a sentence; empty if it can, or is in words."""
    found = _ISO.fullmatch(text)
    if found is None or text.startswith("-"):
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if len(found[1]) > 4:
        return "a year has four digits"
    if len(found[1]) < 4 and year < 1000 and not found[2]:
        return "a year has four digits" if len(found[1]) in (1, 2, 3) else ""
    if year > this_year + (0 if visit else 1):
        return "that is still to come"
    if found[2] and not (1 <= month <= 12 or month in _SEASONS):
        return f"there is no month {month}"
    if found[3] and month <= 12 and not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        return f"that month has no day {day}"
    return ""


def _visited(work: Work) -> Iterator[Problem]:
    """A web page seen before it was there. Articles are read online up to two years before the
    volume that counts."""
    issued, seen = work.date("issued"), work.date("accessed")
    if not issued or not seen or issued[0] > 9999:
        return
    page = work.kind in ("webpage", "post", "post-weblog", "")
    early = seen[0] < issued[0] if page else seen[0] < issued[0] - 2
    if early:
        yield problem(
            RULE,
            work.at("accessed"),
            f'"{work.key}" was read in {seen[0]}, but is of {issued[0]}.',
            "One of the two dates is wrong.",
        )
