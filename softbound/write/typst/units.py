"""A unit of the thesis (a chapter, the front matter, the appendices) as a Typst file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from softbound import ast
from softbound.ast import Element, Elements, Tree
from softbound.model.profile import Heading, Profile
from softbound.write.typst import inlines, tables
from softbound.write.typst.code import arguments, length, string

TEMPLATE_NAMES = (
    "anchor, before-entries, edge, equation, float, float-note, go-to, horizontalrule, inline-picture, landscape, "
    "line-block, opening, picture, reference, reference-list, run-in, section, spanner, under-head, unresolved"
)
IMPORT = f'#import "/build/typst/softbound.typ": {TEMPLATE_NAMES}'

RUNNING_HEAD = 70
"""Characters that fit above a page."""
TEXT_AFTER_FLOAT = 1200
"""Characters of text that must follow a figure before it may go to the foot of the page."""


LABELLED = frozenset({"Header", "Div", "Span", "Table"})
"""What keeps its id in the Typst file …"""
UNLABELLED = frozenset({"page", "title", "note"})
"""… but for divs of these classes."""


@dataclass(frozen=True)
class Place:
    """Where in a unit blocks stand."""

    own: frozenset[str]
    """The ids of this file."""
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


def chapter(tree: Tree, profile: Profile) -> Tree:
    """A resolved tree, with raw Typst around everything that is ours.

    What pandoc makes of it (with :data:`~softbound.write.typst.PANDOC_ARGUMENTS`) is a whole
    Typst file, to be included by the main file.

    :param tree: as docs/contributors/resolved-tree.md says.
    """
    place = _place(tree, profile)
    return _tree([_raw(IMPORT), *_finished(tree["blocks"], place)])


def front_matter(tree: Tree, profile: Profile) -> Tree:
    """The front matter's resolved tree as a Typst file that shows nothing but defines ``pages``.

    ``pages`` is a dictionary from a page's name (``abstract``) to its content, so that the main
    file can put the pages it makes itself between them.

    :param tree: its blocks are ``Div.page``; anything between them belongs to the page before.
    """
    place = replace(_place(tree, profile), listed=False)
    pages: list[tuple[str, Elements]] = []
    for block in tree["blocks"]:
        attrs = ast.attributes(block)
        if block["t"] == "Div" and "page" in attrs.classes:
            pages.append((attrs.values.get("page", attrs.id), block["c"][1]))
        elif pages:
            pages[-1][1].append(block)
        else:
            pages.append(("", [block]))
    result: Elements = [_raw(IMPORT), _raw("#let pages = (:)")]
    for name, blocks in pages:
        result.append(_raw(f"#pages.insert({string(name)}, ["))
        result.extend(_finished(blocks, place))
        result.append(_raw("])"))
    return _tree(result)


def page_names(tree: Tree) -> list[str]:
    """The names of the front matter's pages, in order."""
    found = (ast.attributes(block) for block in tree["blocks"] if block["t"] == "Div")
    return [attrs.values.get("page", attrs.id) for attrs in found if "page" in attrs.classes]


def _tree(blocks: Elements) -> Tree:
    # Without metadata: pandoc would look for a bibliography named there.
    return ast.tree(blocks)


def _place(tree: Tree, profile: Profile) -> Place:
    found = (ast.attributes(item) for item in ast.walk(tree) if item["t"] in LABELLED)
    own = frozenset(attrs.id for attrs in found if attrs.id and not UNLABELLED & {*attrs.classes})
    return Place(own, profile.headings, profile.labels.note)


def _finished(blocks: Elements, place: Place) -> Elements:
    return cast(Elements, inlines.rewritten(_blocks(blocks, place), place.own))


def _raw(value: str) -> Element:
    return ast.raw_block("typst", value)


def _blocks(blocks: Sequence[Element], place: Place) -> Elements:
    """Blocks with raw Typst around ours; inlines are left for later, but for notes' insides."""
    result: Elements = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if _is_run_in(block, place) and waiting and waiting[-1]["t"] in ("Para", "Plain"):
            text = waiting.pop()
            result.append(ast.para([*_run_in(block), ast.space(), *_notes(text["c"], place)]))
            continue
        if block["t"] == "Div" and _may_float(block, place):
            result.extend(_float(block, place, "bottom" if _text_follows(waiting) else None))
            continue
        handler = HANDLERS.get(block["t"])
        result.extend([block] if handler is None else handler(block, place))
    return result


