"""Completed checklists: the pages they show are those that a reader finds."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdf
import pytest
import yaml

from softbound.collect import findings, standards
from softbound.derive import reporting
from softbound.files import shipped_templates
from softbound.model.standard import Standard
from softbound.write.docx.openxml import W, bookmark_name
from tests.build.conftest import DODO
from tests.build.thesis import Thesis
from tests.derive.test_reporting import ABOUT
from tests.write.docx_support import Document, field_results, texts

WORDS = {
    "abstract": "quokka",
    "introduction": "numbat",
    "method": "bilby",
    "search": "dunnart",
    "funding": "potoroo",
    "appendix": "wombat",
}
"""Where a place is, and a word that stands there and nowhere else."""
PLACES = {
    "sec:abstract": "abstract",
    "mark:aim": "abstract",
    "sec:introduction": "introduction",
    "sec:method": "method",
    "tbl:search": "search",
    "mark:funding": "funding",
    "app:strings": "appendix",
}
LABELS = dict(zip(PLACES, ("Alfa", "Bravo", "Cedar", "Delta", "Echo", "Fox", "Golf"), strict=True))
SHOWN = {
    "sec:abstract": "“Abstract”",
    "mark:aim": "“Abstract”",
    "sec:introduction": "“Introduction”",
    "sec:method": "“Method”",
    "tbl:search": "Table 1.1",
    "mark:funding": "“Funding”",
    "app:strings": "Appendix A",
}
FILL = "A sentence that fills the page and says nothing of any interest to its reader. " * 30


def own() -> Standard:
    """A standard with an item for each place, and labels of one word."""
    items = {str(n): label for n, label in enumerate(LABELS.values(), 1)}
    return Standard.model_validate(
        {**ABOUT, "name": "Own", "sections": [{"title": "Places", "items": items}]}
    )


def literal(name: str, standard: Standard, mapping: dict[str, Any]) -> str:
    """The completed checklist as an expression."""
    text = yaml.safe_dump({name: mapping})
    found, problems = findings.read({"reporting": ("reporting.yaml", text)})
    assert not problems
    derived = reporting.derived(found.values["reporting"], {name: standard})
    return json.dumps(derived, ensure_ascii=False)


def write(thesis: Thesis, front_matter: str) -> None:
    """A thesis with three appendices, two of them checklists."""
    thesis.write(
        "thesis.yaml",
        yaml.safe_dump(
            {
                "title": "T", "author": "Example Author", "degree": "D", "institution": "I",
                "month": "May", "year": 2026, "profile": "own", "front_matter": ["abstract"],
                "chapters": ["review"], "appendices": ["strings", "own", "prisma"],
            }
        ),
    )  # fmt: skip
    thesis.write(
        "templates/profiles/own.yaml",
        yaml.safe_dump(
            {
                "name": "Own",
                "sources": [{"title": "T", "recorded": "2026-11-24", "status": "unverified"}],
                "page_numbers": {"front_matter": front_matter},
            }
        ),
    )
    thesis.write(
        "chapters/front-matter/abstract.md",
        f"# Abstract {{#sec:abstract}}\n\n[A {WORDS['abstract']}.]{{#mark:aim}}\n",
    )
    thesis.write(
        "chapters/review/01.md",
        f"""# The Review

## Introduction {{#sec:introduction}}

A {WORDS["introduction"]}. {FILL * 2}

{FILL}

## Method {{#sec:method}}

A {WORDS["method"]}. {FILL} See @tbl:search.^[On p. @page:tbl:search.]

| {WORDS["search"]} |
|-------------------|
| a                 |

