"""The identities of the flow diagram, F1 to F11: the numbers that a reader would add up.

Each is checked where its numbers are known; what is left out of a subtraction counts as none. Every
message holds the arithmetic. The diagram and its fields: Page et al. (2021); names of fields: the
CSV template of the PRISMA2020 R package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from softbound.derive.flow import MAPPINGS, has_other_methods
from softbound.model.findings.flow import Flow
from softbound.problems import At, Place, Problem, in_a_row, problem

PLACEHOLDER = re.compile(r"(?:reason\s*\d*|x{2,}|n/?a|\?+|-+|–|—)?", re.IGNORECASE)
"""What a template has in place of a reason, or nothing at all."""
COLUMN = {"dbr": "", "other": "by other methods "}
"""The first part of a field's name → how messages name its column."""


@dataclass(frozen=True)
class Waiting:
    """What a stage that has begun has not decided yet."""

    titles: int = 0
    """Records, by title and abstract."""
    texts: int = 0
    """Reports, by full text."""


DONE = Waiting()
FROM_SEARCH = re.compile(
    r"(?:database|register|website|organisation|citations|other_spec|previous)"
)
"""Fields that are derived from search.yaml; the others are derived from decisions."""


def check(
    flow: Flow, at: At, rows: Mapping[str, int] | None = None, waiting: Waiting = DONE
) -> list[Problem]:
    """Problems of a flow's numbers.

    :param flow: complete, see :func:`softbound.derive.flow.combined`.
    :param at: a field's name, and a key where it is a mapping → where an author can mend it.
    :param rows: what lists the included studies → how many it has: ``{"studies.yaml": 9,
        "appraisals.yaml": 9}``.
    :param waiting: what is not decided yet; a difference that it explains is no problem.
    :return: problems of the rules ``flow-…``.
    """
    problems: list[Problem] = []
    for identity in IDENTITIES:
        problems += identity(flow, at, waiting)
    return [*problems, *_counted_elsewhere(flow, at, rows or {}, waiting)]


def places(
    typed: Flow | None, line: Callable[..., int | None], file: str, search: Place, screening: Place
) -> At:
    """Where each field can be mended: flow.yaml if it is typed there, else what it is derived from.

    :param typed: flow.yaml or flow.csv; None where there is neither.
    :param line: a field's name, and a key where it is a mapping → its line in that file.
    :param file: that file's path.
    :param search: search.yaml.
    :param screening: screening.csv, or what stands for it.
    """

    def at(name: str, *keys: str) -> Place:
        value = getattr(typed, name, None)
        if value is not None and value != {}:
            return Place(file, line(name, *keys))
        if search.file and (FROM_SEARCH.match(name) or not screening.file):
            return search
        return screening if screening.file else Place(file)

    return at


# sums


def _difference(terms: Sequence[tuple[str, int | None]]) -> tuple[int, str]:
    """ "screened 412 − excluded 380 = 32": the first term less the others that are known."""
    (first, amount), *others = terms
    known = [(name, n) for name, n in others if n]
    left = (amount or 0) - sum(n for _, n in known)
    shown = [f"{first} {amount or 0:,}", *(f"{name} {n:,}" for name, n in known)]
    return left, " − ".join(shown) + (f" = {_signed(left)}" if known else "")


def _sum(terms: Sequence[tuple[str, int]]) -> tuple[int, str]:
    total = sum(n for _, n in terms)
    return total, f"{' + '.join(f'{name} {n:,}' for name, n in terms)} = {total:,}"


def _signed(number: int) -> str:
    return f"{number:,}".replace("-", "−")


def _count(number: int, what: str) -> str:
    """ "1 report was", "34 reports were"."""
    return f"{number:,} {what}{' was' if number == 1 else 's were'}"


