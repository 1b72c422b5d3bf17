"""The problems of all steps, brought together in one report."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from softbound import files
from softbound.plan import Paths, Plan
from softbound.problems import Place, Problem, in_order, totals

if TYPE_CHECKING:
    from softbound.ignoring import Ignore


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
            problems += told(path) or []
    return problems


def told(report: Path) -> list[Problem] | None:
    """What a step had to say; None where its report is missing or is none: then it runs again."""
    try:
        found = json.loads(report.read_text("utf-8"))
        return [Problem.from_json(each) for each in found] if isinstance(found, list) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def forget(plan: Plan, steps: Collection[str]) -> None:
    """Remove what was told by steps that the thesis no longer has.

    :param steps: the names of those that it has.
    """
    paths = Paths(plan)
    if plan.thesis is not None:
        kept = {paths.step_report(step) for step in steps}
        for path in {*paths.step_reports.glob("*.json")} - kept:
            files.remove(path)


def judged(plan: Plan, waiting: Sequence[str] = (), whole: bool = False) -> list[Problem]:
    """The problems of all steps in order, those that the author ignores as notes.

    :param whole: whether every step has been looked at, so that an ignore which nothing needs can
        be told.
    """
    ignores, mistakes = _ignores(plan)
    return _judged(plan, ignores, [*mistakes, *reported(plan, waiting)], whole)


def judged_too(plan: Plan, problems: Sequence[Problem]) -> list[Problem]:
    """Problems of a command, judged as those of a build's steps are."""
    return _judged(plan, _ignores(plan)[0], problems)


def _judged(
    plan: Plan, ignores: Sequence[Ignore], problems: Sequence[Problem], whole: bool = False
) -> list[Problem]:
    from softbound import ignoring

    lines = cache(lambda file: _lines(plan.root, file))

    def line(place: Place) -> str:
        found = lines(place.file)
        return found[place.line - 1] if place.line and place.line <= len(found) else ""

    found, left = ignoring.judged(problems, ignores, line)
    if whole:
        notes, _ = ignoring.judged(ignoring.unused(left), ignores, line)
        found += notes
    return in_order(found)


def _ignores(plan: Plan) -> tuple[list[Ignore], list[Problem]]:
    """What thesis.yaml and remarks in the author's files ignore; remarks that say too little."""
    from softbound.collect import remarks
    from softbound.ignoring import Ignore

    entries = (plan.thesis or {}).get("ignore", ())
    places = _entries(plan.root, [each["rule"] for each in entries])
    found = [
        Ignore(e["rule"], e["reason"], place, e["file"], containing=e.get("containing", ""))
        for e, place in zip(entries, places, strict=True)
    ]
    problems: list[Problem] = []
    for path in (path for unit in plan.units for path in (*unit.files, *unit.findings)):
        file = files.shown(plan.root, path)
        said, wrong = remarks.read(file, "\n".join(_lines(plan.root, file)))
        problems += wrong
        found += [
            Ignore(each.rule, each.reason, each.place, file, (each.first, each.last))
            for each in said
        ]
    return found, problems


def _entries(root: Path, rules: Sequence[str]) -> list[Place]:
    """Where the entries under ignore stand in thesis.yaml."""
    if not rules:
        return []
    lines = _lines(root, "thesis.yaml")
    at = [
        (match[1], number)
        for number, line in enumerate(lines, 1)
        if (match := re.search(r"\brule[\"']?\s*:\s*[\"']?([\w-]+)", line))
    ]
    places = []
    for rule in rules:
        known = next((each for each in at if each[0] == rule), None)
        places.append(Place("thesis.yaml", known[1] if known else None))
        at = [each for each in at if each is not known]
    return places


def _lines(root: Path, file: str) -> list[str]:
    """A file's lines; none of what is no text."""
    try:
        return files.read_text(root, root / file).split("\n")
    except files.FileTrouble:
        return []


def to_json(problems: Sequence[Problem]) -> str:
    """Problems as build/reports/problems.json has them."""
    content = {"problems": [p.to_json() for p in problems], "totals": totals(problems)}
    return json.dumps(content, ensure_ascii=False, indent=1)


def from_json(text: str) -> list[Problem]:
    """What :func:`to_json` wrote.

    :raises ValueError, KeyError, TypeError: for anything else.
    """
    return [Problem.from_json(each) for each in json.loads(text)["problems"]]
