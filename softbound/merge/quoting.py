"""Lines of Markdown with quotations in them, each in the line or as a block.

APA 7 (sections 8.25 to 8.27): under 40 words in the line, between quotation marks; from 40 on a block
without them, its attribution after the final stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

BLOCK = 40
"""The words from which on a quotation is a block."""
TOKEN = re.compile("\ue003(\\d+)\ue004")
"""What stands for a quotation until it is known where it ends up."""
BETWEEN = "\ue005"
"""What stands between quotations that are each a block of their own."""


@dataclass(frozen=True)
class Quotation:
    """What stands for a token."""

    finding: str
    """The id."""
    text: str = ""
    attribution: str = ""
    """Markdown in round brackets, or a citation; empty where the sentence names who spoke."""
    chapter: str = ""
    """The chapter it comes from, where that is another."""
    turns: tuple[tuple[str, str], ...] = ()
    """Speakers and words, where several speak."""
    count: int = 0
    """How many words it has."""
    block: bool = False
    """Whether it is a block, however long."""
    table: bool = False
    """Whether a table's template places it, so that it is none."""
    wrong: tuple[str, str, str] | None = None
    """Rule, message and hint, where there is nothing to quote."""

    @property
    def long(self) -> bool:
        return self.count >= BLOCK or bool(self.turns)


Wrong = tuple[str, str, str]
"""Rule, message, hint."""
Of = Callable[[re.Match[str]], Quotation]


def token(index: int) -> str:
    """What stands for the quotation with a number."""
    return f"\ue003{index}\ue004"


_CELL = re.compile(r"\s*(?:[-*+:]\s+)*")


def parted(row: str) -> list[str]:
    """A line with quotations that follow each other → a line for each, in the same list item; in a
    table's row they stay in their cell."""
    if row.lstrip().startswith("|"):
        return [row.replace(BETWEEN, " ")]
    first, *others = row.split(BETWEEN)
    note, cell = _CONTAINER.match(row), _CELL.match(row)
    assert note is not None and cell is not None
    indent = " " * (4 if note["note"] else max(note.end(), cell.end()))
    return [first, *(line for other in others for line in ("", indent + other))]


def follow(row: str, fences: list[str]) -> None:
    """Keep the fences that are open after a line."""
    found = re.match(r"\s*:{3,}\s*(.*?)\s*:*\s*$", row)
    if found and found[1]:
        fences.append(found[1])
    elif found and fences:
        fences.pop()


# a line

_CONTAINER = re.compile(
    r"\s*(?:(?P<note>\[\^[^\]\s]+\]:\s*)|(?P<item>(?:[-*+:]|\(?(?:\d+|[A-Za-z#@]|[ivx]+)[.)])\s+))?"
)
_GOES_ON = re.compile(r"\s*(?:[,;)\]–—]|:(?!::)|[a-z])")

_ATTRIBUTE = re.compile(r"\{[^{}]*=\"[^\"{}]*$")
"""Where an attribute's value is open, such as alt="…"."""


def written(row: str, after: str, cell: bool, of: Of) -> tuple[list[str], list[Wrong]]:
    """A line with tokens → lines with quotations, and what is wrong with them.

    :param after: the line that follows.
    :param cell: whether it stands in a table or a note, where nothing can be a block.
    """
    cell = cell or row.lstrip().startswith("|")
    wrong: list[Wrong] = []
    lines: list[str] = []
    container = _CONTAINER.match(row)
    assert container is not None
    indent = " " * (4 if container["note"] else container.end())
    lead, rest = "", row
    while match := TOKEN.search(rest):
        one = of(match)
        before, tail = lead + rest[: match.start()], rest[match.end() :]
        if _ATTRIBUTE.search(before) and not one.wrong:
            lead, rest = before + plain(one).replace('"', ""), tail
            continue
        if one.wrong:
            wrong.append(one.wrong)
            lead, rest = before + "[?]", tail
            continue
        before, tail, typed = _without_typed(one, before, tail)
        wrong += typed
        in_cell = cell or one.table
        block = not in_cell and (one.block or one.long)
        if block and (why := _cannot_break(before, tail, after)):
            wrong.append(_too_long(one, why))
            block = False
        if not block:
            lead, rest = before + _inline(one, stop=in_cell), tail
            continue
        lines += _opened(before, container, [indent + each for each in _block(one)])
        tail = re.sub(r"^\s*\.?\s*", "", tail)
        lead, rest = "", indent + tail if tail else ""
    if lead + rest or not lines:
        lines.append(lead + rest)
    return [line.rstrip() if not line.strip() else line for line in lines], wrong


def _opened(before: str, container: re.Match[str], block: list[str]) -> list[str]:
    """A block with what stands before it: a sentence, a list item's sign, or nothing."""
    if container[0].strip() and before.strip() == container[0].strip():
        if container["note"]:
            return [before.rstrip(), "", *block, ""]
        return [container[0] + block[0].lstrip(), *block[1:], ""]
    if before.strip() in ("", ">"):
        return ["", *block, ""]
    return [before.rstrip(), "", *block, ""]


