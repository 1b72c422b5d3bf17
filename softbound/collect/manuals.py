"""The YAML of a style manual → Manual."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.manual import Manual
from softbound.problems import Place, Problem, problem

RULE = "manual-is-complete"


def path(name: str) -> str:
    """Where a manual lies below templates/."""
    return f"manuals/{name}.yaml"


def read(text: str, file: str) -> tuple[Manual | None, list[Problem]]:
    """The text of a file of templates/manuals/ → what it says, or None and the problems."""
    manual, _, problems = yaml_text.read(text, file, Manual, RULE)
    return manual, problems


def missing(name: str) -> Problem:
    """A manual that a file of templates/citations/ names, and that is not there."""
    message = f'There is no style manual "{name}": templates/{path(name)} does not exist.'
    return problem(RULE, Place("thesis.yaml"), message, "Mend manual: in templates/citations/.")
