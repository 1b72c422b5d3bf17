"""Markdown → the same text with what is no prose covered, sign for sign.

What stands for words in a sentence (an expression, a citation, a formula) is covered by a run of
one sign; what has no part in it (attributes, fences, comments) by blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

EXPRESSION = "\ue010"
"""Covers an expression: what it will say is not known."""
CITATION = "\ue011"
"""Covers a citation in brackets."""
NARRATIVE = "\ue012"
"""Covers a citation that is part of its sentence: @key."""
OPAQUE = "\ue013"
"""Covers code, formulas, cross-references and addresses."""
QUOTED = "\ue014"
"""Covers words in quotation marks, with the marks; a full stop within stays."""
GONE = "\ue015"
"""Covers statements, which leave no line behind."""
STANDS_FOR = f"[{EXPRESSION}{CITATION}{NARRATIVE}{OPAQUE}{QUOTED}]"
"""The signs that stand for words, as a class of a regular expression."""

BARE = "\ue016"
"""Covers a mark of emphasis until quotations are found: no word, and no space either."""

Kind = Literal["emphasis", "quotation"]


@dataclass(frozen=True)
class Span:
    """A stretch of text that an author has marked."""

    kind: Kind
    start: int
    text: str
    """The words, without the marks."""


@dataclass(frozen=True)
class Masked:
    """A text with what is no prose covered."""

    text: str
    """As long as the source."""
    with_quotations: str
    """The same, but for words in quotation marks, which can be read."""
    spans: tuple[Span, ...]
    """What was emphasised or put into quotation marks."""
    blocks: tuple[tuple[int, int], ...]
    """Where block quotations stand, with their marks: the lines that begin with >."""
    notes: tuple[tuple[int, int], ...]
    """Where the words of notes stand that were written within a sentence: ^[so]."""
    tables: tuple[tuple[int, int], ...]
    """Where the rows of tables stand that are written as lists."""


def mask(source: str) -> Masked:
    """Cover what is no prose."""
    text = source
    blocks: tuple[tuple[int, int], ...] = ()
    for pattern, cover in COVERS:
        if pattern is BLOCK:
            blocks = tuple(match.span() for match in BLOCK.finditer(text))
        text = pattern.sub(cover, text)
    notes = tuple((m.start(1), m.end(1)) for m in INLINE_NOTE.finditer(text))
    text = INLINE_NOTE.sub(lambda m: f"  {m[1]} ", text)
    text = BRACKETS.sub(" ", text)
    spans = list(_spans("emphasis", EMPHASIS, text))
    for pattern in EMPHASIS:
        text = pattern.sub(_bare, text)
    with_quotations = text.replace(BARE, " ")
    for pattern in QUOTATIONS:
        spans += _spans("quotation", [pattern], text)
        text = pattern.sub(_quotation, text)
    text = text.replace(BARE, " ")
    spans.sort(key=lambda span: span.start)
    tables = tuple(m.span("rows") for m in LIST_TABLE.finditer(source))
    return Masked(text, with_quotations, tuple(spans), blocks, notes, tables)


def _spans(kind: Kind, patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[Span]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            words = found["words"].replace(BARE, " ")
            left = len(words) - len(words.lstrip())
            yield Span(kind, found.start("words") + left, words[left:])


# covers


Cover = Callable[[re.Match[str]], str]


def _run(sign: str) -> Cover:
    """Cover a match with one sign; its lines become one, as they are one thing in a sentence."""
    return lambda match: sign * len(match[0])


def _blank(match: re.Match[str]) -> str:
    """Cover a match with blanks; its lines stay lines."""
    return re.sub(r"[^\n]", " ", match[0])


def _gone(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", GONE, match[0])


def _key(match: re.Match[str]) -> str:
    """Cover a citation or cross-reference that is part of its sentence, with its locator."""
    sign = OPAQUE if CROSS_REFERENCE.match(match["key"]) else NARRATIVE
    if sign is OPAQUE and match["locator"]:
        return sign * len(match["at"]) + match["locator"]
    return sign * len(match[0])


def _bracketed(match: re.Match[str]) -> str:
    keys = KEY.findall(match[0])
    only_references = all(CROSS_REFERENCE.match(key) for key in keys)
    return (OPAQUE if only_references else CITATION) * len(match[0])


def _link(match: re.Match[str]) -> str:
    """Leave a link's words, and an image's caption."""
    opening = " " * len(match["opening"])
    return f"{opening}{match['words']}{' ' * (len(match[0]) - len(opening) - len(match['words']))}"


def _quotation(match: re.Match[str]) -> str:
    """Cover a quotation, but leave the stop that ends it: it may end the sentence as well."""
    stop = match["words"].rstrip(f"{QUOTED}{BARE}")[-1:]
    covered = QUOTED * len(match[0])
    if stop in (".", "!", "?"):
        covered = f"{covered[:-2]}{stop}{QUOTED}"
    return covered


def _bare(match: re.Match[str]) -> str:
    """Leave emphasised words without their marks."""
    edge = BARE * len(match["marks"])
    return f"{edge}{match['words']}{edge}"


KEY = re.compile(r"(?<![\w@])-?@\{?([A-Za-z0-9_][\w:.#$%&+?<>~/-]*)")
CROSS_REFERENCE = re.compile(r"(?:tbl|fig|sec|app|mark|lim)[:-]")
PARAGRAPH = r"(?:(?!\n[ \t]*\n).)"
"""Any sign but a blank line's."""
EMPHASISED, QUOTED_AT_MOST, FORMULA, JINJA = 500, 1500, 400, 8000
"""How many signs may stand between two marks: a mark whose other is missing costs no more."""

