"""Sections: pages upright or landscape, with their numbers, headers and footers.

Each chapter and each appendix is a section of its own, so that its running head is right even
in programs that do not know Word's STYLEREF field: they show its last result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from softbound.model.profile import Profile
from softbound.write.docx import fields
from softbound.write.docx.openxml import (
    A4_HEIGHT,
    A4_WIDTH,
    DECLARATIONS,
    Element,
    W,
    properties,
    text_width,
    twips,
)
from softbound.write.docx.package import Manifest

BLOCKS = frozenset({W + "p", W + "tbl", W + "sdt"})
FRONT_MATTER = "front-matter"
BARE = "title-page"
"""The kind of section that shows neither header nor footer."""
STYLEREF: Mapping[str, str] = {
    "chapter": "STYLEREF 1",  # Heading 1 in every language of Word
    "appendix": 'STYLEREF "Appendix Heading"',
}
"""Kind of section → the field of its running head; other kinds have none."""


@dataclass
class Section:
    """A run of blocks on pages of one kind."""

    kind: str
    """title-page, front-matter, chapter or appendix."""
    landscape: bool = False
    head: str = ""
    """The title that stands at the top of its pages."""
    first: bool = False
    """Whether the numbers of the body's pages begin here."""
    elements: list[Element] = field(default_factory=list)
    """What stands in it: blocks, and bookmarks between them."""

    def is_empty(self) -> bool:
        return not any(element.tag in BLOCKS for element in self.elements)

    def continues(self, other: Section) -> bool:
        """Whether it can share its pages with the section before it."""
        mine, before = (
            replace(section, elements=[], first=False) for section in (self, other)
        )
        return mine == before


def instruction(kind: str, head: str = "", first: bool = False, landscape: bool = False) -> str:
    """What marks the beginning of a section in the tree that pandoc gets."""
    return fields.instruction(section=kind, head=head, first=first, landscape=landscape)


def split(body: Element) -> list[Section]:
    """The sections of a document's body; their marks are taken away."""
    sections = [Section("chapter")]
    for child in list(body):
        if child.tag is etree.ProcessingInstruction:
            values: dict[str, Any] = json.loads(child.text or "{}")
            if "section" in values:
                sections.append(
                    Section(
                        values["section"], values["landscape"], values["head"], values["first"]
                    )
                )
                _remove(child)
        elif child.tag != W + "sectPr":
            sections[-1].elements.append(child)
    merged: list[Section] = []
    for section in sections:
        if section.is_empty() or (merged and section.continues(merged[-1])):
            if merged:
                merged[-1].elements.extend(section.elements)
        else:
            merged.append(section)
    return merged


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def write(body: Element, sections: list[Section], profile: Profile, manifest: Manifest) -> None:
    """Give each section its properties: those of the last one end the body."""
    for old in body.findall(W + "sectPr"):
        body.remove(old)
    made: dict[tuple[str, str, bool], tuple[str, ...]] = {}
    for place, section in enumerate(sections):
        references: tuple[str, ...] = ()
        if section.kind != BARE:
            key = (section.kind, section.head, section.landscape)
            if key not in made:
                made[key] = _references(section, profile, manifest, len(made) + 1)
            references = made[key]
        start = 1 if place == 0 or (section.first and _restarts(profile)) else None
        text = page(profile, section.landscape, references, _format(section, profile), start)
        element = etree.fromstring(f"<root {DECLARATIONS}>{text}</root>")[0]
        if place == len(sections) - 1:
            body.append(element)
        else:
            _end_with(section, element)


def _restarts(profile: Profile) -> bool:
    return profile.page_numbers.front_matter == "roman"


def _format(section: Section, profile: Profile) -> str:
    in_front = section.kind in (BARE, FRONT_MATTER)
    return "lowerRoman" if in_front and _restarts(profile) else "decimal"


def _end_with(section: Section, mark: Element) -> None:
    """Put a section's properties into its last paragraph.

    After a table or a contents there is none: a paragraph as low as can be is made.
    """
    last = next(element for element in reversed(section.elements) if element.tag in BLOCKS)
    if last.tag != W + "p":
        paragraph = etree.fromstring(
            f'<w:p {DECLARATIONS}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
            'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
        )
        last.addnext(paragraph)
        last = paragraph
    properties(last, "pPr").append(mark)


def page(
    profile: Profile,
    landscape: bool,
    references: tuple[str, ...] = (),
    form: str = "decimal",
    start: int | None = None,
) -> str:
    """``w:sectPr`` of an A4 section.

    A landscape page is bound at its top, so the margins turn with the sheet.
    """
    margins = profile.margins
    binding, outer, top, bottom = (
        twips(value) for value in (margins.binding, margins.outer, margins.top, margins.bottom)
    )
    header, footer = _distance(top), _distance(bottom)
    if landscape:
        size = f'w:w="{A4_HEIGHT}" w:h="{A4_WIDTH}" w:orient="landscape"'
        sides = (binding, top, outer, bottom)
        # The header keeps its distance from the text.
        header, footer = binding - (top - header), _distance(outer)
    else:
        size = f'w:w="{A4_WIDTH}" w:h="{A4_HEIGHT}"'
        sides = (top, outer, bottom, binding)
    margin = " ".join(
        f'w:{name}="{value}"' for name, value in zip(("top", "right", "bottom", "left"), sides, strict=True)
    )
    begin = "" if start is None else f' w:start="{start}"'
    return (
        f'<w:sectPr>{"".join(references)}<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margin} w:header="{max(header, 0)}" w:footer="{footer}" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="{form}"{begin}/><w:cols w:space="708"/></w:sectPr>'
    )


def _distance(margin: int) -> int:
    """From the paper's edge to the header: half of the margin."""
    return margin // 2


def _references(
    section: Section, profile: Profile, manifest: Manifest, number: int
) -> tuple[str, ...]:
    """Make a section's header and footer, and refer to them."""
    contents = {"header": _header(section, profile), "footer": _footer(profile)}
    references = []
    for kind, content in contents.items():
        tag = "w:hdr" if kind == "header" else "w:ftr"
        part = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<{tag} {DECLARATIONS}>{content}</{tag}>"
        )
        identifier = manifest.add(f"{kind}{number}.xml", kind, part.encode())
        references.append(f'<w:{kind}Reference w:type="default" r:id="{identifier}"/>')
    return tuple(references)


def _header(section: Section, profile: Profile) -> str:
    numbers = profile.page_numbers
    code = STYLEREF.get(section.kind) if numbers.running_head and section.head else None
    head = fields.field(code, section.head) if code else ""
    if numbers.position != "top-right":
        return _paragraph("Header", head, "left")
    stop = text_width(profile, section.landscape)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
    return _paragraph("Header", f"{head}{fields.TAB}{_page_number()}", "left", tab)


def _footer(profile: Profile) -> str:
    position = profile.page_numbers.position
    if position == "top-right":
        return _paragraph("Footer", "", "left")
    return _paragraph("Footer", _page_number(), position.removeprefix("bottom-"))


def _page_number() -> str:
    return fields.field("PAGE", "1")


def _paragraph(style: str, runs: str, align: str, tabs: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}<w:jc w:val="{align}"/></w:pPr>'
        f"{runs}</w:p>"
    )
