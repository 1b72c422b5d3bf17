"""A theory's model → where its boxes, arrows and words stand in the figure.

A layered layout of our own, since no light library does what this needs: boxes that show boxes, groups
with boundaries, words on arrows, and a fixed width, with the words' sizes known only to Typst. So
here is decided what stands beside what; Typst measures words, and heights follow.

The steps: :mod:`sketch` (what is drawn), :mod:`placing` (which box stands in which row and
column), :mod:`lattice` and :mod:`routing` (which way arrows take), :mod:`lanes` (which arrow runs
beside which), :mod:`columns` and :mod:`levels` (distances), :mod:`words` (labels and titles),
:mod:`drawing` (the choice of the best, and what Typst is told).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from softbound.derive.theory_model.drawing import best
from softbound.derive.theory_model.sketch import sketch


def derived(
    values: Mapping[str, Any], last: Mapping[str, Any] | None = None, version: str = ""
) -> dict[str, Any]:
    """What the template ``theory-model`` sees instead of what was typed.

    :param values: a chapter's findings as plain data.
    :param last: the ``model`` that this function gave before: its drawing is kept if the same is to
        be drawn, since looking for the best one takes a second or more.
    :param version: of this program; another one may draw otherwise.
    :return: ``model`` with ``boxes`` (id, label, parts, stage, group), ``arrows`` and ``regions``,
        whose ends and members are labels too, ``drawing``, and the digest ``drawn`` of what it was
        made from; nothing without a model.
    """
    if "model" not in values:
        return {}
    found = sketch(values)
    digest = hashlib.sha256(f"{version} {found!r}".encode()).hexdigest()
    if last is not None and last.get("drawn") == digest:
        drawing = last["drawing"]
    else:
        drawn = best(found)
        drawing = drawn.data() if drawn else None
    labels = {box.id: box.label for box in found.boxes}
    labels |= {region.id: region.label for region in found.regions}
    return {
        "model": {
            **values["model"],
            "boxes": [
                {
                    "id": box.id,
                    "label": box.label,
                    "parts": list(box.parts),
                    "stage": box.stage,
                    "group": box.region,
                }
                for box in found.boxes
            ],
            "regions": [
                {
                    "id": region.id,
                    "label": region.label,
                    "boundary": region.boundary,
                    "members": [labels[member] for member in region.members],
                }
                for region in found.regions
            ],
            "arrows": [
                {
                    "kind": arrow.kind,
                    "from": arrow.start,
                    "to": arrow.to,
                    "start": labels[arrow.start],
                    "end": labels[arrow.to],
                    "label": arrow.label,
                }
                for arrow in found.arrows
            ],
            "drawing": drawing,
            "drawn": digest,
        }
    }
