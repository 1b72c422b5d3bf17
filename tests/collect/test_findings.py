"""Findings files → models; their shapes, ids and references checked."""

from __future__ import annotations

from typing import Any

import pytest

from softbound.collect import findings
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
    places = {key: str(p) for key, p in found.places["themes"].items() if key[:1] not in ("", ".")}
    assert places == {"t1": "themes.yaml:2", "t1a": "themes.yaml:4", "t2": "themes.yaml:5"}


def test_places_name_every_value_by_its_path() -> None:
    stages = "# Stages\n- id: one\n  label: a\n- label: b\n  id: two\n"
    places = {key: str(p) for key, p in read({"stages": stages})[0].places["stages"].items()}
    assert places[".0.label"] == "stages.yaml:3"
    assert places[".1"] == "stages.yaml:4"
    assert places[".1.id"] == places["two"] == "stages.yaml:5"


def test_good_files_are_read_although_others_are_not() -> None:
    found, problems = read({"stages": "- {id: one, label: a}\n", "limitations": "- x\n"})
    assert list(found.values) == ["stages"]
    assert [problem.place.file for problem in problems] == ["limitations.yaml"]


def test_findings_cannot_be_changed() -> None:
    found, _ = read({"stages": "- {id: one, label: a}\n"})
    with pytest.raises(ValueError, match="frozen"):
        found.values["stages"][0].label = "b"
