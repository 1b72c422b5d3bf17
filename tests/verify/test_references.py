"""Citations and included studies against the bibliographies."""

from __future__ import annotations

from typing import Any

from softbound.collect import findings
from softbound.verify import references
from tests import cases, trees

KEYS = ["smith2020", "jones2019", "horvath:1991", "horvath-old"]


@cases.each(__file__, "cited")
def test_cited(case: cases.Case) -> None:
    uses = trees.structured(case.input).citations
    assert cases.said(references.cited(uses, KEYS)) == case.expected


def stored(kind: str, text: str) -> dict[str, Any]:
    """A findings file → what build/findings/ holds of it."""
    found, problems = findings.read({kind: (f"{kind}.yaml", text)})
    assert not problems
    return {
        "values": findings.to_json(found),
        "places": {
            kind: {identifier: [place.file, place.line] for identifier, place in places.items()}
            for kind, places in found.places.items()
        },
    }


@cases.each(__file__, "included")
def test_included(case: cases.Case) -> None:
    found = references.included(stored("studies", case.input), KEYS)
    assert cases.said(found) == case.expected


@cases.each(__file__, "populations")
def test_populations(case: cases.Case) -> None:
    found = references.populations(stored("diversity", case.input), KEYS)
    assert cases.said(found) == case.expected


def test_a_chapter_without_findings_has_none_to_look_up() -> None:
    nothing: dict[str, Any] = {"values": {}, "places": {}}
    assert list(references.included(nothing, KEYS)) == []
    assert list(references.populations(nothing, KEYS)) == []
