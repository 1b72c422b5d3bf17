"""The title page."""

from __future__ import annotations

from softbound import ast
from softbound.model.thesis import Thesis
from softbound.write.docx.floats import styled


def title_page(thesis: Thesis, words: str = "") -> ast.Elements:
    """The title page's paragraphs; what thesis.yaml leaves out is left out.

    :param words: what it says of the thesis's length.
    """
    lines = (
        ("Title", thesis.title),
        ("Subtitle", thesis.subtitle),
        ("Author", thesis.author),
        ("Declaration", thesis.declaration),
        ("Degree", thesis.degree),
        ("Title Page", thesis.department),
        ("Title Page", thesis.institution),
        ("Date", f"{thesis.month} {thesis.year}"),
        ("Date", words),
    )
    return [styled(style, [ast.para(ast.words(text))]) for style, text in lines if text]
