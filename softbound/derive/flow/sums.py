"""What is derived and what is typed → one flow, with every sum that follows filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from softbound.model.findings.flow import Flow
from softbound.problems import At, Place, Problem, problem

MAPPINGS = (
    "database_specific_results",
    "register_specific_results",
    "other_specific_results",
    "dbr_excluded",
    "other_excluded",
)
OTHER_FIELDS = (
    "website_results",
    "organisation_results",
    "citations_results",
    "other_sought_reports",
    "other_notretrieved_reports",
    "other_assessed",
)


def combined(
    from_records: Flow | None, typed: Flow | None, at: At
) -> tuple[Flow | None, list[Problem]]:
    """What is derived and what flow.yaml types → one flow.

    What is derived holds; what is typed fills what is not, and must agree with the rest. Sums and
    differences that follow from known numbers are filled in.

    :param at: a field's name, and a key where it is a mapping → its place in flow.yaml.
    :return: the flow (None if there is neither) and problems (``flow-agrees-with-records``).
    """
    if from_records is None or typed is None:
        known = from_records or typed
        return (completed(known) if known else None), []
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    whole = completed(from_records)
    for name in Flow.model_fields:
        ours, theirs = getattr(whole, name), getattr(typed, name)
        if name in MAPPINGS:
            values[name] = ours if ours or _is_known(whole, name) else theirs
            if theirs and values[name] is ours:
                problems += _rows_that_differ(name, ours, theirs, at)
        elif name == "several_reports":
            values[name] = theirs or ours
        else:
            values[name] = theirs if ours is None else ours
            if theirs is not None and ours is not None and ours != theirs:
                problems.append(_disagreement(at(name), name, theirs, ours))
    return completed(Flow(**values)), problems


KNOWN_BY = {
    "database_specific_results": "database_results",
    "register_specific_results": "register_results",
    "other_specific_results": "other_sought_reports",
    "dbr_excluded": "dbr_assessed",
    "other_excluded": "other_assessed",
}
"""A mapping → the count that is known whenever the mapping is, even if it is empty."""


def _is_known(flow: Flow, name: str) -> bool:
    return getattr(flow, KNOWN_BY[name]) is not None


def _rows_that_differ(
    name: str, ours: Mapping[str, int], theirs: Mapping[str, int], at: At
) -> Iterable[Problem]:
    counts = {folded(key): count for key, count in ours.items()}
    for key, count in theirs.items():
        other = counts.pop(folded(key), 0)
        if other != count:
            yield _disagreement(at(name, key), f'{name}, "{key}"', count, other)
    for key, count in ours.items():
        if counts.get(folded(key)):
            yield _disagreement(at(name), f'{name}, "{key}"', 0, count)


def _disagreement(place: Place, name: str, theirs: int, ours: int) -> Problem:
    return problem(
        "flow-agrees-with-records",
        place,
        f"{name} is {theirs:,} here, but records and decisions give {ours:,}.",
        "Mend the decisions, or take the number out: it is derived.",
    )


def completed(flow: Flow) -> Flow:
    """A flow in which every number that follows from the others is filled in.

    Only where an identity has one unknown: nothing is guessed.
    """
    values: dict[str, Any] = {name: getattr(flow, name) for name in Flow.model_fields}
    for column in ("database", "register"):
        rows = values[f"{column}_specific_results"]
        if values[f"{column}_results"] is None and rows:
            values[f"{column}_results"] = sum(rows.values())
    before = None
    while before != values:
        before = dict(values)
        for whole, parts in _sums(values):
            _solve(values, whole, parts)
    return Flow(**values)


Terms = Sequence[tuple[int, str | int]]
"""Signs with names of fields, or with numbers."""


def _sums(values: Mapping[str, Any]) -> Iterable[tuple[str, Terms]]:
    """Identities that hold for any flow: a field and the terms that give it."""
    removed = [
        (-1, name) for name in ("excluded_automatic", "excluded_other") if values[name] is not None
    ]
    identified = [
        (1, name) for name in ("database_results", "register_results") if values[name] is not None
    ]
    if values["database_results"] is not None and values["duplicates"] is not None:
        yield "records_screened", [*identified, (-1, "duplicates"), *removed]
    if not values["several_reports"]:
        yield "dbr_sought_reports", [(1, "records_screened"), (-1, "records_excluded")]
    for column in ("dbr", "other"):
        yield (
            f"{column}_assessed",
            [(1, f"{column}_sought_reports"), (-1, f"{column}_notretrieved_reports")],
        )
    refused = sum(values["dbr_excluded"].values()) + sum(values["other_excluded"].values())
    assessed = [(1, "dbr_assessed")]
    if has_other_methods(values):
        assessed.append((1, "other_assessed"))
    if values["dbr_excluded"] and (values["other_excluded"] or not values["other_assessed"]):
        yield "new_reports", [*assessed, (-1, refused)]
    if values["previous_studies"] is not None or values["previous_reports"] is not None:
        for what in ("studies", "reports"):
            yield f"total_{what}", [(1, f"previous_{what}"), (1, f"new_{what}")]


def _solve(values: dict[str, Any], whole: str, parts: Terms) -> None:
    """Fill the one unknown of ``whole = Σ parts``; what would be negative is left open."""
    terms = [*parts, (-1, whole)]
    unknown = [(s, name) for s, name in terms if isinstance(name, str) and values[name] is None]
    if len(unknown) != 1:
        return
    rest = sum(
        sign * (values[name] if isinstance(name, str) else name)
        for sign, name in terms
        if (sign, name) != unknown[0]
    )
    sign, name = unknown[0]
    if -sign * rest >= 0:
        values[str(name)] = -sign * rest


def has_other_methods(values: Mapping[str, Any]) -> bool:
    """Whether anything under other methods is known."""
    return (
        any(values[name] is not None for name in OTHER_FIELDS)
        or bool(values["other_specific_results"])
        or bool(values["other_excluded"])
    )


def folded(name: str) -> str:
    """A name for comparison: capitals and spaces do not count."""
    return " ".join(name.casefold().split())
