"""CSV of Covidence, of Rayyan and of anybody else → records: which column says what."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice

from softbound.collect.records import kinds, values
from softbound.collect.records.columns import COLUMNS
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

_IDENTITY = {"title", "doi", "pmid"}
_COVIDENCE = {"covidence", "study"}
_RAYYAN = {"key", "notes", "title"}
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Header:
    """The first line of a table."""

    names: tuple[str, ...]
    """In small letters without marks."""
    delimiter: str
    line: int

    @property
    def form(self) -> str:
        """Whose table it is."""
        names = set(self.names)
        if names >= _COVIDENCE:
            return "Covidence CSV"
        rayyan = names >= _RAYYAN and names & {"pubmedid", "location"}
        return "Rayyan CSV" if rayyan else "CSV"


def header(start: str, within: int = 1) -> Header | None:
    """The header of a table, given its first lines; None where there is none that we know.

    :param within: how many lines are looked at that are not blank. One is enough but for Embase,
        which writes the search before it.
    """
    seen = 0
    for number, line in enumerate(start.split("\n"), 1):
        if not line.strip() or re.fullmatch(r"(?i)\s*\"?sep=.\"?\s*", line):
            continue
        if seen == within:
            break
        seen += 1
        found = [
            Header(tuple(map(plain_name, cells)), delimiter, number)
            for delimiter in DELIMITERS
            if (cells := next(csv.reader([line], delimiter=delimiter), []))
        ]
        best = max(found, key=lambda h: len(_parts(h)), default=None)
        parts = _parts(best) if best else {}
        if best and len(parts) >= (2 if seen == 1 else 4) and parts.keys() & _IDENTITY:
            return best
    return None


def plain_name(name: str) -> str:
    """A column's name in small letters without marks and spaces."""
    return re.sub(r"[^\w]|_", "", name).lower()


def _parts(header: Header) -> dict[str, list[int]]:
    """A record's part → the columns that hold it, the better ones first."""
    found: dict[str, list[int]] = {}
    for part, names in COLUMNS.items():
        places = [i for name in names for i, has in enumerate(header.names) if has == name]
        if places:
            found[part] = places
    return found


@dataclass(frozen=True)
class Row:
    """A line of a table, which may go over several lines of the file."""

    line: int
    cells: Sequence[str]
    lines: int
    """How many lines of the file it takes."""


def read(content: bytes, file: str, header: Header) -> tuple[list[Record], list[Problem]]:
    """A table's UTF-8 bytes → records in order, and what may be lost."""
    # a line at a time: one long text may need four bytes a letter
    lines = [
        line.removesuffix("\n") for line in TextIOWrapper(BytesIO(content), "utf-8", newline="\n")
    ]
    found, broken = rows(lines, header)
    records, problems = [], [_broken(line, why, file) for line, why in broken]
    columns = _parts(header)
    width = len(header.names)
    for row in found:
        records.append(_record(row, columns, header.form, file))
        extra = any(cell.strip() for cell in row.cells[width:])
        if extra or (len(row.cells) < width and row.lines > 1):
            problems.append(_shifted(row, width, file))
        elif row.lines > 1 and _swallows(row, width, header.delimiter, columns):
            problems.append(_swallowed(row, file))
    counted = _recounted(content, header)
    if counted != len(records) and not broken:
        problems.append(_miscounted(len(records), counted, header.line, file))
    return records, problems


