"""The README's picture: pages of the worked example, as it was last built.

.venv/bin/doit && .venv/bin/python docs/pictures.py
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import typst
from pypdf import PdfReader

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "pages.png"
UPRIGHT = (
    ("Flow of Records, Reports and Studies", "How the Themes Lead to"),
    ("A Model of Engaging in Reflection", "Irritation was so regular"),
)
"""Words on the pages that stand side by side, row by row; the last page that has them is meant."""
LANDSCAPE = (
    ("Characteristics of the Included Studies", "Translation of the Studies Into One"),
    ("Excerpts of Each Participant That Ground", "Limitations of the Papers"),
)
"""Words on the pages that lie above one another at the end of each row."""
A4 = 841.89
"""The height of an upright A4 page in points."""
UPRIGHT_HEIGHT, LANDSCAPE_HEIGHT, GAP = 560, 273, 14
"""In pixels. Pages are drawn in just the size in which they are shown, so that text stays sharp."""


def main(root: Path = ROOT, picture: Path = PICTURE) -> None:
    """Draw the picture from build/thesis.pdf (which pages) and build/thesis.typ (what they show)."""
    pages = PdfReader(root / "build" / "thesis.pdf").pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    compiler = typst.Compiler(str(root / "build" / "thesis.typ"), root=str(root))
    with tempfile.TemporaryDirectory() as folder:
        drawn = {}
        for height, page in ((UPRIGHT_HEIGHT, A4), (LANDSCAPE_HEIGHT, A4 / 2**0.5)):
            pictures = compiler.compile(format="png", ppi=72 * height / page)
            assert isinstance(pictures, list)
            drawn[height] = pictures

        def sheets(wanted: Sequence[str], height: int) -> str:
            return ", ".join(
                _sheet(Path(folder), n, drawn[height][n - 1]) for n in _numbers(texts, wanted)
            )

        rows = ", ".join(
            f"stack(dir: ltr, spacing: {GAP}pt, {sheets(upright, UPRIGHT_HEIGHT)}, "
            f"stack(spacing: {GAP}pt, {sheets(landscape, LANDSCAPE_HEIGHT)}))"
            for upright, landscape in zip(UPRIGHT, LANDSCAPE, strict=True)
        )
        (Path(folder) / "picture.typ").write_text(
            f"#set page(width: auto, height: auto, margin: {GAP}pt, fill: luma(225))\n"
            f"#stack(spacing: {GAP}pt, {rows})\n",
            "utf-8",
        )
        made = typst.Compiler(str(Path(folder) / "picture.typ"), root=folder)
        result = made.compile(format="png", ppi=72)
    assert isinstance(result, bytes)
    picture.write_bytes(result)


def _numbers(texts: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """The pages that have some words.

    :raises IndexError: for words that no page has.
    """
    return [[n for n, text in enumerate(texts, 1) if words in text][-1] for words in wanted]


def _sheet(folder: Path, number: int, png: bytes) -> str:
    """Typst code that shows a page's picture, a pixel for a point."""
    (folder / f"{number}.png").write_bytes(png)
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    return f'image("{number}.png", width: {width}pt, height: {height}pt)'


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
