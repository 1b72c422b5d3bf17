"""Pandoc's JSON tree: find, replace, build.

A tree is what ``pandoc -t json`` writes: a dict with ``blocks``, whose elements are dicts
``{"t": type, "c": content}``. Trees are treated as values: functions here return new lists and
leave what they were given as it was, except where a docstring says otherwise.
Source of the shapes: pandoc-types 1.23 (Text.Pandoc.Definition).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Element = dict[str, Any]
"""One block or inline: ``{"t": "Str", "c": "word"}``."""
Elements = list[Element]
Tree = dict[str, Any]
"""A whole document: ``{"pandoc-api-version": …, "meta": …, "blocks": […]}``."""
Rewrite = Callable[[Element], "Elements | None"]
"""Element → its replacement (several, or none at all), or None to keep it as it is."""

API_VERSION = [1, 23, 1]


@dataclass(frozen=True)
class Attributes:
    """The attributes of a header, div, span, link, image, code or table."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> list[Any]:
        """The triple pandoc writes: ``[id, [class, …], [[key, value], …]]``."""
        return [self.id, list(self.classes), [[key, value] for key, value in self.values.items()]]


ATTRIBUTE_INDEX: Mapping[str, int] = {
    "Header": 1,
    "Div": 0,
    "Span": 0,
    "Link": 0,
    "Image": 0,
    "Code": 0,
    "CodeBlock": 0,
    "Table": 0,
    "Figure": 0,
}
"""Where each type of element keeps its attributes."""


def attributes(element: Element) -> Attributes:
    """The attributes of an element; empty ones for an element that has none."""
    index = ATTRIBUTE_INDEX.get(element["t"])
    if index is None:
        return Attributes()
    identifier, classes, pairs = element["c"][index]
    return Attributes(identifier, tuple(classes), dict(pairs))


def with_attributes(element: Element, attrs: Attributes) -> Element:
    """A copy of the element that carries these attributes instead of its own."""
    content = list(element["c"])
    content[ATTRIBUTE_INDEX[element["t"]]] = attrs.to_json()
    return {"t": element["t"], "c": content}


