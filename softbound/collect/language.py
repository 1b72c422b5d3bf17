"""Word lists: those of templates/language/, a thesis's own, and a spell-checker's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from softbound.collect import yaml_text
from softbound.model.base import Model
from softbound.model.language import Abbreviations, Spelling, Unfinished
from softbound.problems import Problem

FOLDER = "language"
"""Below templates/."""
LISTS: Mapping[str, type[Model]] = {
    "abbreviations": Abbreviations,
    "spelling": Spelling,
    "unfinished": Unfinished,
}
"""A file of that folder, without .yaml → its model."""
CHECKER = ("codespell_lib", "data/dictionary.txt")
"""The package that has the list of common misspellings, and where in it."""

Some = TypeVar("Some", bound=Model)


@dataclass(frozen=True)
class Lists:
    """What is known of English."""

    abbreviations: Abbreviations
    spelling: Spelling
    unfinished: Unfinished


def read(text_of: Callable[[str], tuple[str, str]]) -> tuple[Lists | None, list[Problem]]:
    """The lists of templates/language/, or None and the problems.

    :param text_of: a file's path below templates/ → its text, and how it is named to the author.
    """
    problems: list[Problem] = []

    def one(name: str, model: type[Some]) -> Some | None:
        text, shown = text_of(f"{FOLDER}/{name}.yaml")
        value: Some | None
        value, _, found = yaml_text.read(text, shown, model, "word-lists-are-complete")
        problems.extend(found)
        return value

    abbreviations = one("abbreviations", Abbreviations)
    spelling = one("spelling", Spelling)
    unfinished = one("unfinished", Unfinished)
    if abbreviations is None or spelling is None or unfinished is None:
        return None, problems
    return Lists(abbreviations, spelling, unfinished), problems


def words(text: str) -> frozenset[str]:
    """A thesis's own word list: a word a line, in any capitals; after a # stands a remark."""
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(line.replace("’", "'") for line in lines if line)


def misspellings(text: str) -> dict[str, tuple[str, ...]]:
    """codespell's dictionary: a misspelling → what was meant.

    Its lines are ``wrong->right`` or ``wrong->one, another, remark``; a remark stands after the last
    comma, and nothing where there is none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        wrong, arrow, right = line.partition("->")
        if arrow:
            meant = [each.strip() for each in right.split(",")]
            found[wrong.lower()] = tuple(filter(None, meant[:-1] if len(meant) > 1 else meant))
    return found
