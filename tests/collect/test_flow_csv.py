"""The CSV of the PRISMA2020 R package, read and written."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softbound.collect import flow_csv
from softbound.model.findings.flow import Flow
from tests import cases


def table(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["data", "n"], *rows])
    return out.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@cases.each(__file__, "read")
def test_read(case: cases.Case) -> None:
    value, problems = flow_csv.read(table(case.input), "flow.csv")
    assert cases.said(problems) == []
    assert value == Flow.model_validate(case.expected)


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    value, problems = flow_csv.read(case.input, "flow.csv")
    assert cases.said(problems) == case.expected
    assert (value is None) == bool(case.expected)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))
    | st.sampled_from(' ,;"'),
    min_size=1,
    max_size=12,
).map(lambda name: " ".join(name.split()).strip(",; ") + " x")
ROWS = st.dictionaries(
    NAMES.filter(lambda name: not set(name) & set(flow_csv.LOOKALIKES.values())),
    st.integers(0, 10**6),
    max_size=3,
)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    values: dict[str, Any] = {}
    for name in Flow.model_fields:
        if name in flow_csv.MAPPINGS:
            values[name] = draw(ROWS)
        elif name != "several_reports" and draw(st.booleans()):
            values[name] = draw(st.integers(1, 10**6))
    if draw(st.booleans()):
        values["several_reports"] = "Two theses, and a paper each"
    return Flow(**values)


@given(flows())
def test_what_is_written_is_read_back(value: Flow) -> None:
    again, problems = flow_csv.read(flow_csv.write(value), "flow.csv")
    assert cases.said(problems) == []
    assert again == value


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "replace")))
def test_whatever_a_file_holds_is_read_or_told(text: str) -> None:
    value, problems = flow_csv.read(text, "flow.csv")
    assert (value is None) == bool(problems)


@given(st.lists(st.tuples(st.sampled_from(list(Flow.model_fields)), st.text()), max_size=4))
def test_whatever_stands_for_a_number_is_read_or_told(given: list[tuple[str, str]]) -> None:
    value, problems = flow_csv.read(table([list(row) for row in given]), "flow.csv")
    assert (value is None) == bool(problems)


# as the package reads it


FULL = Flow(
    database_results=1204,
    database_specific_results={"PsycINFO, 1806 on": 1200, "A; B": 4},
    duplicates=7,
    records_screened=1197,
    dbr_assessed=3,
    new_studies=3,
)


def test_the_package_finds_its_columns_and_one_row_for_each_number() -> None:
    written = flow_csv.write(FULL)
    assert written.splitlines()[0] == "data,node,box,description,boxtext,tooltips,url,n"
    names = [row["data"] for row in rows(written)]
    # It looks for rows by parts of their names; two that match would give it two numbers.
    for name in Flow.model_fields:
        if name not in flow_csv.EXTRA | {"several_reports"}:
            exact = f"{name}$" if name.startswith("total_") else name
            assert len([n for n in names if re.search(exact, n)]) == 1, name
    everything = Flow(
        **{
            name: {"a": 1} if name in flow_csv.MAPPINGS else 1
            for name in Flow.model_fields
            if name != "several_reports"
        },
        several_reports="x",
    )
    names = [row["data"] for row in rows(flow_csv.write(everything))]
    for name in set(Flow.model_fields) - flow_csv.EXTRA - {"several_reports"}:
        exact = f"{name}$" if name.startswith("total_") else name
        assert len([n for n in names if re.search(exact, n)]) == 1, name


def test_the_package_takes_each_source_apart_at_its_first_comma() -> None:
    cell = next(
        r["n"] for r in rows(flow_csv.write(FULL)) if r["data"] == "database_specific_results"
    )
    parts = [part.split(",", 1) for part in re.split("; ?", cell)]
    assert [int(n) for _, n in parts] == [1200, 4]


def test_what_a_review_does_not_have_is_not_available() -> None:
    numbers = {row["data"]: row["n"] for row in rows(flow_csv.write(FULL))}
    absent = ("previous_studies", "website_results", "register_results", "total_studies")
    assert {numbers[name] for name in absent} == {"NA"}
    assert numbers["dbr_excluded"] == "0"
    assert numbers["other_excluded"] == "NA"
    assert "other_specific_results" not in numbers


def test_each_box_of_the_package_has_words_and_one_tooltip() -> None:
    found = rows(flow_csv.write(FULL))
    assert all(row["boxtext"] and row["url"].endswith(".html") for row in found)
    boxes = {row["box"] for row in found}
    assert len([row for row in found if row["tooltips"] != "NA"]) == len(boxes)
