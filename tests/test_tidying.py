"""`softbound references --fix`: what is shown, asked and written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from softbound import cli, files, tidying
from softbound.tidying import Request

MESSY = b"\xef\xbb\xbf@article{k,\r\n  title = {A  study},\r\n  pages = {1-9},\r\n}\r\n"
TIDY = b"\xef\xbb\xbf@article{k,\r\n  title = {A study},\r\n  pages = {1--9},\r\n}\r\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.bib").write_bytes(MESSY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(root: Path, *, write: bool = False, answer: bool | None = None) -> tuple[str, list[str]]:
    said: list[str] = []
    ask = None if answer is None else lambda question: answer
    found = tidying.run(root, Request([Path("a.bib")], write), said.append, ask)
    return "\n".join(said), [p.rule for p in found]


def copies(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in (root / "build").rglob("*.bib")]


SHOWN = """\
--- a.bib
+++ a.bib, tidied
@@ -1,4 +1,4 @@
 \ufeff@article{k,
-  title = {A  study},
-  pages = {1-9},
+  title = {A study},
+  pages = {1--9},
 }

a.bib
     1  page ranges with --
     1  single spaces
If a reference manager writes this file anew, mend the same there: its next export overwrites what is mended here.
"""


@pytest.mark.parametrize("answer", [None, False])
def test_the_change_is_shown_and_nothing_written_without_a_yes(
    root: Path, answer: bool | None
) -> None:
    said, problems = run(root, answer=answer)
    assert said.startswith(SHOWN)
    assert ("add --yes" in said) == (answer is None)
    assert problems == []
    assert (root / "a.bib").read_bytes() == MESSY
    assert copies(root) == []


@pytest.mark.parametrize(("write", "answer"), [(True, None), (False, True)])
def test_with_a_yes_the_file_is_written_and_the_old_one_kept(
    root: Path, write: bool, answer: bool | None
) -> None:
    said, problems = run(root, write=write, answer=answer)
    assert "Written: a.bib. As it was: build/before-fix/a-" in said
    assert problems == []
    assert (root / "a.bib").read_bytes() == TIDY
    assert copies(root) == [MESSY]
    assert "is tidy" in run(root, write=True)[0]


def test_a_file_that_changes_meanwhile_is_left(root: Path) -> None:
    def ask(question: str) -> bool:
        (root / "a.bib").write_bytes(b"@article{l, title = {Exported anew}}")
        return True

    found = tidying.run(root, Request([Path("a.bib")]), lambda _: None, ask)
    assert ["changed by another program" in p.message for p in found] == [True]
    assert (root / "a.bib").read_bytes() == b"@article{l, title = {Exported anew}}"


def test_a_file_that_would_mean_something_else_is_left(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying.tidied, "changed_meaning", lambda *_: "k")
    _, problems = run(root, write=True)
    assert problems == ["tidied-entries-mean-the-same"]
    assert (root / "a.bib").read_bytes() == MESSY


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "symlink"), reason="needs links")
def test_a_link_stays_a_link(root: Path) -> None:
    (root / "a.bib").rename(root / "real.bib")
    (root / "a.bib").symlink_to("real.bib")
    run(root, write=True)
    assert (root / "a.bib").is_symlink()
    assert (root / "real.bib").read_bytes() == TIDY


def test_a_write_protected_file_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    _, problems = run(root, write=True)
    assert problems == ["outputs-can-be-written"]
    assert (root / "a.bib").read_bytes() == MESSY


def test_a_full_disk_leaves_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    _, problems = run(root, write=True)
    assert problems == ["outputs-can-be-written"]
    assert (root / "a.bib").read_bytes() == MESSY


@pytest.mark.parametrize("content", [b"@article{k, title = {Caf\xe9}}", b"\0"])
def test_what_is_no_utf_8_is_told(root: Path, content: bytes) -> None:
    (root / "a.bib").write_bytes(content)
    assert run(root, write=True)[1] == ["file-is-readable"]
    assert (root / "a.bib").read_bytes() == content


def test_the_bibliographies_of_the_thesis_are_tidied(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["references", "--fix"]) == 1
    assert "thesis.yaml" in capsys.readouterr().err
    chapter = root / "chapters" / "paper"
    chapter.mkdir(parents=True)
    (chapter / "01.md").write_text("# Paper\n")
    (root / "b.json").write_text("[]")
    (root / "thesis.yaml").write_text(
        "title: T\nauthor: A\ndegree: D\ninstitution: I\nmonth: May\nyear: 2026\n"
        "bibliographies: [a.bib, b.json]\nchapters: [paper]\n"
    )
    assert cli.main(["references", "--fix", "--yes"]) == 0
    assert "b.json is no .bib file" in capsys.readouterr().out
    assert (root / "a.bib").read_bytes() == TIDY
