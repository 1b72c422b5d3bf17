"""``softbound import-codes``: what is written where, and what is told."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

from softbound import cli, files
from softbound.collect import findings
from tests.collect.qda import projects, test_qualcoder, test_refi

BODY = """\
<CodeBook><Codes><Code guid="C1" name="Noticing" isCodable="true"><Code guid="C2" name="sensing" isCodable="true"/></Code></Codes></CodeBook>
<Sources><TextSource guid="S1" name="Interview of Somebody" plainTextPath="internal://S1.txt">
<PlainTextSelection guid="P1" startPosition="0" endPosition="6"><Description>Why?</Description><Coding guid="K1"><CodeRef targetGUID="C2"/></Coding></PlainTextSelection>
</TextSource></Sources>
"""
GOOD = projects.qdpx(BODY, {"S1.txt": "I knew then.\n"})
BROKEN = projects.qdpx(BODY, {"S1.txt": "I\n"})
KINDS = {"participants", "focused_codes", "categories", "excerpts", "memos"}


@pytest.fixture
def thesis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A thesis's folder, in which commands run."""
    root = tmp_path / "thesis"
    (root / "chapters" / "empirical-paper").mkdir(parents=True)
    (root / "thesis.yaml").touch()
    (tmp_path / "study.qdpx").write_bytes(GOOD)
    monkeypatch.chdir(root)
    return root


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["import-codes", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def written(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def test_findings_are_written_and_can_be_read(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "../study.qdpx")
    assert (code, err) == (0, "")
    assert (
        out
        == """\
Read study.qdpx: REFI-QDA project by Made-up 1.

Carried over
  codes: 2 (categories 1, focused codes 1, initial codes 0)
  sources: 1, as 1 participant
  codings: 1 of 1, in 1 excerpt
  memos: 1

Everything was carried over.

Participants (this stands in no findings)
  p1 = Interview of Somebody

Written
  chapters/empirical-paper/findings/participants.yaml
  chapters/empirical-paper/findings/focused_codes.yaml
  chapters/empirical-paper/findings/categories.yaml
  chapters/empirical-paper/findings/excerpts.yaml
  chapters/empirical-paper/findings/memos.yaml

Next: give participants pseudonyms and bands, write interviews.yaml, look through the excerpts for names, and run doit.
Each code, source, coding and memo: build/reports/imported-empirical-paper.csv
"""
    )
    home = thesis / "chapters" / "empirical-paper" / "findings"
    texts = {path.stem: (path.name, path.read_text("utf-8")) for path in home.iterdir()}
    found, problems = findings.read(texts)
    assert problems == []
    assert set(found.values) == KINDS
    assert not any("Somebody" in text for _, text in texts.values())
    report = (thesis / "build/reports/imported-empirical-paper.csv").read_text("utf-8-sig")
    assert (
        report
        == """\
what,name,where,became,why not
code,Noticing,study.qdpx/project.qde:3,category k1,
code,sensing,study.qdpx/project.qde:3,focused code f1,
source,Interview of Somebody,study.qdpx/project.qde:4,participant p1,
coding,sensing,study.qdpx/project.qde:5,"excerpt e1, f1",
memo,,study.qdpx/project.qde:5,memo m1,
"""
    )


def test_a_second_time_nothing_is_written(thesis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "../study.qdpx")
    before = written(thesis)
    code, out, _ = run(capsys, "../study.qdpx")
    assert code == 0
    assert "as they were imported before: nothing was written." in out
    assert written(thesis) == before


def test_what_an_author_wrote_stays(thesis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = thesis / "chapters/empirical-paper/findings/memos.yml"
    own.parent.mkdir()
    own.write_text("[]\n")
    stale = thesis / "build/imported/empirical-paper/stages.yaml"
    stale.parent.mkdir(parents=True)
    stale.touch()
    code, out, _ = run(capsys, "../study.qdpx", "--transcripts", "interviews")
    assert code == 0
    assert own.read_text() == "[]\n"
    assert written(thesis) == {
        "thesis.yaml",
        "chapters/empirical-paper/findings/memos.yml",
        "build/reports/imported-empirical-paper.csv",
        "build/imported/empirical-paper/transcripts/p1.txt",
        *(f"build/imported/empirical-paper/{kind}.yaml" for kind in KINDS),
    }
    assert (
        "chapters/empirical-paper/findings/ has its own memos.yaml: nothing there was changed.\n"
        "What was imported is in build/imported/empirical-paper/: compare, and copy what you want "
        "into chapters/empirical-paper/findings/.\n"
        "Ids are counted anew in each import: take all of its files, or none.\n"
    ) in out


def test_where_something_was_lost_nothing_is_written_among_the_findings(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (thesis.parent / "study.qdpx").write_bytes(BROKEN)
    code, out, err = run(capsys, "../study.qdpx")
    assert code == 1
    assert err.startswith("study.qdpx/project.qde:5: error: A selection in ")
    assert "Something was lost (see the errors), so nothing was written into findings/." in out
    assert not (thesis / "chapters/empirical-paper/findings").exists()
    assert (thesis / "build/imported/empirical-paper/focused_codes.yaml").is_file()


def test_transcripts_are_written_where_asked_and_never_replaced(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "../study.qdpx", "--transcripts", "interviews")
    assert (thesis / "interviews/p1.txt").read_text() == "I knew then.\n"
    assert "line: 1" in (thesis / "chapters/empirical-paper/findings/excerpts.yaml").read_text()
    for path in (thesis / "chapters/empirical-paper/findings").iterdir():
        path.unlink()
    (thesis / "interviews/p1.txt").write_text("Mine.")
    _, out, _ = run(capsys, "../study.qdpx", "--transcripts", "interviews")
    assert "interviews/p1.txt was there already, and is as it was" in out
    assert "(keep interviews/ out of git: add the line interviews/ to .gitignore)" in out
    assert (thesis / "interviews/p1.txt").read_text() == "Mine."


def test_a_folder_of_qualcoder_and_an_unpacked_project_are_read(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = thesis.parent / "Study.qda"
    folder.mkdir()
    (folder / "data.qda").write_bytes(projects.database(test_qualcoder.tables()))
    code, out, err = run(capsys, "../Study.qda", "--categories-at", "2")
    assert (code, err) == (0, "")
    assert out.startswith("Read Study.qda: QualCoder project.\n")
    unpacked = thesis.parent / "unpacked"
    (unpacked / "sources").mkdir(parents=True)
    (unpacked / "sources" / "S1.txt").write_text("All the words")
    (unpacked / "secret.md").write_text("All the words")
    body = test_refi.BODY.format(path="internal://S1.txt")
    (unpacked / "project.qde").write_text(projects.HEAD.format(origin="x") + body + "</Project>")
    assert run(capsys, "../unpacked")[0] == 0
    body = test_refi.BODY.format(path="relative:///secret.md")
    (unpacked / "project.qde").write_text(projects.HEAD.format(origin="x") + body + "</Project>")
    code, _, err = run(capsys, "../unpacked")
    assert code == 1
    assert "The text of " in err  # only texts are read, whatever an export names
    code, _, err = run(capsys, "..")
    assert code == 1
    assert "The folder holds neither data.qda, as QualCoder's do, nor project.qde." in err


def test_a_project_without_codes_gives_nothing(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (thesis.parent / "study.qdpx").write_bytes(projects.qdpx(""))
    code, out, err = run(capsys, "../study.qdpx")
    assert code == 1
    assert "has no codes" in err
    assert out.endswith("Nothing was written.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.qdpx"], "none.qdpx: error: The file does not exist. [file-is-readable]\n"),
        (
            ["../study.qdpx", "--chapter", "empirical-papr"],
            'chapters: error: There is no chapter "empirical-papr". Did you mean '
            '"empirical-paper"? [import-has-a-chapter]\n',
        ),
        (
            ["../study.qdpx", "--chapter", "../.."],
            'chapters: error: There is no chapter "../..". Name another with --chapter, or make '
            "its folder. [import-has-a-chapter]\n",
        ),
    ],
)
def test_mistakes_are_told(
    thesis: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(capsys, *arguments) == (1, "", said)
    assert written(thesis) == {"thesis.yaml"}


def test_elsewhere_than_in_a_thesis_nothing_is_done(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (thesis / "thesis.yaml").unlink()
    assert run(capsys, "../study.qdpx") == (
        1, "", "thesis.yaml: error: There is no thesis.yaml in this folder. Go into your thesis's "
        "folder and run the command there. [import-has-a-chapter]\n",
    )  # fmt: skip


def test_names_that_the_terminal_does_not_know_are_told_as_far_as_it_can(
    thesis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = BODY.replace("Interview of Somebody", "Interview 一")
    (thesis.parent / "study.qdpx").write_bytes(projects.qdpx(names, {"S1.txt": "I knew then."}))
    out = io.TextIOWrapper(io.BytesIO(), "cp1252", newline="\n")
    monkeypatch.setattr("sys.stdout", out)
    assert cli.main(["import-codes", "../study.qdpx"]) == 0
    out.seek(0)
    assert "p1 = Interview ?\n" in out.read()


def test_a_level_is_a_number(thesis: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["import-codes", "../study.qdpx", "--categories-at", "-1"])
    assert "-1 is not 0, 1, 2 or more" in capsys.readouterr().err


def test_where_a_file_cannot_be_written_none_is(
    thesis: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = files.replace

    def full(root: Path, path: Path, content: Any) -> bool:
        if path.name == "excerpts.yaml":
            monkeypatch.setattr(
                os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
            )
        return replace(root, path, content)

    monkeypatch.setattr(files, "replace", full)
    code, out, err = run(capsys, "../study.qdpx")
    assert (code, out) == (1, "")
    assert "The disk is full" in err
    assert list((thesis / "chapters/empirical-paper/findings").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_file_s_name_gives_the_terminal_and_the_findings_no_signs_of_control(
    thesis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (thesis.parent / "a\nb\x1b[31m.qdpx").write_bytes(GOOD)
    code, out, _ = run(capsys, "../a\nb\x1b[31m.qdpx")
    assert code == 0
    assert out.startswith("Read a b[31m.qdpx: ")
    made = (thesis / "chapters/empirical-paper/findings/excerpts.yaml").read_text("utf-8")
    assert "# Imported from a b[31m.qdpx (REFI-QDA project)." in made.split("\n")
