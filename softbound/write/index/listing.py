"""Problems by part of the thesis and by rule, with the lines where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from softbound.areas import Area
from softbound.problems import Problem, Severity, totals
from softbound.rules import RULES, family_of
from softbound.rules.anonymity import OF_NO_TEXT

AROUND = 1
"""Lines shown before and after the one where a problem stands."""
LONGEST = 320
"""Of a shown line; prose may have a paragraph in one line."""
SECRET = "anonymity"
"""The family of rules whose problems stand on lines that are not to be shown."""

Lines = Callable[[str], Sequence[str]]


def listed(areas: Sequence[Area], lines: Lines) -> dict[str, Any]:
    """What the page lists: parts with their rules and problems, and what is ignored."""
    all_of = [problem for area in areas for problem in area.problems]
    hidden = _hidden(all_of)
    parts = [_part(area, lines, hidden) for area in areas]
    open_ = [problem for problem in all_of if not problem.ignored]
    return {
        "parts": [part for part in parts if part["rules"]],
        "totals": totals(open_),
        "families": _by_family(open_),
        "ignored": [_ignored(problem) for problem in all_of if problem.ignored],
    }


def _by_family(problems: Sequence[Problem]) -> dict[str, dict[str, int]]:
    """A family's id → how many problems of each severity."""
    found: dict[str, list[Problem]] = {}
    for each in problems:
        found.setdefault(family_of(each.rule).id, []).append(each)
    return {family: totals(these) for family, these in found.items()}


def _hidden(problems: Sequence[Problem]) -> Mapping[str, set[int] | None]:
    """A file → its lines on which, or next to which, something may stand that identifies somebody;
    None for the whole file."""
    hidden: dict[str, set[int] | None] = {}
    for each in problems:
        if family_of(each.rule).id != SECRET or each.rule in OF_NO_TEXT:
            continue
        line = each.place.line
        known = hidden.setdefault(each.place.file, set())
        if line is None:
            hidden[each.place.file] = None
        elif known is not None:
            known |= {line - 1, line, line + 1}  # a name may run over the line's end
    return hidden


def _part(area: Area, lines: Lines, hidden: Mapping[str, set[int] | None]) -> dict[str, Any]:
    here = [problem for problem in area.problems if not problem.ignored]
    by_rule: dict[tuple[int, str], list[Problem]] = {}
    for each in here:
        by_rule.setdefault((list(Severity).index(each.severity), each.rule), []).append(each)
    return {
        "name": _anchor(area.name),
        "title": area.title,
        "totals": totals(here),
        "rules": [
            _rule(rule, by_rule[rank, rule], lines, hidden) for rank, rule in sorted(by_rule)
        ],
    }


def _anchor(name: str) -> str:
    """A part's name as it can stand in an id."""
    return "".join(sign if sign.isalnum() else "-" for sign in name)


def _rule(
    name: str, problems: Sequence[Problem], lines: Lines, hidden: Mapping[str, set[int] | None]
) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": name,
        "severity": str(problems[0].severity),
        "sentence": rule.sentence,
        "why": rule.why,
        "mend": rule.mend,
        "source": rule.source,
        "ignorable": not rule.stops,
        "problems": [
            {
                "place": str(each.place),
                "message": each.message,
                "hint": each.hint,
                "lines": list(_shown(each, lines, hidden)),
            }
            for each in problems
        ],
    }


def _shown(
    problem: Problem, lines: Lines, hidden: Mapping[str, set[int] | None]
) -> Iterator[dict[str, Any]]:
    """The line of a problem and those around it, but none that may identify somebody."""
    file, line = problem.place.file, problem.place.line
    withheld = hidden.get(file, set())
    if line is None or withheld is None:
        return
    text = lines(file)
    first, last = max(1, line - AROUND), min(len(text), line + AROUND)
    shown = range(first, last + 1)
    if line > len(text) or line in withheld:
        return
    for number in shown:
        if number not in withheld:
            yield {"n": number, "here": number == line, "text": _short(text[number - 1])}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _ignored(problem: Problem) -> dict[str, Any]:
    return {
        "place": str(problem.place),
        "rule": problem.rule,
        "message": problem.message,
        "reason": problem.ignored,
    }
