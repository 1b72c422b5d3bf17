"""A grounded theory's findings against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from softbound.derive.theory import derived
from softbound.problems import Problem
from softbound.rules import RULES
from softbound.verify import evidence as verify
from tests import cases, synthesis, theory

BASE = {
    "participants": "- {id: p1, pseudonym: Agnes}\n- {id: p2, pseudonym: Bruno}\n",
    "interviews": "- {participant: p1, minutes: 50}\n- {participant: p2, minutes: 60, round: 2}\n",
    "focused_codes": "- {id: f1, label: feeling it}\n- {id: f2, label: waiting}\n",
    "categories": "- {id: k1, label: sensing, codes: [f1]}\n- {id: k2, label: staying, codes: [f2]}\n"
    "- {id: core, label: making room, core: true}\n",
    "excerpts": "- {id: e1, participant: p1, text: a, codes: [f1]}\n"
    "- {id: e2, participant: p2, text: b, codes: [f2]}\n",
}


def check(given: Mapping[str, str | None]) -> list[Problem]:
    texts = {name: text for name, text in {**BASE, **given}.items() if text is not None}
    return checked(synthesis.stored(texts))


def checked(given: Mapping[str, Any]) -> list[Problem]:
    return verify.check(given, derived(given["values"]))


@cases.each(__file__, "findings")
def test_findings(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


@cases.each(__file__, "shares")
def test_shares(case: cases.Case) -> None:
    people = "".join(f"- {{id: {p}, pseudonym: {p.upper()}}}\n" for p in case.input)
    held = "".join(f"- {{participant: {p}, minutes: 50}}\n" for p in case.input)
    spoken = [p for p, n in case.input.items() for _ in range(n)]
    excerpts = "".join(
        f"- {{id: e{i}, participant: {p}, text: a, codes: [f1, f2]}}\n"
        for i, p in enumerate(spoken)
    )
    found = check({"participants": people, "interviews": held, "excerpts": excerpts})
    assert cases.said(found) == case.expected


@cases.each(__file__, "analysis")
def test_analysis(case: cases.Case) -> None:
    memos = "- {id: m1, title: T, text: x}\n"
    assert cases.said(check({"memos": memos, "analysis": case.input})) == case.expected


def test_a_chapter_without_evidence_has_no_problem() -> None:
    assert checked({"values": {}, "places": {}}) == []


def test_a_small_whole_theory_has_no_problem() -> None:
    assert cases.said(checked(theory.fixture())) == []


def test_any_file_may_be_absent() -> None:
    whole = theory.fixture()
    for kind in whole["values"]:
        values = {name: value for name, value in whole["values"].items() if name != kind}
        found = checked({"values": values, "places": whole["places"]})
        assert {problem.rule for problem in found} <= {
            "analysis-count-is-known", "category-is-grounded", "participant-is-quoted",
            "excerpt-grounds-a-category", "focused-code-has-one-category",
        }  # fmt: skip


def test_every_rule_of_the_evidence_is_broken_by_a_case() -> None:
    broken = {
        line.rpartition(" [")[2].rstrip("]")
        for group in cases.load(cases.beside(__file__)).values()
        for case in group
        for line in case.expected
    }
    text = Path(verify.__file__ or "").read_text("utf-8")
    named = {rule for rule in RULES if f'"{rule}"' in text}
    assert len(named) > 15
    assert named - broken == set()
