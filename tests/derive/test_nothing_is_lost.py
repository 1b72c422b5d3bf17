"""From exports to included studies no record is lost, and none is counted twice.

Works are written into files of several formats, some of them in several files and with small
differences, read, gathered, grouped and decided about at random. What comes out must keep the books,
and agree with a second way of counting, written from PRISMA 2020's identities alone.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softbound.collect import records as exports
from softbound.collect import screening
from softbound.derive import duplicates, flow, search
from softbound.model.findings.duplicates import Overruled
from softbound.model.findings.flow import Flow
from softbound.model.findings.search import Search
from softbound.problems import Place
from softbound.verify import flow as identities
from tests.collect.records import writers
from tests.collect.records.writers import WORKS, Style, Work

STEADILY = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
KINDS = ("database", "database", "register", "website", "organisation", "citations", "other")
LEFT = ("database", "register")
FORMS = tuple(writers.WRITERS)
REASONS = ("wrong population", "not qualitative", "no data")


# a review, made up


@dataclass(frozen=True)
class File:
    """A source with its one export."""

    kind: str
    form: str
    works: tuple[Work, ...]


def changed(work: Work, how: int) -> Work:
    """The same work as another database might have it; 0 changes nothing."""
    return (
        work,
        replace(work, title=work.title.upper()),
        replace(work, doi=""),
        replace(work, authors=work.authors[:1]),
        replace(work, year=work.year - 1),
        replace(work, abstract=""),
    )[how]


@st.composite
def files(draw: st.DrawFn) -> tuple[File, ...]:
    works = draw(WORKS)
    found = []
    for _ in range(draw(st.integers(1, 4))):
        chosen = draw(st.lists(st.sampled_from(works), max_size=6))
        own = tuple(changed(work, draw(st.integers(0, 5))) for work in chosen)
        # A format may be unable to tell that a file without records is one of its own.
        if own:
            found.append(File(draw(st.sampled_from(KINDS)), draw(st.sampled_from(FORMS)), own))
    return tuple(found)


@dataclass(frozen=True)
class Gathered:
    """What softbound makes of some files."""

    search: Search
    pool: search.Pool
    groups: Mapping[frozenset[str], str]
    """The ids of one work's records → the id that is kept."""


def gathered(given_files: Sequence[tuple[int, File]], removed: int = 0) -> Gathered:
    """Read files, each with the number of its source."""
    wanted = Search.model_validate(
        {
            "sources": [
                {"id": f"s{n}", "name": f"Source {n}", "kind": f.kind, "files": [f"{n}.txt"]}
                for n, f in given_files
            ],
            "removed": {"automatic": removed},
        }
    )
    read = {
        f"{n}.txt": exports.read(writers.written(f.works, f.form, Style())[0], f"records/{n}.txt")
        for n, f in given_files
    }
    for number, file in given_files:
        assert len(read[f"{number}.txt"].records) == len(file.works)
    found = search.gathered(wanted, read, lambda *_: Place("search.yaml"))
    assert found.problems == ()
    pool = search.pooled(found, lambda own: duplicates.find(own, Overruled()))
    groups: dict[str, set[str]] = {}
    for record in pool.records:
        groups.setdefault(pool.kept[record.id], set()).add(record.id)
    return Gathered(wanted, pool, {frozenset(ids): kept for kept, ids in groups.items()})


# what a screener does with it

Fate = tuple[str, tuple[tuple[str, str, str], ...]]
"""``removed``, ``excluded`` or ``kept``; and verdict, reason and study of each report."""


def fates(found: Gathered, rnd: random.Random) -> dict[frozenset[str], Fate]:
    """What becomes of each work; a work that no database gave goes to its full text at once."""
    result: dict[frozenset[str], Fate] = {}
    for number, ids in enumerate(sorted(found.groups, key=sorted)):
        first = (
            rnd.choice(("removed", "excluded", "kept", "kept")) if is_left(found, ids) else "kept"
        )
        reports = []
        if first == "kept":
            for _ in range(rnd.choice((1, 1, 1, 2))):
                verdict = rnd.choice(("include", "exclude", "not-retrieved"))
                reason = rnd.choice(REASONS) if verdict == "exclude" else ""
                reports.append((verdict, reason, f"t{number}" if verdict == "include" else ""))
        result[ids] = (first, tuple(reports))
    return result


def is_left(found: Gathered, ids: frozenset[str]) -> bool:
    kinds = {source.id: source.kind for source in found.search.sources}
    return any(kinds[r.source] in LEFT for r in found.pool.records if r.id in ids)


