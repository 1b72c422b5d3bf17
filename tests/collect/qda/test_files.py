"""Files that are broken, foreign or hostile: a problem with its place, never an exception."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect.qda import archive
from softbound.model.coded import Coded
from softbound.problems import Problem
from tests import cases
from tests.collect.qda import projects, test_qualcoder, test_refi

BODY = test_refi.BODY.format(path="internal://S1.txt")
GOOD = projects.qdpx(BODY, {"S1.txt": "All the words"})
QUALCODER = projects.database(test_qualcoder.tables())


def encrypted() -> bytes:
    """An archive whose entry says that it is encrypted."""
    made = bytearray(projects.archive({"project.qde": "<Project/>"}, zipfile.ZIP_STORED))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def damaged() -> bytes:
    """An archive whose project does not have the sum that was noted."""
    made = bytearray(projects.archive({"project.qde": "<Project/>" * 9}, zipfile.ZIP_STORED))
    made[60] ^= 1
    return bytes(made)


AGAIN = "Export it again: it may have been cut off or edited by hand."
QDPX = "Export the project as REFI-QDA (.qdpx)."
FILES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.qdpx", b" \n", "a.qdpx: error: The file is empty. Export it again. [import-is-whole]"),
    "no archive": (
        "a.qdpx", b"something else",
        "a.qdpx: error: The file is in no form that softbound imports. Known are REFI-QDA (.qdpx, "
        ".qdc), projects of QualCoder and Taguette, and tables whose first line names the columns "
        "(document, code, text). [import-is-recognised]",
    ),
    "half an archive": (
        "a.qdpx", GOOD[: len(GOOD) // 2],
        "a.qdpx: error: The file is no whole zip archive: File is not a zip file. Copy or export it "
        "again: it may have been cut off. [import-is-whole]",
    ),
    "an archive without a project": (
        "a.qdpx", projects.archive({"b.txt": "x"}),
        "a.qdpx: error: The archive holds no project.qde, so it is no REFI-QDA project. "
        f"{QDPX} [import-is-recognised]",
    ),
    "an empty archive": (
        "a.qdpx", projects.archive({}),
        "a.qdpx: error: The archive holds no project.qde, so it is no REFI-QDA project. "
        f"{QDPX} [import-is-recognised]",
    ),
    "an encrypted archive": (
        "a.qdpx", encrypted(),
        "a.qdpx/project.qde: error: The file is encrypted. Export the project again, without a "
        "password. [import-is-whole]",
    ),
    "a damaged archive": (
        "a.qdpx", damaged(),
        "a.qdpx/project.qde: error: The file cannot be unpacked: Bad CRC-32 for file 'project.qde'. "
        "Export the project again: the file may have been cut off when it was copied. "
        "[import-is-whole]",
    ),
    "broken XML": (
        "a.qdpx", projects.archive({"project.qde": "<Project>\n<Users>\n</Project>"}),
        "a.qdpx/project.qde:3: error: The XML is broken here: Opening and ending tag mismatch: Users "
        f"line 2 and Project, line 3, column 11. {AGAIN} [import-is-whole]",
    ),
    "XML that breaks off": (
        "a.qdc", b"<CodeBook>\n<Codes>\n",
        "a.qdc:3: error: The XML is broken here: Premature end of data in tag Codes line 2, line 3, "
        f"column 1. {AGAIN} [import-is-whole]",
    ),
    "other XML": (
        "a.qdc", b"<?xml version='1.0'?>\n<records/>",
        'a.qdc:2: error: The XML begins with "records", and not with "Project" or "CodeBook", as '
        "REFI-QDA does. Export the project as REFI-QDA (.qdpx) or the codebook as .qdc. "
        "[import-is-whole]",
    ),
    "NVivo's own project": (
        "a.nvpx", b"\x00\x01\x02\x03" * 9,
        "a.nvpx: error: The file is in no form that softbound imports. It is a project of NVivo: "
        "export it there as REFI-QDA (.qdpx). [import-is-recognised]",
    ),
    "a Word document": (
        "a.docx", projects.archive({"word/document.xml": "<x/>"}),
        "a.docx: error: The file is a Word document, from which no codings are read. Export the "
        "project as REFI-QDA (.qdpx), or a list of codings as a table. [import-is-recognised]",
    ),
    "a damaged workbook": (
        "a.xlsx", projects.archive({"xl/workbook.xml": "<x"}),
        "a.xlsx: error: The workbook cannot be read: KeyError: \"There is no item named "
        "'[Content_Types].xml' in the archive\". Open it in Excel and save it again, or export as "
        "CSV. [import-is-whole]",
    ),
    "another database": (
        "a.sqlite3", projects.database({"other": [{"id": 1}]}),
        "a.sqlite3: error: The database is neither QualCoder's nor Taguette's. "
        f"{QDPX} [import-is-recognised]",
    ),
    "MAXQDA's own project": (
        "a.mx22", projects.database({"other": [{"id": 1}]}),
        "a.mx22: error: The database is neither QualCoder's nor Taguette's. It is a project of "
        "MAXQDA: export it there as REFI-QDA (.qdpx). [import-is-recognised]",
    ),
    "half a database": (
        "data.qda", QUALCODER[: len(QUALCODER) // 2],
        "data.qda: error: The database is damaged: database disk image is malformed. Close the "
        "software that it belongs to, and copy or export it again. [import-is-whole]",
    ),
    "another web page": (
        "a.html", b"<!DOCTYPE html><html><title>x</title></html>",
        "a.html: error: The file is a web page, but not one that Taguette exported. Export as "
        "REFI-QDA. [import-is-recognised]",
    ),
    "a page without highlights": (
        "a.html", b"<html><title>Taguette highlights</title><body></body></html>",
        'a.html: error: The page holds no highlights. Choose "Export this view" while all highlights '
        "are shown, or import the project. [import-is-whole]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_which_nothing_can_be_read_is_one_problem(kind: str) -> None:
    name, content, expected = FILES[kind]
    coded, problems = projects.read(content, name)
    assert coded is None
    assert cases.said(problems) == [expected]


def test_an_archive_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1024 * 1024)
    swollen = projects.archive({"project.qde": b" " * 3 * 1024 * 1024})
    coded, problems = projects.read(swollen)
    assert coded is None
    assert cases.said(problems) == [
        "made-up.qdpx/project.qde: error: The file is larger than 1 MB, which no project or "
        "transcript is. Export the project again, and look at what is in it. [import-is-whole]"
    ]


def test_many_texts_may_not_swell_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", 1024 * 1024)
    sources = "".join(
        f'<TextSource guid="S{n}" name="S{n}" plainTextPath="internal://S{n}.txt"/>'
        for n in range(9)
    )
    texts = {f"S{n}.txt": b"x" * 300_000 for n in range(9)}
    coded, problems = projects.read(projects.qdpx(f"<Sources>{sources}</Sources>", texts))
    assert coded is None
    assert [str(problem.place) for problem in problems] == ["made-up.qdpx/sources/S3.txt"]


def test_no_entity_is_expanded_and_no_file_is_read() -> None:
    laughs = '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    for entity in ("&b;", "&f;"):
        xml = f"<?xml version='1.0'?>\n{laughs}\n<CodeBook><Codes><Code guid='C1' name='x' isCodable='true'><Description>{entity}</Description></Code></Codes></CodeBook>"
        coded, problems = projects.read(xml.encode(), "a.qdc")
        assert coded is None
        assert [problem.rule for problem in problems] == ["import-is-whole"]
        assert problems[0].place.line == 3
        wide = xml.replace("<?xml version='1.0'?>\n", "").encode("utf-16")
        coded, _ = projects.read(wide, "a.qdc")
        assert coded is None or "ha" not in "".join(code.description for code in coded.codes)


def test_a_database_in_use_is_read_without_its_second_file() -> None:
    content = bytearray(QUALCODER)
    content[18:20] = b"\x02\x02"
    coded, problems = projects.read(bytes(content), "data.qda")
    assert problems == []
    assert coded is not None
    assert len(coded.codings) == 4


def survives(content: bytes, name: str) -> tuple[Coded | None, list[Problem]]:
    coded, problems = projects.read(content, name)
    assert coded is not None or problems
    return coded, problems


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([GOOD, QUALCODER, BODY.encode(), test_refi.CODEBOOK.encode()]), st.data())
def test_no_damage_raises(good: bytes, data: st.DataObject) -> None:
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(1, 40))] = data.draw(st.binary(max_size=8))
    survives(bytes(content), "a.qdpx")


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=30))
def test_no_project_raises_whatever_its_xml(at: int, noise: bytes) -> None:
    xml = (projects.HEAD.format(origin="x") + BODY + "</Project>").encode()
    at %= len(xml)
    survives(projects.archive({"project.qde": xml[:at] + noise + xml[at:]}), "a.qdpx")
