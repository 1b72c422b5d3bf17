"""Exports of databases and tools → records, each with its file and line.

Never a silent zero: whatever stands in a file is read or named as lost. Each reader's count is
held against another that it does not know of: lines that begin records, start tags, rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from softbound.collect.records import bibtex, encodings, endnote_xml, forms, tables, tagged
from softbound.collect.records.identifiers import identified
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

__all__ = ["Export", "identified", "read"]

_EXAMPLES_OF_UNTITLED = 20
"""So many records without a title are named one by one."""


@dataclass(frozen=True)
class Export:
    """What one file holds."""

    file: str
    """Relative to the thesis's folder."""
    form: str
    """One of :data:`softbound.collect.records.forms.FORMS`; empty where the file is none of them."""
    records: tuple[Record, ...]
    """In the file's order, without ids and source."""
    problems: tuple[Problem, ...]


Reader = Callable[[bytes, str], tuple[list[Record], list[Problem]]]

READERS: Mapping[str, Reader] = {
    "BibTeX": bibtex.read,
    "EndNote XML": endnote_xml.read,
    **{form: partial(tagged.read, form=form) for form in tagged.LAYOUTS},
}
"""Who reads a format; tables are read by their header."""


def read(content: bytes, file: str) -> Export:
    """One export's bytes → its records.

    :param content: in any of the usual encodings and line ends.
    :param file: its name for places; its ending matters only where the content could be two things.
    """
    text, problems = encodings.as_utf8(content, file)
    if not text.strip():
        return Export(file, "", (), (_empty(file),))
    form = forms.of(text, file)
    if not form:
        return Export(file, "", (), (_unrecognised(content, text, file),))
    table = forms.header(text) if form not in READERS else None
    records, lost = tables.read(text, file, table) if table else READERS[form](text, file)
    problems += lost + _untitled(records, file)
    if not records and not lost:
        problems.append(_nothing(form, file))
    return Export(file, form, tuple(records), tuple(problems))


def _empty(file: str) -> Problem:
    return problem(
        "records-file-gives-all-its-records",
        Place(file),
        "The file is empty.",
        "Export the records again.",
    )


def _unrecognised(content: bytes, text: bytes, file: str) -> Problem:
    what, hint = forms.foreign(content)
    if not what:
        what, hint = forms.foreign(text)
    known = ", ".join(forms.FORMS[:-1])
    return problem(
        "records-file-is-recognised",
        Place(file),
        f"The file is {what}, from which no records are read."
        if what
        else "No records are recognised in the file: it is in no format that softbound reads.",
        hint
        or f"Known are {known}, and CSV whose first line names the columns (title, authors, year …).",
    )


def _nothing(form: str, file: str) -> Problem:
    return problem(
        "records-file-gives-all-its-records",
        Place(file),
        f"The file looks like {form}, but no record was found in it.",
        "Export the records again.",
    )


def _untitled(records: list[Record], file: str) -> list[Problem]:
    bare = [record for record in records if not record.title]
    found = [
        problem(
            "record-has-title",
            Place(file, record.line),
            "The record has no title.",
            "Add it to the file, or it can hardly be screened or compared with others.",
        )
        for record in bare[:_EXAMPLES_OF_UNTITLED]
    ]
    if len(bare) > _EXAMPLES_OF_UNTITLED:
        found.append(
            problem(
                "record-has-title",
                Place(file, bare[_EXAMPLES_OF_UNTITLED].line),
                f"From here on, {len(bare) - _EXAMPLES_OF_UNTITLED} more records have no title.",
                "If most have none, the file was exported without titles: export it again.",
            )
        )
    return found
