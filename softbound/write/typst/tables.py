"""Pandoc's tables as Typst's, with the three rules of APA 7 (section 7.9) and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from softbound import ast
from softbound.ast import Cell, Elements, Grid
from softbound.write.typst.code import arguments, raw
from softbound.write.typst.inlines import bracketed

SIDES = {
    "AlignLeft": "left",
    "AlignRight": "right",
    "AlignCenter": "center",
    "AlignDefault": "left",
}
FULL = 0.97
"""From this share of the text's width on, a table's columns fill it."""
CHARACTERS_A_LINE = 95
"""About as many stand on a line of a full-width table at 10 points."""
KEPT_LINES = 14
"""Rows up to this height are not divided between pages."""


def table(value: Grid, inside: Callable[[Elements], Elements]) -> Elements:
    """A table as blocks: raw Typst around its cells.

    :param inside: makes the blocks of a cell ready for pandoc's Typst writer.
    """
    rules = len(value.head)
    sides = ", ".join(SIDES[alignment] for alignment in value.alignments)
    result = [
        raw("#table("),
        raw(f"columns: {_columns(value)},"),
        raw(f"align: (x, y) => ({sides},).at(x) + if y < {rules} {{ bottom }} else {{ top }},"),
    ]
    if value.head:
        # Repeated on each page, where PDF/UA allows no links; a footnote stands on the first alone.
        once = any(
            item["t"] == "Note" for row in value.head for c in row for item in ast.walk(c.blocks)
        )
        result.append(raw(f"table.header({'repeat: false, ' if once else ''}edge,"))
        for number, row in enumerate(value.head):
            last = number == len(value.head) - 1
            for cell in row:
                over = cell.columns > 1 and not last and number + cell.rows < len(value.head)
                plain = replace(cell, blocks=_unlinked(cell.blocks))
                result.extend(_cell(plain, inside, spanner=over))
        result.append(raw("under-head),"))
    else:
        result.append(raw("edge,"))
    for number, row in enumerate(value.body):
        reached = max((cell.rows for cell in row), default=1)
        long = _is_long(value.body[number : number + reached], value)
        cells = [part for cell in row for part in _cell(cell, inside, breakable=long)]
        if _is_subhead(row, value):
            cells = [raw("subhead("), *cells, raw("),")]
        result.extend(cells)
    result.append(raw("edge)"))
    return result


def _unlinked(blocks: Elements) -> Elements:
    """Blocks without their links: the words stay."""
    unlinked: Elements = ast.replace(blocks, lambda link: link["c"][1], frozenset({"Link"}))
    return unlinked


def _columns(value: Grid) -> str:
    """Shares of the width as ``fr`` where they fill it, else as per cent; natural ones as auto."""
    shares = [width or 0 for width in value.widths]
    fill = all(shares) and sum(shares) >= FULL
    codes = [
        "auto" if not share else f"{share:.4g}fr" if fill else f"{share * 100:.4g}%"
        for share in shares
    ]
    return "(" + "".join(f"{item}, " for item in codes) + ")"


def _is_subhead(row: Sequence[Cell], value: Grid) -> bool:
    """Whether a row heads those below it, so that it is never the last one of a page.

    It is one cell over all columns, or emphasised words in the first cell and nothing else.
    """
    if any(cell.rows > 1 for cell in row) or sum(c.columns for c in row) < len(value.widths):
        return False  # cells reach in from above, or out below
    if len(row) == 1:
        return len(value.widths) > 1
    first, *others = row
    if any(ast.text(cell.blocks) for cell in others) or len(first.blocks) != 1:
        return False
    content = first.blocks[0].get("c")
    return isinstance(content, list) and [
        item["t"] for item in content if isinstance(item, dict)
    ] in (["Strong"], ["Emph"])


def _is_long(rows: Sequence[Sequence[Cell]], value: Grid) -> bool:
    """Whether a row, with those that its cells reach into, is so high that it may break inside."""
    return sum(_lines(row, value) for row in rows) > KEPT_LINES


def _lines(row: Sequence[Cell], value: Grid) -> float:
    """About how many lines high a row is."""
    share = {number: width or 1 / len(value.widths) for number, width in enumerate(value.widths)}
    column, highest = 0, 1.0
    for cell in row:
        width = sum(share.get(column + offset, 0) for offset in range(cell.columns)) or 1
        lines = sum(1 + len(ast.text(block)) / (CHARACTERS_A_LINE * width) for block in cell.blocks)
        highest = max(highest, lines / cell.rows)
        column += cell.columns
    return highest


def _cell(
    cell: Cell,
    inside: Callable[[Elements], Elements],
    spanner: bool = False,
    breakable: bool = False,
) -> Elements:
    options = arguments(
        {
            "colspan": str(cell.columns) if cell.columns > 1 else None,
            "rowspan": str(cell.rows) if cell.rows > 1 else None,
            "align": None if cell.alignment == "AlignDefault" else SIDES[cell.alignment],
            "breakable": "true" if breakable else None,
        }
    )
    opening = (f"table.cell({options})" if options else "") + ("[#spanner[" if spanner else "[")
    closing = "]]," if spanner else "],"
    blocks = inside(cell.blocks)
    if not blocks:
        return [raw(opening + closing)]
    if len(blocks) == 1 and blocks[0]["t"] in ("Plain", "Para"):
        return [ast.plain(bracketed(opening, blocks[0]["c"], closing))]
    return [raw(opening), *blocks, raw(closing)]
