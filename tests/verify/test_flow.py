"""The identities of the flow diagram."""

from __future__ import annotations

from softbound.model.findings.flow import Flow
from softbound.problems import Place
from softbound.rules import RULES
from softbound.verify import flow, screening
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
    assert cases.said(problems) == case.expected


@cases.each(__file__, "incomplete")
def test_incomplete(case: cases.Case) -> None:
    rest = {name: value for name, value in case.input.items() if name != "flow"}
    stand = screening.Screening(Place("screening.csv"), "to-screen.csv", **rest)
    problems = screening.check(Flow.model_validate(case.input["flow"]), stand)
    assert cases.said(problems) == case.expected


@cases.each(__file__, "typed")
def test_typed(case: cases.Case) -> None:
    typed = None if case.input is None else Flow.model_validate(case.input)
    assert screening.has_typed_numbers(typed) is case.expected


@cases.each(__file__, "waiting")
def test_waiting(case: cases.Case) -> None:
    waiting = flow.Waiting(case.input.get("titles", 0), case.input.get("texts", 0))
    problems = flow.check(
        Flow.model_validate(case.input["flow"]),
        lambda name, *_: Place(name),
        case.input.get("rows"),
        waiting,
    )
    assert [p.rule for p in problems] == case.expected


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
