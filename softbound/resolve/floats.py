"""Tables and figures, however an author wrote them → one form.

Four ways of writing are known: pandoc's own table with a caption; an image alone in a paragraph;
a div with an id that begins with ``tbl:`` or ``fig:`` around either, and a ``note``; and a
``list-table`` div, whose rows are lists (cells may then hold any blocks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from softbound import ast
from softbound.ast import Attributes, Cell, Element, Elements, Grid

ID = re.compile(r"^(tbl|fig)[:-]")
ALIGNMENTS = {"l": "AlignLeft", "r": "AlignRight", "c": "AlignCenter", "d": "AlignDefault"}
LINE = 84
"""About how many characters of table text an A4 page's width takes."""


FloatKind = Literal["table", "figure"]


@dataclass(frozen=True)
class Float:
    """A table or a figure, with what belongs to it."""

    id: str
    kind: FloatKind
    title: Elements
    """Inlines."""
    content: Elements
    """Blocks."""
    note: Elements = field(default_factory=list)
    """Blocks."""
    landscape: bool = False
    alt: str = ""
    width: str = ""
    redact: str | None = None
    """The label of the box that it is in the public version; None where nothing is said."""
    image: Element | None = None
    """The image of a figure that is one."""


def rewrite(blocks: Elements, found: Callable[[Float], Element]) -> Elements:
    """Replace every table and figure by what ``found`` makes of it, outermost first."""
    result: Elements = []
    for block in blocks:
        value = _float(block)
        if value is not None:
            result.append(found(value))
        elif block["t"] == "Div":
            result.append(ast.div(ast.attributes(block), rewrite(block["c"][1], found)))
        elif block["t"] == "BlockQuote":
            result.append({"t": "BlockQuote", "c": rewrite(block["c"], found)})
        elif block["t"] in ("BulletList", "OrderedList"):
            result.append(_in_list(block, found))
        elif block["t"] == "Table":
            result.append(ast.table(_sized(ast.grid(block))))
        else:
            result.append(block)
    return result


def _in_list(block: Element, found: Callable[[Float], Element]) -> Element:
    if block["t"] == "BulletList":
        return {"t": "BulletList", "c": [rewrite(item, found) for item in block["c"]]}
    start, items = block["c"]
    return {"t": "OrderedList", "c": [start, [rewrite(item, found) for item in items]]}


def to_div(value: Float, identifier: str) -> Element:
    """A float in the tree's form, still without numbers."""
    values: dict[str, str] = {"kind": value.kind}
    if value.landscape:
        values["landscape"] = "true"
    if value.alt:
        values["alt"] = value.alt
    if value.width:
        values["width"] = value.width
    if value.redact is not None:
        values["redact"] = value.redact
    children = [ast.div(Attributes("", ("title",)), [ast.plain(value.title)]), *value.content]
    if value.note:
        children.append(ast.div(Attributes("", ("note",)), value.note))
    return ast.div(Attributes(identifier, ("float",), values), children)


def _float(block: Element) -> Float | None:
    """What a block is as a float; None if it is not one."""
    if block["t"] == "Div":
        attrs = ast.attributes(block)
        if ID.match(attrs.id) or "list-table" in attrs.classes:
            return _from_div(attrs, block["c"][1])
        return None
    if block["t"] == "Table":
        grid = ast.grid(block)
        caption = _inlines(grid.caption)
        if not caption and not ID.match(grid.attributes.id):
            return None
        return _from_table(grid, caption)
    if block["t"] == "Figure":
        attrs, caption, content = block["c"]
        return _from_figure(
            Attributes(attrs[0], tuple(attrs[1]), dict(attrs[2])), caption[1], content
        )
    return None


def _from_table(grid: Grid, title: Elements) -> Float:
    attrs = grid.attributes
    bare = replace(grid, attributes=Attributes(), caption=[])
    return Float(
        attrs.id,
        "table",
        title,
        [ast.table(_sized(bare, _landscape(attrs)))],
        landscape=_landscape(attrs),
        redact=attrs.values.get("redact"),
    )


