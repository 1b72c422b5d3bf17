"""The table of rules and the package agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import softbound
from softbound.rules import FAMILIES, RULES, family_of
from tests import firing

PACKAGE = Path(softbound.__file__).parent
PAGE = PACKAGE.parent / "docs" / "authors" / "rules.md"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def texts() -> Iterator[tuple[Path, str]]:
    """Every piece of text in the package's code but for the table itself and docstrings."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "rules":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


def named() -> Iterator[tuple[Path, str]]:
    """The rules that calls of ``problem(…)`` name as a text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "problem"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield path, str(node.args[0].value)


def test_every_rule_that_a_problem_names_is_in_the_table() -> None:
    found = list(named())
    assert len(found) > 20, "the search no longer finds the calls"
    assert [f"{path.name}: {rule}" for path, rule in found if rule not in RULES] == []


def test_every_rule_of_the_table_is_used() -> None:
    used = {text for _, text in texts()}
    data = (PACKAGE.parent / "templates" / "anonymity" / "patterns.yaml").read_text("utf-8")
    used |= set(re.findall(r"(?m)^    rule: (\S+)$", data))
    assert sorted(set(RULES) - used) == []


@pytest.mark.parametrize("rule", RULES)
def test_ids_are_sentences_in_kebab_case(rule: str) -> None:
    assert ID.fullmatch(rule)


@pytest.mark.parametrize("rule", RULES)
def test_sentences_are_whole(rule: str) -> None:
    for text in filter(None, (RULES[rule].sentence, RULES[rule].why, RULES[rule].mend)):
        assert text == text.strip()
        assert text[0].isupper() or text.startswith(("docs/", "thesis.yaml", "pandoc")), text
        assert text.endswith("."), text


@pytest.mark.parametrize("rule", RULES)
def test_why_it_matters_and_what_to_do_are_told_apart(rule: str) -> None:
    assert RULES[rule].why
    assert RULES[rule].mend
    assert RULES[rule].why != RULES[rule].mend
    assert not RULES[rule].source.endswith(".")


def test_each_rule_is_seen_to_fire() -> None:
    """In a case or an assertion. The near misses stand beside them."""
    assert sorted(set(RULES) - firing.fired()) == []


def test_families_have_names_of_their_own() -> None:
    ids = [family.id for family in FAMILIES]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set(RULES)
    assert all(family_of(name) is family for family in FAMILIES for name in family.rules)


def test_only_errors_stop_a_build() -> None:
    assert [i for i, rule in RULES.items() if rule.stops and rule.severity != "error"] == []


def test_no_two_rules_say_the_same() -> None:
    sentences = [rule.sentence for rule in RULES.values()]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.skipif(not PAGE.is_file(), reason="the page of rules is not written yet")
def test_the_page_of_rules_is_in_step() -> None:
    page = " ".join(PAGE.read_text("utf-8").split())
    missing = [i for i, rule in RULES.items() if i not in page or rule.sentence not in page]
    assert missing == [], "run: python docs/reference.py"
    headings = re.findall(r"(?m)^#+ `?([a-z0-9-]+-[a-z0-9-]+)`?\s*$", PAGE.read_text("utf-8"))
    assert [heading for heading in headings if heading not in RULES] == []
