"""REFI-QDA projects: what is read of them, what is counted, what is told."""

from __future__ import annotations

import pytest

from tests import cases
from tests.collect.qda import projects


@cases.each(__file__, "projects")
def test_project(case: cases.Case) -> None:
    given = case.input
    files = dict(given.get("files", {}))
    files |= {name: bytes.fromhex(str(content)) for name, content in given.get("hex", {}).items()}
    origin = given.get("origin", "Made-up 1")
    coded, problems = projects.read(projects.qdpx(given["body"], files, origin))
    assert coded is not None
    assert projects.tree(coded) == case.expected["codes"]
    assert projects.codings(coded) == case.expected["codings"]
    assert cases.said(problems) == case.expected["problems"]
    assert projects.lost_codings(coded) == case.expected.get("lost", 0)
    for part, told in (("notes", projects.notes), ("left_out", projects.left_out)):
        if part in case.expected:
            assert told(coded) == case.expected[part]
    assert len(coded.codings) + projects.lost_codings(coded) == given["body"].count("<Coding ")


BODY = """\
<CodeBook><Codes><Code guid="C1" name="Naming" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="S1" name="One" plainTextPath="{path}">
<PlainTextSelection guid="P1" startPosition="0" endPosition="3"><Coding guid="K1"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection>
</TextSource></Sources>
"""


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("relative:///one.txt", "one.txt"),
        ("relative:///interviews/one.txt", "interviews/one.txt"),
        ("relative:///one.txt", "/base/of/it/one.txt"),
        ("absolute:///home/somebody/one.txt", "/home/somebody/one.txt"),
        ("absolute:///C:/Documents/one.txt", "C:/Documents/one.txt"),
    ],
)
def test_texts_that_lie_outside_are_read_where_they_are(path: str, beside: str) -> None:
    xml = projects.HEAD.format(origin='x" basePath="/base/of/it') + BODY.format(path=path)
    content = projects.archive({"project.qde": xml + "</Project>"})
    coded, problems = projects.read(content, beside={beside: b"All the words"})
    assert problems == []
    assert coded is not None
    assert projects.codings(coded) == ["One | Naming | All"]


def test_the_project_may_be_called_otherwise_and_lie_in_a_folder() -> None:
    xml = projects.HEAD.format(origin="x") + BODY.format(path="internal://S1.txt") + "</Project>"
    files = {"made up/Other.QDE": xml, "made up/Sources/s1.TXT": "All the words",
             "__MACOSX/made up/._Other.QDE": "x"}  # fmt: skip
    coded, problems = projects.read(projects.archive(files))
    assert problems == []
    assert coded is not None
    assert projects.codings(coded) == ["One | Naming | All"]


def test_an_unpacked_project_is_read_with_its_sources_beside_it() -> None:
    xml = projects.HEAD.format(origin="x") + BODY.format(path="internal://S1.txt") + "</Project>"
    coded, problems = projects.read(xml.encode(), "project.qde", {"sources/S1.txt": b"All of it"})
    assert problems == []
    assert coded is not None
    assert projects.codings(coded) == ["One | Naming | All"]


CODEBOOK = """\
<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Made-up 2">
<Codes><Code guid="C1" name="Noticing" isCodable="false"><Code guid="C2" name="Sensing" isCodable="true"><Description>A snag.</Description></Code></Code></Codes>
<Sets><Set guid="T1" name="All"><MemberCode targetGUID="C1"/></Set></Sets>
</CodeBook>
"""


@pytest.mark.parametrize("mark", ["", "\ufeff", "\n \n"])
def test_a_codebook_alone_gives_codes(mark: str) -> None:
    coded, problems = projects.read((mark + CODEBOOK).encode(), "made-up.qdc")
    assert problems == []
    assert coded is not None
    assert (coded.form, coded.origin) == ("REFI-QDA codebook", "Made-up 2")
    assert projects.tree(coded) == ["Noticing", "  Sensing: A snag."]
    assert projects.left_out(coded) == {"sets": 1}


def test_lines_are_right_in_projects_longer_than_the_parser_counts() -> None:
    body = "\n" * 70_000 + BODY.format(path="internal://S9.txt")
    _, problems = projects.read(projects.qdpx(body))
    assert [problem.place.line for problem in problems] == [70_004]


def test_codes_that_stand_within_one_another_a_thousand_times_are_read() -> None:
    deep = "".join(f'<Code guid="C{n}" name="C{n}" isCodable="true">' for n in range(1000))
    body = f"<CodeBook><Codes>{deep}{'</Code>' * 1000}</Codes></CodeBook>"
    coded, problems = projects.read(projects.qdpx(body))
    assert problems == []
    assert coded is not None
    assert len(coded.codes) == 1000


def test_a_project_without_codes_is_told() -> None:
    _, problems = projects.read(projects.qdpx("<Users/>\n"))
    assert cases.said(problems) == [
        "made-up.qdpx: error: The REFI-QDA project has no codes. Look in the software whether it "
        "is the right project, and export it again. [import-is-whole]"
    ]
