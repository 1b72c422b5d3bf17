"""What follows from a grounded theory's findings."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.derive.theory import derived
from tests import cases, synthesis, theory
from tests.derive.test_synthesis import at


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    values = derived(synthesis.stored(case.input)["values"])
    assert {path: at(values, path) for path in case.expected} == case.expected


def test_names_are_there_only_where_their_findings_are() -> None:
    assert derived({}) == {}
    assert derived({"quotes": [], "studies": []}) == {}
    people = synthesis.stored({"participants": "- {id: p1, pseudonym: Agnes}\n"})["values"]
    assert set(derived(people)) == {"sample", "linked", "counts"}


def test_any_file_may_be_absent() -> None:
    values = theory.fixture()["values"]
    for kind in values:
        without = {name: value for name, value in values.items() if name != kind}
        assert "counts" in derived(without)
        assert derived({kind: values[kind]}) is not None


def test_derived_values_are_plain_data_and_leave_what_was_typed() -> None:
    values = theory.fixture()["values"]
    before = json.dumps(values)
    found = derived(values)
    assert json.loads(json.dumps(found)) == found
    assert json.dumps(values) == before
    for kind in ("excerpts", "categories", "focused_codes", "sampling_changes"):
        for typed, more in zip(values[kind], found[kind], strict=True):
            assert typed.keys() <= more.keys()


@st.composite
def theories(draw: st.DrawFn) -> dict[str, Any]:
    """Participants, codes, categories (in trees, or circles) and excerpts that refer at random."""
    ids = {
        kind: [f"{kind}{i}" for i in range(draw(st.integers(low, high)))]
        for kind, low, high in (("p", 1, 5), ("f", 0, 5), ("k", 1, 6))
    }

    def some(kind: str) -> list[str]:
        return draw(st.lists(st.sampled_from(ids[kind] or ["lost"]), max_size=3, unique=True))

    categories = [
        {
            "id": name,
            "label": name,
            "core": draw(st.booleans()),
            "stage": None,
            "parent": draw(st.sampled_from([None, None, *ids["k"], "lost"])),
            "codes": some("f"),
        }
        for name in ids["k"]
    ]
    excerpts = [
        {
            "id": f"e{i}",
            "participant": draw(st.sampled_from(ids["p"])),
            "text": "x",
            "codes": some("f"),
            "categories": some("k"),
        }
        for i in range(draw(st.integers(0, 12)))
    ]
    participants = [{"id": i, "pseudonym": i, "bands": {}, "publish": []} for i in ids["p"]]
    return {"participants": participants, "categories": categories, "excerpts": excerpts}


def _within(values: dict[str, Any], whole: str) -> set[str]:
    """A category and its parts, found by climbing from each category (a second route)."""
    parents = {each["id"]: each["parent"] for each in values["categories"]}
    found = set()
    for name in parents:
        way = [name]
        while way[-1] != whole and parents.get(way[-1]) is not None and len(way) <= len(parents):
            way.append(parents[way[-1]])
        if way[-1] == whole:
            found.add(name)
    return found


@settings(max_examples=150, deadline=None)
@given(theories())
def test_contributions_agree_with_a_second_count_of_the_excerpts(values: dict[str, Any]) -> None:
    table = derived(values)["contributions"]
    people = [each["id"] for each in values["participants"]]
    spoken = Counter(each["participant"] for each in values["excerpts"])
    assert table["totals"] == {name: spoken[name] for name in people}
    assert table["total"] == sum(table["totals"].values()) == len(values["excerpts"])
    codes = {each["id"]: set(each["codes"]) for each in values["categories"]}
    grounded = {
        name: [
            e
            for e in values["excerpts"]
            if name in e["categories"] or codes[name] & set(e["codes"])
        ]
        for name in codes
    }
    parents = {each["id"]: each["parent"] for each in values["categories"]}
    rows = {row["id"]: row for row in table["rows"]}
    assert len(rows) == len(table["rows"])
    for category in values["categories"]:
        name = category["id"]
        if name not in rows:
            assert category["core"]
            continue
        row = rows[name]
        assert row["total"] == sum(row["cells"].values())
        assert row["participants"] == sum(n > 0 for n in row["cells"].values())
        if _circular(name, parents):
            assert row["total"] >= len(grounded[name])
            continue
        own = {e["id"]: e["participant"] for k in _within(values, name) for e in grounded[k]}
        counted = Counter(own.values())
        assert row["cells"] == {person: counted[person] for person in people}


def _circular(name: str, parents: dict[str, str | None]) -> bool:
    """Whether a category is a part of itself."""
    at = parents[name]
    for _ in parents:
        if at == name:
            return True
        at = parents.get(at or "")
    return False


@settings(max_examples=60, deadline=None)
@given(theories())
def test_every_excerpt_of_a_category_is_named_by_it_and_names_it(values: dict[str, Any]) -> None:
    found = derived(values)
    for category in found["categories"]:
        naming = [e["id"] for e in found["excerpts"] if category["id"] in e["categories"]]
        assert category["excerpts"] == naming
