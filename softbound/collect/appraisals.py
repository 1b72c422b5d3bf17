"""The YAML of an appraisal tool → an AppraisalTool."""

from __future__ import annotations

from collections.abc import Mapping

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


def read_all(
    texts: Mapping[str, tuple[str, str]],
) -> tuple[dict[str, AppraisalTool], list[Problem]]:
    """All tools that can be read, by name, and the problems of those that cannot.

    :param texts: a file's name without .yaml → its path for problems, and its text.
    """
    tools: dict[str, AppraisalTool] = {}
    problems: list[Problem] = []
    for name, (file, text) in texts.items():
        tool, found = read(text, file)
        problems += found
        if tool is not None:
            tools[name] = tool
    return tools, problems
