"""The only reader and writer of files: whole or not at all, and in plain words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from softbound import files
from softbound.problems import line_of
from tests import cases


def unreadable(root: Path, path: Path) -> str:
    with pytest.raises(files.Unreadable) as trouble:
        files.read_text(root, path)
    return line_of(trouble.value.problem)


# reading


@cases.each(__file__, "texts")
def test_texts(case: cases.Case, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(bytes.fromhex(case.input))
    assert files.read_text(tmp_path, path) == case.expected


@cases.each(__file__, "no_texts")
def test_what_is_no_text(case: cases.Case, tmp_path: Path) -> None:
    path = tmp_path / "chapters" / "a.md"
    path.parent.mkdir()
    path.write_bytes(bytes.fromhex(case.input))
    assert unreadable(tmp_path, path) == case.expected


def test_a_missing_file_gets_the_nearest_name_beside_it(tmp_path: Path) -> None:
    (tmp_path / "references.bib").touch()
    assert unreadable(tmp_path, tmp_path / "refrences.bib") == (
        "refrences.bib: error: The file does not exist. "
        'Did you mean "references.bib"? [file-is-readable]'
    )


def test_a_missing_file_in_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert unreadable(tmp_path, tmp_path / "none" / "a.md") == (
        "none/a.md: error: The file does not exist. [file-is-readable]"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    said = unreadable(tmp_path, tmp_path / "a.md")
    assert said.startswith("a.md: error: The file cannot be read: ")


# writing


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "build" / "chapters" / "a.md"
    assert files.replace(tmp_path, path, "Tëxt\n") is True
    assert path.read_bytes() == "Tëxt\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    files.replace(tmp_path, tmp_path / "a.png", b"\x89PNG\r\n")
    assert (tmp_path / "a.png").read_bytes() == b"\x89PNG\r\n"


def test_a_file_that_would_not_change_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    files.replace(tmp_path, path, "same")
    os.utime(path, (1, 1))
    assert files.replace(tmp_path, path, "same") is False
    assert path.stat().st_mtime == 1


def test_a_file_that_changes_is_another_file(tmp_path: Path) -> None:
    # Who reads the old one while it is replaced reads it to its end.
    path = tmp_path / "a.md"
    files.replace(tmp_path, path, "old")
    with path.open("rb") as reader:
        assert files.replace(tmp_path, path, "new") is True
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"


def test_others_can_read_what_was_written(tmp_path: Path) -> None:
    files.replace(tmp_path, tmp_path / "a.md", "x")
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


class FullDisk:
    """A file on a disk that takes a few bytes and no more."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *about: object) -> None:
        os.close(self.handle)

    def write(self, data: bytes) -> NoReturn:
        os.write(self.handle, data[:3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "fdopen", lambda handle, mode: FullDisk(handle))


def _refusing(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def refuse(*arguments: Any) -> NoReturn:
        raise error

    monkeypatch.setattr(files.os, "replace", refuse)


def test_a_full_disk_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "thesis.pdf"
    files.replace(tmp_path, path, b"the last good one")
    _full_disk(monkeypatch)
    with pytest.raises(files.Unwritable) as trouble:
        files.replace(tmp_path, path, b"a new one that does not fit")
    assert line_of(trouble.value.problem) == (
        "thesis.pdf: error: The disk is full: the file was not written, and what stood there is "
        "unchanged. [outputs-can-be-written]"
    )
    assert path.read_bytes() == b"the last good one"
    assert os.listdir(tmp_path) == ["thesis.pdf"]


def test_a_full_disk_leaves_no_half_of_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _full_disk(monkeypatch)
    with pytest.raises(files.Unwritable):
        files.replace(tmp_path, tmp_path / "thesis.pdf", b"a new one")
    assert os.listdir(tmp_path) == []


def test_a_document_open_in_word_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "thesis.docx"
    files.replace(tmp_path, path, "old")
    _refusing(monkeypatch, PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(files.Unwritable) as trouble:
        files.replace(tmp_path, path, "new")
    assert line_of(trouble.value.problem) == (
        "thesis.docx: error: The file cannot be replaced: it is open in another program, or "
        "write-protected. [outputs-can-be-written]"
    )
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["thesis.docx"]


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").touch()
    with pytest.raises(files.Unwritable) as trouble:
        files.replace(tmp_path, tmp_path / "build" / "thesis.pdf", "x")
    assert "cannot be written" in trouble.value.problem.message


# names


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Templates that come with softbound: two tables."""
    folder = tmp_path / "shipped"
    (folder / "tables").mkdir(parents=True)
    for table in ("studies", "themes"):
        (folder / "tables" / f"{table}.md.j2").touch()
    monkeypatch.setattr(files, "shipped_templates", lambda: folder)
    yield folder


def test_a_template_of_the_thesis_comes_before_the_shipped_one(
    tmp_path: Path, shipped: Path
) -> None:
    root = tmp_path / "thesis"
    (root / "templates" / "tables").mkdir(parents=True)
    assert files.template(root, "tables/studies.md.j2") == shipped / "tables" / "studies.md.j2"
    own = root / "templates" / "tables" / "studies.md.j2"
    own.touch()
    assert files.template(root, "tables/studies.md.j2") == own
    assert files.template(root, "tables/none.md.j2") is None


def test_names_of_templates_are_those_of_both_folders(tmp_path: Path, shipped: Path) -> None:
    own = tmp_path / "thesis" / "templates" / "tables"
    own.mkdir(parents=True)
    for table in ("mine", "studies"):
        (own / f"{table}.md.j2").touch()
    found = files.template_names(tmp_path / "thesis", "tables", ".md.j2")
    assert found == ["mine", "studies", "themes"]


def test_paths_are_shown_from_the_thesis_or_from_the_templates(
    tmp_path: Path, shipped: Path
) -> None:
    root = tmp_path / "thesis"
    assert files.shown(root, root / "chapters" / "a.md") == "chapters/a.md"
    assert files.shown(root, shipped / "tables" / "x.md.j2") == "templates/tables/x.md.j2"
    assert files.shown(root, Path("/elsewhere/a.md")) == "/elsewhere/a.md"


def test_a_path_lies_inside_the_thesis_when_links_are_followed(tmp_path: Path) -> None:
    root = tmp_path / "thesis"
    (root / "figures").mkdir(parents=True)
    (tmp_path / "outside.png").touch()
    (root / "link.png").symlink_to(tmp_path / "outside.png")
    assert files.inside(root, root / "figures" / "a.png")
    assert not files.inside(root, root / "figures" / ".." / ".." / "outside.png")
    assert not files.inside(root, root / "link.png")


def test_prose_and_findings_are_in_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "findings").mkdir()
    for name in ("10-end.md", "02-method.md", "01-start.md", ".hidden.md", "notes.txt"):
        (tmp_path / name).touch()
    for name in ("themes.yaml", "studies.yml", ".x.yaml", "notes.md"):
        (tmp_path / "findings" / name).touch()
    prose = [path.name for path in files.prose_files(tmp_path)]
    assert prose == ["01-start.md", "02-method.md", "10-end.md"]
    findings = [path.name for path in files.findings_files(tmp_path)]
    assert findings == ["studies.yml", "themes.yaml"]


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert files.prose_files(tmp_path / "none") == []
    assert files.findings_files(tmp_path / "none") == []


def test_templates_are_shipped() -> None:
    assert (files.shipped_templates() / "profiles" / "uk-doctorate.yaml").is_file()


def test_transcripts_are_found_in_their_folder_and_one_below(tmp_path: Path) -> None:
    for name in (
        "a.TXT", "b.docx", "round 2/c.vtt", "round 2/deep/d.txt", ".e.txt", "~$b.docx", "f.mp3",
    ):  # fmt: skip
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"")
    found = [path.relative_to(tmp_path).as_posix() for path in files.transcript_files(tmp_path)]
    assert found == ["a.TXT", "b.docx", "round 2/c.vtt"]
    assert files.transcript_files(tmp_path / "missing") == []
    assert files.transcript_files(tmp_path / "b.docx") == []
    states = [files.folder_state(tmp_path / name) for name in (".", "missing", "b.docx")]
    assert states == ["there", "missing", "file"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_transcript_is_found_once_where_links_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "p1.txt").touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "p2.txt").touch()
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "below" / "up").symlink_to("..")
    (tmp_path / "p3.txt").symlink_to(tmp_path / "p3.txt")
    found = [path.name for path in files.transcript_files(tmp_path)]
    assert found == ["p2.txt", "p1.txt"]


# creating, and reading a part


def test_files_are_created_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(files.Unwritable) as trouble:
        files.create(tmp_path, {tmp_path / "a.txt": "a", tmp_path / "b.txt": "b"})
    assert line_of(trouble.value.problem) == (
        "b.txt: error: The file exists already, and is left as it is. [outputs-can-be-written]"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert (tmp_path / "b.txt").read_text() == "mine"
    files.create(tmp_path, {tmp_path / "new" / "a.txt": "a"})
    assert (tmp_path / "new" / "a.txt").read_text() == "a"


def test_a_stream_is_opened_or_it_is_told_why_not(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"abc")
    with files.opened(tmp_path, tmp_path / "a.zip") as stream:
        assert stream.read(2) == b"ab"
    for path in (tmp_path, tmp_path / "b.zip"):
        with pytest.raises(files.Unreadable), files.opened(tmp_path, path):
            pass
