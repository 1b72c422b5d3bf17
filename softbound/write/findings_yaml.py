"""Findings → YAML as an author would write it, and as ``collect.findings`` reads it back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import yaml

from softbound.collect.yaml_text import Loader
from softbound.model.base import Model

WIDTH = 100
_SEEN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*")
"""Text without signs that YAML does not keep as they are in a block."""
_UNSEEN = re.compile(f"[{_SEEN.pattern[2:-2]}]")


def text(kind: str, findings: Sequence[Model], remarks: Sequence[str]) -> str:
    """One kind of findings → its file.

    :param kind: the file's name without .yaml.
    :param remarks: lines for the head of the file, where they come from.
    """
    head = [f"yaml-language-server: $schema=../../../build/schemas/findings/{kind}.schema.json"]
    lines = [f"# {' '.join(_UNSEEN.sub(' ', remark).split())}" for remark in (*head, *remarks)]
    lines.append("")
    for finding in findings:
        lines += _finding(finding)
    return "\n".join(lines) + "\n"


def _finding(finding: Model) -> Iterator[str]:
    """An item of a list; what was left out stays left out."""
    mark = "- "
    for name, info in type(finding).model_fields.items():
        value = getattr(finding, name)
        if value is None or value == info.get_default(call_default_factory=True):
            continue
        yield from _pair(mark, name, value)
        mark = "  "


def _pair(mark: str, name: str, value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        items = [_scalar(item, "[{}]") for item in value]
        line = f"{mark}{name}: [{', '.join(items)}]"
        if len(line) <= WIDTH:
            yield line
        else:
            yield f"{mark}{name}:"
            yield from (f"    - {_scalar(item)}" for item in value)
    elif not isinstance(value, str):
        yield f"{mark}{name}: {_other(value)}"
    elif "\n" in value or len(value) > WIDTH - 6 - len(name):
        yield from _block(mark, name, value)
    else:
        yield f"{mark}{name}: {_scalar(value)}"


def _block(mark: str, name: str, value: str) -> Iterator[str]:
    """A long text over several lines; quoted where a block would not keep it as it is."""
    if not _SEEN.fullmatch(value) or value != value.strip() or "\t" in value:
        yield f"{mark}{name}: {_quoted(value)}"
    elif "\n" in value:
        yield f"{mark}{name}: |-"
        yield from (f"    {line}" if line else "" for line in value.split("\n"))
    elif "  " in value:
        yield f"{mark}{name}: {_quoted(value)}"
    else:
        yield f"{mark}{name}: >-"
        yield from (f"    {line}" for line in _filled(value))


def _filled(value: str) -> list[str]:
    """Lines that are broken at single spaces only."""
    lines: list[str] = []
    for word in value.split(" "):
        if lines and len(lines[-1]) + len(word) < WIDTH - 4:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _scalar(value: Any, around: str = "{}") -> str:
    """A text in one line, without quotation marks where YAML takes it for the same text.

    :param around: what it stands in, ``{}`` or ``[{}]``.
    """
    if not isinstance(value, str):
        return _other(value)
    if value[:1].isalpha() and "\n" not in value and _SEEN.fullmatch(value):
        try:
            if yaml.load(f"k: {around.format(value)}", Loader) == {
                "k": value if around == "{}" else [value]
            }:
                return value
        except yaml.YAMLError:
            pass
    return _quoted(value)


def _quoted(value: str) -> str:
    """In double quotation marks, with everything that YAML would change written as a number."""
    shown = json.dumps(value, ensure_ascii=False)
    return "".join(
        sign if _SEEN.fullmatch(sign) else f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign
        for sign in shown
    )


def _other(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
