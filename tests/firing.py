"""Which rules the tests see fire, and which they see not fire: by reading cases and assertions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TESTS = Path(__file__).parent
NAMED = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)+)\]")
BEGINS = re.compile(r"^(?:\d+ )?([a-z0-9]+(?:-[a-z0-9]+)+)(?=[: ])")
"""A line that begins with the rule, after the author's line."""
EXPECTING = {"expected", "problems", "gives", "fires", "found", "says"}
"""Keys of cases under which a rule's id says that a problem is found."""


@cache
def fired() -> frozenset[str]:
    """The rules that a case or an assertion expects to be broken: as an id by itself, or in square
    brackets at the end of a problem's line."""
    ids: set[str] = set()
    for path in sorted(TESTS.rglob("*.yaml")):
        if "fixtures" not in path.parts:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            for value in _expected(yaml.load(path.read_text("utf-8"), loader)):
                ids |= _ids(value)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in _telling(ast.parse(path.read_text("utf-8"))):
            for text in _texts(node):
                ids |= _ids(text)
    return frozenset(ids)


def _telling(module: ast.Module) -> Iterator[ast.expr]:
    """What is asserted, and the tables of cases: in capitals, or given to parametrize."""
    for node in module.body:
        if isinstance(node, ast.AnnAssign | ast.Assign) and node.value is not None:
            targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
            if any(isinstance(each, ast.Name) and each.id.isupper() for each in targets):
                yield node.value
    for each in ast.walk(module):
        if isinstance(each, ast.Assert):
            yield each.test
        elif isinstance(each, ast.FunctionDef):
            yield from each.decorator_list


def _ids(text: str) -> set[str]:
    return {text, *NAMED.findall(text), *BEGINS.findall(text)}


def _expected(value: Any, below: bool = False) -> Iterator[str]:
    """Every text that stands, however deep, under a key of what is expected."""
    if isinstance(value, dict):
        for key, each in value.items():
            if below and isinstance(key, str):
                yield key
            yield from _expected(each, below or key in EXPECTING)
    elif isinstance(value, list):
        for each in value:
            yield from _expected(each, below)
    elif below and isinstance(value, str):
        yield value


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts of an expression, but for what is said not to be in something."""
    if isinstance(node, ast.Compare) and any(
        isinstance(op, ast.NotIn | ast.NotEq) for op in node.ops
    ):
        return
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.keyword):
            yield from _texts(child.value)
        elif isinstance(child, ast.expr):
            yield from _texts(child)
        elif isinstance(child, ast.comprehension):
            for each in (child.iter, *child.ifs):
                yield from _texts(each)
