"""What can be told of a unit's prose by itself, as its author wrote it."""

from __future__ import annotations

from softbound.plan import Plan, Unit
from softbound.problems import Problem
from softbound.steps.base import Outcome, language_of, prose_of


def prose(plan: Plan, unit: Unit) -> Outcome:
    """A unit's Markdown → problems."""
    from softbound.verify import language

    texts, problems = prose_of(plan, unit)
    found: list[Problem] = list(problems)
    known, unread = language_of(plan)
    found += unread
    if known is not None:
        found += language.check(unit.kind, texts, known)
    return Outcome({}, found)


def spelling(plan: Plan) -> Outcome:
    """All prose → problems: two ways of spelling in one thesis."""
    from softbound.verify import language

    known, _told_by_prose = language_of(plan)
    texts = [text for unit in plan.units for text in prose_of(plan, unit)[0]]
    return Outcome({}, language.together(texts, known) if known is not None else [])
