"""The numbers of the flow diagram: from records and decisions, from totals, and both at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softbound.derive import flow
from softbound.derive.search import context
from softbound.model.findings.flow import Flow
from softbound.model.findings.search import Search
from softbound.model.records import Decision, Record
from softbound.problems import Place
from softbound.verify import flow as identities
from tests import cases

EMPTY = Flow().model_dump()


def known(value: Flow) -> dict[str, Any]:
    """The fields that say something."""
    return {name: v for name, v in value.model_dump().items() if v != EMPTY[name]}


def search(given: Mapping[str, Any]) -> Search | None:
    if "sources" not in given:
        return None
    sources = []
    for name, kind in given["sources"].items():
        more = kind if isinstance(kind, dict) else {"kind": kind}
        sources.append({"id": name, "name": name.upper(), **more})
    also = {key: given[key] for key in ("removed", "previous") if key in given}
    return Search.model_validate({"sources": sources, **also})


def records(given: Mapping[str, Any]) -> list[Record]:
    named = given.get("sources", {})
    return [
        Record(f"{source}{n}", source if source in named else "", f"records/{source}.ris", n)
        for source, count in given.get("records", {}).items()
        for n in range(1, count + 1)
    ]


def decision(line: str) -> Decision:
    parts: list[Any] = [None if part == "-" else part for part in line.split()]
    record, stage, verdict, reason, report, study = (*parts, *[None] * (6 - len(parts)))
    place = Place("screening.csv", 1)
    return Decision(record, stage, verdict, place, reason or "", report or "", study or "")


@cases.each(__file__, "derived")
def test_derived(case: cases.Case) -> None:
    value = flow.derived(
        search(case.input),
        records(case.input),
        case.input.get("duplicates", {}),
        [decision(line) for line in case.input.get("decisions", [])],
        case.input.get("studies"),
    )
    assert known(value) == case.expected


@cases.each(__file__, "completed")
def test_completed(case: cases.Case) -> None:
    given = Flow.model_validate(case.input)
    assert known(flow.completed(given)) == {**known(given), **case.expected}


@cases.each(__file__, "combined")
def test_combined(case: cases.Case) -> None:
    ours, theirs = (
        Flow.model_validate(case.input[name]) if name in case.input else None
        for name in ("derived", "typed")
    )
    lines = list(case.input.get("typed", {}))
    value, problems = flow.combined(
        ours, theirs, lambda name, *keys: Place("flow.yaml", lines.index(name) + 1)
    )
    assert cases.said(problems) == case.expected
    assert value is not None
    for name, number in case.input.get("derived", {}).items():
        if name != "several_reports":
            assert getattr(value, name) == number
    for name in set(case.input.get("typed", {})) - set(case.input.get("derived", {})):
        if not problems and name not in flow.sums.MAPPINGS:
            assert getattr(value, name) == case.input["typed"][name]


def test_nothing_derived_and_nothing_typed_is_nothing() -> None:
    assert flow.combined(None, None, lambda *_: Place("flow.yaml")) == (None, [])


# for templates


def test_templates_get_rows_in_order_and_sums() -> None:
    value = flow.context(
        Flow(
            database_results=7,
            database_specific_results={"B": 3, "A": 4},
            register_results=2,
            duplicates=1,
            excluded_other=2,
            dbr_assessed=9,
            dbr_excluded={"rare": 1, "b": 2, "A": 2},
            website_results=3,
            other_specific_results={"Hand search": 2},
            other_assessed=4,
            other_excluded={"old": 3},
            new_studies=5,
            new_reports=5,
        )
    )
    assert value["database_specific_results"] == [{"name": "B", "n": 3}, {"name": "A", "n": 4}]
    assert [row["reason"] for row in value["dbr_excluded"]] == ["A", "b", "rare"]
    assert value["other_results"] == [{"name": "Websites", "n": 3}, {"name": "Hand search", "n": 2}]
    assert (value["identified"], value["removed"], value["other_identified"]) == (9, 3, 5)
    assert (value["dbr_excluded_total"], value["other_excluded_total"]) == (5, 3)
    assert (value["dbr_included"], value["other_included"]) == (4, 1)
    assert (value["assessed"], value["excluded"]) == (13, 8)
    assert (value["other_methods"], value["updated"]) == (True, False)
    assert (value["total_studies"], value["total_reports"]) == (5, 5)


def test_templates_get_nothing_for_what_is_not_known() -> None:
    value = flow.context(Flow(database_results=3))
    assert value["dbr_excluded_total"] is None
    assert value["records_screened"] is None
    assert (value["other_methods"], value["updated"]) == (False, False)


def test_an_updated_review_is_known_by_what_it_had() -> None:
    value = flow.context(Flow(previous_studies=0, new_studies=2))
    assert value["updated"]
    assert value["total_studies"] is None


def test_sources_are_told_with_the_records_of_their_files() -> None:
    given = {"sources": {"m": "database", "r": {"kind": "register", "records": 4}, "w": "website"}}
    before = search(given)
    assert before is not None
    after = context(before, {"m": 3})
    assert [source["records"] for source in after["sources"]] == [3, 4, None]


# no record is lost

KINDS = ("database", "database", "register", "website", "citations", "other")
REASONS = ("wrong population", "Wrong population", "not qualitative", "no data")


@st.composite
def reviews(draw: st.DrawFn) -> dict[str, Any]:
    """A finished review: every record a duplicate, removed, or decided about to the end."""
    sources = {f"s{n}": draw(st.sampled_from(KINDS)) for n in range(draw(st.integers(1, 5)))}
    counts = {name: draw(st.integers(0, 7)) for name in sources}
    found = [f"{name}{n}" for name, count in counts.items() for n in range(1, count + 1)]
    duplicates: dict[str, str] = {}
    for index, record in enumerate(found):
        if index and draw(st.integers(0, 3)) == 0:
            duplicates[record] = draw(st.sampled_from(found[:index]))
    left = {record for record in found if sources[record[:2]] in ("database", "register")}
    groups: dict[str, list[str]] = {}
    for record in found:
        kept = record
        while kept in duplicates:
            kept = duplicates[kept]
        groups.setdefault(kept, []).append(record)
    removed = 0
    decisions: list[str] = []
    for number, members in enumerate(groups.values()):
        record = draw(st.sampled_from(members))
        through_screening = bool(left & set(members))
        fate = draw(st.integers(0, 5))
        if through_screening and fate == 0:
            removed += 1
            continue
        if through_screening and fate in (1, 2):
            decisions.append(f"{record} title-abstract exclude")
            continue
        if through_screening:
            decisions.append(f"{record} title-abstract include")
        for report in range(draw(st.integers(1, 2))):
            verdict = draw(st.sampled_from(("include", "exclude", "not-retrieved")))
            reason = "r" + str(draw(st.integers(0, 2))) if verdict == "exclude" else "-"
            decisions.append(f"{record} full-text {verdict} {reason} p{report} t{number}")
    return {
        "sources": sources,
        "records": counts,
        "duplicates": duplicates,
        "removed": {"automatic": removed},
        "decisions": draw(st.permutations(decisions)),
    }


def derived(review: Mapping[str, Any]) -> Flow:
    return flow.derived(
        search(review),
        records(review),
        review["duplicates"],
        [decision(line) for line in review["decisions"]],
    )


@given(reviews())
def test_no_record_and_no_report_is_lost(review: dict[str, Any]) -> None:
    value = derived(review)
    identified = (value.database_results or 0) + (value.register_results or 0)
    if value.records_screened is not None:
        assert value.duplicates is not None and value.records_excluded is not None
        removed = value.duplicates + (value.excluded_automatic or 0)
        assert identified == removed + value.records_screened
    if value.dbr_assessed is not None and value.new_reports is not None:
        kept = (value.records_screened or 0) - (value.records_excluded or 0)
        assert (value.dbr_sought_reports or 0) >= kept
        assert (
            value.dbr_sought_reports == (value.dbr_notretrieved_reports or 0) + value.dbr_assessed
        )
    verdicts = [line.split()[2] for line in review["decisions"] if " full-text " in line]
    sought = (value.dbr_sought_reports or 0) + (value.other_sought_reports or 0)
    excluded = sum(value.dbr_excluded.values()) + sum(value.other_excluded.values())
    if verdicts:
        assert sought == len(verdicts)
        assert excluded == verdicts.count("exclude")
        assert value.new_reports == verdicts.count("include")
    records_there = sum(review["records"].values())
    context = flow.context(value)
    assert identified + (context["other_identified"] or 0) == records_there


@given(reviews())
def test_a_finished_review_keeps_every_identity(review: dict[str, Any]) -> None:
    value, problems = flow.combined(derived(review), None, lambda *_: Place("flow.yaml"))
    assert value is not None and problems == []
    assert identities.check(value, lambda *_: Place("screening.csv")) == []


@given(reviews())
def test_what_is_derived_agrees_with_itself_when_it_is_typed(review: dict[str, Any]) -> None:
    value = derived(review)
    _, problems = flow.combined(value, value, lambda *_: Place("flow.yaml"))
    assert problems == []


@given(reviews(), st.data())
def test_a_typed_number_that_differs_never_goes_unseen(
    review: dict[str, Any], data: st.DataObject
) -> None:
    value = derived(review)
    counts = [n for n, v in known(value).items() if isinstance(v, int)]
    if not counts:
        return
    name = data.draw(st.sampled_from(counts))
    typed = Flow(**{name: getattr(value, name) + data.draw(st.integers(1, 5))})
    _, problems = flow.combined(value, typed, lambda *_: Place("flow.yaml", 1))
    assert [p.rule for p in problems] == ["flow-agrees-with-records"]
    assert name in problems[0].message


def test_studies_are_those_of_studies_yaml_where_decisions_name_none() -> None:
    typed = Flow(dbr_assessed=9, dbr_excluded={"not qualitative": 2}, previous_studies=4)
    search = Search.model_validate({"previous": {"studies": 4}})
    assert flow.with_studies(typed, None, search).new_studies is None
    counted = flow.with_studies(typed, 9, search)
    assert (counted.new_studies, counted.total_studies) == (5, 9)
    assert flow.with_studies(counted, 20, search) == counted
    assert flow.with_studies(typed, 3, search).new_studies is None, "fewer than there had been"
