"""Makes the exports that the tests read: archives, databases; and tells what was read of them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from softbound.collect import qda
from softbound.model.coded import Coded
from softbound.problems import Problem

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="made-up" origin="{origin}">\n'
)
NOTHING: Mapping[str, bytes] = {}


def archive(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def qdpx(body: str, files: Mapping[str, str | bytes] = NOTHING, origin: str = "Made-up 1") -> bytes:
    """A REFI-QDA project; the body begins in the third line of its project.qde."""
    xml = HEAD.format(origin=origin) + body + "</Project>\n"
    return archive({"project.qde": xml, **{f"sources/{n}": c for n, c in files.items()}})


def database(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """An SQLite database: a table's name → its rows."""
    connection = sqlite3.connect(":memory:")
    for table, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row)) or ["id"]
        connection.execute(f'create table "{table}" ({", ".join(columns)})')
        for row in rows:
            marks = ", ".join("?" for _ in columns)
            values = [row.get(column) for column in columns]
            connection.execute(f'insert into "{table}" values ({marks})', values)
    connection.commit()
    return bytes(connection.serialize())


def read(
    content: bytes, file: str = "made-up.qdpx", beside: Mapping[str, bytes] = NOTHING
) -> tuple[Coded | None, list[Problem]]:
    return qda.read(io.BytesIO(content), file, beside.get)


def tree(coded: Coded) -> list[str]:
    """The codes, indented by their level; with their descriptions."""
    level: dict[str, int] = {}
    lines = []
    for code in coded.codes:
        level[code.id] = level.get(code.parent or "", 0) + 1
        description = f": {code.description}" if code.description else ""
        lines.append("  " * (level[code.id] - 1) + code.name + description)
    return lines


def codings(coded: Coded) -> list[str]:
    """Source, code, words of each coding."""
    codes = {code.id: code.name for code in coded.codes}
    names = {source.id: source.name for source in coded.sources}
    return [f"{names[c.source]} | {codes[c.code]} | {c.text}" for c in coded.codings]


def notes(coded: Coded) -> list[str]:
    codes = {code.id: code.name for code in coded.codes}
    names = {source.id: source.name for source in coded.sources}
    return [
        " | ".join(
            [note.title, note.text, note.date, ", ".join(codes[code] for code in note.codes),
             names.get(note.source, ""), note.passage]
        ).rstrip(" |")
        for note in coded.notes
    ]  # fmt: skip


def left_out(coded: Coded) -> dict[str, int]:
    found: Counter[str] = Counter()
    for item in coded.left_out:
        found[item.what] += item.count
    return dict(found)


def lost_codings(coded: Coded) -> int:
    return sum(item.codings for item in coded.left_out)
