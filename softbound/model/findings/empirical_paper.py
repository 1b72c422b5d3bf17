"""The empirical paper's findings: participants, interviews, categories, stages, excerpts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from softbound.model.base import Model
from softbound.model.findings.base import Id, Identified, RefersTo, Text


class Participant(Identified):
    """participants.yaml: who was interviewed, in bands that identify nobody."""

    pseudonym: Text
    """The name that the thesis uses."""
    bands: Mapping[str, str] = {}
    """What is known of them, in bands: {years_qualified: "5-10"}."""
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


class Stage(Identified):
    """stages.yaml: an internal stage of the model, in order."""

    label: Text
    """Its name, in small letters but for proper nouns; written here only."""
    description: str = ""
    """What happens in it."""


class Category(Identified):
    """categories.yaml: a category of the grounded theory."""

    label: Text
    """Its name, in small letters but for proper nouns; written here only."""
    stage: Annotated[Id | None, RefersTo("stages")] = None
    """The internal stage it belongs to; none for what lies outside the stages."""
    description: str = ""
    """What it means."""


class Excerpt(Identified):
    """excerpts.yaml: words of a participant that ground a category."""

    participant: Annotated[Id, RefersTo("participants")]
    """Who said it."""
    text: Text
    """The words, without quotation marks."""
    categories: Annotated[tuple[Id, ...], RefersTo("categories")] = ()
    """The categories that it grounds."""
