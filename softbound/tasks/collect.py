"""Tasks that read what the author gives."""

from __future__ import annotations

from collections.abc import Iterator

from softbound.plan import Paths
from softbound.tasks.base import Task, current, each, name_of, present, task


def thesis() -> Task:
    """thesis.yaml and its profile"""
    p = current()
    paths = [p.root / "thesis.yaml"] if (p.root / "thesis.yaml").is_file() else []
    targets = [p.build / "thesis.json"]
    return task(
        "thesis", "read thesis.yaml and its profile", lambda s: s.thesis(p), paths, targets,
        {"digest": p.digest},
    )  # fmt: skip


def schemas() -> Task:
    p = current()
    return task(
        "schemas", "write the schemas by which editors complete YAML", lambda s: s.schemas(p), [],
        [p.build / "schemas" / "thesis.schema.json"],
    )  # fmt: skip


def findings() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    return each(
        "findings", "read each chapter's findings", p.units,
        lambda u: task(
            f"findings:{u.name}", f"read the findings of {u.name}", lambda s: s.findings(p, u),
            present(u.findings), [paths.findings(u.name), paths.work(u.name, "search")],
            {"files": [name_of(path) for path in u.findings]},
        ),
    )  # fmt: skip


def bibliography() -> Task:
    p = current()
    present = [path for path in p.bibliographies if path.is_file()]
    return task(
        "bibliography", "read the bibliographies", lambda s: s.bibliography(p), present,
        [
            Paths(p).bibliography, Paths(p).work("bibliography", "written"),
            Paths(p).work("thesis", "names"),
        ],
        {"files": [name_of(path) for path in present]},
    )  # fmt: skip
