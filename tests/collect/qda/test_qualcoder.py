"""QualCoder's database → what is coded in it."""

from __future__ import annotations

from typing import Any

from tests import cases
from tests.collect.qda import projects

TEXT = "I knew then.\nI did not know why. 😀 Then I did."


def tables(**changed: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """A made-up project with categories, codes and sub-codes."""
    return {
        "project": [{"databaseversion": "v11", "memo": "A made-up project."}],
        "source": [
            {"id": 1, "name": "Interview 1", "fulltext": TEXT, "memo": "Met at work."},
            {"id": 2, "name": "drawing.png", "mediapath": "/images/drawing.png"},
        ],
        "code_cat": [
            {"catid": 1, "name": "Reflecting", "memo": "All of it.", "supercatid": None},
            {"catid": 2, "name": "Noticing", "supercatid": 1},
        ],
        "code_name": [
            {"cid": 1, "name": "Sensing", "memo": "A snag.", "catid": 2, "color": "#ff0000"},
            {"cid": 2, "name": "Being sure", "catid": None, "color": None},
            {"cid": 3, "name": "Sensing it later", "catid": None, "supercid": 1, "color": "#00f"},
        ],
        "code_text": [
            {"ctid": 1, "cid": 1, "fid": 1, "seltext": "I knew", "pos0": 0, "pos1": 6,
             "owner": "a", "memo": "First!", "date": "2026-02-03 10:00:00"},
            {"ctid": 2, "cid": 1, "fid": 1, "seltext": "I knew", "pos0": 0, "pos1": 6, "owner": "b"},
            {"ctid": 3, "cid": 3, "fid": 1, "seltext": "Then I did", "pos0": 35, "pos1": 45},
            {"ctid": 4, "cid": 2, "fid": 1, "seltext": "then", "pos0": 7, "pos1": 11},
        ],
        "code_image": [{"imid": 1, "id": 2, "cid": 1}],
        "code_av": [],
        "annotation": [{"anid": 1, "fid": 1, "pos0": 13, "pos1": 18, "memo": "Ask.", "date": "2026"}],
        "journal": [{"jid": 1, "name": "On noticing", "jentry": "It begins early.",
                     "date": "2026-03-04 09:00:00"}],
        "cases": [{"caseid": 1, "name": "Somebody", "memo": "Who it is."}],
        "case_text": [{"id": 1, "caseid": 1, "fid": 1}],
        "attribute": [{"name": "Age", "value": "40"}],
    } | changed  # fmt: skip


def test_a_project_s_codes_sources_codings_and_notes_are_read() -> None:
    coded, problems = projects.read(projects.database(tables()), "data.qda")
    assert problems == []
    assert coded is not None
    assert coded.form == "QualCoder project"
    assert projects.tree(coded) == [
        "Reflecting: All of it.", "  Noticing", "    Sensing: A snag.", "      Sensing it later",
        "Being sure",
    ]  # fmt: skip
    assert projects.codings(coded) == [
        "Interview 1 | Sensing | I knew",
        "Interview 1 | Sensing | I knew",
        "Interview 1 | Sensing it later | Then I did",
        "Interview 1 | Being sure | then",
    ]
    assert [coding.coder for coding in coded.codings] == ["a", "b", "", ""]
    assert [coding.start for coding in coded.codings] == [0, 0, 35, 7]
    assert projects.notes(coded) == [
        " | First! | 2026-02-03 | Sensing | Interview 1 | 0-6",
        "On noticing | It begins early. | 2026-03-04",
        " | Ask. | 2026 |  | Interview 1 | 13-18",
        "about the project | A made-up project.",
    ]
    assert [source.case for source in coded.sources] == ["Somebody", ""]
    assert projects.left_out(coded) == {
        "areas of pictures": 1, "attributes": 1, "cases": 1, "colours of codes": 2,
        "descriptions of cases": 1, "descriptions of sources": 1,
    }  # fmt: skip


def test_columns_and_tables_that_older_versions_lack_are_done_without() -> None:
    old = {
        "source": [{"id": 1, "name": "One", "fulltext": TEXT}],
        "code_name": [{"cid": 1, "name": "Sensing", "catid": None}],
        "code_text": [{"cid": 1, "fid": 1, "seltext": "then", "pos0": 7, "pos1": 11}],
    }
    coded, problems = projects.read(projects.database(old), "data.qda")
    assert problems == []
    assert coded is not None
    assert projects.codings(coded) == ["One | Sensing | then"]


def test_what_refers_to_nothing_or_lies_beyond_the_text_is_told_and_counted() -> None:
    broken = tables(
        code_cat=[
            {"catid": 1, "name": "A", "supercatid": 2},
            {"catid": 2, "name": "B", "supercatid": 1},
            {"catid": 3, "name": "C", "supercatid": 9},
        ],
        code_name=[{"cid": 1, "name": "Sensing", "catid": 3}],
        code_text=[
            {"ctid": 1, "cid": 9, "fid": 1, "seltext": "I", "pos0": 0, "pos1": 1},
            {"ctid": 2, "cid": 1, "fid": 9, "seltext": "I", "pos0": 0, "pos1": 1},
            {"ctid": 3, "cid": 1, "fid": 1, "seltext": "x", "pos0": 5, "pos1": 500},
            {"ctid": 4, "cid": 1, "fid": 1, "seltext": "I know", "pos0": 0, "pos1": 6},
            {"ctid": 5, "cid": 1, "fid": 1, "seltext": "", "pos0": 3, "pos1": 3},
            {"ctid": 6, "cid": 1, "fid": 1, "seltext": "x", "pos0": "a", "pos1": None},
        ],
    )
    coded, problems = projects.read(projects.database(broken), "study.qda")
    assert coded is not None
    assert projects.tree(coded) == ["C", "  Sensing"]
    assert projects.codings(coded) == ["Interview 1 | Sensing | I know"]
    assert len(coded.codings) + projects.lost_codings(coded) == 6 + 1  # one of a picture
    end = f"; the text has {len(TEXT)} characters. The coding is lost. Look at the passage in "
    end += "QualCoder, and code it anew there. [imported-passage-is-in-its-text]"
    start = "study.qda: error: The coding"
    assert sorted(cases.said(problems)) == sorted([
        'study.qda: error: "C" stands under a category that does not exist; it is put at the top. '
        "Look at the tree of codes in QualCoder. [import-references-lead-somewhere]",
        "study.qda: error: Codes that stand under one another in a circle: 2; they are lost with "
        "their codings. Look at the tree of codes in QualCoder. [import-references-lead-somewhere]",
        f"{start} 1 (table code_text) names a code that does not exist: it is lost. It may have "
        "been deleted in QualCoder; code the passage anew. [import-references-lead-somewhere]",
        f"{start} 2 (table code_text) names a source that does not exist: it is lost. It may have "
        "been deleted in QualCoder; code the passage anew. [import-references-lead-somewhere]",
        f'{start} 3 (table code_text) in "Interview 1" goes from 5 to 500{end}',
        f'{start} 6 (table code_text) in "Interview 1" goes from a to None{end}',
        "study.qda: warning: Codings that have other words than their text has at that place: 1; "
        "their own words are taken. The text was edited after it was coded: compare these "
        "excerpts with the transcript. [import-is-read-as-meant]",
    ])  # fmt: skip
