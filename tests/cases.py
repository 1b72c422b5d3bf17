"""Cases as data: beside ``test_thesis.py`` lies ``thesis.yaml``, groups of cases by name.

Each case has a ``title`` (a sentence about behaviour), an ``input`` and what is ``expected``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from softbound.problems import Problem, in_order, line_of

KEYS = {"title", "input", "expected"}


@dataclass(frozen=True)
class Case:
    """One line of behaviour."""

    title: str
    input: Any
    expected: Any


@cache
def load(path: Path) -> Mapping[str, list[Case]]:
    """A file of cases: the name of each group → its cases."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    groups = yaml.load(path.read_text("utf-8"), loader)
    for case in (case for cases in groups.values() for case in cases):
        assert set(case) == KEYS, f"{path.name}: {case.get('title', case)} has {sorted(case)}"
    return {name: [Case(**case) for case in cases] for name, cases in groups.items()}


def beside(module: str) -> Path:
    """The file of cases that belongs to a test module, given its ``__file__``."""
    path = Path(module)
    return path.with_name(path.stem.removeprefix("test_") + ".yaml")


def each(module: str, group: str) -> pytest.MarkDecorator:
    """Run a test once with each ``case`` of a group."""
    cases = load(beside(module))[group]
    return pytest.mark.parametrize("case", cases, ids=[case.title for case in cases])


def said(problems: Iterable[Problem]) -> list[str]:
    """Problems as the author reads them, in the order in which they are shown."""
    return [line_of(problem) for problem in in_order(problems)]
