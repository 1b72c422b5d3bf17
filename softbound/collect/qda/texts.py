"""Bytes → text, for texts that come with an export; HTML → the text that is seen."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from html.parser import HTMLParser

from softbound.files import printable

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
"""Byte order marks, the longer first."""


@dataclass(frozen=True)
class Decoded:
    """A text as it stands in its file, so that positions can be counted in it."""

    text: str
    """With the line ends that it has, without a byte order mark."""
    marked: bool = False
    """Whether a byte order mark stood before it."""
    guessed: str = ""
    """The encoding, where it had to be guessed."""


def decoded(content: bytes) -> Decoded:
    """Bytes → text. What is not UTF-8 and says nothing of itself is Windows Western European."""
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(encoding, errors="replace"), marked=True)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if content[:400].count(0) * 3 > len(content[:400]):
        big = content[:400:2].count(0) > content[1:400:2].count(0)
        name = "utf-16-be" if big else "utf-16-le"
        return Decoded(content.decode(name, errors="replace"), guessed="UTF-16")
    try:
        return Decoded(content.decode("cp1252"), guessed="Windows Western European (cp1252)")
    except UnicodeDecodeError:
        return Decoded(content.decode("latin-1"), guessed="Western European (latin-1)")


def plain(text: str | None) -> str:
    """A comment or a description: without control characters, white space around it, or CR."""
    return printable((text or "").replace("\r\n", "\n")).strip()


def line(text: str | None) -> str:
    """A name: in one line."""
    return " ".join(plain(text).split())


BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "div", "dd", "dl", "dt", "figure", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "tr", "ul", "td", "th", "body"}
)
"""Elements that begin a line."""
_UNSEEN = frozenset({"head", "style", "script", "title"})


class Seen(HTMLParser):
    """Collects the text of HTML as a browser would show it: blocks apart, white space once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in BLOCKS or tag == "br":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._hidden:
            self._hidden -= 1
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines[-1] += data

    def text(self) -> str:
        lines = (line(text) for text in self.lines)
        return "\n".join(text for text in lines if text)


def seen(html: str) -> str:
    """HTML → its text, a line for each paragraph."""
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser.text()
