"""Items of reporting standards: mapped, to places that exist; the protocol's registration."""

from __future__ import annotations

from typing import Any

from softbound.collect import findings
from softbound.model.standard import Standard
from softbound.problems import At, Place
from softbound.verify import reporting
from tests import cases, trees
from tests.derive.test_reporting import ABOUT, ONE

STANDARDS = {
    "one": ONE.model_copy(
        update={
            "may_be_na": Standard.model_validate(
                {
                    **ONE.model_dump(),
                    "may_be_na": {"when": "A qualitative review", "items": ["2a", "2b"]},
                }
            ).may_be_na
        }
    ),
    "many": Standard.model_validate(
        {
            **ABOUT,
            "name": "Many",
            "sections": [{"title": "A", "items": {str(n): f"item {n}" for n in range(1, 10)}}],
        }
    ),
}
LABELS = trees.structured(
    "# A {#sec:method}\n\n[x]{#mark:funding}\n\n## B {#sec:results}\n\n## Aims\n\n"
    "| a |\n|---|\n| b |\n\n: T {#tbl:studies}\n"
).labels


def read(kind: str, file: str, text: str) -> tuple[Any, At]:
    found, problems = findings.read({kind: (file, text)})
    assert not problems, problems
    return found.values[kind], findings.locator(found.places[kind], Place(file))


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    value, at = read("reporting", "r.yaml", case.input)
    assert cases.said(reporting.check(value, STANDARDS, at)) == case.expected


@cases.each(__file__, "places")
def test_places(case: cases.Case) -> None:
    value, at = read("reporting", "r.yaml", case.input)
    assert cases.said(reporting.check_places(value, at, LABELS)) == case.expected


@cases.each(__file__, "protocol")
def test_protocol(case: cases.Case) -> None:
    value, at = read("protocol", "p.yaml", case.input)
    assert cases.said(reporting.check_protocol(value, at)) == case.expected
