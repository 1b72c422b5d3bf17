"""What `softbound references --online` found out, told again; nothing here asks the network."""

from __future__ import annotations

from softbound import files
from softbound.plan import Paths, Plan
from softbound.steps.base import Outcome


def online(plan: Plan) -> Outcome:
    """build/reports/references-online.json and the bibliographies → problems."""
    from softbound.collect import bibliography
    from softbound.online import report, telling

    entries = bibliography.from_json(Paths(plan).bibliography.read_bytes())
    library, _ = bibliography.merge([entries])
    kept = report.read(report.path(plan.root))

    def text(file: str) -> str:
        return files.read_text(plan.root, plan.root / file)

    return Outcome({}, list(telling.problems(library.entries, kept, text)))
