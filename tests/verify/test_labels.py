"""Ids that stand twice, cross-references that lead nowhere, floats that nothing calls out."""

from __future__ import annotations

from typing import Any

from softbound.model.labels import Uses
from softbound.verify import labels
from tests import cases, trees


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    units = [_unit(name, text) for name, text in case.input.items()]
    assert cases.said(labels.check(units)) == case.expected


def _unit(name: str, text: str) -> Uses:
    """A unit of one file that is called as the unit is."""
    kind: Any = name if name in ("front-matter", "appendices") else "chapter"
    found = trees.structured(text, kind, name, files=[f"{name}.md"])
    return Uses(name, kind, found.labels, found.references, found.citations)
