"""How the words went on: from day to day, since the last build, since a git tag."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from softbound.derive.words.parts import counted
from softbound.problems import Place, Problem, problem

FILE = "word-counts.csv"
"""In the thesis's folder, since all in build/ can be made again but this."""
HEAD = ("date", "part", "words")
WHOLE = "whole"
"""The row of the whole thesis."""
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
"""How spreadsheets write a date when they save the file."""


@dataclass(frozen=True, order=True)
class Kept:
    """The words of a part on a day, as the day's last build counted them."""

    day: date
    part: str
    words: int


def read(text: str) -> tuple[list[Kept], list[Problem]]:
    """word-counts.csv → its rows; and a problem where one is not understood."""
    lines = text.lstrip("\ufeff").splitlines()
    sign = ";" if lines and ";" in lines[0] else ","
    rows: list[Kept] = []
    for number, row in enumerate(csv.reader(lines, delimiter=sign), start=1):
        if not any(row) or (number == 1 and tuple(row[:3]) == HEAD):
            continue
        kept = _row(row)
        if kept is None:
            told = f"The line is no date, part and number of words: {sign.join(row)[:60]}"
            hint = "Mend it; until then the file is left as it is, and nothing new is kept."
            return [], [problem("word-history-is-readable", Place(FILE, number), told, hint)]
        rows.append(kept)
    return rows, []


def _row(row: Sequence[str]) -> Kept | None:
    if (
        len(row) < 3
        or not row[1].strip()
        or not row[2].strip().isascii()
        or not row[2].strip().isdigit()
    ):
        return None
    day = row[0].strip()
    british = BRITISH.fullmatch(day)
    try:
        when = (
            date(int(british[3]), int(british[2]), int(british[1]))
            if british
            else date.fromisoformat(day)
        )
    except ValueError:
        return None
    return Kept(when, row[1].strip(), int(row[2]))


def with_today(rows: Iterable[Kept], report: Mapping[str, Any], today: date) -> list[Kept]:
    """The rows with those of today, which take the place of an earlier build's of the same day.

    :param report: words.json's content.
    """
    new = {
        part["unit"]: part["counted"] for part in report["parts"] if part["unit"] != "front-matter"
    }
    new[WHOLE] = report["whole"]["counted"]
    kept = {(row.day, row.part): row for row in rows if row.day != today or row.part not in new}
    kept |= {(today, part): Kept(today, part, words) for part, words in new.items()}
    # In the order of the thesis within a day.
    order = {part: index for index, part in enumerate(new)}
    return sorted(kept.values(), key=lambda r: (r.day, order.get(r.part, len(order)), r.part))


def table(rows: Iterable[Kept]) -> list[tuple[object, ...]]:
    """The rows as word-counts.csv has them, its head first."""
    return [HEAD, *((row.day.isoformat(), row.part, row.words) for row in rows)]


def to_json(rows: Iterable[Kept]) -> list[dict[str, Any]]:
    """A line a day, as words.json has them."""
    days: dict[date, dict[str, Any]] = {}
    for row in rows:
        day = days.setdefault(row.day, {"date": row.day.isoformat(), "whole": None, "parts": {}})
        if row.part == WHOLE:
            day["whole"] = row.words
        else:
            day["parts"][row.part] = row.words
    return [days[day] for day in sorted(days)]


def change(
    report: Mapping[str, Any], before: Mapping[str, Mapping[str, int]], since: Mapping[str, str]
) -> dict[str, Any]:
    """How much more or less there is of each part than there was.

    :param before: part → class → words, ``whole`` for the whole; what is counted is what is counted
        now.
    :param since: what words.json says of that time.
    """
    parts = {
        part["unit"]: part["counted"]
        - counted(before.get(part["unit"], {}), part["classes_counted"])
        for part in report["parts"]
    }
    whole = report["whole"]
    were = counted(before.get(WHOLE, {}), whole["classes_counted"])
    return {"since": dict(since), "parts": parts, "whole": whole["counted"] - were}


def counts_in(report: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """A report's counts: part → class → words, as :func:`change` takes them."""
    found = {part["unit"]: part["counts"] for part in report["parts"]}
    return {**found, WHOLE: report["whole"]["counts"]}
