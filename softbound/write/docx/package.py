"""The container of a Word document: its parts, its settings and its properties."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from softbound.model.months import MONTHS
from softbound.model.thesis import Thesis
from softbound.write.docx.openxml import DECLARATIONS, W, escape, serialised

Parts = dict[str, bytes]
"""Path inside the container → content, in the container's order."""

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml."
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the container (the earliest that zip knows)."""


def read(docx: bytes) -> Parts:
    """The parts of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def write(parts: Parts) -> bytes:
    """A DOCX of these parts: the same parts, the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # Readers expect the content types first.
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # the same on every machine
            entry.external_attr = 0o644 << 16
            packed = name.endswith((".png", ".jpg", ".jpeg"))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


class Manifest:
    """The container's lists of content types and of the document's relationships."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._types = etree.fromstring(parts[CONTENT_TYPES])
        self._relations = etree.fromstring(parts[RELATIONSHIPS])

    def add(self, name: str, kind: str, content: bytes) -> str:
        """Add a part to the folder ``word``.

        :param name: its file name.
        :param kind: "header" or "footer".
        :return: the id of its relationship.
        """
        identifier = f"rId_{name.partition('.')[0]}"
        self._parts[f"word/{name}"] = content
        etree.SubElement(
            self._types,
            TYPES_NAMESPACE + "Override",
            PartName=f"/word/{name}",
            ContentType=f"{MIME}{kind}+xml",
        )
        etree.SubElement(
            self._relations,
            RELS_NAMESPACE + "Relationship",
            Id=identifier,
            Type=RELATION + kind,
            Target=name,
        )
        return identifier

    def drop(self, path: str) -> None:
        """Take a part away, wherever it is listed."""
        self._parts.pop(path, None)
        for entry in self._types.findall(TYPES_NAMESPACE + "Override"):
            if entry.get("PartName") == "/" + path:
                self._types.remove(entry)
        target = path.removeprefix("word/")
        for relation in self._relations.findall(RELS_NAMESPACE + "Relationship"):
            if relation.get("Target") == target:
                self._relations.remove(relation)

    def store(self) -> None:
        """Write both lists back among the parts."""
        self._parts[CONTENT_TYPES] = serialised(self._types)
        self._parts[RELATIONSHIPS] = serialised(self._relations)


def settings(thesis: Thesis) -> str:
    """The part ``word/settings.xml``: no tracked changes, no prompt, Word's present layout."""
    language = escape(thesis.language)
    colours = "".join(
        f' w:{name}="{value}"'
        for name, value in (
            ("bg1", "light1"),
            ("t1", "dark1"),
            ("bg2", "light2"),
            ("t2", "dark2"),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            ("hyperlink", "hyperlink"),
            ("followedHyperlink", "followedHyperlink"),
        )
    )
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),  # otherwise Word opens it as a document of 2007
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f"<w:settings {DECLARATIONS}"
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat>{compatibility}</w:compat>"
        '<m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr>'
        f'<w:themeFontLang w:val="{language}"/><w:clrSchemeMapping{colours}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def core_properties(thesis: Thesis) -> str:
    """The part ``docProps/core.xml``; dated to the month of submission, not to the build."""
    month = MONTHS.index(thesis.month) + 1
    moment = f"{thesis.year}-{month:02}-01T00:00:00Z"
    values = (
        ("dc:title", thesis.title),
        ("dc:subject", thesis.degree),
        ("dc:creator", thesis.author),
        ("cp:keywords", ", ".join(thesis.keywords)),
        ("cp:lastModifiedBy", thesis.author),
    )
    texts = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in values)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{texts}{dates}<dc:language>{escape(thesis.language)}</dc:language></cp:coreProperties>"
    )


def app_properties(thesis: Thesis) -> str:
    """The part ``docProps/app.xml``."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'<Properties xmlns="{space}"><Application>softbound</Application>'
        f"<Company>{escape(thesis.institution)}</Company></Properties>"
    )


def has_comments(parts: Parts) -> bool:
    """Whether anyone left a comment."""
    comments = parts.get("word/comments.xml")
    return comments is not None and etree.fromstring(comments).find(W + "comment") is not None
