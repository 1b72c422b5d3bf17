"""Which line of the author's files a line of merged Markdown comes from.

Before a file is rendered, each line of its text gets a mark with its number; the marks come
through the template engine untouched, are read in its output and taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from softbound.problems import Place

MARK = re.compile("\ue000(\\d+)\ue001")
TAG = re.compile(r"\{%.*?%\}")
TAG_AT_END = re.compile(r"(?<![-+#])(?<!raw)(?<!raw )(#?%\})$")
"""The end of a tag or comment at a line's end that says nothing itself about white space."""
OPENING = frozenset({"variable_begin", "block_begin", "comment_begin", "raw_begin"})
CLOSING = frozenset({"variable_end", "block_end", "comment_end"})


@dataclass(frozen=True)
class LineMap:
    """For each line of a merged text, the file and line it comes from."""

    files: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    """For each merged line: the index of its file, and the line there, counted from 1."""

    def place(self, merged_line: int) -> Place:
        """The author's place of a merged line, counted from 1."""
        if not self.lines:
            return Place(self.files[0] if self.files else "")
        file, line = self.lines[min(max(merged_line, 1), len(self.lines)) - 1]
        return Place(self.files[file], line)

    def to_json(self) -> dict[str, Any]:
        return {"files": self.files, "lines": self.lines}

    @staticmethod
    def from_json(value: dict[str, Any]) -> LineMap:
        return LineMap(tuple(value["files"]), tuple((f, n) for f, n in value["lines"]))


SET_BLOCK = re.compile(r"\{%[-+]?\s*set\s[^=%]*%\}.*?\{%[-+]?\s*endset", re.DOTALL)
"""A name that is given the text up to ``{% endset %}``."""


def mark(source: str, environment: Environment) -> str:
    """A template's source with a mark in each line that has text outside expressions.

    A line of text that ends in a tag keeps its end: only tags alone on a line leave no line behind.

    :raises jinja2.TemplateSyntaxError: where the source cannot be parsed.
    """
    inside: set[int] = set()
    raw: set[int] = set()
    opened = 0
    for at, token, _ in environment.lex(source):
        if token in OPENING:
            opened = at
        elif token in CLOSING:
            inside.update(range(opened + 1, at + 1))
        elif token == "raw_end":
            raw.update(range(opened, at))
    for block in SET_BLOCK.finditer(source):  # what a name stands for is compared and measured
        first = source.count("\n", 0, block.start()) + 1
        inside.update(range(first + 1, first + 1 + block[0].count("\n")))
    result = []
    for number, line in enumerate(source.split("\n"), start=1):
        free = number not in raw and number not in inside
        if free and TAG_AT_END.search(line) and TAG.sub("", line).strip():
            line = TAG_AT_END.sub(r"+\1", line)
        text = line.lstrip()
        if not text or number in inside or text.startswith(("{%", "{{-")):
            result.append(line)
        else:
            result.append(f"{line[: len(line) - len(text)]}\ue000{number}\ue001{text}")
    return "\n".join(result)


PAIRED = frozenset({"for", "if", "macro", "call", "filter", "with", "block"})
"""Tags that an end tag must close."""


def unclosed(source: str, environment: Environment) -> int | None:
    """The line of the innermost tag that is not closed, such as ``{% if … %}``."""
    opened: list[int] = []
    begun: int | None = None
    for at, token, value in environment.lex(source):
        if token == "block_begin":
            begun = at
        elif token == "name" and begun is not None:
            if value in PAIRED:
                opened.append(begun)
            elif value.startswith("end") and value.removeprefix("end") in PAIRED and opened:
                opened.pop()
            begun = None
    return opened[-1] if opened else None


def unmark(rendered: str) -> tuple[str, list[int]]:
    """Rendered text without marks, and the source line of each of its lines."""
    lines, numbers, current = [], [], 1
    for line in rendered.split("\n"):
        found = MARK.search(line)
        if found:
            current = int(found[1])
            line = MARK.sub("", line)
        lines.append(line)
        numbers.append(current)
    return "\n".join(lines), numbers


def find(text: str, pattern: str | re.Pattern[str], nth: int = 0) -> int:
    """The line (from 1) of the nth match of a literal string or pattern; the last one if fewer."""
    regex = re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
    at = 0
    for count, match in enumerate(regex.finditer(text)):
        at = match.start()
        if count == nth:
            break
    return text.count("\n", 0, at) + 1


@dataclass(frozen=True)
class Source:
    """A merged text that can say where something in it stands in the author's files."""

    text: str
    map: LineMap

    def place(self, wanted: Iterable[str | re.Pattern[str]], nth: int = 0) -> Place:
        """The author's place of the first of the wanted strings or patterns that is found."""
        for pattern in wanted:
            regex = re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
            if regex.search(self.text):
                return self.map.place(find(self.text, regex, nth))
        return self.map.place(1)
