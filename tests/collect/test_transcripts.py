"""Transcripts: bytes → turns, and which file is whose. All interviews here are made up."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from softbound.collect import transcripts
from softbound.problems import Place
from tests import cases

AT = Place("interviews.yaml", 1)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str) -> bytes:
    """A Word file with nothing in it but its text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", xml)
    return target.getvalue()


def content(given: dict[str, Any]) -> bytes:
    if "body" in given:
        return docx(given["body"])
    return str(given["text"]).encode(given.get("encoding", "utf-8"))


@cases.each(__file__, "turns")
def test_turns(case: cases.Case) -> None:
    known = case.input.get("known", ["Harriet", "p1"])
    read, problems = transcripts.read(content(case.input), case.input["file"], AT, known)
    assert cases.said(problems) == []
    assert read is not None
    shown = [
        f"{turn.speaker}| " + " / ".join(f"{line.number} {line.text}" for line in turn.lines)
        for turn in read.turns
    ]
    assert shown == case.expected


@cases.each(__file__, "unreadable")
def test_unreadable(case: cases.Case) -> None:
    read, problems = transcripts.read(content(case.input), case.input["file"], AT)
    assert read is None
    assert cases.said(problems) == case.expected


@pytest.mark.parametrize("share", range(0, 100, 7))
def test_a_word_file_that_is_cut_short_is_a_problem(share: int) -> None:
    whole = docx("<w:p><w:r><w:t>Harriet: Yes.</w:t></w:r></w:p>")
    read, problems = transcripts.read(whole[: len(whole) * share // 100], "p1.docx", AT)
    assert read is None
    assert [problem.rule for problem in problems] == ["transcript-is-readable"]


@cases.each(__file__, "assigned")
def test_assigned(case: cases.Case) -> None:
    findings = {
        "participants": [
            {"id": "p1", "pseudonym": "Harriet"},
            {"id": "p2", "pseudonym": "Mary Ann"},
        ],
        **({"interviews": case.input["interviews"]} if "interviews" in case.input else {}),
    }
    heard, problems = transcripts.assigned(case.input["files"], findings, lambda *path: AT)
    shown = [f"{each.participant} {each.round} {each.file or '–'}" for each in heard]
    assert shown + cases.said(problems) == case.expected
