"""Prose against findings, papers against each other, and what all of it links to participants."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from softbound import files, spreadsheets
from softbound.plan import Plan
from softbound.problems import Problem
from softbound.steps.base import Outcome, known_of, language_of, prose_of, read_texts, source


def consistency(plan: Plan) -> Outcome:
    """Prose and findings of all units → problems; build/reports/linked-UNIT.csv."""
    from softbound.collect import known_numbers
    from softbound.verify import one_thesis
    from softbound.verify.language import together

    findings = {u.name: known_of(plan, u.name) for u in plan.units}
    problems: list[Problem] = []
    parts = []
    for unit in plan.units:
        read, unread = prose_of(plan, unit)
        problems += unread
        parts.append(one_thesis.Part(unit.name, unit.kind, tuple(read)))
    path = files.template(plan.root, known_numbers.PATH)
    if path is not None:
        text, unread = read_texts(plan, [path])
        shown = files.shown(plan.root, path)
        numbers, found = known_numbers.read(text.get(path, ""), shown)
        problems += [*unread, *found]
        if numbers is not None:
            papers = {u.name: findings[u.name] for u in plan.units if u.kind == "chapter"}
            problems += one_thesis.check(parts, papers, numbers)
    language, _told_by_prose = language_of(plan)
    if language is not None:
        problems += together([text for part in parts for text in part.prose], language)
    outputs: dict[Path, str | bytes] = {}
    for unit in plan.units:
        if unit.has("participants"):
            rows, found = _linked(plan, findings[unit.name])
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
