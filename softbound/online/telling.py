"""What was found out about entries → problems at the lines where they now stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from softbound.collect.bibliography import Entry, spans
from softbound.model.registered import Told
from softbound.online import report
from softbound.problems import Place, Problem, problem

FIELDS: Mapping[str, tuple[str, ...]] = {
    "DOI": ("doi", "url"),
    "title": ("title",),
    "author": ("author", "editor"),
    "issued": ("date", "year"),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "volume": ("volume",),
    "page": ("pages",),
}
"""A CSL variable → the fields of .bib files that it may come from."""

Texts = Callable[[str], str]
"""A bibliography's name → its text; empty where it cannot be read."""


def problems(
    entries: Mapping[str, Entry], kept: Mapping[str, Any], texts: Texts
) -> Iterator[Problem]:
    """The problems of entries that are as they were when they were looked up.

    :param kept: the report's entries.
    """
    told = [
        (entries[key], each)
        for key, known in kept.items()
        if key in entries
        for each in report.still_told(known, entries[key].csl)
    ]
    written: dict[str, dict[str, spans.Entry]] = {}
    for file in {entry.place.file for entry, _ in told}:
        written[file] = _written(texts(file)) if file.endswith((".bib", ".bibtex")) else {}
    for entry, each in told:
        yield problem(each.rule, _place(entry, each, written), each.message, each.hint)


def _written(text: str) -> dict[str, spans.Entry]:
    """A .bib file's entries by key; the first one counts."""
    plain = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    found: dict[str, spans.Entry] = {}
    for entry in spans.entries(plain)[0]:
        found.setdefault(entry.key, entry)
    return found


def _place(entry: Entry, told: Told, written: Mapping[str, Mapping[str, spans.Entry]]) -> Place:
    there = written[entry.place.file].get(entry.key)
    if there is None:
        return entry.place
    return Place(entry.place.file, there.line_of(*FIELDS.get(told.variable, ())))
