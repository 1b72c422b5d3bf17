"""One tree for pandoc's docx writer, out of the resolved trees of all units."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from softbound import ast
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.write.docx import contents, fields, sections, targets
from softbound.write.docx.blocks import Writer
from softbound.write.docx.title_page import title_page

FRONT_MATTER = "front-matter"
"""The unit that is no chapter."""

MadePage = Callable[[targets.Targets, Profile], ast.Elements]
MADE_PAGES: Mapping[str, MadePage] = {
    "contents": contents.contents,
    "list-of-tables": lambda found, profile: contents.list_of_floats(
        "table", profile.labels.list_of_tables, profile.labels.table, found
    ),
    "list-of-figures": lambda found, profile: contents.list_of_floats(
        "figure", profile.labels.list_of_figures, profile.labels.figure, found
    ),
    "list-of-appendices": contents.list_of_appendices,
}
"""Pages of the front matter that the build makes, beside the title page."""


def body(units: Mapping[str, ast.Tree], thesis: Thesis, profile: Profile) -> ast.Tree:
    """The whole thesis as one tree.

    :param units: the resolved trees in order: "front-matter", the chapters, "appendices",
        "references"; those there are.
    """
    front = units.get(FRONT_MATTER)
    pages = _in_order(front["blocks"] if front else [], profile)
    others = [unit["blocks"] for name, unit in units.items() if name != FRONT_MATTER]
    writer = Writer(targets.collect([list(pages.values()), *others], profile), profile)
    blocks = _front_matter(pages, writer, thesis, profile)
    for unit in others:
        blocks += writer.unit(unit)
    language = {"t": "MetaInlines", "c": [ast.string(thesis.language)]}
    return ast.tree(blocks, {"lang": language})


def _in_order(pages: ast.Elements, profile: Profile) -> dict[str, ast.Element]:
    """The author's pages in the profile's order; those it does not know come last."""
    written = {ast.attributes(page).values.get("page", ""): page for page in pages}
    known = {name: written[name] for name in profile.front_matter if name in written}
    return {**known, **written}


def _front_matter(
    pages: Mapping[str, ast.Element], writer: Writer, thesis: Thesis, profile: Profile
) -> ast.Elements:
    """The author's pages and the made ones, from the title page on."""
    result: ast.Elements = []
    if "title-page" in profile.front_matter:
        result += [fields.raw_block(sections.instruction(sections.BARE)), *title_page(thesis)]
    result.append(fields.raw_block(sections.instruction(sections.FRONT_MATTER)))
    for name in dict.fromkeys([*profile.front_matter, *pages]):
        if name in MADE_PAGES:
            result += MADE_PAGES[name](writer.targets, profile)
        elif name in pages:
            result += writer.front_page(pages[name])
    return result
