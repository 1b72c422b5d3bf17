"""What is done to the document that pandoc wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.write.docx import package, paragraphs, pictures, sections
from softbound.write.docx.fields import TARGET
from softbound.write.docx.openxml import XML, Element, W, bookmark_name, serialised
from softbound.write.docx.tables import finish_table


def finish(docx: bytes, thesis: Thesis, profile: Profile, pages: Mapping[str, str]) -> bytes:
    """The document as it is handed in.

    :param docx: what pandoc wrote of :func:`~.assembly.body`'s tree with the reference document.
    :param pages: id → page as the PDF shows it; contents and references to a page get a dash
        without one.
    :return: a DOCX, the same bytes for the same input.
    """
    parts = package.read(docx)
    manifest = package.Manifest(parts)
    document = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    body = document[0]
    found = sections.split(body)
    for section in found:
        _finish_tables(section, profile)
        pictures.fit(section, profile)
    sections.write(body, found, profile, manifest)
    paragraphs.finish(document, profile)
    _obey(document)
    _number((document, notes))
    for part in (document, notes):
        paragraphs.fill_pages(part, {bookmark_name(key): page for key, page in pages.items()})
    parts["word/document.xml"] = serialised(document)
    parts["word/footnotes.xml"] = serialised(notes)
    _describe(parts, manifest, thesis)
    manifest.store()
    return package.write(parts)


def _finish_tables(section: sections.Section, profile: Profile) -> None:
    for element in section.elements:
        for table in element.iter(W + "tbl"):
            before, after = table.getprevious(), table.getnext()
            noted = after is not None and paragraphs.style_of(after) == "TableNote"
            captioned = before is not None and paragraphs.style_of(before) == "Caption"
            name = paragraphs.text_of(before) if captioned and before is not None else ""
            finish_table(table, profile, section.landscape, name, noted)


def _obey(document: Element) -> None:
    """Do what the instructions inside paragraphs say, and take them away."""
    for mark in list(document.iter(etree.ProcessingInstruction)):
        paragraph = mark.getparent()
        if paragraph is None or getattr(mark, "target", "") != TARGET:
            continue
        values: dict[str, Any] = json.loads(mark.text or "{}")
        for name, value in values.items():
            paragraphs.INSTRUCTIONS[name](paragraph, mark, value, values)
        paragraph.remove(mark)


def _number(roots: Iterable[Element]) -> None:
    """Bookmarks and pictures are numbered anew, each number once in the document."""
    bookmark = picture = 0
    for root in roots:
        numbers: dict[str, str] = {}
        for element in root.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            old = element.get(W + "id", "")
            if element.tag == W + "bookmarkStart":
                bookmark += 1
                numbers[old] = str(bookmark)
            element.set(W + "id", numbers[old])
        for element in root.iter(*pictures.NUMBERED):
            picture += 1
            element.set("id", str(picture))


def _describe(parts: package.Parts, manifest: package.Manifest, thesis: Thesis) -> None:
    """Settings and properties; empty parts that pandoc carries along are dropped."""
    parts["word/settings.xml"] = (XML + package.settings(thesis)).encode()
    parts["docProps/core.xml"] = (XML + package.core_properties(thesis)).encode()
    parts["docProps/app.xml"] = (XML + package.app_properties(thesis)).encode()
    if not package.has_comments(parts):
        manifest.drop("word/comments.xml")


__all__ = ["finish"]
