"""What a build shows, and how it begins and ends: doit's reporter.

At the start a lock keeps a second build away. At the end all problems are printed, and an error
among them makes doit exit non-zero. An interrupted build leaves a mark, by which the next one
knows that doit's record of what is up to date cannot be trusted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from doit.exceptions import InvalidTask, TaskError, UnmetDependency
from doit.reporter import ConsoleReporter

from softbound import files
from softbound.problems import Place, Problem, Severity, in_order, line_of, problem, totals

if TYPE_CHECKING:
    from filelock import FileLock
    from rich.progress import Progress as LiveLine
    from rich.progress import TaskID

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
            lock = _lock(build)
            if lock is not None:
                state.unlink(missing_ok=True)
                lock.release()
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


def _lock(build: Path) -> FileLock | None:
    """The lock of a thesis's build; None while another build holds it."""
    from filelock import FileLock, Timeout

    lock = FileLock(build / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


class Progress(ConsoleReporter):  # type: ignore[misc]
    """A live line on a terminal, plain lines elsewhere; problems and outputs at the end."""

    desc = "the steps as they run, and the problems at the end"

    def __init__(self, outstream: TextIO, options: dict[str, Any]) -> None:
        super().__init__(outstream, options)
        self.started = time.monotonic()
        self.root = Path.cwd()
        self.lock: FileLock | None = None
        self.ran: list[str] = []
        self.failed: list[str] = []
        self.waiting: list[str] = []
        self.faults: list[str] = []
        self.selected: list[str] = []
        self.live: LiveLine | None = None
        self.line: TaskID | None = None

    # the run

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
        """Take the lock.

        :raises InvalidTask: where another build holds it; doit prints the message and exits.
        """
        build = self.root / "build"
        self.lock = _lock(build)
        if self.lock is None:
            raise InvalidTask(
                "Another build of this thesis is running. Wait until it has finished, then run doit again."
            )
        self.selected = list(selected_tasks)
        _keep_state_safely(self.root)
        if sys.stdout.isatty() and not os.environ.get("CI"):
            self._go_live()

    def _go_live(self) -> None:
        """One line on the terminal: a spinner, the step, the time since the build began."""
        from rich.console import Console
        from rich.progress import Progress as LiveLine
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        # doit puts its own stream in the place of sys.stdout while a task runs, so rich must
        # neither look for it there nor put another in its place.
        console = Console(file=self.outstream)
        self.live = LiveLine(
            *columns,
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self.line = self.live.add_task("looking for what has changed")
        self.live.start()

    def execute_task(self, task: Any) -> None:
        """Show which step runs; the first one marks the build as unfinished."""
        if not task.actions:
            return
        if not self.ran:
            self._mark()
        self.ran.append(task.name)
        elapsed = time.monotonic() - self.started
        if self.live is not None and self.line is not None:
            self.live.update(self.line, description=_shown(task.name))
        else:
            self.write(f"{elapsed:6.1f} s  {_shown(task.name)}\n")

    def _mark(self) -> None:
        try:
            (self.root / "build" / UNFINISHED).write_text("", "utf-8")
        except OSError as error:
            self.faults.append(files.reason(error))

    def add_failure(self, task: Any, fail: Any) -> None:
        """Remember a step that stopped. Its problems are in its report; only a mistake of
        softbound's own is told here: one line for the author, the rest in a file."""
        self.failed.append(task.name)
        if isinstance(fail, UnmetDependency):
            self.waiting.append(task.name)
        if not isinstance(fail, TaskError) or isinstance(fail, UnmetDependency):
            return
        details = fail.get_msg()
        report = self.root / "build" / "reports" / "fault.txt"
        try:
            files.replace(self.root, report, f"{task.name}\n\n{details}")
        except files.Unwritable:
            sys.stderr.write(details)
        last = details.strip().split("\n")[-1]
        self.faults.append(
            f"softbound itself failed at {_shown(task.name)}: {last}. "
            "Please report it with build/reports/fault.txt."
        )

    def skip_uptodate(self, task: Any) -> None:
        """Nothing is said of a step that need not run."""

    def skip_ignore(self, task: Any) -> None:
        """Nothing is said of an ignored step either."""

    def cleanup_error(self, exception: Any) -> None:
        self.faults.append(exception.get_msg())

    # the end

    def complete_run(self) -> None:
        """Print problems and outputs, and leave with the right exit code."""
        if self.live is not None:
            self.live.stop()
        if self.lock is None:  # another build runs
            for message in self.runtime_errors:
                self.write(f"{message}\n")
            return
        stopped = sys.exc_info()[0]
        if stopped is None:
            (self.root / "build" / UNFINISHED).unlink(missing_ok=True)
        if stopped is not None:
            self.lock.release()
            if issubclass(stopped, KeyboardInterrupt):
                self.write(f"{INTERRUPTED}\n")
                raise SystemExit(130)
            return
        problems = self._problems()
        self._tell(problems)
        self.lock.release()
        if self.failed or self.faults or any(p.severity is Severity.ERROR for p in problems):
            raise SystemExit(1)

    def _problems(self) -> list[Problem]:
        from softbound import execute, plan, reports

        found = reports.judged(plan.load(self.root), self.waiting)
        try:
            path = self.root / "build" / "reports" / "problems.json"
            files.replace(self.root, path, reports.to_json(found))
        except files.Unwritable as trouble:
            execute.unwritten.append(trouble.problem)
        causes: set[str] = set()
        for each in execute.unwritten:
            if each.rule != "outputs-can-be-written" or each.message not in causes:
                causes.add(each.message)  # a full disk is told once, not for each file
                found.append(each)
        return in_order(found)

    def _tell(self, problems: list[Problem]) -> None:
        for each in problems:
            self.write(f"{line_of(each)}\n")
        for message in [*self.runtime_errors, *self.faults]:
            self.write(f"{message}\n")
        counts = totals(problems)
        told = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)
        elapsed = time.monotonic() - self.started
        what = [name for name in ("pdf", "docx") if name in self.ran and name not in self.failed]
        made = " and ".join(f"build/thesis.{name}" for name in what)
        if self.failed:
            self.write(f"Not built: {told or 'see above'}. The last outputs are as they were.\n")
        elif made:
            self.write(f"Built {made} in {elapsed:.1f} s{': ' + told if told else ''}.\n")
        else:
            did = f"Done in {elapsed:.1f} s" if self.ran else "Nothing to do"
            self.write(f"{did}{': ' + told if told else ''}.\n")
        for name, tell in TOLD.items():
            if name in self.selected:
                self.write(tell(self.root))
        if os.environ.get("SOFTBOUND_TIMES"):
            from softbound import execute

            for name, took in execute.seconds.items():
                self.write(f"{took:8.2f} s  {name}\n")


def _references(root: Path) -> str:
    """build/reports/references.json as it is told on the screen."""
    path = root / "build" / "reports" / "references.json"
    if not path.is_file():
        return ""
    report = json.loads(path.read_text("utf-8"))
    width = max((len(name) for name in report["chapters"]), default=0)
    lines = [
        f"{name:<{width}}  {chapter['citations']:5} citations  {len(chapter['cited']):5} works"
        for name, chapter in report["chapters"].items()
    ]
    lines.append(
        f"{report['cited']} works in all; {len(report['unused'])} of the bibliography unused."
    )
    return "\n".join([*lines, ""])


def _records(root: Path) -> str:
    """build/reports/records-UNIT.json as they are told on the screen."""
    lines = []
    for path in sorted((root / "build" / "reports").glob("records-*.json")):
        report = json.loads(path.read_text("utf-8"))
        width = max((len(each["file"]) for each in report["files"]), default=0)
        for each in report["files"]:
            form = each["format"] or "not recognised"
            lines.append(f"{each['file']:<{width}}  {each['records']:7,} records  {form}")
        total, removed = report["records"], report["duplicates"]
        which = "1 of them a duplicate" if removed == 1 else f"{removed:,} of them duplicates"
        lines.append(f"{total:,} records, {which}: {total - removed:,} are left.")
    return "\n".join([*lines, ""])


def _words(root: Path) -> str:
    """build/reports/words.json as it is told on the screen."""
    import shutil

    from softbound.write import words_table

    path = root / "build" / "reports" / "words.json"
    if not path.is_file():
        return ""
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((100, 24)).columns
    return words_table.text(json.loads(path.read_text("utf-8")), width, colours)


TOLD: Mapping[str, Callable[[Path], str]] = {
    "records": _records,
    "references": _references,
    "words": _words,
}
"""A task → what it has to tell when it is asked for by name."""


def _shown(name: str) -> str:
    """``merge:systematic-review`` → "merge systematic-review"."""
    return name.replace(":", " ")


def _keep_state_safely(root: Path) -> None:
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
