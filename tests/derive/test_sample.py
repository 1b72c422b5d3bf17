"""The sample in bands, and what is shown beside pseudonyms."""

from __future__ import annotations

from typing import Any

from softbound.derive.sample import linked, sample
from tests import cases, synthesis


def people(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = synthesis.stored({"participants": text})["values"]["participants"]
    return found


@cases.each(__file__, "bands")
def test_bands(case: cases.Case) -> None:
    found = sample(people(case.input))
    assert found["n"] == len(people(case.input))
    shown = {
        band["name"]: [
            [group[key] for key in ("label", "n", "percent")] for group in band["groups"]
        ]
        for band in found["bands"]
    }
    assert shown == case.expected


@cases.each(__file__, "linked")
def test_linked(case: cases.Case) -> None:
    found = linked(people(case.input))
    assert {
        "bands": [band["label"] for band in found["bands"]],
        "cells": {row["pseudonym"]: row["cells"] for row in found["rows"]},
        "unique": {each["pseudonym"]: each["bands"] for each in found["unique"]},
    } == case.expected
