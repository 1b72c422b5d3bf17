"""A document's citations without its prose: all that citeproc needs of it.

How a citation is rendered depends on the other citations and their order, not on the words
around it. So citeproc is given the citations alone: there is less to read and write, and a
changed word need not run it again. Only where a style puts citations into notes or raises them
does citeproc touch what stands around; then it gets the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from softbound import ast
from softbound.ast import Element, Elements

LIST = "refs"
"""The id of the reference list, as pandoc and those who place it themselves write it."""
TOUCHING = frozenset({"Note", "Superscript"})
"""What a rendered citation holds in styles that change the text around it."""


def citations(node: Any, in_note: bool = False) -> Iterator[tuple[Element, bool]]:
    """Every citation below a node in document order, and whether it stands in a footnote."""
    if isinstance(node, list):
        for item in node:
            yield from citations(item, in_note)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Cite":
            yield node, in_note
        elif kind not in ast.LEAVES:
            inside = node.get("c") if kind is not None else list(node.values())
            yield from citations(inside, in_note or kind == "Note")


def document(blocks: Elements) -> ast.Tree:
    """The skeleton of a document: one paragraph for each citation."""
    result: Elements = []
    for citation, in_note in citations(blocks):
        note = {"t": "Note", "c": [ast.para([citation])]}
        result.append(ast.para([note if in_note else citation]))
    return ast.tree(result)


def suffices(blocks: Elements) -> bool:
    """Whether the skeleton stands for the document: not where the author placed the list."""
    return all(
        ast.attributes(element).id != LIST for element in ast.walk(blocks) if element["t"] == "Div"
    )


def filled(blocks: Elements, rendered: Elements) -> Elements | None:
    """A document with the citations that citeproc rendered in its skeleton, and the list.

    :param rendered: the skeleton's blocks as citeproc gave them.
    :return: None where the style touches the text around citations.
    """
    shown = [citation for citation, _ in citations(rendered)]
    if len(shown) != sum(1 for _ in citations(blocks)) or any(
        e["t"] in TOUCHING for citation in shown for e in ast.walk(citation["c"][1])
    ):
        return None
    following = iter(shown)

    def put(element: Element) -> Elements:
        return [next(following)]

    result: Elements = ast.replace(blocks, put, frozenset({"Cite"}))
    lists = [b for b in rendered if b["t"] == "Div" and ast.attributes(b).id == LIST]
    return [*result, *lists]