def _from_figure(attrs: Attributes, caption: Elements, content: Elements) -> Float:
    title = _inlines(caption)
    image = next((e for e in ast.walk(content) if e["t"] == "Image"), None)
    if image is None:
        return Float(attrs.id, "figure", title, content, landscape=_landscape(attrs))
    image_attrs, alt, target = image["c"]
    description = ast.text(alt)
    if description == ast.text(title):
        description = ""  # pandoc repeats the title where the author gave no alternative text
    values = dict(image_attrs[2])
    shown = {"t": "Image", "c": [image_attrs, ast.words(description), target]}
    return Float(
        attrs.id,
        "figure",
        title,
        [ast.para([shown])],
        landscape=_landscape(attrs) or "landscape" in image_attrs[1],
        alt=description,
        width=values.get("width", attrs.values.get("width", "")),
        image=shown,
    )


def _from_div(attrs: Attributes, blocks: Elements) -> Float:
    notes = [b for b in blocks if b["t"] == "Div" and "note" in ast.attributes(b).classes]
    rest = [b for b in blocks if b not in notes]
    note = [child for n in notes for child in n["c"][1]]
    kind: FloatKind = "figure" if attrs.id.startswith("fig") else "table"
    inner: Float | None = None
    if "list-table" in attrs.classes:
        inner = _from_lists(attrs, rest)
    else:
        floats = [f for b in rest if (f := _float(b) or _picture(b, kind)) is not None]
        others = [b for b in rest if (_float(b) or _picture(b, kind)) is None]
        if len(floats) == 1:
            inner = floats[0]
        elif floats:
            inner = Float("", kind, [], [part for f in floats for part in _part(f)])
        if inner is not None and not inner.title:
            inner, others = replace(inner, title=_inlines(others[:1])), others[1:]
        if inner is not None:
            note = [*others, *note]  # what else the author wrote is not lost
    if inner is None:
        tables = [b for b in rest if b["t"] == "Table"]
        paragraphs = [b for b in rest if b["t"] in ("Para", "Plain")]
        title = _inlines(paragraphs[:1])
        content = [
            ast.table(_sized(ast.grid(b), _landscape(attrs))) if b in tables else b
            for b in rest
            if b not in paragraphs[:1]
        ]
        inner = Float("", kind, title, content)
    landscape = inner.landscape or _landscape(attrs)
    content = inner.content
    if landscape and not inner.landscape:
        content = [
            ast.table(_sized(ast.grid(b), True)) if b["t"] == "Table" else b for b in content
        ]
    return replace(
        inner,
        id=attrs.id or inner.id,
        content=content,
        note=[*inner.note, *note],
        landscape=landscape,
        alt=attrs.values.get("alt", inner.alt),
        width=attrs.values.get("width", inner.width),
        redact=attrs.values.get("redact", inner.redact),
    )


def _picture(block: Element, kind: FloatKind) -> Float | None:
    """An image alone in a paragraph of a figure's div; its title is another paragraph."""
    alone = block["t"] in ("Para", "Plain") and [e["t"] for e in block["c"]] == ["Image"]
    return _from_figure(Attributes(), [], [block]) if alone and kind == "figure" else None


def _part(value: Float) -> Elements:
    """One of several tables or images that share a number: its content, then its own title."""
    title = [ast.para(value.title)] if value.title else []
    return [*value.content, *title, *value.note]


def _from_lists(attrs: Attributes, blocks: Elements) -> Float:
    """A list-table: a paragraph that is its title, then a list of rows, each a list of cells."""
    title = _inlines([b for b in blocks if b["t"] in ("Para", "Plain")][:1])
    rows: list[list[Cell]] = []
    for listing in (b for b in blocks if b["t"] == "BulletList"):
        for item in listing["c"]:
            cells = item[0]["c"] if item and item[0]["t"] == "BulletList" else [item]
            rows.append([_cell(cell) for cell in cells])
    taken = _taken(rows)
    count = max(taken, default=1)
    for row, columns in zip(rows, taken, strict=True):
        row.extend([Cell([], "AlignDefault", 1, 1)] * (count - columns))
    heads = _count(attrs.values.get("header-rows", "1"), 0)
    letters = [a.strip() for a in attrs.values.get("align", "").split(",") if a.strip()]
    widths = _widths(attrs.values.get("widths", ""), count)
    grid = Grid(
        Attributes(),
        [],
        tuple(
            ALIGNMENTS.get(letters[i][:1], "AlignDefault") if i < len(letters) else "AlignDefault"
            for i in range(count)
        ),
        widths,
        tuple(tuple(row) for row in rows[:heads]),
        tuple(tuple(row) for row in rows[heads:]),
    )
    return Float(
        attrs.id,
        "table",
        title,
        [ast.table(_sized(grid, _landscape(attrs)))],
        landscape=_landscape(attrs),
    )


