"""``softbound references``: its options, and what it shows on a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from softbound import files
from softbound.problems import Problem, Severity, in_order, line_of
from softbound.terminal import in_encoding

USAGE = """\
softbound references --online   asks Crossref whether the works that the thesis cites exist, are
                                listed as they are registered, and were not retracted
softbound references --fix      tidies .bib files where that is safe; shows what it would change

What chapters cite and what bibliographies lack is told without the network: doit references"""


def add(commands: Any) -> None:
    """The command's options."""
    command = commands.add_parser(
        "references", help="look references up at Crossref, or tidy .bib files"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--online", action="store_true", help="ask Crossref about the works that the thesis cites"
    )
    what.add_argument(
        "--fix", action="store_true", help="tidy .bib files: shows the change, and asks"
    )
    command.add_argument(
        "files", nargs="*", type=Path, help="with --fix: only these files", metavar="FILE"
    )
    command.add_argument(
        "--all", action="store_true", help="with --online: all entries, not only those cited"
    )
    command.add_argument(
        "--fresh", action="store_true", help="with --online: ask anew what was answered before"
    )
    command.add_argument(
        "--email", default="", help="with --online: your address for Crossref's polite pool"
    )
    command.add_argument("--yes", action="store_true", help="with --fix: write without asking")


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    misplaced = _misplaced(options)
    if misplaced:
        _print(misplaced, sys.stderr)
        return 2
    if options.online:
        return _online(options)
    if options.fix:
        return _fix(options)
    _print(USAGE)
    return 0


def _misplaced(options: argparse.Namespace) -> str:
    """A sentence about options that belong to the other half; empty without any."""
    of_online = [f"--{n}" for n in ("all", "fresh", "email") if getattr(options, n)]
    of_fix = [*(["--yes"] if options.yes else []), *map(str, options.files[:1])]
    for given, wanted, there in (
        (of_online, "--online", options.online),
        (of_fix, "--fix", options.fix),
    ):
        if given and not there:
            return f"{given[0]} belongs to softbound references {wanted}."
    return ""


def _online(options: argparse.Namespace) -> int:
    from softbound.online import command

    request = command.Request(options.all, options.fresh, options.email)
    try:
        result = command.run(Path.cwd(), request, _bar)
    except KeyboardInterrupt:  # before anything was asked, or a second time
        _print("Interrupted.", sys.stderr)
        return 130
    _tell(result.problems, sys.stdout)
    for line in result.lines:
        _print(line)
    return 130 if result.interrupted else 1 if result.failed else 0


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        line = progress.add_task("asking Crossref", total=total)
        yield lambda number: progress.advance(line, number)


def _fix(options: argparse.Namespace) -> int:
    from softbound import tidying

    ask = _ask if sys.stdin.isatty() and sys.stdout.isatty() else None
    request = tidying.Request(options.files, options.yes)
    try:
        problems = tidying.run(Path.cwd(), request, _shown_diff, ask)
    except KeyboardInterrupt:
        _print("\nInterrupted. No file was left half changed.", sys.stderr)
        return 130
    _tell(problems, sys.stderr)
    return 1 if any(p.severity is Severity.ERROR for p in problems) else 0


def _ask(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def _shown_diff(text: str) -> None:
    """Prints lines, those of a diff in its colours on a terminal."""
    if not sys.stdout.isatty() or not text.startswith("---"):
        _print(text)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)
    for line in text.split("\n"):
        shown = in_encoding(line, sys.stdout.encoding or "ascii")
        console.print(Text(shown, style=_COLOURS.get(line[:1], "")))


def _tell(problems: list[Problem] | tuple[Problem, ...], stream: TextIO) -> None:
    for problem in in_order(problems):
        _print(line_of(problem), stream)


def _print(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    print(in_encoding(files.printable(text), stream.encoding or "ascii"), file=stream)
