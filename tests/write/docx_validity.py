"""What Word asks of a document before it opens it without a prompt: a list of complaints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from posixpath import dirname, join, normpath
from typing import Any

import yaml
from lxml import etree

from softbound.write.docx.openxml import PIC, WP, R, W
from tests.write.docx_support import DATA, Document

STYLE_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
REFERRING = re.compile(r"^\s*(REF|PAGEREF) (\S+)")
ROOT_KINDS = ("document", "hdr", "ftr", "footnotes")


@cache
def order() -> dict[str, dict[str, int]]:
    """Parent → child → its rank."""
    sequences = yaml.safe_load((DATA / "order.yaml").read_text())
    return {
        parent: {
            child: rank for rank, names in enumerate(children.split()) for child in names.split("|")
        }
        for parent, children in sequences.items()
    }


def complaints(document: Document) -> list[str]:
    """Everything that is wrong with a document; an empty list if Word may open it."""
    parts = {
        name: etree.fromstring(data)
        for name, data in document.parts.items()
        if name.endswith((".xml", ".rels"))
    }
    return [
        *_out_of_order(parts),
        *_relationships(document, parts),
        *_content_types(document, parts),
        *_styles(parts),
        *_bookmarks(parts),
        *_fields(parts),
        *_pictures(parts),
        *_paragraph_ends(parts),
        *_instructions(parts),
    ]


def _out_of_order(parts: dict[str, Any]) -> Iterator[str]:
    for name, root in parts.items():
        for element in root.iter():
            ranks = order().get(_local(element)) if str(element.tag).startswith(W) else None
            if ranks is None:
                continue
            last = -1
            for child in element:
                rank = ranks.get(_local(child))
                if rank is None:
                    yield f"{name}: {_local(child)} may not stand in {_local(element)}"
                elif rank < last:
                    yield f"{name}: {_local(child)} stands too late in {_local(element)}"
                else:
                    last = rank


def _local(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _relationships(document: Document, parts: dict[str, Any]) -> Iterator[str]:
    for name, root in parts.items():
        if not name.endswith(".rels"):
            folder = dirname(name)
            rels = parts.get(join(folder, "_rels", name.removeprefix(folder + "/") + ".rels"))
            known = {relation.get("Id") for relation in rels} if rels is not None else set()
            for element in root.iter():
                for key, value in element.attrib.items():
                    if key.startswith(R) and value not in known:
                        yield f"{name}: relationship {value} is missing"
            continue
        folder = dirname(dirname(name))
        ids = Counter(relation.get("Id") for relation in root)
        yield from (f"{name}: {key} is there twice" for key, count in ids.items() if count > 1)
        for relation in root:
            target = normpath(join(folder, relation.get("Target")))
            if relation.get("TargetMode") != "External" and target not in document.parts:
                yield f"{name}: {target} is missing"


def _content_types(document: Document, parts: dict[str, Any]) -> Iterator[str]:
    types = parts["[Content_Types].xml"]
    named = {entry.get("PartName") for entry in types if entry.get("PartName")}
    endings = {entry.get("Extension") for entry in types if entry.get("Extension")}
    yield from (f"{part} is listed but missing" for part in named if part[1:] not in document.parts)
    for part in document.parts:
        plain = part.endswith(".xml") and part != "[Content_Types].xml"
        if f"/{part}" not in named and (plain or part.rpartition(".")[2] not in endings):
            yield f"{part} has no content type"


def _styles(parts: dict[str, Any]) -> Iterator[str]:
    styles = parts["word/styles.xml"]
    kinds: dict[str, str] = {}
    for style in styles.iter(W + "style"):
        key = style.get(W + "styleId")
        if key in kinds:
            yield f"style {key} is there twice"
        kinds[key] = style.get(W + "type")
    for style in styles.iter(W + "style"):
        for reference in (*style.iter(W + "basedOn"), *style.iter(W + "next")):
            if reference.get(W + "val") not in kinds:
                yield f"style {reference.get(W + 'val')} is missing"
    numbers = {number.get(W + "numId") for number in parts["word/numbering.xml"].iter(W + "num")}
    for name, root in parts.items():
        for use, kind in STYLE_USES.items():
            for element in root.iter(W + use):
                if kinds.get(element.get(W + "val")) != kind:
                    yield f"{name}: {element.get(W + 'val')} is no {kind} style"
        for element in root.iter(W + "numId"):
            if element.get(W + "val") not in {"0", *numbers}:
                yield f"{name}: list {element.get(W + 'val')} is missing"


def _text_parts(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: root for name, root in parts.items() if _local(root) in ROOT_KINDS}


def _bookmark_names(parts: dict[str, Any]) -> Counter[str]:
    return Counter(
        start.get(W + "name")
        for root in _text_parts(parts).values()
        for start in root.iter(W + "bookmarkStart")
    )


def _bookmarks(parts: dict[str, Any]) -> Iterator[str]:
    names = _bookmark_names(parts)
    for name, count in names.items():
        if count > 1:
            yield f"bookmark {name} is there {count} times"
        if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII):
            yield f"{name} is no name for a bookmark"
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for root in _text_parts(parts).values():
        starts.update(mark.get(W + "id") for mark in root.iter(W + "bookmarkStart"))
        ends.update(mark.get(W + "id") for mark in root.iter(W + "bookmarkEnd"))
    if starts != ends or max(starts.values(), default=1) > 1:
        yield "bookmarks do not begin and end once each"
    for part, root in _text_parts(parts).items():
        for link in root.iter(W + "hyperlink"):
            if link.get(W + "anchor") and link.get(W + "anchor") not in names:
                yield f"{part}: a link leads to {link.get(W + 'anchor')}, which is missing"


def _fields(parts: dict[str, Any]) -> Iterator[str]:
    names = _bookmark_names(parts)
    for part, root in _text_parts(parts).items():
        depth = 0
        for element in root.iter(W + "fldChar", W + "instrText"):
            if element.tag == W + "instrText":
                code = REFERRING.match(element.text)
                if code and code[2] not in names:
                    yield f"{part}: field {element.text} refers to nothing"
                continue
            depth += {"begin": 1, "separate": 0, "end": -1}[element.get(W + "fldCharType")]
            if depth < 0:
                yield f"{part}: a field ends that did not begin"
        if depth:
            yield f"{part}: a field does not end"


def _pictures(parts: dict[str, Any]) -> Iterator[str]:
    ids = Counter(
        element.get("id")
        for root in _text_parts(parts).values()
        for element in root.iter(WP + "docPr", PIC + "cNvPr")
    )
    yield from (f"picture {key} is there {count} times" for key, count in ids.items() if count > 1)


def _paragraph_ends(parts: dict[str, Any]) -> Iterator[str]:
    """Every cell ends in a paragraph, and no two tables touch."""
    for part, root in _text_parts(parts).items():
        for cell in root.iter(W + "tc"):
            if len(cell) == 0 or cell[-1].tag != W + "p":
                yield f"{part}: a cell does not end in a paragraph"
        for table in root.iter(W + "tbl"):
            following = table.getnext()
            if following is None or following.tag == W + "tbl":
                yield f"{part}: a table is followed by no paragraph"


def _instructions(parts: dict[str, Any]) -> Iterator[str]:
    for part, root in parts.items():
        if any(True for _ in root.iter(etree.ProcessingInstruction)):
            yield f"{part}: an instruction was left"
