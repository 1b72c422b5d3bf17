"""Exports of databases and screening tools → records, and which of them are duplicates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from softbound import files, spreadsheets
from softbound.plan import Paths, Plan, Unit
from softbound.problems import At, Place, Problem, problem
from softbound.steps.base import Outcome, dumps, places_of, read_json

if TYPE_CHECKING:
    from softbound.collect.records import Export
    from softbound.derive.search import Gathered, Pool
    from softbound.model.duplicates import Duplicates
    from softbound.model.findings.duplicates import Overruled
    from softbound.model.findings.search import Search
    from softbound.model.records import Record

NEEDED = ("id", "source", "file", "line", "title", "authors", "year", "container", "doi", "pmid")
"""What later steps and reports need of a record."""


def records(plan: Plan, unit: Unit) -> Outcome:
    """Exports of databases and screening tools → records, duplicates, and reports on both."""
    from softbound.collect import records as collect
    from softbound.derive import search as searching
    from softbound.derive.duplicates import overruling, report
    from softbound.model.findings.duplicates import Overruled
    from softbound.model.findings.search import Search

    paths = Paths(plan)
    given = read_json(paths.work(unit.name, "search"))
    search = Search.model_validate(given["values"].get("search", {}))
    overruled = Overruled.model_validate(given["values"].get("duplicates", {}))
    at = places_of(plan, unit.name, given, "search")
    exports, problems = _exports(plan, unit, collect.read)
    gathered = searching.gathered(search, exports, at)
    find, mistakes = _finder(search, overruled, at)
    pool = searching.pooled(gathered, find)
    known = {record.id for record in pool.records}
    if overruled.same or overruled.different:
        place = places_of(plan, unit.name, given, "duplicates")
        mistakes += overruling.check(overruled, known, place().file, lambda path: place(*path).line)
    rows, unreadable = _rows_of_tools(search, gathered, exports)
    reports = plan.build / "reports"
    content = {
        "records": [{name: getattr(r, name) for name in NEEDED} for r in pool.records],
        "kept": pool.kept,
        "from_tools": pool.from_tools,
        "counts": gathered.counts,
        "rows": [
            asdict(row) | {"about": {name: getattr(row.about, name) for name in NEEDED}}
            for row in rows
        ],
    }
    return Outcome(
        {
            paths.work(unit.name, "records"): dumps(content),
            reports / f"records-{unit.name}.json": _counted(exports, gathered, pool),
            reports / f"records-{unit.name}.csv": _listed(pool.records, pool.kept),
            reports / f"duplicates-{unit.name}.csv": report.report(pool.duplicates, pool.records),
        },
        [*problems, *gathered.problems, *mistakes, *unreadable],
    )


def _exports(
    plan: Plan, unit: Unit, read: Callable[[bytes, str], Export]
) -> tuple[dict[str, Export], list[Problem]]:
    """The exports by their names, and what is wrong with each; a draft is built all the same."""
    exports: dict[str, Export] = {}
    problems: list[Problem] = []
    for path in unit.records:
        file = files.shown(plan.root, path)
        if said := _not_read(plan, path):
            hint = "Put each export itself into findings/records/, so that its records are counted."
            problems.append(problem("records-file-is-read", Place(file), said, hint))
            continue
        try:
            content = files.read_bytes(plan.root, path)
        except files.Unreadable as error:
            message = error.problem.message
            problems.append(problem("records-file-is-read", Place(file), message))
            continue
        export = read(content, file)
        exports[normalize("NFC", PurePosixPath(file).name)] = export
        problems += export.problems
    return exports, problems


def _not_read(plan: Plan, path: Path) -> str:
    """Why what lies in findings/records/ is not looked into; empty where it is."""
    if not files.inside(plan.root, path):
        return "The link leads out of the thesis's folder: no records are read from there."
    return "This is a folder: no records are read from it." if path.is_dir() else ""


def _rows_of_tools(
    search: Search, gathered: Gathered, exports: Mapping[str, Export]
) -> tuple[list[Any], list[Problem]]:
    """What the exports of screening tools decide."""
    from softbound.collect import screening

    rows: list[Any] = []
    problems: list[Problem] = []
    for each in search.screening:
        if each.file not in exports:
            continue
        own, file = gathered.screened[each.file], exports[each.file].file
        if each.tool == "rayyan":
            found, mistakes = screening.from_rayyan(own, each.stage)
        else:
            found, mistakes = screening.from_covidence(own, each.stage, each.verdict, file)
        rows += found
        problems += mistakes
    return rows, problems


def _counted(exports: Mapping[str, Export], gathered: Gathered, pool: Pool) -> str:
    """build/reports/records-UNIT.json: how many records each file and each source gave."""
    content = {
        "files": [
            {"file": each.file, "format": each.form, "records": len(each.records)}
            for each in exports.values()
        ],
        "sources": gathered.counts,
        "records": len(pool.records),
        "duplicates": pool.duplicates.removed,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _listed(records: Iterable[Record], kept: Mapping[str, str]) -> str:
    """build/reports/records-UNIT.csv: every record with its file and line."""
    rows: list[list[object]] = [["record", "duplicate of", *NEEDED[1:]]]
    for record in records:
        same = kept[record.id]
        cells = [getattr(record, name) for name in NEEDED[1:]]
        rows.append([record.id, "" if same == record.id else same, *cells])
    return spreadsheets.text(rows)


def _finder(
    search: Search, overruled: Overruled, at: At
) -> tuple[Callable[[Sequence[Record]], Duplicates], list[Problem]]:
    """How duplicates are found: as search.yaml asks, if that is installed."""
    from softbound.derive import duplicates
    from softbound.derive.duplicates import bib_dedupe

    if search.deduplication == "bib-dedupe":
        missing = bib_dedupe.missing(at("deduplication"))
        if not missing:
            return lambda records: bib_dedupe.find(records, overruled), []
        return lambda records: duplicates.find(records, overruled), missing
    return lambda records: duplicates.find(records, overruled), []
