"""The page of reports: its form, what it says, and what it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import jinja2
import pytest

from softbound import files
from softbound.areas import by_area
from softbound.problems import Place, Problem, Severity, as_note, problem
from softbound.rules import FAMILIES, RULES
from softbound.write import index
from softbound.write.index import Content, listing, readiness
from tests import cases
from tests.pages import Page
from tests.write.index import reports

TEMPLATE = (files.shipped_templates() / "reports/index.html.j2").read_text("utf-8")
WHOLE = Content(
    title="Ruptures and Reflection",
    author="Example Author",
    date="1 March 2026, 10:00",
    version="1",
    files=("thesis.pdf", "thesis.docx", "reports/trace.html"),
    units={"review": "Review", "paper": "Paper"},
    words=reports.WORDS,
    references=reports.REFERENCES,
    online=reports.ONLINE,
    anonymity=reports.ANONYMITY,
    derived=reports.DERIVED,
    findings=reports.FINDINGS,
)
SECTIONS = ("words", "references", "flow", "evidence", "checklists", "limitations")


def made(content: Content) -> Page:
    page = Page(index.page(TEMPLATE, content))
    page.check()
    return page


def with_problems(
    found: Sequence[Problem], lines: Callable[[str], Sequence[str]] | None = None
) -> Content:
    areas = by_area(found, ["review", "paper"])
    return replace(WHOLE, areas=areas, lines=lines or (lambda file: ()))


def told(page: Page) -> str:
    return " ".join(page.text.split())


# the form


def test_a_whole_page_is_well_formed_and_leads_to_the_outputs() -> None:
    page = made(WHOLE)
    outer = [link for link in page.links if not link.startswith("#")]
    assert outer == ["../thesis.pdf", "../thesis.docx", "../reports/trace.html"]
    assert set(SECTIONS) <= set(page.ids)
    assert page.tags.count("script") == 1
    assert "nav" in page.tags


def test_an_empty_thesis_has_a_page() -> None:
    page = made(Content(title=""))
    assert not set(SECTIONS) & set(page.ids)
    assert "The thesis" in page.text
    assert "None." in page.text
    assert "Not checked in this build." in page.text


@pytest.mark.parametrize(
    "missing", ["words", "references", "online", "anonymity", "derived", "findings"]
)
def test_what_is_missing_leaves_its_part_out(missing: str) -> None:
    empty = {f.name: f for f in fields(Content)}[missing]
    value: Any = {} if empty.name in ("derived", "findings") else None
    made(replace(WHOLE, **{missing: value}))


def test_a_thousand_problems_are_all_on_the_page_and_each_rule_is_explained_once_a_part() -> None:
    found = [
        problem(
            ("float-has-title", "image-exists")[n % 2],
            Place(f"chapters/review/{n % 9}.md", n + 1),
            f"Message {n}.",
        )
        for n in range(1000)
    ]
    page = made(with_problems(found, lambda file: ["text"] * 1000))
    assert len(re.findall(r"Message \d+\.", page.text)) == 1000
    assert page.classes.count("problem") == 1000
    assert page.text.count(RULES["image-exists"].why) == 1
    assert "490 more of this rule" in page.text


NASTY = "</script></style><script>alert(1)</script><b onclick='x'>\"&amp;{{ 7*7 }}<!--"


def nasty(value: Any) -> Any:
    """Data of the same shape with a text that attacks in the place of each."""
    if isinstance(value, str):
        return NASTY
    if isinstance(value, dict):
        return {key: each if key in KEPT else nasty(each) for key, each in value.items()}
    return [nasty(each) for each in value] if isinstance(value, list) else value


KEPT = {"verdict", "id", "status", "state", "classes_counted", "cells"}
"""What is looked up rather than shown."""


def test_every_text_is_escaped() -> None:
    found = [
        problem("image-exists", Place(f"chapters/review/{NASTY}.md", 1), NASTY, NASTY),
        as_note(problem("float-has-title", Place(NASTY, 1), NASTY), NASTY),
    ]
    content = Content(
        title=NASTY, author=NASTY, date=NASTY, version=NASTY,
        areas=by_area(found), lines=lambda file: [NASTY],
        units={"review": NASTY, "paper": NASTY},
        words=nasty(reports.WORDS), references=nasty(reports.REFERENCES), online=nasty(reports.ONLINE),
        anonymity=nasty(reports.ANONYMITY), derived=nasty(reports.DERIVED), findings=nasty(reports.FINDINGS),
    )  # fmt: skip
    page = made(content)
    assert page.tags.count("script") == 1
    assert page.tags.count("style") == 1
    assert "<b " not in page.source
    assert "alert(1)" in page.text
    assert page.text.count("{{ 7*7 }}") > 20


def test_a_template_that_asks_for_too_much_fails_as_jinja_does() -> None:
    with pytest.raises(jinja2.TemplateError):
        index.page("{{ nothing }}", WHOLE)
    with pytest.raises(jinja2.TemplateError):
        index.page("{{ ''.__class__.__mro__ }}", WHOLE)


def test_colours_can_be_told_from_what_they_stand_on() -> None:
    """WCAG 2.2, 1.4.3: 4.5 for text, in both schemes."""
    schemes = re.findall(r":root \{(.*?)\}", TEMPLATE, re.DOTALL)[:2]
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for text in ("ink", "soft", "link", "ok", "look", "stop", "note"):
            for ground in ("paper", "card", "glow"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for tint in ("t1", "t2", "t3"):
            assert contrast(colours["ink"], colours[tint]) >= 4.5, tint
        assert contrast("#ffffff", colours["t4"]) >= 4.5
        for state in ("ok", "look", "stop", "soft"):
            assert contrast(colours["card"], colours[state]) >= 4.5, state
        assert contrast(colours["bar"], colours["track"]) >= 3


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * sign for sign in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# what it says


@cases.each(__file__, "verdicts")
def test_verdicts(case: cases.Case) -> None:
    totals = dict(zip(("error", "warning", "note"), case.input["totals"], strict=True))
    found = readiness.verdict(totals, case.input.get("failed", False))
    assert [found["state"], found["short"], found["text"]] == case.expected


@cases.each(__file__, "items")
def test_items(case: cases.Case) -> None:
    problems = [
        problem(rule, Place(file, 1), f"{n}.")
        for n, (rule, file) in enumerate(case.input.get("problems", []))
    ]
    changed = {
        key: reports.changed(key, value) for key, value in case.input.get("with", {}).items()
    }
    view = index.view(replace(with_problems(problems), **changed))
    title, state, text = case.expected
    found = {item["title"]: item for item in view["items"]}
    if state is None:
        assert title not in found
    else:
        assert [found[title]["state"], found[title]["text"]] == [state, text]


def test_words_are_told_against_their_limit() -> None:
    page = told(made(WHOLE))
    assert "Chapter 1 A Review 8,231 +231 8,000 −231 over the limit" in page
    assert "Appendices 6,120 – – no limit" in page
    assert "From 4,000 words on 12 January 2026 to 25,772 on 3 March 2026" in page
    assert "Since the tag draft-2: +1,800 words." in page
    assert "900 Tables (not counted)" in page


def test_a_bar_is_full_where_the_limit_is_far_behind() -> None:
    words = reports.changed("words", {"counted": 90_000})
    page = index.page(TEMPLATE, replace(WHOLE, words=words))
    assert max(map(float, re.findall(r'<span style="width:([\d.]+)%"', page))) == 100


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        (["2026-01-01"], [5]),
        (["2026-01-01", "2026-01-01"], [0, 0]),
        (["long ago", "2026-01-01", "later"], [1, 2, 3]),
        (["2026-01-01T10:00:00", "2026-01-03"], [9, 0]),
    ],
)
def test_a_history_of_any_kind_is_drawn_within_its_frame(
    dates: list[str], counts: list[int]
) -> None:
    builds = [{"date": d, "whole": n, "parts": {}} for d, n in zip(dates, counts, strict=True)]
    page = made(replace(WHOLE, words={**reports.WORDS, "history": builds}))
    assert ("polyline" in page.tags) is (len(dates) > 1)
    for x, y in re.findall(
        r"([\d.-]+),([\d.-]+)", "".join(re.findall(r'points="([^"]*)"', page.source))
    ):
        assert 0 <= float(x) <= 600
        assert 0 <= float(y) <= 130


def test_the_matrix_says_what_its_signs_mean() -> None:
    page = told(made(WHOLE))
    assert "1 being seen ●contributes nothing 1" in page
    assert "2 turning away ✕refutes ●✕contributes and refutes 1" in page


def test_a_flow_that_is_not_finished_shows_what_is_missing() -> None:
    flow = {**reports.FLOW, "dbr_assessed": None, "new_studies": None, "total_studies": None}
    content = replace(WHOLE, derived={"review": {"flow": flow}})
    assert "?reports assessed" in told(made(content))


# problems and their lines


def shown(found: Sequence[Problem], lines: Sequence[str]) -> list[list[tuple[int, str]]]:
    view = listing.listed(by_area(found), lambda file: lines)
    return [
        [(line["n"], line["text"]) for line in each["lines"]]
        for part in view["parts"]
        for rule in part["rules"]
        for each in rule["problems"]
    ]


@cases.each(__file__, "lines")
def test_lines(case: cases.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a family of rules in the place of the one whose problems are not to be shown."""
    monkeypatch.setattr(listing, "SECRET", "cross-references")
    found = [
        problem("float-has-title" if secret else "image-exists", Place("a.md", line), "So.")
        for secret, line in case.input
    ]
    lines = [f"line {n}" for n in range(1, 10)]
    assert sorted({n for each in shown(found, lines) for n, _ in each}) == case.expected


