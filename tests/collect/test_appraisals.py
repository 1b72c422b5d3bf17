"""Appraisal tools: the shipped ones, and mistakes in an author's own."""

from __future__ import annotations

import pytest

from softbound.collect import appraisals, yaml_text
from tests import cases, synthesis


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    tool, problems = appraisals.read(case.input, "tool.yaml")
    assert cases.said(problems) == case.expected
    assert (tool is None) == bool(problems)


@pytest.mark.parametrize("name", ["casp-2018", "casp-2024"])
def test_a_shipped_casp_has_its_ten_items_in_short_labels_and_no_totals(name: str) -> None:
    tool = synthesis.tools()[name]
    assert list(tool.items) == [str(number) for number in range(1, 11)]
    assert tool.answers == ("yes", "can't tell", "no")
    assert tool.version == name[-4:]
    assert not tool.totals
    # CASP's own items are questions, and its wording is not ours to reproduce.
    assert all(len(label) < 32 and "?" not in label for label in tool.items.values())
    assert "NC-SA" in tool.licence


def test_the_tool_that_was_not_read_says_so() -> None:
    assert [source.status for source in synthesis.tools()["casp-2024"].sources] == ["unverified"]


def test_one_tool_with_mistakes_does_not_take_the_others_away() -> None:
    good = "name: A\nversion: '1'\nlicence: L\nanswers: [a, b]\nitems: {1: x}\n"
    good += "sources: [{title: T, recorded: 2026-11-23, status: unverified}]\n"
    texts = {"a": ("a.yaml", good), "b": ("b.yaml", "- x\n")}
    tools, problems = yaml_text.read_all(texts, appraisals.read)
    assert list(tools) == ["a"]
    assert [problem.place.file for problem in problems] == ["b.yaml"]
