"""Ids of records: made of what a record says, stable, and one for each."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from softbound.collect import records
from softbound.collect.records import identifiers
from softbound.model.records import Record

ONE = Record("", "", "a.ris", 1, title="An Example", authors=("Example, Anna",), year=2020)


def ids(*found: Record) -> list[str]:
    return [record.id for record in records.identified(found, "MEDLINE")]


def test_source_and_id_are_set_and_nothing_else_changes() -> None:
    (record,) = records.identified([ONE], "MEDLINE")
    assert re.fullmatch(r"MEDLINE-[0-9a-hjkmnp-tv-z]{8}", record.id)
    assert replace(record, id="", source="") == ONE
    assert record.source == "MEDLINE"


def test_an_id_once_given_stays_from_version_to_version() -> None:
    # decisions in authors' files name these: a change here breaks them
    assert ids(ONE, replace(ONE, doi="10.1234/ex.1")) == ["MEDLINE-g3a8jep2", "MEDLINE-ehbktptc"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "An example."},
        {"title": "AN   EXAMPLE"},
        {"file": "b.ris", "line": 77},
        {"authors": ("Example, A.", "Sample, B.")},
        {"abstract": "What was done.", "pages": "1-2", "notes": "x", "volume": "3"},
    ],
)
def test_what_exports_write_differently_does_not_change_an_id(change: dict[str, object]) -> None:
    assert ids(ONE) == ids(replace(ONE, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another example"},
        {"year": 2021},
        {"authors": ("Sample, B.",)},
        {"doi": "10.1234/ex.1"},
        {"pmid": "12345678"},
        {"accession": "2020-12345-001"},
    ],
)
def test_what_makes_another_record_makes_another_id(change: dict[str, object]) -> None:
    assert len(set(ids(ONE, replace(ONE, **change)))) == 2  # type: ignore[arg-type]


def test_records_that_say_the_same_are_numbered() -> None:
    first = ids(ONE)[0]
    assert ids(ONE, ONE, ONE) == [first, f"{first}-2", f"{first}-3"]


def test_records_without_any_name_are_told_apart_by_the_rest() -> None:
    bare = Record("", "", "a.ris", 1)
    assert len(set(ids(bare, replace(bare, container="J"), replace(bare, abstract="x")))) == 3


def test_two_that_share_the_short_id_both_get_the_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    two = replace(ONE, title="Another")
    long = ids(ONE)[0], ids(two)[0]
    monkeypatch.setattr(identifiers, "_LENGTH", 0)
    assert ids(ONE, two, ONE) == [*(i for i in ids(ONE, two)), f"{ids(ONE, two)[0]}-2"]
    assert [i[:16] for i in ids(ONE, two)] == [*long]
    assert ids(two, ONE)[::-1] == ids(ONE, two)


def test_ids_of_many_records_differ() -> None:
    many = [replace(ONE, title=f"Example {number}") for number in range(20_000)]
    assert len(set(ids(*many))) == len(many)
