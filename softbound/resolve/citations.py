"""Citations: one citeproc run a chapter, and what APA 7 asks beyond what a CSL style can say.

What CSL cannot do is done here on the tree that citeproc gave: "and" in narrative citations,
the mark before included studies in the reference list, keys that are in no bibliography.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.model.labels import is_reference
from softbound.processes import Answer
from softbound.resolve import skeleton
from softbound.resolve.crossrefs import filled


@dataclass(frozen=True)
class Style:
    """How citations look."""

    csl: str
    """The path of the .csl file."""
    language: str
    """The locale of dates and terms."""
    narrative_and: str = ""
    """The word for "&" in narrative citations; empty where the style needs none."""
    included_mark: str = ""
    """What stands before an included study in the reference list."""
    included_line: str = ""
    """The line before the list that explains the mark."""
    heading: str = "References"


def resolve(
    tree: ast.Tree,
    unit: str,
    items: Sequence[Mapping[str, Any]],
    canonical: Mapping[str, str],
    included: Collection[str],
    style: Style,
    citeproc: Callable[[ast.Tree], Answer],
    heading_level: int = 2,
) -> tuple[ast.Tree, str]:
    """A unit with crossrefs resolved → one with citations rendered and its reference list.

    :param items: CSL JSON of the cited works.
    :param canonical: alias → key.
    :param included: keys that the list marks as included studies.
    :param citeproc: runs pandoc's citeproc over a tree whose metadata name the works and style.
    :param heading_level: of the list's heading; 1 for the one list of the thesis.
    :return: the tree, and pandoc's message where citeproc failed (empty otherwise).
    """
    known = {str(item["id"]): item for item in items}
    cited = ast.replace(tree, lambda e: _prepared(e, canonical), frozenset({"Cite"}))
    if not any(e["t"] == "Cite" for e in ast.walk(cited["blocks"])):
        return cited, ""
    blocks, failure = _rendered(cited["blocks"], citeproc)
    if failure:
        return tree, failure

    def rewrite(element: Element) -> Elements | None:
        if element["t"] == "Cite":
            return [_cite(element, known, unit, style)]
        if element["t"] == "Div" and ast.attributes(element).id == skeleton.LIST:
            return _list(element, unit, included, style, heading_level)
        return None

    return ast.tree(ast.replace(blocks, rewrite, frozenset({"Cite", "Div"}))), ""


def _rendered(blocks: Elements, citeproc: Callable[[ast.Tree], Answer]) -> tuple[Elements, str]:
    """Blocks as citeproc renders them, or its message where it failed."""
    if skeleton.suffices(blocks):
        answer = citeproc(skeleton.document(blocks))
        if not answer.ok:
            return [], answer.messages.strip()
        filled = skeleton.filled(blocks, ast.loads(answer.output)["blocks"])
        if filled is not None:
            return filled, ""
    answer = citeproc(ast.tree(blocks))
    if not answer.ok:
        return [], answer.messages.strip()
    whole: Elements = ast.loads(answer.output)["blocks"]
    return whole, ""


def metadata(style: Style, bibliography: str) -> dict[str, Any]:
    """The metadata by which pandoc's citeproc knows works and style.

    :param bibliography: the path of a CSL JSON file.
    """

    def text(value: str) -> dict[str, Any]:
        return {"t": "MetaString", "c": value}

    return {
        "csl": text(style.csl),
        "bibliography": text(bibliography),
        "lang": text(style.language),
        "link-citations": {"t": "MetaBool", "c": True},
    }


KEEP_ORDER = "keep-order"
"""The class of an empty span that citeproc takes for a prefix; it is taken out again."""


def _prepared(element: Element, canonical: Mapping[str, str]) -> Elements:
    """A citation group with keys for aliases, which citeproc will leave in its order if it must.

    Citeproc sorts groups. Where the first work stands in the sentence, with others in the
    brackets after it, sorting would tear it apart; a group with prefixes is never sorted.
    """
    citations = [
        {
            **c,
            "citationId": canonical.get(c["citationId"], c["citationId"]),
            "citationPrefix": _as_typed(c["citationPrefix"]),
            "citationSuffix": _as_typed(c["citationSuffix"]),
        }
        for c in element["c"][0]
    ]
    if len(citations) > 1 and citations[0]["citationMode"]["t"] == "AuthorInText":
        prefix = [ast.span(Attributes("", (KEEP_ORDER,)), []), *citations[1]["citationPrefix"]]
        citations[1] = {**citations[1], "citationPrefix": prefix}
    return [{"t": "Cite", "c": [citations, element["c"][1]]}]


def _as_typed(inlines: Elements) -> Elements:
    """What stands around a key, with any further key in it as it was typed.

    pandoc takes the second key of [@a, @b] for a citation within the first; citeproc would show
    one of them alone.
    """
    result: Elements = ast.replace(inlines, lambda e: e["c"][1], frozenset({"Cite"}))
    return result


def _cite(
    element: Element, known: Mapping[str, Mapping[str, Any]], unit: str, style: Style
) -> Element:
    citations, inlines = element["c"]
    lost = [
        c["citationId"]
        for c in citations
        if c["citationId"] not in known and not is_reference(c["citationId"])
    ]

    def rewrite(inline: Element) -> Elements | None:
        if inline["t"] == "Link":
            attrs, content, (target, title) = inline["c"]
            if target.removeprefix("#ref-") in lost:
                return list(content)  # there is no entry to lead to
            if target.startswith("#ref-"):
                return [{"t": "Link", "c": [attrs, content, [f"#{unit}--{target[1:]}", title]]}]
            return [filled(inline)]
        if inline["t"] == "Span":
            return [] if KEEP_ORDER in ast.attributes(inline).classes else None
        # citeproc writes a key that it does not know in bold, with a question mark.
        for key in lost:
            if ast.text(inline["c"]) == f"{key}?":
                return [ast.span(Attributes("", ("unresolved",)), [ast.string(f"[?{key}]")])]
        return None

    shown = ast.replace(inlines, rewrite, frozenset({"Link", "Span", "Strong"}))
    narrative = citations[0]["citationMode"]["t"] == "AuthorInText"
    first = known.get(citations[0]["citationId"], {})
    if style.narrative_and and narrative and not _has_ampersand(first):
        shown = _narrative(shown, style.narrative_and)
    return {"t": "Cite", "c": [citations, shown]}


def _has_ampersand(item: Mapping[str, Any]) -> bool:
    """Whether an "&" belongs to a work's author, such as "Department of Health & Social Care"."""
    names = item.get("author") or item.get("editor") or [{"title": item.get("title", "")}]
    return any("&" in str(part) for name in names for part in name.values())


