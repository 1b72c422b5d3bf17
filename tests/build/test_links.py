"""Themes lead to their studies and back by links, in the PDF and in Word."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests import synthesis
from tests.build.thesis import Thesis
from tests.merge.test_shipped_templates import merged, names

PLACED = ("study-characteristics", "theme-summary", "themes-by-study", "translation")
PROSE = """\
# Review

{calls}

{tables}

A link that leads [nowhere](#study:lost) is only words.
"""
APPENDIX = """\
# Interview Schedule {{#app:schedule}}

See @tbl:appraisal.

{table}
"""
STUDIES = "Characteristics of the Included Studies"
LETTERS = "ABCDEFGHI"


@pytest.fixture(scope="module")
def linked(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    """A thesis with a chapter made of the tables of the realistic synthesis, one of them twice."""
    root = tmp_path_factory.mktemp("linked") / "thesis"
    shutil.copytree(built_once, root)
    thesis = Thesis(root)
    placed = [f'{{{{ table("{name}") }}}}' for name in PLACED]
    placed.append('{{ table("theme-summary", id="tbl:again") }}')
    calls = "\n\n".join(f"See @tbl:{name}." for name in (*PLACED, "again"))
    tables = merged("\n\n".join(placed), synthesis.fixture()["values"]).markdown
    thesis.write("chapters/review/01.md", PROSE.format(calls=calls, tables=tables))
    thesis.replace("thesis.yaml", "chapters: [", "chapters: [review, ")
    works = (
        f"@article{{example-study-{letter.lower()}, title = {{On {letter}}}, year = 2000}}\n"
        for letter in LETTERS[1:]
    )
    bibliography = "bibliography/references.bib"
    thesis.write(bibliography, thesis.text(bibliography) + "".join(works))
    far = {"chapters": {"review": names(synthesis.fixture()["values"])}}
    elsewhere = merged('{{ table("appraisal", chapter="review") }}', far).markdown
    thesis.write("chapters/appendices/schedule.md", APPENDIX.format(table=elsewhere))
    result = thesis.build()
    assert result.code == 0, result.text
    return thesis


def leads(reader: pypdf.PdfReader) -> Iterator[tuple[int, int, float]]:
    """Links inside the PDF: their page, and the page and height that they lead to."""
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots") or ():
            link = reference.get_object()
            if "/Dest" not in link:
                continue
            goal = link["/Dest"]
            if isinstance(goal, list):
                yield number, numbers[goal[0]], float(goal[3])


def test_links_of_the_pdf_lead_from_studies_to_themes_and_back(linked: Thesis) -> None:
    reader = pypdf.PdfReader(linked.root / "build" / "thesis.pdf")
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    titled = {
        title: [n for n, text in enumerate(texts) if title in text and "List of" not in text]
        for title in (STUDIES, "Summary of the Themes")
    }
    (studies,), (*themes,) = titled.values()
    found = list(leads(reader))
    near = (studies, studies + 1)  # the note may stand on the next page
    heights = {height for page, to, height in found if page in near and to == themes[0]}
    assert len(heights) == 6
    back = {height for page, to, height in found if page == themes[0] and to == studies}
    assert len(back) == len(LETTERS)
    again = {height for page, to, height in found if page == themes[-1] and to == studies}
    assert again == back


def test_links_of_a_table_in_an_appendix_lead_into_the_chapter(linked: Thesis) -> None:
    reader = pypdf.PdfReader(linked.root / "build" / "thesis.pdf")
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    (here,) = [n for n, text in enumerate(texts) if "CASP qualitative checklist" in text]
    (there,) = [n for n, t in enumerate(texts) if STUDIES in t and "List of" not in t]
    heights = {height for page, to, height in leads(reader) if page == here and to == there}
    assert len(heights) == len(LETTERS)


def test_a_link_that_leads_nowhere_is_plain_text_in_both(linked: Thesis) -> None:
    reader = pypdf.PdfReader(linked.root / "build" / "thesis.pdf")
    assert any("leads nowhere is only words" in page.extract_text() for page in reader.pages)
    with zipfile.ZipFile(linked.root / "build" / "thesis.docx") as archive:
        document = archive.read("word/document.xml").decode()
    led = set(re.findall(r'w:hyperlink w:anchor="([^"]+)"', document))
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document)
    assert led <= set(marks)
    assert len(marks) == len(set(marks))
    for letter in LETTERS:
        assert [name for name in led if f"review_study_{letter}_" in name]
    assert len({name for name in led if "review_theme_t" in name}) == 6
    assert not [name for name in led if "lost" in name]
