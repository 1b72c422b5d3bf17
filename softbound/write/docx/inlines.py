"""Inlines: cross-references become fields, ids become bookmark names, pictures get a size."""

from __future__ import annotations

from itertools import groupby

from softbound import ast
from softbound.write.docx import fields
from softbound.write.docx.fields import number_bookmark
from softbound.write.docx.openxml import bookmark_name
from softbound.write.docx.targets import Target, Targets

OPENING, CLOSING = "“‘", "”’"


def rewrite_inlines(blocks: ast.Elements, targets: Targets) -> ast.Elements:
    """Every inline of these blocks in the form that pandoc's docx writer is to get."""

    def link(element: ast.Element) -> ast.Elements:
        attrs = ast.attributes(element)
        _, inlines, (address, title) = element["c"]
        if "cross-reference" in attrs.classes:
            return cross_reference(attrs, inlines, targets.by_id.get(address[1:]))
        if address.startswith("#"):
            if address[1:] not in targets.anchors:
                return list(inlines)
            address = "#" + bookmark_name(address[1:])
        return [{"t": "Link", "c": [["", [], []], inlines, [address, title]]}]

    def span(element: ast.Element) -> ast.Elements:
        attrs = ast.attributes(element)
        inlines: ast.Elements = element["c"][1]
        if "unresolved" in attrs.classes:
            return [_styled("Unresolved", inlines)]
        if "redacted" in attrs.classes:
            text = " ".join(ast.text(inlines).split())
            return [fields.raw(fields.run(box_text(attrs.values["label"], text), BOX_LOOK))]
        name = bookmark_name(attrs.id) if attrs.id in targets.linked else ""
        return [ast.span(ast.Attributes(name, attrs.classes, attrs.values), inlines)]

    def image(element: ast.Element) -> ast.Elements:
        attrs = ast.attributes(element)
        _, alt, (source, title) = element["c"]
        if "drawn" in attrs.classes:
            source = source.removesuffix(".typ") + ".png"
        values = {key: value for key, value in attrs.values.items() if key in ("width", "height")}
        return [
            {"t": "Image", "c": [["", [], list(map(list, values.items()))], alt, [source, title]]}
        ]

    table = {"Link": link, "Span": span, "Image": image}
    result: ast.Elements = ast.replace(
        blocks, lambda element: table[element["t"]](element), frozenset(table)
    )
    return result


BOX_LOOK = '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/></w:rPr>'
"""A grey ground."""
FILLING = "\u2007"
"""A space as wide as a digit."""


def box_text(label: str, text: str) -> str:
    """What stands in a box instead of a text: its label where it fits, and as many signs in all,
    so that lines and pages break nearly as they did."""
    if not label:
        return "".join(" " if sign == " " else FILLING for sign in text)
    shown = label.replace(" ", "\u00a0")
    rest = text[len(shown) :]
    return shown + "".join(" " if sign == " " else FILLING for sign in rest)


def _styled(style: str, inlines: ast.Elements) -> ast.Element:
    return ast.span(ast.Attributes(values={"custom-style": style}), inlines)


def cross_reference(
    attrs: ast.Attributes, inlines: ast.Elements, target: Target | None
) -> ast.Elements:
    """A cross-reference as a REF field whose result is the text that resolving gave it.

    What the field would not give by itself (quotation marks, "Section") stays outside it.
    """
    shows = attrs.values.get("shows", "label")
    if target is None:
        return inlines
    if shows == "page":
        return [fields.raw(fields.field(f"PAGEREF {target.bookmark} \\h", fields.UNKNOWN_PAGE))]
    if target.kind == "mark":  # its text is not the passage's, but the title of its section
        return [ast.link("#" + target.bookmark, inlines)]
    if target.kind != "heading":
        name = number_bookmark(target.id) if shows == "number" else target.bookmark
        return fields.reference(name, "", inlines)
    if shows == "title":
        return _within_quotes(inlines, target)
    if not target.automatic or (shows == "number" and target.level == 1):
        # Word has a switch that leaves out "Chapter", but other programs do not know it.
        return [ast.link("#" + target.bookmark, inlines)]
    return _heading_number(inlines, target)


def _within_quotes(inlines: ast.Elements, target: Target) -> ast.Elements:
    """A heading's title, whose quotation marks are no part of it."""
    if len(inlines) == 1 and inlines[0]["t"] == "Quoted":
        kind, inner = inlines[0]["c"]
        return [{"t": "Quoted", "c": [kind, fields.reference(target.bookmark, "", inner)]}]
    text = ast.text(inlines)
    if text[:1] in OPENING and text[-1:] in CLOSING and len(text) > 2:
        return [
            ast.string(text[0]),
            *fields.reference(target.bookmark, "", target.title),
            ast.string(text[-1]),
        ]
    return fields.reference(target.bookmark, "", inlines)


def _heading_number(inlines: ast.Elements, target: Target) -> ast.Elements:
    """A number that Word's lists give: ``\\n`` is the whole label without its full stop."""
    if target.level == 1:
        return fields.reference(target.bookmark, "\\n", inlines)
    text = "".join(part["c"] if part["t"] == "Str" else " " for part in inlines)
    word, number, rest = text.rpartition(target.number)
    if not number:
        return fields.reference(target.bookmark, "", inlines)
    return [
        *_text(word),
        *fields.reference(target.bookmark, "\\n", [ast.string(number)]),
        *_text(rest),
    ]


def _text(text: str) -> ast.Elements:
    """Text with the spaces at its ends kept."""
    return [fields.raw(fields.run(text))] if text else []


def italic(inlines: ast.Elements) -> ast.Elements:
    """Inlines in italics; what was emphasised among them stands upright (APA 7, 6.22)."""
    result: ast.Elements = []
    for emphasised, group in groupby(inlines, key=lambda element: element["t"] == "Emph"):
        if emphasised:
            result += [inner for element in group for inner in element["c"]]
        else:
            result.append(ast.emph(list(group)))
    return result
