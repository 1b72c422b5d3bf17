"""Findings and the places where they stand → the trace, and a page to read it by."""

from __future__ import annotations

from softbound.plan import Paths, Plan
from softbound.steps.base import Outcome, dumps, read_json


def terms(plan: Plan) -> Outcome:
    """Findings of all units → what of them can be recognised in the text."""
    from softbound.derive.terms import terms

    paths = Paths(plan)
    chapters = {u.name: read_json(paths.findings(u.name))["values"] for u in plan.units}
    return Outcome({paths.work("thesis", "terms"): dumps(terms(chapters))})