BLOCK = re.compile(r"^ {0,3}>.*(?:\n(?!:::)[ \t]*\S.*)*", re.MULTILINE)

COVERS: Sequence[tuple[re.Pattern[str], Cover]] = (
    # what Jinja reads first
    (re.compile(rf"\{{%#.{{0,{JINJA}}}?#%\}}", re.DOTALL), _gone),
    (re.compile(rf"\{{%.{{0,{JINJA}}}?%\}}", re.DOTALL), _gone),
    (re.compile(rf"\{{\{{.{{0,{JINJA}}}?\}}\}}", re.DOTALL), _run(EXPRESSION)),
    # blocks
    (re.compile(r"\A\s*---[ \t]*\n[\w-]+:(?:.*\n)+?(?:---|\.\.\.)[ \t]*$", re.MULTILINE), _blank),
    (re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL), _blank),
    (
        re.compile(
            r"^[ \t]*(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)",
            re.MULTILINE | re.DOTALL,
        ),
        _blank,
    ),
    (
        re.compile(
            r"^:{3,}[ \t]*\{[^}\n]*\.quotation\b[^}\n]*\}[ \t]*:*[ \t]*\n.*?(?:^:{3,}[ \t]*$|\Z)",
            re.MULTILINE | re.DOTALL,
        ),
        _blank,
    ),
    (BLOCK, _blank),
    (re.compile(r"^:{3,}.*$", re.MULTILINE), _blank),
    # what stands in a line
    (re.compile(rf"(?<![\\`])(?P<marks>`+)(?!`){PARAGRAPH}+?(?<!`)(?P=marks)(?!`)(?:\{{[^}}\n]*\}})?", re.DOTALL), _run(OPAQUE)),
    (re.compile(rf"(?<!\\)\$\$\S{PARAGRAPH}{{0,{FORMULA}}}?\$\$", re.DOTALL), _run(OPAQUE)),
    (re.compile(rf"(?<![\\\w$])\$(?=[^\s$]){PARAGRAPH}{{0,{FORMULA}}}?(?<=[^\s\\])\$(?!\d)", re.DOTALL), _run(OPAQUE)),
    (re.compile(r"\\[^\w\n]|\\$", re.MULTILINE), _blank),
    (re.compile(r"(?P<opening>!?\[)(?P<words>[^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"), _link),
    (re.compile(r"<(?:https?|mailto|ftp):[^>\s]*>|\b(?:https?://|www\.|doi:)[^\s)>\]]+(?<![.,;:!?])"), _run(OPAQUE)),
    (re.compile(r"</?[a-zA-Z][^<>\n]*>"), _blank),
    (re.compile(r"\[[^\[\]]*?(?<![\w@])-?@[\w{][^\[\]]*\](?![({])"), _bracketed),
    (re.compile(r"(?P<at>(?<![\w@\[])-?@\{?(?P<key>[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w/])?)\}?)(?P<locator>\s\[[^\[\]@]*\](?![({]))?"), _key),
    (re.compile(r"\[\^[^\]\s]+\](?!:)"), _blank),
    (re.compile(r"\{\s*(?:[#.][\w:-]|-\}|[\w-]+=)[^{}]*\}"), _blank),
)  # fmt: skip
"""What is no prose → how it is covered, in the order in which it is looked for."""

LIST_TABLE = re.compile(
    r"^:{3,}[ \t]*\{[^}\n]*\.list-table\b[^}\n]*\}[ \t]*:*[ \t]*\n"
    r"(?:(?![*-][ \t]|:{3,}).*\n)*(?P<rows>[*-][ \t].*\n(?:(?!:{3,}).*\n)*)",
    re.MULTILINE,
)
"""A table that is written as a list: its title, then its rows up to the next fence."""
INLINE_NOTE = re.compile(r"\^\[((?:[^\[\]\n]|\n(?![ \t]*\n))*)\]")
BRACKETS = re.compile(r"(?<!\^)\[(?!\^)|\](?!:)")
EMPHASIS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"(?<![\w*\\])(?P<marks>\*{{1,3}})(?=[^\s*])(?P<words>{PARAGRAPH}{{1,{EMPHASISED}}}?)(?<=[^\s*])(?P=marks)(?!\*)",
        rf"(?<![\w_\\])(?P<marks>_{{1,3}})(?=[^\s_])(?P<words>{PARAGRAPH}{{1,{EMPHASISED}}}?)(?<=[^\s_])(?P=marks)(?![\w_])",
    )
)
QUOTATIONS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rf"“(?P<words>{PARAGRAPH}{{1,{QUOTED_AT_MOST}}}?)”",
        rf"(?<!\w)\"(?=\S)(?P<words>{PARAGRAPH}{{1,{QUOTED_AT_MOST}}}?)(?<=\S)\"(?!\w)",
        rf"(?<!\w)‘(?=\S)(?P<words>{PARAGRAPH}{{1,{QUOTED_AT_MOST}}}?)’(?![a-z])",
        rf"(?<![\w'])'(?=[A-Za-z])(?P<words>{PARAGRAPH}{{1,{QUOTED_AT_MOST}}}?)(?<=[^\s])'(?![\w'])",
    )
)
