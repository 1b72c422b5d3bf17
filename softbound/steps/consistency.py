"""Prose against findings, papers against each other, and what all of it links to participants."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from softbound import files, spreadsheets
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Problem
from softbound.steps.base import Outcome, dumps, known_of, prose_of, read_json, read_texts, source


def consistency(plan: Plan, unit: Unit) -> Outcome:
    """A unit's prose and the findings of all → problems; its sentences, for `repetition`."""
    from softbound.collect import known_numbers
    from softbound.verify import one_thesis

    read, problems = prose_of(plan, unit)
    part = one_thesis.Part(unit.name, unit.kind, tuple(read))
    path = files.template(plan.root, known_numbers.PATH)
    if path is not None:
        text, unread = read_texts(plan, [path])
        numbers, found = known_numbers.read(text.get(path, ""), files.shown(plan.root, path))
        problems += [*unread, *found]
        if numbers is not None:
            papers = {u.name: known_of(plan, u.name) for u in plan.units if u.kind == "chapter"}
            problems += one_thesis.check(part, papers, numbers)
    told = [each.to_json() for each in one_thesis.told(part)]
    return Outcome({Paths(plan).work(unit.name, "sentences"): dumps(told)}, problems)


def repetition(plan: Plan) -> Outcome:
    """The sentences of all units → problems: those that stand in two chapters."""
    from softbound.verify import one_thesis

    paths = Paths(plan)
    told = [
        one_thesis.Told.from_json(each)
        for unit in plan.units
        for each in read_json(paths.work(unit.name, "sentences"))
    ]
    return Outcome({}, one_thesis.told_again(told))


def linked(plan: Plan) -> Outcome:
    """The merged text of all units → build/reports/linked-UNIT.csv, and problems: what of a
    participant stands together and fits one person."""
    outputs: dict[Path, str | bytes] = {}
    problems: list[Problem] = []
    for unit in plan.units:
        if unit.has("participants"):
            rows, found = _linked(plan, known_of(plan, unit.name))
            outputs[plan.build / "reports" / f"linked-{unit.name}.csv"] = spreadsheets.text(rows)
            problems += found
    return Outcome(outputs, problems)


def _linked(plan: Plan, findings: Mapping[str, Any]) -> tuple[list[list[object]], list[Problem]]:
    """What the merged text of all units links to a chapter's participants."""
    from softbound.derive import linking
    from softbound.verify import small_samples

    sources = {unit.name: source(plan, unit.name) for unit in plan.units}
    seen = linking.pseudonyms_in_prose(
        ((name, each.text) for name, each in sources.items()),
        findings["values"],
        lambda name, line: sources[name].map.place(line),
    )
    linked = linking.linked_anywhere(findings["values"], seen)
    return linking.linked_report(linked), small_samples.check(findings, linked)
