"""Labels of all units → numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from softbound.model.labels import Label, Numbered, Uses

if TYPE_CHECKING:
    from softbound.model.profile import Profile


@dataclass
class _Counters:
    """The running numbers of one thesis."""

    chapter: int = 0
    appendix: int = 0
    sections: list[int] = field(default_factory=list)
    floats: dict[str, int] = field(default_factory=dict)
    heading: Numbered | None = None
    """The last one that came."""


def number(units: Sequence[Uses], profile: Profile) -> dict[str, Numbered]:
    """Number everything that can be referred to.

    :param units: in the thesis's order.
    :return: anchor → number; an id that stands twice is the first one's anchor.
    """
    counters = _Counters()
    appendices = sum(label.kind == "appendix" for unit in units for label in unit.labels)
    result: dict[str, Numbered] = {}
    for unit in units:
        counters.sections, counters.heading = [], None
        if profile.numbering.floats != "thesis" or unit.kind != "chapter":
            counters.floats = {}
        for label in unit.labels:
            numbered = _one(label, unit, counters, profile, appendices)
            if label.level:
                counters.heading = numbered
            result[anchor(label, unit.unit, result)] = numbered
    return result


def anchor(label: Label, unit: str, taken: Mapping[str, Numbered]) -> str:
    """The id by which a label is known in the whole thesis; see :func:`crossrefs.resolve`."""
    own = label.anchor or label.id
    return f"{unit}--{own}" if own in taken else own


def _one(
    label: Label, unit: Uses, counters: _Counters, profile: Profile, appendices: int
) -> Numbered:
    words = profile.labels
    if label.kind == "mark":
        # It is shown as the section that it stands in would be.
        over = counters.heading or Numbered("section", unit.unit, "", "", "")
        return replace(over, kind="mark")
    if label.kind == "chapter":
        counters.chapter += 1
        value = str(counters.chapter) if profile.numbering.chapters else ""
        shown = f"{words.chapter} {value}" if value else f"“{label.title}”"
        return Numbered("chapter", unit.unit, value, shown, label.title)
    if label.kind == "appendix":
        counters.appendix += 1
        counters.floats = {}
        value = _letters(counters.appendix) if appendices > 1 else ""
        return Numbered(
            "appendix", unit.unit, value, f"{words.appendix} {value}".strip(), label.title
        )
    if label.kind == "section":
        value = _section(label, unit, counters, profile)
        shown = f"{words.section} {value}" if value else f"“{label.title}”"
        return Numbered("section", unit.unit, value, shown, label.title)
    counters.floats[label.kind] = index = counters.floats.get(label.kind, 0) + 1
    prefix = ""
    if unit.kind == "appendices":
        prefix = _letters(max(counters.appendix, 1))
    elif unit.kind == "chapter" and profile.numbering.floats == "chapter-prefixed":
        prefix = f"{counters.chapter}."
    value = f"{prefix}{index}"
    word = words.table if label.kind == "table" else words.figure
    return Numbered(
        label.kind, unit.unit, value, f"{word} {value}", label.title, prefix, index, index == 1
    )


def _section(label: Label, unit: Uses, counters: _Counters, profile: Profile) -> str:
    """A section's number under its chapter, such as 2.3.1; empty where none are numbered."""
    if not (profile.numbering.sections and label.numbered):
        return ""
    if unit.kind != "chapter" or label.level < 2:
        return ""
    depth = label.level - 1
    counters.sections = (counters.sections + [0] * depth)[:depth]
    counters.sections[-1] += 1
    return ".".join(str(n) for n in (counters.chapter, *counters.sections))


def _letters(index: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    result = ""
    while index:
        index, rest = divmod(index - 1, 26)
        result = chr(ord("A") + rest) + result
    return result


def relevant(unit: Uses, numbers: Mapping[str, Numbered]) -> dict[str, Numbered]:
    """Those numbers that a unit shows: its own, what it refers to, and the chapters of those."""
    own = [label.anchor or label.id for label in unit.labels]
    ids = [*own, *(f"{unit.unit}--{i}" for i in own), *(use.id for use in unit.references)]
    return {i: numbers[i] for i in ids if i in numbers}
