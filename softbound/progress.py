"""What a build shows, and how it begins and ends: doit's reporter.

At the start a lock keeps a second build away. At the end all problems are printed, and an error
among them makes doit exit non-zero.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from doit.exceptions import InvalidTask, TaskError, UnmetDependency
from doit.reporter import ConsoleReporter

from softbound import files, record, telling, twins
from softbound.areas import Area, by_area
from softbound.problems import Problem, Severity, in_order, totals
from softbound.rules import family_of

if TYPE_CHECKING:
    from filelock import FileLock
    from rich.progress import Progress as LiveLine
    from rich.progress import TaskID

    from softbound.plan import Plan

MADE: Mapping[str, tuple[str, ...]] = {
    "pdf": ("build/thesis.pdf",),
    "docx": ("build/thesis.docx",),
    "public": ("build/public/thesis.pdf", "build/public/thesis.docx"),
}
"""A task → the documents that the last line tells it made."""


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
        self.steps: list[str] = []
        self.live: LiveLine | None = None
        self.line: TaskID | None = None

    # the run

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
        """Take the lock.

        :raises InvalidTask: where another build holds it; doit prints the message and exits.
        """
        build = self.root / "build"
        self.lock = record.lock(build)
        if self.lock is None:
            raise InvalidTask(
                "Another build of this thesis is running. Wait until it has finished, then run doit again."
            )
        self.selected = list(selected_tasks)
        self.steps = [name for name, task in tasks.items() if task.actions]
        record.keep_safely(self.root)
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
            (self.root / "build" / record.UNFINISHED).write_text("", "utf-8")
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
        self._fault(task.name, fail.get_msg())

    def _fault(self, name: str, details: str) -> None:
        """Keep a mistake of softbound's own in a file, and a line of it for the end."""
        report = self.root / "build" / "reports" / "fault.txt"
        try:
            files.replace(self.root, report, f"{name}\n\n{details}")
        except files.Unwritable:
            sys.stderr.write(details)
        last = details.strip().split("\n")[-1]
        self.faults.append(
            f"softbound itself failed at {_shown(name)}: {last}. "
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
            (self.root / "build" / record.UNFINISHED).unlink(missing_ok=True)
        if stopped is not None:
            self.lock.release()
            if issubclass(stopped, KeyboardInterrupt):
                self.write(f"{record.INTERRUPTED}\n")
                raise SystemExit(130)
            return
        problems = self._problems()
        self._tell(problems)
        self.lock.release()
        if self.failed or self.faults or any(p.severity is Severity.ERROR for p in problems):
            raise SystemExit(1)

    def _problems(self) -> list[Problem]:
        """All problems. Where no step ran they are those of the last report."""
        from softbound import reports

        path = self.root / "build" / "reports" / "problems.json"
        if not self.ran and not self.failed and self._page_is_fresh():
            try:
                return reports.from_json(path.read_text("utf-8"))
            except (OSError, ValueError, KeyError, TypeError):
                pass  # it was deleted or edited: it is made again
        return self._judged(path)

    def _page_is_fresh(self) -> bool:
        """Whether the page of reports is there, made by the template as it is."""
        template = files.template(self.root, telling.TEMPLATE)
        try:
            made = (self.root / telling.REPORT).stat().st_mtime
            return template is None or template.stat().st_mtime <= made
        except OSError:
            return False

    def _judged(self, path: Path) -> list[Problem]:
        from softbound import execute, plan, reports

        whole = "check" in self.selected and not self.failed and not self.faults
        thesis = plan.load(self.root)
        reports.forget(thesis, self.steps)
        found = reports.judged(thesis, self.waiting, whole)
        found += self._index(thesis, found)
        try:
            files.replace(self.root, path, reports.to_json(found))
        except files.Unwritable as trouble:
            execute.unwritten.append(trouble.problem)
        causes: set[str] = set()
        for each in execute.unwritten:
            if each.rule != "outputs-can-be-written" or each.message not in causes:
                causes.add(each.message)  # a full disk is told once, not for each file
                found.append(each)
        return in_order(found)

    def _index(self, thesis: Plan, problems: list[Problem]) -> list[Problem]:
        """Write build/reports/index.html; what is wrong with its template."""
        from softbound import steps

        try:
            outcome = steps.index(thesis, problems, self.failed)
            for path, content in outcome.outputs.items():
                files.replace(self.root, path, content)
        except files.FileTrouble as trouble:
            return [trouble.problem]
        except Exception:  # a mistake of ours must not keep the problems from being told
            self._fault("index", traceback.format_exc())
            return []
        return list(outcome.problems)

    def _tell(self, problems: list[Problem]) -> None:
        """Problems, the summary, and what the tasks that were asked for by name have to say."""
        told = self._asked_for(problems)
        areas = self._areas(told)
        self.write(telling.problems(areas, _look(self.outstream)))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            for line in telling.for_github(told, _within_repository(self.root)):
                self.write(f"{line}\n")
        for message in [*self.runtime_errors, *self.faults]:
            self.write(f"{message}\n")
        self.write(telling.summary(areas))
        self.write(f"{self._outcome(problems, told)}\n")
        for twin in twins.of(self.selected):
            self.write(twin.tell(self.root))
        if os.environ.get("SOFTBOUND_TIMES"):
            from softbound import execute

            for name, took in execute.seconds.items():
                self.write(f"{took:8.2f} s  {name}\n")

    def _asked_for(self, problems: list[Problem]) -> list[Problem]:
        """Those that are about the tasks asked for by name; all where a build was asked for."""
        families = twins.families(self.selected)
        if families is None or self.failed:
            return problems
        return [p for p in problems if family_of(p.rule).id in families or p.stops]

    def _areas(self, problems: list[Problem]) -> list[Area]:
        from softbound import plan

        if not problems:
            return []
        thesis = plan.load(self.root)
        named = (thesis.thesis or {}).get("bibliographies", ())
        return by_area(problems, thesis.unit_names, named)

    def _outcome(self, problems: list[Problem], told: list[Problem]) -> str:
        """The last line: what was built, how many problems there are, and where all of them are."""
        counts = telling.counted(totals([p for p in told if not p.ignored]))
        elapsed = time.monotonic() - self.started
        ran = [name for name in self.ran if name not in self.failed]
        made = " and ".join(path for name, paths in MADE.items() if name in ran for path in paths)
        if self.failed:
            return f"Not built: {counts or 'see above'}. The last outputs are as they were."
        if made:
            line = f"Built {made} in {elapsed:.1f} s"
        else:
            line = f"Done in {elapsed:.1f} s" if self.ran else "Nothing to do"
        line += f": {counts}." if counts else "."
        others = totals([p for p in problems if p not in told and not p.ignored])
        if elsewhere := telling.counted(others):
            line += f" Elsewhere {elsewhere}: run doit to see all."
        if problems and (self.root / telling.REPORT).is_file():
            line += f"\nAll of it, with lines and what to do: {telling.REPORT}"
        return line


def _shown(name: str) -> str:
    """``merge:systematic-review`` → "merge systematic-review"."""
    return name.replace(":", " ")


def _look(stream: TextIO) -> telling.Look:
    """Colour and breaks between words on a terminal (https://no-color.org), whole lines elsewhere."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return telling.Look()
    width = shutil.get_terminal_size((100, 24)).columns
    return telling.Look(width, colour=not os.environ.get("NO_COLOR") and _knows_colours())


def _knows_colours() -> bool:
    """Whether the terminal understands codes for colours; Windows's old console shows them."""
    return os.name != "nt" or any(os.environ.get(n) for n in ("WT_SESSION", "TERM_PROGRAM", "TERM"))


def _within_repository(root: Path) -> str:
    """The thesis's folder as GitHub names it: relative to the repository; empty for its root."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or root)
    name = root.relative_to(workspace).as_posix() if root.is_relative_to(workspace) else "."
    return "" if name == "." else name
