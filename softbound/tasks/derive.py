"""Tasks that derive what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from softbound import files
from softbound.plan import Paths, Unit
from softbound.tasks.base import Task, current, each, name_of, present, task


def records() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        names = (f"records-{u.name}.json", f"records-{u.name}.csv", f"duplicates-{u.name}.csv")
        return task(
            f"records:{u.name}", f"read the search records of {u.name}, find duplicates",
            lambda s: s.records(p, u), [paths.work(u.name, "search"), *present(u.records)],
            [paths.work(u.name, "records"), *(p.build / "reports" / name for name in names)],
            {"files": [name_of(path) for path in u.records]},
        )  # fmt: skip

    units = [u for u in p.units if u.searches]
    return each("records", "read search records, find duplicates among them", units, one)


def derive() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    data = [*files.template_paths(p.root, "appraisals", ".yaml"),
            *files.template_paths(p.root, "standards", ".yaml")]  # fmt: skip

    def reports(u: Unit) -> list[Path]:
        if not (u.searches or u.tables or u.has("flow")):
            return []
        return [p.build / "reports" / f"{name}-{u.name}.csv" for name in ("prisma", "to-screen")]

    def one(u: Unit) -> Task:
        records = [paths.work(u.name, "records")] if u.searches else []
        # A sample is another chapter's.
        others = [paths.findings(each.name) for each in p.units] if u.has("diversity") else []
        return task(
            f"derive:{u.name}", f"derive what follows from the findings of {u.name}",
            lambda s: s.derive(p, u), [paths.findings(u.name), *others, *records, *present(u.tables), *data],
            [paths.derived(u.name), *reports(u)],
            {"tables": [name_of(path) for path in u.tables], "told": p.tells_flow(u)},
        )  # fmt: skip

    return each("derive", "derive what follows from findings and records", p.units, one)