# ── Headings ────────────────────────────────────────────────────────────────────────────────────


def _is_run_in(block: Element, place: Place) -> bool:
    return block["t"] == "Header" and block["c"][0] > 1 and _style(block, place).run_in


def _style(heading: Element, place: Place) -> Heading:
    return place.headings[min(heading["c"][0], 6) - 2]


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


def running_head(title: str) -> str:
    """A title that fits above a page: whole, or up to its colon, or cut after a word."""
    if len(title) <= RUNNING_HEAD:
        return title
    before = title.partition(": ")[0]
    if len(before) <= RUNNING_HEAD:
        return before
    return before[: RUNNING_HEAD - 1].rpartition(" ")[0].rstrip(",;–—") + " …"


# ── Tables and figures ──────────────────────────────────────────────────────────────────────────


def _may_float(block: Element, place: Place) -> bool:
    """Whether a block is a figure that may go to the foot of this page or the next."""
    attrs = ast.attributes(block)
    return (
        place.outermost
        and "float" in attrs.classes
        and attrs.values.get("kind") == "figure"
        and attrs.values.get("landscape") != "true"
    )


def _text_follows(waiting: Sequence[Element]) -> bool:
    """Whether enough text follows to fill the place that a figure leaves.

    :param waiting: the blocks to come, the next one last.
    """
    count = 0
    for block in reversed(waiting):
        if block["t"] == "Header" and block["c"][0] == 1:
            return False
        if block["t"] in ("Para", "BlockQuote", "BulletList", "OrderedList"):
            count += len(ast.text(block))
        if count >= TEXT_AFTER_FLOAT:
            return True
    return False


def _float(block: Element, place: Place, placement: str | None = None) -> Elements:
    attrs = ast.attributes(block)
    values = attrs.values
    title, content, notes = _parts(block)
    picture = _only_image(content)
    drawn = picture is None or "drawn" in ast.attributes(picture).classes
    options = {
        "kind": string(values.get("kind", "figure")),
        "shown": string(values.get("label", "")),
        "name": string(attrs.id) if attrs.id else None,
        # An image carries its own alt text; what is made of words and lines needs it here.
        "alt": string(values["alt"]) if drawn and values.get("alt") else None,
        "placement": placement,
    }
    width = length(values.get("width"))
    inner = place.inner()
    if picture is None:
        body = _blocks(content, inner)
        if width:
            body = [_raw(f"#block(width: {width})["), *body, _raw("]")]
    else:
        body = [_raw(_drawn(picture, width) if drawn else _picture(picture, values, width))]
    if notes:
        body += [_raw("#float-note["), *_blocks(_labelled(notes, place.note), inner), _raw("]")]
    head = inlines.bracketed(f"#float({arguments(options)})[", _notes(title, place), "][")
    result = [ast.para(head), *body, _raw("]")]
    if values.get("landscape") == "true" and place.outermost:
        result = [_raw("#landscape["), *result, _raw("]")]
    return result


def _parts(block: Element) -> tuple[Elements, Elements, Elements]:
    """A float's title (inlines), content (blocks) and notes (blocks)."""
    title: Elements = []
    content: Elements = []
    notes: Elements = []
    for child in block["c"][1]:
        classes = ast.attributes(child).classes if child["t"] == "Div" else ()
        if "title" in classes:
            for part in child["c"][1]:
                title.extend(([ast.space()] if title else []) + part["c"])
        elif "note" in classes:
            notes.extend(child["c"][1])
        else:
            content.append(child)
    return title, content, notes


def _only_image(content: Sequence[Element]) -> Element | None:
    if len(content) != 1 or content[0]["t"] not in ("Para", "Plain"):
        return None
    found = [item for item in content[0]["c"] if item["t"] not in ast.BREAKS]
    return found[0] if len(found) == 1 and found[0]["t"] == "Image" else None


def _drawn(image: Element, width: str | None) -> str:
    include = f"#include {inlines.source(image)}"
    width = width or length(ast.attributes(image).values.get("width"))
    return f"#block(width: {width})[{include}]" if width else include


