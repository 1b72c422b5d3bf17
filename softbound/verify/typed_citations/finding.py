"""What a check of citations found, and how findings that are alike become one problem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from softbound.problems import Problem, in_a_row, problem
from softbound.verify.prose import Prose

LINES = 8
"""How many lines a message names."""


@dataclass(frozen=True)
class Finding:
    """Something wrong at one place."""

    rule: str
    start: int
    """In the source."""
    message: str
    hint: str
    habit: bool = False
    """Whether it is likely to be so throughout, and is then told once a file."""


def problems(prose: Prose, found: Iterable[Finding]) -> list[Problem]:
    """A problem for each thing that is wrong in a file, with all lines where it is so."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for each in sorted(found, key=lambda finding: finding.start):
        key = (each.rule,) if each.habit else (each.rule, each.message, each.hint)
        alike.setdefault(key, []).append(each)
    return [_problem(prose, findings) for findings in alike.values()]


def _problem(prose: Prose, findings: Sequence[Finding]) -> Problem:
    first = findings[0]
    place = prose.place(first.start)
    lines = dict.fromkeys(prose.place(each.start).line for each in findings[1:])
    lines.pop(place.line, None)
    message = first.message
    if lines:
        shown = list(map(str, lines))[:LINES]
        shown += [f"{len(lines) - LINES} more"] if len(lines) > LINES else []
        message = (
            f"{message} So it is in {'lines' if len(lines) > 1 else 'line'} {in_a_row(shown)}."
        )
    return problem(first.rule, place, message, first.hint)
