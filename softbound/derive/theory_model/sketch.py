"""A theory's model as the drawing needs it: boxes, regions and arrows, with whatever is wrong left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

KINDS = ("leads-to", "feedback", "helps", "hinders")
"""How an arrow may be meant, in the order in which they are told."""


@dataclass(frozen=True)
class Box:
    """A node."""

    id: str
    label: str
    parts: tuple[str, ...]
    """The labels of the categories that it shows inside."""
    stage: bool
    """Whether it is a stage; else a category."""
    region: str | None
    """The group it lies in."""


@dataclass(frozen=True)
class Region:
    """A group."""

    id: str
    label: str
    boundary: str
    """solid, dashed or none."""
    members: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """An edge whose ends are both known."""

    start: str
    to: str
    label: str
    kind: str


@dataclass(frozen=True)
class Sketch:
    """What is drawn, before anybody knows where."""

    boxes: tuple[Box, ...]
    regions: tuple[Region, ...]
    arrows: tuple[Arrow, ...]
    direction: Literal["auto", "across", "down"]


def sketch(values: Mapping[str, Any]) -> Sketch:
    """A chapter's findings → what of its model can be drawn.

    Ends that are no node or group, nodes that are none, a node's second group are left out:
    :mod:`softbound.verify.theory_model` tells of them.
    """
    model = values["model"]
    stages = {stage["id"]: stage for stage in values.get("stages", ())}
    categories = {category["id"]: category for category in values.get("categories", ())}
    ids = [i for i in dict.fromkeys(model["nodes"]) if i in stages or i in categories]
    home: dict[str, str] = {}
    regions: list[Region] = []
    for group in model["groups"]:
        members = [i for i in dict.fromkeys(group["nodes"]) if i in ids and i not in home]
        if members and group["id"] not in (*ids, *(region.id for region in regions)):
            home |= dict.fromkeys(members, group["id"])
            regions.append(Region(group["id"], group["label"], group["boundary"], tuple(members)))
    boxes = [
        Box(
            i,
            (stages.get(i) or categories[i])["label"],
            _parts(i, categories, ids) if i in stages else (),
            i in stages,
            home.get(i),
        )
        for i in ids
    ]
    ends = {*ids, *(region.id for region in regions)}
    arrows = [
        Arrow(edge["from"], edge["to"], edge["label"], edge["kind"])
        for edge in model["edges"]
        if {edge["from"], edge["to"]} <= ends
    ]
    unique = tuple(dict.fromkeys(arrows))
    return Sketch(tuple(boxes), tuple(regions), unique, model["direction"])


def _parts(stage: str, categories: Mapping[str, Any], nodes: list[str]) -> tuple[str, ...]:
    """The categories that a stage shows: its own, but for nodes, the core category, and parts of others."""
    return tuple(
        category["label"]
        for category in categories.values()
        if category.get("stage") == stage
        and category["id"] not in nodes
        and not category.get("core")
        and (categories.get(category.get("parent")) or {"core": True}).get("core")
    )
