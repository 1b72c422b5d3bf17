"""Values as Typst code.

Source of the syntax: typst.app/docs/reference, foundations (string, array, dictionary).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from softbound import ast
from softbound.ast import Element

ESCAPES: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no font has and no PDF may hold."""

LENGTH = re.compile(r"^\s*(\d+(?:\.\d*)?|\.\d+)\s*(%|cm|mm|in|pt|px|em)?\s*$")
POINTS_A_PIXEL = 0.75
"""CSS's pixels, 96 to an inch, as pandoc counts a length without a unit."""


def raw(value: str) -> Element:
    """Typst code as a block."""
    return ast.raw_block("typst", value)


def string(value: str) -> str:
    """Text as a quoted Typst string; control characters are left out."""
    text = CONTROL.sub("", value)
    return '"' + "".join(ESCAPES.get(character, character) for character in text) + '"'


def literal(value: object) -> str:
    """A value of None, bool, int, float, str, list, tuple and mapping as Typst code.

    :raises TypeError: for anything else (a programmer's mistake).
    """
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return string(value)
        case list() | tuple():
            return "(" + "".join(f"{literal(item)}, " for item in value) + ")"
        case Mapping():
            pairs = "".join(f"{string(str(key))}: {literal(item)}, " for key, item in value.items())
            return f"({pairs})" if pairs else "(:)"
    raise TypeError(f"no Typst code for {type(value).__name__}")


def length(value: str | None) -> str | None:
    """A width or height of pandoc's (``80%``, ``6cm``, ``300px``, ``300``) as Typst code.

    None where there is none, or where it cannot be understood.
    """
    match = LENGTH.match(value or "")
    if match is None or float(match[1]) == 0:
        return None
    number, unit = float(match[1]), match[2] or "px"
    if unit == "px":
        number, unit = number * POINTS_A_PIXEL, "pt"
    return f"{number:g}{unit}"


def arguments(values: Mapping[str, str | None]) -> str:
    """Named arguments (already code), without those that are None: ``width: 80%, alt: "…"``."""
    return ", ".join(f"{name}: {code}" for name, code in values.items() if code is not None)
