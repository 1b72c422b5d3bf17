"""A grounded theory's findings as tests read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import synthesis

FIXTURE = Path(__file__).parent / "fixtures" / "theory"
"""A small grounded theory with one of each thing that may be there or not, synthetic."""


def texts() -> dict[str, str]:
    """Its files by name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(FIXTURE.glob("*.yaml"))}


def fixture() -> dict[str, Any]:
    """The findings as build/findings/ holds them."""
    return synthesis.stored(texts())
