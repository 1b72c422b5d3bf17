"""``softbound``: what stands beside the build itself (the build is ``doit``)."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import softbound
from softbound import files, references, reports, telling
from softbound.problems import Problem, Severity, in_a_row, in_order, line_of, nearest
from softbound.terminal import in_encoding


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="softbound",
        description="Doctoral theses in papers. To build a thesis, run `doit` in its folder.",
    )
    parser.add_argument("--version", action="version", version=softbound.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    new = commands.add_parser("new", help="make the folder of a new thesis")
    new.add_argument("folder", type=Path, help="where; it must not exist yet, or be empty")
    explain = commands.add_parser("explain", help="explain a rule that a problem names")
    explain.add_argument(
        "rule", nargs="*", help="its id, or a family of rules; without one, all rules are listed"
    )
    found = commands.add_parser("problems", help="list all problems that the last build found")
    found.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text: a line each; json: the whole report; github: annotations for GitHub Actions "
        "(%(default)s)",
    )
    trace = commands.add_parser("trace", help="show what a finding rests on, and where it appears")
    trace.add_argument(
        "id", help="its id, or its label; CHAPTER/ID or KIND/ID where several have the same one"
    )
    _add_import(commands)
    references.add(commands)
    options = parser.parse_args(arguments)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # what reads the output, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _new(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder} exists already and is not empty: nothing was written.", file=sys.stderr)
        return 1
    try:
        for name, content in scaffold().items():
            files.replace(folder, folder / name, content)
    except files.FileTrouble as trouble:
        print(trouble.problem.message, file=sys.stderr)
        return 1
    print(f"Made {folder}. Next:\n\n    cd {folder}\n    doit")
    return 0


def scaffold() -> dict[str, bytes]:
    """The files of a new thesis: path → content.

    In a wheel dodo.py lies among them; in an editable install it is the repository's own.
    """
    base = files.shipped_templates() / "scaffold"
    found = {
        path.relative_to(base).as_posix().replace("dot-", "."): path.read_bytes()
        for path in sorted(base.rglob("*"))
        if path.is_file()
    }
    dodo = files.shipped_templates().parent / "dodo.py"
    return found if "dodo.py" in found else {**found, "dodo.py": dodo.read_bytes()}


def _explain(options: argparse.Namespace) -> int:
    from softbound import explaining

    width = min(shutil.get_terminal_size((explaining.WIDTH, 24)).columns, explaining.WIDTH)
    asked = " ".join(options.rule)
    text = explaining.explanation(asked, width)
    if text is None:
        print(explaining.unknown(asked), file=sys.stderr)
        return 1
    print(in_encoding(text, sys.stdout.encoding or "ascii"))
    return 0


PROBLEMS = Path("build") / "reports" / "problems.json"
FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": lambda found: "\n".join(map(line_of, found)),
    "json": reports.to_json,
    "github": lambda found: "\n".join(telling.for_github(found)),
}
"""How `softbound problems` lists them."""


def _problems(options: argparse.Namespace) -> int:
    """All problems of the last build, none folded; 1 where one of them is an error."""
    root = Path.cwd()
    try:
        found = reports.from_json(files.read_text(root, root / PROBLEMS))
    except (files.Unreadable, ValueError, KeyError, TypeError):
        print(f"There is no {PROBLEMS.as_posix()} yet: run doit first.", file=sys.stderr)
        return 2
    text = FORMATS[options.format](found)
    if text:
        print(in_encoding(text, sys.stdout.encoding or "ascii"))
    return int(any(problem.severity is Severity.ERROR for problem in found))


TRACE = Path("build") / "reports" / "trace.json"


def _trace(options: argparse.Namespace) -> int:
    from softbound.write import trace

    root = Path.cwd()
    try:
        graph = json.loads(files.read_text(root, root / TRACE))
    except (files.Unreadable, ValueError):
        print(f"There is no {TRACE.as_posix()} yet: run doit first.", file=sys.stderr)
        return 1
    changed = _changed(root, graph)
    if changed:
        print(f"Findings have changed since the last build ({changed}): run doit.", file=sys.stderr)
    keys = trace.found(graph, options.id)
    if not keys:
        hint = nearest(options.id, trace.names(graph))
        print(f'No finding has the id or label "{options.id}". {hint}'.rstrip(), file=sys.stderr)
        return 1
    text = "\n\n".join(trace.text(graph, key) for key in keys)
    print(in_encoding(text, sys.stdout.encoding or "ascii"))
    return 0


def _changed(root: Path, graph: Mapping[str, Any]) -> str:
    """Findings that are not those of the last build."""
    now = {
        files.shown(root, path): files.checksum(path)
        for chapter in graph["units"]
        for path in files.findings_files(root / "chapters" / chapter)
    }
    known = graph["files"]
    return in_a_row(sorted(f for f in {*now, *known} if now.get(f) != known.get(f)))


def _add_import(commands: Any) -> None:
    command = commands.add_parser(
        "import-codes",
        help="make findings of a project of NVivo, MAXQDA, ATLAS.ti, QualCoder or Taguette",
    )
    command.add_argument(
        "file",
        type=Path,
        help="an exported project or codebook: .qdpx, .qdc, a project of QualCoder or Taguette, "
        "a table of codings",
    )
    command.add_argument(
        "--chapter", default="empirical-paper", help="the chapter's folder (%(default)s)"
    )
    command.add_argument(
        "--categories-at",
        type=_level,
        default=1,
        metavar="LEVEL",
        help="down to which level of the tree codes with others below them are categories, 0 for "
        "none (%(default)s)",
    )
    command.add_argument(
        "--nested-by",
        default="",
        metavar="SIGN",
        help="the sign that tells levels apart in the codes' names, such as ::",
    )
    command.add_argument(
        "--cases", action="store_true", help="make one participant of the sources of each case"
    )
    command.add_argument(
        "--transcripts", type=Path, metavar="FOLDER", help="write transcripts into this folder too"
    )


def _level(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not 0, 1, 2 or more")
    return int(text)


def _import_codes(options: argparse.Namespace) -> int:
    from softbound import importing
    from softbound.derive.coded import Choices

    choices = Choices(
        options.categories_at, options.nested_by, options.cases, options.transcripts is not None
    )
    request = importing.Request(options.file, options.chapter, choices, options.transcripts)
    result = importing.run(Path.cwd(), request)
    for problem in in_order(result.problems):
        print(in_encoding(line_of(problem), sys.stderr.encoding or "ascii"), file=sys.stderr)
    for line in result.lines:
        print(in_encoding(line, sys.stdout.encoding or "ascii"))
    return 1 if result.failed else 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "explain": _explain,
    "problems": _problems,
    "trace": _trace,
    "import-codes": _import_codes,
    "references": references.run,
}