def test_the_family_whose_lines_are_hidden_exists() -> None:
    assert listing.SECRET in {family.id for family in FAMILIES}


def test_a_line_that_identifies_somebody_is_hidden_although_its_problem_is_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "SECRET", "cross-references")
    found = [
        as_note(problem("float-has-title", Place("a.md", 5), "So."), "It is public."),
        problem("image-exists", Place("a.md", 7), "So."),
    ]
    assert shown(found, [f"line {n}" for n in range(1, 10)]) == [[(7, "line 7"), (8, "line 8")]]


def test_a_long_line_is_cut() -> None:
    [[(_, text)]] = shown([problem("image-exists", Place("a.md", 1), "So.")], ["x" * 5000])
    assert len(text) < 400


def test_the_gravest_rules_stand_first_and_none_is_lost() -> None:
    found = [
        problem(rule, Place("a.md", 1), "So.")
        for rule in ("label-is-told-once", "float-has-title", "image-exists")
    ]
    [part] = listing.listed(by_area(found), lambda file: ())["parts"]
    assert [rule["severity"] for rule in part["rules"]] == [str(s) for s in Severity]


def test_a_missing_private_list_hides_no_line() -> None:
    found = [
        problem("private-list-is-there", Place("thesis.yaml"), "So."),
        problem("something-is-redacted", Place("thesis.yaml"), "So."),
        problem("image-exists", Place("thesis.yaml", 1), "So."),
    ]
    assert [(1, "title: A"), (2, "author: B")] in shown(found, ["title: A", "author: B"])


