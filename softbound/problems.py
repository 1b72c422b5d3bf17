"""Problems: what is wrong in an author's files, as values with a place and a hint.

Every stage may return problems; none raises for an author's mistake. Each problem names a rule
of the table :data:`RULES` (in ``softbound.rules``), which says how grave it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from softbound.rules import RULES, family_of


class Severity(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    """Not to be handed in like this; the build exits non-zero."""
    WARNING = "warning"
    """Probably wrong."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, order=True)
class Place:
    """Where in the author's files."""

    file: str
    """Relative to the thesis's folder, with forward slashes."""
    line: int | None = None
    """Counted from 1; None where the whole file is meant."""

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


At = Callable[..., Place]
"""Keys and indices in a file → where that stands, or the nearest place above it."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    rule: str
    """A key of :data:`softbound.rules.RULES`."""
    severity: Severity
    place: Place
    message: str
    """What is wrong, a full sentence."""
    hint: str = ""
    """What to do, a full sentence; may be empty."""
    ignored: str = ""
    """The author's reason for leaving it, where there is one: it is a note then."""

    @property
    def stops(self) -> bool:
        """Whether no draft can be built, so that the last outputs are left as they were."""
        return RULES[self.rule].stops

    def to_json(self) -> dict[str, str | int | None]:
        return {
            "rule": self.rule,
            "family": family_of(self.rule).id,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "message": self.message,
            "hint": self.hint,
            **({"ignored": self.ignored} if self.ignored else {}),
        }

    @staticmethod
    def from_json(value: dict[str, object]) -> Problem:
        line = value["line"]
        return Problem(
            str(value["rule"]),
            Severity(str(value["severity"])),
            Place(str(value["file"]), line if isinstance(line, int) else None),
            str(value["message"]),
            str(value["hint"]),
            str(value.get("ignored", "")),
        )


def problem(rule: str, place: Place, message: str, hint: str = "") -> Problem:
    """A problem with its rule's severity.

    :raises KeyError: for a rule that is not in the table (a programmer's mistake).
    """
    return Problem(rule, Severity(RULES[rule].severity), place, message, hint)


def nearest(wrong: str, known: Iterable[str]) -> str:
    """ "Did you mean …?" with the known word nearest to a wrong one; empty if none is near."""
    written: dict[str, str] = {}
    for word in known:
        written.setdefault(word.casefold(), word)
    if wrong.casefold() in written:
        return f'Did you mean "{written[wrong.casefold()]}"?'
    matches = difflib.get_close_matches(wrong, list(written.values()), n=1, cutoff=0.6)
    return f'Did you mean "{matches[0]}"?' if matches else ""


def in_a_row(items: Iterable[object]) -> str:
    """Some things in a message: "a", "a and b", "a, b and c"."""
    words = [str(item) for item in items]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def line_of(problem: Problem) -> str:
    """A problem as a line of text: place, severity, message, hint, rule."""
    hint = f" {problem.hint}" if problem.hint else ""
    return f"{problem.place}: {problem.severity}: {problem.message}{hint} [{problem.rule}]"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Without repetitions, by file, line and rule."""
    return sorted(set(problems), key=lambda p: (p.place.file, p.place.line or 0, p.rule, p.message))


def totals(problems: Sequence[Problem]) -> dict[str, int]:
    """How many there are of each severity."""
    return {str(severity): sum(p.severity is severity for p in problems) for severity in Severity}


def as_note(problem: Problem, reason: str, where: str = "in thesis.yaml") -> Problem:
    """A problem that its author ignores: it stays in sight as a note, with the reason."""
    hint = f"Ignored {where}: {reason}"
    return replace(problem, severity=Severity.NOTE, hint=hint, ignored=reason)
