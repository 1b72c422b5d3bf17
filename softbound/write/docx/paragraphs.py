"""Paragraphs: what pandoc's writer can not say of headings, captions, lists and contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from softbound.model.profile import Profile
from softbound.write.docx.openxml import Element, W, properties, put

LIST_STYLES = frozenset({"Compact", "BodyText", "FirstParagraph", None})
LABEL_COLUMNS = {"toc 1": (0, 1440), "toc 2": (340, 1020), "toc 3": (680, 1700)}
"""Where labels and titles begin in numbered entries of the contents, in twips."""
PAGE_FIELD = re.compile(r"\s*PAGEREF (\S+)")


def style_of(paragraph: Element) -> str | None:
    """The id of a paragraph's style; None for the default one, and for what is no paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(W + "val")


def text_of(paragraph: Element) -> str:
    """A paragraph's text in one line."""
    shown = {W + "t": None, W + "br": " ", W + "tab": " "}
    parts = (shown[element.tag] or element.text or "" for element in paragraph.iter(*shown))
    return " ".join("".join(parts).split())


def finish(document: Element, profile: Profile) -> None:
    """Lists get their style; emphasis in italic headings stands upright."""
    levels = (profile.chapter_title, *profile.headings)
    italics = {f"Heading{n}" for n, heading in enumerate(levels, 1) if heading.italic}
    for paragraph in document.iter(W + "p"):
        values = paragraph.find(W + "pPr")
        if values is None:
            continue
        style = values.find(W + "pStyle")
        name = None if style is None else style.get(W + "val")
        if name in LIST_STYLES and values.find(W + "numPr") is not None:
            put(values, "pStyle", {"val": "ListParagraph"})
        elif name in italics:
            for mark in paragraph.iter(W + "i", W + "iCs"):
                mark.set(W + "val", "0")


def _set_list(paragraph: Element, mark: Element, number: int, values: Mapping[str, Any]) -> None:
    """A heading's list; list 0 takes it out of the one that its style gives."""
    numbering = put(properties(paragraph, "pPr"), "numPr")
    for name, value in (("ilvl", values["level"]), ("numId", number)):
        child = numbering.makeelement(W + name, {W + "val": str(value)})
        numbering.append(child)


def _run_in(paragraph: Element, mark: Element, value: bool, values: Mapping[str, Any]) -> None:
    """Word's style separator: the heading shares its line with the next paragraph."""
    run = put(properties(paragraph, "pPr"), "rPr")
    put(run, "vanish")
    put(run, "specVanish")


def _title_of_caption(
    paragraph: Element, mark: Element, value: str, values: Mapping[str, Any]
) -> None:
    """Only the label of a caption is bold, which is the paragraph's style."""
    for sibling in mark.itersiblings(W + "r", W + "hyperlink"):
        for run in [sibling] if sibling.tag == W + "r" else sibling.iter(W + "r"):
            look = properties(run, "rPr")
            put(look, "b", {"val": "0"})
            put(look, "bCs", {"val": "0"})


def _label_column(paragraph: Element, mark: Element, style: str, values: Mapping[str, Any]) -> None:
    """A column for a label of the contents, as Word sets it when it updates them.

    Further lines of a title begin there too, or their tab would lead to that stop.
    """
    start, column = (str(place) for place in LABEL_COLUMNS[style])
    look = properties(paragraph, "pPr")
    tabs = put(look, "tabs")
    tabs.append(tabs.makeelement(W + "tab", {W + "val": "left", W + "pos": column}))
    put(look, "ind", {"left": column, "hanging": str(int(column) - int(start))})


def _nothing(paragraph: Element, mark: Element, value: Any, values: Mapping[str, Any]) -> None:
    """Read together with another value."""


Obey = Callable[[Element, Element, Any, Mapping[str, Any]], None]
INSTRUCTIONS: Mapping[str, Obey] = {
    "list": _set_list,
    "level": _nothing,
    "label_column": _label_column,
    "run_in": _run_in,
    "caption": _title_of_caption,
}
"""Name of an instruction inside a paragraph → what it does."""


def fill_pages(document: Element, pages: Mapping[str, str]) -> None:
    """Write the last results of all PAGEREF fields: of the contents, and of references to pages.

    :param pages: bookmark → page; fields of other bookmarks keep what they show.
    """
    name: str | None = None
    for element in document.iter(W + "instrText", W + "t"):
        if element.tag == W + "instrText":
            code = PAGE_FIELD.match(element.text or "")
            name = code[1] if code else None
        elif name is not None:
            element.text = pages.get(name, element.text)
            name = None