def test_a_page_with_a_limit_of_its_own_has_a_row() -> None:
    part = dict(reports.WORDS["parts"][0])
    page = {
        "title": "Lay summary", "level": 1, "counted": 312, "limit": 300, "left": -12,
        "verdict": "over", "counts": {},
    }  # fmt: skip
    part["sections"] = [page, {"title": "Contents", "level": 1, "counted": 0, "counts": {}}]
    words = {**reports.WORDS, "parts": [part]}
    html = index.page(TEMPLATE, replace(WHOLE, words=words))
    assert re.search(r'<th scope="row">Lay summary</th>\s*<td[^>]*>312</td>', html)
    assert not re.search(r'<th scope="row">Contents</th>', html)
    assert "Lay summary" in readiness_of(html)


def readiness_of(html: str) -> str:
    """The cards at the top of the page."""
    return html.partition('<ul class="cards">')[2].partition("</ul>")[0]


def test_without_limits_there_are_no_columns_for_them() -> None:
    parts = [
        {**part, "limit": None, "left": None, "verdict": "unlimited"}
        for part in (*reports.WORDS["parts"], reports.WORDS["whole"])
    ]
    words = {**reports.WORDS, "parts": parts[:-1], "whole": parts[-1]}
    html = index.page(TEMPLATE, replace(WHOLE, words=words))
    table = html.partition('<table class="words">')[2].partition("</table>")[0]
    assert "Limit" not in table and "no limit" not in table
    assert "No limit is set" in html
