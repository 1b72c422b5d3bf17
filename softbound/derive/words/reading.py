"""Blocks of a resolved tree → their words, each in one class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from softbound import ast
from softbound.ast import Element
from softbound.derive.words.tokens import Run, by_class, count

BOXES = frozenset({"box", "textbox", "text-box", "callout", "panel", "sidebar", "aside"})
"""Classes of a div that make it a box; ``callout-…``, as Quarto has it, too."""
PAGE = "0"
"""What is counted for a page that only the documents know."""


@dataclass(frozen=True)
class Asked:
    """What must be known besides the tree."""

    note: str = "Note."
    """The word that begins the notes of tables and figures."""
    by_participants: Callable[[str, str], bool] = lambda finding, chapter: True
    """A quotation's finding and its chapter ("" for this one) → whether a participant said it."""
    drawn: Callable[[str], int] = lambda path: 0
    """A picture's path → the words that are drawn in it."""


@dataclass(frozen=True)
class Where:
    """What surrounds a stretch of text."""

    kind: str
    """The class of plain words here."""
    region: bool = False
    """In an abstract, a reference list, an appendix, the front matter: all is of that class."""
    fixed: bool = False
    """In a table, a title, a footnote, a box: quotations and citations in it are of its class."""

    def inside(self, kind: str, fixed: bool = False) -> Where:
        """What a construct in it is: of its own class, unless the surroundings say otherwise."""
        if self.region or (self.fixed and not fixed):
            return self
        return Where(kind, False, fixed)


@dataclass
class Reader:
    """Counts blocks; what it found lies in its fields."""

    asked: Asked
    counts: dict[str, int] = field(default_factory=dict)
    boxes: list[int] = field(default_factory=list)
    """The words of each box."""
    cells: list[tuple[str, int]] = field(default_factory=list)
    """The longest cell of each table: the table's id, the words."""

    def add(self, kind: str, words: int) -> None:
        if words:
            self.counts[kind] = self.counts.get(kind, 0) + words

    def paragraph(self, inlines: Sequence[Element], where: Where) -> None:
        """One paragraph: no word goes on beyond it."""
        runs: list[Run] = []
        self._inlines(inlines, where, runs)
        for kind, words in by_class(runs).items():
            self.add(kind, words)

    def blocks(self, blocks: Sequence[Element], where: Where) -> None:
        for block in blocks:
            READERS.get(block["t"], Reader._nothing)(self, block, where)

    def _nothing(self, block: Element, where: Where) -> None:
        """A rule, or whatever has no words."""

    def _para(self, block: Element, where: Where) -> None:
        self.paragraph(block["c"], where)

    def _line_block(self, block: Element, where: Where) -> None:
        for line in block["c"]:
            self.paragraph(line, where)

    def _code(self, block: Element, where: Where) -> None:
        self.add(where.kind, count(block["c"][1]))

    def header(self, block: Element, where: Where) -> None:
        """A heading; its number is Word's own."""
        values = ast.attributes(block).values
        self.add("automatic", count(values.get("label") or values.get("number") or ""))
        self.paragraph(block["c"][2], where.inside("headings"))

    def _quote(self, block: Element, where: Where) -> None:
        said = where.kind == "participant-quotes"
        self.blocks(block["c"], where if said else where.inside("block-quotes"))

    def _items(self, items: Sequence[Any], where: Where) -> None:
        """A list; each of its paragraphs has a number, a bullet, or the place of one."""
        for item in items:
            self.add("automatic", sum(each["t"] in ("Para", "Plain") for each in item))
            self.blocks(item, where)

    def _bullets(self, block: Element, where: Where) -> None:
        self._items(block["c"], where)

    def _numbered(self, block: Element, where: Where) -> None:
        self._items(block["c"][1], where)

    def _definitions(self, block: Element, where: Where) -> None:
        for term, meanings in block["c"]:
            self.paragraph(term, where)
            for meaning in meanings:
                self.blocks(meaning, where)

    def _table(self, block: Element, where: Where) -> None:
        self._grid(block, where, "")

    def _grid(self, block: Element, where: Where, identifier: str) -> None:
        grid = ast.grid(block)
        cells = [cell for row in (*grid.head, *grid.body) for cell in row]
        self.blocks(grid.caption, where.inside("captions", fixed=True))
        if len(cells) == 1:  # a frame around text
            self._box(cells[0].blocks, where)
            return
        longest = 0
        for cell in cells:
            inner = Reader(self.asked)
            inner.blocks(cell.blocks, where.inside("tables", fixed=True))
            longest = max(longest, inner.counts.get("tables", 0))
            self._take(inner)
        if not where.region:
            self.cells.append((identifier, longest))

    def _take(self, inner: Reader) -> None:
        for kind, words in inner.counts.items():
            self.add(kind, words)
        self.boxes += inner.boxes
        self.cells += inner.cells

    def _box(self, blocks: Sequence[Element], where: Where) -> None:
        inner = Reader(self.asked)
        inner.blocks(blocks, where.inside("boxes", fixed=True))
        words = inner.counts.get("boxes", 0)
        self._take(inner)
        if words:
            self.boxes.append(words)

    def _div(self, block: Element, where: Where) -> None:
        attrs = ast.attributes(block)
        content = block["c"][1]
        if "float" in attrs.classes:
            self._float(block, where)
        elif "quotation" in attrs.classes:
            self.blocks(content, self._quoted(attrs, where, where))
        elif _is_box(attrs.classes):
            self._box(content, where)
        elif "references" in attrs.classes:
            self.blocks(content, where if where.region else Where("references", region=True))
        else:
            self.blocks(content, where)

    def _quoted(self, attrs: ast.Attributes, where: Where, others: Where) -> Where:
        said = self.asked.by_participants(
            attrs.values.get("of", ""), attrs.values.get("chapter", "")
        )
        return where.inside("participant-quotes") if said else others

    def _float(self, block: Element, where: Where) -> None:
        """A table or figure: its label, title and note are its caption."""
        attrs = ast.attributes(block)
        caption = where.inside("captions", fixed=True)
        self.add(caption.kind, count(attrs.values.get("label", "")))
        figure = attrs.values.get("kind") == "figure"
        for child in block["c"][1]:
            classes = ast.attributes(child).classes if child["t"] == "Div" else ()
            if "title" in classes:
                self.blocks(child["c"][1], caption)
            elif "note" in classes:
                self._note(child["c"][1], caption)
            elif child["t"] == "Table":
                self._grid(child, where, attrs.id)
            elif figure and not _is_picture(child):
                self._box([child], where)
            else:
                self.blocks([child], caption)

    def _note(self, blocks: Sequence[Element], caption: Where) -> None:
        """A note, before which the documents put their word for it where it is not there."""
        if not blocks:
            return
        first = blocks[0]
        written = first["t"] in ("Para", "Plain") and ast.text(first["c"]).startswith(
            self.asked.note
        )
        self.add(caption.kind, 0 if written else count(self.asked.note))
        self.blocks(blocks, caption)

    # inlines

    def _inlines(self, inlines: Sequence[Element], where: Where, runs: list[Run]) -> None:
        for element in inlines:
            kind = element["t"]
            if kind == "Str":
                runs.append((element["c"], where.kind))
            elif kind in ast.BREAKS:
                runs.append((" ", where.kind))
            elif kind in INLINE:
                INLINE[kind](self, element, where, runs)
            elif kind in INNER:
                index = INNER[kind]
                inner = element["c"] if index is None else element["c"][index]
                self._inlines(inner, where, runs)

    def _quoted_inline(self, element: Element, where: Where, runs: list[Run]) -> None:
        single = element["c"][0]["t"] == "SingleQuote"
        runs.append(("‘" if single else "“", where.kind))
        self._inlines(element["c"][1], where, runs)
        runs.append(("’" if single else "”", where.kind))

    def _code_inline(self, element: Element, where: Where, runs: list[Run]) -> None:
        runs.append((element["c"][1], where.kind))

    def _cite(self, element: Element, where: Where, runs: list[Run]) -> None:
        self._inlines(element["c"][1], where.inside("citations"), runs)

    def _footnote(self, element: Element, where: Where, runs: list[Run]) -> None:
        # It stands at the foot of the page, also where its mark stands in a table.
        self.blocks(element["c"], where if where.region else Where("footnotes", fixed=True))

    def _span(self, element: Element, where: Where, runs: list[Run]) -> None:
        attrs = ast.attributes(element)
        if "quotation" in attrs.classes:
            where = self._quoted(attrs, where, where)
        self._inlines(element["c"][1], where, runs)

    def _link(self, element: Element, where: Where, runs: list[Run]) -> None:
        if ast.attributes(element).values.get("shows") == "page":
            runs.append((PAGE, where.kind))
        else:
            self._inlines(element["c"][1], where, runs)

    def _picture(self, element: Element, where: Where, runs: list[Run]) -> None:
        self.add("figure-text", self.asked.drawn(element["c"][2][0]))


