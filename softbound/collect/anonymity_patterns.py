"""The YAML of what identifies people → Patterns."""

from __future__ import annotations

import re

from softbound.collect import yaml_text
from softbound.model.anonymity import Patterns
from softbound.problems import Place, Problem, nearest, problem
from softbound.rules import RULES

PATH = "anonymity/patterns.yaml"
"""Below templates/."""
RULE = "anonymity-patterns-are-complete"


def read(text: str, file: str) -> tuple[Patterns | None, list[Problem]]:
    """The text of a file of patterns → what it says, or None and the problems."""
    found, document, problems = yaml_text.read(text, file, Patterns, RULE)
    if found is None or document is None:
        return None, problems
    for index, pattern in enumerate(found.patterns):
        if pattern.rule not in RULES:
            place = Place(file, document.line(["patterns", index, "rule"]))
            message = f'There is no rule "{pattern.rule}".'
            problems.append(problem(RULE, place, message, nearest(pattern.rule, RULES)))
        try:
            re.compile(pattern.expression)
        except re.error as error:
            place = Place(file, document.line(["patterns", index, "expression"]))
            message = f'The expression of "{pattern.id}" is none: {error.msg}.'
            problems.append(problem(RULE, place, message, "It is one of Python's module re."))
    return (None if problems else found), problems
