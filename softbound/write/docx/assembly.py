"""One tree for pandoc's docx writer, out of the resolved trees of all units."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from softbound import ast
from softbound.model.profile import MADE_PAGES, Profile
from softbound.model.thesis import Thesis
from softbound.model.words import NOTHING_SHOWN, ShownWords
from softbound.write import word_count
from softbound.write.docx import contents, fields, sections, targets
from softbound.write.docx.blocks import Writer
from softbound.write.docx.title_page import title_page

FRONT_MATTER = "front-matter"
"""The unit that is no chapter."""

List = Callable[[targets.Targets, Profile], ast.Elements]
LISTS: Mapping[str, List] = {
    "list-of-tables": contents.list_of_tables,
    "list-of-figures": contents.list_of_figures,
    "list-of-appendices": contents.list_of_appendices,
}
"""Pages that the build makes where they would not be empty."""


def body(
    units: Mapping[str, ast.Tree],
    thesis: Thesis,
    profile: Profile,
    words: ShownWords = NOTHING_SHOWN,
) -> ast.Tree:
    """The whole thesis as one tree.

    :param units: the resolved trees in order: "front-matter", the chapters, "appendices",
        "references"; those there are.
    :param words: what the documents say of their own length.
    """
    front = units.get(FRONT_MATTER)
    pages = _pages(front["blocks"] if front else [], profile)
    others = [unit["blocks"] for name, unit in units.items() if name != FRONT_MATTER]
    found = targets.collect(list(pages.values()), others, profile)
    lists = {name: LISTS[name](found, profile) for name in pages if name in LISTS}
    unlisted = ["contents", *(name for name, entries in lists.items() if not entries)]
    writer = Writer(found.without(unlisted), profile)

    blocks: ast.Elements = []
    if "title-page" in profile.front_matter:
        number = words.title_page
        line = "" if number is None else word_count.title_page_line(profile, number)
        blocks += [fields.raw_block(sections.instruction(sections.BARE)), *title_page(thesis, line)]
    blocks.append(fields.raw_block(sections.instruction(sections.FRONT_MATTER)))
    for name, page in pages.items():
        if name == "contents":
            blocks += contents.contents(writer.targets, profile)
        elif name not in lists or lists[name]:
            blocks += [*writer.front_page(page), *lists.get(name, [])]
            if name == word_count.PAGE:
                blocks += writer.blocks([word_count.table(words, profile)])
    for unit in others:
        blocks += writer.unit(unit)
    language = {"t": "MetaInlines", "c": [ast.string(thesis.language)]}
    return ast.tree(blocks, {"lang": language})


def _pages(written: ast.Elements, profile: Profile) -> dict[str, ast.Element]:
    """The pages after the title page in the profile's order; made ones are only their heading.

    The author's pages that the profile does not know stand before the contents.
    """
    authors = {ast.attributes(page).values.get("page", ""): page for page in written}
    unknown = {name: page for name, page in authors.items() if name not in profile.front_matter}
    pages: dict[str, ast.Element] = {}
    for name in profile.front_matter:
        if name == "contents":
            pages.update(unknown)
        if name in authors:
            pages[name] = authors[name]
        elif name in MADE_PAGES and name != "title-page":
            title = ast.words(getattr(profile.labels, name.replace("-", "_")))
            pages[name] = ast.header(1, ast.Attributes(name, ("unnumbered",)), title)
    return {**pages, **unknown}
