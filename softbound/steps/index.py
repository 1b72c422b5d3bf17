"""The reports of a build → build/reports/index.html, at the end of each build in which a step ran."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import softbound
from softbound import files
from softbound.areas import by_area, title_of
from softbound.plan import Paths, Plan
from softbound.problems import Place, Problem, problem
from softbound.steps.base import Outcome
from softbound.telling import TEMPLATE

SHOWN = (".md", ".yaml", ".yml", ".bib", ".bibtex", ".csv")
"""Ends of files whose lines may be shown."""


def index(plan: Plan, problems: Sequence[Problem], failed: Sequence[str] = ()) -> Outcome:
    """The page of reports.

    :param failed: steps that could not run to their end.
    """
    from softbound.write import index as writer

    path = files.template(plan.root, TEMPLATE)
    if path is None:
        missing = Place(f"templates/{TEMPLATE}")
        return Outcome({}, [problem("template-is-known", missing, "The template is missing.")])
    try:
        html = writer.page(files.read_text(plan.root, path), _content(plan, problems, bool(failed)))
    except files.Unreadable as error:
        return Outcome({}, [error.problem])
    except Exception as error:  # a template of the thesis can do anything wrong
        if files.shipped_templates() in path.parents:
            raise
        place = Place(files.shown(plan.root, path), getattr(error, "lineno", None))
        message = f"The template cannot be used: {' '.join(str(error).split()).rstrip('.')}."
        return Outcome({}, [problem("template-is-well-formed", place, message)])
    return Outcome({plan.build / "reports" / "index.html": html})


def _content(plan: Plan, problems: Sequence[Problem], failed: bool) -> Any:
    from softbound.online import report as looked_up
    from softbound.write import index as writer

    thesis = plan.thesis or {}
    paths = Paths(plan)
    units = {name: title_of(name) for name in plan.unit_names}
    reports = plan.build / "reports"
    now = datetime.now()
    return writer.Content(
        title=str(thesis.get("title", "")),
        author=str(thesis.get("author", "")),
        date=f"{now.day} {now:%B %Y, %H:%M}",
        version=softbound.__version__,
        areas=by_area(problems, plan.unit_names, thesis.get("bibliographies", ())),
        lines=_lines(plan),
        failed=failed or plan.thesis is None,
        files=[name for name in writer.OUTPUTS if (plan.build / name).is_file()],
        units=units,
        words=_read(reports / "words.json", "classes", "parts", "whole", "history"),
        references=_read(reports / "references.json", "cited", "unused", "chapters"),
        online=looked_up.content(reports / "references-online.json"),
        anonymity=_read(reports / "anonymity.json", "scanned", "findings", "list", "statement"),
        derived={unit.name: _read(paths.derived(unit.name)) or {} for unit in plan.units},
        findings={
            unit.name: (_read(paths.findings(unit.name)) or {}).get("values", {})
            for unit in plan.units
            if unit.has("limitations")
        },
    )


def _read(path: Path, *keys: str) -> Any:
    """A report; None where it is missing, was cut off, or is another thing without these keys."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) and {*keys} <= content.keys() else None


def _lines(plan: Plan) -> Callable[[str], Sequence[str]]:
    """A file → its lines; none of transcripts, of a private list, of what lies elsewhere."""
    known: dict[str, list[str]] = {}
    thesis = plan.thesis or {}
    private = [
        plan.root / str(thesis[key]) for key in ("transcripts", "private") if thesis.get(key)
    ]

    def lines(file: str) -> Sequence[str]:
        if file not in known:
            path = plan.root / file
            known[file] = []
            if _may_be_shown(plan, path, private):
                with suppress(files.FileTrouble):
                    known[file] = files.read_text(plan.root, path).split("\n")
        return known[file]

    return lines


def _may_be_shown(plan: Plan, path: Path, private: Sequence[Path]) -> bool:
    if path.suffix.lower() not in SHOWN or not files.inside(plan.root, path):
        return False
    if path.is_relative_to(plan.build):
        return False
    return not any(path == each or path.is_relative_to(each) for each in private)
