"""Records, duplicates and decisions → the numbers of the PRISMA 2020 flow diagram.

Three things are counted, and never mixed: *records* (titles in exports), *reports* (documents that
were sought and read) and *studies*.

The diagram's left column, "databases and registers", counts records from identification to
screening and reports from there on. Its right column, "other methods", has no screening: a record
from a website, an organisation or a citation is a report that was sought. Where databases or
registers gave the same work too, it stays with them: the right column counts it as identified and
as *already identified*, and seeks it no second time. So no report is counted twice, and no record
is lost.

Only what can be known is derived: a source that gives a number instead of a file hides which of
its records were kept, so whatever follows it in its column is left to flow.yaml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from softbound.derive.flow.sums import completed, folded
from softbound.model.findings.flow import Flow
from softbound.model.findings.search import Search
from softbound.model.records import Decision, Record

LEFT = ("database", "register")
"""Kinds of sources whose records go through the left column."""
FIELD_OF = {
    "website": "website_results",
    "organisation": "organisation_results",
    "citations": "citations_results",
}
"""A kind of source under other methods → its count; all others are rows of their own."""


def derived(
    search: Search | None,
    records: Iterable[Record],
    duplicates: Mapping[str, str],
    decisions: Sequence[Decision],
    studies: int | None = None,
) -> Flow:
    """The flow as records and decisions tell it.

    :param search: search.yaml; None where there is none, and every file is a database.
    :param records: all records, duplicates among them.
    :param duplicates: a removed record's id → the id of the record that is kept in its place.
    :param decisions: all decisions; one about a removed record holds for the kept one.
    :param studies: how many studies studies.yaml has; new studies are as many where no decision
        names a study.
    :return: a flow in which what cannot be known is None, or an empty mapping.
    """
    records = tuple(records)
    search = search or Search()
    sources = _sources(search, records)
    works = _works(records, sources, duplicates)
    known = [d for d in decisions if _kept(d.record, duplicates) in works]
    for decision in known:
        works[_kept(decision.record, duplicates)].decide(decision)
    values = _identified(sources) | _removed(search) | _several(works.values())
    hidden = _hidden(sources)
    left = [work for work in works.values() if work.left]
    right = [work for work in works.values() if not work.left]
    if left and not hidden["left"]:
        values |= {"duplicates": sum(work.left for work in left) - len(left)} | _left(left)
    if (right or _any_other(values)) and not hidden["right"]:
        again = sum(work.right for work in works.values()) - len(right)
        values |= {"other_already_identified": again} | _right(right)
    if any(d.stage == "full-text" for d in known) and not any(hidden.values()):
        values |= _included(works.values(), studies, search)
    return Flow(**values, **_updated(values, search))


@dataclass
class _Listed:
    """A source with what it gave."""

    name: str
    kind: str
    files: int
    typed: int | None


class _Work:
    """Records that are one work, and what was decided about it."""

    def __init__(self) -> None:
        self.left = 0
        """How many of its records came from databases and registers."""
        self.right = 0
        """How many came by other methods."""
        self.first: set[str] = set()
        """Verdicts at the title-abstract stage."""
        self.reports: dict[str, _Report] = {}

    def decide(self, decision: Decision) -> None:
        if decision.stage == "title-abstract":
            self.first.add(decision.verdict)
        else:
            self.reports[decision.report] = _Report(
                decision.verdict, decision.reason, decision.study
            )

    @property
    def screened(self) -> bool:
        return bool(self.first or self.reports)

    @property
    def kept(self) -> bool:
        """A work that was read, or kept by one of its records' decisions, was not excluded."""
        return bool(self.reports) or "include" in self.first

    @property
    def sought(self) -> int:
        """Reports; a kept work of which nothing else is known is one report."""
        return max(len(self.reports), 1) if self.kept else 0


@dataclass(frozen=True)
class _Report:
    verdict: str
    reason: str
    study: str


def _sources(search: Search, records: Sequence[Record]) -> dict[str, _Listed]:
    """All sources by id: those of search.yaml, and files that it does not name."""
    counts = Counter(_source_of(record) for record in records)
    found = {
        source.id: _Listed(source.name, source.kind, counts[source.id], source.records)
        for source in search.sources
    }
    for name, count in counts.items():
        found.setdefault(name, _Listed(name, "database", count, None))
    return found


def _source_of(record: Record) -> str:
    """A record's source; a file that search.yaml does not name stands for itself."""
    return record.source or record.file.rpartition("/")[2].rpartition(".")[0] or record.file


def _works(
    records: Sequence[Record], sources: Mapping[str, _Listed], duplicates: Mapping[str, str]
) -> dict[str, _Work]:
    works: dict[str, _Work] = {}
    for record in records:
        work = works.setdefault(_kept(record.id, duplicates), _Work())
        if sources[_source_of(record)].kind in LEFT:
            work.left += 1
        else:
            work.right += 1
    return works


def _kept(identifier: str, duplicates: Mapping[str, str]) -> str:
    """The record that is kept for a record, through however many steps."""
    seen = {identifier}
    while (following := duplicates.get(identifier, identifier)) not in seen:
        identifier = following
        seen.add(identifier)
    return identifier


