"""Search records, decisions and findings → what follows from them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, Problem
from softbound.steps.base import Outcome, dumps, read_json, read_texts

if TYPE_CHECKING:
    from softbound.collect.records import Export
    from softbound.derive.flow import At
    from softbound.derive.search import Gathered
    from softbound.model.duplicates import Duplicates
    from softbound.model.findings.flow import Flow
    from softbound.model.findings.search import Search
    from softbound.model.records import Decision, Record

NEEDED = ("id", "source", "file", "line", "title", "authors", "year", "container", "doi", "pmid")
"""What later steps and reports need of a record."""
SCREENING, FLOW = "screening.csv", "flow.csv"
"""Findings that are tables."""


def records(plan: Plan, unit: Unit) -> Outcome:
    """Exports of databases and screening tools → records, duplicates, and reports on both."""
    from softbound.collect import records as collect
    from softbound.derive import search as searching
    from softbound.model.findings.duplicates import Overruled

    paths = Paths(plan)
    given = read_json(paths.work(unit.name, "search"))
    search = _search(given)
    overruled = Overruled.model_validate(given["values"].get("duplicates", {}))
    exports, problems = _exports(plan, unit, collect.read)
    gathered = searching.gathered(search, exports, _at(plan, unit, given, "search"))
    every = [*gathered.records, *(r for found in gathered.screened.values() for r in found)]
    found, mistakes = _duplicates(plan, unit, given, every, search, overruled)
    rows, unreadable = _rows_of_tools(search, gathered)
    reports = plan.build / "reports"
    content = {
        "records": [{name: getattr(r, name) for name in NEEDED} for r in every],
        "kept": {i: kept for i, kept in found.kept.items() if i != kept},
        "counts": gathered.counts,
        "rows": [asdict(row) | {"about": row.about.id} for row in rows],
    }
    return Outcome(
        {
            paths.work(unit.name, "records"): dumps(content),
            reports / f"records-{unit.name}.json": _counted(exports, gathered, found),
            reports / f"records-{unit.name}.csv": _listed(gathered.records, found.kept),
            reports / f"duplicates-{unit.name}.csv": _report(found, every),
        },
        [*problems, *gathered.problems, *mistakes, *unreadable],
    )


def _search(given: Mapping[str, Any]) -> Search:
    from softbound.model.findings.search import Search

    return Search.model_validate(given["values"].get("search", {}))


def _at(plan: Plan, unit: Unit, given: Mapping[str, Any], kind: str) -> Callable[..., Place]:
    """Keys and indices in a findings file → their place, or the nearest one above it."""
    places: Mapping[str, Any] = given["places"].get(kind, {})
    whole = files.shown(plan.root, plan.root / "chapters" / unit.name / "findings" / f"{kind}.yaml")

    def at(*path: str | int) -> Place:
        for end in range(len(path), -1, -1):
            found = places.get("".join(f".{part}" for part in path[:end]))
            if found is not None:
                return Place(*found)
        return Place(next((found[0] for found in places.values()), whole))

    return at


def _exports(
    plan: Plan, unit: Unit, read: Callable[[bytes, str], Export]
) -> tuple[dict[str, Export], list[Problem]]:
    exports: dict[str, Export] = {}
    problems: list[Problem] = []
    for path in unit.records:
        try:
            content = files.read_bytes(plan.root, path)
        except files.Unreadable as error:
            problems.append(error.problem)
            continue
        exports[path.name] = export = read(content, files.shown(plan.root, path))
        problems += export.problems
    return exports, problems


def _rows_of_tools(search: Search, gathered: Gathered) -> tuple[list[Any], list[Problem]]:
    """What the exports of screening tools decide."""
    from softbound.collect import screening

    rows: list[Any] = []
    problems: list[Problem] = []
    for each in search.screening:
        own = gathered.screened.get(each.file, ())
        if each.tool == "rayyan":
            found, mistakes = screening.from_rayyan(own, each.stage)
        else:
            found, mistakes = screening.from_covidence(own, each.stage, each.verdict, each.file)
        rows += found
        problems += mistakes
    return rows, problems


def _counted(exports: Mapping[str, Export], gathered: Gathered, found: Duplicates) -> str:
    """build/reports/records-UNIT.json: how many records each file and each source gave."""
    content = {
        "files": [
            {"file": each.file, "format": each.form, "records": len(each.records)}
            for each in exports.values()
        ],
        "sources": gathered.counts,
        "records": len(gathered.records),
        "duplicates": len(gathered.records)
        - len({found.kept[record.id] for record in gathered.records}),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _listed(records: Iterable[Record], kept: Mapping[str, str]) -> str:
    """build/reports/records-UNIT.csv: every record with its file and line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["record", "duplicate of", *NEEDED[1:]])
    for record in records:
        same = kept[record.id]
        cells = [getattr(record, name) for name in NEEDED[1:]]
        shown = ["; ".join(cell) if isinstance(cell, tuple) else cell for cell in cells]
        writer.writerow([record.id, "" if same == record.id else same, *shown])
    return "\ufeff" + out.getvalue()  # with the mark by which Excel knows UTF-8


def derive(plan: Plan, unit: Unit) -> Outcome:
    """Findings, records and decisions → build/derived/UNIT.json, which expressions see too."""
    from softbound.derive import synthesis

    paths = Paths(plan)
    given = read_json(paths.findings(unit.name))
    values = given["values"]
    tools, problems = _tools(plan)
    derived: dict[str, Any] = synthesis.derived(values, tools)
    more, found = _flow(plan, unit, given, derived)
    derived |= more
    problems += found
    outputs: dict[Path, str | bytes] = {paths.derived(unit.name): dumps(derived)}
    return Outcome(outputs, problems)
