"""Tasks that number and cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from softbound.plan import Paths, Plan, Unit
from softbound.tasks.base import Task, current, each, style_files, task


def number() -> Task:
    p, paths = current(), Paths(current())
    words = {key: p.profile.get(key) for key in ("numbering", "labels")}
    return task(
        "number", "number sections, tables and figures", lambda s: s.number(p),
        [
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.findings(u.name) for u in p.units),
        ],
        [paths.work(u.name, "numbers") for u in p.units],
        {**words, "units": [u.name for u in p.units]},
    )  # fmt: skip


def references() -> Task:
    p, paths = current(), Paths(current())
    together = p.together
    made = [*(u.name for u in p.units), *(["references"] if together else [])]
    return task(
        "references", "check citations, find the works that each chapter cites",
        lambda s: s.references(p),
        [
            paths.bibliography, paths.work("bibliography", "findings"),
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.findings(u.name) for u in p.units),
        ],
        [*(paths.work(name, "works") for name in made), p.build / "reports" / "references.json"],
        {"references": together, "units": [u.name for u in p.units]},
    )  # fmt: skip


def resolve() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    together = p.together
    styles = style_files(p)

    def one(u: Unit) -> Task:
        works = [] if together else [paths.work(u.name, "works")]
        made = paths.work(u.name, "crossref") if together else paths.resolved(u.name)
        return task(
            f"resolve:{u.name}", f"resolve citations and cross-references of {u.name}",
            lambda s: s.resolve(p, u),
            [paths.work(u.name, "tree"), paths.work(u.name, "numbers"), *works, *styles], [made],
            _style_values(p),
        )  # fmt: skip

    yield from each("resolve", "resolve citations and cross-references", p.units, one)
    if together:
        yield task(
            "resolve:references", "resolve the citations of the whole thesis",
            lambda s: s.resolve_together(p),
            [
                *(paths.work(u.name, "crossref") for u in p.units),
                paths.work("references", "works"),
                *styles,
            ],
            [*(paths.resolved(u.name) for u in p.units), paths.resolved("references")],
            _style_values(p),
        )  # fmt: skip


def _style_values(p: Plan) -> dict[str, Any]:
    thesis = p.thesis or {}
    return {key: thesis.get(key) for key in ("style", "language", "references")} | {
        "labels": p.profile.get("labels")
    }
