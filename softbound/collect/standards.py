"""A reporting standard's YAML → a Standard."""

from __future__ import annotations

from collections.abc import Iterator

from softbound.collect import yaml_text
from softbound.model.standard import Standard
from softbound.problems import Place, Problem, problem

RULE = "standard-is-complete"


def read(text: str, file: str) -> tuple[Standard | None, list[Problem]]:
    """The text of templates/standards/NAME.yaml → the standard, or None and the problems."""
    standard, document, problems = yaml_text.read(text, file, Standard, RULE)
    if standard is None or document is None:
        return None, problems
    found = [*_twice(standard, document, file), *_unknown(standard, document, file)]
    return (None if found else standard), found


def _twice(standard: Standard, document: yaml_text.Document, file: str) -> Iterator[Problem]:
    """A problem for each item that stands in two sections."""
    first: dict[str, int | None] = {}
    for index, section in enumerate(standard.sections):
        for number in section.items:
            line = document.line(["sections", index, "items", number])
            if number in first:
                yield problem(
                    RULE,
                    Place(file, line),
                    f"Item {number} stands twice: here and in line {first[number]}.",
                    "A standard has each number once.",
                )
            else:
                first[number] = line


def _unknown(standard: Standard, document: yaml_text.Document, file: str) -> Iterator[Problem]:
    """A problem for each number in ``may_be_na`` that is none of the standard's."""
    for index, number in enumerate(standard.may_be_na.items if standard.may_be_na else ()):
        if number not in standard.labels:
            yield problem(
                RULE,
                Place(file, document.line(["may_be_na", "items", index])),
                f"may_be_na names item {number}, which the standard does not have.",
            )
