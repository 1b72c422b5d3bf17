"""A unit of the thesis (a chapter, the front matter, the appendices) as a Typst file."""

from __future__ import annotations

from typing import cast

from softbound import ast
from softbound.ast import Elements, Tree
from softbound.model.profile import Profile
from softbound.write.typst import inlines
from softbound.write.typst.blocks import Place, blocks
from softbound.write.typst.code import raw, string

IMPORT = '#import "/build/typst/softbound.typ": ' + ", ".join(
    (
        "anchor",
        "before-entries",
        "edge",
        "equation",
        "float",
        "float-note",
        "go-to",
        "horizontalrule",
        "inline-picture",
        "landscape",
        "line-block",
        "may-turn",
        "opening",
        "page-of",
        "picture",
        "redacted",
        "reference",
        "reference-list",
        "run-in",
        "section",
        "spanner",
        "subhead",
        "under-head",
        "unresolved",
    )
)
"""What a unit's file takes from the template; pandoc's own writer needs ``horizontalrule``."""


def chapter(tree: Tree, profile: Profile) -> Tree:
    """A resolved tree, with raw Typst around everything that is ours.

    What pandoc makes of it (with :data:`~softbound.write.typst.PANDOC_ARGUMENTS`) is a whole
    Typst file, to be included by the main file.

    :param tree: as docs/contributors/resolved-tree.md says.
    """
    place = _place(profile)
    return _tree([raw(IMPORT), *_finished(tree["blocks"], place)])


def front_matter(tree: Tree, profile: Profile) -> Tree:
    """The front matter's resolved tree as a Typst file that shows nothing but defines ``pages``.

    ``pages`` is a dictionary from a page's name (``abstract``) to its content, so that the main
    file can put the pages it makes itself between them.

    :param tree: its blocks are ``Div.page``; anything between them belongs to the page before.
    """
    place = _place(profile, listed=False)
    pages: dict[str, Elements] = {}
    name = ""
    for block in tree["blocks"]:
        attrs = ast.attributes(block)
        content = [block]
        if block["t"] == "Div" and "page" in attrs.classes:
            name, content = attrs.values.get("page", attrs.id), block["c"][1]
        pages[name] = [*pages.get(name, []), *content]
    result: Elements = [raw(IMPORT), raw("#let pages = (:)")]
    for name, content in pages.items():
        result.append(raw(f"#pages.insert({string(name)}, ["))
        result.extend(_finished(content, place))
        result.append(raw("])"))
    return _tree(result)


def _tree(blocks: Elements) -> Tree:
    # Without metadata: pandoc would look for a bibliography named there.
    return ast.tree(blocks)


def _place(profile: Profile, listed: bool = True) -> Place:
    return Place(profile.headings, profile.labels.note, listed=listed)


def _finished(content: Elements, place: Place) -> Elements:
    return cast(Elements, inlines.rewritten(blocks(content, place)))
