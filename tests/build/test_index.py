"""What a build tells: the page of reports, ignores at the place, annotations, twins of reports."""

from __future__ import annotations

import re

import pypdf
import pytest

from softbound import cli
from tests.build.thesis import Thesis, build
from tests.pages import Page

CHAPTER = "chapters/second-paper/01-text.md"
INDEX = "build/reports/index.html"
WRONG = """

<!-- softbound: ignore citation-is-in-bibliography: It is in press. -->

A claim [@inpress2030] and
its reason [@inpress2031].

Another claim [@nobody2000].

<!-- softbound: ignore float-has-title: There is no table. -->

The end, <!-- a remark of the author's --> at last.
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not re.match(r"\s*\d+\.\d s  ", line)]


def test_problems_are_told_ignored_and_shown(
    thesis: Thesis, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    thesis.write(CHAPTER, thesis.text(CHAPTER) + WRONG)
    result = build(thesis.root, environment={"GITHUB_ACTIONS": "true"})
    assert result.code == 1
    found = {(p["rule"], p["severity"], p["line"]): p for p in thesis.problems()}
    first = thesis.text(CHAPTER).split("\n").index("A claim [@inpress2030] and") + 1
    rule = "citation-is-in-bibliography"
    assert {key[1:] for key in found if key[0] == rule} == {
        ("note", first), ("note", first + 1), ("error", first + 3)
    }  # fmt: skip
    ignored = found[rule, "note", first]
    assert ignored["ignored"] == "It is in press."
    assert ignored["hint"] == f"Ignored at {CHAPTER}:{first - 2}: It is in press."
    assert ("ignore-is-used", "note", first + 5) in found
    # on the screen
    told = lines(result.text)
    assert "Second paper" in told
    assert (
        f'{CHAPTER}:{first + 3}: error: "nobody2000" is cited but is in no bibliography. [{rule}]'
        in told
    )
    assert "2 problems are ignored, for reasons that you gave." in told
    assert [line for line in told if line.startswith("::error ")] == [
        f'::error file={CHAPTER},line={first + 3},title={rule}::"nobody2000" is cited but is in no bibliography.'
    ]
    assert "inpress2030" not in result.text
    # on the page
    page = Page(thesis.text(INDEX))
    page.check()
    assert "Another claim [@nobody2000]." in page.text
    assert "Your reason: It is in press." in page.text
    assert "Not yet" in page.text
    # in the outputs
    pages = pypdf.PdfReader(thesis.root / "build" / "thesis.pdf").pages
    text = " ".join("".join(p.extract_text() for p in pages).split())
    assert "The end, at last." in text
    assert "softbound" not in text
    # and again, without a build
    before = thesis.text(INDEX), thesis.text("build/reports/problems.json")
    again = thesis.build()
    assert (again.code, again.ran) == (1, [])
    assert "nobody2000" in again.text
    assert (thesis.text(INDEX), thesis.text("build/reports/problems.json")) == before
    monkeypatch.chdir(thesis.root)
    assert cli.main(["problems", "--format", "github"]) == 1
    assert f"line={first + 3}" in capsys.readouterr().out


def test_a_report_that_is_asked_for_comes_with_its_own_problems(thesis: Thesis) -> None:
    thesis.write(CHAPTER, thesis.text(CHAPTER) + "\nA claim [@nobody2000]. See @tbl:nowhere.\n")
    result = thesis.build("references")
    assert result.code == 1
    told = lines(result.text)
    assert sum("nobody2000" in line for line in told) == 1
    assert "nowhere" not in "\n".join(told)
    assert any(line.startswith("Done in") and "1 error." in line for line in told)
    assert "in all;" in told[-1]


def test_a_template_of_the_thesis_s_own_may_be_wrong(thesis: Thesis) -> None:
    thesis.write("templates/reports/index.html.j2", "{{ title }}\n{{ nothing.there }}")
    result = thesis.build()
    assert result.code == 1
    assert "templates/reports/index.html.j2: error: The template cannot be used" in result.text
    assert thesis.build().code == 1, "it is told until it is mended"
    thesis.write("templates/reports/index.html.j2", "Mine: {{ title }}")
    assert thesis.build().code == 0
    assert thesis.text(INDEX).startswith("Mine: ")


def test_a_thesis_that_cannot_be_read_has_a_page(thesis: Thesis) -> None:
    thesis.write("thesis.yaml", "title: [")
    assert thesis.build().code == 1
    page = Page(thesis.text(INDEX))
    page.check()
    assert "Not built" in page.text
    assert "Every YAML file can be parsed" in page.text
