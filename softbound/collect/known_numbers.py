"""The YAML of known numbers → KnownNumbers."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.known_numbers import KnownNumbers
from softbound.problems import Problem

PATH = "consistency/known-numbers.yaml"
"""Below templates/."""


def read(text: str, file: str) -> tuple[KnownNumbers | None, list[Problem]]:
    """The text of a file of known numbers → what it says, or None and the problems."""
    numbers, _, problems = yaml_text.read(text, file, KnownNumbers, "known-numbers-are-complete")
    return numbers, problems
