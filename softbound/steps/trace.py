"""Findings and the places where they stand → the trace, and a page to read it by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, Problem, problem
from softbound.steps.base import Outcome, dumps, read_json

TEMPLATE = "reports/trace.html.j2"


def terms(plan: Plan) -> Outcome:
    """Findings of all units → what of them can be recognised in the text."""
    from softbound.derive.terms import terms

    paths = Paths(plan)
    chapters = {u.name: read_json(paths.findings(u.name))["values"] for u in plan.units}
    return Outcome({paths.work("thesis", "terms"): dumps(terms(chapters))})


def trace(plan: Plan) -> Outcome:
    """Findings, the places where they are named, and the pages of these → build/reports/trace.*."""
    from softbound.derive import trace as derive

    paths = Paths(plan)
    chapters = {u.name: read_json(paths.findings(u.name)) for u in plan.units}
    transcripts = {
        u.name: {
            each["excerpt"]: [each["file"], each["line"]] for each in read_json(path)["matched"]
        }
        for u in plan.units
        if u.has("excerpts") and (path := paths.work(u.name, "transcripts")).is_file()
    }
    graph = derive.trace(
        chapters,
        {u.name: _title(plan, u) for u in plan.units},
        {name: read_json(paths.work(name, "anchors")) for name in plan.unit_names},
        read_json(plan.build / "pages.json"),
        transcripts,
    )
    graph["files"] = {
        files.shown(plan.root, path): files.checksum(path)
        for u in plan.units
        for path in u.findings
    }
    outputs: dict[Path, str | bytes] = {
        plan.build / "reports" / "trace.json": json.dumps(graph, ensure_ascii=False, indent=1)
    }
    html, problems = _page(plan, graph)
    if html is not None:
        outputs[plan.build / "reports" / "trace.html"] = html
    return Outcome(outputs, problems)


def _title(plan: Plan, unit: Unit) -> str:
    """A chapter's title; the name of any other unit."""
    labels = read_json(Paths(plan).work(unit.name, "labels"))["labels"]
    named = (str(label["title"]) for label in labels if label["kind"] == "chapter")
    return next(named, unit.name.replace("-", " ").capitalize())


def _page(plan: Plan, graph: dict[str, Any]) -> tuple[str | None, list[Problem]]:
    """The page; a thesis's own template may have mistakes."""
    from softbound.write import trace as writer

    path = files.template(plan.root, TEMPLATE)
    if path is None:
        missing = Place(f"templates/{TEMPLATE}")
        return None, [problem("template-is-known", missing, "The template is missing.")]
    title = str((plan.thesis or {}).get("title", ""))
    try:
        return writer.page(files.read_text(plan.root, path), graph, title), []
    except files.Unreadable as error:
        return None, [error.problem]
    except Exception as error:  # a template of the thesis can do anything wrong
        place = Place(files.shown(plan.root, path), getattr(error, "lineno", None))
        message = f"The template cannot be used: {' '.join(str(error).split()).rstrip('.')}."
        return None, [problem("template-is-well-formed", place, message)]
