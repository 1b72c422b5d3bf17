"""What of a source is not looked at: keys of citations, what is others' in a bibliography."""

from __future__ import annotations

import re
from collections.abc import Collection

_KEY = re.compile(r"(?<![\w.+%-])-?@\{?\w[\w:.#$%&+?<>~/-]*\}?")
_WORD = re.compile(r"[A-Za-z][\w:.+/-]*")
_FIELD = re.compile(
    r"(?im)(?:^|[,{])\s*-?\s*\"?([a-z][\w-]*)\"?\s*(?:=\s*|:\s)|@(comment)\b|^\s*@(\w+)\s*[{(]"
)
OWN = frozenset({"note", "annote", "annotation", "comment", "file", "localfile", "owner"})
"""Fields of a bibliography in which authors write themselves, or their programs do."""
_NAMED_FILES = re.compile(r"(?m)^(?:private|transcripts)[ \t]*:.*$")


def source(text: str, keys: Collection[str]) -> str:
    """Prose or findings without keys of citations; lines stay as they are.

    :param keys: those of the bibliographies.
    """
    text = _KEY.sub(_blank, text) if "@" in text else text
    told = {key for key in keys if re.search(r"\d", key)}  # others are everyday words
    return _WORD.sub(lambda match: _blank(match) if match[0] in told else match[0], text)


def thesis(text: str) -> str:
    """thesis.yaml without the places of files that are no part of the thesis."""
    return _NAMED_FILES.sub(_blank, text)


def bibliography(text: str) -> str:
    """A bibliography's text: only the fields in which its owner writes, and remarks of programs."""
    kept, at, own, remark = [], 0, False, False
    for match in _FIELD.finditer(text):
        if remark and match[1]:
            continue  # a remark has no fields
        kept.append(text[at : match.start()] if own else _blanked(text[at : match.start()]))
        remark = match[2] is not None
        at, own = match.start(), remark or (match[1] or "").lower() in OWN
    kept.append(text[at:] if own else _blanked(text[at:]))
    return "".join(kept)


_REDACT = re.compile(
    r"\{[^{}\n]*(?:\.redact\b|\bredact\s*=\s*(?!\"?(?:false|no)\b))[^{}\n]*\}", re.IGNORECASE
)
_FENCE = re.compile(r"^:{3,}[ \t]*(\S?)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)


def redacted(text: str) -> list[tuple[int, int]]:
    """Where Markdown stands that the public version does not show: marked words and pictures,
    blocks, and what is below a marked heading."""
    found = []
    for mark in _REDACT.finditer(text):
        line = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
        if heading := _HEADING.match(line):
            found.append((mark.end(), _end_of_section(text, mark.end(), len(heading[1]))))
        elif _FENCE.match(line):
            found.append((mark.end(), _end_of_block(text, mark.end())))
        elif text[mark.start() - 1 : mark.start()] == "]":
            found.append((_opening(text, mark.start() - 1), mark.start()))
        else:  # a picture
            found.append((text.rfind("![", 0, mark.start()), mark.end()))
    return found


def _end_of_section(text: str, at: int, level: int) -> int:
    later = (m.start() for m in _HEADING.finditer(text, at) if len(m[1]) <= level)
    return next(later, len(text))


def _end_of_block(text: str, at: int) -> int:
    depth = 1
    for fence in _FENCE.finditer(text, at):
        depth += 1 if fence[1] else -1
        if not depth:
            return fence.start()
    return len(text)


def _opening(text: str, at: int) -> int:
    """The bracket that belongs to the closing one at a place."""
    depth = 0
    for start in range(at, -1, -1):
        depth += (text[start] == "]") - (text[start] == "[")
        if not depth:
            return start
    return at


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _blanked(text: str) -> str:
    """As many spaces, lines kept."""
    return re.sub(r"[^\n]", " ", text)
