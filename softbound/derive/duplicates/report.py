"""Decisions about duplicates → a table that an author can read in a spreadsheet, and overrule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from softbound.model.duplicates import Duplicates
from softbound.model.records import Record

COLUMNS = (
    "group", "decision", "record", "same as", "reason",
    "title", "authors", "year", "journal", "volume", "pages", "doi", "file", "line",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


def report(duplicates: Duplicates, records: Sequence[Record]) -> str:
    """A row for each record that was merged with others, then two for each pair that looks alike.

    :return: CSV, in the order of ids; ``group`` is the id of the record that is kept, or
        ``possible 1``, ``possible 2`` … for pairs that were not merged.
    """
    by_id = {record.id: record for record in records}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_merged(duplicates, by_id))
    writer.writerows(_possible(duplicates, by_id))
    return text.getvalue()


def _merged(duplicates: Duplicates, records: Mapping[str, Record]) -> Iterator[list[str]]:
    for group in duplicates.groups:
        if len(group.members) > 1:
            for member in group.members:
                decision = "kept" if member.record == group.kept else "duplicate"
                told = [group.kept, decision, member.record, member.like, member.reason]
                yield [*told, *_shown(records[member.record])]


def _possible(duplicates: Duplicates, records: Mapping[str, Record]) -> Iterator[list[str]]:
    for number, pair in enumerate(duplicates.alike, 1):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            told = [f"possible {number}", "not merged", one, other, pair.reason]
            yield [*told, *_shown(records[one])]


def _shown(record: Record) -> Iterable[str]:
    values = (
        record.title,
        "; ".join(record.authors),
        "" if record.year is None else str(record.year),
        record.container,
        record.volume,
        record.pages,
        record.doi,
        record.file,
        str(record.line),
    )
    return map(_cell, values)


def _cell(value: str) -> str:
    """In one line; what looks like a formula is made text."""
    value = " ".join(value.split())
    return f"'{value}" if value.startswith(FORMULA) else value
