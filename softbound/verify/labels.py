"""Ids that stand twice, cross-references that lead nowhere, tables and figures that nothing calls
out, or not in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from softbound.model.labels import PAGE, PREFIXES, Label, Uses, prefix_of
from softbound.problems import Problem, nearest, problem


def check(units: Sequence[Uses]) -> list[Problem]:
    """Ids that stand twice, references that lead nowhere, and floats that nothing calls out, or not
    in order.

    :param units: what each unit defines and names, in the order of its text.
    """
    labels: dict[str, Label] = {}
    problems: list[Problem] = []
    for label in (label for unit in units for label in unit.labels):
        first = labels.setdefault(label.id, label)
        if first is not label:
            problems.append(
                problem(
                    "label-is-unique",
                    label.place,
                    f'The id "{label.id}" stands twice: here and at {first.place}.',
                    "Give one of them another id.",
                )
            )
    problems.extend(_undefined(units, labels))
    called = {use.id for unit in units for use in unit.references if use.role == "text"}
    for label in labels.values():
        if label.kind in ("table", "figure") and label.id not in called:
            what = f"@{label.id}" if label.written else f'"{label.title}"'
            hint = "" if label.written else f"Give it an id such as {{#{_prefix(label)}:name}}."
            problems.append(
                problem(
                    "float-is-called-out",
                    label.place,
                    f"The {label.kind} {what} is never called out in the text.",
                    hint,
                )
            )
    for unit in units:
        problems.extend(_out_of_order(unit))
    return problems


def _out_of_order(unit: Uses) -> Iterator[Problem]:
    """First call-outs of a unit's tables, or figures, that come before that of an earlier one."""
    for kind in ("table", "figure"):
        own = [label for label in unit.labels if label.kind == kind]
        position = {label.id: at for at, label in enumerate(own)}
        named = {use.id for use in unit.references if use.role == "text"}
        reached = -1
        called: set[str] = set()
        for use in unit.references:
            if use.role != "text" or use.id not in position or use.id in called:
                continue
            called.add(use.id)
            at = position[use.id]
            passed = [x.id for x in own[reached + 1 : at] if x.id in named and x.id not in called]
            if passed:
                yield problem(
                    "floats-are-called-out-in-order",
                    use.place,
                    f"@{use.id} is called out before @{passed[0]}, which has the lower number.",
                    f"Call @{passed[0]} out first, or place it after @{use.id}.",
                )
            reached = max(reached, at)


def _prefix(label: Label) -> str:
    return next(prefix for prefix, kind in PREFIXES.items() if kind == label.kind)


def _undefined(units: Sequence[Uses], labels: Mapping[str, Label]) -> Iterator[Problem]:
    for unit in units:
        for use in unit.references:
            if use.id not in labels and use.role != "quiet":
                prefix = prefix_of(use.id)
                same = [i for i in labels if prefix_of(i) == prefix]
                shown = f"@{PAGE}{use.id}" if use.role == "page" else f"@{use.id}"
                yield problem(
                    "cross-reference-is-defined",
                    use.place,
                    f'"{shown}" leads nowhere: there is no {PREFIXES[prefix]} with that id.',
                    nearest(use.id, same),
                )