def _cannot_break(before: str, tail: str, after: str) -> str:
    """Why a line cannot be broken by a block where a token stands; empty where it can."""
    if before.lstrip().startswith("#"):
        return "in a heading"
    if before and not before[-1].isspace():
        return "right behind other signs"
    if before.count("[") > before.count("]") or before.count("(") > before.count(")"):
        return "within brackets"
    text = tail.strip().lstrip(".")
    if _GOES_ON.match(text or after):
        return "in the middle of a sentence"
    return ""


def _too_long(one: Quotation, why: str) -> Wrong:
    what = f"has {one.count} words" if one.count >= BLOCK else "tells what several people said"
    return (
        "long-quotation-stands-by-itself",
        f"The quotation {one.finding} {what}, so it should be a block, which cannot stand {why}.",
        "Quote a part of it with words=, or place it after the sentence, in a line of its own.",
    )


_OPENING, _CLOSING = "\"“'‘", "\"”'’"


def _without_typed(one: Quotation, before: str, tail: str) -> tuple[str, str, list[Wrong]]:
    """What stands around a quotation, without marks and attribution that the author typed."""
    wrong: list[Wrong] = []
    rule = "quotation-is-marked-once"
    closing = re.match(rf"([.,]?)[{_CLOSING}](?!\w)", tail)
    if before[-1:] and before[-1] in _OPENING and closing and not before[-2:-1].isalnum():
        before, tail = before[:-1], closing[1] + tail[closing.end() :]
        message = f'Quotation marks stand around quote("{one.finding}"), which sets its own.'
        wrong.append((rule, message, "Take them out."))
    if one.attribution and tail.lstrip().startswith(one.attribution):
        tail = tail.lstrip().removeprefix(one.attribution)
        message = f'"{one.attribution}" stands behind quote("{one.finding}"), which says it itself.'
        wrong.append((rule, message, "Take it out, or write attributed=false."))
    return before, tail, wrong


# a quotation


def _inline(one: Quotation, stop: bool) -> str:
    """Between quotation marks, without its full stop, since the sentence goes on.

    :param stop: whether the full stop stays: in a cell, nothing goes on.
    """
    if one.turns:
        text = " ".join(f"{speaker}: {words}" for speaker, words in one.turns)
    else:
        text = one.text
    text = _within_marks(" ".join(text.split()))
    if not stop and text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    attribution = f" {one.attribution}" if one.attribution else ""
    return f"[“{escaped(text)}”{attribution}]{{{_attributes(one)}}}"


_SINGLE = str.maketrans("“”", "‘’")
_SAID = re.compile("“[^“”]*”")
_SAID_WITHIN = re.compile(r"‘((?:[^‘’]|’(?=\w))+)’(?!\w)")


def _within_marks(text: str) -> str:
    """Text as it stands between double marks: its own become single, and single within them double."""
    text = _SAID.sub(lambda said: _SAID_WITHIN.sub("\ue006\\1\ue007", said[0]), curly(text))
    return text.translate(_SINGLE).replace("\ue006", "“").replace("\ue007", "”")


def _block(one: Quotation) -> Iterator[str]:
    """A block without quotation marks; several speakers each in a line of their own."""
    yield f"::: {{{_attributes(one)}}}"
    attribution = f" {one.attribution}" if one.attribution else ""
    if one.turns:
        said = [f"{escaped(s)}: {escaped(curly(' '.join(w.split())))}" for s, w in one.turns]
        yield from (f"> {line}\\" for line in said[:-1])
        yield f"> {said[-1]}{attribution}"
    else:
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", one.text)]
        for paragraph in paragraphs[:-1]:
            yield f"> {_begun(escaped(curly(paragraph)))}"
            yield ">"
        yield f"> {_begun(escaped(curly(paragraphs[-1])))}{attribution}"
    yield ":::"


def _attributes(one: Quotation) -> str:
    chapter = f' chapter="{one.chapter}"' if one.chapter else ""
    return f'.quotation of="{one.finding}"{chapter}'


def plain(one: Quotation) -> str:
    """A quotation as a drawing shows it."""
    return f"“{_within_marks(' '.join(one.text.split()))}”"


_SIGNS = re.compile(r"[\\`*_{}\[\]<>#^~$@|\"'&]|-(?=-)|(?<=-)-|\.(?=\.\.)")


def escaped(text: str) -> str:
    """Text that comes out of Markdown sign by sign."""
    return _SIGNS.sub(lambda match: f"\\{match[0]}", text)


def _begun(text: str) -> str:
    """Text at the beginning of a paragraph, where it could be taken for a list."""
    text = re.sub(r"^([-+:%=])", r"\\\1", text)
    return re.sub(r"^(\(?\w{1,9})([.)])(?=\s|$)", r"\1\\\2", text)


_SHORT = re.compile(r"'(?:cause|em|til|till|tis|twas|n|bout|round|cos|coz|\d\ds?)\b", re.IGNORECASE)
"""Words that begin with an apostrophe."""


def curly(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them."""
    text = re.sub(r"(^|[\s(\[{—–/“‘'-])\"(?=\S)", r"\1“", text).replace('"', "”")
    result = ""
    for place, sign in enumerate(text):
        if sign == "'":
            opens = place == 0 or text[place - 1] in " ([{—–/“‘-"
            closed = re.search(r"\S'(?!\w)", text[place + 1 :])
            sign = "‘" if opens and closed and not _SHORT.match(text, place) else "’"
        result += sign
    return result