def decided(
    found: Gathered, told: Mapping[frozenset[str], Fate], rnd: random.Random
) -> tuple[Any, ...]:
    """The screener's table, each row naming any of a work's records, read again."""
    rows = []
    for ids, (first, reports) in told.items():
        any_id = rnd.choice(sorted(ids))
        if first != "removed" and is_left(found, ids):
            rows.append([any_id, "title-abstract", "exclude" if first == "excluded" else "include"])
        for index, (verdict, reason, study) in enumerate(reports):
            rows.append([any_id, "full-text", verdict, reason, f"r{index}", study])
    rnd.shuffle(rows)
    text = io.StringIO()
    csv.writer(text).writerows(
        [["record", "stage", "decision", "reason", "report", "study"], *rows]
    )
    read, problems = screening.read_csv(text.getvalue(), "screening.csv")
    assert not problems
    studies = {study for _, reports in told.values() for *_, study in reports if study}
    decisions, problems = screening.decisions(
        read,
        screening.resolver(found.pool.records, found.pool.kept),
        studies,
        search.of_other_methods(found.search, found.pool),
    )
    assert problems == []
    assert len(decisions) == len(rows)
    return decisions


def flow_of(
    given_files: Sequence[tuple[int, File]], seed: int
) -> tuple[Gathered, dict[frozenset[str], Fate], Flow]:
    rnd = random.Random(seed)
    found = gathered(given_files)
    told = fates(found, rnd)
    removed = sum(first == "removed" for first, _ in told.values())
    found = gathered(given_files, removed)
    value = search.flow_of(found.search, found.pool, decided(found, told, rnd), None)
    return found, told, value


# the second way of counting


def counted(found: Gathered, told: Mapping[frozenset[str], Fate]) -> dict[str, Any]:
    """The diagram's numbers, counted work by work."""
    kinds = {source.id: source.kind for source in found.search.sources}
    by_kind = Counter(kinds[record.source] for record in found.pool.records)
    left = {ids: fate for ids, fate in told.items() if is_left(found, ids)}
    right = {ids: fate for ids, fate in told.items() if ids not in left}
    numbers = {
        "database_results": by_kind["database"],
        "register_results": by_kind["register"],
        "duplicates": by_kind["database"] + by_kind["register"] - len(left),
        "excluded_automatic": sum(first == "removed" for first, _ in left.values()),
        "records_screened": sum(first != "removed" for first, _ in left.values()),
        "records_excluded": sum(first == "excluded" for first, _ in left.values()),
        "other_already_identified": sum(
            n for kind, n in by_kind.items() if kind not in LEFT
        ) - len(right),
    }  # fmt: skip
    for column, own in (("dbr", left), ("other", right)):
        verdicts = [report for _, reports in own.values() for report in reports]
        numbers[f"{column}_sought_reports"] = len(verdicts)
        missing = sum(verdict == "not-retrieved" for verdict, *_ in verdicts)
        numbers[f"{column}_notretrieved_reports"] = missing
        numbers[f"{column}_assessed"] = len(verdicts) - missing
        numbers[f"{column}_excluded"] = sum(verdict == "exclude" for verdict, *_ in verdicts)
    every = [report for _, reports in told.values() for report in reports]
    numbers["new_reports"] = sum(verdict == "include" for verdict, *_ in every)
    numbers["new_studies"] = len({study for *_, study in every if study})
    return numbers


def numbers_of(value: Flow) -> dict[str, Any]:
    """A flow's numbers, reasons added up."""
    given = value.model_dump()
    return {name: sum(n.values()) if isinstance(n, dict) else n for name, n in given.items()}


# what must hold


@STEADILY
@given(files(), st.integers(0, 10**6))
def test_no_record_is_lost_between_files_and_included_studies(
    given_files: tuple[File, ...], seed: int
) -> None:
    numbered = list(enumerate(given_files))
    found, told, value = flow_of(numbered, seed)
    ids = [record.id for record in found.pool.records]
    assert len(ids) == len(set(ids)) == sum(len(file.works) for file in given_files)
    assert sorted(i for group in found.groups for i in group) == sorted(ids)
    context = flow.context(value)
    assert (context["identified"] or 0) + (context["other_identified"] or 0) == len(ids)
    given_numbers, expected = numbers_of(value), counted(found, told)
    # What nobody decided about, and a column without records, has no numbers.
    for name, number in given_numbers.items():
        if name in expected and number is not None:
            assert number == expected[name], name
    for name, number in expected.items():
        if number:
            assert given_numbers[name] == number, name
    whole, problems = flow.combined(value, None, lambda *_: Place("flow.yaml"))
    assert whole is not None and problems == []
    broken = identities.check(whole, lambda *_: Place("screening.csv"))
    assert {problem.rule for problem in broken} <= {"flow-is-complete"}


@STEADILY
@given(files(), st.integers(0, 10**6))
def test_the_order_of_files_and_records_changes_no_number(
    given_files: tuple[File, ...], seed: int
) -> None:
    numbered = list(enumerate(given_files))
    found, told, value = flow_of(numbered, seed)
    turned = [(n, replace(f, works=f.works[::-1])) for n, f in reversed(numbered)]
    again = gathered(turned, found.search.removed.automatic)
    assert {r.id for r in again.pool.records} == {r.id for r in found.pool.records}
    assert again.groups.keys() == found.groups.keys()
    other = search.flow_of(
        again.search, again.pool, decided(again, told, random.Random(seed)), None
    )
    assert numbers_of(other) == numbers_of(value)


