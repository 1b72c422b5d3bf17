"""Tables of codings and codebooks, as CSV and as Excel workbooks."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from softbound.collect.qda import tables
from tests import cases
from tests.collect.qda import projects


@cases.each(__file__, "tables")
def test_table(case: cases.Case) -> None:
    coded, problems = projects.read(case.input.encode(), "made-up.csv")
    assert coded is not None
    assert projects.tree(coded) == case.expected["codes"]
    assert projects.codings(coded) == case.expected["codings"]
    assert cases.said(problems) == case.expected.get("problems", [])
    found = {
        "passages": [coding.passage for coding in coded.codings],
        "lines": [coding.place.line for coding in coded.codings],
        "notes": projects.notes(coded),
        "left_out": projects.left_out(coded),
    }
    assert {key: found[key] for key in found.keys() & case.expected} == {
        key: case.expected[key] for key in found.keys() & case.expected
    }


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8-sig", False), ("utf-16", False), ("utf-16-le", True), ("cp1252", True)],
)
def test_tables_are_read_in_usual_encodings(encoding: str, guessed: bool) -> None:
    content = "document,code,text\r\nOne,café,très\r\n".encode(encoding)
    coded, problems = projects.read(content, "made-up.csv")
    assert coded is not None
    assert projects.codings(coded) == ["One | café | très"]
    assert [problem.rule for problem in problems] == ["import-is-read-as-meant"] * guessed


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["About", "this"])
    sheet = book.create_sheet("highlights")
    for row in (["id", "document", "tag", "content"], ["1", "One", "noticing", "I knew"],
                [2, "Two", "doubt", None], [3, "Two", "doubt", "=1+1"]):  # fmt: skip
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_from_the_first_sheet_that_is_a_table() -> None:
    coded, problems = projects.read(workbook(), "made-up.xlsx")
    assert problems == []
    assert coded is not None
    assert projects.codings(coded) == ["One | noticing | I knew"]
    assert [coding.place.line for coding in coded.codings] == [2]
    assert projects.left_out(coded) == {"empty selections": 2}  # a formula has no value yet


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "missing", lambda: True)
    coded, problems = projects.read(workbook(), "made-up.xlsx")
    assert coded is None
    assert cases.said(problems) == [
        "made-up.xlsx: error: The file is an Excel workbook, and what reads it is not installed. Run "
        'pip install "softbound[qda]", or save the table as CSV UTF-8 and import that. '
        "[extra-is-installed]"
    ]
