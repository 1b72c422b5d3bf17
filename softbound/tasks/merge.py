"""Tasks that merge and parse each unit."""

from __future__ import annotations

from collections.abc import Iterator

from softbound.plan import Paths, Unit
from softbound.tasks.base import Task, current, each, name_of, present, task
from softbound.tasks.pictures import images_unchanged


def merge() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        reached = [
            path(name) for name in (u.name, *u.others) for path in (paths.findings, paths.derived)
        ]
        return task(
            f"merge:{u.name}", f"merge prose, findings and templates of {u.name}",
            lambda s: s.merge(p, u), [*present(u.files), *u.templates, *reached],
            [paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "drawings")],
            {"thesis": p.thesis if u.uses_thesis else None, "files": [name_of(f) for f in u.files]},
        )  # fmt: skip

    return each("merge", "merge prose, findings and templates", p.units, one)


def parse() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        labels = paths.work(u.name, "labels")
        return task(
            f"parse:{u.name}", f"parse the Markdown of {u.name}", lambda s: s.parse(p, u),
            [paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "drawings")],
            [paths.work(u.name, "tree"), labels],
            also=[images_unchanged(p, [u])],
        )  # fmt: skip

    return each("parse", "parse the merged Markdown", p.units, one)
