"""Pictures: none is larger than the page's text."""

from __future__ import annotations

from softbound.model.profile import Profile
from softbound.write.docx.openxml import EMU_PER_TWIP, PIC, WP, A, Element, text_height, text_width
from softbound.write.docx.sections import Section

NUMBERED = (WP + "docPr", PIC + "cNvPr")
"""Elements whose id is to be unique."""
SHARE_OF_HEIGHT = 0.75
"""Of a page's text: the rest is for caption and note."""


def fit(section: Section, profile: Profile) -> None:
    """Give pictures their alternative text only, and shrink what is wider or higher than a section's pages allow,
    keeping its shape."""
    widest = text_width(profile, section.landscape) * EMU_PER_TWIP
    highest = text_height(profile, section.landscape) * EMU_PER_TWIP * SHARE_OF_HEIGHT
    for element in section.elements:
        for inline in element.iter(WP + "inline"):
            for side in ("distT", "distB", "distL", "distR"):
                inline.set(side, "0")  # LibreOffice makes room where it is not told
            _name(inline)
            extent = inline.find(WP + "extent")
            if extent is None:
                continue
            width, height = int(extent.get("cx", "1")), int(extent.get("cy", "1"))
            factor = min(1, widest / max(width, 1), highest / max(height, 1))
            if factor == 1:
                continue
            for size in (extent, *inline.iter(A + "ext")):
                if size.get("cx"):
                    size.set("cx", str(round(width * factor)))
                    size.set("cy", str(round(height * factor)))


def _name(inline: Element) -> None:
    """Pandoc writes the picture's path where its description belongs."""
    outer = inline.find(WP + "docPr")
    text = "" if outer is None else outer.get("descr", "")
    for element in inline.iter(*NUMBERED):
        element.set("descr", text)
        element.attrib.pop("title", "")
