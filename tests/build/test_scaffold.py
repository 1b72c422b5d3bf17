"""A new thesis, as `softbound new` makes it, and what its first steps say."""

from __future__ import annotations

import pypdf
import pytest

from softbound import cli
from tests.build.thesis import Thesis


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    root = tmp_path_factory.mktemp("new") / "thesis"
    assert cli.main(["new", str(root)]) == 0
    return Thesis(root)


TO_REPLACE = "template-text-is-replaced"


def test_a_new_thesis_is_built_and_shows_what_there_is_and_what_to_replace(made: Thesis) -> None:
    result = made.build()
    assert result.code == 0, result.text
    assert {problem["rule"] for problem in made.problems()} == {TO_REPLACE}
    assert [problem["file"].split("/")[-2:][0] for problem in made.problems()] == [
        "appendices", "critical-review", "empirical-paper", "front-matter", "systematic-review",
        "thesis.yaml",
    ]  # fmt: skip
    pages = pypdf.PdfReader(made.root / "build" / "thesis.pdf").pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    for shown in (
        "“I walked past the door twice, um, and then I went home” (Ash)",
        "Two categories were constructed",
        "Waiting at the Door",
        "Limitations of the Papers",
    ):
        assert shown in text
    assert "<!--" not in text


def test_its_excerpts_are_compared_with_its_transcripts(made: Thesis) -> None:
    excerpts = "chapters/empirical-paper/findings/excerpts.yaml"
    good = made.text(excerpts)
    made.replace(excerpts, "past the door twice", "past it twice")
    made.build()
    made_wrong = [p["rule"] for p in made.problems() if p["rule"] != TO_REPLACE]
    made.write(excerpts, good)
    assert made_wrong == ["excerpt-is-in-transcript"]


def test_its_transcripts_are_kept_from_git(made: Thesis) -> None:
    assert "/transcripts/" in made.text(".gitignore").splitlines()
    assert (made.root / "transcripts" / "p1.txt").is_file()


@pytest.mark.parametrize(
    "kind", ["participants", "interviews", "excerpts", "categories", "focused_codes"]
)
def test_a_file_that_is_not_written_yet_is_named(made: Thesis, kind: str) -> None:
    file = f"chapters/empirical-paper/findings/{kind}.yaml"
    content = made.text(file)
    (made.root / file).unlink()
    result = made.build()
    made.write(file, content)
    assert result.code == 1
    assert f"{kind}.yaml" in result.text
    assert "fault" not in result.text
