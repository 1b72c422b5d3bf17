"""A Word file's bytes → its layers: what a reader sees, and all that Word keeps behind it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from softbound.collect.documents.layers import Layer, Unscannable

LARGEST = 200_000_000
"""Bytes that no part of a thesis has: a file that claims more is not unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Mapping[str, str] = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",
}  # fmt: skip
_WORDS = (f"{_W}t", f"{_W}delText", f"{_W}instrText", f"{_W}delInstrText",
          "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")  # fmt: skip
_REMOVED = (f"{_W}del", f"{_W}moveFrom")
_ADDED = (f"{_W}ins", f"{_W}moveTo")
_HIDDEN = (f"{_W}vanish", f"{_W}webHidden", f"{_W}specVanish")
_NAMED: Mapping[str, str] = {
    "descr": "alternative text", "title": "alternative text", "author": "revisions",
    "initials": "revisions", "userId": "revisions",
}  # fmt: skip
"""An attribute's name → the layer that it belongs to."""
FIELDS = "fields"
"""What Word computes: contents, references, links."""
_PARTS: tuple[tuple[str, str, bool], ...] = (
    (r"word/document\d*\.xml", "text", False),
    (r"word/footnotes\.xml", "footnotes", False),
    (r"word/endnotes\.xml", "endnotes", False),
    (r"word/(?:header|footer)\d*\.xml", "headers and footers", False),
    (r"word/comments\w*\.xml", "comments", True),
    (r"word/people\.xml", "revisions", True),
    (r"word/settings\.xml", "settings", True),
    (r"docProps/(?:core|app|custom)\.xml", "properties", False),
    (r".*\.rels", "links", False),
)
"""A part's name → the layer it is, and whether the sources cannot account for it."""


def layers(content: bytes, inside: Callable[[bytes, str], list[Layer]]) -> list[Layer]:
    """A Word file's layers.

    :param inside: the bytes of an embedded file, and what it is → its layers.
    :raises Unscannable: where it is no package of Office, or a part of it cannot be read.
    """
    from zipfile import ZipFile

    found: list[Layer] = []
    try:
        with ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            for info in package.infolist():
                if info.is_dir():
                    continue
                if info.file_size > LARGEST:
                    raise Unscannable("a part of it is too large")
                found += _part(info.filename, package.read(info), inside)
            found.append(Layer("parts' names", "\n\f\n".join(names), hidden=True))
    except Unscannable:
        raise
    except Exception:  # of a broken archive: zlib, zipfile and lxml have no common base
        raise Unscannable("it is damaged or protected by a password") from None
    return found


def _part(name: str, content: bytes, inside: Callable[[bytes, str], list[Layer]]) -> list[Layer]:
    if name.endswith((".xml", ".rels", ".vml")):
        what, hidden = next(
            ((what, hidden) for form, what, hidden in _PARTS if re.fullmatch(form, name)),
            ("other parts", True),
        )
        return list(_xml(content, what, hidden))
    if name.endswith((".odttf", ".ttf", ".otf")):
        return []
    return inside(content, "embedded files")


def _xml(content: bytes, what: str, hidden: bool) -> Iterator[Layer]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(content, parser)
    views: dict[tuple[str, bool], list[str]] = {}
    for paragraph in root.iter(f"{_W}p"):
        for layer, text in _views(paragraph, what):
            secret = hidden or layer not in (what, FIELDS)
            views.setdefault((layer, secret), []).append(text)
    # What is no paragraph's: properties, variables, other vocabularies.
    own = [text for element in root.iter() if (text := _own_text(element))]
    if own:
        views.setdefault((what, hidden), []).extend(own)
    values: dict[str, dict[str, None]] = {}
    for element in root.iter(etree.Element):
        for key, value in ((str(k), str(v)) for k, v in element.items()):
            if len(value) > 1 and not value.replace(".", "").isdigit():
                name = key.rpartition("}")[2]
                values.setdefault(_NAMED.get(name, what), {})[value] = None
    for layer, some in values.items():
        views.setdefault((layer, hidden or layer == "revisions"), []).extend(some)
    for (layer, secret), texts in views.items():
        yield Layer(layer, "\n\f\n".join(texts), hidden=secret)


def _own_text(element: Any) -> str:
    """The text of an element that is no run's."""
    if not isinstance(element.tag, str):  # a remark
        return str(element.text or "").strip()
    if element.tag in _WORDS:
        return ""
    text = (element.text or "").strip()
    return text if len(text) > 1 else ""


def _views(paragraph: Any, what: str) -> Iterator[tuple[str, str]]:
    """A paragraph as it is read; as it was before its revisions; and what is hidden in it."""
    read, before, hidden, fields = [], [], [], []
    revised = False
    for element in paragraph.iter(*_WORDS, *_SIGNS):
        above = _above(element, paragraph)
        if above is None:  # of a paragraph within this one, a text box's
            continue
        text = (element.text or "") if element.tag in _WORDS else _SIGNS[element.tag]
        removed, added, unseen = above
        if element.tag.endswith("nstrText"):
            fields.append(text)
        elif unseen:
            hidden.append(text)
            revised = revised or removed
        else:
            revised = revised or removed or added
            if not removed:
                read.append(text)
            if not added:
                before.append(text)
    if any(map(str.strip, read)):
        yield what, "".join(read)
    if revised:
        yield "revisions", "".join(before)
    if hidden:
        yield "hidden text", "".join(hidden)
    if fields:
        yield FIELDS, "".join(fields)


def _above(element: Any, paragraph: Any) -> tuple[bool, bool, bool] | None:
    """Whether a run's text is removed, added, unseen; None where it is of another paragraph."""
    removed = added = unseen = False
    at = element.getparent()
    while at is not None and at is not paragraph:
        if at.tag == f"{_W}p":
            return None
        removed = removed or at.tag in _REMOVED
        added = added or at.tag in _ADDED
        if at.tag == f"{_W}r":
            properties = at.find(f"{_W}rPr")
            if properties is not None:
                unseen = any(_is_on(properties.find(tag)) for tag in _HIDDEN)
        at = at.getparent()
    return removed, added, unseen


def _is_on(flag: Any) -> bool:
    return flag is not None and flag.get(f"{_W}val", "true") not in ("0", "false", "off")
