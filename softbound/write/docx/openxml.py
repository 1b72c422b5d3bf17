"""What the modules of the Word writer share: names, units, and the order of properties."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from xml.sax import saxutils

from lxml import etree

from softbound.model.profile import Profile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
"""For the root of a part that is written as text."""

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of a part that is written as text."""

NO_BREAK = "\u00a0"
"""A space at which no line breaks: between "Table" and its number."""

A4_WIDTH, A4_HEIGHT = 11906, 16838
"""In twips (twentieths of a point), the numbers Word itself writes for A4."""
EMU_PER_TWIP = 635

SEQUENCES: Mapping[str, str] = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
    "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
}
"""The sequences of ISO/IEC 29500-4: Word offers to repair a document that breaks them."""
ORDER: Mapping[str, Mapping[str, int]] = {
    W + parent: {W + child: place for place, child in enumerate(children.split())}
    for parent, children in SEQUENCES.items()
}

Element = etree._Element


def escape(text: str) -> str:
    """Text as it may stand between tags or in an attribute's quotation marks."""
    return saxutils.escape(text, {'"': "&quot;"})


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def text_width(profile: Profile, landscape: bool = False) -> int:
    """How wide the text of a page is, in twips."""
    margins = profile.margins
    if landscape:  # bound at its top: what is left and right are the portrait's bottom and top
        return A4_HEIGHT - twips(margins.top) - twips(margins.bottom)
    return A4_WIDTH - twips(margins.binding) - twips(margins.outer)


def text_height(profile: Profile, landscape: bool = False) -> int:
    """How high the text of a page is, in twips."""
    margins = profile.margins
    if landscape:
        return A4_WIDTH - twips(margins.binding) - twips(margins.outer)
    return A4_HEIGHT - twips(margins.top) - twips(margins.bottom)


def bookmark_name(identifier: str) -> str:
    """The name of the bookmark that stands for an id of the tree; the same id, the same name.

    Word's names are at most 40 letters, digits and underscores and begin with a letter. An id
    that breaks this keeps its readable part and gets a fingerprint, so that no two ids meet.
    """
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", identifier):
        return identifier
    fingerprint = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9]+", "_", identifier).strip("_")[:28]
    return f"b_{readable}_{fingerprint}" if readable else f"b_{fingerprint}"


def put(parent: Element, name: str, values: Mapping[str, str] | None = None) -> Element:
    """Set a property: replace the one of the same name, at its place in the sequence.

    :param parent: a ``w:pPr``, ``w:rPr``, ``w:tblPr`` or ``w:tcPr``; it is changed.
    :param name: the property, without its prefix.
    :param values: its attributes, without their prefix.
    """
    order = ORDER[parent.tag]
    child = etree.Element(W + name)
    for key, value in (values or {}).items():
        child.set(W + key, value)
    place = order[child.tag]
    position = 0
    for sibling in parent:
        rank = order.get(sibling.tag, -1)
        if rank == place:
            parent.replace(sibling, child)
            return child
        if rank > place:
            break
        position += 1
    parent.insert(position, child)
    return child


def properties(element: Element, name: str) -> Element:
    """The ``w:pPr`` of a paragraph (``w:rPr`` of a run …), made where there is none."""
    child = element.find(W + name)
    if child is None:
        child = etree.Element(W + name)
        element.insert(0, child)
    return child


def serialised(root: Element) -> bytes:
    """A part's XML as bytes, the same for the same tree."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
