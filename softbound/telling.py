"""Problems as the terminal tells them: by part of the thesis, and short enough to be read.

``build/reports/problems.json`` has all of them, ``build/reports/index.html`` shows all of them;
what is folded here is counted.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from softbound.areas import Area
from softbound.problems import Problem, Severity, line_of

REPORT = "build/reports/index.html"
TEMPLATE = "reports/index.html.j2"
"""What it is made by."""
LIMIT = 60
"""Lines of problems, about two screens: beyond, more is folded."""

COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
}
"""Of the word that says how grave a problem is; the word is always there too."""


@dataclass(frozen=True)
class Look:
    """How the stream shows text."""

    width: int | None = None
    """Columns of a terminal; None where the text goes to a file or a program: lines stay whole."""
    colour: bool = False


@dataclass(frozen=True)
class Folding:
    """Which problems are told one by one."""

    alike: Callable[[Problem], Hashable]
    """Problems with the same answer are of one kind within a part of the thesis."""
    shown: int
    """How many of a kind are told."""
    notes: bool = True
    """Whether notes are told, or only counted."""


def _in_file(problem: Problem) -> Hashable:
    return problem.rule, problem.severity, problem.place.file


def _in_part(problem: Problem) -> Hashable:
    return problem.rule, problem.severity


FOLDINGS: Sequence[Folding] = (
    Folding(_in_file, 4),
    Folding(_in_file, 4, notes=False),
    Folding(_in_file, 1, notes=False),
    Folding(_in_part, 1, notes=False),
)
"""From the most to the least that is told; the first that keeps within LIMIT is taken."""


def problems(areas: Sequence[Area], look: Look = Look()) -> str:
    """The problems of all parts, each below its part's title, folded as far as is needed.

    Those that the author ignores are only counted.
    """
    told: list[str] = []
    for folding in FOLDINGS:
        told = [line for area in areas for line in _area(area, folding, look)]
        if sum(bool(line) for line in told) <= LIMIT:
            break
    ignored = sum(bool(p.ignored) for area in areas for p in area.problems)
    if ignored:
        told += [_ignored(ignored), ""]
    return "\n".join(told) + "\n" if told else ""


def _ignored(count: int) -> str:
    what = (
        "problem is ignored, for the reason" if count == 1 else "problems are ignored, for reasons"
    )
    return f"{count:,} {what} that you gave."


def _area(area: Area, folding: Folding, look: Look) -> Iterator[str]:
    """A part's title and its problems; an empty line at the end."""
    here = [problem for problem in area.problems if not problem.ignored]
    if not here:
        return
    yield _painted(area.title, "1", look)
    notes = 0
    seen: Counter[Hashable] = Counter()
    all_of = Counter(map(folding.alike, here))
    for problem in here:
        if problem.severity is Severity.NOTE and not folding.notes:
            notes += 1
            continue
        kind = folding.alike(problem)
        seen[kind] += 1
        left = all_of[kind] - folding.shown
        if seen[kind] <= folding.shown or left == 1:  # "and 1 more" would be as long
            yield line(problem, look)
        elif seen[kind] == folding.shown + 1:
            where = "this file" if folding.alike is _in_file else "this part"
            yield f"    and {left:,} more of this rule in {where} [{problem.rule}]"
    if notes:
        yield f"    and {notes:,} {'note' if notes == 1 else 'notes'}"
    yield ""


def line(problem: Problem, look: Look = Look()) -> str:
    """A problem as a line, on a terminal broken between words; its place stays whole, so that
    editors can open it."""
    text = line_of(problem)
    if look.width:
        text = "\n".join(
            textwrap.wrap(
                text,
                max(look.width - 1, 40),
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    before, after = text[: len(str(problem.place))], text[len(str(problem.place)) :]
    word = f"{problem.severity}:"
    return before + after.replace(word, _painted(word, COLOURS[problem.severity], look), 1)


def _painted(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.colour else text


# the summary


def summary(areas: Sequence[Area]) -> str:
    """How many problems of each severity there are in each part; empty where there is only one
    part, of which the last line tells all."""
    areas = [area for area in areas if not all(problem.ignored for problem in area.problems)]
    if len(areas) < 2:
        return ""
    heads = [f"{severity}s" for severity in Severity]
    width = max(len(area.title) for area in areas)
    lines = [f"{'':{width}}  {'  '.join(heads)}"]
    for area in areas:
        counts = Counter(problem.severity for problem in area.problems if not problem.ignored)
        cells = [
            f"{f'{counts[s]:,}' if counts[s] else '-':>{len(head)}}"
            for s, head in zip(Severity, heads, strict=True)
        ]
        lines.append(f"{area.title:{width}}  {'  '.join(cells)}")
    return "\n".join([*lines, "", ""])


def counted(counts: Mapping[str, int]) -> str:
    """ "1 error, 2 warnings"; empty where there is nothing."""
    return ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for word, n in counts.items() if n)


# GitHub

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
"""A severity → GitHub's word for it."""


def for_github(problems: Sequence[Problem], folder: str = "") -> list[str]:
    """What is not ignored, as annotations: the gravest first."""
    order = list(Severity)
    told = sorted((p for p in problems if not p.ignored), key=lambda p: order.index(p.severity))
    return [annotation(problem, folder) for problem in told]


def annotation(problem: Problem, folder: str = "") -> str:
    """A problem as a workflow command of GitHub Actions, which shows it at its line of a file.

    :param folder: the thesis's folder within the repository.
    """
    place = problem.place
    told = {
        "file": f"{folder}/{place.file}" if folder else place.file,
        "line": None if place.line is None else str(place.line),
        "title": problem.rule,
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in told.items() if value)
    message = " ".join(filter(None, (problem.message, problem.hint)))
    return f"::{LEVELS[problem.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
