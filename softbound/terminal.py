"""Text as a terminal can show it, whatever its encoding."""

from __future__ import annotations

import codecs

PLAIN = str.maketrans(
    {"├": "|", "└": "`", "─": "-", "│": "|", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...",
     "–": "-", "—": "-"}
)  # fmt: skip
"""What stands for signs that a terminal does not have."""


def in_encoding(value: str, encoding: str) -> str:
    """Text with plainer signs for those that an encoding does not have."""
    try:
        value.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        known = encoding if encoding.isascii() and _is_known(encoding) else "ascii"
        return value.translate(PLAIN).encode(known, errors="replace").decode(known)
    return value


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
