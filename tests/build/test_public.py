"""The public version of a built thesis, as a reader would take it apart."""

from __future__ import annotations

import struct
import zlib

from softbound.collect import documents
from tests.build.thesis import Thesis

LETTER = """
## Approval {redact="a letter"}

Dear researcher, Quuxham Council agrees.^[Quuxham has two ells.]

![A Plan of Quuxham](../../chapters/second-paper/quuxham.png){#fig:plan alt="Quuxham from above"}

## What Is Open

Work went on in [the *Quuxham* Partnership]{redact="a service"}, see @fig:plan.
"""


def png() -> bytes:
    """An image of two grey dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\x80\x80"))
        + chunk(b"IEND", b"")
    )


def layers(thesis: Thesis, name: str) -> list[documents.Layer]:
    return documents.read((thesis.root / "build" / "public" / name).read_bytes())


def test_nothing_of_what_is_marked_is_in_the_public_documents(thesis: Thesis) -> None:
    thesis.write("chapters/second-paper/quuxham.png", png())
    thesis.write(
        "chapters/second-paper/02-letter.md", LETTER.replace("../../chapters/second-paper/", "")
    )
    result = thesis.build("check", "public")
    assert result.code == 0, result.text
    pages = {}
    for name in ("thesis.pdf", "thesis.docx"):
        found = layers(thesis, name)
        assert not [each.what for each in found if "quuxham" in each.text.lower()]
        text = " ".join(each.text for each in found).replace("\u00a0", " ")
        assert "a service" in text and "What Is Open" in text
        pages[name] = max((each.page or 0 for each in found), default=0)
    whole = documents.read((thesis.root / "build" / "thesis.pdf").read_bytes())
    assert "Quuxham" in " ".join(each.text for each in whole)
    assert max(each.page or 0 for each in whole) == pages["thesis.pdf"]
    assert thesis.build("public").ran == []


def test_a_public_version_of_nothing_marked_is_told(thesis: Thesis) -> None:
    assert thesis.build("public").code == 0
    assert [p["rule"] for p in thesis.problems()] == ["something-is-redacted"]


def test_words_that_are_left_elsewhere_are_told_at_the_mark(thesis: Thesis) -> None:
    thesis.replace(
        "chapters/second-paper/01-text.md",
        "Nothing more.",
        'In [Quuxham]{redact="a town"} nothing more.\n\nQuuxham it was.',
    )
    result = thesis.build("public")
    assert result.code == 1
    told = [p for p in thesis.problems() if p["rule"] == "redacted-words-are-gone"]
    assert {p["file"] for p in told} == {"chapters/second-paper/01-text.md"}
    assert len(told) == 2  # once a document
    assert not any("Quuxham" in p["message"] + p["hint"] for p in told)


def test_a_secret_that_is_redacted_is_for_the_examiners_alone(thesis: Thesis) -> None:
    private = thesis.root.parent / "names.yaml"
    private.write_text("places: [Quuxham]\n", "utf-8")
    thesis.replace("thesis.yaml", "month: May", "month: May\nprivate: ../names.yaml")
    marked = 'In [Quuxham]{redact="a town"} nothing more.'
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", marked)
    assert thesis.build("check", "public").code == 0
    assert [p["rule"] for p in thesis.problems()] == ["secret-is-meant-for-examiners"]
    private.write_text("places: [Quuxham, Zedtown]\n", "utf-8")
    assert "public" in thesis.build("public").ran
    title = "The town of Quuxham and a Small Thesis"
    thesis.replace("thesis.yaml", "A Small Thesis", title)
    result = thesis.build("check", "public")
    assert result.code == 1
    told = {p["file"] for p in thesis.problems() if p["rule"] == "secret-is-absent"}
    assert told == {"thesis.yaml", "build/public/thesis.pdf", "build/public/thesis.docx"}
    assert "Quuxham" not in result.text
