"""The private list's YAML → its entries; problems that say nothing of what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from softbound.collect import yaml_text
from softbound.model.anonymity import Entry, PrivateList
from softbound.problems import Place, Problem, problem

RULE = "private-list-is-readable"
KINDS = {
    "people": "a person",
    "places": "a place",
    "services": "a service",
    "trusts": "a Trust",
    "others": "a secret",
}
"""A key of the list → what its entries are called."""


@dataclass(frozen=True)
class Listed:
    """An entry, and how it is told without being named."""

    id: str
    """people-3: the third of the people."""
    kind: str
    """A key of :data:`KINDS`."""
    line: int
    """Of the list."""
    entry: Entry

    @property
    def told(self) -> str:
        return f"line {self.line} of the private list ({KINDS[self.kind]})"


def read(text: str, place: Place) -> tuple[list[Listed], tuple[str, ...], list[Problem]]:
    """The list's text → entries, texts that are allowed, problems.

    :param place: where thesis.yaml names the list: nothing is told of the file but a line's number.
    """
    found, document, problems = yaml_text.read(text, "", PrivateList, RULE)
    if found is None or document is None:
        lines = sorted({each.place.line or 1 for each in problems})
        return [], (), [_unreadable(place, line) for line in lines]
    return list(_entries(found, document)), found.allow, []


def _entries(found: PrivateList, document: yaml_text.Document) -> Iterator[Listed]:
    for kind in KINDS:
        for index, entry in enumerate(getattr(found, kind)):
            line = document.line([kind, index]) or 1
            yield Listed(f"{kind}-{index + 1}", kind, line, entry)


def _unreadable(place: Place, line: int) -> Problem:
    keys = ", ".join([*KINDS, "allow"])
    return problem(
        RULE,
        place,
        f"Line {line} of the private list cannot be understood.",
        f"The list has the keys {keys}; under each stands a list of texts, or of entries with name, "
        "forms, pseudonym, exact and case.",
    )
