"""All problems in one report."""

from __future__ import annotations

import json

from softbound.plan import Paths, Plan
from softbound.problems import Problem
from softbound.steps.base import Outcome, read_json, unit_names


def reported(plan: Plan) -> list[Problem]:
    """The problems of all steps as they last ran."""
    units = {*unit_names(plan), ""}
    problems: list[Problem] = []
    for path in sorted(Paths(plan).step_reports.glob("*.json")):
        if path.stem.partition("--")[2] in units or plan.thesis is None:
            problems += [Problem.from_json(p) for p in read_json(path)]
    return problems


def check(plan: Plan) -> Outcome:
    """All problems → build/reports/problems.json."""
    from softbound.problems import as_note, in_order, totals

    ignored = (plan.thesis or {}).get("ignore", ())
    found = []
    for each in reported(plan):
        reason = next(
            (
                i["reason"]
                for i in ignored
                if i["rule"] == each.rule and i["file"] in (None, each.place.file)
            ),
            None,
        )
        found.append(each if reason is None or each.stops else as_note(each, reason))
    found = in_order(found)
    content = {"problems": [p.to_json() for p in found], "totals": totals(found)}
    return Outcome(
        {
            plan.build / "reports" / "problems.json": json.dumps(
                content, ensure_ascii=False, indent=1
            )
        }
    )