def rows(lines: Sequence[str], header: Header) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows after the header; and the lines of rows whose quotation marks do not match.

    Such a row is read by itself, its first line alone, and reading goes on with the next line:
    otherwise a forgotten mark would take the rest of the file into one cell.
    """
    csv.field_size_limit(1 << 30)
    found: list[Row] = []
    broken: list[tuple[int, str]] = []
    at = header.line
    while at < len(lines):
        try:
            for row in _strictly(lines, at, header.delimiter):
                found.append(row)
                at = row.line + row.lines - 1
            break
        except csv.Error as error:
            while at < len(lines) and not lines[at].strip():
                at += 1
            alone = next(csv.reader([lines[at]], delimiter=header.delimiter), [])
            broken.append((at + 1, str(error)))
            found.append(Row(at + 1, alone, 1))
            at += 1
    return [row for row in found if any(cell.strip() for cell in row.cells)], broken


def _strictly(lines: Sequence[str], at: int, delimiter: str) -> Iterator[Row]:
    # an editor's file ends with a line end, so the last of these lines is no line
    reader = csv.reader(
        (f"{line}\n" for line in islice(lines, at, None)), delimiter=delimiter, strict=True
    )
    before = 0
    for cells in reader:
        yield Row(at + before + 1, cells, reader.line_num - before)
        before = reader.line_num


def _recounted(content: bytes, header: Header) -> int:
    """How many rows there are by another route: what stands in quotation marks is taken out, and
    the lines that are left are counted."""
    mark = re.escape(header.delimiter.encode())
    quoted = re.compile(rb"(?m)(?:^|(?<=" + mark + rb'))"(?:[^"]|"")*+"(?=' + mark + rb"|$)")
    bare = quoted.sub(lambda found: b"x" if found[0].strip(b'"\n ') else b"", content)
    empty = header.delimiter.encode() + b" \t"
    lines = sum(1 for line in bare.split(b"\n") if line.strip(empty))
    return lines - sum(1 for line in bare.split(b"\n")[: header.line] if line.strip(empty))


def _broken(line: int, why: str, file: str) -> Problem:
    what = "is not closed" if "end of data" in why else "stands in the middle of a cell"
    return problem(
        "records-file-gives-all-its-records",
        Place(file, line),
        f"A quotation mark in this row {what}; only the row's first line was read.",
        "Export the file again, or double the quotation marks within the cell.",
    )


def _shifted(row: Row, width: int, file: str) -> Problem:
    over = f" and takes {row.lines} lines of the file" if row.lines > 1 else ""
    return problem(
        "records-file-gives-all-its-records",
        Place(file, row.line),
        f"The row has {len(row.cells)} cells{over}, but the header has {width} columns.",
        "A quotation mark or a separator is missing or too much in it; look whether its cells stand "
        "in the right columns and whether the next row is still there.",
    )


def _swallows(row: Row, width: int, delimiter: str, columns: Mapping[str, list[int]]) -> bool:
    """Whether a cell, but for those of long texts, holds as many separators as the rows in it
    would have, if a quotation mark too much at its beginning had taken them in."""
    long = {place for part in ("abstract", "notes") for place in columns.get(part, ())}
    return width > 1 and any(
        (breaks := cell.count("\n")) and cell.count(delimiter) >= breaks * (width - 1)
        for place, cell in enumerate(row.cells)
        if place not in long
    )


def _swallowed(row: Row, file: str) -> Problem:
    return problem(
        "records-file-gives-all-its-records",
        Place(file, row.line),
        f"A cell of this row goes over {row.lines} lines and seems to hold the next row.",
        "Take out the quotation mark at its beginning, or double it, and the one that ends it.",
    )


def _miscounted(found: int, counted: int, line: int, file: str) -> Problem:
    return problem(
        "records-file-gives-all-its-records",
        Place(file, line),
        f"{found} rows were read, but {counted} are counted when quotation marks are left out.",
        "A quotation mark is missing or too much somewhere; export the file again.",
    )


def _record(row: Row, columns: Mapping[str, list[int]], form: str, file: str) -> Record:
    def cell(part: str) -> str:
        return next(iter(cells(part)), "")

    def cells(part: str) -> list[str]:
        return [
            row.cells[i]
            for i in columns.get(part, ())
            if i < len(row.cells) and row.cells[i].strip()
        ]

    notes = values.of_tool(*cells("notes")) if form != "Covidence CSV" else cell("notes").strip()
    if form == "Covidence CSV" and cell("tags"):
        notes = f"{notes}\nTags: {cell('tags').strip()}".strip()
    return Record(
        id="",
        source="",
        file=file,
        line=row.line,
        kind=kinds.of(*cells("kind")),
        title=values.text(cell("title")),
        authors=max(map(values.authors_in, cells("authors")), key=len, default=()),
        year=values.year(*cells("year")),
        container=values.text(cell("container")),
        volume=values.number(cell("volume")),
        issue=values.number(cell("issue")),
        pages=values.pages(cell("pages")) or values.pages(cell("first_page"), cell("last_page")),
        doi=values.doi(cell("doi")) or values.doi_within(*cells("url")),
        pmid=values.pmid(cell("pmid")) or values.pmid_within(*cells("url"), *cells("accession")),
        accession=values.text(cell("accession")),
        isbn=values.text(cell("isbn")),
        abstract=values.text(cell("abstract")),
        notes=notes,
    )
