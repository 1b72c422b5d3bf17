"""Word's styles, made of a profile.

The names are Word's built-in ones and those that pandoc's docx writer asks for; a few are ours
(Table Text, Table Note, Appendix Heading …). Each is one line of a table below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from softbound.model.profile import Heading, Profile
from softbound.model.thesis import Thesis
from softbound.write.docx.numbering import Numbered
from softbound.write.docx.openxml import DECLARATIONS, escape, text_height, text_width, twips

FRONT_LEVELS = (2, 3)
"""Levels that look the same in the front matter, but are not listed in the contents there."""
LEVELS = range(1, 7)
"""Heading 1 is a chapter's title, Heading 2 to 6 are the profile's five levels."""


@dataclass(frozen=True)
class Look:
    """A style's properties; what is None is left to the style it is based on."""

    align: str | None = None
    """left, center, right or both."""
    before: float | None = None
    """Space above, in points."""
    after: float | None = None
    """Space below, in points."""
    line: float | None = None
    """Line spacing as a multiple."""
    left: float | None = None
    """Indents in millimetres."""
    right: float | None = None
    first: float | None = None
    """Of the first line, in millimetres; negative: a hanging indent."""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break: bool | None = None
    contextual: bool = False
    """No space between paragraphs of the same style."""
    numbering: tuple[int, int] | None = None
    """The list and its level."""
    tabs: tuple[tuple[str, int, str], ...] = ()
    """Kind, place in twips, leader."""
    outline: int | None = None
    """Level in the contents, from 0; 9 is none."""
    font: str | None = None
    size: float | None = None
    """In points."""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    shade: str | None = None
    superscript: bool = False
    proofed: bool = True
    """Whether Word checks its spelling."""

    def paragraph(self) -> str:
        """``w:pPr``; its children stand in the order of the standard."""
        parts = [
            _switch("keepNext", self.keep_next),
            _switch("keepLines", self.keep_lines),
            _switch("pageBreakBefore", self.page_break),
        ]
        if self.numbering:
            number, level = self.numbering
            parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        if self.tabs:
            stops = "".join(
                f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{place}"/>'
                for kind, place, leader in self.tabs
            )
            parts.append(f"<w:tabs>{stops}</w:tabs>")
        parts.append(self._spacing())
        parts.append(self._indent())
        if self.contextual:
            parts.append("<w:contextualSpacing/>")
        if self.align:
            parts.append(f'<w:jc w:val="{self.align}"/>')
        if self.outline is not None:
            parts.append(f'<w:outlineLvl w:val="{self.outline}"/>')
        return _wrapped("pPr", parts)

    def characters(self) -> str:
        """``w:rPr``; its children stand in the order of the standard."""
        parts = []
        if self.font:
            name = escape(self.font)
            parts.append(
                f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
            )
        parts += [
            _switch("b", self.bold),
            _switch("bCs", self.bold),
            _switch("i", self.italic),
            _switch("iCs", self.italic),
            "" if self.proofed else "<w:noProof/>",
        ]
        if self.colour:
            parts.append(f'<w:color w:val="{self.colour}"/>')
        if self.size is not None:
            half = round(self.size * 2)
            parts.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
        if self.shade:
            parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>')
        if self.superscript:
            parts.append('<w:vertAlign w:val="superscript"/>')
        return _wrapped("rPr", parts)

    def _spacing(self) -> str:
        values = []
        if self.before is not None:
            values.append(f'w:before="{round(self.before * 20)}"')
        if self.after is not None:
            values.append(f'w:after="{round(self.after * 20)}"')
        if self.line is not None:
            values.append(f'w:line="{round(self.line * 240)}" w:lineRule="auto"')
        return f"<w:spacing {' '.join(values)}/>" if values else ""

    def _indent(self) -> str:
        values = []
        if self.left is not None:
            values.append(f'w:left="{twips(self.left)}"')
        if self.right is not None:
            values.append(f'w:right="{twips(self.right)}"')
        if self.first is not None:
            name = "hanging" if self.first < 0 else "firstLine"
            values.append(f'w:{name}="{twips(abs(self.first))}"')
        return f"<w:ind {' '.join(values)}/>" if values else ""


