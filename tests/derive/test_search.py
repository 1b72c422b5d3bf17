"""Exports and search.yaml → records with their sources, and the flow that follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from softbound.collect import yaml_text
from softbound.collect.records import Export
from softbound.derive import duplicates, flow
from softbound.derive.search import context, flow_of, full_texts, gathered, of_other_methods, pooled
from softbound.model.findings.search import Search
from softbound.model.records import Decision, Record
from softbound.problems import Place
from tests.cases import Case, each, said

FILE = "f/search.yaml"


def search_of(text: str) -> tuple[Search, Callable[..., Place]]:
    value, document, problems = yaml_text.read(text, FILE, Search, "findings-are-complete")
    assert document is not None and not problems, said(problems)
    return value, lambda *path: Place(FILE, document.line(path))


def export(name: str, titles: Sequence[str]) -> Export:
    """An export whose records differ in everything that is compared."""
    file = f"f/records/{name}"
    records = [
        Record("", "", file, line, "article", f"{title} in the therapy of example {title}",
               (f"{title}, E.",), 2000, "Example Journal", volume=str(len(title)), pages=f"{len(title)}1",
               doi=f"10.0000/{title.lower()}")
        for line, title in enumerate(titles, start=1)
    ]  # fmt: skip
    return Export(file, "RIS", tuple(records), ())


def exports(value: Mapping[str, Sequence[str]]) -> dict[str, Export]:
    return {name: export(name, titles) for name, titles in value.items()}


def test_a_screening_tools_file_is_to_be_named_as_one() -> None:
    search, at = search_of("sources: [{id: m, name: MEDLINE, files: [a.ris]}]")
    tool = replace(export("r.csv", ["One"]), form="Rayyan CSV")
    found = gathered(search, {**exports({"a.ris": ["One"]}), "r.csv": tool}, at)
    assert said(found.problems) == [
        "f/records/r.csv: warning: No source of search.yaml names r.csv: its 1 record is not "
        "counted. Write {file: r.csv, tool: rayyan} under screening in f/search.yaml. "
        "[records-file-has-a-source]"
    ]


@each(__file__, "problems")
def test_problems(case: Case) -> None:
    search, at = search_of(case.input["search"])
    assert said(gathered(search, exports(case.input["exports"]), at).problems) == case.expected


@each(__file__, "flow")
def test_flow(case: Case) -> None:
    search, at = search_of(case.input["search"])
    pool = pooled(gathered(search, exports(case.input["exports"]), at), duplicates.find)
    stages = ("title-abstract", "full-text")
    decisions = [
        Decision(pool.kept[record.id], stage, verdict, Place("s"), "because", study="")  # type: ignore[arg-type]
        for record in pool.records
        if pool.kept[record.id] == record.id
        for stage, verdict in zip(
            stages, case.input["decisions"][record.title.split(" ")[0]], strict=False
        )
        if verdict
    ]
    found, _ = flow.combined(flow_of(search, pool, decisions, None), None, lambda *keys: Place("f"))
    assert found is not None
    shown = flow.context(found)
    assert {key: shown[key] for key in case.expected} == case.expected


def test_every_record_of_a_tool_stands_for_one_of_a_source() -> None:
    search, at = search_of(
        "sources: [{id: m, name: M, files: [m.ris]}]\nscreening: [{file: t.csv, tool: rayyan}]"
    )
    found = gathered(search, exports({"m.ris": ["One", "Two"], "t.csv": ["Two", "Three"]}), at)
    pool = pooled(found, duplicates.find)
    two, three = found.screened["t.csv"]
    assert pool.kept[two.id] == next(r.id for r in pool.records if r.title.startswith("Two"))
    assert three.id not in pool.kept, "a record that no source gave is no record of the review"


def test_records_of_other_methods_that_a_database_gave_too_are_the_databases() -> None:
    search, at = search_of(
        "sources: [{id: m, name: M, files: [m.ris]}, {id: w, name: W, kind: website, files: [w.ris]}]"
    )
    pool = pooled(
        gathered(search, exports({"m.ris": ["One"], "w.ris": ["One", "Two"]}), at), duplicates.find
    )
    right = of_other_methods(search, pool)
    assert [r.title.split(" ")[0] for r in pool.records if r.id in right] == ["Two"]


def test_expressions_get_counts_and_numbered_lines() -> None:
    search, _ = search_of(
        "sources:\n- {id: m, name: M, files: [m.ris], strategy: [{search: a}, {line: S2, search: b}]}\n"
        "- {id: p, name: P, records: 3}\n- {id: w, name: W, kind: website, records: 9}"
    )
    shown = context(search, {"m": 7, "p": 3, "w": 9})
    assert [source["records"] for source in shown["sources"]] == [7, 3, 9]
    assert shown["records"] == 10
    assert [line["line"] for line in shown["sources"][0]["strategy"]] == [1, "S2"]


def test_full_texts_are_in_the_order_of_a_reference_list() -> None:
    records = export("m.ris", ["Beta", "Alpha"]).records
    named = [
        Record(**{f: getattr(r, f) for f in Record.__slots__} | {"id": r.doi}) for r in records
    ]
    decisions = [Decision(r.doi, "full-text", "exclude", Place("s"), "why") for r in records]
    assert [row["title"].split(" ")[0] for row in full_texts(named, decisions)] == ["Alpha", "Beta"]
    assert full_texts(named, decisions)[0]["reason"] == "why"
