"""The empirical paper's findings: a grounded theory, from participants to categories.

Charmaz (2014): initial codes lead to focused codes, these to categories, and these to a core
category; memos, constant comparison and theoretical sampling run alongside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from softbound.model.base import Model
from softbound.model.findings.base import Count, Id, Identified, Label, RefersTo, Text


class Participant(Identified):
    """participants.yaml: who was interviewed, in bands that identify nobody."""

    pseudonym: Label
    """The name that the thesis uses."""
    bands: Mapping[str, str] = {}
    """What is known of them, in bands: {years_qualified: "5–10"}."""
    publish: tuple[str, ...] = ()
    """The bands that may be shown beside the pseudonym; none by default."""


class Interview(Model):
    """interviews.yaml: one interview."""

    participant: Annotated[Id, RefersTo("participants")]
    """Who was interviewed."""
    minutes: Annotated[int, Field(gt=0)]
    """How long it lasted."""
    round: Annotated[int, Field(ge=1)] = 1
    """The round of interviews it belongs to."""
    schedule: str = ""
    """The version of the interview schedule."""
    transcript: str = ""
    """The transcript's file in the folder that thesis.yaml names; the one called after the
    participant's id or pseudonym if left out."""


class Transcription(Model):
    """transcription.yaml: the key by which interviews were transcribed, and quotations edited."""

    omissions: tuple[Text, ...] = ("[…]", "[...]")
    """Marks that stand where words of a participant were left out."""
    additions: bool = True
    """Whether [words in square brackets] are additions, or stand for what was taken out to
    protect somebody."""
    marks: Mapping[str, str] = {}
    """Other marks of the transcripts → what they mean: {"(.)": "a pause"}. They are words of the
    transcript: an excerpt keeps them."""
    attribution: Literal["pseudonym", "id"] = "pseudonym"
    """How quotations name who spoke: (Harriet), or by the id (P3)."""


class FocusedCode(Identified):
    """focused_codes.yaml: a focused code, and the initial codes that it gathers."""

    label: Label
    """Its name, a gerund where that can be."""
    description: str = ""
    """What it covers."""
    initial_codes: tuple[Label, ...] = ()
    """The initial codes that led to it, each once in the whole file."""


class Stage(Identified):
    """stages.yaml: an internal stage of the model, in order."""

    label: Label
    """Its name, in small letters but for proper nouns; written here only."""
    description: str = ""
    """What happens in it."""


class Category(Identified):
    """categories.yaml: a category of the grounded theory."""

    label: Label
    """Its name, in small letters but for proper nouns; written here only."""
    stage: Annotated[Id | None, RefersTo("stages")] = None
    """The internal stage it belongs to; none for what lies outside the stages."""
    description: str = ""
    """What it means."""
    core: bool = False
    """Whether it is the core category, to which all others are related."""
    parent: Annotated[Id | None, RefersTo("categories")] = None
    """The category of which it is a part; none for the others, which belong to the core category."""
    codes: Annotated[tuple[Id, ...], RefersTo("focused_codes")] = ()
    """The focused codes that were raised to it."""
    properties: tuple[Text, ...] = ()
    """Its properties: how it varies, under which conditions."""


class Excerpt(Identified):
    """excerpts.yaml: words of a participant that ground a category."""

    participant: Annotated[Id, RefersTo("participants")]
    """Who said it."""
    text: Text
    """The words, without quotation marks."""
    codes: Annotated[tuple[Id, ...], RefersTo("focused_codes")] = ()
    """The focused codes that it carries; it grounds the categories that were raised from them."""
    categories: Annotated[tuple[Id, ...], RefersTo("categories")] = ()
    """The categories that it grounds besides."""
    line: Annotated[int, Field(ge=1)] | None = None
    """The line of the transcript on which it begins."""
    interview: Annotated[int, Field(ge=1)] | None = None
    """The round of the interview, where the participant was interviewed more than once."""


class Memo(Identified):
    """memos.yaml: a memo of the analysis."""

    date: Date | None = None
    """When it was written: 2026-01-12."""
    title: Label
    """What it is about, in a few words."""
    text: Text
    """The memo, or the extract of it that may be shown."""
    codes: Annotated[tuple[Id, ...], RefersTo("focused_codes")] = ()
    """The focused codes that it is about."""
    categories: Annotated[tuple[Id, ...], RefersTo("categories")] = ()
    """The categories that it is about."""


class SamplingChange(Model):
    """sampling_changes.yaml: a decision of theoretical sampling."""

    after: Annotated[Id, RefersTo("participants")]
    """The participant after whose interview it was taken."""
    decision: Text
    """What was decided: whom to ask next, what to ask."""
    why: str = ""
    """What the analysis had shown or lacked."""
    categories: Annotated[tuple[Id, ...], RefersTo("categories")] = ()
    """The categories for whose sake it was taken."""
    memos: Annotated[tuple[Id, ...], RefersTo("memos")] = ()
    """The memos that tell of it."""


Counted = Literal[
    "participants",
    "interviews",
    "initial-codes",
    "focused-codes",
    "categories",
    "core-category",
    "stages",
    "memos",
    "excerpts",
    "sampling-changes",
]


class AnalysisStage(Model):
    """analysis.yaml: a stage of the analysis, one row of the audit trail, in order."""

    stage: Label
    """Its name: initial coding, focused coding."""
    data: str = ""
    """What it worked on, in words."""
    rounds: tuple[Annotated[int, Field(ge=1)], ...] = ()
    """The rounds of interviews it worked on; how many interviews these are is counted."""
    process: Text
    """What was done."""
    outputs: str = ""
    """What came of it, in words."""
    counts: tuple[Counted, ...] = ()
    """What of it is counted: initial-codes, focused-codes, categories, core-category, stages,
    memos, excerpts, sampling-changes, interviews, participants."""
    typed: Mapping[Counted, Count] = {}
    """Numbers that no file holds, such as {initial-codes: 214} where initial codes are kept in
    other software."""

    retired: ClassVar[Mapping[str, str]] = {"phase": 'It is called "stage".'}
