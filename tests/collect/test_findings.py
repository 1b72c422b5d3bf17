"""Findings files → models; their shapes, ids and references checked."""

from __future__ import annotations

from typing import Any

import pytest

from softbound.collect import findings
from softbound.problems import Place
from tests import cases


def read(files: dict[str, str]) -> tuple[findings.Findings, list[Any]]:
    return findings.read({name: (f"{name}.yaml", text) for name, text in files.items()})


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    _, problems = read(case.input)
    assert cases.said(problems) == case.expected


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    found, problems = read(case.input)
    assert not problems
    assert findings.to_json(found) == case.expected


def test_places_name_every_finding_at_the_line_of_its_id() -> None:
    themes = "- label: a\n  id: t1\n  subthemes:\n    - {id: t1a, label: b}\n- id: t2\n  label: c\n"
    found, _ = read({"themes": themes})
    places = {identifier: str(place) for identifier, place in found.places["themes"].items()}
    assert places == {"t1": "themes.yaml:2", "t1a": "themes.yaml:4", "t2": "themes.yaml:5"}


def test_places_of_a_mapping_name_its_keys() -> None:
    text = "prisma-2020:\n  1: sec:a\n  10a:\n    at: [sec:b]\n    note: n\n"
    found, problems = read({"reporting": text, "protocol": "id: x\n"})
    assert not problems
    places = {key: str(place) for key, place in found.places["reporting"].items()}
    assert places == {
        "prisma-2020": "reporting.yaml:1",
        "prisma-2020/1": "reporting.yaml:2",
        "prisma-2020/10a": "reporting.yaml:3",
        "prisma-2020/10a/at": "reporting.yaml:4",
        "prisma-2020/10a/at/0": "reporting.yaml:4",
        "prisma-2020/10a/note": "reporting.yaml:5",
    }
    assert found.places["protocol"] == {"id": Place("protocol.yaml", 1)}


def test_a_list_has_the_places_of_its_ids_only() -> None:
    found, _ = read({"stages": "- {id: label, label: a}\n"})
    assert list(found.places["stages"]) == ["label"]


def test_good_files_are_read_although_others_are_not() -> None:
    found, problems = read({"stages": "- {id: one, label: a}\n", "limitations": "- x\n"})
    assert list(found.values) == ["stages"]
    assert [problem.place.file for problem in problems] == ["limitations.yaml"]


def test_findings_cannot_be_changed() -> None:
    found, _ = read({"stages": "- {id: one, label: a}\n"})
    with pytest.raises(ValueError, match="frozen"):
        found.values["stages"][0].label = "b"
