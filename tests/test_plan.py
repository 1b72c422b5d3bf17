"""What a thesis's build consists of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from softbound import files, plan
from tests import cases

THESIS = {
    "title": "T",
    "author": "A",
    "degree": "D",
    "institution": "I",
    "month": "May",
    "year": 2026,
    "chapters": ["review", "paper"],
}
PROSE = {"chapters/review/01.md": "# Review\n", "chapters/paper/01.md": "# Paper\n"}


def write(root: Path, content: Mapping[str, str]) -> None:
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1"))


def thesis(root: Path, given: Mapping[str, Any]) -> Path:
    """A thesis of two chapters in a folder, changed and filled as a case says."""
    settings = THESIS | given.get("thesis", {})
    # JSON is YAML, one key a line.
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
    write(root, {"thesis.yaml": "".join(lines), **PROSE, **given.get("files", {})})
    return root


def described(unit: plan.Unit, root: Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        "files": [files.shown(root, path) for path in unit.files],
        "findings": [files.shown(root, path) for path in unit.findings],
        "templates": [files.shown(root, path) for path in unit.templates],
        "others": list(unit.others),
        "flow": unit.uses_flow,
        "thesis": unit.uses_thesis,
    }
    return {key: value for key, value in found.items() if value}


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One profile and a table are shipped."""
    folder = tmp_path / "shipped"
    source = "sources: [{title: T, recorded: 2026-01-01, status: unverified}]\n"
    profile = f"name: Usual\n{source}"
    write(folder, {"profiles/uk-doctorate.yaml": profile, "tables/shipped.md.j2": "x"})
    monkeypatch.setattr(files, "shipped_templates", lambda: folder)


@cases.each(__file__, "units")
def test_units(case: cases.Case, tmp_path: Path) -> None:
    root = thesis(tmp_path / "thesis", case.input)
    found = plan.load(root)
    assert cases.said(found.problems) == []
    assert {unit.name: described(unit, root) for unit in found.units} == case.expected


@cases.each(__file__, "uses")
def test_what_prose_uses(case: cases.Case, tmp_path: Path) -> None:
    given = {"files": {"chapters/review/01.md": case.input["text"], **case.input.get("files", {})}}
    given["thesis"] = {"chapters": ["review", "empirical-paper", "appraisal"]}
    for name in ("empirical-paper", "appraisal"):
        given["files"][f"chapters/{name}/01.md"] = "x"
    root = thesis(tmp_path / "thesis", given)
    unit = plan.load(root).unit("review")
    found = {key: value for key, value in described(unit, root).items() if key != "files"}
    assert found == case.expected


@cases.each(__file__, "problems")
def test_problems(case: cases.Case, tmp_path: Path) -> None:
    root = thesis(tmp_path / "thesis", case.input)
    found = plan.load(root)
    assert cases.said(found.problems) == case.expected
    assert (found.thesis is None) == any(problem.stops for problem in found.problems)
    assert not (found.thesis is None and found.units)


def test_a_folder_without_a_thesis_has_a_problem_and_no_units(tmp_path: Path) -> None:
    found = plan.load(tmp_path)
    assert cases.said(found.problems) == [
        "thesis.yaml: error: The file does not exist. [file-is-readable]"
    ]
    assert found.units == ()


@cases.each(__file__, "digests")
def test_what_makes_thesis_yaml_be_read_again(case: cases.Case, tmp_path: Path) -> None:
    root = thesis(tmp_path / "thesis", {"thesis": {"bibliographies": ["r.bib"]}})
    write(root, {"r.bib": ""})
    before = plan.load(root).digest
    write(root, case.input)
    assert (plan.load(root).digest != before) == case.expected


def test_the_last_builds_result_is_taken_while_nothing_changed(tmp_path: Path) -> None:
    root = thesis(tmp_path / "thesis", {})
    first = plan.load(root)
    stored = {"digest": first.digest, "thesis": first.thesis, "profile": first.profile}
    stored["thesis"] = {**(first.thesis or {}), "title": "As stored"}
    write(root, {"build/thesis.json": json.dumps(stored)})
    assert (plan.load(root).thesis or {})["title"] == "As stored"
    write(root, {"thesis.yaml": (root / "thesis.yaml").read_text() + "subtitle: S\n"})
    assert (plan.load(root).thesis or {})["title"] == "T"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"digest": 3}'])
def test_a_broken_result_of_the_last_build_is_not_taken(content: str, tmp_path: Path) -> None:
    root = thesis(tmp_path / "thesis", {})
    write(root, {"build/thesis.json": content})
    assert (plan.load(root).thesis or {})["title"] == "T"


def test_a_digest_is_the_same_wherever_the_thesis_lies(tmp_path: Path) -> None:
    one, two = (thesis(tmp_path / name, {}) for name in ("one", "two"))
    assert plan.load(one).digest == plan.load(two).digest


def test_steps_report_below_one_folder(tmp_path: Path) -> None:
    paths = plan.Paths(plan.Plan(tmp_path, "", None))
    assert paths.step_report("merge:paper").name == "merge--paper.json"
    assert paths.step_report("pdf").parent == paths.step_reports
