"""References to pages, and marked passages, in both documents."""

from __future__ import annotations

import re

import pytest

from softbound import ast
from softbound.processes import pandoc
from softbound.write.docx.openxml import W, bookmark_name
from tests.write import docx_support as word
from tests.write import test_typst as typst
from tests.write.docx_validity import complaints

FILL = "Words that only fill the page and tell nobody anything at all. "
MARKS = [f"mark{n}x" for n in range(60)]


def page(identifier: str) -> str:
    """A reference to a page, as a resolved tree has it."""
    return f"[–](#{identifier}){{.cross-reference shows=page}}"


FRONT = f"""\
::: {{.page page="abstract"}}
# Abstract {{#sec:abstract .unnumbered}}

[Begin here.]{{#mark:begin}} The method is on p. {page("sec:method")}.
:::
"""
CHAPTER = f"""\
# Review {{#sec:review kind="chapter" number="1" label="Chapter 1"}}

{"".join(f"{FILL * 3}[{mark}]{{#mark:{mark}}} " for mark in MARKS)}

## Method {{#sec:method}}

See pp. {page("mark:begin")} and {page("mark:" + MARKS[-1])}, {page("tbl:a")};
[“Abstract”](#mark:begin){{.cross-reference shows=title}}; nowhere: {page("sec:nowhere")}.

::: {{#tbl:a .float kind="table" label="Table 1.1" number="1.1" prefix="1." index="1"}}
::: title
A Title
:::

| a |
|---|
| b |
:::

::: {{#lim:block}}
A marked paragraph.
:::

And its page: {page("lim:block")}.

## A title [with a mark]{{#mark:title}}

The title's page is {page("mark:title")}.
"""


@pytest.fixture(scope="module", params=["roman", "arabic"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> typst.Built:
    return typst.build(
        tmp_path_factory.mktemp("pages"),
        {"front-matter": FRONT, "review": CHAPTER},
        typst.profile_of(page_numbers={"front_matter": request.param}),
        thesis=typst.THESIS.model_copy(update={"front_matter": ("abstract",)}),
    )


def printed(pdf: typst.Built, words: str) -> str:
    """The number at the foot of the page on which these words stand."""
    found = [text for text in pdf.pages if words in text]
    assert len(found) == 1, words
    return found[0].split(" ")[-1]


def test_a_reference_shows_the_printed_number(pdf: typst.Built) -> None:
    begin, last = printed(pdf, "Begin here."), printed(pdf, f"{MARKS[-1]} ")
    table = printed(pdf, "Table 1.1 A Title a b")
    method = printed(pdf, "Method See pp.")
    assert f"The method is on p. {method}." in pdf.words
    assert f"See pp. {begin} and {last}, {table}; “Abstract”; nowhere: ." in pdf.words
    assert f"title’s page is {printed(pdf, 'A title with a mark The')}." in pdf.words
    assert f"And its page: {printed(pdf, 'A marked paragraph.')}." in pdf.words


def test_every_mark_has_the_page_of_its_words(pdf: typst.Built) -> None:
    assert len({pdf.numbers[f"mark:{mark}"] for mark in MARKS}) > 3
    for mark in MARKS:
        assert pdf.numbers[f"mark:{mark}"] == printed(pdf, f"{mark} "), mark


def test_the_index_knows_what_can_be_referred_to_and_no_more(pdf: typst.Built) -> None:
    wanted = {"sec:abstract", "sec:review", "sec:method", "tbl:a", "mark:begin", "lim:block"}
    wanted |= {"mark:title", "a-title-with-a-mark"}
    assert wanted | {f"mark:{mark}" for mark in MARKS} == {
        name for name in pdf.numbers if not name.startswith("list-of")
    }


def test_a_page_is_a_link_to_its_place(pdf: typst.Built) -> None:
    links = [
        note.get_object()
        for sheet in pdf.reader.pages
        if "See pp." in sheet.extract_text()
        for note in sheet.get("/Annots", ())
    ]
    assert len(links) == 6  # five pages, a title


def trees() -> dict[str, ast.Tree]:
    texts = {"front-matter": FRONT, "review": CHAPTER}
    return {
        name: ast.loads(pandoc(["-f", "markdown", "-t", "json"], text).output)
        for name, text in texts.items()
    }


PAGES = {"mark:begin": "ii", f"mark:{MARKS[-1]}": "6", "tbl:a": "7", "sec:method": "6"}


def document() -> word.Document:
    return word.Document.of(word.build(word.profile(), word.thesis(), trees(), PAGES))


def test_word_has_a_field_for_each_page_with_its_result() -> None:
    found = [
        (code, result)
        for paragraph in document().body.iter(W + "p")
        if word.style(paragraph) not in ("TOC1", "TOC2", "TOC3", "TableofFigures")
        for code, result in word.field_results(paragraph)
        if code.startswith("PAGEREF")
    ]

    def field(identifier: str, result: str) -> tuple[str, str]:
        return rf"PAGEREF {bookmark_name(identifier)} \h", result

    assert found == [
        field("sec:method", "6"),
        field("mark:begin", "ii"),
        field(f"mark:{MARKS[-1]}", "6"),
        field("tbl:a", "7"),
        field("lim:block", "–"),
        field("mark:title", "–"),
    ]


def test_every_field_and_link_of_word_has_its_bookmark() -> None:
    built = document()
    names = {mark.get(W + "name") for mark in built.body.iter(W + "bookmarkStart")}
    codes = [text.text or "" for text in built.body.iter(W + "instrText")]
    wanted = {match[1] for code in codes if (match := re.match(r"\s*PAGEREF (\S+)", code))}
    links = {link.get(W + "anchor") for link in built.body.iter(W + "hyperlink")} - {None}
    assert bookmark_name("mark:begin") in links
    assert wanted | links <= names
    assert complaints(built) == []


def test_a_mark_that_nothing_refers_to_needs_no_bookmark() -> None:
    names = {mark.get(W + "name") for mark in document().body.iter(W + "bookmarkStart")}
    assert bookmark_name(f"mark:{MARKS[0]}") not in names
