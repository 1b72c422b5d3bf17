"""A word in any layer of a document is among its layers."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from softbound.collect import documents
from softbound.collect.documents import Layer, Unscannable
from tests.collect.documents import made
from tests.collect.documents.made import body, paragraph, run

SECRET = "Kestrelby"


def holding(layers: list[Layer], secret: str = SECRET) -> list[str]:
    return [layer.what for layer in layers if secret in layer.text.replace("\u00ad", "")]


def settings_part(content: str) -> str:
    return f"<w:settings {made.W}>{content}</w:settings>"


DRAWING = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="Picture" descr="{}"/></w:drawing></w:r>'
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
HIDDEN = "<w:vanish/>"

WORD = {
    "text": ({"word/document.xml": body(paragraph(run(SECRET)))}, "text"),
    "text over runs": (
        {"word/document.xml": body(paragraph(run("Kes") + run("trel", "<w:b/>") + run("by")))},
        "text",
    ),
    "text over a hidden run": (
        {"word/document.xml": body(paragraph(run("Kestr") + run("xx", HIDDEN) + run("elby")))},
        "text",
    ),
    "text over a soft hyphen": (
        {"word/document.xml": body(paragraph(run("Kestr") + "<w:r><w:softHyphen/></w:r>" + run("elby")))},
        "text",
    ),
    "a table": (
        {"word/document.xml": body(f"<w:tbl><w:tr><w:tc>{paragraph(run(SECRET))}</w:tc></w:tr></w:tbl>")},
        "text",
    ),
    "a text box": ({"word/document.xml": body(paragraph(BOX.format(paragraph(run(SECRET)))))}, "text"),
    "a footnote": (
        {"word/footnotes.xml": f"<w:footnotes {made.W}>{paragraph(run(SECRET))}</w:footnotes>"},
        "footnotes",
    ),
    "an endnote": (
        {"word/endnotes.xml": f"<w:endnotes {made.W}>{paragraph(run(SECRET))}</w:endnotes>"},
        "endnotes",
    ),
    "a header": (
        {"word/header1.xml": f"<w:hdr {made.W}>{paragraph(run(SECRET))}</w:hdr>"},
        "headers and footers",
    ),
    "a comment": (
        {"word/comments.xml": f"<w:comments {made.W}><w:comment>{paragraph(run(SECRET))}</w:comment></w:comments>"},
        "comments",
    ),
    "a comment's author": (
        {"word/comments.xml": f'<w:comments {made.W}><w:comment w:author="{SECRET}"/></w:comments>'},
        "revisions",
    ),
    "hidden text": ({"word/document.xml": body(paragraph(run(SECRET, HIDDEN)))}, "hidden text"),
    "deleted text": (
        {"word/document.xml": body(paragraph(f"<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"))},
        "revisions",
    ),
    "text that is partly deleted": (
        {"word/document.xml": body(paragraph(run("Kestr") + "<w:del><w:r><w:delText>elby</w:delText></w:r></w:del>"))},
        "revisions",
    ),
    "text that is partly inserted": (
        {"word/document.xml": body(paragraph(run("Kestr") + f"<w:ins>{run('elby')}</w:ins>"))},
        "text",
    ),
    "the author of a revision": (
        {"word/document.xml": body(paragraph(f'<w:ins w:author="{SECRET}">{run("x")}</w:ins>'))},
        "revisions",
    ),
    "an alternative text": (
        {"word/document.xml": body(paragraph(DRAWING.format(SECRET)))},
        "alternative text",
    ),
    "a field": (
        {"word/document.xml": body(paragraph(f"<w:r><w:instrText>TITLE {SECRET}</w:instrText></w:r>"))},
        "fields",
    ),
    "a bookmark": (
        {"word/document.xml": body(paragraph(f'<w:bookmarkStart w:id="1" w:name="{SECRET}"/>'))},
        "text",
    ),
    "a link": (
        {"word/_rels/document.xml.rels": f'<Relationships><Relationship Target="https://a.org/{SECRET}"/></Relationships>'},
        "links",
    ),
    "core properties": (
        {"docProps/core.xml": f"<c><creator>x</creator><lastModifiedBy>{SECRET}</lastModifiedBy></c>"},
        "properties",
    ),
    "custom properties": (
        {"docProps/custom.xml": f'<c><property name="Client"><v>{SECRET}</v></property></c>'},
        "properties",
    ),
    "the name of a custom property": (
        {"docProps/custom.xml": f'<c><property name="{SECRET}"/></c>'},
        "properties",
    ),
    "a document variable": (
        {"word/settings.xml": settings_part(f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>')},
        "settings",
    ),
    "the path of a template": (
        {"word/_rels/settings.xml.rels": f'<R><Relationship Target="file:///C:/Users/{SECRET}/x.dotx"/></R>'},
        "links",
    ),
    "a remark in XML": ({"word/document.xml": body(f"<!-- {SECRET} -->")}, "text"),
    "people": ({"word/people.xml": f'<p><person author="{SECRET}"/></p>'}, "revisions"),
    "custom XML": ({"customXml/item1.xml": f"<a>{SECRET}</a>"}, "other parts"),
    "a part's name": ({f"word/media/{SECRET}.png": made.png({})}, "parts' names"),
    "an image's text": (
        {"word/media/a.png": made.png({b"tEXt": f"Title\0{SECRET}".encode()})},
        "image metadata",
    ),
    "an embedded Word file": (
        {"word/embeddings/a.docx": made.word({"word/document.xml": body(paragraph(run(SECRET)))})},
        "embedded files",
    ),
    "an embedded object of another program": (
        {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0" + SECRET.encode("utf-16-le")},
        "embedded files",
    ),
    "a file of Word's that is no XML": ({"word/vbaProject.bin": f"\0\1{SECRET}\0".encode()}, "embedded files"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_a_word_files_layers(name: str) -> None:
    parts, what = WORD[name]
    layers = documents.read(made.word(parts))
    assert what in holding(layers)
    empty = documents.read(made.word({}))
    assert holding(empty) == []


HIDDEN_LAYERS = (
    "comments",
    "revisions",
    "hidden text",
    "settings",
    "embedded files",
    "other parts",
)


@pytest.mark.parametrize("name", WORD)
def test_what_no_source_accounts_for_is_known_as_hidden(name: str) -> None:
    parts, what = WORD[name]
    found = [layer for layer in documents.read(made.word(parts)) if SECRET in layer.text]
    assert any(layer.hidden for layer in found) == (what in HIDDEN_LAYERS or what == "parts' names")


def test_hidden_text_does_not_stand_in_the_text() -> None:
    layers = documents.read(made.word({"word/document.xml": body(paragraph(run(SECRET, HIDDEN)))}))
    assert holding(layers) == ["hidden text"]


def test_text_whose_hiding_is_switched_off_is_read() -> None:
    shown = body(paragraph(run(SECRET, '<w:vanish w:val="0"/>')))
    assert holding(documents.read(made.word({"word/document.xml": shown}))) == ["text"]


# PDF


def pdf(**more: str) -> bytes:
    """A PDF with a word in one of its places."""
    parts = {"title": "A title", "heading": "A heading", "text": "Text", "alt": "A square", "url": "https://a.org",
             "keyword": "x", "attached": "x"} | more  # fmt: skip
    source = """
