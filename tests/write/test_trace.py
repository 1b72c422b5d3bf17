"""The trace as a page and on the terminal."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest

from softbound import files
from softbound.derive.trace import trace
from softbound.write import trace as writer
from tests import cases, synthesis
from tests.pages import Page

TEMPLATE = (files.shipped_templates() / "reports/trace.html.j2").read_text("utf-8")
REVIEW = {
    "studies": "- {id: s1, citation: k1, label: One, year: 2001, n: 3}\n",
    "concepts": "- {id: c1, study: s1, label: hurt}\n",
    "themes": "- {id: t1, label: sharp pain, definition: It hurts., concepts: [c1]}\n",
}
PAPER = {
    "participants": "- {id: p1, pseudonym: Harriet}\n",
    "stages": "- {id: s1, label: noticing}\n",
    "focused_codes": "- {id: f1, label: this/that}\n",
    "categories": "- {id: k1, label: sensing, stage: s1, codes: [f1]}\n",
    "excerpts": "- {id: e1, participant: p1, text: It pulled me back., codes: [f1]}\n",
    "limitations": "- {id: l1, paper: review, kind: x, limitation: Few were read.}\n",
}
PAGES: dict[str, Any] = {
    "pages": {"sec:a": "11"},
    "sheets": {"sec:a": 19},
    "traced": [["paper:1", "12", 20], ["paper:2", "iv", 4]],
}
ANCHORS = {
    "paper": [
        [1, "", [["paper", "excerpts", "e1"]], "quotation", "Findings & more"],
        [2, "", [["paper", "excerpts", "e1"]], "text", "Abstract"],
        [None, "sec:a", [["paper", "categories", "k1"]], "heading", "Sensing"],
    ]
}


def graph(review: dict[str, str] = REVIEW, paper: dict[str, str] = PAPER) -> dict[str, Any]:
    chapters = {"review": synthesis.stored(review), "paper": synthesis.stored(paper)}
    return trace(chapters, {"review": "A Review", "paper": "A Paper"}, ANCHORS, PAGES)


def test_each_link_of_the_page_leads_somewhere() -> None:
    page = Page(writer.page(TEMPLATE, graph(), "T"))
    page.check()
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert {"review--themes--t1", "review--concepts--c1", "paper--excerpts--e1"} <= inner
    outer = [link for link in page.links if not link.startswith("#")]
    assert set(outer) == {
        "index.html",
        "../thesis.pdf",
        "../thesis.pdf#page=20",
        "../thesis.pdf#page=4",
        "../thesis.pdf#page=19",
    }


def test_every_text_is_escaped() -> None:
    nasty = "<b>a & 'b' \\\"c\\\"</b><script>alert(1)</script>"
    review = {**REVIEW, "themes": f'- {{id: t1, label: "{nasty}", definition: "{nasty}"}}\n'}
    paper = {
        **PAPER,
        "excerpts": f'- {{id: e1, participant: p1, text: "{nasty}"}}\n',
        "focused_codes": f'- {{id: f1, label: "{nasty}", initial_codes: ["{nasty}"]}}\n',
    }
    text = writer.page(TEMPLATE, graph(review, paper), "<i>T & co</i>")
    assert "<b>" not in text
    assert "<i>" not in text
    assert text.count("<script>") == 1
    assert "&lt;b&gt;a &amp; ’b’ &#34;c&#34;&lt;/b&gt;" in text
    assert "Findings &amp; more" in text
    Page(text).check()


def test_a_thesis_without_findings_has_a_page_too() -> None:
    text = writer.page(TEMPLATE, trace({}, {"paper": "A Paper"}, {}, {"pages": {}}), "T")
    assert "No chapter has findings yet." in text
    Page(text).check()


def test_a_template_that_asks_for_too_much_fails_as_jinja_does() -> None:
    with pytest.raises(jinja2.TemplateError):
        writer.page("{{ nothing }}", graph(), "T")
    with pytest.raises(jinja2.TemplateError):
        writer.page("{{ ''.__class__.__mro__ }}", graph(), "T")


@cases.each(__file__, "asked")
def test_asked(case: cases.Case) -> None:
    found = graph(paper={**PAPER})
    assert writer.found(found, case.input) == case.expected


def test_the_tree_tells_what_a_category_rests_on() -> None:
    assert writer.text(graph(), "paper/categories/k1") == "\n".join(
        [
            "category k1: sensing [paper/categories/k1]",
            "  categories.yaml:1",
            "  A Paper: p. 11 (heading)",
            "",
            "What it rests on",
            "├─ focused codes raised to it",
            "│  └─ f1  this/that",
            "│     └─ excerpts that carry it",
            "│        └─ e1  “It pulled me back.”, Harriet  (p. iv, 12)",
            "│           └─ who said it",
            "│              └─ p1  Harriet",
            "└─ participants who speak to it",
            "   └─ p1  Harriet",
            "",
            "What rests on it",
            "└─ stage",
            "   └─ s1  noticing",
        ]
    )


def test_the_tree_tells_what_rests_on_words() -> None:
    text = writer.text(graph(), "paper/excerpts/e1")
    assert "  A Paper: pp. iv, 12 (quoted)" in text
    assert text.endswith(
        "What rests on it\n└─ codes that it carries\n   └─ f1  this/that\n      └─ raised to\n"
        "         └─ k1  sensing  (p. 11)\n            └─ stage\n               └─ s1  noticing"
    )


def test_a_model_that_leads_back_to_its_beginning_ends() -> None:
    model = "title: M\nnodes: [k1, s1]\nedges: [{from: k1, to: s1}, {from: s1, to: k1}]\n"
    text = writer.text(graph(paper={**PAPER, "model": model}), "paper/categories/k1")
    assert "Linked with it\n├─ leads to\n│  └─ s1  noticing\n└─ follows from" in text
