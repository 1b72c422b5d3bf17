"""Bibliographies: .bib, CSL JSON and CSL YAML files → entries as CSL JSON items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from softbound.collect.bibliography import biblatex, csl
from softbound.collect.bibliography.biblatex import Convert
from softbound.collect.bibliography.entries import (
    Bibliography,
    Entry,
    Written,
    from_json,
    merge,
    owner,
    subset,
    to_json,
    with_written,
    written_to_json,
)
from softbound.collect.bibliography.names import names
from softbound.problems import Place, Problem, problem

__all__ = [
    "Bibliography",
    "Convert",
    "Entry",
    "Written",
    "from_json",
    "merge",
    "names",
    "owner",
    "read",
    "subset",
    "to_json",
    "with_written",
    "written_to_json",
]

Reader = Callable[[str, str, Convert], tuple[list[Entry], list[Problem]]]

READERS: Mapping[str, Reader] = {
    ".bib": biblatex.read,
    ".bibtex": biblatex.read,
    ".json": csl.read_json,
    ".yaml": csl.read_yaml,
    ".yml": csl.read_yaml,
}
"""Who reads a file, by its suffix."""


def read(text: str, file: str, convert: Convert) -> tuple[list[Entry], list[Problem]]:
    """One bibliography's text → its entries, and what is wrong in it.

    :param text: the file's content.
    :param file: its name, relative to the thesis; its suffix says what it is.
    :param convert: a text and its format (``biblatex``, ``csljson``, ``markdown``) → what
        ``pandoc --sandbox -f FORMAT -t json`` answers.
    :return: the entries in order, those whose key is repeated included (see :func:`merge`), and
        the problems. Every entry of the file is among the entries or named in a problem.
    """
    reader = READERS.get(PurePosixPath(file).suffix.lower())
    if reader is None:
        return [], [
            problem(
                "bibliography-file-is-read",
                Place(file),
                "What kind of bibliography this is cannot be told from its name.",
                f"Bibliographies end in {', '.join(READERS)}.",
            )
        ]
    plain = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return reader(plain, file, convert)
