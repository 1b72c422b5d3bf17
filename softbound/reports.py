"""The problems of all steps, brought together in one report."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from softbound import files
from softbound.plan import Paths, Plan
from softbound.problems import Problem, as_note, in_order, totals


def reported(plan: Plan, waiting: Sequence[str] = ()) -> list[Problem]:
    """The problems of all steps as they last ran.

    :param waiting: steps that could not run now, since one before them stopped. What they had to
        say is of files as they were, and is left out.
    """
    paths = Paths(plan)
    old = {paths.step_report(step) for step in waiting}
    units = {*plan.unit_names, ""}
    problems: list[Problem] = []
    for path in sorted(paths.step_reports.glob("*.json")):
        if path in old:
            continue
        if path.stem.partition("--")[2] in units or plan.thesis is None:
            problems += [Problem.from_json(p) for p in json.loads(path.read_text("utf-8"))]
    return problems


def forget(plan: Plan, steps: Collection[str]) -> None:
    """Remove what was told by steps that the thesis no longer has.

    :param steps: the names of those that it has.
    """
    paths = Paths(plan)
    if plan.thesis is not None:
        kept = {paths.step_report(step) for step in steps}
        for path in {*paths.step_reports.glob("*.json")} - kept:
            files.remove(path)


def judged(plan: Plan, waiting: Sequence[str] = ()) -> list[Problem]:
    """The problems in order, those of rules that thesis.yaml ignores as notes."""
    ignored = (plan.thesis or {}).get("ignore", ())
    found = []
    for each in reported(plan, waiting):
        reasons = [
            i["reason"]
            for i in ignored
            if i["rule"] == each.rule and i["file"] in (None, each.place.file)
        ]
        found.append(as_note(each, reasons[0]) if reasons and not each.stops else each)
    return in_order(found)


def to_json(problems: Sequence[Problem]) -> str:
    """Problems as build/reports/problems.json has them."""
    content = {"problems": [p.to_json() for p in problems], "totals": totals(problems)}
    return json.dumps(content, ensure_ascii=False, indent=1)
