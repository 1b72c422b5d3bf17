"""The generator of theses for the benchmarks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def generate(folder: Path) -> Path:
    """The thesis of 20,000 words, written into `folder`."""
    script = ROOT / "benchmarks" / "generate.py"
    subprocess.run([sys.executable, str(script), "20k", str(folder)], check=True)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """The contents of every file, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def thesis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="module")
def prose(thesis: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(thesis.glob("chapters/chapter-*/*.md"))
    )


def citations(text: str) -> list[str]:
    return re.findall(r"@(?!(?:tbl|fig|sec|app):)(\w+)", text)


def test_same_files_every_time(thesis: Path, tmp_path: Path) -> None:
    assert files(generate(tmp_path)) == files(thesis)


def test_three_chapters_of_four_files(thesis: Path) -> None:
    settings = yaml.safe_load((thesis / "thesis.yaml").read_text(encoding="utf-8"))
    assert settings["chapters"] == ["chapter-01", "chapter-02", "chapter-03"]
    for chapter in settings["chapters"]:
        texts = [p.read_text("utf-8") for p in sorted((thesis / "chapters" / chapter).glob("*.md"))]
        assert len(texts) == 4
        assert [len(re.findall(r"^# ", text, re.M)) for text in texts] == [1, 0, 0, 0]
        assert texts[0].startswith("# ")
        assert f"{{#sec:{chapter}}}" in texts[0].splitlines()[0]


def test_words(prose: str) -> None:
    lines = [line for line in prose.splitlines() if line[:1] not in ("|", ":", "!", "#")]
    words = re.sub(r"\[[^\]]*\]|@[\w:-]+", "", "\n".join(lines)).split()
    assert 19_500 < len(words) < 21_500


def test_citations_and_bibliography(thesis: Path, prose: str) -> None:
    bibliography = (thesis / "bibliography" / "references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{(\w+),", bibliography, re.M)
    assert len(keys) == len(set(keys)) == 150
    assert len(citations(prose)) == 400
    assert set(citations(prose)) == set(keys)


@pytest.mark.parametrize(("kind", "count"), [("tbl", 9), ("fig", 6)])
def test_floats_are_called_out_before_they_stand(prose: str, kind: str, count: int) -> None:
    ids = re.findall(rf"\{{#({kind}:[\w-]+)", prose)
    assert len(ids) == len(set(ids)) == count
    for name in ids:
        assert re.search(rf"@{name}\b", prose[: prose.index(f"{{#{name}")])


def test_images_exist(thesis: Path) -> None:
    for folder in [*thesis.glob("chapters/chapter-*"), thesis / "bare"]:
        text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.md"))
        images = re.findall(r"\]\(([^)]+\.png)\)", text)
        assert images
        for image in images:
            assert (folder / image).read_bytes().startswith(b"\x89PNG")


def test_bare_twin(thesis: Path, prose: str) -> None:
    bare = (thesis / "bare" / "thesis.md").read_text(encoding="utf-8")
    assert set(yaml.safe_load(bare.split("---\n")[1])) == {"title", "author", "lang"}
    assert citations(bare) == citations(prose)
    assert not re.search(r"@(tbl|fig|sec|app):", bare)
    assert "Table 9 shows" in bare
