"""What `softbound explain` says."""

from __future__ import annotations

import pytest

from softbound import cli
from softbound.explaining import explanation, unknown
from softbound.rules import FAMILIES, RULES
from tests import cases


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_explained_whole(rule: str) -> None:
    text = explanation(rule)
    assert text is not None
    plain = " ".join(text.split())
    for part in (RULES[rule].sentence, RULES[rule].why, RULES[rule].mend, RULES[rule].source):
        assert " ".join(part.split()) in plain
    assert ("ignore:" in text) is not RULES[rule].stops


@pytest.mark.parametrize("width", [40, 80])
def test_lines_are_as_wide_as_the_terminal(width: int) -> None:
    """But for what is to be copied, and for words that are longer."""
    for rule in RULES:
        lines = (explanation(rule, width) or "").splitlines()
        told = [line for line in lines[1:] if "softbound: ignore" not in line and ": " not in line]
        assert [line for line in told if len(line) > width and " " in line.strip()] == []


def test_all_rules_are_listed_by_family() -> None:
    text = explanation("") or ""
    places = [text.index(f"\n{family.title} ({family.id})\n") for family in FAMILIES]
    assert places == sorted(places)
    assert all(f"\n  {rule}\n" in text for rule in RULES)


@cases.each(__file__, "asked")
def test_asked(case: cases.Case) -> None:
    text = explanation(case.input)
    assert (unknown(case.input) if text is None else text.splitlines()[0]) == case.expected


def test_the_command_takes_a_family_of_several_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "flow", "diagram"]) == 0
    assert capsys.readouterr().out.startswith("Flow diagram (flow-diagram)")


def test_an_unknown_rule_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "no-such-thing-here"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith('There is no rule "no-such-thing-here".')
