"""What follows from a synthesis's findings."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.derive.appraisal import agreement
from softbound.derive.synthesis import derived
from tests import cases, synthesis


def at(value: Any, path: str) -> Any:
    """A value at a path such as ``themes[0].studies``."""
    for key, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        value = value[key] if key else value[int(index)]
    return value


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    values = derived(synthesis.stored(case.input)["values"], synthesis.tools())
    assert {path: at(values, path) for path in case.expected} == case.expected


@cases.each(__file__, "agreement")
def test_agreement(case: cases.Case) -> None:
    parts = [part.split("*") for part in case.input.split()]
    pairs = [(p[0], p[1]) for p, *times in parts for _ in range(int("".join(times) or 1))]
    found = agreement(pairs)
    if found is not None and found["kappa"] is not None:
        found["kappa"] = round(found["kappa"], 10)
    assert found == case.expected


def test_names_are_there_only_where_their_findings_are() -> None:
    studies = "- {id: s1, citation: k, label: One, year: 2001, n: 3}\n"
    assert set(derived(synthesis.stored({"studies": studies})["values"], {})) == {"studies"}
    assert derived({}, synthesis.tools()) == {}


def test_derived_values_are_plain_data_and_leave_what_was_typed() -> None:
    values = synthesis.fixture()["values"]
    before = json.dumps(values)
    found = derived(values, synthesis.tools())
    assert json.loads(json.dumps(found)) == found
    assert json.dumps(values) == before
    for kind in ("quotes", "concepts", "themes"):
        assert [item["id"] for item in found[kind]] == [item["id"] for item in values[kind]]


@st.composite
def syntheses(draw: st.DrawFn) -> dict[str, Any]:
    """Studies, quotes, concepts and themes that refer to each other at random."""
    count = draw(st.integers(1, 6))
    study = st.integers(0, count - 1).map(lambda i: f"s{i}")
    quotes = [
        {"id": f"q{i}", "study": s, "text": "x", "page": "", "speaker": ""}
        for i, s in enumerate(draw(st.lists(study, max_size=6)))
    ]
    some_quotes = st.lists(st.sampled_from([q["id"] for q in quotes] or ["lost"]), max_size=3)
    concepts = [
        {"id": f"c{i}", "study": s, "label": "x", "description": "", "page": "", "quotes": q}
        for i, (s, q) in enumerate(draw(st.lists(st.tuples(study, some_quotes), max_size=6)))
    ]
    some = st.lists(st.sampled_from([c["id"] for c in concepts] or ["lost"]), max_size=3)

    def theme(identifier: str) -> dict[str, Any]:
        return {
            "id": identifier,
            "label": identifier,
            "definition": "",
            "concepts": draw(some),
            "quotes": draw(some_quotes),
            "refuted_by": draw(some),
        }

    themes = [
        {
            **theme(f"t{i}"),
            "subthemes": [theme(f"t{i}x{j}") for j in range(draw(st.integers(0, 3)))],
        }
        for i in range(draw(st.integers(0, 4)))
    ]
    studies = [{"id": f"s{i}", "label": f"S{i}", "citation": "k"} for i in range(count)]
    return {"studies": studies, "quotes": quotes, "concepts": concepts, "themes": themes}


@settings(max_examples=60, deadline=None)
@given(syntheses())
def test_rows_and_columns_of_the_matrix_agree_with_studies_and_themes(values: Any) -> None:
    found = derived(values, {})
    rows, columns = found["matrix"]["rows"], found["matrix"]["columns"]
    assert [column["id"] for column in columns] == [study["id"] for study in values["studies"]]
    for row in rows:
        assert len(row["cells"]) == len(columns)
        assert row["studies"] == sum(cell in ("present", "both") for cell in row["cells"])
    for index, (column, study) in enumerate(zip(columns, found["studies"], strict=True)):
        there = [row for row in rows if row["cells"][index] in ("present", "both")]
        assert study["themes"] == [row["id"] for row in there]
        assert column["themes"] == sum(row["level"] == 1 for row in there)
    for theme in found["themes"]:
        parts = {study for part in theme["subthemes"] for study in part["studies"]}
        assert parts <= set(theme["studies"])


@settings(max_examples=60, deadline=None)
@given(syntheses())
def test_no_construct_of_a_theme_is_missing_from_its_translation(values: Any) -> None:
    found = derived(values, {})
    typed = {t["id"]: t for theme in values["themes"] for t in (theme, *theme["subthemes"])}
    known = {concept["id"]: concept for concept in values["concepts"]}
    for row in found["translation"]:
        theme = typed[row["id"]]
        wanted = {i for i in (*theme["concepts"], *theme["refuted_by"]) if i in known}
        assert {concept["id"] for concept in row["concepts"]} == wanted
        shown = {q["id"] for c in row["concepts"] for q in c["first_order"]}
        shown |= {quote["id"] for quote in row["quotes"]}
        quoted = set(theme["quotes"]) | {q for i in wanted for q in known[i]["quotes"]}
        assert shown == quoted - {"lost"}
