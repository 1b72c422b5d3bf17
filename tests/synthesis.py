"""Findings of a synthesis as tests write them: YAML by file name, read as the build reads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from softbound import files
from softbound.collect import appraisals, findings, yaml_text
from softbound.model.appraisal import AppraisalTool

FIXTURE = Path(__file__).parent / "fixtures" / "synthesis"
"""A synthesis of a realistic size, synthetic."""


@cache
def tools() -> Mapping[str, AppraisalTool]:
    """The shipped appraisal tools."""
    folder = files.shipped_templates() / "appraisals"
    texts = {p.stem: (p.name, p.read_text("utf-8")) for p in sorted(folder.glob("*.yaml"))}
    found, problems = yaml_text.read_all(texts, appraisals.read)
    assert problems == []
    return found


def stored(texts: Mapping[str, str]) -> dict[str, Any]:
    """Findings files by their names → what build/findings/ holds of them."""
    found, problems = findings.read({name: (f"{name}.yaml", t) for name, t in texts.items()})
    assert problems == []
    return {
        "values": findings.to_json(found),
        "places": {
            kind: {key: [place.file, place.line] for key, place in places.items()}
            for kind, places in found.places.items()
        },
    }


def fixture() -> dict[str, Any]:
    """The realistic synthesis as build/findings/ holds it."""
    return stored({path.stem: path.read_text("utf-8") for path in FIXTURE.glob("*.yaml")})
