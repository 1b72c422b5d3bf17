"""What an author ignores: problems become notes with the reason; what ignores nothing is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from softbound.problems import Place, Problem, as_note, problem
from softbound.rules import RULES

USED = "ignore-is-used"


@dataclass(frozen=True)
class Ignore:
    """A rule that is left aside, everywhere or at a place."""

    rule: str
    reason: str
    place: Place
    """Where the author says so."""
    file: str | None = None
    """Only in this file."""
    lines: tuple[int, int] | None = None
    """Only from this line to that one."""
    containing: str = ""
    """Only where the message or the line of the author's file has these words."""

    def covers(self, problem: Problem, line: Callable[[Place], str]) -> bool:
        """Whether a problem is meant."""
        if problem.rule != self.rule or problem.stops:
            return False
        if self.file not in (None, problem.place.file):
            return False
        if self.lines is not None:
            first, last = self.lines
            if problem.place.line is None or not first <= problem.place.line <= last:
                return False
        if not self.containing:
            return True
        words = _plain(self.containing)
        return words in _plain(problem.message) or words in _plain(line(problem.place))

    @property
    def where(self) -> str:
        return "in thesis.yaml" if self.lines is None else f"at {self.place}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def judged(
    problems: Sequence[Problem], ignores: Sequence[Ignore], line: Callable[[Place], str]
) -> tuple[list[Problem], list[Ignore]]:
    """Problems, those that are ignored as notes; and the ignores that nothing needed.

    :param line: the text of a place's line, empty if there is none.
    """
    by_rule: dict[str, list[Ignore]] = {}
    for each in ignores:
        by_rule.setdefault(each.rule, []).append(each)
    used: set[Ignore] = set()
    found = []
    for each_problem in problems:
        covering = [i for i in by_rule.get(each_problem.rule, ()) if i.covers(each_problem, line)]
        used.update(covering)
        if covering:
            # What stands at the place itself says most of it.
            best = min(covering, key=lambda i: (i.lines is None, not i.containing, i.file is None))
            found.append(as_note(each_problem, best.reason, best.where))
        else:
            found.append(each_problem)
    return found, [each for each in ignores if each not in used]


def unused(ignores: Sequence[Ignore]) -> list[Problem]:
    """Ignores that nothing needs, as notes; but those of rules that not every build looks at."""
    return [
        problem(
            USED,
            each.place,
            f'"{each.rule}" is ignored here, but it '
            + ("cannot be ignored." if RULES[each.rule].stops else "is not broken."),
            "Delete it." if each.lines else "Delete the entry, or mend its file or words.",
        )
        for each in ignores
        if each.rule in RULES and each.rule != USED and not RULES[each.rule].on_demand
    ]
