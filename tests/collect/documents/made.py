"""Documents made by hand, each with a word in one of its layers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(parts: Mapping[str, str | bytes]) -> bytes:
    """A package with some parts, and an empty document if they name none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {"word/document.xml": body(""), **parts}.items():
            package.writestr(name, content)
    return stream.getvalue()


def body(paragraphs: str, root: str = "document") -> str:
    return f'<?xml version="1.0"?><w:{root} {W}><w:body>{paragraphs}</w:body></w:{root}>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def png(chunks: Mapping[bytes, bytes]) -> bytes:
    """A grey dot with some more chunks."""
    parts = {b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), **chunks,
             b"IDAT": zlib.compress(b"\0\x80"), b"IEND": b""}  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts.items()
    )


def jpeg(segments: Mapping[int, bytes]) -> bytes:
    """The frame of a photograph with some segments; its picture is none."""
    inside = b"".join(
        bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data
        for mark, data in segments.items()
    )
    return b"\xff\xd8" + inside + b"\xff\xda\x00\x02\x00\xff\xd9"


def exif(artist: str = "", serial: str = "", gps: bool = False) -> bytes:
    """A segment of EXIF."""
    entries: list[tuple[int, int, int, bytes]] = []
    if artist:
        entries.append((0x013B, 2, len(artist) + 1, artist.encode() + b"\0"))
    inner: list[tuple[int, int, int, bytes]] = []
    if serial:
        inner.append((0xA431, 2, len(serial) + 1, serial.encode() + b"\0"))
    place = [
        (1, 2, 2, b"N\0"),
        (2, 5, 3, struct.pack("<6I", 54, 1, 2, 1, 30, 1)),
    ] if gps else []  # fmt: skip
    count = len(entries) + bool(inner) + bool(place)
    at = 8 + 2 + 12 * count + 4
    late = b""

    def directory(rows: list[tuple[int, int, int, bytes]], start: int) -> bytes:
        table, data = struct.pack("<H", len(rows)), b""
        begin = start + 2 + 12 * len(rows) + 4
        for tag, kind, number, value in rows:
            table += struct.pack("<HHI", tag, kind, number)
            if len(value) <= 4:
                table += value.ljust(4, b"\0")
            else:
                table += struct.pack("<I", begin + len(data))
                data += value
        return table + b"\0\0\0\0" + data

    size = sum(len(v) for *_, v in entries if len(v) > 4)
    rows = list(entries)
    for tag, some in ((0x8769, inner), (0x8825, place)):
        if some:
            start = at + size + len(late)
            late += directory(some, start)
            rows.append((tag, 4, 1, struct.pack("<I", start)))
    return b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + directory(rows, 8) + late


def xmp(content: str) -> bytes:
    return f'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">{content}</x:xmpmeta>'.encode()
