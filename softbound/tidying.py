"""``softbound references --fix``: small things in .bib files are set right, after a look.

What would be changed is shown first. A file is changed only if its entries still mean the same
afterwards; a copy of it as it was is kept below build/.
"""

from __future__ import annotations

import difflib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from softbound import files, plan, processes
from softbound.problems import Place, Problem, problem
from softbound.write import tidied
from softbound.write.tidied import Tidied, exporters

SUFFIXES = (".bib", ".bibtex")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Request:
    """What is to be tidied."""

    files: Sequence[Path] = ()
    """Of the bibliographies; all of thesis.yaml where none is named."""
    write: bool = False
    """Whether to write without asking."""


@dataclass(frozen=True)
class Proposal:
    """A file, and what it would be."""

    path: Path
    """Links followed."""
    shown: str
    before: bytes
    after: bytes
    tidied: Tidied
    hint: str


def run(
    root: Path, request: Request, tell: Tell, ask: Callable[[str], bool] | None
) -> list[Problem]:
    """Show what would be changed, and change it where that is wished.

    :param tell: prints some lines.
    :param ask: asks a question that yes answers; None where nobody can be asked.
    :return: what went wrong.
    """
    paths, problems = _paths(root, request.files)
    proposals = 0
    for path in paths:
        try:
            made = propose(root, path, tell)
            if made is None:
                continue
            proposals += 1
            tell(diff(made))
            tell(summary(made))
            if request.write or (ask is not None and ask(f"Write this into {made.shown}?")):
                tell(_write(root, made))
            else:
                tell(f"{made.shown} was not changed.")
        except files.FileTrouble as trouble:
            problems.append(trouble.problem)
    if proposals and not request.write and ask is None:
        tell("To write this, add --yes.")
    return problems


def _paths(root: Path, named: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The files to tidy; problems of a thesis that cannot be read."""
    if named:
        return [root / path for path in named], []
    thesis = plan.load(root)
    if thesis.thesis is None:
        return [], list(thesis.problems)
    return thesis.bibliographies, []


def propose(root: Path, path: Path, tell: Tell) -> Proposal | None:
    """A file and what it would be; None where there is nothing to do, which is told.

    :raises FileTrouble: where it cannot be read, or would not mean the same.
    """
    shown = files.shown(root, path)
    if path.suffix.lower() not in SUFFIXES:
        tell(f"{shown} is no .bib file: only those are tidied. Mend it where it is exported from.")
        return None
    files.read_text(root, path)  # tells what is wrong with its encoding
    before = files.read_bytes(root, path)
    text = before.decode("utf-8")
    made = tidied.tidied(text)
    if made.text == text:
        tell(f"{shown} is tidy: there is nothing to change.")
        return None
    fields = {(each.key, each.field) for each in made.mended}
    other = tidied.changed_meaning(text, made.text, shown, _convert, fields)
    if other:
        raise files.Unwritable(
            problem(
                "tidied-entries-mean-the-same",
                Place(shown),
                f"The file was not changed: after tidying, not everything in it would mean the "
                f'same ("{other}").',
            )
        )
    return Proposal(path.resolve(), shown, before, made.text.encode(), made, exporters.hint(text))


def _convert(text: str, form: str) -> processes.Answer:
    return processes.pandoc(["--sandbox", "--from", form, "--to", "json"], text)


def diff(made: Proposal) -> str:
    """The change as a unified diff, line ends left out."""
    old, new = (
        text.decode().replace("\r\n", "\n").split("\n") for text in (made.before, made.after)
    )
    lines = difflib.unified_diff(old, new, made.shown, f"{made.shown}, tidied", n=1, lineterm="")
    return "\n".join(map(files.printable, lines))


def summary(made: Proposal) -> str:
    """What is changed, each kind with its number."""
    counted = Counter(each.what for each in made.tidied.mended)
    return "\n".join(_summed(made.shown, counted, made.hint))


def _summed(shown: str, counted: Counter[str], hint: str) -> Iterator[str]:
    yield f"\n{shown}"
    for what, number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        yield f"  {number:4}  {what}"
    yield hint


def _write(root: Path, made: Proposal) -> str:
    """Write a file, and a copy of it as it was.

    :raises FileTrouble: where it cannot be written, or was changed meanwhile.
    """
    if files.read_bytes(root, made.path) != made.before:
        raise _unwritten(made, "It was changed by another program meanwhile, and is left as it is.")
    if not os.access(made.path, os.W_OK):
        raise _unwritten(made, "It is write-protected, and is left as it is.")
    stamp = time.strftime("%Y%m%d-%H%M%S")
    copy = root / "build" / "before-fix" / f"{made.path.stem}-{stamp}{made.path.suffix}"
    files.replace(root, copy, made.before)
    files.replace(root, made.path, made.after)
    return f"Written: {made.shown}. As it was: {files.shown(root, copy)}."


def _unwritten(made: Proposal, why: str) -> files.Unwritable:
    return files.Unwritable(problem("outputs-can-be-written", Place(made.shown), why))
