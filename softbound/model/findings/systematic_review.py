"""The systematic review's findings: included studies and the synthesis's themes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from softbound.model.findings.base import Id, Identified, RefersTo, Text


class Study(Identified):
    """studies.yaml: an included study, one row of the table of characteristics."""

    citation: str
    """Its key in a bibliography; the reference list marks it with an asterisk."""
    label: Text
    """How tables name it."""
    year: Annotated[int, Field(ge=1800, le=2200)]
    """Year of publication."""
    country: str = ""
    """Where it was carried out."""
    therapists: Annotated[int, Field(ge=0)]
    """How many therapists took part."""
    sample: str = ""
    """Who they were."""
    therapy: str = ""
    """Which therapy they gave."""
    collection: str = ""
    """How data were collected."""
    analysis: str = ""
    """How data were analysed."""
    focus: str = ""
    """What the study asked, in a sentence or two."""


class Subtheme(Identified):
    """A part of a theme."""

    label: Text
    """Its name, in small letters but for proper nouns; written here only."""
    description: str = ""
    """What it means, in a sentence."""
    studies: Annotated[tuple[Id, ...], RefersTo("studies")] = ()
    """The studies that contribute to it."""


class Theme(Subtheme):
    """themes.yaml: a third-order construct of the synthesis."""

    subthemes: tuple[Subtheme, ...] = ()
    """Its parts, if it has any."""
