"""Tasks that look for what identifies people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from softbound import files
from softbound.plan import Paths, Plan
from softbound.tasks.base import Task, current, name_of, task


def sources() -> Task:
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
            "private": (p.thesis or {}).get("private"), "list": list_state(p),
            "files": [[name_of(path), *_state(path)] for path in lying],
        },
    )  # fmt: skip


def documents() -> Task:
    p, paths = current(), Paths(current())
    patterns = files.template(p.root, "anonymity/patterns.yaml")
    return task(
        "anonymity", "look for names and other secrets in the documents as they lie in build/",
        lambda s: s.anonymity(p),
        [paths.work("thesis", "secrets"), p.build / "thesis.pdf", p.build / "thesis.docx",
         *([patterns] if patterns else [])],
        [p.build / "reports" / "anonymity.json"],
        {
            "private": (p.thesis or {}).get("private"), "list": list_state(p),
            "author": (p.thesis or {}).get("author"),
        },
    )  # fmt: skip


def list_state(p: Plan) -> list[Any]:
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
