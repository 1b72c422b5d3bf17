"""What the tasks of all stages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from softbound import files, plan, reports
from softbound.plan import Paths, Plan, Unit

Task = dict[str, Any]


@cache
def current() -> Plan:
    """The plan of the thesis in the working folder."""
    return plan.load(Path.cwd())


def task(
    name: str,
    doc: str,
    step: Callable[[Any], Any],
    needs: Sequence[Path],
    makes: Sequence[Path],
    values: Mapping[str, Any] | None = None,
    also: Sequence[Callable[..., bool]] = (),
) -> Task:
    """A task of doit.

    :param name: ``merge:systematic-review`` or ``pdf``.
    :param step: given the module ``softbound.steps``, runs the step.
    :param needs: files whose change makes it run again.
    :param makes: files that it writes.
    :param values: settings whose change makes it run again.
    :param also: further checks of whether it is up to date.
    """
    from doit.tools import config_changed

    def run() -> bool:
        from softbound import execute, steps

        _once()
        return execute.run(current(), name, lambda: step(steps))

    basename, _, unit = name.partition(":")
    return {
        "basename": basename,
        **({"name": unit} if unit else {}),
        "doc": doc,
        "actions": [(run,)],
        "file_dep": [name_of(path) for path in needs],
        "targets": [name_of(path) for path in makes],
        "uptodate": [
            config_changed({"engine": plan.engine(), **(values or {})}),
            # Its problems are kept there: without them, a mistake would be forgotten.
            lambda: reports.told(Paths(current()).step_report(name)) is not None,
            *also,
        ],
        "title": lambda task: str(task.name),
    }


@cache
def _once() -> None:
    """What the first step that runs sets off."""
    from softbound import execute

    execute.import_ahead()


def name_of(path: Path) -> str:
    """A path as doit records it: relative to the thesis, so that its folder can be moved."""
    root = current().root
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def group(basename: str, doc: str) -> Task:
    """A group of tasks, so that it has a line in `doit list` even without members."""
    return {"basename": basename, "name": None, "doc": doc}


def each(
    basename: str, doc: str, units: Sequence[Unit], one: Callable[[Unit], Task]
) -> Iterator[Task]:
    yield group(basename, doc)
    for unit in units:
        yield one(unit)


def present(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.is_file()]


def style_files(p: Plan, *also: str) -> list[Path]:
    """Files that say how the thesis's style cites: the author's own style, and what
    templates/citations/ adds to styles; and the .yaml files of other folders of templates."""
    found = [
        path
        for folder in files.template_folders(p.root)
        for name in ("citations", *also)
        for path in sorted((folder / name).glob("*.yaml"))
    ]
    if p.thesis is not None and p.thesis["style"].endswith(".csl"):
        found.append(p.root / p.thesis["style"])
    return present(found)
