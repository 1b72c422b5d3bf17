"""The fixture of the Word writer's tests: a small thesis, resolved by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from softbound import ast
from softbound.model.profile import Profile, Source
from softbound.model.thesis import Thesis
from softbound.processes import pandoc
from softbound.write import docx
from softbound.write.docx.openxml import W

DATA = Path(__file__).parent / "data" / "docx"
PAGES = {"sec:review": "7", "sec:method": "8", "tbl:studies": "9", "app:search": "15"}
CITED = {"smith2020": "Smith, 2020", "jones2019": "Jones, 2019"}


def profile(**values: Any) -> Profile:
    """A profile with APA's look, and what is given besides."""
    source = Source(title="Tests", recorded=date(2024, 1, 1), status="unverified")
    return Profile(**{"name": "Tests", "sources": (source,), **values})


def thesis(**values: Any) -> Thesis:
    """thesis.yaml of the fixture."""
    return Thesis(
        **{
            "title": "Ruptures & reflection",
            "subtitle": "Two papers",
            "author": "A. N. Author",
            "degree": "Doctor of Clinical Psychology",
            "institution": "University of Example",
            "department": "Department of Psychology",
            "month": "May",
            "year": 2026,
            "declaration": "Submitted in part fulfilment of the degree.",
            "keywords": ("alliance", "reflection"),
            "chapters": ("review", "paper"),
            "appendices": ("search", "schedule"),
            **values,
        }
    )


@cache
def _markdown() -> ast.Tree:
    answer = pandoc(["-f", "markdown", "-t", "json"], (DATA / "tree.md").read_bytes())
    assert answer.ok, answer.messages
    return ast.replace(ast.loads(answer.output), _cite, frozenset({"Cite"}))


def _cite(element: ast.Element) -> ast.Elements:
    """What citeproc would make of a citation: its text, linked to the reference list."""
    citations = element["c"][0]
    inlines: ast.Elements = [ast.string("(")]
    for citation in citations:
        key = citation["citationId"]
        inlines += [ast.link(f"#ref-{key}", ast.words(CITED[key])), ast.string("; ")]
    return [{"t": "Cite", "c": [citations, [*inlines[:-1], ast.string(")")]]}]


def units() -> dict[str, ast.Tree]:
    """The resolved trees."""
    return {ast.attributes(block).id: ast.tree(block["c"][1]) for block in _markdown()["blocks"]}


def picture(width: int, height: int) -> bytes:
    """A grey PNG of 300 dots an inch."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = (b"\0" + b"\xb0" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@cache
def base() -> bytes:
    """Pandoc's own reference document."""
    return pandoc(["--print-default-data-file", "reference.docx"], b"").output


def build(
    profile: Profile,
    thesis: Thesis,
    trees: Mapping[str, ast.Tree] | None = None,
    pages: Mapping[str, str] | None = None,
) -> bytes:
    """The whole walk from resolved trees to a DOCX."""
    tree = docx.body(units() if trees is None else trees, thesis, profile)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "figures").mkdir()
        (folder / "figures" / "flow.png").write_bytes(picture(900, 600))
        (folder / "figures" / "large.png").write_bytes(picture(1500, 3600))
        (folder / "reference.docx").write_bytes(docx.reference(base(), profile, thesis))
        answer = pandoc(
            [*docx.PANDOC_ARGUMENTS, "--reference-doc", "reference.docx", "-o", "out.docx"],
            ast.dumps(tree),
            folder,
        )
        assert answer.ok, answer.messages
        assert not answer.messages
        written = (folder / "out.docx").read_bytes()
    return docx.finish(written, thesis, profile, PAGES if pages is None else pages)


@dataclass(frozen=True)
class Document:
    """A DOCX, unpacked."""

    parts: Mapping[str, bytes]

    @staticmethod
    def of(data: bytes) -> Document:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Document({name: archive.read(name) for name in archive.namelist()})

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> Any:
        return self.xml("word/document.xml")[0]


def texts(element: Any) -> str:
    """The text that is shown: tabs and breaks as such, plain spaces, no field codes."""
    shown = {
        W + "t": lambda e: (e.text or "").replace("\u00a0", " "),
        W + "tab": lambda e: "\t",
        W + "br": lambda e: "\n",
    }
    return "".join(
        shown[e.tag](e)
        for e in element.iter(*shown)
        if e.tag != W + "tab" or e.getparent().tag == W + "r"
    )


def style(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val")


def paragraphs(document: Document, wanted: str) -> list[Any]:
    """The paragraphs of a style."""
    return [p for p in document.body.iter(W + "p") if style(p) == wanted]


def field_results(element: Any) -> list[tuple[str, str]]:
    """Code and shown result of each field that contains no other."""
    found: list[tuple[str, str]] = []
    code, result, shown = "", "", False
    for item in element.iter(W + "fldChar", W + "instrText", W + "t"):
        if item.tag == W + "instrText":
            code = item.text.strip()
        elif item.tag == W + "t":
            result += item.text if shown else ""
        else:
            shown = item.get(W + "fldCharType") == "separate"
            if shown:
                result = ""
            elif code and item.get(W + "fldCharType") == "end":
                found.append((code, result))
                code = ""
    return found
