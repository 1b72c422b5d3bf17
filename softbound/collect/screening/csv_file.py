"""``screening.csv`` → rows."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping, Sequence

from softbound.collect.records import tables
from softbound.collect.screening.rows import STAGES, VERDICTS, Row, Rows
from softbound.problems import Place, Problem, nearest, problem

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "record": ("record", "recordid", "id", "doi", "pmid"),
    "stage": ("stage", "screeningstage"),
    "decision": ("decision", "verdict"),
    "reason": ("reason", "exclusionreason", "reasonforexclusion"),
    "report": ("report", "reportid"),
    "study": ("study", "studyid"),
}
"""The columns of screening.csv, and other names by which they are known."""
_LONGEST_HEADER = 10_000
REQUIRED = ("record", "stage", "decision")


def read_csv(text: str, file: str) -> tuple[Rows, list[Problem]]:
    """``screening.csv`` → its rows, and what cannot be understood.

    :param text: with a header; separated by commas, semicolons or tabs.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = _header(lines)
    if header is None:
        return (), [_file_problem(file, 1, "The file is empty.")]
    columns, problems = _columns(header, lines[header.line - 1], file)
    if not set(columns).issuperset(REQUIRED):
        return (), problems
    found, broken = tables.rows(lines, header)
    problems += [
        _file_problem(file, line, "A quotation mark in this row has no partner.")
        for line, _ in broken
    ]
    rows = []
    for row in found:
        cells = {name: _cell(row, index) for name, index in columns.items()}
        made, wrong = _row(cells, Place(file, row.line))
        problems += wrong
        if made:
            rows.append(made)
    return tuple(rows), problems


def _header(lines: Sequence[str]) -> tables.Header | None:
    for number, line in enumerate(lines, 1):
        if line.strip() and not re.fullmatch(r"(?i)\s*\"?sep=.\"?\s*", line):
            start = line[:_LONGEST_HEADER]
            delimiter = max(tables.DELIMITERS, key=start.count)
            cells = next(csv.reader([start], delimiter=delimiter), [])
            return tables.Header(tuple(map(tables.plain_name, cells)), delimiter, number)
    return None


def _columns(header: tables.Header, line: str, file: str) -> tuple[dict[str, int], list[Problem]]:
    """A column → its place; and missing or misspelt columns."""
    columns: dict[str, int] = {}
    for name, known in COLUMNS.items():
        places = [header.names.index(alias) for alias in known if alias in header.names]
        if places:
            columns[name] = places[0]
    problems = []
    unknown = [n for i, n in enumerate(header.names) if n and i not in columns.values()]
    for name in COLUMNS:
        if name in columns:
            continue
        meant = difflib.get_close_matches(name, unknown, n=1)
        if name in REQUIRED or meant:
            what = f'The column "{name}" is missing.'
            hint = (
                f'Is "{meant[0]}" meant? Write "{name}" in the first line.'
                if meant
                else f"The first line must be: {','.join(COLUMNS)}. It is: {line.strip()[:80]}"
            )
            problems.append(_file_problem(file, header.line, what, hint))
    return columns, problems


def _file_problem(file: str, line: int, what: str, hint: str = "") -> Problem:
    return problem("screening-file-is-read", Place(file, line), what, hint)


def _cell(row: tables.Row, index: int) -> str:
    return " ".join(row.cells[index].split()) if index < len(row.cells) else ""


def _row(cells: Mapping[str, str], place: Place) -> tuple[Row | None, list[Problem]]:
    stage = STAGES.get(tables.plain_name(cells["stage"]))
    verdict = VERDICTS.get(tables.plain_name(cells["decision"]))
    if _is_open(cells):
        return None, []
    problems = []
    if not cells["record"]:
        problems.append(
            problem(
                "screening-record-is-known",
                place,
                "The row names no record.",
                "Write its id, DOI or PubMed number in the column record.",
            )
        )
    if stage is None:
        problems.append(_unknown("stage", cells["stage"], ("title-abstract", "full-text"), place))
    if verdict is None:
        known = ("include", "exclude", "not-retrieved")
        problems.append(_unknown("decision", cells["decision"], known, place))
    if verdict == "not-retrieved" and stage == "title-abstract":
        problems.append(
            problem(
                "screening-decision-is-known",
                place,
                "not-retrieved is no decision of the stage title-abstract.",
                "Only a full text can fail to be retrieved: write full-text as the stage.",
            )
        )
    if problems or stage is None or verdict is None:
        return None, problems
    reasons = tuple(part.strip() for part in cells.get("reason", "").split(";") if part.strip())
    report, study = cells.get("report", ""), cells.get("study", "")
    return Row(cells["record"], stage, verdict, place, reasons, report, study), []


def _is_open(cells: Mapping[str, str]) -> bool:
    """Whether a row waits for its decision, as all do in the list of what is to be screened."""
    said = ("decision", "reason", "report", "study")
    return bool(cells["record"]) and not any(cells.get(name) for name in said)


def _unknown(what: str, written: str, known: Sequence[str], place: Place) -> Problem:
    said = f'"{written}" is no {what}.' if written else f"The row has no {what}."
    return problem(
        "screening-decision-is-known",
        place,
        said,
        nearest(written.lower(), known) or f"Known are {', '.join(known)}.",
    )
