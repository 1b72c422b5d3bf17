"""Exports of software for qualitative analysis → what is coded in them.

The form is told by the content, never by the name. Nothing is lost in silence: a coding is
carried over, or counted among what is left out with the reason, and what is wrong in a file is a
problem at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from softbound.collect.qda import (
    archive,
    codebook,
    database,
    qualcoder,
    refi,
    tables,
    taguette,
    texts,
    xml,
)
from softbound.collect.qda.base import Beside, Gathered, Unusable
from softbound.model.coded import Coded
from softbound.problems import Place, Problem, problem

__all__ = ["Beside", "read"]

_LARGEST = archive.LARGEST
_OWN: Mapping[str, str] = {
    ".nvp": "NVivo",
    ".nvpx": "NVivo",
    ".nvcx": "NVivo",
    ".mx": "MAXQDA",
    ".mx18": "MAXQDA",
    ".mx20": "MAXQDA",
    ".mx22": "MAXQDA",
    ".mx24": "MAXQDA",
    ".atlproj": "ATLAS.ti",
    ".atlproj23": "ATLAS.ti",
    ".atlproj24": "ATLAS.ti",
    ".hpr7": "ATLAS.ti",
    ".rqda": "RQDA",
    ".quirkos": "Quirkos",
    ".dedoose": "Dedoose",
}
"""How the names of projects end that only their own software reads."""


def read(stream: BinaryIO, file: str, beside: Beside) -> tuple[Coded | None, list[Problem]]:
    """An export → what is coded in it; None where nothing can be read.

    :param stream: its content; recordings in it are not read.
    :param file: its name for places; its ending matters only for hints.
    :param beside: reads a file that lies beside the export and belongs to it.
    """
    try:
        start = stream.read(16)
        stream.seek(0)
        read_form = next((reader for sign, reader in _SIGNS if start.startswith(sign)), _text)
        found = read_form(stream, file, beside)
    except Unusable as error:
        return None, [error.problem]
    except RecursionError:
        return None, [problem("import-is-whole", Place(file), "The file is nested without end.")]
    coded = found.result()
    if not coded.codes and not coded.codings and not found.problems:
        found.wrong(
            "import-is-whole",
            Place(file),
            f"The {coded.form} has no codes.",
            "Look in the software whether it is the right project, and export it again.",
        )
    return coded, found.problems


def _zip(stream: BinaryIO, file: str, beside: Beside) -> Gathered:
    found = archive.opened(stream, file)
    projects = [path for path in found.members if path.lower().endswith(".qde")]
    project = found.named("project.qde") or (projects[0] if len(projects) == 1 else None)
    if project is not None:
        return _project(found.read(project), f"{file}/{project}", _inside(found, beside))
    if (inner := found.named("data.qda")) is not None:
        return _database(found.read(inner), file)
    if "xl/workbook.xml" in found.members:
        return _workbook(stream, file)
    what, hint = next(
        (said for name, said in _ARCHIVES.items() if name in found.members),
        ("", "Export the project as REFI-QDA (.qdpx)."),
    )
    raise _unknown(
        file,
        what or "The archive holds no project.qde, so it is no REFI-QDA project.",
        _hint(file) or hint,
    )


_ARCHIVES: Mapping[str, tuple[str, str]] = {
    "word/document.xml": (
        "The file is a Word document, from which no codings are read.",
        "Export the project as REFI-QDA (.qdpx), or a list of codings as a table.",
    ),
    "content.xml": (
        "The file is an OpenDocument file, from which no codings are read.",
        "Export the project as REFI-QDA (.qdpx), or save a table as CSV or Excel.",
    ),
}
"""An archive's file by which it is known → what it is, what to do."""


def _inside(found: archive.Archive, beside: Beside) -> Callable[[str, str], bytes | None]:
    """Texts of a project: in the archive, or beside it."""

    def text(path: str, base: str) -> bytes | None:
        if path.lower().startswith("internal://") or "://" not in path:
            member = found.named(path)
            return None if member is None else found.read(member)
        return _first(path, base, beside)

    return text


def _first(path: str, base: str, beside: Beside) -> bytes | None:
    contents = (beside(candidate) for candidate in refi.paths(path, base))
    return next((content for content in contents if content is not None), None)