def _cell(blocks: Elements) -> Cell:
    """A cell; an empty span with ``colspan`` or ``rowspan`` at its start makes it wider or taller."""
    values: dict[str, str] = {}
    if blocks and blocks[0]["t"] in ("Plain", "Para"):
        inlines = blocks[0]["c"]
        if inlines and inlines[0]["t"] == "Span" and not inlines[0]["c"][1]:
            attrs = ast.attributes(inlines[0])
            values = dict(attrs.values)
            rest = inlines[1:]
            while rest and rest[0]["t"] == "Space":
                rest = rest[1:]
            if attrs.id:  # a link may lead to the cell
                rest = [ast.span(Attributes(attrs.id), []), *rest]
            blocks = [{"t": blocks[0]["t"], "c": rest}, *blocks[1:]]
    if len(blocks) == 1 and blocks[0]["t"] == "Para":
        blocks = [ast.plain(blocks[0]["c"])]
    rows, columns = (_count(values.get(name, "1"), 1) for name in ("rowspan", "colspan"))
    return Cell(blocks, "AlignDefault", rows, columns)


def _count(text: str, least: int) -> int:
    """A written number of rows or columns; 1 where none can be read."""
    return max(int(text), least) if text.strip().isdecimal() else 1


def _taken(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How many columns each row takes: its own cells, and those of rows above that reach into it."""
    result: list[int] = []
    reaching: list[tuple[int, int]] = []
    for row in rows:
        cells = [*reaching, *((cell.columns, cell.rows) for cell in row)]
        result.append(sum(columns for columns, _ in cells))
        reaching = [(columns, height - 1) for columns, height in cells if height > 1]
    return result


def _widths(text: str, count: int) -> tuple[float | None, ...]:
    """``"1,2,3"`` → shares of the text's width; all None where nothing useful is written."""
    try:
        parts = [float(part) for part in re.split(r"[,\s]+", text.strip()) if part]
    except ValueError:
        parts = []
    total = sum(parts)
    if len(parts) != count or total <= 0:
        return (None,) * count
    return tuple(part / total for part in parts)


def _sized(grid: Grid, landscape: bool = False) -> Grid:
    """A grid whose columns fit the page: natural widths where they do, else shares by content."""
    known = [w for w in grid.widths if w is not None]
    if known and len(known) == len(grid.widths):
        total = sum(known)
        if total > 1:
            return replace(grid, widths=tuple(w / total for w in known))
        return grid
    line = LINE * (1.55 if landscape else 1)
    count = len(grid.widths)
    longest_word, longest_line, amount = [1.0] * count, [1.0] * count, [1.0] * count
    blocky = False
    for row in (*grid.head, *grid.body):
        column = 0
        for cell in row:
            if cell.columns == 1 and column < count:
                for block in cell.blocks:
                    words = ast.text(block)
                    longest_word[column] = max(
                        longest_word[column], *(len(w) for w in words.split() or [""])
                    )
                    longest_line[column] = max(longest_line[column], len(words))
                    amount[column] += len(words)
                blocky = blocky or len(cell.blocks) > 1
            column += cell.columns
    if sum(longest_line) + 3 * count <= line and not blocky:
        return replace(grid, widths=(None,) * count)
    # Every column takes its longest word; the rest is shared by the root of what each holds,
    # which gives long columns more without starving short ones.
    least = [min(w + 2, line / count) for w in longest_word]
    spare = max(line - sum(least), 0)
    weight = [min(a**0.5, n) for a, n in zip(amount, longest_line, strict=True)]
    shares = [low + spare * part / sum(weight) for low, part in zip(least, weight, strict=True)]
    return replace(grid, widths=tuple(round(s / sum(shares), 4) for s in shares))


def _landscape(attrs: Attributes) -> bool:
    return "landscape" in attrs.classes or attrs.values.get("landscape") in ("true", "1")


def _inlines(blocks: Any) -> Elements:
    """The inlines of a caption's blocks, one after the other."""
    result: Elements = []
    for block in blocks:
        if block["t"] in ("Plain", "Para"):
            if result:
                result.append(ast.space())
            result.extend(block["c"])
    return result
