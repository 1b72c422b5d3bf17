"""Entries of bibliographies: what is wrong in them, and which of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from softbound.collect import bibliography as collect
from softbound.collect import bibliography_words, styles
from softbound.collect.bibliography import Entry
from softbound.model.citations import CitationRules
from softbound.problems import Problem
from softbound.processes import Answer, pandoc
from softbound.verify import bibliography as verify
from softbound.verify.bibliography import Asked, Finding
from tests import cases

TEMPLATES = Path(__file__).parents[2] / "templates"
CASES = [
    pytest.param(case, id=f"{group}: {case.title}")
    for group, found in cases.load(cases.beside(__file__)).items()
    for case in found
]


def convert(text: str, form: str) -> Answer:
    return pandoc(["--sandbox", "-f", form, "-t", "json"], text)


def asked(style: str = "apa") -> Asked:
    texts = {
        path.name: path.read_text("utf-8")
        for path in sorted((TEMPLATES / "citations").glob("*.yaml"))
    }
    rules, problems = styles.rules(texts, style)
    words, more = bibliography_words.read(
        (TEMPLATES / bibliography_words.PATH).read_text("utf-8"), "words.yaml"
    )
    assert rules is not None
    assert words is not None
    assert [*problems, *more] == []
    return Asked(rules, words, year=2026)


def read(text: str, file: str = "r.bib") -> dict[str, Entry]:
    entries, problems = collect.read(text, file, convert)
    assert [p for p in problems if p.severity == "error"] == []
    return dict(collect.merge([entries])[0].entries)


def found(text: str, file: str = "r.bib", style: str = "apa") -> list[Problem]:
    """All that is told where all is cited."""
    entries = read(text, file)
    findings = verify.check(list(entries.values()), asked(style))
    return verify.told(findings, entries, set(entries))[0]


@pytest.mark.parametrize("case", CASES)
def test_case(case: cases.Case) -> None:
    given = case.input if isinstance(case.input, dict) else {"text": case.input}
    told = sorted(found(**given), key=lambda p: (p.place.line or 0, p.rule))
    assert [[p.place.line, p.rule] for p in told] == [row[:2] for row in case.expected]
    for problem, (_, _, part) in zip(told, case.expected, strict=True):
        assert part in f"{problem.message} {problem.hint}"


def test_every_rule_has_a_case_that_fires() -> None:
    from softbound.rules.bibliography import FAMILY

    fired = {row[1] for param in CASES for row in param.values[0].expected}  # type: ignore[union-attr]
    of_a_build = {name for name, rule in FAMILY.rules.items() if not rule.on_demand}
    assert of_a_build - fired == {"bibliography-entry-is-cited"}


TITLE_CASE = """@book{a, author = {Hill, Ann}, title = {{Negotiating the Broken Alliance}}, year = 2000}
@book{b, author = {Dale, Bob}, title = {{Negotiating the Broken Promise}}, year = 2001, publisher = {P}}
@book{c, author = {Moor, Cy}, title = {Repair}, year = 2002, publisher = {P}}
"""


def test_titles_are_judged_only_where_the_style_wants_sentence_case() -> None:
    rules = [p.rule for p in found(TITLE_CASE, style="apa")]
    assert rules.count("title-is-in-sentence-case") == 2
    assert [p.rule for p in found(TITLE_CASE, style="ieee")] == ["bibliography-entry-is-complete"]


def test_only_cited_entries_are_told_of_and_the_others_summed_up() -> None:
    entries = read(TITLE_CASE)
    findings = verify.check(list(entries.values()), asked())
    told, counts = verify.told(findings, entries, {"c"})
    assert counts == {}
    assert [(p.rule, p.severity) for p in told] == [("bibliography-entry-is-cited", "note")]
    assert "Nothing cites 2 of 3 entries: a, b." in told[0].message
    assert "title-is-in-sentence-case (2), bibliography-entry-is-complete (1)" in told[0].hint
    told, counts = verify.told(findings, entries, {"b"})
    assert counts == {"title-is-in-sentence-case": 1}
    assert {p.place.line for p in told if p.rule != "bibliography-entry-is-cited"} == {2}


def test_nothing_is_said_of_a_library_that_a_draft_does_not_cite_from_yet() -> None:
    entries = read(TITLE_CASE)
    assert verify.told(verify.check(list(entries.values()), asked()), entries, set()) == ([], {})


def test_a_library_of_thousands_gives_one_note() -> None:
    text = "".join(
        f"@book{{k{n}, title = {{{{The Whole Title in Capitals {n}}}}}}}\n" for n in range(400)
    )
    entries = read(text + "@misc{cited, title = {One}}")
    told, _ = verify.told(verify.check(list(entries.values()), asked()), entries, {"cited"})
    assert len(told) == 1
    assert "k0, k1, k2, k3 and 396 more" in told[0].message


def test_of_twins_only_those_matter_that_are_both_cited() -> None:
    text = """@book{a, author = {Hill, Ann}, title = {Repair in groups of wolves}, year = 2000, publisher = {P}}
