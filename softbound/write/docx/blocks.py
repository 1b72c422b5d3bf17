"""Blocks: headings, floats, quotations and reference lists on their way to Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from softbound import ast
from softbound.model.profile import Profile
from softbound.write.docx import fields, sections
from softbound.write.docx.floats import end_of_table, float_blocks, styled
from softbound.write.docx.inlines import rewrite_inlines
from softbound.write.docx.numbering import APPENDICES, LONE_APPENDIX, Numbered
from softbound.write.docx.openxml import bookmark_name
from softbound.write.docx.styles import FRONT_LEVELS
from softbound.write.docx.targets import Targets

STOPS = (".", "?", "!", ":")


@dataclass
class Writer:
    """Turns blocks of resolved trees into blocks for pandoc."""

    targets: Targets
    profile: Profile
    bookmarks: fields.Bookmarks = field(default_factory=fields.Bookmarks)
    section: str = sections.FRONT_MATTER
    """The kind of section at hand."""
    title: str = ""
    """The title of the chapter or appendix at hand."""
    first: bool = True
    """Whether no chapter has begun yet: the numbers of the body's pages begin with the first."""

    def unit(self, blocks: ast.Elements) -> ast.Elements:
        """A chapter, all appendices, or the thesis's reference list."""
        titled = blocks and blocks[0]["t"] == "Header" and blocks[0]["c"][0] == 1
        begin = [] if titled else [self._begin_section("chapter", "")]
        self.section = "chapter"
        return [*begin, *self.blocks(rewrite_inlines(blocks, self.targets))]

    def front_page(self, page: ast.Element) -> ast.Elements:
        """A page of the front matter."""
        return self.blocks(rewrite_inlines([page], self.targets))

    def blocks(self, blocks: ast.Elements) -> ast.Elements:
        """Blocks in order."""
        result: ast.Elements = []
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            write = WRITERS.get(block["t"])
            result += write(self, block, following) if write else [block]
        return result

    def header(self, block: ast.Element, following: ast.Element | None) -> ast.Elements:
        """A heading; that of a chapter or an appendix begins a section."""
        level, _, inlines = block["c"]
        attrs = ast.attributes(block)
        kind = attrs.values.get("kind", "")
        result: ast.Elements = []
        if level == 1 and self.section != sections.FRONT_MATTER:
            result.append(self._begin_section(kind, ast.text(inlines)))
        content = inlines
        if attrs.id:
            content = self.bookmarks.around_inlines(bookmark_name(attrs.id), inlines)
        content = [*content, *self._marks(block, following)]
        if kind == "appendix":
            return [*result, styled("Appendix Heading", [ast.para(content)])]
        if self.section == sections.FRONT_MATTER and level in FRONT_LEVELS:
            return [styled(f"Front Heading {level}", [ast.para(content)])]
        return [*result, ast.header(level, ast.Attributes(), content)]

    def _begin_section(self, kind: str, title: str) -> ast.Element:
        self.section = "appendix" if kind == "appendix" else "chapter"
        self.title = title
        mark = sections.instruction(self.section, head=title, first=self.first, opens=True)
        self.first = False
        return fields.raw_block(mark)

    def _marks(self, block: ast.Element, following: ast.Element | None) -> ast.Elements:
        """What finishing has to know about a heading."""
        level, _, inlines = block["c"]
        values = ast.attributes(block).values
        number = values.get("number") or values.get("label")
        marks: ast.Elements = []
        if values.get("kind") == "appendix":
            if not values.get("number"):
                marks.append(fields.raw(fields.instruction(list=LONE_APPENDIX, level=0)))
        elif self._counted(level):
            if not number:
                marks.append(fields.raw(fields.instruction(list=0, level=0)))
            elif self.section == "appendix":
                marks.append(fields.raw(fields.instruction(list=APPENDICES, level=level - 1)))
        if self._runs_in(level, following):
            stop = "" if ast.text(inlines).endswith(STOPS) else "."
            marks.append(fields.raw(fields.run(stop + " ") + fields.instruction(run_in=True)))
        return marks

    def _counted(self, level: int) -> bool:
        """Whether the style of a heading numbers it."""
        plain = self.section == sections.FRONT_MATTER and level in FRONT_LEVELS
        return not plain and Numbered.of(self.profile).style(level) is not None

    def _runs_in(self, level: int, following: ast.Element | None) -> bool:
        """Whether a heading shares its line with the paragraph that follows."""
        run_in = level > 1 and self.profile.headings[min(level, 6) - 2].run_in
        return run_in and following is not None and following["t"] == "Para"

    def div(self, block: ast.Element, following: ast.Element | None) -> ast.Elements:
        """A float, a reference list, or any other group of blocks."""
        attrs = ast.attributes(block)
        if "float" in attrs.classes:
            return self._float(block, attrs)
        if "references" in attrs.classes:
            return [entry for child in block["c"][1] for entry in self._reference(child)]
        if "page" in attrs.classes:
            return self.blocks(block["c"][1])
        name = bookmark_name(attrs.id) if attrs.id in self.targets.linked else ""
        return [ast.div(ast.Attributes(name, (), attrs.values), self.blocks(block["c"][1]))]

    def _float(self, block: ast.Element, attrs: ast.Attributes) -> ast.Elements:
        written = float_blocks(block, self.targets, self.profile, self.bookmarks)
        if attrs.values.get("landscape") != "true":
            return written
        turned, back = (
            fields.raw_block(
                sections.instruction(self.section, head=self.title, landscape=landscape)
            )
            for landscape in (True, False)
        )
        return [turned, *written, back]

    def _reference(self, block: ast.Element) -> ast.Elements:
        """An entry of a reference list, or the line that stands before the entries."""
        attrs = ast.attributes(block)
        if "csl-entry" not in attrs.classes:
            return self.blocks([block])
        entry: ast.Elements = block["c"][1]
        if attrs.id in self.targets.linked and entry and entry[0]["t"] in ("Para", "Plain"):
            name = bookmark_name(attrs.id)
            first = ast.para(self.bookmarks.around_inlines(name, entry[0]["c"]))
            entry = [first, *entry[1:]]
        return [styled("Bibliography", entry)]

    def nested(self, block: ast.Element, following: ast.Element | None) -> ast.Elements:
        """A quotation or a list, whose blocks are written like any others."""
        if block["t"] == "BlockQuote":
            return [{"t": "BlockQuote", "c": self.blocks(block["c"])}]
        if block["t"] == "BulletList":
            return [{"t": "BulletList", "c": [self.blocks(item) for item in block["c"]]}]
        form, items = block["c"]
        return [{"t": "OrderedList", "c": [form, [self.blocks(item) for item in items]]}]

    def table(self, block: ast.Element, following: ast.Element | None) -> ast.Elements:
        """A table without caption."""
        return [block, end_of_table()]


BlockWriter = Callable[[Writer, ast.Element, "ast.Element | None"], ast.Elements]
WRITERS: Mapping[str, BlockWriter] = {
    "Header": Writer.header,
    "Div": Writer.div,
    "Table": Writer.table,
    "BlockQuote": Writer.nested,
    "BulletList": Writer.nested,
    "OrderedList": Writer.nested,
}
"""Type of block → how it is written; others pass as they are."""