def _narrative(inlines: Elements, word: str) -> Elements:
    """ "&" → the word for it, outside round brackets: "Safran and Muran (2000)"."""
    depth = 0

    def visit(items: Elements) -> Elements:
        nonlocal depth
        result: Elements = []
        for item in items:
            if item["t"] == "Str":
                pieces: list[str] = []
                for character in item["c"]:
                    depth += (character == "(") - (character == ")")
                    pieces.append(word if character == "&" and depth == 0 else character)
                result.append({"t": "Str", "c": "".join(pieces)})
            elif item["t"] in ("Link", "Span"):
                attrs, inner, *rest = item["c"]
                result.append({"t": item["t"], "c": [attrs, visit(inner), *rest]})
            elif item["t"] in ("Emph", "Strong", "SmallCaps"):
                result.append({"t": item["t"], "c": visit(item["c"])})
            else:
                result.append(item)
        return result

    return visit(inlines)


def _list(
    element: Element, unit: str, included: Collection[str], style: Style, level: int
) -> Elements:
    """The reference list with its heading, unique ids, and the mark before included studies."""
    entries: Elements = []
    marked = False
    for entry in element["c"][1]:
        identifier = ast.attributes(entry).id
        blocks = entry["c"][1]
        if style.included_mark and identifier.removeprefix("ref-") in included:
            marked = True
            first: Element = {
                "t": blocks[0]["t"],
                "c": [ast.string(style.included_mark), *blocks[0]["c"]],
            }
            blocks = [first, *blocks[1:]]
        entries.append(ast.div(Attributes(f"{unit}--{identifier}", ("csl-entry",)), blocks))
    if not entries:
        return []
    if marked and style.included_line:
        entries.insert(0, ast.para(ast.words(style.included_line)))
    values = {"kind": "references"} if level == 1 else {}
    heading = ast.header(
        level,
        Attributes(f"{unit}--references", ("unnumbered",), values),
        ast.words(style.heading),
    )
    return [heading, ast.div(Attributes(f"{unit}--refs", ("references",)), entries)]
