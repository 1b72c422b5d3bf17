"""Tables and figures with number, title and notes (APA 7, sections 7.8 to 7.14, 7.22 to 7.28)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from softbound import ast
from softbound.ast import Element, Elements
from softbound.write.typst import inlines
from softbound.write.typst.code import arguments, length, raw, string

TEXT_AFTER = 1200
"""Characters of text that must follow a figure before it may go to the foot of the page."""


@dataclass(frozen=True)
class Surroundings:
    """What a table or figure takes from where it stands."""

    blocks: Callable[[Elements], Elements]
    """Makes the blocks in it ready for pandoc's Typst writer."""
    title: Callable[[Elements], Elements]
    """The same for its title's inlines."""
    note: str
    """The word that begins the notes: "Note."."""
    outermost: bool
    """Whether it stands outside lists, quotations and the like, so that pages may break here."""
    following: Sequence[Element]
    """The blocks after it, the next one last."""


def typeset(block: Element, around: Surroundings) -> Elements:
    """A ``Div.float`` as blocks with raw Typst."""
    attrs = ast.attributes(block)
    values = attrs.values
    title, content, notes = _parts(block)
    image = _only_image(content)
    is_words = image is None or "drawn" in ast.attributes(image).classes
    landscape = around.outermost and values.get("landscape") == "true"
    options = {
        "kind": string(values.get("kind", "figure")),
        "shown": string(values.get("label", "")),
        "name": string(attrs.id) if attrs.id else None,
        # An image carries its own alt text; what is made of words and lines needs it here.
        "alt": string(values["alt"]) if is_words and values.get("alt") else None,
        "placement": "bottom" if _may_sink(values, around) else None,
    }
    head = inlines.bracketed(f"#float({arguments(options)})[", around.title(title), "][")
    width = length(values.get("width"))
    body = around.blocks(content) if image is None else [raw(_picture(image, values))]
    if width and is_words:
        body = [raw(f"#block(width: {width})["), *body, raw("]")]
    if notes:
        body += [raw("#float-note["), *around.blocks(_labelled(notes, around.note)), raw("]")]
    result = [ast.para(head), *body, raw("]")]
    return [raw("#landscape["), *result, raw("]")] if landscape else result


def _parts(block: Element) -> tuple[Elements, Elements, Elements]:
    """A float's title (inlines), content (blocks) and notes (blocks)."""
    title: Elements = []
    content: Elements = []
    notes: Elements = []
    for child in block["c"][1]:
        classes = ast.attributes(child).classes if child["t"] == "Div" else ()
        if "title" in classes:
            for part in child["c"][1]:
                title += [*([ast.space()] if title else []), *part["c"]]
        elif "note" in classes:
            notes += child["c"][1]
        else:
            content.append(child)
    return title, content, notes


def _may_sink(values: Mapping[str, str], around: Surroundings) -> bool:
    """Whether a figure may go to the foot of its page or the next: enough text must follow it,
    and no table before that."""
    if not around.outermost or values.get("kind") != "figure" or "landscape" in values:
        return False
    count = 0
    for block in reversed(around.following):
        if block["t"] == "Header" and block["c"][0] == 1:
            return False
        if block["t"] == "Table" or "float" in ast.attributes(block).classes:
            return False  # it could come to stand in the middle of a table
        if block["t"] in ("Para", "BlockQuote", "BulletList", "OrderedList"):
            count += len(ast.text(block))
        if count >= TEXT_AFTER:
            return True
    return False


def _only_image(content: Sequence[Element]) -> Element | None:
    """The image of a float that is nothing else."""
    if len(content) != 1 or content[0]["t"] not in ("Para", "Plain"):
        return None
    found = [item for item in content[0]["c"] if item["t"] not in ast.BREAKS]
    return found[0] if len(found) == 1 and found[0]["t"] == "Image" else None


def _picture(image: Element, values: Mapping[str, str]) -> str:
    """An image as Typst code; what the float says of it goes before what it says itself."""
    attrs = ast.attributes(image)
    if "drawn" in attrs.classes:
        return f"#include {inlines.source(image)}"
    alt = values.get("alt") or inlines.alternative(image)
    options = {
        "alt": string(alt) if alt else None,
        "width": length(values.get("width")) or length(attrs.values.get("width")),
    }
    return f"#picture({inlines.source(image)}, {arguments(options)})"


def _labelled(notes: Elements, label: str) -> Elements:
    """Notes that begin with the word for them, in italics (APA 7, section 7.14)."""
    first = notes[0]
    if first["t"] not in ("Para", "Plain") or ast.text(first).startswith(label):
        return notes
    word = [ast.emph(ast.words(label)), ast.space()]
    return [{"t": first["t"], "c": [*word, *first["c"]]}, *notes[1:]]
