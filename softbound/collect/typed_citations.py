"""The YAML of words around typed citations → TypedCitations."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.typed_citations import TypedCitations
from softbound.problems import Problem

PATH = "consistency/typed-citations.yaml"
"""Below templates/."""


def read(text: str, file: str) -> tuple[TypedCitations | None, list[Problem]]:
    """The text of such a file → what it says, or None and the problems."""
    words, _, problems = yaml_text.read(text, file, TypedCitations, "typed-citations-are-complete")
    return words, problems
