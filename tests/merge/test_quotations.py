"""Quotations in prose: in the line or as a block, attributed, sign by sign. All words are made up."""

from __future__ import annotations

import random
from typing import Any

import pytest

from softbound import ast, processes
from softbound.derive.wording import keys, run, word_count
from softbound.merge import chapter
from softbound.merge.quoting import curly
from tests import cases

LONG = " ".join(["Word"] * 39 + ["end."])
NAMES: dict[str, Any] = {
    "participants": [{"id": "p1", "pseudonym": "Harriet"}, {"id": "p2", "pseudonym": "Joan"}],
    "categories": [{"id": "k1"}, {"id": "k2"}],
    "focused_codes": [{"id": "f1"}],
    "excerpts": [
        {"id": "e1", "participant": "p1", "text": "A stone in my shoe.", "categories": ["k1"]},
        {"id": "e2", "participant": "p2", "text": LONG, "categories": ["k1"], "codes": ["f1"]},
        {"id": "e3", "participant": "p1", "text": 'He said "no", didn\'t he?'},
        {"id": "e4", "participant": "p1", "text": "Interviewer: And then?\nHarriet: I left.\n"},
        {"id": "e5", "participant": "p1", "text": "One... […] two (pause) [my supervisor] — *no*"},
        {"id": "both", "participant": "p1", "text": "Here."},
    ],
    "memos": [
        {"id": "m1", "date": "2026-01-12", "title": "Shoes", "text": "It is a stone."},
        {"id": "m2", "date": None, "title": "Long", "text": f"{LONG}\n\n1. Second."},
        {"id": "both", "title": "Both", "text": "There."},
    ],
    "reflexivity": [
        {"id": "r1", "kind": "diary", "date": "2026-01-12", "text": "Am I?"},
        {"id": "r2", "kind": "position", "text": "I am a trainee."},
    ],
    "studies": [{"id": "A", "citation": "study-a", "label": "Study A"}],
    "quotes": [
        {"id": "q1", "study": "A", "page": "6", "speaker": "Therapist 3", "text": "I can."},
        {"id": "q2", "study": "A", "page": "", "speaker": "", "text": LONG},
    ],
    "themes": [{"id": "t1", "quotes": ["q1"], "subthemes": [{"id": "t1a", "quotes": ["q2"]}]}],
}
OTHER = {"excerpts": [{"id": "x1", "participant": "p9", "text": "Elsewhere."}]}


def merged(text: str, templates: dict[str, str] | None = None, **more: Any) -> chapter.Merged:
    known = templates or {}

    def load(name: str) -> tuple[str, str] | None:
        return (known[name], f"templates/{name}") if name in known else None

    names = {**NAMES, "chapters": {"other-paper": OTHER}, **more}
    stems = [name.split("/")[1].split(".")[0] for name in known]
    prose = [chapter.ProseFile("a.md", text)]
    return chapter.merge("paper", prose, names, chapter.Templates(load, lambda folder: stems))


def given(case: cases.Case) -> chapter.Merged:
    asked = case.input if isinstance(case.input, dict) else {"text": case.input}
    result = merged(asked["text"], asked.get("templates"), **asked.get("names", {}))
    assert len(result.map.lines) == result.markdown.count("\n")
    return result


@cases.each(__file__, "inline")
def test_inline(case: cases.Case) -> None:
    result = given(case)
    assert cases.said(result.problems) == []
    assert result.markdown.strip() == case.expected


@cases.each(__file__, "blocks")
def test_blocks(case: cases.Case) -> None:
    result = given(case)
    assert cases.said(result.problems) == []
    assert result.markdown.replace(LONG, "LONG").strip("\n").split("\n") == case.expected


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    result = given(case)
    shown = result.markdown.replace(LONG[:-1], "LONG").strip()
    assert [shown, *cases.said(result.problems)] == case.expected


@cases.each(__file__, "counts")
def test_counts(case: cases.Case) -> None:
    assert word_count(case.input["text"], case.input.get("marks", ())) == case.expected


@cases.each(__file__, "curly")
def test_curly(case: cases.Case) -> None:
    assert curly(case.input) == case.expected


