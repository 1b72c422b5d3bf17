"""The sample's diversity: groups, shares, sources, counts that cannot be protected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from softbound.collect import findings
from softbound.problems import Place, Problem
from softbound.rules import RULES
from softbound.verify import diversity
from tests import cases


def people(*values: str) -> list[dict[str, Any]]:
    """Participants with these ethnic groups; none where it is empty."""
    return [
        {"id": f"p{n}", "bands": {"ethnicity": value, "age": "x"} if value else {"age": "x"}}
        for n, value in enumerate(values)
    ]


PARTICIPANTS = {
    "empirical-paper": people(*["White British"] * 5, "Black African"),
    "other-paper": people(),
}
CHAPTERS = ("systematic-review", "empirical-paper", "other-paper")


def check(text: str, values: list[str] | None = None) -> list[Problem]:
    found, problems = findings.read({"diversity": ("d.yaml", text)})
    assert not problems, problems
    at = findings.locator(found.places["diversity"], Place("d.yaml"))
    given = PARTICIPANTS if values is None else {"empirical-paper": people(*values)}
    return list(diversity.check(found.values["diversity"], at, given, CHAPTERS))


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


@cases.each(__file__, "samples")
def test_samples(case: cases.Case) -> None:
    text = "- id: d1\n  label: ethnic group\n  band: ethnicity\n  groups:\n    - label: A\n    - label: B\n    - label: C\n"
    assert cases.said(check(text, case.input)) == case.expected


def test_every_rule_of_diversity_is_broken_by_a_case() -> None:
    broken = {
        line.rpartition(" [")[2].rstrip("]")
        for group in cases.load(cases.beside(__file__)).values()
        for case in group
        for line in case.expected
    }
    text = Path(diversity.__file__ or "").read_text("utf-8")
    named = {rule for rule in RULES if f'"{rule}"' in text}
    assert len(named) == 6
    assert named == broken


def test_nobody_anywhere_is_no_traceback() -> None:
    found, _ = findings.read(
        {"diversity": ("d.yaml", "- {id: d, label: l, band: b, groups: [{label: A}]}")}
    )
    assert [
        p.rule
        for p in diversity.check(found.values["diversity"], lambda *path: Place("d.yaml"), {}, ())
    ] == ["diversity-has-participants"]
