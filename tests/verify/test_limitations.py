"""Limitations both ways: what a paper declares, what the critical review takes up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from softbound.collect import findings
from softbound.model.labels import Uses
from softbound.problems import Place, Problem
from softbound.rules import RULES
from softbound.verify import limitations
from tests import cases, trees

COMPLETE = "kind: sample, limitation: L, consequence: C, response: R"


def unit(name: str, text: str) -> Uses:
    """A unit of one file that is called as the unit is."""
    kind: Any = name if name in ("front-matter", "appendices") else "chapter"
    found = trees.structured(text, kind, name, files=[f"{name}.md"])
    return Uses(name, kind, found.labels, found.references, found.citations)


def check(given: dict[str, str]) -> list[Problem]:
    """Prose by unit, and ``limitations`` of the chapter "critical" (``…`` = complete but for id,
    paper and places) → problems."""
    given = dict(given)
    text = given.pop("limitations", None)
    units = [unit(name, prose) for name, prose in given.items()]
    if text is None:
        return list(limitations.untaken({}, units))
    file = ("l.yaml", text.replace("…", COMPLETE))
    found, problems = findings.read({"limitations": file})
    assert not problems, problems
    held = found.values["limitations"]
    at = findings.locator(found.places["limitations"], Place("l.yaml"))
    return [
        *limitations.check(held, at, "critical", units),
        *limitations.untaken({"critical": held}, units),
    ]


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


def test_every_rule_of_limitations_is_broken_by_a_case() -> None:
    broken = {
        line.rpartition(" [")[2].rstrip("]")
        for case in cases.load(cases.beside(__file__))["problems"]
        for line in case.expected
    }
    text = Path(limitations.__file__ or "").read_text("utf-8")
    named = {rule for rule in RULES if f'"{rule}"' in text}
    assert len(named) == 7
    assert named == broken


def test_an_empty_file_takes_nothing_up() -> None:
    units = [unit("one", "# A\n\n[x]{#lim:x}\n")]
    assert [p.rule for p in limitations.untaken({"critical": []}, units)] == [
        "declared-limitation-is-taken-up"
    ]