def _identified(sources: Mapping[str, _Listed]) -> dict[str, Any]:
    """The counts of the identification boxes."""
    values: dict[str, Any] = {}
    for source in sources.values():
        if not source.files and source.typed is None:
            continue
        count = source.files or source.typed or 0
        if source.kind in LEFT or source.kind not in FIELD_OF:
            column = source.kind if source.kind in LEFT else "other"
            rows = values.setdefault(f"{column}_specific_results", {})
            rows[source.name] = rows.get(source.name, 0) + count
        if source.kind in LEFT:
            name = f"{source.kind}_results"
            values[name] = values.get(name, 0) + count
        elif source.kind in FIELD_OF:
            name = FIELD_OF[source.kind]
            values[name] = values.get(name, 0) + count
    return values


def _removed(search: Search) -> dict[str, Any]:
    """What was removed before screening beside duplicates; nought is not worth a row."""
    removed = {
        "excluded_automatic": search.removed.automatic,
        "excluded_other": search.removed.other,
    }
    return {name: n for name, n in removed.items() if n}


def _several(works: Iterable[_Work]) -> dict[str, Any]:
    """Why more reports were sought than records were kept, if there were more."""
    n = sum(len(work.reports) > 1 for work in works)
    what = f"{n} {'record' if n == 1 else 'records'} led to more than one report"
    return {"several_reports": what} if n else {}


def _hidden(sources: Mapping[str, _Listed]) -> dict[str, bool]:
    """Whether a column has a source that gives records, but no file of them."""
    hidden = {"left": False, "right": False}
    for source in sources.values():
        if source.typed and not source.files:
            hidden["left" if source.kind in LEFT else "right"] = True
    return hidden


def _any_other(values: Mapping[str, Any]) -> bool:
    return any(name in values for name in (*FIELD_OF.values(), "other_specific_results"))


def _left(works: Sequence[_Work]) -> dict[str, Any]:
    """Screening and retrieval of what databases and registers gave."""
    screened = [work for work in works if work.screened]
    if not screened:
        return {}
    kept = [work for work in screened if work.kept]
    values: dict[str, Any] = {
        "records_screened": len(screened),
        "records_excluded": len(screened) - len(kept),
        "dbr_sought_reports": sum(work.sought for work in kept),
    }
    return values | _read(kept, "dbr")


def _right(works: Sequence[_Work]) -> dict[str, Any]:
    """Retrieval of what other methods gave: a work excluded by its title was not sought."""
    reports = sum(len(w.reports) or int(w.first != {"exclude"}) for w in works)
    return {"other_sought_reports": reports} | (
        {"other_notretrieved_reports": 0, "other_assessed": 0}
        if not works
        else _read(works, "other")
    )


def _read(works: Sequence[_Work], column: str) -> dict[str, Any]:
    """What became of reports; nothing as long as no report was decided about."""
    reports = [report for work in works for report in work.reports.values()]
    if works and not reports:
        return {}
    reasons: dict[str, tuple[str, int]] = {}
    for report in reports:
        if report.verdict == "exclude":
            spelt, count = reasons.get(folded(report.reason), (report.reason, 0))
            reasons[folded(report.reason)] = (spelt, count + 1)
    missing = sum(report.verdict == "not-retrieved" for report in reports)
    return {
        f"{column}_notretrieved_reports": missing,
        f"{column}_assessed": len(reports) - missing,
        f"{column}_excluded": dict(reasons.values()),
    }


def _included(works: Iterable[_Work], studies: int | None, search: Search) -> dict[str, int | None]:
    """What the review includes, from both columns."""
    found = [r for work in works for r in work.reports.values() if r.verdict == "include"]
    return {"new_reports": len(found), "new_studies": _studies(found, studies, search)}


def _studies(included: Sequence[_Report], studies: int | None, search: Search) -> int | None:
    """New studies: those that included reports name; a report that names none stands for one."""
    named = {report.study for report in included if report.study}
    if not named:
        return _rows(studies, search) if studies is not None else None
    return len(named) + sum(not report.study for report in included)


def _rows(studies: int, search: Search) -> int | None:
    """New studies by studies.yaml, which holds those of the earlier version too."""
    new = studies - (search.previous.studies if search.previous else 0)
    return new if new >= 0 else None


def with_studies(flow: Flow, studies: int | None, search: Search | None) -> Flow:
    """A flow to which decisions tell no studies, with as many as studies.yaml has."""
    if flow.new_studies is not None or studies is None:
        return flow
    return completed(flow.model_copy(update={"new_studies": _rows(studies, search or Search())}))


def _updated(values: Mapping[str, Any], search: Search) -> dict[str, Any]:
    """For an updated review, what the earlier version had and what there is now."""
    if search.previous is None:
        return {}
    before = {"studies": search.previous.studies, "reports": search.previous.reports}
    found: dict[str, Any] = {}
    for what, count in before.items():
        if count is None:
            continue
        found[f"previous_{what}"] = count
        if values.get(f"new_{what}") is not None:
            found[f"total_{what}"] = count + values[f"new_{what}"]
    return found
