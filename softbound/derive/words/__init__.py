"""The words of a unit, of all units, and how they compare with the limits.

The walk: :func:`unit` counts a resolved tree, section by section and class by class;
:func:`~.parts.report` adds the units up and holds them against the profile's limits; :mod:`.history`
tells how it went on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from softbound import ast
from softbound.ast import Element, Elements
from softbound.derive.words.reading import Asked, Reader, Where, words_of
from softbound.derive.words.tokens import count
from softbound.model.profile import Profile
from softbound.model.words import Long, Section, UnitWords
from softbound.problems import Place

__all__ = ["Asked", "count", "unit"]

LISTED_LEVEL = 3
"""The deepest headings that the contents list."""
REGIONS = {"front-matter": "front-matter", "appendices": "appendices", "references": "references"}
"""A kind of unit of which every word is of one class → that class."""
LONG_CELL = 40
"""Words from which on a table's longest cell is remembered."""


@dataclass
class _Stretch:
    """A section that is being gathered."""

    id: str
    title: str
    level: int
    blocks: list[tuple[Element, Where]] = field(default_factory=list)


def unit(
    tree: ast.Tree,
    name: str,
    kind: str,
    profile: Profile,
    places: Callable[[str], Place],
    asked: Asked,
    running_head: Callable[[str], str],
) -> UnitWords:
    """A unit's resolved tree → its words.

    :param kind: "front-matter", "chapter", "appendices", or "references" for the thesis's own list.
    :param places: a heading's or float's id → where the author wrote it; any other, "" too, the
        unit's beginning.
    :param running_head: a title → what stands of it above a page.
    """
    blocks = tree["blocks"]
    stretches = (
        _pages(blocks, profile)
        if kind == "front-matter"
        else _sections(blocks, name, kind, profile)
    )
    sections: list[Section] = []
    long: list[Long] = []
    heads = _heads(blocks, profile, running_head) if kind != "front-matter" else {}
    for stretch in stretches:
        reader = Reader(asked)
        for block, where in stretch.blocks:
            reader.blocks([block], where)
        reader.add("automatic", heads.get(stretch.id, 0) if stretch.level == 1 else 0)
        place = places(stretch.id)
        sections.append(
            Section(
                stretch.id,
                stretch.title,
                stretch.level,
                place,
                reader.counts,
                count(stretch.title) if stretch.id else 0,
            )
        )
        long += [Long("box", words, place) for words in reader.boxes]
        long += [
            Long("cell", words, places(identifier) if identifier else place)
            for identifier, words in reader.cells
            if words >= LONG_CELL
        ]
    first = blocks[0] if blocks and kind == "chapter" and blocks[0]["t"] == "Header" else None
    label = ast.attributes(first).values.get("label", "") if first else ""
    title = ast.text(first["c"][2]) if first else ""
    return UnitWords(name, kind, label, title, tuple(sections), _listed(blocks, kind), tuple(long))


def _pages(blocks: Elements, profile: Profile) -> list[_Stretch]:
    """Pages of the front matter."""
    result: list[_Stretch] = []
    for block in blocks:
        values = ast.attributes(block).values
        page = values.get("page", "")
        if page or not result:
            content = block["c"][1] if page else [block]
            result.append(_Stretch(page, _title(content) or page, 1))
        else:
            content = [block]
        kind = "abstract" if result[-1].id in profile.words.abstracts else "front-matter"
        for each in content:
            title = each["t"] == "Header" and each["c"][0] == 1
            where = Where("front-matter" if title else kind, region=True)
            result[-1].blocks.append((each, where))
    return result


def _title(blocks: Elements) -> str:
    first = next((block for block in blocks if block["t"] == "Header"), None)
    return ast.text(first["c"][2]) if first else ""


def _sections(blocks: Elements, name: str, kind: str, profile: Profile) -> list[_Stretch]:
    """A chapter's sections, or appendices: each begins at a heading of level 2, or 1."""
    result: list[_Stretch] = []
    base = Where(REGIONS[kind], region=True) if kind in REGIONS else Where("body")
    deepest = 1 if kind in REGIONS else 2
    abstract = 0
    """The level of the heading that an abstract stands under; 0 outside one."""
    for index, block in enumerate(blocks):
        where = base
        if block["t"] == "Header":
            level = block["c"][0]
            title = ast.text(block["c"][2])
            if abstract and level <= abstract:
                abstract = 0
            if level <= deepest or not result:
                result.append(_Stretch(ast.attributes(block).id, title, min(level, deepest)))
            if abstract:
                where = Where("abstract", region=True)
            elif not base.region and level > 1 and _slug(title) in profile.words.abstracts:
                abstract = level
            elif not base.region and _heads_references(blocks, index):
                where = Where("references", region=True)
        elif abstract:
            where = Where("abstract", region=True)
        if not result:
            result.append(_Stretch("", name, 1))
        result[-1].blocks.append((block, where))
    return result


def _slug(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.casefold()))


def _heads_references(blocks: Elements, index: int) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following is not None and "references" in ast.attributes(following).classes


# what other pages show of it


def _listed(blocks: Elements, kind: str) -> Mapping[str, int]:
    """The words of the lines that the contents and the lists have of a unit."""
    lines = {"contents": 0, "list-of-tables": 0, "list-of-figures": 0, "list-of-appendices": 0}
    for element in ast.walk(blocks):
        if element["t"] == "Header":
            level, _, title = element["c"]
            values = ast.attributes(element).values
            label = values.get("label") or values.get("number") or ""
            line = count(label) + words_of(title) + 1  # the page
            if level <= (1 if kind == "front-matter" else LISTED_LEVEL):
                lines["contents"] += line
            if values.get("kind") == "appendix":
                lines["list-of-appendices"] += line
        elif element["t"] == "Div" and "float" in ast.attributes(element).classes:
            values = ast.attributes(element).values
            page = "list-of-figures" if values.get("kind") == "figure" else "list-of-tables"
            lines[page] += count(values.get("label", "")) + _float_title(element) + 1
    return lines


def _float_title(element: Element) -> int:
    for child in element["c"][1]:
        if child["t"] == "Div" and "title" in ast.attributes(child).classes:
            return sum(words_of(block["c"]) for block in child["c"][1])
    return 0


def _heads(
    blocks: Elements, profile: Profile, running_head: Callable[[str], str]
) -> dict[str, int]:
    """A chapter's or appendix's id → the words above and below its pages, once in each of its
    sections as Word has them: a page that turns begins one, and so does what follows."""
    found: dict[str, int] = {}
    identifier, each, turned = "", 0, False
    for block in _flat(blocks):
        if block["t"] == "Header" and block["c"][0] == 1:
            identifier = ast.attributes(block).id
            shown = profile.page_numbers.running_head and ast.attributes(block).values.get("kind")
            head = count(running_head(ast.text(block["c"][2]))) if shown else 0
            each = head + 1
            # The first page shows no head, but a number.
            found[identifier], turned = each + (1 if head else 0), False
        elif identifier:
            turns = ast.attributes(block).values.get("landscape") == "true"
            if turns != turned:
                found[identifier] += each
            turned = turns
    return found


def _flat(blocks: Sequence[Element]) -> Elements:
    """Blocks without the divs that only group them."""
    result: Elements = []
    for block in blocks:
        plain = block["t"] == "Div" and "float" not in ast.attributes(block).classes
        result += _flat(block["c"][1]) if plain else [block]
    return result
