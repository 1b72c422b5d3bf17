"""Prose, findings and templates → one Markdown text, with the author's places."""

from __future__ import annotations

from typing import Any

from softbound.merge import chapter
from tests import cases

NAMES = {
    "studies": [{"id": "s1", "country": "UK"}, {"id": "s2", "country": "US"}],
    "chapters": {"paper": {"stages": [{"label": "noticing"}]}},
    "thesis": {"title": "Ruptures"},
}


def merged(given: dict[str, Any]) -> chapter.Merged:
    """Merge what a case gives.

    ``text`` or ``files`` (name → text) and ``templates`` (path below templates/ → text).
    """
    templates: dict[str, str] = given.get("templates", {})
    files = given.get("files") or {"a.md": given["text"]}
    page = given.get("page", "")

    def load(name: str) -> tuple[str, str] | None:
        return (templates[name], f"templates/{name}") if name in templates else None

    def names(folder: str) -> list[str]:
        return [name.split("/")[1].split(".")[0] for name in templates if name.startswith(folder)]

    prose = [chapter.ProseFile(name, text, page) for name, text in files.items()]
    return chapter.merge("review", prose, NAMES, chapter.Templates(load, names))


@cases.each(__file__, "texts")
def test_texts(case: cases.Case) -> None:
    result = merged(case.input)
    assert cases.said(result.problems) == []
    assert result.markdown == case.expected


@cases.each(__file__, "places")
def test_places(case: cases.Case) -> None:
    result = merged(case.input)
    assert cases.said(result.problems) == []
    shown = [
        f"{result.map.place(number)}| {line}"
        for number, line in enumerate(result.markdown.split("\n")[:-1], start=1)
    ]
    assert shown == case.expected


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    result = merged(case.input)
    assert cases.said(result.problems) == case.expected


@cases.each(__file__, "drawings")
def test_drawings(case: cases.Case) -> None:
    result = merged(case.input)
    assert cases.said(result.problems) == []
    assert {"markdown": result.markdown, "drawings": dict(result.drawings)} == case.expected


def test_every_merged_line_has_a_place() -> None:
    for group in cases.load(cases.beside(__file__)).values():
        for case in group:
            result = merged(case.input)
            assert len(result.map.lines) == result.markdown.count("\n")


def test_other_files_are_merged_although_one_has_a_mistake() -> None:
    result = merged({"files": {"a.md": "{{ nope }}", "b.md": "Good.\n"}})
    assert [str(problem.place) for problem in result.problems] == ["a.md:1"]
    assert "Good." in result.markdown


def test_a_template_that_cannot_be_read_is_the_problem_of_its_own_file() -> None:
    from softbound.files import Unreadable
    from softbound.problems import Place, problem

    unreadable = problem("file-is-readable", Place("templates/tables/x.md.j2", 3), "Not UTF-8.")

    def load(name: str) -> tuple[str, str]:
        raise Unreadable(unreadable)

    templates = chapter.Templates(load, lambda folder: ["x"])
    prose = [chapter.ProseFile("a.md", "{{ table('x') }}")]
    assert chapter.merge("review", prose, {}, templates).problems == [unreadable]
