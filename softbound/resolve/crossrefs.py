"""Numbers put into a unit's tree: captions, headings and cross-references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.model.labels import PAGE, Kind, Numbered, asks_page, is_reference, target_of

if TYPE_CHECKING:
    from softbound.model.profile import Labels


REWRITTEN = ("Cite", "Header", "Div", "Span", "Para", "Plain")


def resolve(tree: ast.Tree, unit: str, numbers: Mapping[str, Numbered], words: Labels) -> ast.Tree:
    """A structured unit → one whose numbers and cross-references stand.

    An id that another unit has too keeps its name there and gets the unit's before it here.

    A cross-reference to an id that is not in ``numbers`` becomes a ``Span.unresolved``.
    """

    def rewrite(element: Element) -> Elements | None:
        if element["t"] == "Cite":
            return _cite(element, numbers, words)
        if element["t"] in ("Para", "Plain"):
            return _bound(element)
        attrs = ast.attributes(element)
        numbered = numbers.get(attrs.id)
        if numbered is not None and numbered.unit != unit:
            attrs = replace(attrs, id=f"{unit}--{attrs.id}")
            numbered = numbers.get(attrs.id)
        if numbered is not None and numbered.kind == "mark":
            return [ast.with_attributes(element, attrs)]
        if numbered is None or (element["t"] == "Div" and "float" not in attrs.classes):
            return None
        values = dict(attrs.values)
        if element["t"] == "Header":
            if numbered.kind in ("chapter", "appendix"):
                values["kind"] = numbered.kind
                if numbered.number or numbered.kind == "appendix":
                    values |= {"number": numbered.number, "label": numbered.label}
            elif numbered.number:
                values["number"] = numbered.number
        else:
            values |= {
                "label": numbered.label,
                "number": numbered.number,
                "prefix": numbered.prefix,
                "index": str(numbered.index),
            }
            if numbered.restart:
                values["restart"] = "true"
        return [ast.with_attributes(element, Attributes(attrs.id, attrs.classes, values))]

    result: ast.Tree = ast.replace(tree, rewrite, frozenset(REWRITTEN))
    return result


def _cite(element: Element, numbers: Mapping[str, Numbered], words: Labels) -> Elements | None:
    """A citation group with cross-references in it → links; None where it has none."""
    citations = element["c"][0]
    ours = [c for c in citations if is_reference(c["citationId"])]
    if not ours:
        return None
    shown = _group(ours, numbers, words)
    theirs = [c for c in citations if not is_reference(c["citationId"])]
    if not theirs:
        return shown
    # Works and tables in one pair of brackets: the links follow the last work's suffix. Until
    # citations are resolved they are hollow: citeproc would take their digits for page numbers.
    last = theirs[-1]
    hollow = [hollowed(e) if e["t"] == "Link" else e for e in shown]
    suffix = [*last["citationSuffix"], ast.string(";"), ast.space(), *hollow]
    return [
        {"t": "Cite", "c": [[*theirs[:-1], {**last, "citationSuffix": suffix}], element["c"][1]]}
    ]


def _group(ours: Elements, numbers: Mapping[str, Numbered], words: Labels) -> Elements:
    """Several cross-references: "Tables 1.1 and 1.2" for one kind, else each with its word."""
    ids = [target_of(c["citationId"]) for c in ours]
    pages = [asks_page(c["citationId"]) for c in ours]
    found = [numbers.get(i) for i in ids]
    kinds = {f.kind for f in found if f is not None and f.number}
    plain = not any(pages) and all(
        not c["citationPrefix"] and not c["citationSuffix"] for c in ours
    )
    together = (
        len(ids) > 1
        and plain
        and len(kinds) == 1
        and "mark" not in kinds
        and all(f and f.number for f in found)
    )
    numbers_only = all(c["citationMode"]["t"] == "SuppressAuthor" for c in ours)
    result: Elements = []
    if together and not numbers_only:
        result += [ast.string(_plural(next(iter(kinds)), words)), {"t": "Str", "c": "\u00a0"}]
    for position, (citation, identifier) in enumerate(zip(ours, ids, strict=True)):
        if position:
            said = ast.text(citation["citationPrefix"]).split(" ")[0] == words.conjunction
            if position < len(ids) - 1:
                result += [ast.string(","), ast.space()]
            elif said:
                result += [ast.space()]
            else:
                result += [ast.space(), ast.string(words.conjunction), ast.space()]
        if citation["citationPrefix"]:
            result += [*citation["citationPrefix"], ast.space()]
        bare = together or citation["citationMode"]["t"] == "SuppressAuthor"
        shown = numbers.get(identifier)
        link = _page(identifier, shown) if pages[position] else _link(identifier, shown, bare)
        result.append(link)
        suffix = citation["citationSuffix"]
        result += [ast.space(), *suffix] if ast.text(suffix)[:1].isalnum() else suffix
    return result


def _link(identifier: str, numbered: Numbered | None, bare: bool) -> Element:
    if numbered is None:
        return _unresolved(identifier)
    if not numbered.number and numbered.kind != "appendix":
        shows, text = "title", numbered.label
    elif bare and numbered.number:
        shows, text = "number", numbered.number
    else:
        shows, text = "label", numbered.label
    # A label never breaks between its word and its number.
    inlines = ast.words(text) if shows == "title" else [ast.string(text.replace(" ", "\u00a0"))]
    return ast.link(
        f"#{identifier}", inlines, Attributes("", ("cross-reference",), {"shows": shows})
    )


UNKNOWN_PAGE = "–"
"""The text of a reference to a page in the tree: only the writers know it."""


def _page(identifier: str, numbered: Numbered | None) -> Element:
    if numbered is None:
        return _unresolved(f"{PAGE}{identifier}")
    values = {"shows": "page"}
    text = [ast.string(UNKNOWN_PAGE)]
    return ast.link(f"#{identifier}", text, Attributes("", ("cross-reference",), values))


def _bound(text: Element) -> Elements | None:
    """A paragraph in which no line breaks between "p." and the page; None if it has no page."""
    inlines = list(text["c"])
    pages = [n for n, e in enumerate(inlines) if ast.attributes(e).values.get("shows") == "page"]
    before = [n - 1 for n in pages if n and inlines[n - 1]["t"] in ("Space", "SoftBreak")]
    for position in before:
        inlines[position] = ast.string("\u00a0")
    return [{"t": text["t"], "c": inlines}] if before else None


def _unresolved(identifier: str) -> Element:
    return ast.span(Attributes("", ("unresolved",)), [ast.string(f"[?{identifier}]")])


def hollowed(link: Element) -> Element:
    """A cross-reference without its text, which is kept in an attribute."""
    attrs = ast.attributes(link)
    text = "".join(e.get("c", " ") for e in link["c"][1])
    values = {**attrs.values, "text": text}
    return ast.link(link["c"][2][0], [], Attributes(attrs.id, attrs.classes, values))


def filled(link: Element) -> Element:
    """The inverse of :func:`hollowed`; any other link as it is."""
    attrs = ast.attributes(link)
    if "text" not in attrs.values or "cross-reference" not in attrs.classes:
        return link
    values = {key: value for key, value in attrs.values.items() if key != "text"}
    text = attrs.values["text"]
    inlines = ast.words(text) if values["shows"] == "title" else [ast.string(text)]
    return ast.link(link["c"][2][0], inlines, Attributes(attrs.id, attrs.classes, values))


def _plural(kind: Kind, words: Labels) -> str:
    return {
        "chapter": words.chapters,
        "appendix": words.appendices,
        "section": words.sections,
        "table": words.tables,
        "figure": words.figures,
        "mark": "",
    }[kind]