def tree(blocks: Elements, meta: Mapping[str, Any] | None = None) -> Tree:
    """A document of these blocks, with the given metadata (already in pandoc's form)."""
    return {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": blocks}


def loads(text: str | bytes) -> Tree:
    """Read pandoc's JSON."""
    parsed: Tree = json.loads(text)
    return parsed


def dumps(document: Tree) -> str:
    """Write pandoc's JSON, without superfluous white space."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Elements without others in them."""


def walk(node: Any) -> Iterator[Element]:
    """Every element below a node (a list, an element or a whole tree), in document order."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if "t" in node:
                yield node
                content = node.get("c")
                if content.__class__ is list:
                    stack.append(content)
            elif "blocks" in node:
                stack.append(node["blocks"])
            else:  # a citation: its prefix and suffix are inlines
                stack.extend(reversed(list(node.values())))


def is_deeper(node: Any, most: int) -> bool:
    """Whether more than so many elements stand within each other."""
    stack = [(node, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, dict):
            depth += "t" in node
            if depth > most:
                return True
            stack.extend((each, depth) for each in node.values() if isinstance(each, list | dict))
        else:
            stack.extend((each, depth) for each in node if isinstance(each, list | dict))
    return False


def replace(node: Any, rewrite: Rewrite, only: frozenset[str] | None = None) -> Any:
    """A node in which ``rewrite`` has been asked about every element, innermost first.

    What stays as it was is shared with the result, not copied.

    :param node: a list of elements, an element's content, or a whole tree.
    :param rewrite: see :data:`Rewrite`; it sees elements whose insides are already rewritten.
    :param only: the types ``rewrite`` is asked about; None for all.
    """
    if node.__class__ is list:
        return _replace_list(node, rewrite, only)
    if node.__class__ is not dict:
        return node
    if "blocks" in node:
        return {**node, "blocks": replace(node["blocks"], rewrite, only)}
    if "t" in node:
        return _replace_inside(node, rewrite, only)
    changed = {key: replace(value, rewrite, only) for key, value in node.items()}
    return node if all(changed[key] is node[key] for key in node) else changed


def _replace_list(items: list[Any], rewrite: Rewrite, only: frozenset[str] | None) -> list[Any]:
    result: list[Any] | None = None
    for index, item in enumerate(items):
        new: list[Any] | None = None
        if item.__class__ is dict:
            kind = item.get("t")
            if kind is None:
                inside = replace(item, rewrite, only)
                new = None if inside is item else [inside]
            elif kind in LEAVES and only is not None and kind not in only:
                pass  # nine tenths of a tree are words and spaces
            else:
                inside = _replace_inside(item, rewrite, only)
                new = rewrite(inside) if only is None or kind in only else None
                if new is None and inside is not item:
                    new = [inside]
        elif item.__class__ is list:
            inside = _replace_list(item, rewrite, only)
            new = None if inside is item else [inside]
        if result is None and new is not None:
            result = items[:index]
        if result is not None:
            if new is None:
                result.append(item)
            else:
                result.extend(new)
    return items if result is None else result


def _replace_inside(element: Element, rewrite: Rewrite, only: frozenset[str] | None) -> Element:
    content = element.get("c")
    if content.__class__ is not list:
        return element
    inside = _replace_list(content, rewrite, only)
    return element if inside is content else {"t": element["t"], "c": inside}


BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
BLOCK_ENDS = frozenset({"Para", "Plain", "Header", "LineBlock", "CodeBlock"})


def text(node: Any, notes: bool = False) -> str:
    """The plain text of inlines or blocks: breaks are spaces, blocks are parted by a space.

    :param notes: whether footnotes' text is part of it.
    """
    parts: list[str] = []

    def visit(item: Any) -> None:
        if isinstance(item, list):
            for child in item:
                visit(child)
        elif isinstance(item, dict) and "t" in item:
            kind: str = item["t"]
            content: Any = item.get("c")
            if kind == "Str":
                parts.append(content)
            elif kind in BREAKS:
                parts.append(" ")
            elif kind in ("Code", "Math", "CodeBlock"):
                parts.append(content[1])
            elif kind == "Quoted":
                single = content[0]["t"] == "SingleQuote"
                parts.append("‘" if single else "“")
                visit(content[1])
                parts.append("’" if single else "”")
            elif kind == "Cite":
                visit(content[1])
            elif kind in ("RawInline", "RawBlock") or (kind == "Note" and not notes):
                pass
            elif content is not None:
                visit(content)
            if kind in BLOCK_ENDS:
                parts.append(" ")

    visit(node)
    return " ".join("".join(parts).split())


def string(value: str) -> Element:
    """A word, or a run of text that is to stay together."""
    return {"t": "Str", "c": value}


def space() -> Element:
    return {"t": "Space"}


def words(value: str) -> Elements:
    """Plain text as inlines: words with spaces between them."""
    result: Elements = []
    for word in value.split():
        if result:
            result.append(space())
        result.append(string(word))
    return result


def para(inlines: Elements) -> Element:
    return {"t": "Para", "c": inlines}


def plain(inlines: Elements) -> Element:
    return {"t": "Plain", "c": inlines}


def strong(inlines: Elements) -> Element:
    return {"t": "Strong", "c": inlines}


def emph(inlines: Elements) -> Element:
    return {"t": "Emph", "c": inlines}


def header(level: int, attrs: Attributes, inlines: Elements) -> Element:
    return {"t": "Header", "c": [level, attrs.to_json(), inlines]}


def div(attrs: Attributes, blocks: Elements) -> Element:
    return {"t": "Div", "c": [attrs.to_json(), blocks]}


def span(attrs: Attributes, inlines: Elements) -> Element:
    return {"t": "Span", "c": [attrs.to_json(), inlines]}


def link(target: str, inlines: Elements, attrs: Attributes | None = None) -> Element:
    return {"t": "Link", "c": [(attrs or Attributes()).to_json(), inlines, [target, ""]]}


def image(source: str, alt: Elements, attrs: Attributes) -> Element:
    return {"t": "Image", "c": [attrs.to_json(), alt, [source, ""]]}


def raw_block(form: str, code: str) -> Element:
    return {"t": "RawBlock", "c": [form, code]}


def raw_inline(form: str, code: str) -> Element:
    return {"t": "RawInline", "c": [form, code]}


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    blocks: Elements
    """What stands in it."""
    alignment: str
    """AlignLeft, AlignRight, AlignCenter or AlignDefault (as its column)."""
    rows: int
    """How many rows it spans."""
    columns: int
    """How many columns it spans."""


@dataclass(frozen=True)
class Grid:
    """A pandoc Table, unpacked."""

    attributes: Attributes
    caption: Elements
    """Blocks."""
    alignments: tuple[str, ...]
    """One a column: AlignLeft, AlignRight, AlignCenter, AlignDefault."""
    widths: tuple[float | None, ...]
    """One a column: a share of the text's width (0 to 1), or None for the natural width."""
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    """The rows of all bodies and of the foot; a body's own head rows are among them."""


def grid(table: Element) -> Grid:
    """Unpack a pandoc Table."""
    attrs, caption, columns, head, bodies, foot = table["c"]
    rows = [row for body in bodies for row in [*body[2], *body[3]]] + foot[1]
    return Grid(
        Attributes(attrs[0], tuple(attrs[1]), dict(attrs[2])),
        caption[1],
        tuple(column[0]["t"] for column in columns),
        tuple(column[1]["c"] if column[1]["t"] == "ColWidth" else None for column in columns),
        tuple(_cells(row) for row in head[1]),
        tuple(_cells(row) for row in rows),
    )


def _cells(row: Any) -> tuple[Cell, ...]:
    return tuple(Cell(cell[4], cell[1]["t"], cell[2], cell[3]) for cell in row[1])


def table(value: Grid) -> Element:
    """Pack a grid into a pandoc Table; the inverse of :func:`grid` but for bodies and foot."""

    def row(cells: Sequence[Cell]) -> list[Any]:
        return [
            Attributes().to_json(),
            [
                [Attributes().to_json(), {"t": c.alignment}, c.rows, c.columns, c.blocks]
                for c in cells
            ],
        ]

    return {
        "t": "Table",
        "c": [
            value.attributes.to_json(),
            [None, value.caption],
            [
                [
                    {"t": alignment},
                    {"t": "ColWidthDefault"} if width is None else {"t": "ColWidth", "c": width},
                ]
                for alignment, width in zip(value.alignments, value.widths, strict=True)
            ],
            [Attributes().to_json(), [row(cells) for cells in value.head]],
            [[Attributes().to_json(), 0, [], [row(cells) for cells in value.body]]],
            [Attributes().to_json(), []],
        ],
    }
