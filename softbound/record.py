"""doit's record of what is up to date: a build begins with a sound one, and leaves one.

A lock keeps a second build away. An interrupted build leaves a mark, by which the next one knows
that the record cannot be trusted.
"""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from softbound import files
from softbound.problems import Place, line_of, problem

if TYPE_CHECKING:
    from filelock import FileLock

STATE, LOCK, UNFINISHED = ".state.json", ".lock", ".unfinished"


def prepare(root: Path) -> None:
    """Make build/, and forget doit's record if the last build was cut off."""
    sys.excepthook = _uncaught
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may lack some characters
    build = root / "build"
    try:
        build.mkdir(exist_ok=True)
        ignore = build / ".gitignore"
        if not ignore.is_file():
            ignore.write_text("*\n!.gitignore\n", "utf-8")
        state = build / STATE
        if (build / UNFINISHED).is_file() and state.is_file():
            held = lock(build)
            if held is not None:
                state.unlink(missing_ok=True)
                held.release()
        elif state.is_file():
            _forget_if_broken(state)
    except OSError as error:
        sys.exit(line_of(problem("outputs-can-be-written", Place("build"), files.reason(error))))


INTERRUPTED = "Interrupted. The outputs are as they were; run doit again to go on."


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What Python prints of an exception that nothing caught: one line for Ctrl+C."""
    if issubclass(kind, KeyboardInterrupt):
        print(INTERRUPTED, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def _forget_if_broken(state: Path) -> None:
    try:
        json.loads(state.read_bytes())
    except ValueError:
        state.unlink(missing_ok=True)


def lock(build: Path) -> FileLock | None:
    """The lock of a thesis's build; None while another build holds it."""
    from filelock import FileLock, Timeout

    held = FileLock(build / LOCK)
    try:
        held.acquire(timeout=0)
    except Timeout:
        return None
    return held


def keep_safely(root: Path) -> None:
    """Let doit write its record whole or not at all, and never fail over it.

    doit's own JSON backend writes in place, and a full disk is a traceback there; without the
    record the next build only does more work.
    """
    from doit.globals import Globals

    backend = Globals.dep_manager.backend

    def dump() -> None:
        try:
            files.replace(root, root / "build" / STATE, backend.codec.encode(backend._db))
        except files.Unwritable as trouble:
            from softbound import execute

            execute.unwritten.append(trouble.problem)

    backend.dump = dump
