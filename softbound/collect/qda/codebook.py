"""REFI-QDA's codebook, alone (.qdc) or within a project → codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from typing import Any

from softbound.collect.qda import xml
from softbound.collect.qda.base import Gathered
from softbound.collect.qda.texts import line, plain
from softbound.model.coded import Code


def read(
    codebook: Any, gathered: Gathered, place: xml.Lines, cases: Set[str] = frozenset()
) -> list[tuple[str, str]]:
    """The codes below a CodeBook element, each after the one above it.

    :param cases: GUIDs of cases; NVivo exports cases as codes too, and these are no codes.
    :return: the GUIDs of the notes that codes refer to, each with the code's.
    """
    notes: list[tuple[str, str]] = []
    seen: dict[str, Any] = {}
    start = xml.child(codebook, "Codes")
    todo: list[tuple[Any, str | None]] = [
        (code, None)
        for code in reversed(list(xml.children(codebook if start is None else start, "Code")))
    ]
    colours = 0
    of_cases: list[str] = []
    while todo:
        element, parent = todo.pop()
        key, name = xml.guid(element.get("guid")), line(element.get("name"))
        below = list(xml.children(element, "Code"))
        at = place(element)
        if key and key in cases:
            of_cases.append(name)
            todo += [(code, parent) for code in reversed(below)]
            continue
        if not key or key in seen:
            what = (
                f'The code "{name}" has the same GUID as "{line(seen[key].get("name"))}" in line '
                f"{place(seen[key]).line}: what is coded with it is taken to be coded with the "
                "first."
                if key
                else f'The code "{name}" has no GUID, so nothing can refer to it.'
            )
            gathered.wrong(
                "import-references-lead-somewhere", at, what, "Export the project again."
            )
            key = f"{key}-{len(gathered.codes)}"
        seen[key] = element
        if not name:
            gathered.wrong(
                "imported-code-has-name",
                at,
                "The code has no name.",
                "Give it one in the software and export again, or in the files that come of it.",
            )
        colours += element.get("color") is not None
        description = plain(xml.text(element, "Description"))
        gathered.codes.append(Code(key, name, at, parent, description))
        notes += [
            (xml.guid(ref.get("targetGUID")), key) for ref in xml.children(element, "NoteRef")
        ]
        todo += [(code, key) for code in reversed(below)]
    gathered.lose("colours of codes", "Findings have none.", count=colours)
    for name, count in Counter(of_cases).items():
        gathered.lose(
            "codes that are cases",
            "They stand for somebody, not for a meaning.",
            count=count,
            name=name,
        )
    return notes


def sets(parent: Any, gathered: Gathered, place: xml.Lines) -> None:
    """Sets are not carried over."""
    for group in xml.children(parent, "Sets"):
        for each in xml.children(group, "Set"):
            gathered.lose(
                "sets",
                "Findings have no groups beside categories.",
                name=line(each.get("name")),
                place=place(each),
            )
