"""Entries of bibliographies: put together, looked up, kept between runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from softbound.problems import Place, Problem, problem


@dataclass(frozen=True)
class Written:
    """An entry as its file has it, before anything was made of it."""

    type: str = ""
    fields: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    """A field's name, as the file has it → its text (empty for lists and mappings) and line."""


@dataclass(frozen=True)
class Entry:
    """One work of a bibliography."""

    key: str
    """What a citation names."""
    csl: dict[str, Any]
    """The CSL JSON item; its id is the key."""
    place: Place
    """Where the entry begins."""
    aliases: tuple[str, ...] = ()
    """Other keys for the same work: BibLaTeX's ``ids``."""
    written: Written = field(default=Written(), compare=False)
    """Not among what :func:`to_json` keeps."""


@dataclass(frozen=True)
class Bibliography:
    """All bibliographies of a thesis, put together."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By key, in the order of the files."""
    canonical: Mapping[str, str] = field(default_factory=dict)
    """Every key and alias → the key under which the work stands in ``entries``."""


def merge(files: Iterable[Sequence[Entry]]) -> tuple[Bibliography, list[Problem]]:
    """Put the entries of all files together; the first entry with a key counts.

    :param files: what ``read`` gave for each file, in the order of thesis.yaml.
    :return: the bibliography; ``bibliography-key-is-unique`` at each place where a key stands for
        different works, ``bibliography-entry-stands-once`` where the same work is repeated.
    """
    entries: dict[str, Entry] = {}
    clashing: dict[str, list[Place]] = {}
    problems = []
    for entry in (entry for file in files for entry in file):
        first = entries.setdefault(entry.key, entry)
        if first is entry:
            continue
        if first.csl == entry.csl:
            problems.append(
                problem(
                    "bibliography-entry-stands-once",
                    entry.place,
                    f'"{entry.key}" stands here again, with the same content as in {first.place}.',
                )
            )
        else:
            clashing.setdefault(entry.key, [first.place]).append(entry.place)
    for key, places in clashing.items():
        problems += [_clash(key, place, places) for place in places]
    canonical, alias_problems = _canonical(entries)
    return Bibliography(entries, canonical), problems + alias_problems


def _clash(key: str, place: Place, places: Sequence[Place]) -> Problem:
    others = ", ".join(str(other) for other in places if other != place)
    used = "this one is used" if place == places[0] else f"the one in {places[0]} is used"
    return problem(
        "bibliography-key-is-unique",
        place,
        f'The key "{key}" also stands for another entry in {others or place.file}; {used}.',
        "Give one of them another key, here and where it is cited.",
    )


def _canonical(entries: Mapping[str, Entry]) -> tuple[dict[str, str], list[Problem]]:
    """Keys and aliases → keys; an alias that another entry has already is a problem."""
    canonical = {key: key for key in entries}
    problems = []
    for entry in entries.values():
        for alias in entry.aliases:
            if canonical.setdefault(alias, entry.key) != entry.key:
                other = entries[canonical[alias]]
                problems.append(
                    problem(
                        "bibliography-key-is-unique",
                        entry.place,
                        f'The alias "{alias}" of "{entry.key}" also stands for "{other.key}" '
                        f"in {other.place}, which is used.",
                        "Take it out of ids.",
                    )
                )
    return canonical, problems


def subset(bibliography: Bibliography, keys: Iterable[str]) -> list[dict[str, Any]]:
    """The CSL JSON items that a chapter cites.

    :param keys: cited keys and aliases, in any order; unknown ones are passed over.
    :return: each work once, under its own key (rename aliases in citations with ``canonical``),
        sorted by key so that the list does not depend on the order in the files.
    """
    canonical = bibliography.canonical
    wanted = {canonical[key] for key in keys if key in canonical}
    return [bibliography.entries[key].csl for key in sorted(wanted)]


def to_json(entries: Iterable[Entry]) -> str:
    """Entries as text, to be kept between runs."""
    rows = [[e.csl, e.place.file, e.place.line, list(e.aliases)] for e in entries]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> list[Entry]:
    """The entries that :func:`to_json` wrote.

    :raises ValueError: where the text is not from there.
    """
    try:
        return [
            Entry(csl["id"], csl, Place(file, line), tuple(aliases))
            for csl, file, line, aliases in json.loads(text)
        ]
    except (TypeError, KeyError) as error:
        raise ValueError(f"not a list of entries: {error}") from None


def written_to_json(entries: Iterable[Entry]) -> list[Any]:
    """What the files have of entries, to be kept between runs."""
    return [[entry.key, entry.written.type, entry.written.fields] for entry in entries]


def with_written(entries: Iterable[Entry], kept: Iterable[Any]) -> list[Entry]:
    """Entries with what :func:`written_to_json` kept of them."""
    written = {
        key: Written(kind, {name: (text, line) for name, (text, line) in fields.items()})
        for key, kind, fields in kept
    }
    return [replace(entry, written=written.get(entry.key, Written())) for entry in entries]


def owner(entries: Iterable[Entry], place: Place) -> str:
    """The key of the entry at whose lines a place is; empty if there is none."""
    above = [
        e
        for e in entries
        if e.place.file == place.file and (e.place.line or 0) <= (place.line or 0)
    ]
    return max(above, key=lambda entry: entry.place.line or 0).key if above else ""
