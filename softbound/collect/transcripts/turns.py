"""Lines of a transcript → turns: who speaks, in which words, on which line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize


@dataclass(frozen=True)
class Line:
    """A line of text, or a paragraph of a Word file."""

    number: int
    """Counted from 1, as an editor or Word counts it."""
    text: str
    speaker: str | None = None
    """Who speaks from here on, where the file's form says so."""


@dataclass(frozen=True)
class Turn:
    """What somebody said until another spoke."""

    speaker: str
    """Their label as the transcript writes it; empty before the first label."""
    line: int
    """Where the turn begins, its label included."""
    lines: tuple[Line, ...] = field(default=())
    """The words, without label and times."""


_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_SPAN = rf"{_CLOCK}(?:\s*(?:-->|[-–])\s*{_CLOCK})?"
_BRACKETED = re.compile(rf"\[{_SPAN}\]|\({_SPAN}\)|<{_SPAN}>|#{_CLOCK}(?:-\d+)?#")
_BARE = re.compile(rf"^\s*{_SPAN}(?=\s|$)")
_PART = r"[^\W_][\w.'’-]*"
_NAME = rf"{_PART}(?:[ \u00a0]{_PART}){{0,3}}(?: ?\(\w+\))?"
_MARK = r"(?:\*\*|__|\*|_)?"
_LABEL = re.compile(
    rf"^\s*(?:{_CLOCK}\s+)?{_MARK}\s*(?P<name>{_NAME})\s*{_MARK}\s*(?:{_CLOCK}\s*)?"
    rf"(?:(?::\s*{_MARK}|{_MARK}:)(?=\s|$)|\t)"
)
_ALONE = re.compile(rf"^\s*{_MARK}(?P<name>{_NAME}){_MARK}\s+{_CLOCK}\s*$")
"""Harriet   0:03, as Teams and Otter write it above each turn."""
_USUAL = re.compile(
    r"(?:i|int|interviewer|interviewee|researcher|facilitator|participant|respondent|"
    r"p|r|[pri]\d+|(?:speaker|participant|interviewer|respondent) ?\d+)",
    re.IGNORECASE,
)
"""What speakers are called who are not called by a name."""


def plain(name: str) -> str:
    """A speaker's label as it is compared."""
    return " ".join(normalize("NFC", name).split()).casefold().strip(" .*_")


def turns(lines: Iterable[Line], known: Collection[str] = ()) -> tuple[Turn, ...]:
    """Lines → turns.

    What stands before a colon at a line's beginning is a label if it looks like a name and is
    known, usual, or stands so more than once: "And I thought: no" is no speaker.

    :param known: names of speakers, such as the participant's pseudonym and id.
    """
    lines = [replace(line, text=_BRACKETED.sub(" ", line.text)) for line in lines]
    lines = _without_times(lines)
    labels = _labels(lines, {plain(name) for name in known})
    result: list[Turn] = []
    for line in lines:
        for speaker, text in _parts(line, labels):
            if speaker is not None and (not result or plain(result[-1].speaker) != plain(speaker)):
                result.append(Turn(speaker, line.number))
            elif not result:
                result.append(Turn("", line.number))
            if text.strip():
                spoken = Line(line.number, text.strip())
                result[-1] = replace(result[-1], lines=(*result[-1].lines, spoken))
    return tuple(turn for turn in result if turn.lines)


def _without_times(lines: Sequence[Line]) -> list[Line]:
    """Without the times at lines' beginnings, where the transcript has them all along.

    "10:30" at a line's beginning may also be what somebody said.
    """
    filled = [line for line in lines if line.text.strip()]
    timed = sum(_BARE.match(line.text) is not None for line in filled)
    everywhere = timed * 3 >= len(filled) > 2
    result = []
    for line in lines:
        found = _BARE.match(line.text)
        if found and (everywhere or not line.text[found.end() :].strip()):
            line = replace(line, text=line.text[found.end() :])
        result.append(line)
    return result


def _labels(lines: Sequence[Line], known: set[str]) -> set[str]:
    """The labels of a transcript, as they are compared."""
    found = Counter(
        plain(match["name"])
        for line in lines
        if (match := _label(line.text))
        and (_like_a_name(match["name"]) or plain(match["name"]) in known)
    )
    return {
        name
        for name, times in found.items()
        if times > 1 or name in known or _USUAL.fullmatch(name)
    }


def _label(text: str) -> re.Match[str] | None:
    return _LABEL.match(text) or _ALONE.match(text)


def _like_a_name(name: str) -> bool:
    words = re.split(r"[ \u00a0]", name.replace("(", ""))
    return all(word[:1].isupper() or word[:1].isdigit() for word in words) and any(
        letter.isalpha() for letter in name
    )


def _parts(line: Line, labels: set[str]) -> Iterator[tuple[str | None, str]]:
    """What a line says, parted where a label stands within it: (speaker, None for the one before;
    words)."""
    speaker, text = line.speaker, line.text
    found = _label(text) if speaker is None else None
    if found and plain(found["name"]) in labels:
        speaker, text = found["name"], text[found.end() :]
    for match in _within(text, labels):
        yield speaker, text[: match.start()]
        yield from _parts(Line(line.number, text[match.end() :], match["name"]), labels)
        return
    yield speaker, text


_INNER = re.compile(rf"(?<=[.?!…\])\"”’—–-])\s+(?P<name>{_NAME}):\s+")


def _within(text: str, labels: set[str]) -> Iterator[re.Match[str]]:
    for match in _INNER.finditer(text):
        if plain(match["name"]) in labels and _like_a_name(match["name"]):
            yield match


def dialogue(text: str, known: Collection[str] = ()) -> tuple[Turn, ...]:
    """The turns of an excerpt in which several people speak, each on a line with a label; empty
    for the words of one."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    labelled = [m["name"] for line in lines if (m := _LABEL.match(line.text))]
    names = [name for name in labelled if _like_a_name(name) or plain(name) in map(plain, known)]
    if len(names) < 2 or not _LABEL.match(text):
        return ()
    found = turns(lines, {*known, *names})
    return found if len({plain(turn.speaker) for turn in found}) > 1 else ()