@dataclass(frozen=True)
class Style:
    """One style."""

    name: str
    """As Word shows it; built-in styles are known to Word by this name."""
    look: Look = Look()
    based: str = "Normal"
    """The id of the style it is based on."""
    following: str = ""
    """The id of the style of the next paragraph one types."""
    kind: str = "paragraph"
    custom: bool = False
    """Not one of Word's own."""
    shown: bool = True
    """In the gallery of styles."""
    key: str = ""
    """Its id; the name without spaces if left out."""

    @property
    def id(self) -> str:
        return self.key or "".join(part[0].upper() + part[1:] for part in self.name.split())

    def to_xml(self) -> str:
        custom = ' w:customStyle="1"' if self.custom else ""
        default = ' w:default="1"' if self.name in DEFAULTS else ""
        parts = [f'<w:name w:val="{escape(self.name)}"/>']
        if self.based and self.name not in DEFAULTS:
            parts.append(f'<w:basedOn w:val="{self.based}"/>')
        if self.following:
            parts.append(f'<w:next w:val="{self.following}"/>')
        if self.name in DEFAULTS and self.kind != "paragraph":
            parts.append('<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>')
        elif self.shown:
            parts.append("<w:qFormat/>")
        if self.kind == "paragraph":
            parts.append(self.look.paragraph())
        parts.append(self.look.characters())
        return (
            f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{self.id}">'
            f"{''.join(parts)}</w:style>"
        )


DEFAULTS = frozenset({"Normal", "Default Paragraph Font"})
UNPROOFED = Look(proofed=False)


def _switch(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def _wrapped(name: str, parts: list[str]) -> str:
    inner = "".join(parts)
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def styles(profile: Profile, thesis: Thesis, numbered: Numbered) -> str:
    """The part ``word/styles.xml``."""
    font = escape(profile.fonts.body[0])
    half = round(profile.fonts.size * 2)
    language = escape(thesis.language)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
    )
    every = "".join(style.to_xml() for style in table(profile, numbered))
    return f"<w:styles {DECLARATIONS}>{defaults}{every}{_table_styles(profile)}</w:styles>"


def table(profile: Profile, numbered: Numbered) -> Iterator[Style]:
    """Every paragraph and character style."""
    yield Style("Normal")
    yield Style("Default Paragraph Font", kind="character", based="")
    yield from _text(profile)
    yield from _headings(profile, numbered)
    yield from _front(profile)
    yield from _floats(profile)
    yield from _pages(profile)
    yield from _characters()


def _text(profile: Profile) -> Iterator[Style]:
    spacing = profile.spacing
    body = Look(
        align="both" if profile.align == "justify" else "left",
        line=spacing.body,
        after=spacing.paragraph_gap,
        first=spacing.paragraph_indent,
    )
    quote = Look(line=spacing.quotes, left=12.7, first=0, after=spacing.paragraph_gap)
    # Entries that are set close need a gap, or one can not see where each begins.
    gap = 0 if spacing.references >= 1.5 else 6
    entry = Look(
        align="left", line=spacing.references, after=gap, left=12.7, first=-12.7, keep_lines=True
    )
    small = Look(size=profile.fonts.note_size)
    yield Style("Body Text", body)
    yield Style("First Paragraph", Look(), "BodyText", "BodyText", custom=True)
    yield Style("Compact", Look(first=0), "BodyText", custom=True)
    yield Style("List Paragraph", Look(left=12.7, first=0), "BodyText")
    yield Style("Block Text", quote, "BodyText", "BodyText")
    yield Style("Bibliography", entry)
    yield Style("footnote text", small, key="FootnoteText")
    yield Style("Footnote Block Text", Look(left=12.7), "FootnoteText", custom=True)
    yield Style(
        "Definition Term", Look(first=0, keep_next=True, bold=True), "BodyText", custom=True
    )
    yield Style("Definition", Look(left=12.7, first=0), "BodyText", custom=True)
    yield Style("Source Code", Look(align="left", size=9, font="Consolas"), custom=True)


def _heading(heading: Heading, profile: Profile, level: int, numbered: Numbered) -> Look:
    chapter = level == 1
    return Look(
        align=heading.align,
        before=0 if chapter else 12,
        after=24 if chapter else (0 if heading.run_in else 6),
        line=1.15 if chapter else profile.spacing.body,
        first=profile.spacing.paragraph_indent if heading.indent else 0,
        keep_next=True,
        keep_lines=True,
        page_break=True if chapter else None,
        numbering=numbered.style(level),
        outline=level - 1,
        size=heading.size or profile.fonts.size,
        bold=heading.bold,
        italic=heading.italic,
    )


