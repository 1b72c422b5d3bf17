"""Anchors and their pages → where each finding appears in the thesis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def appearances(
    chapters: Mapping[str, Mapping[str, Any]],
    anchors: Mapping[str, Sequence[Any]],
    pages: Mapping[str, Any],
) -> dict[str, list[dict[str, Any]]]:
    """Where findings appear, by ``chapter/kind/id``, in the order of the thesis.

    :param chapters: a unit's name → its findings, of which limitations name passages.
    :param anchors: a unit's name → [number, id, findings, role, section].
    :param pages: as build/pages.json has them.
    :return: each with ``unit``, ``page`` (as printed), ``sheet`` (counted from the first page of the
        PDF), ``section`` and ``roles``; one for each page and section.
    """
    found: dict[str, dict[tuple[int, str, str], dict[str, Any]]] = {}
    for key, unit, place, section, role in (
        *_anchored(anchors, pages),
        *_named(chapters, pages),
    ):
        page, sheet = place
        known = found.setdefault(key, {}).setdefault(
            (sheet, unit, section),
            {"unit": unit, "page": page, "sheet": sheet, "section": section, "roles": []},
        )
        if role not in known["roles"]:
            known["roles"].append(role)
    return {key: sorted(each.values(), key=lambda a: a["sheet"]) for key, each in found.items()}


Appearance = tuple[str, str, tuple[str, int], str, str]
"""A finding's key, unit, (page, sheet), section, role."""


def _anchored(
    anchors: Mapping[str, Sequence[Any]], pages: Mapping[str, Any]
) -> Iterator[Appearance]:
    traced: dict[str, list[tuple[str, int]]] = {}
    for name, page, sheet in pages.get("traced", ()):
        if page is not None:
            traced.setdefault(name, []).append((page, sheet))
    for unit, each in anchors.items():
        for at, identifier, of, role, section in each:
            places = _titled(pages, identifier) if at is None else traced.get(f"{unit}:{at}", ())
            for place in places:
                for ref in of:
                    yield "/".join(ref), unit, place, section, role


def _titled(pages: Mapping[str, Any], identifier: str) -> list[tuple[str, int]]:
    """The place of what has an id and a title."""
    if identifier not in pages["pages"]:
        return []
    return [(pages["pages"][identifier], pages.get("sheets", {}).get(identifier, 0))]


PASSAGES = {"told_in": "limitation", "taken_up_in": "taken up"}
"""Fields of a limitation that name sections and passages → what stands there."""


def _named(
    chapters: Mapping[str, Mapping[str, Any]], pages: Mapping[str, Any]
) -> Iterator[Appearance]:
    """The passages that limitations name themselves."""
    for chapter, given in chapters.items():
        for limitation in given["values"].get("limitations", ()):
            for field, role in PASSAGES.items():
                unit = limitation["paper"] if field == "told_in" else chapter
                for identifier in limitation.get(field, ()):
                    for place in _titled(pages, identifier):
                        key = f"{chapter}/limitations/{limitation['id']}"
                        yield key, unit, place, "", role
