"""Inlines of a resolved tree, with raw Typst where pandoc's writer would not do.

Pandoc's own output is kept for emphasis, quotation marks, notes, code and links to the web.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from softbound import ast
from softbound.ast import Element, Elements
from softbound.write.typst.code import arguments, length, literal, string

PIECE = re.compile(r" |[^ \-–—/]+[\-–—/]*|[\-–—/]+")

Handler = Callable[[Element], "Elements | None"]
"""Inline → its replacement, or None to keep it."""

MARKER = re.compile(r"^[-+=/0-9]")
"""What Typst could take for a list or heading at the start of a line."""
FIELD = re.compile(r"^\.[^\W\d]")
"""What Typst could take for a field of the expression before it."""
LITERAL = re.compile(r"\.\.\.|--")
BETWEEN = re.compile(r"(?<=\.)(?=\.)|(?<=-)(?=-)")
"""What Typst would make an ellipsis or a dash of; pandoc has done so where that was meant."""


def code(value: str) -> Element:
    """Raw Typst in a paragraph."""
    return ast.raw_inline("typst", value)


def bracketed(opening: str, inlines: Elements, closing: str = "];") -> Elements:
    """Inlines between raw Typst: ``#strong[`` … ``];``; the semicolon parts it from what follows."""
    # Pandoc does not know that the text stands at the start of a line, and would not escape "- ".
    guard = "#none;" if MARKER.match(ast.text(inlines)) else ""
    return [code(opening + guard), *inlines, code(closing)]


def rewritten(node: object) -> object:
    """Any part of a tree, its inlines made ready for pandoc's Typst writer."""

    def rewrite(element: Element) -> Elements | None:
        return HANDLERS[element["t"]](element)

    return ast.replace(node, rewrite, frozenset(HANDLERS))


def _str(element: Element) -> Elements | None:
    if LITERAL.search(element["c"]):
        first, *others = BETWEEN.split(element["c"])
        return [ast.string(first), *(i for o in others for i in (code("#none;"), ast.string(o)))]
    if not FIELD.match(element["c"]):
        return None
    return [code("\\."), ast.string(element["c"][1:])]


def _cite(element: Element) -> Elements:
    inlines: Elements = element["c"][1]
    return inlines


def _span(element: Element) -> Elements:
    attrs = ast.attributes(element)
    inlines: Elements = element["c"][1]
    if "traced" in attrs.classes:
        return [code(f"#[#metadata({string(attrs.values['n'])})<softbound-traced>];")]
    if "redacted" in attrs.classes:
        return [code(f"#redacted({string(attrs.values['label'])}, {literal(_pieces(inlines))});")]
    if "literal" in attrs.classes:
        # A string is not markup: Typst makes no typographic signs of what stands in it.
        inlines = [code(f"#{string(ast.text(inlines))};")]
    if "unresolved" in attrs.classes:
        inlines = bracketed("#unresolved[", inlines)
    elif "mark" in attrs.classes:
        inlines = bracketed("#highlight[", inlines)
    if "lang" in attrs.values:
        inlines = bracketed(f"#text({language(attrs.values['lang'])})[", inlines)
    if attrs.id:
        inlines = [code(f"#anchor({string(attrs.id)});"), *inlines]
    return inlines


def _pieces(inlines: Elements) -> tuple[str, ...]:
    """Words at whose ends a line may break, and the spaces between them."""
    return tuple(PIECE.findall(" ".join(ast.text(inlines).split())))


def _math(element: Element) -> Elements:
    source = element["c"][1].strip()
    return [code(f"#equation({string(source)})["), element, code("];")]


def _link(element: Element) -> Elements | None:
    inlines: Elements = element["c"][1]
    target: str = element["c"][2][0]
    if not target.strip("#") or not ast.text(inlines):
        return inlines
    if not target.startswith("#"):
        return None
    if ast.attributes(element).values.get("shows") == "page":
        return [code(f"#page-of({string(target[1:])});")]
    # Not Typst's own link to a label: that leaves its words out of the first round of the layout,
    # so that more rounds are needed, and it fails where the label is missing.
    return bracketed(f"#go-to({string(target[1:])})[", inlines)


def _image(element: Element) -> Elements:
    values = ast.attributes(element).values
    options = {
        "alt": string(alt) if (alt := alternative(element)) else None,
        "width": length(values.get("width")),
        "height": length(values.get("height")),
    }
    return [code(f"#inline-picture({source(element)}, {arguments(options)});")]


HANDLERS: Mapping[str, Handler] = {
    "Str": _str,
    "Cite": _cite,
    "Span": _span,
    "Math": _math,
    "Link": _link,
    "Image": _image,
}


def source(image: Element) -> str:
    """An image's path as Typst code: absolute, from the thesis's folder."""
    return string("/" + image["c"][2][0].removeprefix("./").lstrip("/"))


def alternative(image: Element) -> str:
    """An image's alt text: its ``alt`` attribute, or the text in its brackets."""
    return ast.attributes(image).values.get("alt") or ast.text(image["c"][1])


def language(tag: str) -> str:
    """A BCP 47 tag as arguments of Typst's ``text``: ``lang: "en", region: "GB"``."""
    parts = tag.split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == 2), None)
    return arguments({"lang": string(parts[0].lower()), "region": region and string(region)})


def ends_itself(inlines: Elements) -> bool:
    """Whether a heading ends in a mark of its own, so that no full stop is set after it."""
    last = ast.text(inlines)[-1:]
    return bool(last) and last in ".?!:…"
