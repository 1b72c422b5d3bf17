"""An image's bytes → what it carries besides the picture."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping

from softbound.collect.documents.layers import Layer

WHAT = "image metadata"
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".heic", ".bmp"})
_TRACES: Mapping[str, str] = {
    "GPS GPSLatitude": "the place where it was taken",
    "GPS GPSLongitude": "the place where it was taken",
    "GPS GPSPosition": "the place where it was taken",
    "Image Artist": "a person's name",
    "Image XPAuthor": "a person's name",
    "Image Copyright": "a person's name",
    "EXIF CameraOwnerName": "a person's name",
    "EXIF BodySerialNumber": "the camera's number",
    "EXIF LensSerialNumber": "the camera's number",
    "Image CameraSerialNumber": "the camera's number",
    "Image HostComputer": "the machine's name",
}
"""A field of EXIF → what it tells."""
_IN_XMP: Mapping[str, str] = {
    r"exif:GPS(?:Latitude|Longitude)": "the place where it was taken",
    r"dc:creator|photoshop:AuthorsPosition|xmpRights:Owner": "a person's name",
    r"aux:(?:OwnerName)": "a person's name",
    r"aux:(?:SerialNumber|LensSerialNumber)": "the camera's number",
}
"""A field of XMP → what it tells."""
_AUTHORS = re.compile(r"(?im)^(?:author|artist|copyright)\0")
_PRINTABLE = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]{3,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){3,}")
MOST = 4_000_000
"""So many bytes of text are unpacked of one image."""


def layers(content: bytes) -> list[Layer]:
    """What an image carries; empty where it carries nothing but its picture."""
    segments = list(_segments(content))
    text = "\n".join(filter(None, map(strings, segments)))
    traces = dict.fromkeys([*_exif(content, segments), *_other(segments)])
    return [Layer(WHAT, text, traces=tuple(traces))] if text or traces else []


def strings(content: bytes) -> str:
    """All runs of bytes that may be text, in one byte a sign, in UTF-8 and in UTF-16."""
    found = []
    for match in _PRINTABLE.finditer(content):
        try:
            found.append(match[0].decode("utf-8"))
        except UnicodeDecodeError:
            found.append(match[0].decode("latin-1"))
    found += (match[0].decode("utf-16-le") for match in _WIDE.finditer(content))
    return "\n".join(found)


def _segments(content: bytes) -> Iterator[bytes]:
    """The parts of a file that are not its picture."""
    if content.startswith(b"\xff\xd8"):
        yield from _of_jpeg(content)
    elif content.startswith(b"\x89PNG"):
        yield from _of_png(content)
    elif content[:4] in (b"II*\0", b"MM\0*"):
        yield content[:MOST]
    elif content[:4] == b"RIFF" or content[:3] == b"GIF" or content[4:8] == b"ftyp":
        start = [at for name in (b"EXIF", b"XMP ", b"<x:xmpmeta", b"\x21\xfe")
                 if (at := content.find(name)) >= 0]  # fmt: skip
        if start:
            yield content[min(start) :][:MOST]


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xDA or size < 2:  # the picture begins
            return
        if mark == 0xFE or (0xE1 <= mark <= 0xEF and mark not in (0xE2, 0xEE)):
            yield content[at + 4 : at + 2 + size]
        at += 2 + size


def _of_png(content: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"eXIf"):
            yield data
        elif kind in (b"zTXt", b"iTXt"):
            yield _unpacked(kind, data)
        at += 12 + size


def _unpacked(kind: bytes, data: bytes) -> bytes:
    """A text of a PNG, which may be compressed."""
    key, _, rest = data.partition(b"\0")
    packed = rest[1:]
    if kind == b"iTXt":
        packed = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
        if rest[:1] != b"\1":
            return key + b"\0" + packed
    try:
        return key + b"\0" + zlib.decompressobj().decompress(packed, MOST)
    except zlib.error:
        return data


def _exif(content: bytes, segments: list[bytes]) -> Iterator[str]:
    """What EXIF tells of where and by whom; nothing where there is none."""
    if not any(b"Exif\0" in s or s[:2] in (b"II", b"MM") for s in segments) and content[:4] not in (
        b"II*\0", b"MM\0*", b"RIFF",
    ):  # fmt: skip
        return
    import logging

    import exifread

    logging.getLogger("exifread").setLevel(logging.CRITICAL)  # it would show what it reads
    try:
        tags = exifread.process_file(io.BytesIO(content), details=False, strict=False)
    except Exception:  # of a broken file: it may raise anything, and its bytes are searched as text
        return
    yield from (
        told for name, told in _TRACES.items() if name in tags and str(tags[name]).strip(" []0")
    )


def _other(segments: list[bytes]) -> Iterator[str]:
    text = "\n".join(segment.decode("latin-1") for segment in segments)
    yield from (told for field, told in _IN_XMP.items() if re.search(field, text))
    if _AUTHORS.search(text):
        yield "a person's name"
