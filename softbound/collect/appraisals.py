"""The YAML of an appraisal tool → an AppraisalTool."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.appraisal import AppraisalTool
from softbound.problems import Place, Problem, problem

RULE = "appraisal-tool-is-complete"


def read(text: str, file: str) -> tuple[AppraisalTool | None, list[Problem]]:
    """The text of templates/appraisals/NAME.yaml → the tool, or None and the problems."""
    tool, document, problems = yaml_text.read(text, file, AppraisalTool, RULE)
    if tool is None or document is None:
        return None, problems
    if tool.symbols and len(tool.symbols) != len(tool.answers):
        message = f'There are {len(tool.answers)} answers; signs in "symbols": {len(tool.symbols)}.'
        hint = "Give one sign for each answer, in the same order."
        return None, [problem(RULE, Place(file, document.line(["symbols"])), message, hint)]
    return tool, []