def _sources_add_up(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F1: databases and registers are the sums of what each gave."""
    for column in ("database", "register"):
        given = getattr(flow, f"{column}_results")
        rows: Mapping[str, int] = getattr(flow, f"{column}_specific_results")
        if given is None or not rows:
            continue
        total, shown = _sum(list(rows.items()))
        if total != given:
            yield problem(
                "flow-databases-add-up",
                at(f"{column}_results"),
                f"Records from {shown}, but {given:,} are given for {column}s.",
                f"Leave {column}_results out, and it is added up.",
            )


def _screened(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F2: what was identified and not removed was screened."""
    sources = [
        (name, n)
        for name, n in (("databases", flow.database_results), ("registers", flow.register_results))
        if n is not None
    ]
    if not sources or flow.records_screened is None:
        return
    removed = [
        ("duplicates", flow.duplicates),
        ("removed by automation tools", flow.excluded_automatic),
        ("removed for other reasons", flow.excluded_other),
    ]
    identified = sum(n for _, n in sources)
    left, shown = _difference([("", identified), *removed])
    if not 0 <= left - flow.records_screened <= waiting.titles:
        names = " + ".join(f"{name} {n:,}" for name, n in sources)
        rest = shown.removeprefix(f" {identified:,}")
        yield problem(
            "flow-screened-records-add-up",
            at("records_screened"),
            f"Records from {names}{rest}, but {_count(flow.records_screened, 'record')} screened.",
            "Each record is a duplicate, removed before screening, or screened.",
        )


def _sought(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F3: what was screened and not excluded was sought; one record may lead to several reports."""
    screened, excluded, sought = (
        flow.records_screened,
        flow.records_excluded,
        flow.dbr_sought_reports,
    )
    if screened is None or excluded is None or sought is None:
        return
    left, shown = _difference([("screened", screened), ("excluded", excluded)])
    if sought == left or (sought > left and flow.several_reports):
        return
    hint = (
        "If one record led to several reports, say so in flow.yaml under several_reports."
        if sought > left
        else "Each record that was kept leads to a report that is sought."
    )
    yield problem(
        "flow-sought-reports-add-up",
        at("dbr_sought_reports"),
        f"Records {shown}, but {_count(sought, 'report')} sought.",
        hint,
    )


def _assessed(column: str) -> Callable[[Flow, At, Waiting], Iterator[Problem]]:
    """F4 and F6: what was sought and retrieved was assessed."""
    rule = {"dbr": "flow-assessed-reports-add-up", "other": "flow-other-assessed-reports-add-up"}

    def identity(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
        sought = getattr(flow, f"{column}_sought_reports")
        assessed = getattr(flow, f"{column}_assessed")
        if sought is None or assessed is None:
            return
        missing = getattr(flow, f"{column}_notretrieved_reports")
        left, shown = _difference([("sought", sought), ("not retrieved", missing)])
        if not 0 <= left - assessed <= waiting.texts:
            yield problem(
                rule[column],
                at(f"{column}_assessed"),
                f"Reports {COLUMN[column]}{shown}, but {_count(assessed, 'report')} assessed.",
                "Each report that was sought was assessed, or could not be retrieved.",
            )

    return identity


def _other_sought(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F5: what other methods gave was sought."""
    rows = [
        ("websites", flow.website_results),
        ("organisations", flow.organisation_results),
        ("citation searching", flow.citations_results),
        *flow.other_specific_results.items(),
    ]
    known = [(name, n) for name, n in rows if n is not None]
    if not known or flow.other_sought_reports is None:
        return
    total, shown = _sum(known)
    if flow.other_already_identified:
        total -= flow.other_already_identified
        shown = shown.rpartition(" = ")[0]
        shown += f" − already identified {flow.other_already_identified:,} = {_signed(total)}"
    more = flow.other_sought_reports > total and flow.several_reports
    if total != flow.other_sought_reports and not more:
        yield problem(
            "flow-other-methods-add-up",
            at("other_sought_reports"),
            f"Records from {shown}, but {_count(flow.other_sought_reports, 'report')} sought "
            "by other methods.",
            "If some had been found already, say how many under other_already_identified.",
        )


def _included(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F7: what was assessed and not excluded was included."""
    if flow.new_reports is None or flow.dbr_assessed is None:
        return
    columns = [(flow.dbr_assessed, sum(flow.dbr_excluded.values()))]
    if has_other_methods(flow.model_dump()):
        if flow.other_assessed is None:
            return
        columns.append((flow.other_assessed, sum(flow.other_excluded.values())))
    total = sum(assessed - excluded for assessed, excluded in columns)
    if total == flow.new_reports:
        return
    parts = [f"assessed {assessed:,} − excluded {excluded:,}" for assessed, excluded in columns]
    shown = " + ".join(f"({part})" for part in parts) if len(parts) > 1 else parts[0]
    yield problem(
        "flow-included-reports-add-up",
        at("new_reports"),
        f"Reports {shown} = {_signed(total)}, but {_count(flow.new_reports, 'report')} included.",
        "Each report that was assessed was included, or excluded for one reason.",
    )


def _studies(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F8: each study has a report."""
    for which in ("new", "previous", "total"):
        studies, reports = getattr(flow, f"{which}_studies"), getattr(flow, f"{which}_reports")
        if studies is not None and reports is not None and studies > reports:
            yield problem(
                "flow-studies-have-reports",
                at(f"{which}_studies"),
                f"{which}_studies {studies:,} > {which}_reports {reports:,}, but each study has "
                "at least one report.",
                "Several reports may tell of one study, never one report of no study.",
            )


def _totals(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F9: an updated review has what it had, and what is new."""
    for what in ("studies", "reports"):
        before, new, total = (getattr(flow, f"{w}_{what}") for w in ("previous", "new", "total"))
        if before is None or new is None or total is None or before + new == total:
            continue
        yield problem(
            "flow-totals-add-up",
            at(f"total_{what}"),
            f"Previous {what} {before:,} + new {what} {new:,} = {before + new:,}, but the total is "
            f"{total:,}.",
            "If the update left out studies that had been included, say so in the text.",
        )


def _named(flow: Flow, at: At, waiting: Waiting) -> Iterator[Problem]:
    """F10: every reason, and every source, has a name."""
    for name in MAPPINGS:
        for key, n in getattr(flow, name).items():
            if PLACEHOLDER.fullmatch(key.strip()):
                said = f'the reason "{key}"' if key.strip() else "no reason"
                what = f"{_count(n, 'report')} excluded for {said}"
                if not name.endswith("excluded"):
                    what = f'{_count(n, "record")} identified from "{key}"'
                yield problem(
                    "flow-reasons-are-named",
                    at(name, key),
                    f"In {name}, {what}.",
                    "Each number has a reason or a source that a reader understands.",
                )


IDENTITIES: Sequence[Callable[[Flow, At, Waiting], Iterator[Problem]]] = (
    _sources_add_up,
    _screened,
    _sought,
    _assessed("dbr"),
    _other_sought,
    _assessed("other"),
    _included,
    _studies,
    _totals,
    _named,
)
"""F1 to F10 in their order."""


def _counted_elsewhere(
    flow: Flow, at: At, rows: Mapping[str, int], waiting: Waiting
) -> Iterator[Problem]:
    """F11: the studies included are those that tables and appraisals list."""
    updated = flow.previous_studies is not None or flow.total_studies is not None
    name = "total_studies" if updated else "new_studies"
    total = getattr(flow, name)
    if total is None:
        return
    others: dict[int, list[str]] = {}
    for where, number in rows.items():
        if not 0 <= number - total <= waiting.titles + waiting.texts:
            others.setdefault(number, []).append(where)
    if others:
        told = "; ".join(
            f"{in_a_row(where)} {'has' if len(where) == 1 else 'have'} {number:,}"
            for number, where in others.items()
        )
        yield problem(
            "flow-studies-agree",
            at(name),
            f"The flow diagram includes {total:,} {'study' if total == 1 else 'studies'}, "
            f"but {told}.",
            "Decisions name the study that an included report tells of.",
        )
