"""What all readers share: what they gather, and how they give up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from softbound.model.coded import Code, Coded, Coding, LeftOut, Note, Source
from softbound.problems import Place, Problem, problem

Beside = Callable[[str], bytes | None]
"""The path of a file beside the export, as the export names it → its content; None where it is
not there, or must not be read."""


class Unusable(Exception):
    """Nothing can be read; carries the problem to report."""

    def __init__(
        self, place: Place, message: str, hint: str = "", rule: str = "import-is-whole"
    ) -> None:
        super().__init__(message)
        self.problem = problem(rule, place, message, hint)


@dataclass
class Gathered:
    """What a reader has found so far."""

    file: str
    form: str
    origin: str = ""
    codes: list[Code] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def lose(
        self,
        what: str,
        why: str,
        *,
        count: int = 1,
        codings: int = 0,
        name: str = "",
        place: Place | None = None,
    ) -> None:
        """Something is not carried over."""
        if count or codings:
            self.left_out.append(LeftOut(what, why, count, codings, name, place))

    def wrong(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        """Something is wrong in the export."""
        self.problems.append(problem(rule, place, message, hint))

    def result(self) -> Coded:
        return Coded(
            self.file,
            self.form,
            self.origin,
            tuple(self.codes),
            tuple(self.sources),
            tuple(self.codings),
            tuple(self.notes),
            tuple(self.left_out),
        )