@STEADILY
@given(files())
def test_copies_with_a_doi_are_one_work(given_files: tuple[File, ...]) -> None:
    twice = [(0, given_files[0]), (1, given_files[0])] if given_files else []
    found = gathered(twice)
    for first, second in zip(
        [r for r in found.pool.records if r.source == "s0"],
        [r for r in found.pool.records if r.source == "s1"],
        strict=True,
    ):
        if first.doi and len(first.title) > 20:
            assert found.pool.kept[first.id] == found.pool.kept[second.id]


# the identities, a second time

SMALL = st.sampled_from((0, 1, 2, 3, 0, 1, 2, 3, None))
ROWS = st.dictionaries(st.sampled_from(("a", "b", "", "Reason 1", "n/a")), st.integers(0, 3))
FLOWS = st.builds(
    Flow,
    **{
        name: ROWS if name in flow.sums.MAPPINGS else SMALL
        for name in Flow.model_fields
        if name != "several_reports"
    },
    several_reports=st.sampled_from(("", "One record led to two reports.")),
)


def broken_identities(f: Mapping[str, Any], studies: int) -> set[str]:
    """F1 to F11, each where its numbers are known; what is left out of a subtraction counts as 0."""
    found = set()

    def total(*names: str) -> int:
        return sum(f[name] or 0 for name in names)

    def known(*names: str) -> bool:
        return all(f[name] is not None for name in names)

    for column in ("database", "register"):
        rows = f[f"{column}_specific_results"]
        if rows and known(f"{column}_results") and sum(rows.values()) != f[f"{column}_results"]:
            found.add("flow-databases-add-up")
    identified = known("database_results") or known("register_results")
    removed = total("duplicates", "excluded_automatic", "excluded_other")
    left = total("database_results", "register_results") - removed
    if identified and known("records_screened") and left != f["records_screened"]:
        found.add("flow-screened-records-add-up")
    if known("records_screened", "records_excluded", "dbr_sought_reports"):
        more = f["dbr_sought_reports"] - (f["records_screened"] - f["records_excluded"])
        if more < 0 or (more > 0 and not f["several_reports"]):
            found.add("flow-sought-reports-add-up")
    for column, rule in (("dbr", "flow-assessed"), ("other", "flow-other-assessed")):
        if known(f"{column}_sought_reports", f"{column}_assessed"):
            left = f[f"{column}_sought_reports"] - total(f"{column}_notretrieved_reports")
            if left != f[f"{column}_assessed"]:
                found.add(f"{rule}-reports-add-up")
    others = ("website_results", "organisation_results", "citations_results")
    if known("other_sought_reports") and (
        any(known(name) for name in others) or f["other_specific_results"]
    ):
        rows = sum(f["other_specific_results"].values()) + total(*others)
        more = f["other_sought_reports"] - (rows - total("other_already_identified"))
        if more < 0 or (more > 0 and not f["several_reports"]):
            found.add("flow-other-methods-add-up")
    second = any(known(name) for name in flow.sums.OTHER_FIELDS) or bool(
        f["other_specific_results"] or f["other_excluded"]
    )
    if known("new_reports", "dbr_assessed") and (known("other_assessed") or not second):
        included = f["dbr_assessed"] - sum(f["dbr_excluded"].values())
        if second:
            included += f["other_assessed"] - sum(f["other_excluded"].values())
        if included != f["new_reports"]:
            found.add("flow-included-reports-add-up")
    for which in ("new", "previous", "total"):
        names = [f"{which}_studies", f"{which}_reports"]
        if known(*names) and f[names[0]] > f[names[1]]:
            found.add("flow-studies-have-reports")
    for what in ("studies", "reports"):
        names = [f"{which}_{what}" for which in ("previous", "new", "total")]
        if known(*names) and f[names[0]] + f[names[1]] != f[names[2]]:
            found.add("flow-totals-add-up")
    if any(key not in ("a", "b") for name in flow.sums.MAPPINGS for key in f[name]):
        found.add("flow-reasons-are-named")
    updated = known("previous_studies") or known("total_studies")
    included_studies = f["total_studies"] if updated else f["new_studies"]
    if included_studies is not None and included_studies != studies:
        found.add("flow-studies-agree")
    return found


@settings(STEADILY, max_examples=400)
@given(FLOWS, st.integers(0, 3))
def test_the_identities_hold_by_a_second_reading_of_them(value: Flow, studies: int) -> None:
    told = identities.check(value, lambda *_: Place("flow.yaml"), {"studies.yaml": studies})
    rules = {problem.rule for problem in told} - {"flow-is-complete"}
    assert rules == broken_identities(value.model_dump(), studies)


@settings(STEADILY, max_examples=400)
@given(FLOWS)
def test_what_is_filled_in_keeps_what_was_given_and_breaks_no_identity_anew(value: Flow) -> None:
    whole = flow.completed(value)
    before, after = value.model_dump(), whole.model_dump()
    assert all(after[name] == n for name, n in before.items() if n not in (None, {}))
    assert flow.completed(whole) == whole
