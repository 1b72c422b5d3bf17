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
    XML,
    Element,
    W,
    properties,
    text_width,
    twips,
)
from softbound.write.docx.package import Manifest
from softbound.write.running_heads import running_head

BLOCKS = frozenset({W + "p", W + "tbl", W + "sdt"})
FRONT_MATTER = "front-matter"
BARE = "title-page"
"""The kind of section that shows neither header nor footer."""
STYLEREF: Mapping[str, str] = {
    "chapter": "STYLEREF 1",  # Heading 1 in every language of Word
    "appendix": 'STYLEREF "Appendix Heading"',
}
"""Kind of section → the field of its running head; other kinds have none."""
ITALIC = "<w:rPr><w:i/><w:iCs/></w:rPr>"


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
    opens: bool = False
    """Whether its title stands on its first page."""
    elements: list[Element] = field(default_factory=list)
    """What stands in it: blocks, and bookmarks between them."""

    def is_empty(self) -> bool:
        return not any(element.tag in BLOCKS for element in self.elements)

    def continues(self, other: Section) -> bool:
        """Whether it can share its pages with the section before it."""
        mine, before = (
            replace(section, elements=[], first=False, opens=False) for section in (self, other)
        )
        return mine == before and not self.opens


def instruction(kind: str, **values: str | bool) -> str:
    """What marks the beginning of a section in the tree that pandoc gets.

    :param values: other fields of :class:`Section`.
    """
    return fields.instruction(section=kind, **values)


def split(body: Element) -> list[Section]:
    """The sections of a document's body; their marks are taken away."""
    sections = [Section("chapter")]
    for child in list(body):
        if isinstance(child, etree._ProcessingInstruction):
            values: dict[str, Any] = json.loads(child.text or "{}")
            if "section" in values:
                sections.append(Section(values.pop("section"), **values))
                body.remove(child)
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


def write(body: Element, sections: list[Section], profile: Profile, manifest: Manifest) -> None:
    """Give each section its properties: those of the last one end the body."""
    for old in body.findall(W + "sectPr"):
        body.remove(old)
    edges = Edges(manifest)
    for place, section in enumerate(sections):
        references, opening = _references(section, profile, edges)
        start = 1 if place == 0 or (section.first and _restarts(profile)) else None
        form = _format(section, profile)
        text = page(profile, section.landscape, references, form, start, opening)
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

    After a table there is none, and one in which the contents' field ends would draw headers
    into the field in LibreOffice: a paragraph as low as can be is made.
    """
    last = next(element for element in reversed(section.elements) if element.tag in BLOCKS)
    if last.tag != W + "p" or _ends_field(last):
        paragraph = etree.fromstring(
            f'<w:p {DECLARATIONS}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
            'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
        )
        last.addnext(paragraph)
        last = paragraph
    properties(last, "pPr").append(mark)


def _ends_field(paragraph: Element) -> bool:
    marks = [mark.get(W + "fldCharType") for mark in paragraph.iter(W + "fldChar")]
    return marks.count("end") > marks.count("begin")


def page(
    profile: Profile,
    landscape: bool,
    references: str = "",
    form: str = "decimal",
    start: int | None = None,
    opening: bool = False,
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
        f'w:{name}="{value}"'
        for name, value in zip(("top", "right", "bottom", "left"), sides, strict=True)
    )
    title = "<w:titlePg/>" if opening else ""
    begin = "" if start is None else f' w:start="{start}"'
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margin} w:header="{max(header, 0)}" w:footer="{footer}" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="{form}"{begin}/><w:cols w:space="708"/>{title}</w:sectPr>'
    )


def _distance(margin: int) -> int:
    """From the paper's edge to the header: half of the margin."""
    return margin // 2


class Edges:
    """Headers and footers: a part for each one that differs."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._made: dict[tuple[str, str], str] = {}

    def reference(self, kind: str, use: str, content: str) -> str:
        """A section's reference to a header or footer.

        :param kind: "header" or "footer".
        :param use: "default", or "first" for a section's first page.
        """
        if (kind, content) not in self._made:
            tag = "w:hdr" if kind == "header" else "w:ftr"
            part = f"{XML}<{tag} {DECLARATIONS}>{content}</{tag}>"
            name = f"{kind}{len(self._made) + 1}.xml"
            self._made[kind, content] = self._manifest.add(name, kind, part.encode())
        return f'<w:{kind}Reference w:type="{use}" r:id="{self._made[kind, content]}"/>'


def _references(section: Section, profile: Profile, edges: Edges) -> tuple[str, bool]:
    """A section's headers and footers, and whether its first page has others.

    The page on which a title stands does not repeat it; the title page shows nothing.
    """
    bare = section.kind == BARE
    head = _running_head(section, profile)
    number = "" if bare else _page_number()
    opening = bool(head) and section.opens
    references = [
        edges.reference("header", "default", _header(head, number, section, profile)),
        edges.reference("footer", "default", _footer(number, profile)),
    ]
    if opening:
        references += [
            edges.reference("header", "first", _header("", number, section, profile)),
            edges.reference("footer", "first", _footer(number, profile)),
        ]
    return "".join(references), opening


def _running_head(section: Section, profile: Profile) -> str:
    code = STYLEREF.get(section.kind)
    if not (code and section.head and profile.page_numbers.running_head):
        return ""
    short = running_head(section.head)
    if short != section.head:
        return fields.run(short, ITALIC)  # a field would show the whole title, in two lines
    return fields.field(code, section.head, ITALIC)


def _header(head: str, number: str, section: Section, profile: Profile) -> str:
    if profile.page_numbers.position != "top-right" or not number:
        return _paragraph("Header", head, "left")
    stop = text_width(profile, section.landscape)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
    return _paragraph("Header", f"{head}{fields.TAB}{number}", "left", tab)


def _footer(number: str, profile: Profile) -> str:
    position = profile.page_numbers.position
    if position == "top-right":
        return _paragraph("Footer", "", "left")
    return _paragraph("Footer", number, position.removeprefix("bottom-"))


def _page_number() -> str:
    return fields.field("PAGE", "1")


def _paragraph(style: str, runs: str, align: str, tabs: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'
    )
