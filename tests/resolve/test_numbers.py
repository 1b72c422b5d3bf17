"""Labels of all units → numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from softbound.model.labels import Label, Use, Uses
from softbound.model.profile import Labels, Numbering, Profile, Source
from softbound.problems import Place
from softbound.resolve import numbers
from tests import cases


def profile(
    numbering: dict[str, Any] | None = None, labels: dict[str, str] | None = None
) -> Profile:
    source = Source(title="Tests", recorded=date(2026, 1, 1), status="unverified")
    return Profile(
        name="Tests",
        sources=(source,),
        numbering=Numbering(**(numbering or {})),
        labels=Labels(**(labels or {})),
    )


def units(given: dict[str, list[str]]) -> list[Uses]:
    """Units by name; ``front-matter`` and ``appendices`` are what they are called.

    Labels are written ``chapter ID``, ``table ID`` …, sections ``section3 ID`` with their level;
    a minus after the kind takes the number from a section.
    """
    found = []
    for name, labels in given.items():
        kind: Any = name if name in ("front-matter", "appendices") else "chapter"
        found.append(Uses(name, kind, [_label(text) for text in labels], [], []))
    return found


def _label(text: str) -> Label:
    word, identifier = text.split(" ")
    kind: Any = word.rstrip("-0123456789")
    level = int("0" + word.rstrip("-")[len(kind) :])
    return Label(
        identifier,
        kind,
        f"Title of {identifier}",
        Place("a.md", 1),
        level or {"chapter": 1, "appendix": 1, "section": 2}.get(kind, 0),
        numbered="-" not in word,
    )


@cases.each(__file__, "shown")
def test_labels_as_they_are_shown(case: cases.Case) -> None:
    found = numbers.number(
        units(case.input["units"]),
        profile(case.input.get("numbering"), case.input.get("labels")),
    )
    assert {identifier: numbered.label for identifier, numbered in found.items()} == case.expected


@cases.each(__file__, "sequences")
def test_sequences(case: cases.Case) -> None:
    found = numbers.number(units(case.input["units"]), profile(case.input.get("numbering")))
    shown = {
        identifier: f"{n.prefix}|{n.index}{'|new' if n.restart else ''}"
        for identifier, n in found.items()
        if n.kind in ("table", "figure")
    }
    assert shown == case.expected


def test_many_appendices_go_on_after_z() -> None:
    given = units({"appendices": [f"appendix a{n}" for n in range(1, 29)]})
    found = numbers.number(given, profile())
    assert [found[f"a{n}"].number for n in (1, 26, 27, 28)] == ["A", "Z", "AA", "AB"]


def test_a_unit_needs_its_own_numbers_and_those_it_refers_to() -> None:
    given = units(
        {"one": ["chapter c1", "table t1", "table t2"], "two": ["chapter c2", "table t3"]}
    )
    referring = Uses("two", "chapter", given[1].labels, [Use("t1", Place("b.md", 3))], [])
    every = numbers.number([given[0], referring], profile())
    assert list(numbers.relevant(referring, every)) == ["c2", "t3", "t1"]


def test_an_id_that_two_chapters_have_is_numbered_in_both() -> None:
    found = numbers.number(units({"one": ["chapter x", "table t"], "two": ["table t"]}), profile())
    assert {i: n.unit for i, n in found.items()} == {"x": "one", "t": "one", "two--t": "two"}


def test_numbers_come_back_from_json() -> None:
    found = numbers.number(units({"one": ["chapter c", "table t"]}), profile())
    assert {i: type(n).from_json(n.to_json()) for i, n in found.items()} == found