def _picture(image: Element, values: Mapping[str, str], width: str | None) -> str:
    alt = values.get("alt") or inlines.alternative(image)
    options = {
        "alt": string(alt) if alt else None,
        "width": width or length(ast.attributes(image).values.get("width")),
    }
    return f"#picture({inlines.source(image)}, {arguments(options)})"


def _labelled(notes: Elements, label: str) -> Elements:
    """Notes that begin with the word for them, in italics (APA 7, section 7.14)."""
    first = notes[0]
    if first["t"] not in ("Para", "Plain") or ast.text(first).startswith(label):
        return notes
    word = [ast.emph(ast.words(label)), ast.space()]
    return [{"t": first["t"], "c": [*word, *first["c"]]}, *notes[1:]]


def _table(block: Element, place: Place) -> Elements:
    value = ast.grid(block)
    inner = place.inner()
    caption = _blocks(value.caption, place)
    anchor = [_raw(f"#anchor({string(value.attributes.id)})")] if value.attributes.id else []
    return [*anchor, *caption, *tables.table(value, lambda cells: _blocks(cells, inner))]


# ── Other blocks ────────────────────────────────────────────────────────────────────────────────


def _div(block: Element, place: Place) -> Elements:
    attrs = ast.attributes(block)
    content: Elements = block["c"][1]
    if "float" in attrs.classes:
        return _float(block, place)
    if "references" in attrs.classes:
        return _references(content, place.inner())
    if "csl-entry" in attrs.classes:
        opening = f"#reference({string(attrs.id)})["
        return [_raw(opening), *_blocks(content, place.inner()), _raw("]")]
    result = _blocks(content, place)
    if "lang" in attrs.values:
        language = inlines.language(attrs.values["lang"])
        result = [_raw(f"#[#set text({language})"), *result, _raw("]")]
    if attrs.id:
        result.insert(0, _raw(f"#anchor({string(attrs.id)})"))
    return result


def _references(content: Elements, place: Place) -> Elements:
    result = [_raw("#reference-list[")]
    for child in content:
        entry = child["t"] == "Div" and "csl-entry" in ast.attributes(child).classes
        shown = _blocks([child], place)
        result += shown if entry else [_raw("#before-entries["), *shown, _raw("]")]
    return [*result, _raw("]")]


def _text(block: Element, place: Place) -> Elements:
    return [{"t": block["t"], "c": _notes(block["c"], place)}]


def _notes(content: Elements, place: Place) -> Elements:
    """Inlines in which the blocks of footnotes have been treated like all others."""

    def rewrite(note: Element) -> Elements:
        return [{"t": "Note", "c": _blocks(note["c"], place.inner())}]

    return cast(Elements, ast.replace(content, rewrite, frozenset({"Note"})))


def _quote(block: Element, place: Place) -> Elements:
    return [{"t": "BlockQuote", "c": _blocks(block["c"], place.inner())}]


def _bullets(block: Element, place: Place) -> Elements:
    return [{"t": "BulletList", "c": [_blocks(item, place.inner()) for item in block["c"]]}]


def _numbers(block: Element, place: Place) -> Elements:
    style, items = block["c"]
    return [{"t": "OrderedList", "c": [style, [_blocks(item, place.inner()) for item in items]]}]


def _definitions(block: Element, place: Place) -> Elements:
    # Pandoc's own writer runs the paragraphs of a definition together.
    result = [_raw("#terms(tight: false,")]
    for term, definitions in block["c"]:
        result.append(ast.plain(inlines.bracketed("terms.item[", _notes(term, place), "][")))
        for definition in definitions:
            blocks = [
                ast.para(item["c"]) if item["t"] == "Plain" else item for item in definition
            ]
            result.extend(_blocks(blocks, place.inner()))
        result.append(_raw("],"))
    return [*result, _raw(")")]


def _lines(block: Element, place: Place) -> Elements:
    joined: Elements = []
    for line in block["c"]:
        joined += [*([{"t": "LineBreak"}] if joined else []), *_notes(line, place)]
    return [ast.para(inlines.bracketed("#line-block[", joined))]


def _figure(block: Element, place: Place) -> Elements:
    """A figure that nothing numbered: its content, then its caption as plain text."""
    _, caption, content = block["c"]
    return _blocks([*content, *caption[1]], place)


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
