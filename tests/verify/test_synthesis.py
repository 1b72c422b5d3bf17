"""A synthesis's findings against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from softbound.collect import appraisals
from softbound.derive.synthesis import derived
from softbound.model.appraisal import AppraisalTool
from softbound.problems import Problem
from softbound.rules import RULES
from softbound.verify import synthesis as verify
from tests import cases, synthesis

BASE = {
    "studies": "- {id: s1, citation: k, label: One, year: 2001, n: 3}\n"
    "- {id: s2, citation: l, label: Two, year: 2002, n: 4}\n",
    "quotes": "- {id: q1, study: s1, text: a, page: 1}\n- {id: q2, study: s2, text: b, page: 2}\n",
    "concepts": "- {id: c1, study: s1, label: hurt, page: 1, quotes: [q1]}\n"
    "- {id: c2, study: s2, label: doubt, page: 2, quotes: [q2]}\n",
    "themes": "- {id: t1, label: pain, concepts: [c1]}\n"
    "- {id: t2, label: causes, subthemes: [{id: t2a, label: inside, concepts: [c2]}]}\n",
}
TWO = """\
name: Two
version: "1"
licence: Free.
sources: [{title: T, recorded: 2026-11-23, status: unverified}]
answers: [yes, can't tell, no]
items: {1: First, 2: Second}
"""


def check(given: Mapping[str, str | None]) -> list[Problem]:
    texts = {name: text for name, text in {**BASE, **given}.items() if text is not None}
    tool, problems = appraisals.read(TWO, "two.yaml")
    assert tool is not None and not problems
    return checked(synthesis.stored(texts), {**synthesis.tools(), "two": tool})


def checked(given: Mapping[str, Any], tools: Mapping[str, AppraisalTool]) -> list[Problem]:
    return verify.check(given, derived(given["values"], tools), tools)


@cases.each(__file__, "findings")
def test_findings(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


@cases.each(__file__, "appraisals")
def test_appraisals(case: cases.Case) -> None:
    assert cases.said(check({"appraisals": case.input})) == case.expected


@cases.each(__file__, "confidence")
def test_confidence(case: cases.Case) -> None:
    assert cases.said(check({"cerqual": case.input})) == case.expected


@cases.each(__file__, "unsupported")
def test_unsupported(case: cases.Case) -> None:
    given = {"themes": "- {id: t1, label: a}\n", "quotes": None, "concepts": None}
    assert cases.said(check({**given, "cerqual": case.input})) == case.expected


def test_a_chapter_without_a_synthesis_has_no_problem() -> None:
    assert checked({"values": {}, "places": {}}, {}) == []


def test_the_realistic_synthesis_has_no_problem() -> None:
    problems = checked(synthesis.fixture(), synthesis.tools())
    assert cases.said(problems) == []


def test_every_rule_of_the_synthesis_is_broken_by_a_case() -> None:
    broken = set()
    for group in cases.load(cases.beside(__file__)).values():
        for case in group:
            broken |= {line.rpartition(" [")[2].rstrip("]") for line in case.expected}
    text = "".join(
        Path(module.__file__ or "").read_text("utf-8") for module in (verify, verify.appraisals)
    )
    named = {rule for rule in RULES if f'"{rule}"' in text}
    assert len(named) > 15
    assert named - broken == set()
