"""A .bib file → its entries as CSL JSON.

Three routes see every entry: the scanner finds where each begins, bibtexparser takes it apart,
pandoc understands its values. What one of them drops is either mended or named, never lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from softbound.collect.bibliography import cleaning, entry_types, fields, references, scanner
from softbound.collect.bibliography.entries import Entry
from softbound.collect.bibliography.fields import Fault, Source
from softbound.problems import Place, Problem, nearest, problem
from softbound.processes import Answer

Convert = Callable[[str, str], Answer]
"""Text and its format as pandoc names it → pandoc's JSON document
(``pandoc --sandbox -f FORMAT -t json``)."""

PARENTS = ("crossref", "xdata")
"""Fields that name entries whose fields are taken over."""
_LINE_OF_ERROR = re.compile(r"line (\d+)")
_TRIES = 100
"""How many entries that bibtexparser refuses are shown to pandoc one by one (30 ms each)."""


@dataclass(frozen=True)
class Work:
    """An entry on its way to pandoc."""

    source: Source
    fields: Mapping[str, str]
    """Cleaned."""
    id: str
    """Its key while it is with pandoc, which reads fewer keys than authors write."""


def read(text: str, file: str, convert: Convert) -> tuple[list[Entry], list[Problem]]:
    """The text of a .bib file → entries in order, repeated keys included, and problems.

    :param text: the file, lines ended by ``\\n``.
    :param file: its name for places.
    :param convert: runs pandoc.
    :return: every entry of the file is either among the entries or named in a problem
        (``bibliography-entry-is-read``) with its line.
    """
    blocks, strays = scanner.scan(text)
    problems = [_stray(stray, file) for stray in strays]
    sources, faults = _taken_apart(blocks)
    rescued, faults = _shown_to_pandoc(faults, blocks, convert)
    problems += [_lost(fault, file) for fault in faults]
    works = [_work(source, number) for number, source in enumerate([*sources, *rescued])]
    works, parent_problems = _with_known_parents(works, file)
    unbalanced = [work for work in works if not all(map(cleaning.balanced, work.fields.values()))]
    items, refused, broken = _converted([w for w in works if w not in unbalanced], convert)
    if broken:
        return [], [problem("engine-runs", Place(file), f"pandoc cannot read it: {broken}")]
    entries = []
    for work in works:
        if work in unbalanced:
            what = "its braces do not match"
            problems.append(_lost(Fault(work.source.line, what, work.source.key), file))
        elif work.id in items:
            item = items[work.id]
            if entry_types.plain(work.source.type) != "xdata":
                entries.append(_entry(work, item, file))
            problems += _flaws(work, item, file)
        else:
            what = refused.get(work.id, "pandoc finds no entry in it")
            problems.append(_lost(Fault(work.source.line, what, work.source.key), file))
    entries.sort(key=lambda entry: entry.place.line or 0)
    return entries, problems + parent_problems


def _stray(stray: scanner.Stray, file: str) -> Problem:
    return problem("bibliography-entry-is-read", Place(file, stray.line), stray.what, stray.hint)


def _lost(fault: Fault, file: str) -> Problem:
    named = f'The entry "{fault.key}"' if fault.key else "An entry"
    return problem(
        "bibliography-entry-is-read",
        Place(file, fault.line),
        f"{named} cannot be read: {fault.what}.",
        "It is left out; the other entries count.",
    )
