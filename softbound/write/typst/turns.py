"""Where a landscape page comes: after the page that its table or figure was placed on is full.

A landscape page inside a chapter would leave the rest of the page before it empty. So the places
after the paragraphs that follow are marked, and the template takes the last one that still is on
the same page. Only the first one of a chapter is moved: each further one would need one more
round of Typst's layout, which makes five at most.
"""

from __future__ import annotations

from collections.abc import Sequence

from softbound import ast
from softbound.ast import Element, Elements
from softbound.write.typst.code import raw, string

TURNED = "turned"
"""The value of ``landscape`` on a float that is moved."""
PAGE = 4000
"""Characters of text that fill any page."""
ENDS = frozenset({"Para", "BlockQuote", "BulletList", "OrderedList", "DefinitionList"})
"""A page may turn after these."""


def marked(blocks: Sequence[Element]) -> Elements:
    """Blocks in which each chapter's first landscape float is followed by places to put it."""
    result: Elements = []
    moved = False
    spots: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if _is_title(block):
            moved = False
        if _is_landscape(block) and ast.attributes(block).id and not moved:
            moved = True
            name = string(ast.attributes(block).id)
            places = _places(blocks, index)
            for number, place in enumerate(places):
                spots[place] = f"#may-turn({name}, {number}, {len(places) - 1}, turned)"
            result += [raw("#let turned = ["), _as_turned(block), raw("]")]
        else:
            result.append(block)
        if index in spots:
            result.append(raw(spots[index]))
    return result


def _places(blocks: Sequence[Element], start: int) -> list[int]:
    """After which blocks the float at ``start`` may stand: itself first.

    Never after the next one of its kind: their numbers must stay in order.
    """
    places = [start]
    amount = 0
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if _is_title(block) or _kind(block) == _kind(blocks[start]) or amount > PAGE:
            break
        if block["t"] in ENDS:
            amount += len(ast.text(block))
            places.append(index)
    return places


def _is_title(block: Element) -> bool:
    return bool(block["t"] == "Header" and block["c"][0] == 1)


def _kind(block: Element) -> str | None:
    """Table or figure; None for what is neither."""
    attrs = ast.attributes(block)
    return attrs.values.get("kind", "figure") if "float" in attrs.classes else None


def _is_landscape(block: Element) -> bool:
    return bool(_kind(block) and ast.attributes(block).values.get("landscape") == "true")


def _as_turned(block: Element) -> Element:
    attrs = ast.attributes(block)
    values = {**attrs.values, "landscape": TURNED}
    return ast.with_attributes(block, ast.Attributes(attrs.id, attrs.classes, values))
