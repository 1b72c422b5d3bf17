"""Findings: the data of each paper, one model a file.

:data:`KINDS` says which file has which shape. A new kind of findings is a model in the module of
its paper and a line here: schemas, checks of ids and references, templates and documentation
follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from softbound.model.findings.critical_review import Limitation
from softbound.model.findings.empirical_paper import (
    Category,
    Excerpt,
    Interview,
    Participant,
    Stage,
)
from softbound.model.findings.systematic_review import Study, Theme

KINDS: Mapping[str, Any] = {
    # systematic review
    "studies": tuple[Study, ...],
    "themes": tuple[Theme, ...],
    # empirical paper
    "participants": tuple[Participant, ...],
    "interviews": tuple[Interview, ...],
    "stages": tuple[Stage, ...],
    "categories": tuple[Category, ...],
    "excerpts": tuple[Excerpt, ...],
    # critical review
    "limitations": tuple[Limitation, ...],
}
"""A findings file's name without .yaml → what it holds."""
