"""What of a source is not looked at: keys of citations, what is others' in a bibliography."""

from __future__ import annotations

import re
from collections.abc import Collection

_KEY = re.compile(r"(?<![\w.+%-])-?@\{?\w[\w:.#$%&+?<>~/-]*\}?")
_WORD = re.compile(r"[A-Za-z][\w:.+/-]*\d[\w:.+/-]*")
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
    return _WORD.sub(lambda match: _blank(match) if match[0] in keys else match[0], text)


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


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _blanked(text: str) -> str:
    """As many spaces, lines kept."""
    return re.sub(r"[^\n]", " ", text)
