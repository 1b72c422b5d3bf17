"""What an expression asks for and does not get: which file it waits for, which name was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from softbound.problems import in_a_row, nearest

FOLLOWS_FROM: Mapping[str, Sequence[str]] = {
    "appraisal": ["appraisals"],
    "audit": ["analysis"],
    "contributions": ["categories", "excerpts", "participants"],
    "durations": ["interviews"],
    "linked": ["participants"],
    "matrix": ["studies", "themes"],
    "sample": ["participants"],
    "translation": ["themes"],
}
"""A name that is derived → the findings files that it takes."""
FEW = 8
"""So many names are listed where none of them is near."""


def message(name: str, names: Mapping[str, Any], within: Any = None) -> str:
    """What to say of a name that is not there.

    :param names: what expressions can use.
    :param within: the value whose part it should be; none for a name that stands by itself.
    """
    chapters: Mapping[str, Any] = names.get("chapters") or {}
    if within is chapters and within is not None:
        return _chapter(name, chapters)
    known = names if within is None else within
    where = "" if within is None else " here"
    of_a_chapter = within is None or any(within is each for each in chapters.values())
    absent = _absent(name, known) if of_a_chapter else ""
    if absent:
        return f'"{name}" is not defined{where}: {absent}'
    hint = nearest(name, [str(key) for key in known])
    return f'"{name}" is not defined{where}.' + (f" {hint}" if hint else "")


def _chapter(name: str, chapters: Mapping[str, Any]) -> str:
    known = [each for each in chapters if each.isidentifier()]
    hint = nearest(name, known)
    if not hint and 0 < len(known) <= FEW:
        hint = f"Its chapters: {', '.join(known)}."
    return f'"{name}" is no chapter of the thesis.' + (f" {hint}" if hint else "")


def _absent(name: str, known: Mapping[str, Any]) -> str:
    """The findings files that a name waits for, as the rest of a sentence; empty where it is
    nothing that findings give."""
    from softbound.model.findings import KINDS

    kinds = FOLLOWS_FROM.get(name, [name] if name in KINDS else [])
    files = [f"{kind}.yaml" for kind in kinds if kind not in known]
    if not files:
        return ""
    it = "that file" if len(files) == 1 else "these files"
    return (
        f"the chapter has no {in_a_row(files)} among its findings. "
        f"Write {it}, or name the chapter that has {'it' if len(files) == 1 else 'them'}."
    )
