"""The worked example, built as its reader builds it: both outputs, and that they agree."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from lxml import etree

from softbound import ast
from tests.build.thesis import Thesis, build, copy_of_the_example
from tests.write.docx_support import Document
from tests.write.docx_validity import complaints

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = {"systematic-review": 2500, "empirical-paper": 2500, "critical-review": 1500}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    """The repository's own thesis, built in a folder of its own."""
    root = tmp_path_factory.mktemp("example")
    copy_of_the_example(root)
    result = build(root)
    assert result.code == 0, result.text
    return Thesis(root)


@pytest.fixture(scope="module")
def pdf(example: Thesis) -> pypdf.PdfReader:
    return pypdf.PdfReader(example.root / "build" / "thesis.pdf")


@pytest.fixture(scope="module")
def pdf_text(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.fixture(scope="module")
def word_text(example: Thesis) -> str:
    """The text of the Word document's body, field codes apart."""
    with zipfile.ZipFile(example.root / "build" / "thesis.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    parts = []
    for element in body.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        parts.append(element.text or "" if element.tag == f"{W}t" else " ")
    return " ".join("".join(parts).split())


def citations(example: Thesis) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(example.text("build/reports/references.json"))
    return report


NOT_THERE = [("transcripts-are-there", "note"), ("private-list-is-there", "note")]
"""The example has transcripts of two interviews and says so of the others, and no private list."""


def test_it_builds_without_any_problem(example: Thesis) -> None:
    assert [(p["rule"], p["severity"]) for p in example.problems()] == NOT_THERE


def test_its_evidence_is_as_much_as_that_of_a_real_small_study(example: Thesis) -> None:
    folder = example.root / "chapters/empirical-paper/findings"
    found = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in folder.glob("*.yaml")}
    assert len(found["participants"]) == 7
    assert len(found["focused_codes"]) >= 25
    assert len(found["excerpts"]) >= 60
    assert len(found["memos"]) >= 10
    said = [path.read_text("utf-8").split() for path in (folder / "transcripts").glob("*.txt")]
    assert len(said) >= 2
    assert all(len(words) >= 5000 for words in said)
    limitations = example.text("chapters/critical-review/findings/limitations.yaml")
    assert len(yaml.safe_load(limitations)) >= 10
    codes = {code for category in found["categories"] for code in category["codes"]}
    assert codes == {code["id"] for code in found["focused_codes"]}


def test_the_papers_are_as_long_as_a_real_small_thesis(example: Thesis) -> None:
    for paper, least in PAPERS.items():
        tree = ast.loads(example.text(f"build/chapters/{paper}.json"))
        prose = [block for block in tree["blocks"] if block["t"] not in ("Div", "Header")]
        assert len(ast.text(prose).split()) >= least, paper


def test_it_cites_enough_real_works(example: Thesis) -> None:
    chapters = citations(example)["chapters"]
    works = {key for chapter in chapters.values() for key in chapter["cited"]}
    assert sum(chapter["citations"] for chapter in chapters.values()) >= 120
    assert len({key for key in works if not key.startswith("example-")}) >= 45


def test_every_included_study_is_in_the_reviews_list_with_an_asterisk(pdf_text: str) -> None:
    for letter in "ABCDEFGHI":
        assert f"*Example Study {letter}. (" in pdf_text
        assert f"(*Example Study {letter}" not in pdf_text
    assert "*Example Study E. (2015)" in pdf_text
    assert "Example Author Group 20. (2009)" in pdf_text
    assert "*Example Author Group" not in pdf_text
    assert pdf_text.count("References marked with an asterisk") == 1


def test_findings_are_told_and_not_typed(example: Thesis, pdf_text: str) -> None:
    studies = yaml.safe_load(example.text("chapters/systematic-review/findings/studies.yaml"))
    themes = yaml.safe_load(example.text("chapters/systematic-review/findings/themes.yaml"))
    stages = yaml.safe_load(example.text("chapters/empirical-paper/findings/stages.yaml"))
    assert len(studies) == 9
    assert [theme["label"] for theme in themes] == [
        "hitting therapists where it hurts",
        "ruptures as an opportunity",
        "understanding the causes of ruptures",
    ]
    assert len(stages) == 3
    for found in [*themes, *stages]:
        assert found["label"] in pdf_text
        for prose in (example.root / "chapters").glob("*/*.md"):
            assert found["label"] not in prose.read_text("utf-8"), prose
    assert f"{sum(study['n'] for study in studies)} therapists" in pdf_text
    quotes = yaml.safe_load(example.text("chapters/systematic-review/findings/quotes.yaml"))
    prose = example.root.glob("chapters/*/*.md")
    told = " ".join(" ".join(path.read_text("utf-8") for path in prose).split())
    for quote in quotes:
        assert " ".join(quote["text"].split()) not in told, quote["id"]


def test_the_flow_is_what_counting_the_files_by_hand_gives(example: Thesis, pdf_text: str) -> None:
    folder = example.root / "chapters/systematic-review/findings"
    begins = {
        "medline.nbib": "PMID-",
        "psycinfo.ris": "TY  -",
        "cinahl.bib": "@article{",
        "web-of-science.ris": "TY  -",
    }
    counts = {
        name: (folder / "records" / name).read_text("utf-8").count(mark)
        for name, mark in begins.items()
    }
    with (folder / "screening.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = [row["decision"] for row in rows if row["stage"] == "title-abstract"]
    found, screened = sum(counts.values()), len(first)
    excluded = first.count("exclude")
    assert f"The databases gave {found} records" in pdf_text
    assert f"MEDLINE ({counts['medline.nbib']}), PsycINFO ({counts['psycinfo.ris']})" in pdf_text
    assert (
        f"After {found - screened} duplicates had been removed, {screened} records were screened, "
        f"and {excluded} were excluded"
    ) in pdf_text
    assert f"Of the {screened - excluded} reports that were sought" in pdf_text
    included = {row["study"] for row in rows if row["decision"] == "include" and row["study"]}
    studies = yaml.safe_load(example.text("chapters/systematic-review/findings/studies.yaml"))
    assert included == {study["id"] for study in studies}


def test_synthetic_data_say_so(example: Thesis, pdf: pypdf.PdfReader) -> None:
    for path in (example.root / "chapters").glob("*/findings/**/*.*"):
        if path.name == "screening.csv":
            names = [row.split(",")[0] for row in path.read_text("utf-8").splitlines()[1:]]
            assert all(name.startswith(("10.0000/example.", "990000")) for name in names)
        else:
            assert "ynthetic" in path.read_text("utf-8")[:400], path
    assert "Synthetic" in pdf.pages[0].extract_text()


def test_narrative_citations_have_and_and_parentheses_an_ampersand(pdf_text: str) -> None:
    assert re.search(r"Safran and Muran \(2000", pdf_text)
    assert re.search(r"\((?:[^()]*; )?(?:see |e\.g\., )?[^()]*[A-Z]\w+ & [A-Z]\w+, \d{4}", pdf_text)
    assert not re.search(r"\w & [A-Z][\w-]+ \(\d{4}", pdf_text)


def test_two_works_of_one_year_and_twenty_one_authors_are_as_apa_wants_them(pdf_text: str) -> None:
    assert "Braun & Clarke, 2021b; see also Braun & Clarke, 2021a" in pdf_text
    assert "Clarke, V. (2021a). One size fits all" in pdf_text
    assert "Clarke, V. (2021b). To saturate" in pdf_text
    assert re.search(r"Page, M\. J\., McKenzie, .*? … Moher, D\. \(2021\)", pdf_text)


def test_the_pdf_claims_to_be_archival_and_accessible(pdf: pypdf.PdfReader) -> None:
    catalog = pdf.trailer["/Root"]
    xmp = catalog["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/MarkInfo"]["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert pdf.metadata.author == "Example Author"


def test_pages_are_a4_and_wide_tables_lie_across(pdf: pypdf.PdfReader) -> None:
    sizes = {tuple(round(float(v)) for v in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842), (842, 595)}


def test_the_bookmarks_are_the_chapters_and_their_sections(pdf: pypdf.PdfReader) -> None:
    titles = [item.title for item in pdf.outline if not isinstance(item, list)]
    assert any("Chapter 1" in str(title) for title in titles)
    assert any("Appendix A" in str(title) for title in titles)


def test_every_page_number_in_the_contents_is_right(example: Thesis, pdf: pypdf.PdfReader) -> None:
    pages = json.loads(example.text("build/pages.json"))["pages"]
    for identifier, shown in (
        ("tbl:study-characteristics", "Table 1."),
        ("fig:theory-model", "Figure 2."),
    ):
        assert shown in pdf.pages[int(pages[identifier]) - 1].extract_text()


def test_both_outputs_have_the_same_numbers(pdf_text: str, word_text: str) -> None:
    for kind in ("Table", "Figure"):
        in_pdf = set(re.findall(rf"{kind} (?:\d+\.|[A-Z])\d+", pdf_text.replace("\u00a0", " ")))
        in_word = set(re.findall(rf"{kind} (?:\d+\.|[A-Z])\d+", word_text.replace("\u00a0", " ")))
        assert in_pdf == in_word
        assert in_pdf


def test_every_link_inside_the_thesis_leads_somewhere(example: Thesis) -> None:
    trees = [path.read_text("utf-8") for path in (example.root / "build/chapters").glob("*.json")]
    ids = {name for tree in trees for name in re.findall(r'\["([^"#\s]+)",\[', tree)}
    links = {target for tree in trees for target in re.findall(r'\["#([^"]+)",', tree)}
    assert len(links) > 100
    assert links <= ids


def test_word_has_nothing_to_repair_in_it(example: Thesis) -> None:
    data = (example.root / "build" / "thesis.docx").read_bytes()
    assert complaints(Document.of(data)) == []


def test_no_output_carries_a_path_of_this_machine(example: Thesis) -> None:
    with zipfile.ZipFile(example.root / "build" / "thesis.docx") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    content += (example.root / "build" / "thesis.pdf").read_bytes()
    assert str(example.root).encode() not in content


def test_both_outputs_have_the_same_reference_lists(example: Thesis, word_text: str) -> None:
    for chapter in ("systematic-review", "empirical-paper", "critical-review"):
        tree = json.loads(example.text(f"build/chapters/{chapter}.json"))
        listed = [b for b in tree["blocks"] if b["t"] == "Div" and "references" in b["c"][0][1]]
        assert len(listed) == 1
        assert len(listed[0]["c"][1]) >= 20
        for entry in listed[0]["c"][1]:
            shown = ast.text(entry)
            assert shown[:60] in word_text, shown


def test_running_heads_are_the_same_and_in_one_line(example: Thesis, pdf_text: str) -> None:
    with zipfile.ZipFile(example.root / "build" / "thesis.docx") as archive:
        names = [name for name in archive.namelist() if name.startswith("word/header")]
        heads = {
            "".join(text.text or "" for text in etree.fromstring(archive.read(name)).iter(f"{W}t"))
            for name in names
        }
    assert "Therapists’ experiences of ruptures in the therapeutic alliance" in heads
    assert max(map(len, heads)) <= 70
    for head in heads - {""}:
        assert head in pdf_text


def test_no_file_of_the_build_names_a_folder_of_this_machine(built_once: Path) -> None:
    made = [path for path in (built_once / "build").rglob("*") if path.is_file()]
    assert len(made) > 50
    root = str(built_once).encode()
    assert [path.name for path in made if root in path.read_bytes()] == []