@cases.each(__file__, "parts")
def test_parts(case: cases.Case) -> None:
    assert run(case.input["words"], case.input["of"]) == case.expected


def test_lines_around_a_block_keep_their_places() -> None:
    result = merged('One:\n{{ quote("e2") }}\nTwo.\n\n{{ nope }}')
    assert [str(problem.place) for problem in result.problems] == ["a.md:5"]
    result = merged('One:\n{{ quote("e2") }}\nTwo.')
    at = {
        line: result.map.place(number).line
        for number, line in enumerate(result.markdown.split("\n")[:-1], start=1)
        if line
    }
    assert at["One:"] == 1
    assert at["Two."] == 3
    assert at['::: {.quotation of="e2"}'] == 2


NASTY = [
    "*a* _b_ `c` [d](e) ![f](g) <h> {i} #j ^k^ ~l~ $m$ @n |o \\p &amp; \"q\" 'r'",
    "1. no list", "a) no list", "(i) no list", "- no list", "+ no list", "# no heading", "> no quote",
    ": no term", "::: none", "--- --", "...", "....", "a -- b", "[…] (.) [x] — …", "``` none",
    "http://example.org a@b.org", "[^1] ^[note]", "@fig:x [@y]", "{{ x }} {% y %}", "=", "| a | b |",
    "~~~", "\\", "a\\", "'", '"', "''", "I'd've 'em", "***", "___", "<!-- x -->", "$5 and $6", "%",
    "@x: y", "A. B", "#. x", "H~2~O", "a*b*c", "[x]{.y}", "&nbsp;", "  two   spaces ", "\tx\ty",
]  # fmt: skip


@pytest.mark.parametrize("form", ["in the line", "as a block"])
def test_signs_come_out_of_pandoc_as_they_went_in(form: str) -> None:
    seed = random.Random(4)
    texts = NASTY + [
        "".join(seed.choice("ab *_`[]<>#^~$@|\\&\"'.-:+=()!{}1") for _ in range(12)).strip() or "x"
        for _ in range(120)
    ]
    excerpts = [{"id": f"e{i}", "participant": "p1", "text": t} for i, t in enumerate(texts)]
    each = "{% for e in excerpts %}\nX {{ quote(e.id) }} Y\n\n{% endfor %}\n"
    if form == "as a block":
        excerpts = [{**e, "categories": ["k1"]} for e in excerpts]
        each = '{{ quotes(category="k1") }}'
    result = merged(each, excerpts=excerpts)
    assert cases.said(result.problems) == []
    answer = processes.pandoc(["--from=markdown-yaml_metadata_block", "--to=json"], result.markdown)
    found = [
        element
        for element in ast.walk(ast.loads(answer.output)["blocks"])
        if element["t"] in ("Span", "Div") and "quotation" in ast.attributes(element).classes
    ]
    assert len(found) == len(texts)
    for element, text in zip(found, texts, strict=True):
        shown = ast.text(element).removesuffix(" (Harriet)").replace("\u00a0", " ")
        if form == "in the line":
            assert shown[0] + shown[-1] == "“”"
            shown = shown[1:-1]
        wanted = " ".join(text.split())
        if form == "in the line" and wanted.endswith(".") and not wanted.endswith(".."):
            wanted = wanted[:-1]
        level = [key.replace('"', "'") for key in keys(shown)]
        assert level == [key.replace('"', "'") for key in keys(wanted)]


def test_a_drawing_shows_the_words_alone() -> None:
    template = '---\ntitle: T\nalt: {{ quote("e1") | quoted }}\n---\n#text[{{ quote("e3") }}]'
    result = merged('{{ figure("f") }}', {"figures/f.typ.j2": template})
    assert cases.said(result.problems) == []
    assert "“A stone in my shoe.”" in result.markdown
    assert list(result.drawings.values()) == ["#text[“He said ‘no’, didn’t he?”]"]


def test_the_list_of_quotes_is_still_a_list() -> None:
    result = merged("{{ quotes | count }} {{ quotes[0].id }} {{ (quotes | find('q2')).study }}")
    assert result.markdown.strip() == "2 q1 A"
