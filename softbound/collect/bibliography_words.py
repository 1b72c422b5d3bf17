"""The YAML of words by which entries of bibliographies are judged → BibliographyWords."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.citations import BibliographyWords
from softbound.problems import Problem

PATH = "bibliography/words.yaml"
"""Below templates/."""


def read(text: str, file: str) -> tuple[BibliographyWords | None, list[Problem]]:
    """The text of the file → what it says, or None and the problems."""
    words, _, problems = yaml_text.read(text, file, BibliographyWords, "profile-is-complete")
    return words, problems
