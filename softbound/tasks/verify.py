"""Tasks that only look."""

from __future__ import annotations

from collections.abc import Iterator

from softbound import files
from softbound.plan import Paths, Unit
from softbound.tasks.base import Task, current, each, name_of, present, style_files, task


def transcripts() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    lying = p.transcripts

    def one(u: Unit) -> Task:
        return task(
            f"transcripts:{u.name}", f"compare the excerpts of {u.name} with the transcripts",
            lambda s: s.transcripts(p, u), [paths.findings(u.name), *lying],
            [paths.work(u.name, "transcripts")],
            {
                "folder": (p.thesis or {}).get("transcripts"), "state": p.transcript_folder,
                "files": [name_of(f) for f in lying],
            },
        )  # fmt: skip

    units = [u for u in p.units if u.has("excerpts")]
    return each("transcripts", "compare excerpts with the interviews' transcripts", units, one)


def prose() -> Iterator[Task]:
    p = current()

    def one(u: Unit) -> Task:
        return task(
            f"prose:{u.name}", f"check the prose of {u.name}", lambda s: s.prose(p, u),
            present(u.files), [], {"files": [name_of(f) for f in u.files]},
        )  # fmt: skip

    return each("prose", "check each part's prose by itself", p.units, one)


def apa() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    thesis = p.thesis or {}
    rules = style_files(p, "manuals")

    def one(u: Unit) -> Task:
        return task(
            f"apa:{u.name}", f"hold {u.name} against its style's manual", lambda s: s.apa(p, u),
            [
                paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "labels"),
                *rules,
            ],
            [], {key: thesis.get(key) for key in ("style", "language")},
        )  # fmt: skip

    return each("apa", "hold text against the citation style's manual", p.units, one)


def consistency() -> Task:
    p, paths = current(), Paths(current())
    known = files.template(p.root, "consistency/known-numbers.yaml")
    studies = [u for u in p.units if u.has("participants")]
    return task(
        "consistency", "compare prose with findings, and the papers with each other",
        lambda s: s.consistency(p),
        [
            *(file for u in p.units for file in present(u.files)),
            *(path(u.name) for u in p.units for path in (paths.findings, paths.derived, paths.merged)),
            *(paths.work(u.name, "lines") for u in p.units), *([known] if known else []),
        ],
        [p.build / "reports" / f"linked-{u.name}.csv" for u in studies],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip
