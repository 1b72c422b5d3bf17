"""Tables of codings and codebooks, as CSV or Excel → what is coded.

Known by their columns: QualCoder's report of codes, Taguette's highlights and codebook, MAXQDA's
coded segments, ATLAS.ti's quotations, and any table with a column for the words and one for the
code.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from softbound.collect.qda.base import Gathered, Unusable
from softbound.collect.qda.texts import decoded, line, plain
from softbound.collect.records import tables as of_records
from softbound.model.coded import Code, Coding, Note, Source
from softbound.problems import Place

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "words": (
        "content",
        "coded",
        "codedtext",
        "segment",
        "codedsegment",
        "quotationcontent",
        "quotation",
        "excerpt",
        "seltext",
        "text",
    ),
    "code": ("tag", "codename", "code", "codes", "path"),
    "source": ("filename", "file", "documentname", "document", "source", "sourcename", "case"),
    "id": ("id",),
    "coder": ("coder", "owner", "createdby", "creator"),
    "comment": ("codedmemo", "comment", "memo"),
    "description": ("description",),
    "category": ("category",),
}
"""What a column holds → how it may be called, without capitals, spaces and marks; the better
names first."""
_SEVERAL = re.compile(r"\s*[\n;]\s*")
"""What stands between several codes in one cell."""
_MEDIA = frozenset({"image", "a/v"})
"""What QualCoder writes instead of words where it has none."""
_HEADER_WITHIN = 8


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table that has the columns which codings or a codebook need."""

    columns: Mapping[str, tuple[int, ...]]
    """What it holds → where, counted from 0."""
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    broken: tuple[tuple[int, str], ...] = ()
    """Lines that could not be taken apart, and why."""


