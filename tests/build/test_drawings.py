"""Drawn figures by themselves: for a journal as PDF, for a poster as SVG, for Word as PNG."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdf
import pytest

from tests.build.thesis import Thesis

DRAWN = Path("build/figures/first-paper--drawing")
"""The fixture's drawn figure, without its suffix."""
STARTS = {".pdf": b"%PDF-", ".svg": b"<svg", ".png": b"\x89PNG"}


def content(thesis: Thesis, form: str) -> bytes:
    return (thesis.root / DRAWN.with_suffix(form)).read_bytes()


@pytest.mark.parametrize("form", STARTS)
def test_a_drawn_figure_is_written_in_each_form(thesis: Thesis, form: str) -> None:
    assert content(thesis, form).startswith(STARTS[form])


def test_the_pdf_is_cropped_to_the_drawing_and_its_words_are_text_in_embedded_fonts(
    thesis: Thesis,
) -> None:
    (page,) = pypdf.PdfReader(thesis.root / DRAWN.with_suffix(".pdf")).pages
    millimetres = float(page.mediabox.height) / 72 * 25.4
    assert millimetres < 200
    assert page.extract_text().strip()
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert descendants
    for font in descendants:
        assert any(key.startswith("/FontFile") for key in font["/FontDescriptor"])


def test_a_figure_is_drawn_to_the_same_bytes_each_time(thesis: Thesis) -> None:
    before = {form: hashlib.sha256(content(thesis, form)).hexdigest() for form in STARTS}
    for form in STARTS:
        (thesis.root / DRAWN.with_suffix(form)).unlink()
    assert thesis.build("drawings").code == 0
    after = {form: hashlib.sha256(content(thesis, form)).hexdigest() for form in STARTS}
    assert before == after


@pytest.mark.parametrize("form", STARTS)
def test_a_form_that_was_deleted_is_drawn_again(thesis: Thesis, form: str) -> None:
    (thesis.root / DRAWN.with_suffix(form)).unlink()
    result = thesis.build()
    assert "drawings first-paper" in result.ran
    assert content(thesis, form)
