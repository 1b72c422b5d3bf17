"""Taguette's projects and pages → what is coded in them."""

from __future__ import annotations

from typing import Any

from tests import cases
from tests.collect.qda import projects


def tables(**changed: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        "projects": [{"id": 1, "name": "Made-up", "description": "About noticing."}],
        "documents": [
            {"id": 1, "name": "One", "description": "Met at work.",
             "contents": "<p>I knew <b>then</b>.</p><p>Not why.</p>"},
        ],
        "tags": [
            {"id": 1, "path": "noticing", "description": ""},
            {"id": 2, "path": "noticing.early", "description": "Soon."},
        ],
        "highlights": [
            {"id": 2, "document_id": 1, "start_offset": 13, "end_offset": 21,
             "snippet": "<p>Not why.</p>"},
            {"id": 1, "document_id": 1, "start_offset": 2, "end_offset": 21,
             "snippet": "<p>knew <b>then</b>.</p><p>Not why.</p>"},
            {"id": 3, "document_id": 1, "start_offset": 0, "end_offset": 1, "snippet": "<p>I</p>"},
        ],
        "highlight_tags": [
            {"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 2},
            {"highlight_id": 2, "tag_id": 2},
        ],
    } | changed  # fmt: skip


def test_a_project_s_tags_documents_and_highlights_are_read() -> None:
    coded, problems = projects.read(projects.database(tables()), "made-up.sqlite3")
    assert problems == []
    assert coded is not None
    assert coded.form == "Taguette project"
    assert projects.tree(coded) == ["noticing", "noticing.early: Soon."]
    assert [source.text for source in coded.sources] == ["I knew then.\nNot why."]
    assert projects.codings(coded) == [
        "One | noticing | knew then.\nNot why.",
        "One | noticing.early | knew then.\nNot why.",
        "One | noticing.early | Not why.",
    ]
    assert projects.notes(coded) == ["about the project | About noticing."]
    assert projects.left_out(coded) == {"descriptions of sources": 1, "highlights without a tag": 1}


def test_of_several_projects_none_is_guessed() -> None:
    many = tables(projects=[{"id": 1, "name": "A"}, {"id": 2, "name": "B"}])
    coded, problems = projects.read(projects.database(many), "taguette.sqlite3")
    assert coded is None
    assert cases.said(problems) == [
        "taguette.sqlite3: error: The database holds 2 projects: A and B. Open the one that you "
        'mean in Taguette, choose "Export project" under "Project info", and import that file. '
        "[import-is-whole]"
    ]


def test_what_refers_to_nothing_is_told_and_counted() -> None:
    broken = tables(
        highlight_tags=[
            {"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 9},
            {"highlight_id": 2, "tag_id": 9}, {"highlight_id": 9, "tag_id": 1},
        ]
    )  # fmt: skip
    coded, problems = projects.read(projects.database(broken), "made-up.sqlite3")
    assert coded is not None
    assert projects.codings(coded) == ["One | noticing | knew then.\nNot why."]
    assert len(coded.codings) + projects.lost_codings(coded) == 4
    assert cases.said(problems) == [
        "made-up.sqlite3: error: Tags on highlights that do not exist: 1; they are lost. Export "
        "the project again from Taguette. [import-references-lead-somewhere]",
        "made-up.sqlite3: error: The highlight 1 names a tag that does not exist: what hangs on it "
        "is lost. Export the project again from Taguette. [import-references-lead-somewhere]",
        "made-up.sqlite3: error: The highlight 2 names a tag that does not exist: what hangs on it "
        "is lost. Export the project again from Taguette. [import-references-lead-somewhere]",
    ]


PAGE = """\
<!DOCTYPE html>
<html>
  <head><meta charset="UTF-8"><title>Taguette {word}</title><style>h1 {{}}</style></head>
  <body>
    <h1>Taguette {word}</h1>

    <h1>A heading</h1><p>I <strong>knew</strong> then,
 and said so.</p><ul><li>Twice.</li></ul>
    <p>
      <strong>{document}:</strong> One &amp; only
      <strong>{tags}:</strong>
        noticing, early,
        doubt
    </p>
    <hr>
    <p>Not why.</p>
    <p>
      <strong>{document}:</strong> Two
      <strong>{tags}:</strong>
        doubt
    </p>
    <hr>
    <p>Nothing.</p>
    <p>
      <strong>{document}:</strong> Two
      <strong>{tags}:</strong>
    </p>
  </body>
</html>
"""


def test_highlights_as_a_page_are_read_in_whatever_language() -> None:
    english = PAGE.format(word="highlights", document="Document", tags="Tags")
    german = PAGE.format(word="Markierungen", document="Dokument", tags="Schlagworte")
    for page in (english, german):
        coded, problems = projects.read(page.encode(), "highlights.html")
        assert problems == []
        assert coded is not None
        assert projects.tree(coded) == ["doubt", "noticing, early"]
        assert projects.codings(coded) == [
            "One & only | noticing, early | A heading\nI knew then, and said so.\nTwice.",
            "One & only | doubt | A heading\nI knew then, and said so.\nTwice.",
            "Two | doubt | Not why.",
        ]
        assert [coding.place.line for coding in coded.codings] == [5, 5, 15]
        assert projects.left_out(coded) == {"highlights without a tag": 1}


def test_a_part_of_a_page_that_is_no_highlight_is_told() -> None:
    page = PAGE.format(word="highlights", document="Document", tags="Tags")
    _, problems = projects.read(page.replace("<p>Nothing", "<hr><p>Nothing").encode(), "a.html")
    assert cases.said(problems) == [
        "a.html:22: error: Something between two rules of the page is no highlight with its "
        "document and tags: it is lost. Export the highlights again. [import-is-whole]"
    ]
