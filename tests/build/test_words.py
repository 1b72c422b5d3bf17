"""Word counts of built theses: the same in both documents, and LibreOffice's own."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.build.thesis import Thesis, copy_of_the_example

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LOOK = """\
name: Mine
sources: [{title: Invented for a test, recorded: 2026-01-01, status: unverified}]
words:
  title_page: true
  parts: [{part: paper, names: [first-*], limit: 5000, status: verified}]
front_matter: [title-page, word-count-statement, abstract, contents, list-of-tables, list-of-figures]
"""


def report(thesis: Thesis) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(thesis.text("build/reports/words.json"))
    return found


def pdf_text(thesis: Thesis) -> str:
    pages = pypdf.PdfReader(thesis.root / "build" / "thesis.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def docx_text(thesis: Thesis) -> str:
    with zipfile.ZipFile(thesis.root / "build" / "thesis.docx") as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


@pytest.fixture
def mine(thesis: Thesis) -> Thesis:
    """The small thesis with a title page and a statement that tell its length."""
    thesis.write("templates/profiles/mine.yaml", LOOK)
    thesis.replace("thesis.yaml", "month: May", "month: May\nprofile: mine")
    result = thesis.build()
    assert result.code == 0, result.text
    return thesis


def test_the_parts_are_counted(thesis: Thesis) -> None:
    found = report(thesis)
    assert [part["unit"] for part in found["parts"]] == [
        "front-matter", "first-paper", "second-paper", "appendices",
    ]  # fmt: skip
    first = found["parts"][1]
    assert first["counts"]["footnotes"] == 7
    assert first["counts"]["block-quotes"] == 8
    assert first["sections"][1]["line"] == {
        "file": "chapters/first-paper/01-introduction.md",
        "line": 3,
    }
    for part in (*found["parts"], found["whole"]):
        assert part["total"] == sum(n for c, n in part["counts"].items() if c != "figure-text")
    for part in found["parts"][1:]:
        for name, words in part["counts"].items():
            assert words == sum(section["counts"][name] for section in part["sections"])
    assert first["counts"]["figure-text"] > 0, "the drawing has words"


def test_both_documents_tell_the_same_numbers(mine: Thesis) -> None:
    whole = report(mine)["whole"]["counted"]
    rows = json.loads(mine.text("build/work/thesis.shown-words.json"))["statement"]
    assert [row["title"] for row in rows] == [
        "Abstract", "The first paper", "The second paper", "Appendices", "Total",
    ]  # fmt: skip
    for text in (pdf_text(mine), " ".join(docx_text(mine).split())):
        assert f"Word count: {whole:,}" in text
        for row in rows:
            numbers = [row["counted"], row["others"], row["counted"] + row["others"]]
            assert " ".join(f"{number:,}" for number in numbers) in text


def test_a_title_is_withheld_from_the_report_and_stands_in_the_documents(mine: Thesis) -> None:
    (mine.root.parent / "names.yaml").write_text("places: [Quuxham]\n", "utf-8")
    mine.replace("thesis.yaml", "month: May", "month: May\nprivate: ../names.yaml")
    path = "chapters/second-paper/01-text.md"
    title = mine.text(path).split("\n")[0]
    mine.replace(path, title, "# The Second Paper of Quuxham")
    assert mine.build().code == 1
    assert "quuxham" not in mine.text("build/reports/words.json").lower()
    rows = json.loads(mine.text("build/work/thesis.shown-words.json"))["statement"]
    assert "The Second Paper of Quuxham" in [row["title"] for row in rows]


def test_a_changed_word_counts_its_own_unit_again(thesis: Thesis) -> None:
    before = report(thesis)
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Nothing more than this.")
    result = thesis.build()
    assert result.code == 0, result.text
    assert {step for step in result.ran if step.startswith("words")} == {
        "words second-paper", "words-total",
    }  # fmt: skip
    after = report(thesis)
    assert after["change"]["parts"]["second-paper"] == 2
    assert after["change"]["whole"] == 2
    assert after["change"]["since"] == {"date": before["date"]}
    assert after["history"][-1]["whole"] == before["whole"]["counted"] + 2


def test_no_count_that_is_not_shown_makes_more_work(thesis: Thesis) -> None:
    profile = thesis.text("build/thesis.json")
    assert "word-count-statement" not in json.loads(profile)["profile"]["front_matter"]
    (thesis.root / "build" / "reports" / "words.json").unlink()
    assert set(thesis.build().ran) == {"words-total"}


def test_doit_words_prints_a_table(mine: Thesis) -> None:
    result = mine.build("words")
    assert result.code == 0, result.text
    line = next(row for row in result.text.split("\n") if row.startswith("Chapter 1"))
    counted = report(mine)["parts"][1]["counted"]
    assert re.search(rf"\b{counted:,}\s+5,000\s+{5000 - counted:,}", line)
    assert "Since" not in result.text, "there is no tag"


def test_over_a_limit_is_an_error_at_the_chapter(mine: Thesis) -> None:
    mine.replace("templates/profiles/mine.yaml", "limit: 5000", "limit: 20")
    result = mine.build()
    assert result.code == 1
    assert [(p["rule"], p["file"]) for p in mine.problems()] == [
        ("words-are-within-limit", "chapters/first-paper/01-introduction.md")
    ]


def test_the_history_survives_a_new_build_folder(thesis: Thesis) -> None:
    kept = "date,part,words\n2020-01-01,whole,5\n"
    thesis.write("word-counts.csv", kept)
    shutil.rmtree(thesis.root / "build")
    assert thesis.build().code == 0
    assert "2020-01-01,whole,5" in thesis.text("word-counts.csv")
    assert report(thesis)["history"][0] == {"date": "2020-01-01", "whole": 5, "parts": {}}
    thesis.write("word-counts.csv", "what is this?\n")
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else here.")
    assert thesis.build().code == 0
    assert thesis.text("word-counts.csv") == "what is this?\n"
    assert [p["rule"] for p in thesis.problems()] == ["word-history-is-readable"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_words_since_a_tag(thesis: Thesis) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Example", "-c", "user.email=example@example.org")
        signing = ("-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false")
        subprocess.run(
            ["git", *identity, *signing, *arguments],
            cwd=thesis.root,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", "-A", ".")
    git("commit", "-q", "-m", "A draft")
    git("tag", "draft-1")
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Nothing more than this.")
    result = thesis.build("words")
    assert result.code == 0, result.text
    assert "Since draft-1" in result.text
    found = report(thesis)["tag"]
    assert found["name"] == "draft-1"
    assert found["parts"]["second-paper"] == found["whole"] == 2
    commits = list((thesis.root / "build" / "tags").iterdir())
    assert [path.suffix for path in commits] == [".json"], "only the counts stay"
    made = commits[0].stat().st_mtime_ns
    thesis.replace("chapters/second-paper/01-text.md", "than this", "than this one")
    assert thesis.build().code == 0
    assert report(thesis)["tag"]["whole"] == 3, "each build compares with what is known of the tag"
    assert thesis.build("words").code == 0
    assert commits[0].stat().st_mtime_ns == made, "a commit is counted once"


# LibreOffice


def libreoffice(docx: Path, folder: Path) -> int:
    """LibreOffice's own count of a file: what it notes in the document that it makes of it.

    Converting, it lays no pages out, and leaves the numbers of pages to which cross-references
    lead empty; its window shows them. They are added.
    """
    assert SOFFICE is not None
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "odt", "--outdir", str(folder), str(docx)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO((folder / f"{docx.stem}.odt").read_bytes())) as archive:
        meta, content = (archive.read(name).decode() for name in ("meta.xml", "content.xml"))
    found = re.search(r'meta:word-count="(\d+)"', meta)
    assert found is not None
    return int(found[1]) + len(
        re.findall(r'<text:bookmark-ref text:reference-format="page"[^>]*/>', content)
    )


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_examples_words_are_libreoffices(tmp_path: Path) -> None:
    example = Thesis(tmp_path / "thesis")
    example.root.mkdir()
    copy_of_the_example(example.root)
    assert example.build("docx", "words-total").code == 0
    counted = libreoffice(example.root / "build" / "thesis.docx", tmp_path)
    assert abs(report(example)["whole"]["total"] - counted) <= counted * 0.001


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_random_thesis_words_are_libreoffices(mine: Thesis, tmp_path: Path) -> None:
    mine.write("chapters/second-paper/01-text.md", random_chapter(seed=99))
    result = mine.build("docx", "words-total")
    assert result.code == 0, result.text
    counted = libreoffice(mine.root / "build" / "thesis.docx", tmp_path)
    assert counted > 4000
    assert abs(report(mine)["whole"]["total"] - counted) <= counted * 0.001


PIECES = (
    "word", "semi-structured", "and/or", "don’t", "clients’", "5,000", "3.14", "pp. 5–7", "one—two", "a – b",
    "1990-1995", "& so", "= .05", "*emphasis*", "**strong** text", "“said”", "[…]", "…", "naïve", "25%", "(so)",
    "H~2~O", "x^2^", "`code here`", "https://example.org/a-b?c=d", "[@bordin1979, p. 5]", "@safran2000",
    "[@bordin1979; @safran2000]", "@tbl:terms", "@page:tbl:terms of it", "$a = b$", "~~gone~~", "e.g.,", "[link text](https://example.org)",
)  # fmt: skip


def random_chapter(seed: int) -> str:
    """A chapter of everything that Markdown offers, in any order; the same for the same seed."""
    chance = random.Random(seed)
    notes: list[str] = []

    def words(least: int, most: int) -> str:
        return " ".join(chance.choice(PIECES) for _ in range(chance.randint(least, most)))

    def plain() -> str:
        return " ".join(f"word{chance.randint(1, 99)}" for _ in range(chance.randint(1, 9)))

    def note() -> str:
        notes.append(f"[^n{len(notes)}]: {words(3, 20)}\n")
        return f"{words(5, 30)}[^n{len(notes) - 1}] {words(2, 9)}."

    def table(turned: str = "") -> str:
        rows = [f"| {plain()} | {words(1, 12)} | {plain()} |" for _ in range(chance.randint(1, 6))]
        made = "\n".join([f"| {plain()} | {plain()} | {plain()} |", "|---|---|---|", *rows])
        name = f"tbl:random-{chance.randint(0, 10**9)}"
        return f"See @{name}.\n\n::: {{#{name}{turned}}}\n{made}\n\n: {plain()}\n\n::: note\n{words(3, 9)}\n:::\n:::"

    makers = {
        "paragraph": lambda: f"Text {words(20, 120)}.",
        "note": note,
        "quote": lambda: f"> {words(20, 60)}\n>\n> {words(5, 20)}",
        "list": lambda: "\n".join(f"- {words(2, 15)}" for _ in range(4)),
        "nested": lambda: (
            f"1. {words(2, 9)}\n\n    - {words(2, 9)}\n    - {words(2, 9)}\n\n2. {words(2, 9)}"
        ),
        "lines": lambda: "\n".join(f"| {words(2, 9)}" for _ in range(3)),
        "definitions": lambda: f"Term {plain()}\n:   {words(5, 20)}",
        "box": lambda: f"::: box\n{words(10, 60)}\n:::",
        "code": lambda: f"```\n{plain()}\n{plain()}\n```",
        "table": table,
        "turned": lambda: table(" .landscape"),
        "headings": lambda: (
            f"### {plain()}\n\n{words(9, 30)}.\n\n#### {plain()}\n\n{words(9, 30)}.\n\n##### {plain()}\n\n{words(9, 30)}."
        ),
    }
    blocks = ["# The second paper\n\n## Random text"]
    blocks += [makers[chance.choice(list(makers))]() for _ in range(120)]
    return "\n\n".join([*blocks, *notes]) + "\n"
