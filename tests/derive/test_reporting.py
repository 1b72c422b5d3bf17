"""Completed checklists of reporting standards."""

from __future__ import annotations

from typing import Any

from softbound.collect import yaml_text
from softbound.derive import reporting
from softbound.model.findings.reporting import Reporting
from softbound.model.standard import Standard
from tests import cases

ABOUT = {
    "title": "A Standard",
    "version": "2026",
    "source": "Someone (2026).",
    "doi": "10.1000/1",
    "licence": "CC BY",
    "read": "Not at all.",
    "status": "unverified",
}
ONE = Standard.model_validate(
    {
        **ABOUT,
        "name": "One",
        "sections": [
            {"title": "A", "items": {"1": "the first"}},
            {"title": "B", "items": {"2a": "the second", "2b": "the third"}},
        ],
    }
)
TWO = Standard.model_validate(
    {**ABOUT, "name": "Two", "sections": [{"title": "C", "items": {"1": "the only one"}}]}
)
STANDARDS = {"one": ONE, "two": TWO}


def derived(text: str) -> dict[str, Any]:
    value, _, problems = yaml_text.read(text, "r.yaml", Reporting, "findings-are-complete")
    assert not problems, problems
    return reporting.derived(value, STANDARDS)


@cases.each(__file__, "items")
def test_items(case: cases.Case) -> None:
    found = {}
    for name, checklist in derived(case.input).items():
        for section in checklist["sections"]:
            for item in section["items"]:
                said = {key: item[key] for key in ("at", "na", "note") if item[key]}
                found[f"{name}/{item['number']}"] = said
    assert found == case.expected


@cases.each(__file__, "counts")
def test_counts(case: cases.Case) -> None:
    found = derived(case.input)["one"]
    counts = {**found["counts"], "waiting": found["open"], "complete": found["complete"]}
    assert counts == case.expected


def test_a_checklist_has_the_standards_order_and_words() -> None:
    found = derived("one: {2b: sec:a, 1: sec:b}")["one"]
    assert found["name"] == "One"
    assert found["source"] == "Someone (2026)."
    assert [section["title"] for section in found["sections"]] == ["A", "B"]
    rows = [(i["number"], i["label"]) for section in found["sections"] for i in section["items"]]
    assert rows == [("1", "the first"), ("2a", "the second"), ("2b", "the third")]


def test_what_is_derived_is_plain_data() -> None:
    import json

    found = derived("one: {1: [sec:a, tbl:b]}")
    assert json.loads(json.dumps(found)) == found