#set document(title: "{title}", keywords: "{keyword}")
#set page(width: 6cm, height: 8cm)
= {heading}
{text} #link("{url}")[here]
#figure(rect(), alt: "{alt}", caption: [A caption])
#pdf.attach("a.txt", bytes("{attached}"))
"""
    for key, value in parts.items():
        source = source.replace(f"{{{key}}}", value)
    return bytes(typst.compile(source.encode()))


PDF = {
    "text": "text",
    "heading": "bookmarks",
    "title": "properties",
    "keyword": "XMP",
    "alt": "alternative text",
    "url": "links",
    "attached": "attachments",
}


@pytest.mark.parametrize("name", PDF)
def test_a_pdfs_layers(name: str) -> None:
    where = f"https://a.org/{SECRET}" if name == "url" else SECRET
    assert PDF[name] in holding(documents.read(pdf(**{name: where})))
    assert holding(documents.read(pdf())) == []


def test_a_pdfs_text_knows_its_page() -> None:
    content = typst.compile(f"One #pagebreak() Two {SECRET}".encode())
    assert [layer.page for layer in documents.read(content) if SECRET in layer.text] == [2]


def test_text_of_a_pdf_is_read_where_no_eye_sees_it() -> None:
    for hidden in ("#place(dx: 60cm)[{}]", "#text(fill: white)[{}]", "#text(size: 0.1pt)[{}]",
                   "#place(rect(fill: black, width: 4cm, height: 1cm)) {}"):  # fmt: skip
        content = typst.compile(hidden.format(SECRET).encode())
        assert "text" in holding(documents.read(content)), hidden


def test_a_word_that_a_pdf_hyphenates_is_found() -> None:
    from softbound.collect import private_list
    from softbound.problems import Place
    from tests.verify.anonymity.test_hits import Search, shipped

    place = "Internationalcombe"
    text = (
        "#set page(width: 3.1cm, height: 30cm, margin: 3mm)\n#set par(justify: true)\n"
        f'#set text(hyphenate: true, lang: "en")\n{f"so {place} " * 8}'
    )
    page = documents.read(typst.compile(text.encode()))[0].text
    assert page.count(place) < 8, "nothing was hyphenated"
    own = Search(private_list.read(f"places: [{place}]", Place("x"))[0], shipped())
    assert len(own.in_text(page)) == 8


@pytest.mark.parametrize("packed", [False, True])
def test_strings_of_a_pdf_that_typst_does_not_write(packed: bool) -> None:
    """Annotations, forms, scripts, keys of other programs; also where objects are packed."""

    def note(key: str, value: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(pdf()))
        entry = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Text"),
                                  NameObject(key): TextStringObject(value)})  # fmt: skip
        page = writer.pages[0]
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(entry)])
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    for key, what in (
        ("/Contents", "annotations"),
        ("/T", "structure"),
        ("/JS", "scripts"),
        ("/Other", "structure"),
    ):
        content = note(key, SECRET)
        if packed:
            content = _packed(content)
        assert what in holding(documents.read(content)), key


def _packed(content: bytes) -> bytes:
    """A PDF whose dictionaries lie in a stream of objects (PDF 32000-1, section 7.5.7)."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    numbers = sorted(number for numbers in reader.xref.values() for number in numbers)
    plain, inside, streams = {}, [], {}
    for number in numbers:
        found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        stream = io.BytesIO()
        found.write_to_stream(stream)
        (streams if isinstance(found, StreamObject) else plain)[number] = stream.getvalue()
    heads, data = [], b""
    for number, text in plain.items():
        heads.append(f"{number} {len(data)}")
        data += text + b"\n"
        inside.append(number)
    head = (" ".join(heads) + "\n").encode()
    holder, table = max(numbers) + 1, max(numbers) + 2
    packed = zlib.compress(head + data)
    out, offsets = b"%PDF-1.7\n", {}
    first = f"<</Type/ObjStm/N {len(inside)}/First {len(head)}/Filter/FlateDecode/Length {len(packed)}>>"
    streams[holder] = first.encode() + b"\nstream\n" + packed + b"\nendstream"
    for number, text in streams.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + text + b"\nendobj\n"
    rows = b""
    for number in range(table + 1):
        if number in offsets:
            rows += b"\x01" + offsets[number].to_bytes(4, "big") + b"\0\0"
        elif number in plain:
            rows += b"\x02" + holder.to_bytes(4, "big") + inside.index(number).to_bytes(2, "big")
        else:
            rows += (
                b"\x01" + len(out).to_bytes(4, "big") if number == table else bytes(5)
            ) + b"\0\0"
    root = reader.trailer.raw_get("/Root").idnum
    head = f"{table} 0 obj\n<</Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Length {len(rows)}>>\nstream\n".encode()
    return (
        out
        + head
        + rows
        + b"\nendstream\nendobj\nstartxref\n"
        + str(len(out)).encode()
        + b"\n%%EOF"
    )


