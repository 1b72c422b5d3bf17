"""Runs one step: its outputs are written whole, its problems kept until it runs again."""

from __future__ import annotations

import importlib
import json
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from softbound import files
from softbound.plan import Paths, Plan
from softbound.problems import Problem

if TYPE_CHECKING:
    from softbound.steps import Outcome


def run(plan: Plan, name: str, step: Callable[[], Outcome]) -> bool:
    """Run a step; tell whether what depends on it can go on.

    A problem that stops the build leaves the step's outputs as they were.
    """
    started = time.monotonic()
    try:
        outcome = step()
        problems = list(outcome.problems)
        good = not any(problem.stops for problem in problems)
        if good:
            for path, content in outcome.outputs.items():
                files.replace(plan.root, path, content)
    except files.FileTrouble as trouble:
        problems, good = [trouble.problem], False
    _keep(plan, name, problems)
    _time(plan, name, time.monotonic() - started)
    return good


def _keep(plan: Plan, name: str, problems: list[Problem]) -> None:
    path = Paths(plan).step_report(name)
    try:
        files.replace(
            plan.root, path, json.dumps([p.to_json() for p in problems], ensure_ascii=False)
        )
    except files.Unwritable as trouble:
        # Where not even a report can be written, the screen still tells.
        unwritten.extend([*problems, trouble.problem])


LATER = (
    "softbound.model.thesis",
    "softbound.model.profile",
    "softbound.resolve.citations",
    "softbound.write.typst",
    "softbound.write.docx",
    "typst",
    "pypdf",
)
"""Modules of later steps that take long to import."""


def import_ahead() -> None:
    """Import what later steps need on another thread, while the first ones wait for pandoc."""

    def run() -> None:
        for name in LATER:
            importlib.import_module(name)

    threading.Thread(target=run, daemon=True).start()


unwritten: list[Problem] = []
"""Problems that could not be kept in a file, for the end of this run."""

seconds: dict[str, float] = {}
"""How long each step of this run took, for `SOFTBOUND_TIMES=1 doit`."""


def _time(plan: Plan, name: str, took: float) -> None:
    seconds[name] = took