: A Search {{#tbl:search}}

{FILL * 2}

## Funding

{FILL}

{FILL} [A {WORDS["funding"]} paid.]{{#mark:funding}} See p. @page:mark:aim.
""",
    )
    thesis.write(
        "chapters/appendices/strings.md", f"# Strings {{#app:strings}}\n\nA {WORDS['appendix']}.\n"
    )
    mapping = {str(n): place for n, place in enumerate(PLACES, 1)}
    thesis.write(
        "chapters/appendices/own.md",
        "# Places\n\nSee @tbl:reporting-checklist-own.\n\n{{ table('reporting-checklist', "
        f"standard='own', reporting={literal('own', own(), mapping)}) }}}}\n",
    )
    prisma, _ = standards.read(
        (shipped_templates() / "standards" / "prisma-2020.yaml").read_text("utf-8"), "p.yaml"
    )
    assert prisma is not None
    everywhere: dict[str, Any] = {n: {"at": ["sec:method", "tbl:search"]} for n in prisma.labels}
    everywhere["12"] = {"na": "no effects were measured"}
    everywhere["27"] = {"at": ["sec:method"], "note": "on request"}
    del everywhere["26"]
    thesis.write(
        "chapters/appendices/prisma.md",
        "# PRISMA\n\nSee @tbl:reporting-checklist-prisma.\n\n{{ table('reporting-checklist', "
        "id='tbl:reporting-checklist-prisma', standard='prisma', "
        f"reporting={literal('prisma', prisma, everywhere)}) }}}}\n",
    )


@dataclass(frozen=True)
class Built:
    """What was built."""

    thesis: Thesis

    @cached_property
    def pages(self) -> list[str]:
        path = self.thesis.root / "build" / "thesis.pdf"
        return [page.extract_text() for page in pypdf.PdfReader(path).pages]

    @cached_property
    def seen(self) -> list[str]:
        """The pages as they look: a line's words in one line, in whatever order they were drawn."""
        path = self.thesis.root / "build" / "thesis.pdf"
        pages = pypdf.PdfReader(path).pages
        return [page.extract_text(extraction_mode="layout") for page in pages]

    @cached_property
    def document(self) -> Document:
        return Document.of((self.thesis.root / "build" / "thesis.docx").read_bytes())

    def printed(self, word: str) -> str:
        """The number at the foot of the only page on which a word stands."""
        found = [page for page in self.pages if word in page]
        assert len(found) == 1, word
        return found[0].strip().split("\n")[-1].strip()

    def expected(self) -> dict[str, str]:
        return {place: self.printed(WORDS[where]) for place, where in PLACES.items()}


@pytest.fixture(scope="module", params=["roman", "arabic"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    thesis = Thesis(tmp_path_factory.mktemp("reporting"))
    shutil.copy(DODO, thesis.root)
    write(thesis, request.param)
    result = thesis.build()
    assert result.code == 0, result.text
    return Built(thesis)


def test_nothing_is_wrong_and_the_pdf_is_accessible(built: Built) -> None:
    assert built.thesis.problems() == []
    content = (built.thesis.root / "build" / "thesis.pdf").read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_the_test_is_worth_something(built: Built) -> None:
    expected = built.expected()
    assert len(set(expected.values())) >= 5
    roman = "own.yaml" in str(list((built.thesis.root / "templates/profiles").iterdir())) and (
        "roman" in built.thesis.text("templates/profiles/own.yaml")
    )
    assert bool(re.fullmatch("[ivx]+", expected["sec:abstract"])) == roman


def test_the_checklist_shows_the_printed_pages(built: Built) -> None:
    text = "\n".join(" ".join(line.split()) for page in built.pages for line in page.split("\n"))
    for place, page in built.expected().items():
        assert f"{LABELS[place]} {SHOWN[place]} {page}\n" in text, place


def test_prose_shows_the_printed_pages(built: Built) -> None:
    text = " ".join(" ".join(built.pages).split())
    expected = built.expected()
    assert f"See p. {expected['mark:aim']}." in text
    assert f"On p. {expected['tbl:search']}." in text


def test_the_builds_own_index_knows_every_place(built: Built) -> None:
    pages = json.loads(built.thesis.text("build/pages.json"))["pages"]
    assert {place: pages.get(place) for place in PLACES} == built.expected()


def test_word_has_live_fields_with_those_pages(built: Built) -> None:
    found = {
        code: result
        for row in built.document.body.iter(W + "tr")
        for code, result in field_results(row)
        if code.startswith("PAGEREF")
    }
    expected = built.expected()
    assert found == {
        rf"PAGEREF {bookmark_name(place)} \h": page for place, page in expected.items()
    }
    names = {mark.get(W + "name") for mark in built.document.body.iter(W + "bookmarkStart")}
    assert {bookmark_name(place) for place in PLACES} <= names


def test_footnotes_in_word_have_fields_too(built: Built) -> None:
    notes = built.document.xml("word/footnotes.xml")
    page = built.expected()["tbl:search"]
    assert field_results(notes) == [(rf"PAGEREF {bookmark_name('tbl:search')} \h", page)]


def test_a_long_checklist_has_all_its_items_in_order_over_several_pages(built: Built) -> None:
    pages = [page for page in built.seen if re.search(r"What\s+is\s+reported", page)][1:]
    assert len(pages) > 1
    numbers = [
        match[1]
        for page in pages
        for match in re.finditer(r"(?m)^ *(\d+[a-f]?) +[A-Z].* {2}", page)
    ]
    prisma, _ = standards.read(
        (shipped_templates() / "standards" / "prisma-2020.yaml").read_text("utf-8"), "p.yaml"
    )
    assert prisma is not None
    assert numbers == list(prisma.labels)


def test_an_item_stays_with_its_further_places_in_word(built: Built) -> None:
    rows = [
        (row, [texts(cell) for cell in row.findall(W + "tc")])
        for row in built.document.body.iter(W + "tr")
    ]
    beginning = [
        row
        for (row, cells), (_, below) in itertools.pairwise(rows)
        if len(cells) > 2 and cells[0] and not below[0]
    ]
    assert len(beginning) > 30
    assert [row for row in beginning if row.find(f".//{W}keepNext") is None] == []


def test_what_does_not_apply_or_waits_is_told(built: Built) -> None:
    text = " ".join(" ".join(built.pages).split())
    assert "Measures of effect Not applicable. No effects were measured. " in text
    assert "Competing interests –" in text
    assert "On request. " in text
    assert "A dash stands for an item that is not reported yet." in text
