"""Tools that appraise studies, such as CASP's checklist; files of templates/appraisals/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from softbound.model.base import Model
from softbound.model.findings.base import Text
from softbound.model.findings.systematic_review import Answer
from softbound.model.profile import Source


class AppraisalTool(Model):
    """templates/appraisals/NAME.yaml: what a tool asks, in short labels of our own."""

    name: Text
    """The tool's name, as tables give it."""
    version: Text
    """Its version or year, in quotation marks."""
    licence: Text
    """What its licence allows."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where it was read, when, and whether in the source itself."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    """The answers it knows, the most favourable first."""
    symbols: tuple[Text, ...] = ()
    """A sign for each answer, in the same order; the answers themselves if left out."""
    items: Annotated[Mapping[str, Text], Field(min_length=1)]
    """Number of an item → a short label in small letters, never the tool's wording."""
    totals: bool = False
    """Whether tables count each study's favourable answers."""
