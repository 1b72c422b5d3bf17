"""Tables as APA 7 wants them, on pages of a known width."""

from __future__ import annotations

from lxml import etree

from softbound.model.profile import Profile
from softbound.write.docx.openxml import Element, W, properties, put, text_width

TEXT_STYLES = frozenset({"Compact", "BodyText", "FirstParagraph", None})
"""What pandoc gives to the paragraphs of cells."""
SHORT_TABLE = 8
"""Rows; a table with no more is kept on one page."""
LONGEST_LINE = 40
"""Characters; longer ones are broken, so they do not make a natural column wider."""
CELL_PADDING = 170
"""Left and right together, in twips, as in the table's style."""


def finish_table(table: Element, profile: Profile, landscape: bool, name: str, noted: bool) -> None:
    """Widths, header rows, rules and breaks of one table; it is changed.

    :param name: its caption, which screen readers announce; empty without.
    :param noted: whether a note stands under it, from which it must not be parted.
    """
    rows = table.findall(W + "tr")
    heads = _mark_rows(rows)
    if name:
        put(properties(table, "tblPr"), "tblCaption", {"val": name})
    _set_widths(table, rows, text_width(profile, landscape), profile.fonts.table_size)
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        together = (
            place <= heads
            or len(rows) <= SHORT_TABLE
            or _heads_group(row)
            or (not last and _goes_on(rows[place + 1]))
        )
        keep = noted if last else together
        for paragraph in row.iter(W + "p"):
            _drop_lone_break(paragraph)
            _cell_paragraph(paragraph, keep)
    _rule_heads(rows[:heads])


def _mark_rows(rows: list[Element]) -> int:
    """Rows stay whole, header rows are repeated; how many of those there are."""
    heads = 0
    for row in rows:
        values = row.find(W + "trPr")
        is_head = values is not None and values.find(W + "tblHeader") is not None
        heads += is_head
        if values is None:
            values = etree.Element(W + "trPr")
            before = row.find(W + "tblPrEx")
            row.insert(0 if before is None else 1, values)
        if values.find(W + "cantSplit") is None:
            etree.SubElement(values, W + "cantSplit")
    return heads


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(W + "t"))


def _heads_group(row: Element) -> bool:
    """Whether only a row's first cell holds text: it stands over a group of rows."""
    first, *others = row.findall(W + "tc") or [row]
    return bool(_text(first)) and not any(_text(cell) for cell in others)


def _goes_on(row: Element) -> bool:
    """Whether a row belongs to the one above: a cell reaches into it, or its first one is empty."""
    marks = row.iterfind(f"{W}tc/{W}tcPr/{W}vMerge")
    reached = any(mark.get(W + "val", "continue") == "continue" for mark in marks)
    first, *others = row.findall(W + "tc") or [row]
    return reached or (not _text(first) and any(_text(cell) for cell in others))


def _drop_lone_break(paragraph: Element) -> None:
    """An empty cell is written as a line break, which would make its row two lines high."""
    runs = paragraph.findall(W + "r")
    if runs and not any(child.tag not in (W + "br", W + "rPr") for run in runs for child in run):
        for run in runs:
            paragraph.remove(run)


def _set_widths(table: Element, rows: list[Element], available: int, size: float) -> None:
    """Column widths in twips, the same in the grid and in every cell.

    Pandoc writes shares of the text's width as a percentage of its own idea of a page.
    """
    values = properties(table, "tblPr")
    grid = table.find(W + "tblGrid")
    if grid is None or not len(grid):
        return
    columns = [int(column.get(W + "w", "0")) or 1 for column in grid]
    layout = values.find(W + "tblLayout")
    fixed = layout is not None and layout.get(W + "type") == "fixed"
    if fixed:
        percent = values.find(W + "tblW")
        share = int(percent.get(W + "w", "5000")) / 5000 if percent is not None else 1
        total = available * min(share, 1)
        widths = [round(total * column / sum(columns)) for column in columns]
    else:
        widths = _natural_widths(rows, len(columns), available, size)
        put(values, "tblLayout", {"type": "autofit"})
    put(values, "tblW", {"w": str(sum(widths)), "type": "dxa"})
    for column, width in zip(grid, widths, strict=True):
        column.set(W + "w", str(width))
    for row in rows:
        place = 0
        for cell in row.findall(W + "tc"):
            span = _span(cell)
            width = sum(widths[place : place + span])
            put(properties(cell, "tcPr"), "tcW", {"w": str(width), "type": "dxa"})
            place += span


def _span(cell: Element) -> int:
    mark = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(mark.get(W + "val", "1")) if mark is not None else 1


def _natural_widths(rows: list[Element], count: int, available: int, size: float) -> list[int]:
    """Widths for columns that are as wide as their text, at most the page's width.

    Word measures for itself; other programs take these, reckoned at 0.6 em a character.
    """
    longest = [1] * count
    for row in rows:
        place = 0
        for cell in row.findall(W + "tc"):
            span = _span(cell)
            if span == 1 and place < count:
                for paragraph in cell.iter(W + "p"):
                    letters = min(len(_text(paragraph)), LONGEST_LINE)
                    longest[place] = max(longest[place], letters)
            place += span
    wanted = [round(letters * size * 20 * 0.6) + CELL_PADDING for letters in longest]
    factor = min(1, available / sum(wanted))
    return [round(width * factor) for width in wanted]


def _cell_paragraph(paragraph: Element, keep: bool) -> None:
    values = properties(paragraph, "pPr")
    style = values.find(W + "pStyle")
    if (None if style is None else style.get(W + "val")) in TEXT_STYLES:
        put(values, "pStyle", {"val": "TableText"})
    level = values.find(f"{W}numPr/{W}ilvl")
    if level is not None:  # a list's indents are meant for the page, not for a cell
        depth = int(level.get(W + "val", "0")) + 1
        put(values, "ind", {"left": str(200 * depth), "hanging": "200"})
    if keep:
        put(values, "keepNext")


def _rule_heads(rows: list[Element]) -> None:
    """Rules of a header with several rows: under the last one, and under cells that span.

    The table's style draws one under the first row only, whatever that is.
    """
    if len(rows) < 2:
        return
    for place, row in enumerate(rows):
        for cell in row.findall(W + "tc"):
            values = properties(cell, "tcPr")
            ruled = place == len(rows) - 1 or _span(cell) > 1
            borders = put(values, "tcBorders")
            bottom = etree.SubElement(borders, W + "bottom")
            bottom.set(W + "val", "single" if ruled else "nil")
            if ruled:
                bottom.set(W + "sz", "4")
                bottom.set(W + "space", "0")
                bottom.set(W + "color", "auto")
