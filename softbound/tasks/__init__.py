"""doit's tasks: which files each step of the build needs and makes.

``dodo.py`` imports what this module offers. Steps are imported only when one runs, so that a build
in which nothing changed costs little more than doit's own start.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from softbound.progress import Progress
from softbound.record import prepare
from softbound.tasks import anonymity, collect, derive, merge, resolve, verify, words, write
from softbound.tasks.base import Task

prepare(Path.cwd())

__all__ = ["DOIT_CONFIG", "task_build"]

DOIT_CONFIG = {
    "backend": "json",
    "dep_file": "build/.state.json",
    "default_tasks": ["check"],
    "continue": True,
    "num_process": (os.cpu_count() or 1) + 1,  # a thread that waits for pandoc needs no core
    "par_type": "thread",
    "reporter": Progress,
    "sort": "definition",
    "verbosity": 0,
}

WALK: Sequence[Callable[[], Task | Iterator[Task]]] = (
    collect.thesis,
    collect.schemas,
    collect.findings,
    collect.bibliography,
    derive.records,
    derive.derive,
    merge.merge,
    merge.parse,
    resolve.number,
    verify.entries,
    resolve.references,
    resolve.resolve,
    verify.transcripts,
    verify.prose,
    verify.spelling,
    verify.apa,
    verify.consistency,
    verify.repetition,
    verify.linked,
    verify.online,
    anonymity.sources,
    write.libraries,
    write.drawings,
    words.words,
    words.total,
    words.tagged,
    write.terms,
    write.typst,
    write.pdf,
    write.word,
    write.docx,
    write.trace,
    anonymity.documents,
    write.public,
    write.check,
)
"""What makes the tasks, in the order in which `doit list` tells them: that of the walk."""


def task_build() -> Iterator[Task | Iterator[Task]]:
    """Every task. doit sorts functions by their line, which tells nothing across modules."""
    for make in WALK:
        yield make()
