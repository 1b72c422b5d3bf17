"""A .bib file's text → its blocks, each with its line, and whatever looks like a lost one.

The scanner knows little of BibTeX: where blocks begin and end. It is the route by which no
entry is overlooked; what an entry means is for bibtexparser and pandoc to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from softbound.collect.bibliography.entry_types import KNOWN, SILENT, plain

_KINDS = "|".join(sorted(KNOWN | SILENT, key=len, reverse=True))
_NAME = r"[^\s@{}()\[\]=,%\"#]+"
_HEAD = rf"@[ \t]*(?P<type>{_NAME}(?:[ \t]{_NAME}){{0,2}})[ \t]*(?:\n[ \t]*)?(?P<bracket>[{{(])"

_TOP = re.compile(rf"(?P<comment>%[^\n]*)|{_HEAD}")
"""What counts between blocks: a comment to the end of the line, or the beginning of a block."""
_ANY_HEAD = re.compile(_HEAD)
_SURE_HEAD = re.compile(
    rf"@[ \t]*(?:(?:{_KINDS})\s*[{{(]\s*[^\s,={{}}\"]+\s*,|(?:comment|preamble|string)\s*[{{(])",
    re.I,
)
"""A beginning that cannot be a value's text: a known type, a bracket, a key and a comma."""
_MARK = re.compile(r"\\[\\{}\"%()@]|[{}\"%()]|@")
_BARE_WORD = re.compile(rf"@[ \t]*(?:{'|'.join(SILENT)})\b", re.I)

_NO_BRACKET = re.compile(r"@(?:\S+\s*\Z|[^\n]*[,={(])")
_NO_AT = re.compile(rf"\W{{0,2}}(?:{_KINDS})[ \t]*[{{(][ \t]*[^\s,={{}}\"]*[ \t]*,", re.I)
_KEY_AND_COMMA = re.compile(r"[^\n]*\{[ \t]*[^\s,={}\"]+[ \t]*,")
_LINE_WITH_KEY = re.compile(r"@|\W{0,2}[\w-]*[ \t]*[{(][ \t]*[^\s,={}\"]+[ \t]*,")
_FIELD = re.compile(r",?\s*(?P<field>[A-Za-z][\w-]*)\s*=\s*[{\"\d]")


@dataclass(frozen=True)
class Block:
    """From an @ to its closing bracket."""

    type: str
    """As written: ``Article``, ``book_section``, ``string``."""
    body: str
    """What stands between the brackets, comments blanked."""
    line: int
    """The line of the @, from 1."""
    body_line: int
    """The line on which the body begins."""
    closed: bool
    """Whether the closing bracket was found before the next block or the file's end."""
    start: int = 0
    """Where its @ stands in the text, counted from 0."""
    body_start: int = 0
    """Where its body begins."""
    end: int = 0
    """Where the text goes on after it."""

    @property
    def kind(self) -> str:
        """The type as the tables know it."""
        return plain(self.type)


@dataclass(frozen=True)
class Stray:
    """Text between blocks that looks like a lost entry, or like a part of one."""

    line: int
    what: str
    """What is wrong, a full sentence."""
    hint: str


def scan(text: str) -> tuple[list[Block], list[Stray]]:
    """Find all blocks of a .bib file.

    :param text: the file, lines ended by ``\\n``.
    :return: the blocks in order (comments left out), and what looks like lost entries.
    """
    blocks: list[Block] = []
    strays: list[Stray] = []
    at, line = 0, 1
    gap_from, gap_line = 0, 1
    while found := _TOP.search(text, at):
        line += text.count("\n", at, found.start())
        if found["comment"] is None and not _counts(text, found.start()):
            at = found.start() + 1
            continue
        strays += _strays(text[gap_from : found.start()], gap_line, blocks)
        if found["comment"] is not None:
            at = gap_from = found.end()
            gap_line = line
            continue
        first_word = plain(found["type"].split()[0])
        if first_word in SILENT and plain(found["type"]) != first_word:
            # "@comment some words {…": BibTeX skips the word and nothing else
            end = found.start("type") + len(found["type"].split()[0])
        elif first_word == "comment":
            comment_end = _end_of_comment(text, found.end())
            end = found.end() if comment_end is None else comment_end
            if comment_end is None:
                strays.append(Stray(line, "A @comment is never closed.", "Close its bracket."))
        else:
            body, end, closed = _body(text, found.end(), found["bracket"])
            body_line = line + text.count("\n", found.start(), found.end())
            if first_word != "preamble" or not closed:
                ends = (found.start(), found.end(), end)
                blocks.append(Block(found["type"], body, line, body_line, closed, *ends))
        line += text.count("\n", found.start(), end)
        at = gap_from = end
        gap_line = line
    strays += _strays(text[gap_from:], gap_line, blocks)
    return blocks, strays


