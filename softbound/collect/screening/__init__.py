"""Screening decisions: ``screening.csv``, and the exports of Rayyan and Covidence.

Rows say what was written where; :func:`decisions` says what they mean for the records of the
search. In between, duplicates are found: a decision about one of them holds for all.
"""

from __future__ import annotations

from softbound.collect.screening.csv_file import read_csv
from softbound.collect.screening.meaning import (
    decisions,
    resolver,
    undecided,
    unfinished,
)
from softbound.collect.screening.rows import Row, limited
from softbound.collect.screening.tools import from_covidence, from_rayyan

__all__ = [
    "Row",
    "decisions",
    "from_covidence",
    "from_rayyan",
    "limited",
    "read_csv",
    "resolver",
    "undecided",
    "unfinished",
]
