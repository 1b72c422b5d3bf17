"""Decisions about duplicates → a table that an author can read in a spreadsheet, and overrule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from softbound import spreadsheets
from softbound.model.duplicates import Duplicates
from softbound.model.records import Record

COLUMNS = (
    "group", "decision", "record", "same as", "reason",
    "title", "authors", "year", "journal", "volume", "pages", "doi", "file", "line",
)  # fmt: skip
FIELDS = ("title", "authors", "year", "container", "volume", "pages", "doi", "file", "line")
"""Of a record, for the columns from ``title`` on."""


def report(duplicates: Duplicates, records: Sequence[Record]) -> str:
    """A row for each record that was merged with others, then two for each pair that looks alike.

    :return: CSV, in the order of ids; ``group`` is the id of the record that is kept, or
        ``possible 1``, ``possible 2`` … for pairs that were not merged.
    """
    by_id = {record.id: record for record in records}
    return spreadsheets.text([COLUMNS, *_merged(duplicates, by_id), *_possible(duplicates, by_id)])


def _merged(duplicates: Duplicates, records: Mapping[str, Record]) -> Iterator[list[object]]:
    for group in duplicates.groups:
        if len(group.members) > 1:
            for member in group.members:
                decision = "kept" if member.record == group.kept else "duplicate"
                told = [group.kept, decision, member.record, member.like, member.reason]
                yield [*told, *_shown(records[member.record])]


def _possible(duplicates: Duplicates, records: Mapping[str, Record]) -> Iterator[list[object]]:
    for number, pair in enumerate(duplicates.alike, 1):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            told = [f"possible {number}", "not merged", one, other, pair.reason]
            yield [*told, *_shown(records[one])]


def _shown(record: Record) -> list[object]:
    return [getattr(record, name) for name in FIELDS]
