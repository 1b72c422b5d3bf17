"""Pandoc's trees in tests: made of Markdown, shown as short text."""

from __future__ import annotations

from typing import Any

from softbound import ast
from softbound.ast import Element, Elements
from softbound.merge.lines import LineMap, Source
from softbound.merge.parse import parse
from softbound.processes import pandoc
from softbound.resolve import structure


def source(text: str, files: tuple[str, ...] = ("a.md",)) -> Source:
    """A merged text; each ``%%%`` line ends a file (the line is part of none)."""
    places: list[tuple[int, int]] = []
    index, number = 0, 0
    for line in text.split("\n"):
        number += 1
        places.append((index, number))
        if line == "%%%":
            index, number = index + 1, 0
    return Source(text.replace("%%%\n", "\n"), LineMap(files, tuple(places)))


def structured(
    text: str, kind: structure.UnitKind = "chapter", unit: str = "review", **options: Any
) -> structure.Structured:
    """Markdown → a unit in its plain form, through pandoc.

    :param options: ``files`` for several of them (parted by ``%%%`` lines), ``image`` as in
        :func:`structure.structure`.
    """
    made = source(text, tuple(options.get("files", ["a.md"])))
    tree, problems = parse(made, pandoc)
    assert tree is not None, problems
    image = options.get("image", lambda path: (f"chapters/{unit}/{path}", "", ""))
    return structure.structure(tree, unit, kind, made, image)


def shown(inlines: Elements) -> str:
    """Inlines as one line: ``[text](#target)``, ``⟦unresolved⟧``, ``^[note]``, ``~`` for a blank
    that does not break."""
    return "".join(_inline(element) for element in inlines).replace("\u00a0", "~")


def _inline(element: Element) -> str:
    kind, content = element["t"], element.get("c")
    if kind == "Str":
        return str(content)
    if kind in ast.BREAKS:
        return " "
    if content is None:
        return ""
    if kind == "Note":
        return f"^[{' ¶ '.join(lines(content))}]"
    if kind == "Cite":
        return shown(content[1])
    if kind == "Link":
        return f"[{shown(content[1])}]({content[2][0]})"
    if kind == "Image":
        return f"![{shown(content[1])}]({content[2][0]})"
    if kind == "Span":
        inner = shown(content[1])
        return f"⟦{inner}⟧" if "unresolved" in ast.attributes(element).classes else inner
    if kind == "Quoted":
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return f"{marks[0]}{shown(content[1])}{marks[1]}"
    if kind in ("Code", "Math"):
        return str(content[1])
    mark = {"Emph": "*", "Strong": "**", "Superscript": "^", "Subscript": ",", "SmallCaps": ""}
    return f"{mark[kind]}{shown(content)}{mark[kind]}"


def lines(blocks: Elements) -> list[str]:
    """Blocks as lines: headings with their number signs and attributes, floats in short."""
    result: list[str] = []
    for block in blocks:
        kind, content = block["t"], block["c"]
        attrs = ast.attributes(block)
        if kind in ("Para", "Plain"):
            result.append(shown(content))
        elif kind == "Header":
            result.append(f"{'#' * content[0]} {shown(content[2])} {braces(attrs)}".strip())
        elif kind == "BlockQuote":
            result += [f"> {line}" for line in lines(content)]
        elif kind == "BulletList":
            result += [f"- {' ¶ '.join(lines(item))}" for item in content]
        elif kind == "OrderedList":
            result += [f"1. {' ¶ '.join(lines(item))}" for item in content[1]]
        elif kind == "Table":
            result.append("(table)")
        elif kind == "Div":
            opening = f"::: {braces(attrs)}".strip()
            result += [opening, *lines(content[1]), ":::"]
        elif kind == "CodeBlock":
            result.append(content[1])
        else:
            result.append(kind)
    return result


def braces(attrs: ast.Attributes) -> str:
    """Attributes as Markdown has them."""
    parts = [f"#{attrs.id}"] if attrs.id else []
    parts += [f".{name}" for name in attrs.classes]
    parts += [f"{key}={value}" for key, value in attrs.values.items()]
    return f"{{{' '.join(parts)}}}" if parts else ""


def floats(tree: ast.Tree) -> list[dict[str, Any]]:
    """Every table and figure of a structured unit, described; nothing empty is named."""
    found = [e for e in ast.walk(tree) if e["t"] == "Div" and "float" in ast.attributes(e).classes]
    return [_float(element) for element in found]


def _float(element: Element) -> dict[str, Any]:
    attrs = ast.attributes(element)
    parts: dict[str, Elements] = {"title": [], "note": [], "": []}
    for child in element["c"][1]:
        classes = ast.attributes(child).classes if child["t"] == "Div" else ()
        name = next((name for name in ("title", "note") if name in classes), "")
        parts[name] += child["c"][1] if name else [child]
    tables = [ast.grid(block) for block in parts[""] if block["t"] == "Table"]
    others = [block for block in parts[""] if block["t"] != "Table"]
    described: dict[str, Any] = {
        "id": attrs.id,
        **attrs.values,
        "title": " ".join(lines(parts["title"])),
        "content": lines(others),
        "note": lines(parts["note"]),
    }
    if len(tables) > 1:
        described["tables"] = [grid(table) for table in tables]
    for table in tables[: len(tables) == 1]:
        described |= grid(table)
    return {key: value for key, value in described.items() if value}


def grid(table: ast.Grid) -> dict[str, Any]:
    """A table's rows; a cell over several columns or rows has their numbers after it."""
    letters = {"AlignLeft": "l", "AlignRight": "r", "AlignCenter": "c", "AlignDefault": "d"}
    widths = [round(w, 2) for w in table.widths if w is not None]
    described: dict[str, Any] = {
        "head": [[_cell(cell) for cell in row] for row in table.head],
        "body": [[_cell(cell) for cell in row] for row in table.body],
        "align": "".join(letters[alignment] for alignment in table.alignments),
    }
    return described | ({"widths": widths} if widths else {})


def _cell(cell: ast.Cell) -> str:
    over = "".join(
        f" {{{sign}{count}}}"
        for sign, count in (("→", cell.columns), ("↓", cell.rows))
        if count > 1
    )
    return " ¶ ".join(lines(cell.blocks)) + over
