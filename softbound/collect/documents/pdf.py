"""A PDF's bytes → its layers: what a reader sees, and all strings that stand behind it.

PDFium gives the pages' text, as it is quick and does what viewers do. pypdf gives every other
string, wherever in the file it stands.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from softbound.collect.documents import pictures
from softbound.collect.documents.layers import Layer, Unscannable

KEYS: Mapping[str, str] = {
    "/Alt": "alternative text",
    "/ActualText": "alternative text",
    "/E": "alternative text",
    "/URI": "links",
    "/F": "links",
    "/Contents": "annotations",
    "/TU": "annotations",
    "/V": "annotations",
    "/JS": "scripts",
}
"""A key of the file's dictionaries → the layer that its text belongs to."""
DERIVED = frozenset(
    {"alternative text", "links", "bookmarks", "properties", "structure", "annotations"}
)
"""Layers that are made of the sources' text."""
_STREAMS = re.compile(rb"/DCTDecode|/JPXDecode|/Metadata|/EmbeddedFile|/ObjStm|/XML")
_LITERAL = re.compile(rb"(/[^\s()<>\[\]/]+)?\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]+>)", re.DOTALL)
"""A string as PDFs write it, and the key before it."""
LARGEST = 50_000_000
"""Bytes of an attached file that are looked into."""


def layers(content: bytes, inside: Callable[[bytes, str], list[Layer]]) -> list[Layer]:
    """A PDF's layers.

    :param inside: the bytes of an embedded file, and what it is → its layers.
    :raises Unscannable: where it is no PDF, or cannot be opened.
    """
    return [*_pages(content), *_strings(content, inside)]


_PDFIUM = threading.Lock()
"""PDFium ends the process where two threads use it at once, and steps run in threads."""


def _pages(content: bytes) -> list[Layer]:
    with _PDFIUM:
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            raise Unscannable("it is damaged or protected by a password") from None
        layers: list[Layer] = []
        try:
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                layers.append(Layer("text", text.get_text_range(errors="replace"), number + 1))
                text.close()
                page.close()
        finally:
            document.close()
        return layers


def _strings(content: bytes, inside: Callable[[bytes, str], list[Layer]]) -> Iterator[Layer]:
    """Every string of the file but those that draw its pages, and every file within it."""
    import pypdf
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)
                 if page.indirect_reference is not None}  # fmt: skip
        ids = _ids(reader, content)
    except Exception:  # pypdf has no common base of what it raises for a broken file
        raise Unscannable("it is damaged") from None
    texts: dict[tuple[str, int | None], list[str]] = {}
    for number, generation in ids:
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(found, StreamObject):
                yield from _stream(found, inside)
            page = _page(found, pages) if isinstance(found, DictionaryObject) else None
            for what, text in _texts(found, "structure"):
                texts.setdefault((what, page), []).append(text)
        except Unscannable:
            raise
        except Exception:
            raise Unscannable("a part of it is damaged") from None
    for key, value in (reader.trailer.get("/Info") or {}).items() if reader.trailer else ():
        if isinstance(value, str) and not isinstance(value, IndirectObject):
            texts.setdefault(("properties", None), []).append(f"{str(key)[1:]}: {value}")
    for (what, page), some in texts.items():
        yield Layer(what, "\n\f\n".join(dict.fromkeys(some)), page, hidden=what not in DERIVED)


def _ids(reader: Any, content: bytes) -> list[tuple[int, int]]:
    """The objects that may hold text which none before them holds; thousands of others are not
    worth being parsed: a link is an object for each of its lines, a cell of a table names its head.
    """
    offsets = sorted(
        (offset, number, generation)
        for generation, numbers in reader.xref.items()
        for number, offset in numbers.items()
    )
    ends = [offset for offset, *_ in offsets[1:]] + [len(content)]
    seen: set[tuple[bytes, bytes]] = set()
    found = [
        (number, generation)
        for (offset, number, generation), end in zip(offsets, ends, strict=True)
        if reader.is_encrypted or _tells(_head(content, offset, end), seen)
    ]
    return [*found, *((number, 0) for number in reader.xref_objStm)]


def _tells(head: bytes, seen: set[tuple[bytes, bytes]]) -> bool:
    """Whether an object has a stream to look into, or a string that none before has under its key."""
    if _STREAMS.search(head):
        return True
    own = set(_LITERAL.findall(head))
    new = not own <= seen
    seen |= own
    return new or b"(" in _LITERAL.sub(b"", head)  # within one another they are left to pypdf


def _head(content: bytes, start: int, end: int) -> bytes:
    """An object without the bytes of its stream."""
    stream = content.find(b"stream", start, end)
    return content[start : end if stream < 0 else stream]


def _kind(found: Mapping[str, Any]) -> str:
    """What the texts of a dictionary are, where their own keys do not say it."""
    if "/Title" in found and ("/Parent" in found or "/Dest" in found):
        return "bookmarks"
    if any(key in found for key in _OF_PROPERTIES):
        return "properties"
    return "attachments" if found.get("/Type") in ("/Filespec", "/EmbeddedFile") else "structure"


_OF_PROPERTIES = ("/Creator", "/Producer", "/CreationDate", "/Author")
_NO_TEXT = frozenset({"/ID", "/CheckSum", "/K", "/Rect", "/QuadPoints", "/Border", "/StructParent"})
"""Keys whose values are numbers or bytes."""


def _texts(value: Any, kind: str, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """All strings of an object but those of objects it refers to, each with its layer."""
    if isinstance(value, str):
        if value[:1] != "/" or hasattr(value, "original_bytes"):  # a name is a str too
            yield (kind if kind == "attachments" else KEYS.get(key, kind)), str(value)
    elif isinstance(value, bytes):
        if text := pictures.strings(bytes(value)):
            yield KEYS.get(key, kind), text
    elif depth > 60:
        return
    elif isinstance(value, dict) and hasattr(value, "raw_get"):
        own = _kind(value)
        for name in value:
            if name not in _NO_TEXT:
                yield from _texts(value.raw_get(name), own, str(name), depth + 1)
    elif isinstance(value, list):
        for item in list.__iter__(value):
            yield from _texts(item, kind, key, depth + 1)


def _page(found: Any, pages: Mapping[int, int]) -> int | None:
    """The page on which something of the structure stands."""
    for key in ("/Pg", "/P"):
        if key in found and hasattr(found.raw_get(key), "idnum"):
            return pages.get(found.raw_get(key).idnum)
    return None


def _stream(found: Any, inside: Callable[[bytes, str], list[Layer]]) -> Iterator[Layer]:
    """What streams hold that are no page: metadata, attached files, photographs."""
    kinds = found.get("/Filter")
    filters = [str(each) for each in (kinds if isinstance(kinds, list) else [kinds])]
    if found.get("/Subtype") == "/XML" or found.get("/Type") == "/Metadata":
        yield Layer("XMP", xml_text(found.get_data()))
    elif found.get("/Type") == "/EmbeddedFile":
        data = found.get_data()
        if len(data) > LARGEST:
            raise Unscannable("an attached file is too large")
        yield from inside(data, "attachments")
    elif filters == ["/DCTDecode"] or filters == ["/JPXDecode"]:
        yield from pictures.layers(bytes(found._data))


def xml_text(content: bytes) -> str:
    """XML without its tags, an element a line; attributes' values too."""
    text = content.decode(
        "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"
    )
    values = re.findall(r"[\w:]+=[\"']([^\"'<]*)[\"']", text)
    import html

    return html.unescape("\n".join([re.sub(r"<[^>]*>", "\n", text), *values]))