def _columns(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for part, known in COLUMNS.items():
        best = next((name for name in known if name in names), None)
        if best is not None:
            found[part] = tuple(i for i, name in enumerate(names) if name == best)
    return found


def _is_useful(columns: Mapping[str, tuple[int, ...]], names: Sequence[str]) -> bool:
    codebook = "code" in columns and ("description" in columns or "numberofhighlights" in names)
    return ("words" in columns and "code" in columns) or codebook


def from_csv(content: bytes) -> tuple[Table, str] | None:
    """Bytes → the table, and the encoding if it was guessed; None where it is none that we know."""
    text = decoded(content)
    lines = io.StringIO(text.text, newline=None).read().split("\n")
    for at, first in enumerate(lines[:_HEADER_WITHIN], 1):
        for delimiter in (",", ";", "\t"):
            try:
                cells = next(csv.reader([first], delimiter=delimiter), [])
            except csv.Error:
                continue
            names = tuple(map(of_records.plain_name, cells))
            if _is_useful(_columns(names), names):
                found, broken = of_records.rows(lines, of_records.Header(names, delimiter, at))
                table = Table(
                    _columns(names),
                    names,
                    tuple(Row(row.line, row.cells) for row in found),
                    tuple(broken),
                )
                return table, text.guessed
    return None


def missing() -> bool:
    """Whether what reads workbooks is not installed."""
    return importlib.util.find_spec("openpyxl") is None


def from_workbook(content: bytes, file: str) -> Table | None:
    """An Excel workbook's bytes → the first of its sheets that is a table that we know.

    :raises Unusable: where the workbook is damaged.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            if (table := _of_sheet(sheet)) is not None:
                return table
    except Exception as error:  # whatever openpyxl meets in a damaged file
        raise Unusable(
            Place(file),
            f"The workbook cannot be read: {type(error).__name__}: {error}.",
            "Open it in Excel and save it again, or export as CSV.",
        ) from None
    return None


def _of_sheet(sheet: Any) -> Table | None:
    given = enumerate(sheet.iter_rows(values_only=True), 1)
    for at, values in given:
        names = tuple(of_records.plain_name(_cell(value)) for value in values)
        if _is_useful(_columns(names), names):
            rest = tuple(Row(at, [_cell(v) for v in values]) for at, values in given)
            return Table(_columns(names), names, rest)
        if at >= _HEADER_WITHIN:
            break
    return None


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def read(table: Table, found: Gathered) -> None:
    """A table → everything in it, carried over or counted."""
    for at, _ in table.broken:
        found.wrong(
            "import-is-whole",
            Place(found.file, at),
            "A quotation mark in this row is not closed; only the row's first line was read.",
            "Mend it in a text editor, or export the table again.",
        )
    if "words" in table.columns:
        _codings(table, found)
    else:
        _codebook(table, found)
    known = {i for places in table.columns.values() for i in places}
    variables = [name for i, name in enumerate(table.names) if name and i not in known]
    for name in variables:
        if name.startswith(("filevar", "casevar")):
            found.lose(
                "attributes",
                "They may tell who somebody is. Write what may be shown into participants.yaml, "
                "in bands.",
                name=name,
            )


def _codebook(table: Table, found: Gathered) -> None:
    for row in _filled(table):
        at = Place(found.file, row.line)
        name = line(_value(row, table, "code"))
        if not name:
            found.wrong("imported-code-has-name", at, "The code has no name.", "Give it one.")
        key = f"{name}-{row.line}"
        found.codes.append(
            Code(key, name, at, description=plain(_value(row, table, "description")))
        )


def _codings(table: Table, found: Gathered) -> None:
    codes: dict[tuple[str, ...], Code] = {}
    sources: dict[str, Source] = {}
    for row in _filled(table):
        at = Place(found.file, row.line)
        names = _codes_of(row, table)
        source = line(_value(row, table, "source")) or "text"
        words = plain(_value(row, table, "words"))
        if not names:
            found.lose("passages without a code", "They carry no code.", name=source, place=at)
            continue
        if not words:
            found.lose(
                "empty selections", "They have no words.", codings=len(names), name=source, place=at
            )
            continue
        if words in _MEDIA and _value(row, table, "id").startswith(("imid", "avid")):
            found.lose(
                "areas of pictures and parts of recordings",
                "They are no words of a transcript.",
                codings=len(names),
                name=source,
                place=at,
            )
            continue
        above = _categories(row, table)
        sources.setdefault(source, Source(source, source, at))
        for name in names:
            for depth in range(1, len(above) + 2):
                path = (*above, name)[:depth]
                if path not in codes:
                    parent = codes[path[:-1]].id if depth > 1 else None
                    codes[path] = Code(repr(path), path[-1], at, parent)
            key = codes[(*above, name)].id
            passage = _passage(row, table, words)
            found.codings.append(
                Coding(source, passage, key, words, at, None, line(_value(row, table, "coder")))
            )
            comment = plain(_value(row, table, "comment"))
            if comment:
                found.notes.append(Note(comment, at, "", "", (key,), source, passage))
    found.sources += sources.values()
    found.codes += _in_order(codes)


def _in_order(codes: Mapping[tuple[str, ...], Code]) -> list[Code]:
    return [codes[path] for path in sorted(codes, key=lambda path: [p.casefold() for p in path])]


def _codes_of(row: Row, table: Table) -> list[str]:
    """The codes of a row; ATLAS.ti lists several in one cell, QualCoder and Taguette one."""
    cell = _value(row, table, "code")
    several = table.names[table.columns["code"][0]] == "codes"
    return [name for part in (_SEVERAL.split(cell) if several else [cell]) if (name := line(part))]


def _categories(row: Row, table: Table) -> tuple[str, ...]:
    """The categories above a code, the outermost first; QualCoder lists the nearest first."""
    cells = [line(row.cells[i]) for i in table.columns.get("category", ()) if i < len(row.cells)]
    return tuple(name for name in reversed(cells) if name)


def _passage(row: Row, table: Table, words: str) -> str:
    """One passage with several codes has one number at Taguette; elsewhere it has one text."""
    number = _value(row, table, "id").strip()
    tagged = table.names[table.columns["code"][0]] == "tag"
    return f"#{number}" if number and tagged else " ".join(words.split())


def _value(row: Row, table: Table, part: str) -> str:
    places = table.columns.get(part, ())
    return row.cells[places[0]] if places and places[0] < len(row.cells) else ""


def _filled(table: Table) -> Iterator[Row]:
    return (row for row in table.rows if any(cell.strip() for cell in row.cells))
