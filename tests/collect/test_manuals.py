"""Style manuals: the shipped ones, and mistakes in an author's own."""

from __future__ import annotations

import re

import pytest

from softbound import files
from softbound.collect import manuals
from softbound.model.citations import CitationRules
from softbound.verify.apa import numbers, statistics
from tests import cases

SHIPPED = sorted((files.shipped_templates() / "manuals").glob("*.yaml"))


@cases.each(__file__, "read")
def test_read(case: cases.Case) -> None:
    found, problems = manuals.read(case.input, "m.yaml")
    assert cases.said(problems) == case.expected
    assert (found is None) == bool(problems)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_manuals_are_read_and_make_patterns(path: object) -> None:
    found, problems = manuals.read(path.read_text("utf-8"), path.name)  # type: ignore[attr-defined]
    assert problems == [] and found is not None
    numbers.words_of(found)
    every = [symbol for row in found.statistics for symbol in row.symbols]
    assert len(set(every)) == len(every)
    for symbol in every:
        told = statistics.symbols_of(found).pattern.search(f"so {symbol} = .5 is")
        assert told and re.sub(r"\W", "", told["symbol"]) == re.sub(r"\W", "", symbol)


def test_every_manual_that_a_style_names_is_shipped() -> None:
    from softbound.collect import yaml_text

    named = set()
    for path in (files.shipped_templates() / "citations").glob("*.yaml"):
        rules, _, _ = yaml_text.read(
            path.read_text("utf-8"), path.name, CitationRules, "profile-is-complete"
        )
        assert rules is not None
        named |= {rules.manual} if rules.manual else set()
    assert named == {path.stem for path in SHIPPED} == {"apa"}
