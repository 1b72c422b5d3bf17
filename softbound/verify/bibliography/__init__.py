"""Entries of bibliographies → what is wrong in them, and which of it matters.

Each entry is looked at by itself, then all together. What is found is told only where a work is
cited: a library of thousands may be as untidy as it likes, but for one note that sums it up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from softbound.collect.bibliography import Entry
from softbound.problems import Place, Problem, Severity, problem
from softbound.verify.bibliography import (
    capitals,
    dates,
    identifiers,
    journals,
    markup,
    missing,
    names,
    pages,
    twins,
)
from softbound.verify.bibliography.work import Asked, Finding, Work

__all__ = ["Asked", "Finding", "check", "from_json", "to_json", "told"]

CHECKS: Sequence[Callable[[Work, Asked], Iterator[Problem]]] = (
    missing.fields,
    missing.misspelt,
    dates.possible,
    identifiers.doi,
    identifiers.url,
    identifiers.isbn,
    identifiers.issn,
    pages.ascending,
    capitals.sentence_case,
    capitals.kept,
    capitals.none_but_capitals,
    markup.left,
    names.et_al,
    names.groups,
)
"""What is asked of each entry by itself."""


def check(entries: Sequence[Entry], asked: Asked) -> list[Finding]:
    """All that is wrong in entries, cited or not."""
    works = [Work(entry) for entry in entries]
    found = [
        Finding(problem, ((work.key,),))
        for work in works
        for one in CHECKS
        for problem in one(work, asked)
    ]
    return [*found, *twins.check(works, asked), *journals.check(works)]


def told(
    findings: Sequence[Finding], entries: Mapping[str, Entry], cited: Collection[str]
) -> tuple[list[Problem], dict[str, int]]:
    """What is told of findings: that of cited works, and a note about the others.

    :param entries: all, by key.
    :param cited: keys; a set, where there are many.
    :return: the problems, and how many there are of each rule, the notes at the end left out.
    """
    spoken: list[Problem] = []
    silent: list[Problem] = []
    said: set[str] = set()
    for finding in findings:
        matters = all(any(key in cited for key in group) for group in finding.needs)
        if not matters:
            silent.append(finding.problem)
        elif not finding.once or finding.once not in said:
            spoken.append(finding.problem)
            said.add(finding.once)
    counts = Counter(each.rule for each in spoken)
    return [*spoken, *_uncited(entries, cited, silent)], dict(sorted(counts.items()))


def _uncited(
    entries: Mapping[str, Entry], cited: Collection[str], silent: Sequence[Problem]
) -> Iterator[Problem]:
    """One note about all that nothing cites."""
    unused = [entry for key, entry in entries.items() if key not in cited]
    if not unused or not cited:
        return
    place = Place(unused[0].place.file)
    named = ", ".join(entry.key for entry in unused[:FEW])
    more = "" if len(unused) <= FEW else f" and {len(unused) - FEW} more"
    counts = Counter(each.rule for each in silent if each.severity is not Severity.NOTE)
    kinds = ", ".join(f"{rule} ({n})" for rule, n in counts.most_common(FEW))
    hint = f"Before you cite one, look at what it would break: {kinds}." if counts else ""
    yield problem(
        "bibliography-entry-is-cited",
        place,
        f"Nothing cites {len(unused)} of {len(entries)} entries: {named}{more}. "
        f"{'It is' if len(unused) == 1 else 'They are'} in no reference list.",
        hint,
    )


FEW = 4
"""How many are named."""


def to_json(findings: Sequence[Finding]) -> list[Any]:
    """Findings, to be kept between runs."""
    return [[finding.problem.to_json(), finding.needs, finding.once] for finding in findings]


def from_json(kept: Sequence[Any]) -> list[Finding]:
    """The findings that :func:`to_json` kept."""
    return [
        Finding(Problem.from_json(told), tuple(tuple(group) for group in needs), once)
        for told, needs, once in kept
    ]
