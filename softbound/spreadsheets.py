"""Rows → CSV that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
MARK = "\ufeff"
"""By which Excel knows that a file is UTF-8."""


def text(rows: Iterable[Iterable[object]]) -> str:
    """Rows, the header first → CSV.

    :param rows: of texts, numbers, None (an empty cell) or tuples, whose parts are joined by
        semicolons.
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return MARK + out.getvalue()


def _cell(value: object) -> str:
    """In one line; what looks like a formula is made text."""
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    shown = "" if value is None else " ".join(str(value).split())
    return f"'{shown}" if shown.startswith(FORMULA) else shown
