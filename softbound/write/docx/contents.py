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
from softbound.write.docx.targets import DEEPEST_IN_CONTENTS, Target, Targets

UNKNOWN_PAGE = "–"
"""What stands for a page that nobody knows yet."""


def contents(targets: Targets, profile: Profile) -> ast.Elements:
    """The page with the contents; inside the control that gives Word's "Update table" button."""
    field = f'TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u'
    entries = [
        styled(f"toc {target.level}", [ast.para(_entry(target, target.entry_label, target.title))])
        for target in targets.headings()
    ]
    opening = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    return [
        fields.raw_block(opening),
        heading(profile.labels.contents),
        *_field(field, entries),
        fields.raw_block("</w:sdtContent></w:sdt>"),
    ]


def list_of_floats(
    kind: str, title: str, label: str, targets: Targets
) -> ast.Elements:
    """A list of tables or figures; nothing where there are none.

    :param kind: "table" or "figure".
    :param label: its word in captions, which is its SEQ field's name as well.
    """
    entries = [
        styled(
            "table of figures",
            [ast.para(_entry(target, "", [*ast.words(target.label), ast.space(), *italic(target.title)]))],
        )
        for target in targets.floats(kind)
    ]
    field = f'TOC \\h \\z \\c "{fields.sequence_name(label)}"'
    return [heading(title), *_field(field, entries)] if entries else []


def list_of_appendices(targets: Targets, profile: Profile) -> ast.Elements:
    """A list of appendices; nothing where there are none."""
    entries = [
        styled("toc 1", [ast.para(_entry(target, target.entry_label, target.title))])
        for target in targets.appendices()
    ]
    field = 'TOC \\h \\z \\t "Appendix Heading,1"'
    title = profile.labels.list_of_appendices
    return [heading(title), *_field(field, entries)] if entries else []


def heading(title: str) -> ast.Element:
    """The heading of a page that the build makes; it is not listed in the contents."""
    return styled("TOC Heading", [ast.para(ast.words(title))])


def _entry(target: Target, label: str, title: ast.Elements) -> ast.Elements:
    """One line: label, title, leader, page; all of it leads to the target."""
    name = target.bookmark
    before = fields.run(label) + fields.TAB if label else ""
    page = fields.field(f"PAGEREF {name} \\h", UNKNOWN_PAGE)
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
