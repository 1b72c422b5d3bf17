"""What a check of citations found, and how findings that are alike become one problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from softbound.problems import Problem, in_a_row, problem
from softbound.verify.prose import Prose


@dataclass(frozen=True)
class Finding:
    """Something wrong at one place."""

    rule: str
    start: int
    """In the source."""
    message: str
    hint: str


def problems(prose: Prose, found: Iterable[Finding]) -> list[Problem]:
    """A problem for each thing that is wrong in a file, with all lines where it is so."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for each in sorted(found, key=lambda finding: finding.start):
        places.setdefault((each.rule, each.message, each.hint), []).append(each.start)
    result = []
    for (rule, message, hint), starts in places.items():
        lines = list(dict.fromkeys(prose.place(start).line for start in starts))
        if len(lines) > 1:
            word = "lines" if len(lines) > 2 else "line"
            message = f"{message} So it is in {word} {in_a_row(lines[1:])}."
        result.append(problem(rule, prose.place(starts[0]), message, hint))
    return result