def _is_box(classes: Sequence[str]) -> bool:
    return any(name in BOXES or name.startswith("callout-") for name in classes)


def _is_picture(block: Element) -> bool:
    """Whether a figure's block shows pictures and nothing else."""
    return any(e["t"] == "Image" for e in ast.walk([block])) and not ast.text(
        ast.replace([block], lambda image: [], frozenset({"Image"}))
    )


BlockReader = Callable[[Reader, Element, Where], None]
READERS: dict[str, BlockReader] = {
    "Para": Reader._para,
    "Plain": Reader._para,
    "LineBlock": Reader._line_block,
    "CodeBlock": Reader._code,
    "Header": Reader.header,
    "BlockQuote": Reader._quote,
    "BulletList": Reader._bullets,
    "OrderedList": Reader._numbered,
    "DefinitionList": Reader._definitions,
    "Table": Reader._table,
    "Div": Reader._div,
}
"""Type of block → how it is counted; all others have no words."""
InlineReader = Callable[[Reader, Element, Where, "list[Run]"], None]
INLINE: dict[str, InlineReader] = {
    "Quoted": Reader._quoted_inline,
    "Code": Reader._code_inline,
    "Cite": Reader._cite,
    "Note": Reader._footnote,
    "Span": Reader._span,
    "Link": Reader._link,
    "Image": Reader._picture,
}
"""Inlines that mean something; formulas, which word processors do not count, are in neither table."""
INNER: dict[str, int | None] = {
    **dict.fromkeys(("Emph", "Strong", "Underline", "Strikeout", "SmallCaps")),
    **dict.fromkeys(("Superscript", "Subscript")),
}
"""Inlines that only look different, and where their content stands."""


def words_of(inlines: Sequence[Element]) -> int:
    """The words of inlines as a contents shows them: without footnotes."""
    bare = ast.replace(list(inlines), lambda note: [], frozenset({"Note", "Image"}))
    return sum(by_class(_runs(bare)).values())


def _runs(inlines: Sequence[Element]) -> list[Run]:
    runs: list[Run] = []
    Reader(Asked())._inlines(inlines, Where("body", region=True), runs)
    return runs


def as_region(where: Where, kind: str) -> Where:
    """The same place where all is of one class."""
    return replace(where, kind=kind, region=True)
