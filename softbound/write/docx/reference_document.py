"""The reference document that gives pandoc's docx writer the profile's look."""

from __future__ import annotations

from lxml import etree

from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.write.docx import package
from softbound.write.docx.numbering import Numbered, numbering
from softbound.write.docx.openxml import DECLARATIONS, XML, A, escape, serialised
from softbound.write.docx.sections import page
from softbound.write.docx.styles import styles


def reference(base: bytes, profile: Profile, thesis: Thesis) -> bytes:
    """The reference document for a profile.

    :param base: pandoc's own (``--print-default-data-file reference.docx``), of which the
        container, the theme's colours and the separators of footnotes remain.
    :return: a DOCX, the same bytes for the same input.
    """
    parts = package.read(base)
    document = (
        f"<w:document {DECLARATIONS}><w:body><w:p/>{page(profile, landscape=False)}</w:body>"
        "</w:document>"
    )
    made = {
        "word/document.xml": document,
        "word/styles.xml": styles(profile, thesis, Numbered.of(profile)),
        "word/numbering.xml": numbering(profile),
        "word/settings.xml": package.settings(thesis),
        "word/fontTable.xml": _fonts(profile),
    }
    parts.update({name: (XML + text).encode() for name, text in made.items()})
    parts["word/theme/theme1.xml"] = _theme(parts["word/theme/theme1.xml"], profile)
    return package.write(parts)


def _theme(theme: bytes, profile: Profile) -> bytes:
    """The theme with the profile's font, so that nothing falls back to an office font."""
    root = etree.fromstring(theme)
    for family in root.iter(A + "majorFont", A + "minorFont"):
        for latin in family.iter(A + "latin"):
            latin.attrib.clear()
            latin.set("typeface", profile.fonts.body[0])
    return serialised(root)


def _fonts(profile: Profile) -> str:
    """The fonts' table: the profile's families are each other's stand-ins, in order."""
    first, *others = profile.fonts.body
    instead = f'<w:altName w:val="{escape(others[0])}"/>' if others else ""
    return f'<w:fonts {DECLARATIONS}><w:font w:name="{escape(first)}">{instead}</w:font></w:fonts>'