@book{b, author = {Hill, Ann}, title = {Repair in groups of wolves}, year = 2000, publisher = {P}}
@book{c, author = {Hill, Ann}, title = {Repair in groups of wolves}, year = 2000, publisher = {P}}
"""
    entries = read(text)
    findings = verify.check(list(entries.values()), asked())
    assert verify.told(findings, entries, {"a"})[1] == {}
    assert verify.told(findings, entries, {"a", "c"})[1] == {"bibliography-work-stands-once": 1}
    # c is told once, though it is the same as both a and b
    assert verify.told(findings, entries, {"a", "b", "c"})[1] == {
        "bibliography-work-stands-once": 2
    }


def test_findings_are_kept_between_runs() -> None:
    findings = verify.check(list(read(TITLE_CASE).values()), asked())
    assert findings
    assert verify.from_json(verify.to_json(findings)) == findings
    assert all(isinstance(each, Finding) for each in findings)


def test_an_own_style_may_ask_for_nothing() -> None:
    words = asked().words
    quiet = Asked(CitationRules(styles=("mine",)), words, 2026)
    assert verify.check(list(read(TITLE_CASE).values()), quiet) == []


@pytest.mark.parametrize(
    "item",
    [
        {"title": ["a"], "author": "Hill", "issued": "2020", "DOI": 12, "page": 3.5},
        {
            "title": None,
            "author": [None, "x", {}],
            "issued": {"date-parts": [[]]},
            "URL": "http://[",
        },
        {
            "title": 7,
            "author": [{"family": None}],
            "issued": {"date-parts": [["x", 2]]},
            "ISBN": "x",
        },
        {
            "issued": {"date-parts": "2020"},
            "accessed": {"date-parts": [[99999999999]]},
            "page": "-",
        },
        {"title": "", "container-title": "", "author": [{"given": "A", "family": "B"}] * 500},
        {"title": "(" * 500, "page": "1-" * 500, "ISBN": "1 " * 500, "URL": "http://" * 50},
    ],
)
def test_whatever_an_entry_holds_is_no_traceback(item: dict[str, object]) -> None:
    from softbound.collect.bibliography import Written
    from softbound.problems import Place

    for kind in ("article-journal", "book", "", "no such type"):
        csl = {"id": "a", "type": kind, **item}
        written = Written("", {str(k): (str(v), 1) for k, v in item.items()})
        for file in ("r.json", "r.bib"):
            verify.check([Entry("a", csl, Place(file, 1), (), written)], asked())


def test_a_number_longer_than_python_reads_is_judged_all_the_same() -> None:
    digits = "9" * 5000
    text = f"@article{{a, author = {{Hill, Ann}}, title = {{T}}, year = 2000, month = {digits}, pages = {{{digits}--12}}}}\n"
    assert isinstance(found(text), list)
