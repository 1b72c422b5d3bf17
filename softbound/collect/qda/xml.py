"""XML that may come from anywhere → its root. No entity is expanded, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from softbound.collect.qda.base import Unusable
from softbound.problems import Place

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S)
_CONTROL = re.compile(
    rb"[\x01-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
"""Control characters, as such or written as a number: XML does not allow them, exports have them."""


def root(content: bytes, file: str) -> Any:
    """Bytes → the root element.

    :raises Unusable: with the line where the XML is broken.
    """
    from lxml import etree  # loads slowly

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_cleaned(content), parser)
    except etree.XMLSyntaxError as error:
        raise Unusable(
            Place(file, max(error.lineno or 1, 1)),
            f"The XML is broken here: {error.msg}.",
            "Export it again: it may have been cut off or edited by hand.",
        ) from None
    except (ValueError, LookupError) as error:
        raise Unusable(Place(file, 1), f"The XML cannot be read: {error}.") from None


def _cleaned(content: bytes) -> bytes:
    """Without a document type, which could define entities, and without control characters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content  # UTF-16: entities are not resolved in any case
    kept = _DOCTYPE.sub(lambda found: b"\n" * found[0].count(b"\n"), content.lstrip(), count=1)
    return _CONTROL.sub(b" ", kept)


def name(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children of these names; all children where none is given."""
    for child in element:
        if isinstance(child.tag, str) and (not names or name(child) in names):
            yield child


def child(element: Any, wanted: str) -> Any | None:
    return next(children(element, wanted), None)


def text(element: Any, wanted: str) -> str:
    """The text of a child; empty where there is none."""
    found = child(element, wanted)
    return "" if found is None else "".join(found.itertext())


def inside(element: Any, wanted: str) -> list[Any]:
    """All elements of a name in an element, at any depth."""
    return [e for e in element.iter() if isinstance(e.tag, str) and name(e) == wanted]


def guid(value: str | None) -> str:
    """A GUID in one form: exports differ in case and braces, even within one file."""
    return (value or "").strip().strip("{}").lower()


_LAST_SURE_LINE = 65_535
"""libxml2 keeps no more of an element's own line."""
_GUID = re.compile(rb"\bguid\s*=\s*[\"']([^\"']{1,60})[\"']")


class Lines:
    """Where the elements of a file stand."""

    def __init__(self, content: bytes, file: str) -> None:
        self._content = content
        self._file = file
        self._known: dict[str, int] | None = None

    def __call__(self, element: Any) -> Place:
        line = element.sourceline or 1
        if line >= _LAST_SURE_LINE:
            line = self._searched().get(guid(element.get("guid")), line)
        return Place(self._file, line)

    def _searched(self) -> dict[str, int]:
        """GUID → line, for files so long that the parser has stopped counting."""
        if self._known is None:
            self._known = {}
            line, before = 1, 0
            for found in _GUID.finditer(self._content):
                line += self._content.count(b"\n", before, found.start())
                before = found.start()
                self._known.setdefault(guid(found[1].decode("latin-1")), line)
        return self._known
