"""duplicates.yaml → what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations

from softbound.model.findings.duplicates import Clause, Overruled
from softbound.problems import Place, Problem, nearest, problem

Line = Callable[[Sequence[str | int]], int | None]
"""A path in the file → its line, as :meth:`softbound.collect.yaml_text.Document.line` tells it."""
MOST_TO_SEARCH = 20_000
"""Of ids, for one that is near to a wrong one: among more it would take seconds."""


def check(overruled: Overruled, ids: Collection[str], file: str, line: Line) -> list[Problem]:
    """Ids that no record has, and records that are said to be both same and different.

    :param ids: of all records.
    :param file: the path of duplicates.yaml.
    :param line: where a value stands in it.
    """
    return [*_unknown(overruled, set(ids), file, line), *_contradictions(overruled, file, line)]


def _clauses(overruled: Overruled) -> Iterator[tuple[str, int, Clause]]:
    for name, clauses in (("same", overruled.same), ("different", overruled.different)):
        for index, clause in enumerate(clauses):
            yield name, index, clause


def _unknown(overruled: Overruled, ids: set[str], file: str, line: Line) -> Iterator[Problem]:
    for name, index, clause in _clauses(overruled):
        for position, wanted in enumerate(clause.records):
            if wanted in ids:
                continue
            near = nearest(wanted, _searched(wanted, ids))
            yield problem(
                "overruled-record-is-known",
                Place(file, _line(line, name, index, position)),
                f'No record has the id "{wanted}".',
                near
                or "Ids stand in build/reports/duplicates-CHAPTER.csv; a record that is exported "
                "with other content gets another id.",
            )


def _searched(wanted: str, ids: set[str]) -> list[str]:
    source = wanted.rpartition("-")[0]
    of_source = sorted(one for one in ids if source and one.startswith(f"{source}-"))
    return (of_source or sorted(ids))[:MOST_TO_SEARCH]


def _contradictions(overruled: Overruled, file: str, line: Line) -> Iterator[Problem]:
    work = _works(overruled)
    for index, clause in enumerate(overruled.different):
        for (one, first), (two, second) in combinations(enumerate(clause.records), 2):
            if first == second:
                yield problem(
                    "overruling-is-consistent",
                    Place(file, _line(line, "different", index, two)),
                    f'"{first}" is said to be different from itself: it stands in places '
                    f"{one + 1} and {two + 1}.",
                    "Write each record once.",
                )
            elif first in work and work[first] == work.get(second):
                yield problem(
                    "overruling-is-consistent",
                    Place(file, _line(line, "different", index, two)),
                    f'"{first}" and "{second}" are said to be the same work and to be different '
                    f"works. They are taken as different.",
                    f'"same" says so from line {line(("same", work[first]))} on. Delete one of the two.',
                )


def _works(overruled: Overruled) -> dict[str, int]:
    """A record → the first clause of "same" that it hangs together with, directly or by others."""
    found: dict[str, int] = {}
    for index, clause in enumerate(overruled.same):
        met = {found[one] for one in clause.records if one in found} | {index}
        name = min(met)
        found |= dict.fromkeys(clause.records, name)
        found = {one: name if work in met else work for one, work in found.items()}
    return found


def _line(line: Line, name: str, index: int, position: int) -> int | None:
    """Of an id: in a list of its own, or in a clause with a note."""
    noted = line((name, index, "records", position))
    plain = line((name, index, position))
    return max((at for at in (noted, plain) if at is not None), default=None)
