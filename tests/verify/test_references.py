"""Citations and included studies against the bibliographies."""

from __future__ import annotations

from softbound.collect import findings
from softbound.verify import references
from tests import cases, trees

KEYS = ["smith2020", "jones2019", "horvath:1991", "horvath-old"]


@cases.each(__file__, "cited")
def test_cited(case: cases.Case) -> None:
    uses = trees.structured(case.input).citations
    assert cases.said(references.cited(uses, KEYS)) == case.expected


@cases.each(__file__, "included")
def test_included(case: cases.Case) -> None:
    found, problems = findings.read({"studies": ("studies.yaml", case.input)})
    assert not problems
    stored = {
        "values": findings.to_json(found),
        "places": {
            kind: {identifier: [place.file, place.line] for identifier, place in places.items()}
            for kind, places in found.places.items()
        },
    }
    assert cases.said(references.included(stored, KEYS)) == case.expected


def test_a_chapter_without_studies_has_none_to_look_up() -> None:
    assert list(references.included({"values": {}, "places": {}}, KEYS)) == []
