"""Tasks that only look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.tasks.base import Task, current, each, name_of, present, task


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


def secrets() -> Task:
    """What identifies people in the author's files. doit keeps no checksum of any of them here: that
    of a short list could be guessed at."""
    p, paths = current(), Paths(current())
    folder = (p.thesis or {}).get("transcripts")
    apart = files.transcript_folder(p.root, folder) if folder else None
    lying = files.sources(p.root, p.bibliographies, apart) if p.thesis else []
    patterns = files.template(p.root, "anonymity/patterns.yaml")
    return task(
        "secrets", "look for names and other secrets in all that the thesis is made of",
        lambda s: s.secrets(p),
        [paths.bibliography, *(paths.findings(u.name) for u in p.units if u.has("participants")),
         *([patterns] if patterns else [])],
        [paths.work("thesis", "secrets")],
        {
            "private": (p.thesis or {}).get("private"), "list": _list_state(p),
            "files": [[name_of(path), *_state(path)] for path in lying],
        },
    )  # fmt: skip


def anonymity() -> Task:
    p, paths = current(), Paths(current())
    patterns = files.template(p.root, "anonymity/patterns.yaml")
    return task(
        "anonymity", "look for names and other secrets in the documents as they lie in build/",
        lambda s: s.anonymity(p),
        [paths.work("thesis", "secrets"), p.build / "thesis.pdf", p.build / "thesis.docx",
         *([patterns] if patterns else [])],
        [p.build / "reports" / "anonymity.json"],
        {
            "private": (p.thesis or {}).get("private"), "list": _list_state(p),
            "author": (p.thesis or {}).get("author"),
        },
    )  # fmt: skip


def _list_state(p: Plan) -> list[Any]:
    """When the private list was written, and what decides whether git knows it: never its content."""
    named = (p.thesis or {}).get("private")
    if not named:
        return []
    path = files.private_file(p.root, named)
    git = [(folder / ".git" / "index", folder / ".gitignore") for folder in path.parents]
    return [_state(path), *filter(None, (_state(each) for pair in git for each in pair))]


def _state(path: Path) -> list[int]:
    try:
        stat = path.stat()
    except OSError:  # not there, or in a folder that is closed to us
        return []
    return [stat.st_mtime_ns, stat.st_size]


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