def test_a_photograph_in_a_pdf_keeps_what_it_tells(tmp_path: Path) -> None:
    image = StreamObject()
    image[NameObject("/Type")], image[NameObject("/Subtype")] = (
        NameObject("/XObject"),
        NameObject("/Image"),
    )
    image[NameObject("/Filter")] = NameObject("/DCTDecode")
    image._data = made.jpeg({0xE1: made.exif(SECRET, gps=True)})
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    writer._add_object(image)
    stream = io.BytesIO()
    writer.write(stream)
    found = [layer for layer in documents.read(stream.getvalue()) if layer.what == "image metadata"]
    assert [layer.traces for layer in found] == [
        ("the place where it was taken", "a person's name")
    ]
    assert SECRET in found[0].text


# images


IMAGES = {
    "EXIF of a photograph": (made.jpeg({0xE1: made.exif(SECRET, "98765", True)}),
                             {"the place where it was taken", "a person's name", "the camera's number"}),
    "XMP of a photograph": (made.jpeg({0xE1: made.xmp(f"<dc:creator>{SECRET}</dc:creator>")}), {"a person's name"}),
    "the remark of a photograph": (made.jpeg({0xFE: SECRET.encode()}), set()),
    "IPTC of a photograph": (made.jpeg({0xED: b"Photoshop 3.0\0" + SECRET.encode()}), set()),
    "text of a PNG": (made.png({b"tEXt": f"Author\0{SECRET}".encode()}), {"a person's name"}),
    "packed text of a PNG": (made.png({b"zTXt": b"Comment\0\0" + zlib.compress(SECRET.encode())}), set()),
    "international text of a PNG": (made.png({b"iTXt": b"Comment\0\0\0en\0\0" + SECRET.encode()}), set()),
    "packed international text": (made.png({b"iTXt": b"Comment\0\1\0en\0\0" + zlib.compress(SECRET.encode())}), set()),
    "EXIF of a PNG": (made.png({b"eXIf": made.exif(SECRET)[6:]}), {"a person's name"}),
    "a TIFF": (made.exif(SECRET, gps=True)[6:], {"the place where it was taken", "a person's name"}),
}  # fmt: skip


@pytest.mark.parametrize("name", IMAGES)
def test_what_images_carry(name: str) -> None:
    content, traces = IMAGES[name]
    layers = documents.read(content)
    assert holding(layers) == ["image metadata"]
    assert {trace for layer in layers for trace in layer.traces} == traces


@pytest.mark.parametrize("content", [made.png({}), made.jpeg({}), made.jpeg({0xE0: b"JFIF\0\1\1"}),
                                     made.png({b"pHYs": bytes(9)})])  # fmt: skip
def test_an_image_that_carries_nothing_has_no_layer(content: bytes) -> None:
    assert documents.read(content) == []


# what cannot be read


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", made.word({})[:-40], b"PK\x03\x04nothing",
                                     made.word({"word/document.xml": "<w:p>"})])  # fmt: skip
def test_a_damaged_document_is_told_and_nothing_of_it(content: bytes) -> None:
    with pytest.raises(Unscannable) as told:
        documents.read(content)
    assert str(told.value).startswith(("it is", "a part of it"))


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"PK\x03\x04", b"II*\0"]
    ),
)
@settings(deadline=None, max_examples=60)
def test_no_bytes_are_too_odd(content: bytes, start: bytes) -> None:
    with suppress(Unscannable):
        documents.read(start + content)


def test_files_within_files_are_opened_a_few_times_only() -> None:
    inner = made.word({})
    for _ in range(6):
        inner = made.word({"word/embeddings/a.docx": inner})
    with pytest.raises(Unscannable, match="too deep"):
        documents.read(inner)


@pytest.mark.parametrize(
    "texts",
    [
        ("a (same) b", f"{SECRET} (same) c"),
        ("same", "same", SECRET),
        (f"\\{SECRET}(", f"x) {SECRET}"),
    ],
)
def test_a_string_is_not_passed_over_for_one_like_it(texts: tuple[str, ...]) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    for text in texts:
        writer._add_object(DictionaryObject({NameObject("/Contents"): TextStringObject(text)}))
    stream = io.BytesIO()
    writer.write(stream)
    assert "annotations" in holding(documents.read(stream.getvalue()))


def test_a_string_that_a_bookmark_has_too_is_still_known_as_a_scripts() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(heading=SECRET)))
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject(SECRET)}))
    stream = io.BytesIO()
    writer.write(stream)
    layers = documents.read(stream.getvalue())
    assert [layer.hidden for layer in layers if layer.what == "scripts"] == [True]