def _headings(profile: Profile, numbered: Numbered) -> Iterator[Style]:
    for level, heading in zip(LEVELS, (profile.chapter_title, *profile.headings), strict=True):
        look = _heading(heading, profile, level, numbered)
        yield Style(f"heading {level}", look, following="BodyText")
        if level in FRONT_LEVELS:
            plain = replace(look, numbering=None, outline=None)
            yield Style(f"Front Heading {level}", plain, following="BodyText", custom=True)
    # On its own, not based on Heading 1: its list is another one.
    look = _heading(profile.chapter_title, profile, 1, numbered)
    appendix = replace(look, numbering=numbered.appendix)
    yield Style("Appendix Heading", appendix, following="BodyText", custom=True)
    plain = replace(look, numbering=None, outline=9)
    yield Style("TOC Heading", plain, following="BodyText")


def _front(profile: Profile) -> Iterator[Style]:
    size = profile.fonts.size
    centred = Look(align="center", line=1.15)
    right = (("right", text_width(profile), "dot"),)
    room = text_height(profile) / 20 / 100  # a hundredth of the page's text, in points
    larger = Look(align="center", size=size + 3)
    title = replace(larger, size=size + 10, bold=True, before=16 * room, after=2 * room)
    yield Style("Title", title, following="Subtitle")
    yield Style("Subtitle", larger)
    author = replace(larger, before=8 * room, after=11 * room)
    yield Style("Author", author, "TitlePage", custom=True)
    declaration = Look(after=7 * room, left=15, right=15)
    yield Style("Declaration", declaration, "TitlePage", custom=True)
    yield Style("Degree", Look(after=11 * room, bold=True), "TitlePage", custom=True)
    yield Style("Title Page", centred, custom=True)
    yield Style("Date", Look(before=2 * room), "TitlePage")
    for level, left, before in ((1, 0.0, 8), (2, 6.0, 2), (3, 12.0, 0)):
        # The hanging indent is small, or it would be where a short title's tab leads to.
        look = Look(left=left + 4, first=-4, before=before, after=2, tabs=right)
        yield Style(f"toc {level}", look, following="BodyText", key=f"TOC{level}", shown=False)
    entry = Look(left=12.7, first=-12.7, before=4, after=2, tabs=right)
    yield Style("table of figures", entry, key="TableofFigures", shown=False)


def _floats(profile: Profile) -> Iterator[Style]:
    size, line = profile.fonts.table_size, profile.spacing.tables
    note = Look(align="left", before=4, after=16, size=profile.fonts.note_size, contextual=True)
    caption = Look(
        align="left", before=16, after=6, line=1.15, keep_next=True, keep_lines=True, bold=True
    )
    yield Style("caption", caption, following="BodyText", key="Caption")
    yield Style(
        "Table Text", Look(align="left", before=2, after=2, line=line, size=size), custom=True
    )
    yield Style("Table Note", note, following="BodyText", custom=True)
    # Between a table and what follows it, so that neighbours do not melt into one table.
    yield Style("Table End", Look(size=4, after=8), following="BodyText", custom=True, shown=False)
    yield Style("Figure", Look(align="left", after=6, first=0), custom=True)
    yield Style("Captioned Figure", Look(), "Figure", custom=True, shown=False)
    yield Style("Table Caption", Look(), "Caption", custom=True, shown=False)
    yield Style("Image Caption", Look(), "Caption", custom=True, shown=False)


def _pages(profile: Profile) -> Iterator[Style]:
    small = Look(size=min(10, profile.fonts.size))
    yield Style("header", small, key="Header", shown=False)
    yield Style("footer", small, key="Footer", shown=False)


def _characters() -> Iterator[Style]:
    base = "DefaultParagraphFont"

    def character(name: str, look: Look, custom: bool = False, key: str = "") -> Style:
        return Style(name, look, base, kind="character", custom=custom, shown=False, key=key)

    yield character("Hyperlink", Look(colour="auto"))
    yield character("footnote reference", Look(superscript=True), key="FootnoteReference")
    yield character("Verbatim Char", Look(font="Consolas", proofed=False), custom=True)
    yield character("Section Number", UNPROOFED, custom=True)
    yield character(
        "Unresolved", Look(bold=True, colour="9C0006", shade="FFEB9C", proofed=False), custom=True
    )


def _table_styles(profile: Profile) -> str:
    """The tables' style: rules above, below and under the header, none upright (APA 7, 7.17)."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))
    )
    thick, thin = (
        f'w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"' for eighths in (8, 4)
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {thick}/><w:bottom {thick}/></w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f'<w:top {thick}/><w:bottom {thin}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
