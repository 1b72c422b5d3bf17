"""Findings: the data of each paper, one model a file.

:data:`KINDS` says which file has which shape. A new kind of findings is a model in the module of
its paper and a line here: schemas, checks of ids and references, templates and documentation
follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from softbound.model.findings.critical_review import Diversity, Limitation, Reflexivity
from softbound.model.findings.duplicates import Overruled
from softbound.model.findings.empirical_paper import (
    AnalysisStage,
    Category,
    Excerpt,
    FocusedCode,
    Interview,
    Memo,
    Participant,
    SamplingChange,
    Stage,
    Transcription,
)
from softbound.model.findings.flow import Flow
from softbound.model.findings.reporting import Reporting
from softbound.model.findings.search import Search
from softbound.model.findings.systematic_review import (
    Appraisal,
    Concept,
    Confidence,
    LineOfArgument,
    Protocol,
    Quote,
    Relation,
    Study,
    Theme,
)
from softbound.model.findings.theory_model import TheoryModel

KINDS: Mapping[str, Any] = {
    # systematic review
    "search": Search,
    "duplicates": Overruled,
    "flow": Flow,
    "protocol": Protocol,
    "studies": tuple[Study, ...],
    "appraisals": tuple[Appraisal, ...],
    "quotes": tuple[Quote, ...],
    "concepts": tuple[Concept, ...],
    "relations": tuple[Relation, ...],
    "themes": tuple[Theme, ...],
    "line_of_argument": LineOfArgument,
    "cerqual": tuple[Confidence, ...],
    "reporting": Reporting,
    # empirical paper
    "participants": tuple[Participant, ...],
    "interviews": tuple[Interview, ...],
    "transcription": Transcription,
    "excerpts": tuple[Excerpt, ...],
    "focused_codes": tuple[FocusedCode, ...],
    "categories": tuple[Category, ...],
    "stages": tuple[Stage, ...],
    "memos": tuple[Memo, ...],
    "sampling_changes": tuple[SamplingChange, ...],
    "analysis": tuple[AnalysisStage, ...],
    "model": TheoryModel,
    # critical review
    "limitations": tuple[Limitation, ...],
    "diversity": tuple[Diversity, ...],
    "reflexivity": tuple[Reflexivity, ...],
}
"""A findings file's name without .yaml → what it holds."""
