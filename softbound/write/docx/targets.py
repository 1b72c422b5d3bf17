"""What can be referred to in a thesis, and what is: read once, before anything is rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from softbound import ast
from softbound.model.labels import PASSAGES, prefix_of
from softbound.model.profile import Profile
from softbound.write.docx.numbering import Numbered
from softbound.write.docx.openxml import bookmark_name

DEEPEST_IN_CONTENTS = 3
"""Heading levels that the contents list."""


@dataclass(frozen=True)
class Target:
    """A heading, a float or a marked passage."""

    id: str
    kind: Literal["heading", "table", "figure", "mark"]
    level: int
    """Of a heading; 0 for all others."""
    number: str
    """"2", "A", "2.1", "1.2"; empty without."""
    label: str
    """"Chapter 2", "Appendix A", "Table 1.2"; empty without."""
    title: ast.Elements
    """Its inlines as the contents show them: without notes, links and ids."""
    appendix: bool = False
    """An appendix's title."""
    listed: bool = True
    """Whether the contents list it."""
    automatic: bool = False
    """Whether Word's own lists number it."""

    @property
    def bookmark(self) -> str:
        return bookmark_name(self.id)

    @property
    def entry_label(self) -> str:
        """What stands before its title in the contents, as Word numbers it."""
        if not self.automatic:
            return ""
        return f"{self.label or self.number}." if self.level == 1 else self.number


@dataclass(frozen=True)
class Targets:
    """All targets of a thesis."""

    by_id: Mapping[str, Target]
    """In document order."""
    linked: frozenset[str]
    """Ids that a link leads to."""
    anchors: frozenset[str]
    """All ids: a link to any other would lead nowhere."""
    numbers_shown: frozenset[str]
    """Ids of floats of which somewhere the number alone is shown."""

    def without(self, ids: Iterable[str]) -> Targets:
        """All but a few."""
        gone = set(ids)
        kept = {key: target for key, target in self.by_id.items() if key not in gone}
        return replace(self, by_id=kept)

    def headings(self) -> list[Target]:
        """Those of the contents."""
        return [
            target for target in self.by_id.values() if target.kind == "heading" and target.listed
        ]

    def floats(self, kind: str) -> list[Target]:
        return [target for target in self.by_id.values() if target.kind == kind]

    def appendices(self) -> list[Target]:
        return [target for target in self.by_id.values() if target.appendix]


def collect(front: ast.Elements, units: Iterable[ast.Elements], profile: Profile) -> Targets:
    """Read the thesis in order; headings without an id are not targets.

    :param front: the pages before the first chapter.
    :param units: the blocks of chapters, appendices and the reference list.
    """
    numbered = Numbered.of(profile)
    by_id: dict[str, Target] = {}
    linked: set[str] = set()
    numbers: set[str] = set()
    anchors: set[str] = set()
    for in_front, blocks in ((True, front), (False, list(units))):
        for element in ast.walk(blocks):
            kind = element["t"]
            if kind in ("Header", "Div", "Span"):
                anchors.add(ast.attributes(element).id)
            if kind == "Header":
                target = _heading(element, numbered, in_front)
                by_id[target.id] = target
            elif kind == "Link":
                attrs, _, (address, _) = element["c"]
                if address.startswith("#"):
                    linked.add(address[1:])
                    if ["shows", "number"] in attrs[2]:
                        numbers.add(address[1:])
            elif kind == "Div" and "float" in element["c"][0][1]:
                target = _float(element)
                by_id[target.id] = target
            elif kind in ("Span", "Div") and prefix_of(element["c"][0][0]) in PASSAGES:
                name = element["c"][0][0]
                by_id[name] = Target(name, "mark", 0, "", "", [])
    by_id.pop("", None)
    return Targets(by_id, frozenset(linked), frozenset(anchors), frozenset(numbers))


def _heading(element: ast.Element, numbered: Numbered, in_front: bool) -> Target:
    level, _, inlines = element["c"]
    attrs = ast.attributes(element)
    number, label = attrs.values.get("number", ""), attrs.values.get("label", "")
    appendix = attrs.values.get("kind") == "appendix"
    counted = appendix or numbered.style(level) is not None
    return Target(
        id=attrs.id,
        kind="heading",
        level=level,
        number=number,
        label=label,
        title=bare(inlines),
        appendix=appendix,
        listed=level == 1 if in_front else level <= DEEPEST_IN_CONTENTS,
        automatic=counted and bool(number or label),
    )


def _float(element: ast.Element) -> Target:
    attrs = ast.attributes(element)
    return Target(
        id=attrs.id,
        kind="figure" if attrs.values.get("kind") == "figure" else "table",
        level=0,
        number=attrs.values.get("number", ""),
        label=attrs.values.get("label", ""),
        title=bare(title_of(element)),
    )


def title_of(float_: ast.Element) -> ast.Elements:
    """The inlines of a float's title."""
    for block in float_["c"][1]:
        if block["t"] == "Div" and "title" in ast.attributes(block).classes:
            first = block["c"][1][0] if block["c"][1] else ast.plain([])
            inlines: ast.Elements = first["c"]
            return inlines
    return []


def bare(inlines: ast.Elements) -> ast.Elements:
    """Inlines to be shown a second time: notes go, links and spans leave their text."""

    def rewrite(element: ast.Element) -> ast.Elements | None:
        if element["t"] in ("Note", "Image"):
            return []
        content: ast.Elements = element["c"][1]
        return content

    result: ast.Elements = ast.replace(
        inlines, rewrite, frozenset({"Note", "Image", "Link", "Span", "Cite"})
    )
    return result
