"""Blocks of a resolved tree, with raw Typst where pandoc's writer would not do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from softbound import ast
from softbound.ast import Element, Elements
from softbound.model.profile import Heading
from softbound.write.running_heads import running_head
from softbound.write.typst import floats, inlines, tables, turns
from softbound.write.typst.code import arguments, raw, string


@dataclass(frozen=True)
class Place:
    """Where in a unit blocks stand."""

    headings: tuple[Heading, ...]
    """The profile's five levels below a chapter's title."""
    note: str
    """The word that begins the notes below a table or figure: "Note."."""
    outermost: bool = True
    """Not inside a list, quotation, table, float or note: pages may break here."""
    listed: bool = True
    """Whether sections stand in the contents."""

    def inner(self) -> Place:
        return replace(self, outermost=False)


def blocks(content: Sequence[Element], place: Place) -> Elements:
    """Blocks with raw Typst around ours.

    Inlines come later (:func:`softbound.write.typst.inlines.rewritten`), but for the blocks in
    footnotes.
    """
    result: Elements = []
    waiting = list(reversed(turns.marked(content) if place.outermost else content))
    while waiting:
        block = waiting.pop()
        if _is_run_in(block, place) and waiting and waiting[-1]["t"] in ("Para", "Plain"):
            text = waiting.pop()
            result.extend(_text(ast.para([*_run_in(block), ast.space(), *text["c"]]), place))
            continue
        if block["t"] == "Div" and "float" in ast.attributes(block).classes:
            result.extend(_float(block, place, waiting))
            continue
        handler = HANDLERS.get(block["t"])
        result.extend([block] if handler is None else handler(block, place))
    return result


# ── Headings ────────────────────────────────────────────────────────────────────────────────────


def _is_run_in(block: Element, place: Place) -> bool:
    if block["t"] != "Header":
        return False
    level: int = block["c"][0]
    return level > 1 and place.headings[min(level, 6) - 2].run_in


def _run_in(heading: Element) -> Elements:
    level, _, title = heading["c"]
    options = {**_heading_options(heading), "level": str(level)}
    if inlines.ends_itself(title):
        options["stop"] = "false"
    return inlines.bracketed(f"#run-in({arguments(options)})[", title)


def _heading_options(heading: Element) -> dict[str, str | None]:
    attrs = ast.attributes(heading)
    number = attrs.values.get("number")
    return {
        "name": string(attrs.id) if attrs.id else None,
        "number": string(number) if number else None,
    }


def _header(block: Element, place: Place) -> Elements:
    level, _, title = block["c"]
    title = _notes(title, place)
    options = _heading_options(block)
    if level > 1 or not place.outermost:
        options["level"] = str(level)
        options["outlined"] = None if place.listed else "false"
        return [ast.para(inlines.bracketed(f"#section({arguments(options)})[", title))]
    values = ast.attributes(block).values
    options = {
        "name": options["name"],
        "kind": string(values.get("kind", "page")),
        "shown": string(values["label"]) if values.get("label") else None,
        "running": string(running_head(ast.text(title))),
    }
    return [ast.para(inlines.bracketed(f"#opening({arguments(options)})[", title))]


def _table(block: Element, place: Place) -> Elements:
    value = ast.grid(block)
    inner = place.inner()
    caption = blocks(value.caption, place)
    anchor = [raw(f"#anchor({string(value.attributes.id)})")] if value.attributes.id else []
    return [*anchor, *caption, *tables.table(value, lambda cells: blocks(cells, inner))]


def _float(block: Element, place: Place, following: Sequence[Element]) -> Elements:
    inner = place.inner()
    around = floats.Surroundings(
        blocks=lambda content: blocks(content, inner),
        title=lambda title: _notes(title, place),
        note=place.note,
        outermost=place.outermost,
        following=following,
    )
    return floats.typeset(block, around)


# ── Other blocks ────────────────────────────────────────────────────────────────────────────────


def _div(block: Element, place: Place) -> Elements:
    attrs = ast.attributes(block)
    content: Elements = block["c"][1]
    if "references" in attrs.classes:
        return _references(content, place.inner())
    if "csl-entry" in attrs.classes:
        opening = f"#reference({string(attrs.id)})["
        return [raw(opening), *blocks(content, place.inner()), raw("]")]
    result = blocks(content, place)
    if "lang" in attrs.values:
        language = inlines.language(attrs.values["lang"])
        result = [raw(f"#[#set text({language})"), *result, raw("]")]
    if attrs.id:
        result.insert(0, raw(f"#anchor({string(attrs.id)})"))
    return result


def _references(content: Elements, place: Place) -> Elements:
    result = [raw("#reference-list[")]
    for child in content:
        entry = child["t"] == "Div" and "csl-entry" in ast.attributes(child).classes
        shown = blocks([child], place)
        result += shown if entry else [raw("#before-entries["), *shown, raw("]")]
    return [*result, raw("]")]


def _text(block: Element, place: Place) -> Elements:
    return [{"t": block["t"], "c": _notes(block["c"], place)}]


def _notes(content: Elements, place: Place) -> Elements:
    """Inlines in which the blocks of footnotes have been treated like all others."""

    def rewrite(note: Element) -> Elements:
        return [{"t": "Note", "c": blocks(note["c"], place.inner())}]

    return cast(Elements, ast.replace(content, rewrite, frozenset({"Note"})))


def _quote(block: Element, place: Place) -> Elements:
    return [{"t": "BlockQuote", "c": blocks(block["c"], place.inner())}]


def _bullets(block: Element, place: Place) -> Elements:
    return [{"t": "BulletList", "c": [blocks(item, place.inner()) for item in block["c"]]}]


def _numbers(block: Element, place: Place) -> Elements:
    style, items = block["c"]
    return [{"t": "OrderedList", "c": [style, [blocks(item, place.inner()) for item in items]]}]


def _definitions(block: Element, place: Place) -> Elements:
    # Pandoc's own writer runs the paragraphs of a definition together.
    result = [raw("#terms(tight: false,")]
    for term, definitions in block["c"]:
        result.append(ast.plain(inlines.bracketed("terms.item[", _notes(term, place), "][")))
        for definition in definitions:
            content = [ast.para(item["c"]) if item["t"] == "Plain" else item for item in definition]
            result.extend(blocks(content, place.inner()))
        result.append(raw("],"))
    return [*result, raw(")")]


def _lines(block: Element, place: Place) -> Elements:
    joined: Elements = []
    for line in block["c"]:
        joined += [*([{"t": "LineBreak"}] if joined else []), *_notes(line, place)]
    return [ast.para(inlines.bracketed("#line-block[", joined))]


def _figure(block: Element, place: Place) -> Elements:
    """A figure that nothing numbered: its content, then its caption as plain text."""
    _, caption, content = block["c"]
    return blocks([*content, *caption[1]], place)


HANDLERS: Mapping[str, Callable[[Element, Place], Elements]] = {
    "Header": _header,
    "Para": _text,
    "Plain": _text,
    "Div": _div,
    "Table": _table,
    "Figure": _figure,
    "LineBlock": _lines,
    "BlockQuote": _quote,
    "BulletList": _bullets,
    "OrderedList": _numbers,
    "DefinitionList": _definitions,
}
