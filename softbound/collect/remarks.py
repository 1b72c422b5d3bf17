"""Remarks by which an author leaves a rule aside at a place: in Markdown and in YAML.

    <!-- softbound: ignore RULE: why it does not apply here -->
    # softbound: ignore RULE: why it does not apply here

A remark among other text holds for the block in which it stands, one by itself for the block that
follows. In Markdown a block ends at an empty line, a fenced one at its fence, and a table goes
with its title; in YAML a block is a line with what is indented below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from softbound.problems import Place, Problem, nearest, problem
from softbound.rules import RULES

MARKDOWN = re.compile(r"<!--[ \t]*softbound:(.*?)-->", re.DOTALL)
YAML = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*softbound:([^\n]*)", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
WORDS = re.compile(
    r"(?P<verb>[A-Za-z]*)\s*\[?(?P<rule>[\w-]*)\]?\s*[:–—-]?\s*(?P<reason>.*)", re.DOTALL
)
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,}|:{3,})(.*)$")
CAPTION = re.compile(r"\s{0,3}(?::|[Tt]able:)\s")
SHAPES = ("# softbound: ignore RULE: reason", "<!-- softbound: ignore RULE: reason -->")
"""How a remark is written: in YAML, in Markdown."""


@dataclass(frozen=True)
class Remark:
    """A rule that is left aside at a place."""

    rule: str
    reason: str
    place: Place
    """Where the remark stands."""
    first: int
    last: int
    """The lines for which it holds, counted from 1."""


def read(file: str, text: str) -> tuple[list[Remark], list[Problem]]:
    """The remarks of a file that ends in .md, .yaml or .yml; those that say too little as problems."""
    if "softbound:" not in text:
        return [], []
    markdown = file.endswith(".md")
    code = _code(text) if markdown else []
    lines = _without_comments(text) if markdown else _without_remarks(text)
    blocks = _markdown_blocks(lines) if markdown else list(_yaml_blocks(lines))
    remarks: list[Remark] = []
    problems: list[Problem] = []
    for match in (MARKDOWN if markdown else YAML).finditer(text):
        start, end = (text.count("\n", 0, at) + 1 for at in match.span())
        if any(first <= start <= last for first, last in code):
            continue
        place = Place(file, start)
        rule, reason, wrong = _said(match[1], place, SHAPES[markdown])
        if wrong is not None:
            problems.append(wrong)
            continue
        alone = not any(line.strip() for line in lines[start - 1 : end])
        own = [block for block in blocks if block[0] > end] if alone else blocks
        first, last = _span(own, start, end, len(lines))
        remarks.append(Remark(rule, reason, place, first, last))
    return remarks, problems


def _said(words: str, place: Place, shape: str) -> tuple[str, str, Problem | None]:
    """The rule and the reason that a remark names, or what it lacks."""
    match = WORDS.fullmatch(words.strip())
    verb, rule, reason = match.group("verb", "rule", "reason") if match else (words.strip(), "", "")
    reason = " ".join(reason.split())
    if verb != "ignore":
        message = f'A remark for softbound begins with "ignore", not with "{verb}".'
        return "", "", problem("ignore-has-reason", place, message, f"Write {shape}")
    if not rule or not reason:
        what = "gives no reason" if rule else "names no rule"
        message = f"The remark {what}, so it has no effect."
        return "", "", problem("ignore-has-reason", place, message, f"Write {shape}")
    if rule not in RULES:
        message = f'There is no rule "{rule}".'
        hint = nearest(rule, RULES)
        return "", "", problem("ignored-rule-is-known", place, message, hint)
    return rule, reason, None


def _span(blocks: Sequence[tuple[int, int]], start: int, end: int, length: int) -> tuple[int, int]:
    """The innermost block that a remark stands in beside other text, or the outermost of those
    that begin after it."""
    around = [each for each in blocks if each[0] <= end and each[1] >= start]
    if around:
        return min(around, key=lambda each: each[1] - each[0])
    following = [each for each in blocks if each[0] > end]
    if not following:
        return length + 1, length
    first = min(each[0] for each in following)
    return first, max(each[1] for each in following if each[0] == first)


def _without_comments(text: str) -> list[str]:
    """Lines whose comments are blank, so that only what is text makes a block."""
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text).split("\n")


def _without_remarks(text: str) -> list[str]:
    return [re.sub(r"(?:^|\s)#.*$", "", line) for line in text.split("\n")]


def _markdown_blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """First and last line of each block, and of each division, which holds blocks. A title below
    a table belongs to the table."""
    blocks: list[tuple[int, int]] = []
    divisions: list[tuple[int, int]] = []
    opened: list[int] = []
    code = ""
    start = 0
    for number, line in enumerate([*lines, ""], 1):
        fence = FENCE.match(line)
        mark = fence[1] if fence else ""
        rest = fence[2].strip() if fence else ""
        division = not code and mark.startswith(":")
        if start and not code and (division or not line.strip()):
            blocks.append((start, number - 1))
            start = 0
        if division and rest:
            opened.append(number)
        elif division and opened:
            divisions.append((opened.pop(), number))
        elif line.strip() and not division:
            start = start or number
        if code:
            code = "" if _closes(code, mark, rest) else code
        elif mark and not division:
            code = mark
    ends = [*divisions, *((at, len(lines)) for at in opened)]
    if start:  # code that is never closed
        blocks.append((start, len(lines)))
    return [*_with_titles(blocks, lines), *ends]


def _with_titles(
    blocks: Sequence[tuple[int, int]], lines: Sequence[str]
) -> Iterator[tuple[int, int]]:
    for index, (first, last) in enumerate(blocks):
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        yield first, below[1] if below and CAPTION.match(lines[below[0] - 1]) else last


def _closes(code: str, mark: str, rest: str) -> bool:
    return mark[:1] == code[0] and len(mark) >= len(code) and not rest


def _code(text: str) -> list[tuple[int, int]]:
    """First and last line of each fenced block of code, in which a remark is only a sample."""
    found: list[tuple[int, int]] = []
    code, start = "", 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        fence = FENCE.match(line)
        if not fence or fence[1][0] == ":":
            continue
        if not code:
            code, start = fence[1], number
        elif _closes(code, fence[1], fence[2].strip()):
            found.append((start, number))
            code = ""
    return [*found, (start, len(lines))] if code else found


def _yaml_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each line that is no remark, with what is indented below it."""
    depths = [len(line) - len(line.lstrip()) if line.strip() else None for line in lines]
    for number, depth in enumerate(depths, 1):
        if depth is None:
            continue
        last = number
        for after, deeper in enumerate(depths[number:], number + 1):
            if deeper is not None and deeper <= depth:
                break
            last = after if deeper is not None else last
        yield number, last
