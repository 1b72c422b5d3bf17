"""Answers of Crossref and doi.org → values."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from softbound.collect import crossref
from tests.cases import Case, each


@each(__file__, "works")
def test_works(case: Case) -> None:
    found = [asdict(crossref.work(item)) for item in crossref.items(case.input)]
    for work in found:
        work["notices"] = [[n["kind"], n["doi"], n["date"]] for n in work["notices"]]
    assert json.loads(json.dumps(found)) == case.expected


@each(__file__, "no_works")
def test_what_is_no_answer_about_works(case: Case) -> None:
    with pytest.raises(ValueError):
        crossref.items(case.input)


@each(__file__, "agencies")
def test_agencies(case: Case) -> None:
    assert crossref.agencies(case.input) == case.expected


@each(__file__, "aliases")
def test_aliases(case: Case) -> None:
    assert crossref.alias(case.input) == case.expected


def test_other_answers_are_none() -> None:
    with pytest.raises(ValueError):
        crossref.agencies({"a": 1})
    with pytest.raises(ValueError):
        crossref.alias([])
