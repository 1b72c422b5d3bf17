"""The contents and the lists of tables, figures and appendices.

Each is a TOC field whose result is written out, entry by entry, as Word would write it: the
pages are PAGEREF fields, whose last results :mod:`.finishing` fills in.
"""

from __future__ import annotations

from softbound import ast
from softbound.model.profile import Profile
from softbound.write.docx import fields
from softbound.write.docx.floats import styled
from softbound.write.docx.inlines import italic
from softbound.write.docx.openxml import NO_BREAK
from softbound.write.docx.targets import DEEPEST_IN_CONTENTS, Target, Targets


def contents(targets: Targets, profile: Profile) -> ast.Elements:
    """The page with the contents; inside the control that gives Word's "Update table" button."""
    field = f'TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u'
    entries = [
        _line(f"toc {target.level}", target, target.entry_label) for target in targets.headings()
    ]
    opening = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    return [
        fields.raw_block(opening),
        styled("TOC Heading", [ast.para(ast.words(profile.labels.contents))]),
        *_field(field, entries),
        fields.raw_block("</w:sdtContent></w:sdt>"),
    ]


def list_of_tables(targets: Targets, profile: Profile) -> ast.Elements:
    """The list of tables without its heading; nothing where there are none."""
    return _list_of_floats(targets.floats("table"), profile.labels.table)


def list_of_figures(targets: Targets, profile: Profile) -> ast.Elements:
    """The list of figures without its heading; nothing where there are none."""
    return _list_of_floats(targets.floats("figure"), profile.labels.figure)


def list_of_appendices(targets: Targets, profile: Profile) -> ast.Elements:
    """The list of appendices without its heading; nothing where there are none."""
    entries = [_line("toc 1", target, target.entry_label) for target in targets.appendices()]
    return _field('TOC \\h \\z \\t "Appendix Heading,1"', entries)


def _list_of_floats(floats: list[Target], word: str) -> ast.Elements:
    """:param word: the label in captions; their SEQ field is named after it."""
    entries = [
        styled("table of figures", [ast.para(_entry(target, "", _caption(target)))])
        for target in floats
    ]
    return _field(f'TOC \\h \\z \\c "{fields.sequence_name(word)}"', entries)


def _caption(target: Target) -> ast.Elements:
    return [ast.string(target.label.replace(" ", NO_BREAK)), ast.space(), *italic(target.title)]


def _line(style: str, target: Target, label: str) -> ast.Element:
    """An entry with a heading's title; a label gets a column of its own, as Word does it."""
    inlines = _entry(target, label, target.title)
    if label:
        inlines = [fields.raw(fields.instruction(label_column=style)), *inlines]
    return styled(style, [ast.para(inlines)])


def _entry(target: Target, label: str, title: ast.Elements) -> ast.Elements:
    """One line: label, title, leader, page; all of it leads to the target."""
    name = target.bookmark
    before = fields.run(label) + fields.TAB if label else ""
    page = fields.field(f"PAGEREF {name} \\h", fields.UNKNOWN_PAGE)
    return [
        fields.raw(f'<w:hyperlink w:anchor="{name}" w:history="1">{before}'),
        *title,
        fields.raw(f"{fields.TAB}{page}</w:hyperlink>"),
    ]


def _field(code: str, entries: ast.Elements) -> ast.Elements:
    """A TOC field around its entries: it begins in the first one's paragraph."""
    if not entries:
        return []
    start = fields.raw(fields.field_start(code))
    attrs, (paragraph,) = entries[0]["c"]
    first = {"t": "Div", "c": [attrs, [ast.para([start, *paragraph["c"]])]]}
    end = fields.raw_block(f"<w:p>{fields.FIELD_END}</w:p>")
    return [first, *entries[1:], end]