def _project(content: bytes, file: str, text: Callable[[str, str], bytes | None]) -> Gathered:
    """The XML of a project or a codebook."""
    root = xml.root(content, file)
    place = xml.Lines(content, file)
    name = file.split("/")[0]
    kind = xml.name(root)
    if kind == "Project":
        found = Gathered(name, "REFI-QDA project")
        base = root.get("basePath") or ""
        refi.read(root, found, place, lambda path: text(path, base))
    elif kind == "CodeBook":
        found = Gathered(name, "REFI-QDA codebook", texts.line(root.get("origin")))
        codebook.read(root, found, place)
        codebook.sets(root, found, place)
    else:
        raise Unusable(
            Place(file, root.sourceline),
            f'The XML begins with "{kind}", and not with "Project" or "CodeBook", as REFI-QDA does.',
            "Export the project as REFI-QDA (.qdpx) or the codebook as .qdc.",
        )
    return found


def _database(content: bytes, file: str) -> Gathered:
    base = database.opened(content, file)
    if base.tables >= qualcoder.TABLES:
        found = Gathered(file, "QualCoder project", "QualCoder")
        qualcoder.read(base, found)
    elif base.tables >= taguette.TABLES:
        found = Gathered(file, "Taguette project", "Taguette")
        taguette.read(base, found)
    else:
        raise _unknown(
            file,
            "The database is neither QualCoder's nor Taguette's.",
            _hint(file) or "Export the project as REFI-QDA (.qdpx).",
        )
    return found


def _sqlite(stream: BinaryIO, file: str, beside: Beside) -> Gathered:
    return _database(_whole(stream, file), file)


def _workbook(stream: BinaryIO, file: str) -> Gathered:
    if tables.missing():
        raise Unusable(
            Place(file),
            "The file is an Excel workbook, and what reads it is not installed.",
            'Run pip install "softbound[qda]", or save the table as CSV UTF-8 and import that.',
            "extra-is-installed",
        )
    stream.seek(0)
    table = tables.from_workbook(_whole(stream, file), file)
    if table is None:
        raise _no_table(file)
    found = Gathered(file, "table")
    tables.read(table, found)
    return found


def _text(stream: BinaryIO, file: str, beside: Beside) -> Gathered:
    """XML, a web page, or a table."""
    content = _whole(stream, file)
    if not content.strip():
        raise Unusable(Place(file), "The file is empty.", "Export it again.")
    start = texts.decoded(content[:4096]).text.lstrip("\ufeff \t\r\n")
    if re.match(r"(?i)<!doctype html|<html", start):
        return _page(content, file)
    if start.startswith("<"):
        return _project(content, file, lambda path, base: _first(path, base, beside))
    read_table = tables.from_csv(content)
    if read_table is None:
        raise _no_table(file)
    table, guessed = read_table
    found = Gathered(file, "table")
    if guessed:
        found.wrong(
            "import-is-read-as-meant",
            Place(file),
            f"The table is not UTF-8, and is read as {guessed}.",
            "If letters with accents are wrong, save it as CSV UTF-8.",
        )
    tables.read(table, found)
    return found


def _page(content: bytes, file: str) -> Gathered:
    html = texts.decoded(content).text
    if not taguette.PAGE.search(html[:8192]):
        raise _unknown(
            file,
            "The file is a web page, but not one that Taguette exported.",
            "Export as REFI-QDA.",
        )
    found = Gathered(file, "Taguette highlights", "Taguette")
    taguette.read_page(html, found)
    return found


def _whole(stream: BinaryIO, file: str) -> bytes:
    content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unusable(
            Place(file),
            f"The file is larger than {_LARGEST // 1024 // 1024} MB.",
            "Export the project as REFI-QDA (.qdpx): recordings in it do not matter.",
        )
    return content


def _no_table(file: str) -> Unusable:
    return _unknown(
        file,
        "The file is in no form that softbound imports.",
        _hint(file)
        or "Known are REFI-QDA (.qdpx, .qdc), projects of QualCoder and Taguette, and tables whose "
        "first line names the columns (document, code, text).",
    )


def _hint(file: str) -> str:
    software = _OWN.get(PurePosixPath(file).suffix.lower(), "")
    return (
        f"It is a project of {software}: export it there as REFI-QDA (.qdpx)." if software else ""
    )


def _unknown(file: str, message: str, hint: str) -> Unusable:
    return Unusable(Place(file), message, hint, "import-is-recognised")


_SIGNS: tuple[tuple[bytes, Callable[[BinaryIO, str, Beside], Gathered]], ...] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"SQLite format 3\x00", _sqlite),
)
"""How files begin → who reads them; all others are text."""
