"""The critical review's findings: limitations, the sample's diversity, reflexivity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from softbound.model.base import Model
from softbound.model.findings.base import Count, Identified, Label, Places, Text

DECLARED = "lim:"
"""What stands before a limitation's id where a paper's prose declares it."""


class Limitation(Identified):
    """limitations.yaml: a limitation of one of the papers."""

    paper: Text
    """The chapter it concerns: its folder's name."""
    kind: Text
    """For example: sampling, design, analysis, generalisability."""
    limitation: Text
    """What it is."""
    consequence: str = ""
    """What follows from it for the findings."""
    response: str = ""
    """What was done about it."""
    future: str = ""
    """What future work should do."""
    told_in: Places = ()
    """Where the paper speaks of it: ids of marked passages or sections; the passage marked
    {#lim:ID} if left out."""
    taken_up_in: Places = ()
    """Where the critical review takes it up besides the table: ids of sections or passages."""

    @model_validator(mode="before")
    @classmethod
    def _marked_by_its_id(cls, value: Any) -> Any:
        if isinstance(value, dict) and "id" in value and not value.get("told_in"):
            return {**value, "told_in": [f"{DECLARED}{value['id']}"]}
        return value

    @property
    def declared(self) -> str:
        """The passage that its id stands for: ``lim:diversity``."""
        return f"{DECLARED}{self.id}"


class DiversityGroup(Model):
    """A group that the sample and reference populations are compared in."""

    label: Label
    """Its name in the table and the figure."""
    bands: tuple[Text, ...] = ()
    """The participants' bands that count into it; the one with the same name if left out."""


class Population(Model):
    """A reference population beside which the sample is shown."""

    label: Label
    """Its name, in small letters but for proper nouns: "England and Wales, 2021"."""
    citation: str = ""
    """The key of the source in a bibliography; a population without one must be synthetic."""
    locator: str = ""
    """Where in the source: "Table 1", "p. 4"."""
    synthetic: bool = False
    """Whether its figures are made up for an example."""
    n: Count | None = None
    """How many people it has, if known."""
    shares: Mapping[str, Annotated[float, Field(ge=0, le=100)]]
    """A group's label → its share in per cent."""


def _hides(value: int) -> int:
    """``<2`` would be 1 and nothing else."""
    if value in (1, 2):
        raise PydanticCustomError("hides_nothing", "Expected 0, or 3 or more")
    return value


class Diversity(Identified):
    """diversity.yaml: one characteristic of a sample beside reference populations."""

    label: Label
    """The characteristic's name: ethnic group."""
    chapter: str = "empirical-paper"
    """The chapter whose participants are compared."""
    band: Text
    """The characteristic in participants.yaml: ethnicity."""
    groups: Annotated[tuple[DiversityGroup, ...], Field(min_length=1)]
    """The groups, in the order in which they are shown."""
    populations: tuple[Population, ...] = ()
    """Reference populations."""
    suppress_below: Annotated[Count, AfterValidator(_hides)] = 3
    """Counts of the sample from 1 to below this are not shown; 0 shows all, else 3 or more."""


class Reflexivity(Identified):
    """reflexivity.yaml: what the author says of their own part in the work."""

    kind: Literal["statement", "position", "diary"]
    """statement, position, or an extract from the reflexive diary."""
    title: Label | None = None
    """What it is about, in a few words."""
    date: Date | None = None
    """When it was written: 2026-01-12."""
    text: Text
    """The words, without quotation marks."""
