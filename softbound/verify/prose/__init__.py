"""An author's Markdown → its prose: sentences with their places, and nothing that is no prose.

Checks of prose read what the author wrote, before expressions are rendered: what is typed can
then be told from what is drawn from findings, and every sentence has its file and line. pandoc
cannot serve for this. It tells source positions only where it reads CommonMark, which knows no
citations, and only in lines; and it would see expressions as text.

So :mod:`softbound.verify.prose.masks` covers what is no prose, sign for sign, which keeps every
offset; :mod:`~softbound.verify.prose.passages` finds headings, paragraphs, items and cells in what
is left; and :mod:`~softbound.verify.prose.sentences` parts these into sentences.
"""

from __future__ import annotations

from softbound.verify.prose.masks import (
    CITATION,
    EXPRESSION,
    NARRATIVE,
    OPAQUE,
    QUOTED,
    STANDS_FOR,
)
from softbound.verify.prose.reading import Marked, Prose, Sentence, read

__all__ = [
    "CITATION",
    "EXPRESSION",
    "NARRATIVE",
    "OPAQUE",
    "QUOTED",
    "STANDS_FOR",
    "Marked",
    "Prose",
    "Sentence",
    "read",
]
