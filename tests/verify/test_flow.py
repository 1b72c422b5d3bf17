"""The identities of the flow diagram."""

from __future__ import annotations

from softbound.model.findings.flow import Flow
from softbound.problems import Place
from softbound.rules import RULES
from softbound.verify import flow
from tests import cases

COMPLETE = "flow-is-complete"


@cases.each(__file__, "identities")
def test_identities(case: cases.Case) -> None:
    fields = {name: value for name, value in case.input.items() if name != "rows"}
    lines = list(fields)
    problems = flow.check(
        Flow.model_validate(fields),
        lambda name, *_: Place("flow.yaml", lines.index(name) + 1 if name in lines else None),
        case.input.get("rows"),
    )
    assert cases.said(p for p in problems if p.rule != COMPLETE) == case.expected


@cases.each(__file__, "incomplete")
def test_incomplete(case: cases.Case) -> None:
    problems = flow.check(Flow.model_validate(case.input), lambda name, *_: Place(name))
    assert [p.place.file for p in problems] == case.expected
    assert {p.rule for p in problems} <= {COMPLETE}


@cases.each(__file__, "places")
def test_places(case: cases.Case) -> None:
    typed = Flow.model_validate(case.input["typed"]) if "typed" in case.input else None
    there = {
        name: Place(file, line) if case.input.get(name, True) else Place("")
        for name, file, line in (("search", "search.yaml", 2), ("screening", "screening.csv", 1))
    }
    at = flow.places(typed, lambda *_: 1, "flow.yaml", there["search"], there["screening"])
    assert str(at(case.input["field"])) == case.expected


def test_every_identity_has_a_case_that_fails() -> None:
    told = " ".join(str(case.expected) for case in cases.load(cases.beside(__file__))["identities"])
    ours = {rule for rule in RULES if rule.startswith("flow-")}
    elsewhere = {COMPLETE, "flow-agrees-with-records", "flow-csv-is-well-formed"}
    assert {rule for rule in ours if f"[{rule}]" in told} == ours - elsewhere
