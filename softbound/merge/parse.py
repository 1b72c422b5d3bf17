"""Merged Markdown → pandoc's tree, with pandoc's warnings at the author's lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from softbound import ast
from softbound.merge.lines import Source
from softbound.problems import Place, Problem, problem
from softbound.processes import Answer

ARGUMENTS = ("--from=markdown-yaml_metadata_block", "--to=json", "--strip-comments")
"""Raw code stays readable, so that it can be found and named; a --- line is never metadata."""

AT_LINE = re.compile(r"(.*?) ?\b(?:at|defined at)(?: input)? line (\d+) column \d+(.*)", re.DOTALL)

DEEPEST = 60
"""So many things may stand within each other: no page could show them, and no step follow them."""

Pandoc = Callable[[Sequence[str], str], Answer]


def parse(source: Source, pandoc: Pandoc) -> tuple[ast.Tree | None, list[Problem]]:
    """Parse a unit's merged Markdown.

    :param pandoc: arguments and standard input → answer.
    :return: the tree, or None where pandoc cannot run or nobody could show it; problems
        ``markdown-is-read-whole``, ``markdown-is-shallow`` and ``engine-runs``.
    """
    answer = pandoc(ARGUMENTS, source.text)
    if not answer.ok:
        return None, [
            problem("engine-runs", source.map.place(1), f"pandoc failed: {answer.messages.strip()}")
        ]
    tree = ast.loads(answer.output)
    if ast.is_deeper(tree["blocks"], DEEPEST):
        place = source.map.place(_line_of_most_marks(source.text))
        message = f"Quotations, lists or marks stand within each other, more than {DEEPEST} times."
        return None, [problem("markdown-is-shallow", place, message)]
    return tree, list(_warnings(answer.messages, source))


def _line_of_most_marks(text: str) -> int:
    """Where things most likely stand within each other; Markdown's trees tell no lines."""
    lines = text.split("\n")
    most = max(lines, key=lambda line: len(line) - len(line.lstrip(" \t>*+-:|")) + line.count("["))
    return lines.index(most) + 1


def _warnings(messages: str, source: Source) -> Iterator[Problem]:
    for message in messages.split("[WARNING] ")[1:]:
        said = " ".join(message.split())
        found = AT_LINE.match(said)
        if said.startswith("Duplicate identifier"):
            continue  # ours to say, or made unique where the author wrote no id
        place: Place = source.map.place(int(found[2])) if found else source.map.place(1)
        text = re.sub(r" ?\bdefined at line \d+ column \d+", " is defined", said)
        text = re.sub(r" ?\bat(?: input)? line \d+ column \d+", "", text)
        yield problem("markdown-is-read-whole", place, text.rstrip(".") + ".")
