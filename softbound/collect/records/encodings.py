"""An export's or a table's bytes → the same as UTF-8 with plain line ends, which is what the readers know.

A line is what an editor counts as one: ended by LF, CR LF or a lone CR.
"""

from __future__ import annotations

import codecs
import re

from softbound.problems import Place, Problem, problem

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer first: UTF-32's begins with UTF-16's."""
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BLOCK = 1 << 20
_UNSEEN = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))
"""Control characters, which no title has, and which Word cannot hold."""


def as_utf8(content: bytes, file: str) -> tuple[bytes, list[Problem]]:
    """Bytes → UTF-8 without marks, lines ended by LF; a note where the encoding was guessed."""
    wide = _wide(content)
    if wide:
        content = content.decode(wide, errors="replace").encode("utf-8", errors="replace")
    else:
        content = _declared(content)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    content, problems = _mended(content, file)
    if codecs.BOM_UTF8 in content:  # also in the middle, where files were joined
        content = content.replace(codecs.BOM_UTF8, b"")
    return content.translate(None, _UNSEEN), problems


def _wide(content: bytes) -> str:
    """The encoding with two or four bytes a letter, by its mark or by where its zeros stand."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    start = content[:2000]
    if len(start) >= 4 and start.count(0) * 3 > len(start):
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    return ""


def _declared(content: bytes) -> bytes:
    """XML in the encoding that its first line declares, as UTF-8."""
    declared = _DECLARED.match(content)
    if declared is None:
        return content
    name = declared[1].decode("ascii").lower()
    if name in ("utf-8", "utf8") or name.startswith(("utf-16", "utf16", "utf-32", "ucs")):
        return content
    try:
        return content.decode(name).encode("utf-8")
    except (LookupError, UnicodeError):
        return content


def _mended(content: bytes, file: str) -> tuple[bytes, list[Problem]]:
    """Lines that are not UTF-8 are read as Windows Western European, each by itself.

    By lines, since files that were joined from several exports have both.
    """
    if _is_utf8(content):
        return content, []
    lines = content.split(b"\n")
    foreign = []
    for index, line in enumerate(lines):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            foreign.append(index + 1)
            lines[index] = _western(line).encode("utf-8")
    many = f"{len(foreign)} lines are" if len(foreign) > 1 else "One line is"
    return b"\n".join(lines), [
        problem(
            "records-file-encoding-is-known",
            Place(file, foreign[0]),
            f"{many} not UTF-8, and read as Windows Western European (cp1252).",
            "If letters with accents are wrong there, save or export the file again as UTF-8.",
        )
    ]


def _is_utf8(content: bytes) -> bool:
    """Whether it can be decoded; by blocks, so that no second copy of a long file is made."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _BLOCK):
            decoder.decode(content[start : start + _BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
