"""A document's bytes → its layers: whatever in it may hold a name."""

from __future__ import annotations

from dataclasses import replace

from softbound.collect.documents import pdf, pictures, word
from softbound.collect.documents.layers import Layer, Unscannable

__all__ = ["IMAGES", "Layer", "Unscannable", "read"]

IMAGES = pictures.SUFFIXES

DEEPEST = 4
"""So many files within one another are opened."""


def read(content: bytes, depth: int = 0) -> list[Layer]:
    """The layers of a PDF, a file of Office, an image, or any other file.

    :raises Unscannable: where it is damaged or protected.
    """
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return pdf.layers(content, lambda data, what: _inside(data, what, depth))
    if content.startswith(b"PK\x03\x04"):
        return word.layers(content, lambda data, what: _inside(data, what, depth))
    found = pictures.layers(content)
    if found or _is_image(content):
        return found
    return [Layer("text", pictures.strings(content))]


def _is_image(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8", b"BM", b"RIFF", b"\xd7\xcd\xc6\x9a",
                               b"\x01\0\0\0")) or content[:4] in (b"II*\0", b"MM\0*")  # fmt: skip


def _inside(content: bytes, what: str, depth: int) -> list[Layer]:
    """The layers of a file within another. An image's stay what they are."""
    if depth >= DEEPEST:
        raise Unscannable("files within it lie too deep within one another")
    found = read(content, depth + 1)
    return [
        each if each.what == pictures.WHAT else replace(each, what=what, page=None, hidden=True)
        for each in found
    ]
