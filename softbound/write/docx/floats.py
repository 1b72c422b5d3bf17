"""Tables and figures: number and title above, note below (APA 7, 7.8 and 7.22)."""

from __future__ import annotations

from softbound import ast
from softbound.model.profile import Profile
from softbound.write.docx import fields
from softbound.write.docx.fields import number_bookmark, sequence_name
from softbound.write.docx.inlines import italic
from softbound.write.docx.openxml import NO_BREAK, bookmark_name, text_width
from softbound.write.docx.targets import Targets, title_of

MILLIMETRES_PER_TWIP = 25.4 / 1440


def styled(style: str, blocks: ast.Elements) -> ast.Element:
    """Blocks in one of the reference document's paragraph styles."""
    return ast.div(ast.Attributes(values={"custom-style": style}), blocks)


def float_blocks(
    element: ast.Element, targets: Targets, profile: Profile, bookmarks: fields.Bookmarks
) -> ast.Elements:
    """A float as caption, content and note.

    :param element: a ``Div`` of class ``float`` whose inlines are rewritten already.
    """
    attrs = ast.attributes(element)
    figure = attrs.values.get("kind") == "figure"
    blocks = [_caption(element, attrs, targets, profile, bookmarks)]
    note: ast.Elements = []
    for child in element["c"][1]:
        classes = ast.attributes(child).classes if child["t"] == "Div" else ()
        if "title" in classes:
            continue
        if "note" in classes:
            note = _note(child["c"][1], profile)
        elif figure and child["t"] in ("Para", "Plain"):
            blocks.append(styled("Figure", [_picture(child, attrs, profile)]))
        else:
            blocks.append(child)
    if note:
        blocks.append(styled("Table Note", note))
    elif not figure:
        blocks.append(end_of_table())
    return blocks


def end_of_table() -> ast.Element:
    """A small empty paragraph: two tables without one between them would become one in Word."""
    return fields.raw_block('<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>')


def _caption(
    element: ast.Element,
    attrs: ast.Attributes,
    targets: Targets,
    profile: Profile,
    bookmarks: fields.Bookmarks,
) -> ast.Element:
    """ "Table 1.2" with a SEQ field for the running number, a line break, the title in italics.

    The label is bold by the paragraph's style, not by itself: a REF field copies what a run
    carries, and "see Table 1.2" is not to become bold when fields are updated.
    """
    values = attrs.values
    figure = values.get("kind") == "figure"
    word = profile.labels.figure if figure else profile.labels.table
    restart = " \\r 1" if values.get("restart") == "true" else ""
    code = f"SEQ {sequence_name(word)} \\* ARABIC{restart}"
    prefix = values.get("prefix", "")
    number = (fields.run(prefix) if prefix else "") + fields.field(code, values.get("index", ""))
    if attrs.id in targets.numbers_shown:
        number = bookmarks.around(number_bookmark(attrs.id), number)
    label = fields.run(word + NO_BREAK) + number
    if attrs.id:
        label = bookmarks.around(bookmark_name(attrs.id), label)
    start = fields.raw(label + fields.instruction(caption="title") + fields.LINE_BREAK)
    return styled("caption", [ast.para([start, *italic(title_of(element))])])


def _note(blocks: ast.Elements, profile: Profile) -> ast.Elements:
    """The note, whose first paragraph begins with "Note." in italics."""
    label = profile.labels.note
    if not blocks or blocks[0]["t"] not in ("Para", "Plain"):
        return [ast.para([ast.emph([ast.string(label)])]), *blocks]
    first = blocks[0]["c"]
    if not ast.text(first).startswith(label):
        first = [ast.emph(ast.words(label)), ast.space(), *first]
    return [ast.para(first), *blocks[1:]]


def _picture(paragraph: ast.Element, attrs: ast.Attributes, profile: Profile) -> ast.Element:
    """A figure's paragraph; its image gets the float's alternative text and width."""

    def image(element: ast.Element) -> ast.Elements:
        own, alt, target = element["c"]
        values = dict(own[2])
        width = _width(attrs.values.get("width") or values.get("width", ""), attrs, profile)
        if width:
            values = {"width": width}
        if attrs.values.get("alt"):
            alt = [ast.string(attrs.values["alt"])]
        return [{"t": "Image", "c": [["", [], list(map(list, values.items()))], alt, target]}]

    inlines: ast.Elements = ast.replace(paragraph["c"], image, frozenset({"Image"}))
    return ast.para(inlines)


def _width(width: str, attrs: ast.Attributes, profile: Profile) -> str:
    """A share of the text's width in millimetres, since pandoc does not know our pages.

    A figure that asks for a landscape page fills it, if its author does not say otherwise.
    """
    landscape = attrs.values.get("landscape") == "true"
    if landscape and not width:
        width = "100%"
    if not width.endswith("%"):
        return width
    try:
        share = float(width[:-1]) / 100
    except ValueError:
        return ""
    return f"{text_width(profile, landscape) * MILLIMETRES_PER_TWIP * share:.2f}mm"
