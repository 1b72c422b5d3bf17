"""How far screening has come, and which numbers of the flow diagram still wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from softbound.derive.flow import has_other_methods
from softbound.model.findings.flow import Flow
from softbound.problems import Place, Problem, in_a_row, problem

NEEDED = {
    "database_results": "records identified",
    "duplicates": "duplicates removed",
    "records_screened": "records screened",
    "records_excluded": "records excluded",
    "dbr_sought_reports": "reports sought",
    "dbr_notretrieved_reports": "reports not retrieved",
    "dbr_assessed": "reports assessed",
    "new_studies": "studies included",
    "new_reports": "reports of the studies included",
}
"""A field that every diagram shows → what it counts."""
NEEDED_OF_OTHERS = {
    "other_sought_reports": "reports sought by other methods",
    "other_notretrieved_reports": "reports not retrieved by other methods",
    "other_assessed": "reports assessed by other methods",
}
SCREENING = frozenset(NEEDED) - {"database_results"} | {"dbr_excluded"}
"""Fields of which one at least is typed by those who have finished screening elsewhere."""


@dataclass(frozen=True)
class Screening:
    """How far it has come."""

    place: Place
    """Where it is told, or goes on: screening.csv, flow.yaml or search.yaml."""
    listed: str = ""
    """The report that lists what is to be decided."""
    begun: bool = True
    """Whether there is a decision, or a number that somebody typed."""
    told: bool = False
    """Whether the text shows the diagram or one of its numbers."""
    titles: int = 0
    """Records that are not decided by title and abstract."""
    texts: int = 0
    """Reports that are not decided by full text."""


def has_typed_numbers(typed: Flow | None) -> bool:
    """Whether flow.yaml tells of screening, not of the search alone."""
    return typed is not None and any(getattr(typed, name) not in (None, {}) for name in SCREENING)


def missing(flow: Flow) -> Mapping[str, str]:
    """Fields whose boxes have no number yet → what they count."""
    values = flow.model_dump()
    wanted = dict(NEEDED)
    if flow.register_results is not None:
        del wanted["database_results"]
    if has_other_methods(values):
        wanted |= NEEDED_OF_OTHERS
    return {name: what for name, what in wanted.items() if values[name] is None}


def check(flow: Flow, screening: Screening) -> list[Problem]:
    """The boxes of the diagram all have their numbers, once screening has begun or is told of."""
    lacking = missing(flow)
    if not (screening.begun or screening.told):
        return [_not_begun(screening)] if screening.titles else []
    if not lacking:
        return []
    begin = "" if screening.begun else "Screening has not begun, so "
    number = "a number" if len(lacking) == 1 else f"{len(lacking)} numbers"
    return [
        problem(
            "flow-is-complete",
            screening.place,
            f"{begin}{'t' if begin else 'T'}he flow diagram lacks {number}: "
            f"{in_a_row(lacking.values())}.",
            _hint(lacking, screening),
        )
    ]


def _not_begun(screening: Screening) -> Problem:
    return problem(
        "screening-has-begun",
        screening.place,
        f"Screening has not begun: {screening.titles:,} "
        f"{'record waits' if screening.titles == 1 else 'records wait'} to be decided.",
        f"{screening.listed} lists them, ready to be filled in and saved as screening.csv.",
    )


def _hint(lacking: Mapping[str, str], screening: Screening) -> str:
    typed = f"give {in_a_row(lacking)} in flow.yaml"
    if screening.titles or screening.texts:
        return f"Decide in screening.csv what {screening.listed} lists, or {typed}."
    if list(lacking) == ["new_studies"]:
        return f"Write the included studies in studies.yaml, or {typed}."
    return f"{typed[0].upper()}{typed[1:]}."
