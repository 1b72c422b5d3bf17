"""Profiles: the shipped ones hold, mistakes are named at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from softbound.collect import profiles
from softbound.files import shipped_templates
from tests import cases

SHIPPED = sorted((shipped_templates() / "profiles").glob("*.yaml"))
COMPLETE = """\
name: Example University
sources:
  - title: Handbook
    recorded: 2026-05-31
    status: verified
"""


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_profiles_hold(path: Path) -> None:
    profile, problems = profiles.read(path.read_text("utf-8"), path.name)
    assert cases.said(problems) == []
    assert profile is not None and profile.name and profile.sources


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    profile, problems = profiles.read(COMPLETE + case.input, "p.yaml")
    assert cases.said(problems) == case.expected
    assert (profile is None) == bool(problems)


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    profile, problems = profiles.read(COMPLETE + case.input, "p.yaml")
    assert profile is not None, problems
    found = profile.model_dump(mode="json")
    for path, value in case.expected.items():
        at = found
        for name in path.split("."):
            at = at[name]
        assert at == value, path


def test_a_profile_without_a_source_is_not_taken_for_a_fact() -> None:
    profile, problems = profiles.read("name: Hearsay\n", "p.yaml")
    assert profile is None
    assert cases.said(problems) == [
        'p.yaml:1: error: The key "sources" is missing. [profile-is-complete]'
    ]
