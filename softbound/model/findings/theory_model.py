"""The figure of a grounded theory's model: what stands in it, and what leads where."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from softbound.model.base import Model
from softbound.model.findings.base import Id, Identified, Label, RefersTo


def _hyphens(value: Any) -> Any:
    """leads_to may be written for leads-to."""
    return value.replace("_", "-") if isinstance(value, str) else value


class Group(Identified):
    """Nodes with a boundary around them."""

    label: Label
    """Its name."""
    nodes: Annotated[tuple[Id, ...], RefersTo("categories", "stages"), Field(min_length=1)]
    """The nodes within; a node lies in one group at most."""
    boundary: Literal["solid", "dashed", "none"] = "solid"
    """How its boundary is drawn."""


class Edge(Model):
    """An arrow of the model; model.yaml writes {from: s1, to: s2}."""

    start: Annotated[Id, Field(alias="from")]
    """The node or group where it begins."""
    to: Id
    """The node or group where it ends."""
    label: str = ""
    """A few words beside it."""
    kind: Annotated[
        Literal["leads-to", "feedback", "helps", "hinders"], BeforeValidator(_hyphens)
    ] = "leads-to"
    """leads-to, feedback (drawn dashed, leading back), helps or hinders."""


class TheoryModel(Model):
    """model.yaml: the model of a grounded theory, from which its figure is drawn."""

    title: Label
    """The figure's title, in title case."""
    nodes: Annotated[tuple[Id, ...], RefersTo("categories", "stages"), Field(min_length=1)]
    """Categories and stages, in the order in which they are read. A stage shows the categories
    that belong to it and are no nodes themselves."""
    edges: tuple[Edge, ...] = ()
    """What leads on, feeds back, helps or hinders."""
    groups: tuple[Group, ...] = ()
    """What stands within one boundary: the internal stages, what lies outside them."""
    direction: Literal["auto", "across", "down"] = "auto"
    """Whether the model is read from left to right or from top to bottom."""
    note: str = ""
    """Words for the note below the figure."""
