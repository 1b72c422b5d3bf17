"""What expressions in prose can do with findings."""

from __future__ import annotations

import pytest
from jinja2.exceptions import FilterArgumentError

from softbound.merge.filters import FILTERS
from tests import cases


@cases.each(__file__, "results")
def test_results(case: cases.Case) -> None:
    name, value, *arguments = case.input
    assert FILTERS[name](value, *arguments) == case.expected


@cases.each(__file__, "refusals")
def test_refusals(case: cases.Case) -> None:
    name, value, *arguments = case.input
    with pytest.raises(FilterArgumentError) as refusal:
        FILTERS[name](value, *arguments)
    assert str(refusal.value) == case.expected


def test_every_filter_has_a_case() -> None:
    groups = cases.load(cases.beside(__file__))
    assert {case.input[0] for case in groups["results"]} == set(FILTERS)
