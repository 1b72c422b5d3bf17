"""What was found is told once, by its place, and without the words."""

from __future__ import annotations

import pytest

from softbound.collect.documents import Layer
from softbound.problems import Problem
from softbound.verify.anonymity import Found, Source, masks, of_document, of_sources
from tests.cases import Case, each
from tests.verify.anonymity.test_hits import search

NOTHING: dict[str, dict[str, str]] = {"text": {}, "image metadata": {}}
NAME = "Wanda Kestrelby"


def sources(*given: Source) -> Found:
    return of_sources(search(), given)


def places(problems: list[Problem]) -> list[str]:
    return [str(each.place) for each in problems]


@each(__file__, "masks")
def test_bibliographies(case: Case) -> None:
    found = sources(Source("a.bib", masks.bibliography(case.input))).problems
    assert sorted({each.place.line for each in found if each.place.line}) == case.expected


@each(__file__, "keys")
def test_keys_of_citations(case: Case) -> None:
    hits = search().in_text(masks.source(case.input, {"kestrelby2010"}))
    assert len({hit.span.start for hit in hits if hit.rule == "secret-is-absent"}) == case.expected


def test_masks_leave_lines_as_they_are() -> None:
    text = "@article{a,\n  title = {X\nY},\n  note = {Z}\n}"
    assert masks.bibliography(text).count("\n") == text.count("\n")
    assert len(masks.source("a @b\nc", ())) == 6


def test_thesis_yaml_may_say_where_private_files_lie() -> None:
    text = "title: T\nprivate: /home/jo/names.yaml\ntranscripts: /Users/jo/t\n"
    assert search().in_text(text) != []
    assert search().in_text(masks.thesis(text)) == []


def test_each_line_is_told_once() -> None:
    found = sources(Source("chapters/a.md", f"{NAME} and {NAME}\n\n{NAME}"))
    assert places(found.problems) == ["chapters/a.md:1", "chapters/a.md:3"]


def test_many_lines_are_told_together() -> None:
    found = sources(Source("chapters/a.md", f"{NAME}\n" * 40))
    assert places(found.problems) == ["chapters/a.md:1"]
    assert "and on 39 others of the file" in found.problems[0].message


def test_a_file_whose_name_is_a_secret_is_told_by_its_folder() -> None:
    found = sources(Source("chapters/one/wandaKestrelby/a.md", NAME))
    assert places(found.problems) == ["chapters/one", "chapters/one:1"]
    assert found.scanned[0]["file"] == "chapters/one"


def test_what_a_source_accounts_for_is_not_told_again() -> None:
    known = sources(Source("chapters/a.md", NAME)).known
    pages = [Layer("text", NAME, 3), Layer("bookmarks", NAME), Layer("properties", NAME)]
    problems, report = of_document(search(), "build/thesis.pdf", pages, known)
    assert problems == []
    assert report["findings"] == 3


def test_but_of_hidden_layers_it_is() -> None:
    known = sources(Source("chapters/a.md", NAME)).known
    problems, _ = of_document(
        search(), "build/thesis.docx", [Layer("comments", NAME, hidden=True)], known
    )
    assert places(problems) == ["build/thesis.docx"]


def test_and_so_is_a_whole_name_where_sources_hold_a_part() -> None:
    known = sources(Source("chapters/a.md", "Then Wanda said")).known
    problems, _ = of_document(search(), "build/thesis.pdf", [Layer("text", NAME, 3)], known)
    assert [each.rule for each in problems] == ["secret-is-absent"]


def test_pages_are_told_together() -> None:
    pages = [Layer("text", NAME if page != 4 else "", page) for page in range(1, 9)]
    problems, _ = of_document(search(), "build/thesis.pdf", pages, NOTHING)
    assert len(problems) == 1
    assert "pages 1, 2, 3, 5, 6 and 2 more: text" in problems[0].message


def test_what_the_bibliography_holds_is_told_of_no_document() -> None:
    known = of_sources(search(), [], ["A book. Northmoor: Ash."]).known
    problems, _ = of_document(search(), "build/thesis.pdf", [Layer("text", "Northmoor", 9)], known)
    assert problems == []


def test_an_image_is_told_where_it_lies_and_not_again_where_it_is_shown() -> None:
    layer = Layer("image metadata", NAME, traces=("the place where it was taken",))
    found = sources(Source("chapters/a.jpg", None, [layer]))
    assert sorted(each.rule for each in found.problems) == [
        "image-tells-no-place-or-person",
        "secret-is-absent",
    ]
    assert of_document(search(), "build/thesis.pdf", [layer], found.known)[0] == []
    assert len(of_document(search(), "build/thesis.pdf", [layer], NOTHING)[0]) == 2


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ('At [the *old* Zed]{redact="x"} now', ["[the *old* Zed]"]),
        ("At [a [b] c]{.redact} now", ["[a [b] c]"]),
        (
            "::: {redact=true}\nDear Zed\n:::: {.box}\nin\n::::\nend\n:::\nopen",
            ["\nDear Zed\n:::: {.box}\nin\n::::\nend\n"],
        ),
        ("## A {redact=x}\nZed\n### B\nZed\n## C\nopen", ["\nZed\n### B\nZed\n"]),
        ('![Zed](z.png){alt="Zed" redact=x} open', ['![Zed](z.png){alt="Zed" redact=x}']),
        ("[Zed]{redact=false} and [Zed]{lang=fr} {redacted}", []),
        ("]{redact=x}", ["]"]),
    ],
)
def test_what_the_public_version_does_not_show(text: str, covered: list[str]) -> None:
    from softbound.verify.anonymity import masks

    assert [text[a:b] for a, b in masks.redacted(text)] == covered