def _body(text: str, start: int, bracket: str) -> tuple[str, int, bool]:
    """The text of a block after its opening bracket → body, where it ends, whether it is closed."""
    end, closed, comments = _end(text, start, bracket)
    body = text[start : end - 1 if closed else end]
    for first, last in comments:
        body = body[: first - start] + " " * (last - first) + body[last - start :]
    return body, end, closed


def _end(text: str, start: int, bracket: str) -> tuple[int, bool, list[tuple[int, int]]]:
    """A block's end: the index after it, whether it is closed there, the comments inside."""
    depth, round_depth, quoted = 0, 0, False
    comments: list[tuple[int, int]] = []
    at = start
    while mark := _MARK.search(text, at):
        at = mark.end()
        match mark[0]:
            case "{":
                depth += 1
            case "}":
                if depth == 0 and bracket == "{":
                    return at, True, comments
                depth = max(depth - 1, 0)
            case '"' if depth == 0:
                quoted = not quoted
            case "%" if depth == 0 and not quoted:
                newline = text.find("\n", at)
                at_comment_end = len(text) if newline < 0 else newline
                comments.append((mark.start(), at_comment_end))
                at = at_comment_end
            case "(" if depth == 0 and bracket == "(" and not quoted:
                round_depth += 1
            case ")" if depth == 0 and bracket == "(" and not quoted:
                if round_depth == 0:
                    return at, True, comments
                round_depth -= 1
            case "@" if _begins_a_block(text, mark.start(), inside=depth > 0 or quoted):
                return _first_hidden(text, start, mark.start()), False, []
    return _first_hidden(text, start, len(text)), False, []


def _first_hidden(text: str, start: int, end: int) -> int:
    """Where in a block without end another entry hides within a line; else the block's end."""
    sure = _SURE_HEAD.search(text, start, end)
    return sure.start() if sure else end


def _begins_a_block(text: str, at: int, inside: bool) -> bool:
    """Whether an @ within an unfinished block begins the next one.

    Between fields every beginning at a line's start counts, and a sure one anywhere; within a
    value only a sure one at a line's start, since values may well hold an @.
    """
    if _SURE_HEAD.match(text, at):
        return not inside or _at_line_start(text, at)
    return not inside and _at_line_start(text, at) and _ANY_HEAD.match(text, at) is not None


def _at_line_start(text: str, at: int) -> bool:
    return _before(text, at) == "\n"


def _before(text: str, at: int) -> str:
    """The last character before an index that is no space; a line's end at the file's beginning."""
    while at > 0 and text[at - 1] in " \t\f\v":
        at -= 1
    return text[at - 1] if at > 0 else "\n"


def _counts(text: str, at: int) -> bool:
    """Whether an @ between blocks begins one: "name@example.org (work)" does not."""
    return _before(text, at) in "\n})@" or _SURE_HEAD.match(text, at) is not None


def _end_of_comment(text: str, start: int) -> int | None:
    """The index after a comment's closing brace: what it holds is meant not to count."""
    depth = 0
    for mark in re.compile(r"\\[\\{}]|[{}]").finditer(text, start):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            if depth == 0:
                return mark.end()
            depth -= 1
    return None


def _strays(gap: str, line: int, blocks: list[Block]) -> list[Stray]:
    """What in the text between two blocks looks like a lost entry or the rest of one."""
    found = []
    for offset, content in enumerate(map(str.strip, gap.split("\n"))):
        if _BARE_WORD.match(content):
            continue
        if _NO_BRACKET.match(content):
            what = "An entry has no opening bracket after its type."
            found.append(Stray(line + offset, what, _HINT))
        elif _NO_AT.match(content) or _KEY_AND_COMMA.match(content):
            found.append(Stray(line + offset, _UNLIKE, _HINT))
        elif not found and (rest := _FIELD.match(content)):
            after = f" after the entry of line {blocks[-1].line}" if blocks else ""
            what = f'The field "{rest["field"]}"{after} belongs to no entry.'
            found.append(Stray(line + offset, what, "Look for a closing bracket too many above."))
    return found


def hidden(block: Block) -> list[Stray]:
    """What in a block that cannot be read looks like the beginning of another entry."""
    return [
        Stray(block.body_line + offset, _UNLIKE, _HINT)
        for offset, content in enumerate(block.body.split("\n"))
        if offset and _LINE_WITH_KEY.match(content.strip())
    ]


_UNLIKE = "This looks like an entry, but it does not begin with @ and a type."
_HINT = "Entries begin like this: @article{key,"
