"""A profile's YAML → a Profile."""

from __future__ import annotations

from softbound.collect import yaml_text
from softbound.model.profile import Profile
from softbound.problems import Problem


def read(text: str, file: str) -> tuple[Profile | None, list[Problem]]:
    """The text of templates/profiles/NAME.yaml → the profile, or None and the problems."""
    profile, _, problems = yaml_text.read(text, file, Profile, "profile-is-complete")
    return profile, problems
