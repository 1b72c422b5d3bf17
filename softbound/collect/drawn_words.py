"""A drawing → how many words stand in it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

WordsOf = Callable[[str], int]
"""A text → its words."""


def in_pdf(content: bytes, count: WordsOf) -> int:
    """The words of a drawing as Typst sets it; none where it cannot be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        return sum(count(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return 0  # a count that is only told must not stop a build


def in_svg(content: bytes, count: WordsOf) -> int:
    """The words of an author's SVG, as far as they are text and not outlines."""
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return 0
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    return sum(count(" ".join(str(part) for part in text.itertext())) for text in texts)
