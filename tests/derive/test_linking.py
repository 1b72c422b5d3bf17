"""What the thesis links to pseudonyms: in sentences, in rows, and in combination."""

from __future__ import annotations

from typing import Any

from softbound.derive.linking import (
    LENGTH,
    Sighting,
    linked_anywhere,
    linked_report,
    pseudonyms_in_prose,
)
from softbound.problems import Place
from tests import cases, synthesis

FILES = {
    "participants": """\
- {id: p1, pseudonym: Agnes, bands: {gender: woman, age: "30–39", setting: adult mental health, other: none}}
- {id: p2, pseudonym: Bruno, bands: {gender: man, age: 40 or over, setting: wards, other: none}}
- {id: p3, pseudonym: Clara, bands: {gender: woman, age: "30–39", setting: wards}, publish: [setting]}
""",
    "interviews": """\
- {participant: p1, minutes: 52}
- {participant: p2, minutes: 74}
- {participant: p3, minutes: 61}
- {participant: p3, minutes: 30, round: 2}
""",
}
VALUES: dict[str, Any] = synthesis.stored(FILES)["values"]


@cases.each(__file__, "sightings")
def test_sightings(case: cases.Case) -> None:
    found = pseudonyms_in_prose([("a.md", case.input)], VALUES)
    assert [f"{s.place.line} {s.participant} {s.band}" for s in found] == case.expected


def sighting(text: str) -> Sighting:
    participant, band = text.split(" ", 1)
    person = next(each for each in VALUES["participants"] if each["id"] == participant)
    minutes = next(i["minutes"] for i in VALUES["interviews"] if i["participant"] == participant)
    value = f"{minutes} minutes" if band == LENGTH else person["bands"][band]
    return Sighting(participant, band, value, Place("a.md", 3))


@cases.each(__file__, "combinations")
def test_combinations(case: cases.Case) -> None:
    found = linked_anywhere(VALUES, map(sighting, case.input))
    said = [
        f"{each.participant} {', '.join(sorted(each.combination))}: {each.sharing}"
        + (f" by {', '.join(sorted(each.smallest))}" if each.unique else "")
        for each in found
    ]
    assert said == case.expected


def test_ids_name_participants_where_quotations_do() -> None:
    prose = [("a.md", "A woman, P1, spoke.\n")]
    assert pseudonyms_in_prose(prose, VALUES) == []
    by_id = VALUES | {"transcription": {"attribution": "id"}}
    assert [s.band for s in pseudonyms_in_prose(prose, by_id)] == ["gender"]


def test_merged_text_is_told_at_the_author_s_lines() -> None:
    prose = [("unit", "One.\n\nAgnes is a woman.\n")]
    (found,) = pseudonyms_in_prose(prose, VALUES, lambda file, line: Place("b.md", line + 40))
    assert found.place == Place("b.md", 43)


def test_the_report_tells_who_is_linked_to_what_and_where() -> None:
    found = linked_anywhere(VALUES, [sighting("p3 gender"), sighting("p1 interview length")])
    assert linked_report(found) == [
        ["participant", "pseudonym", "linked", "shared by", "unique by", "told in prose"],
        ["p1", "Agnes", (f"{LENGTH}: 52 minutes",), 1, (LENGTH,), (f"a.md:3 ({LENGTH})",)],
        ["p3", "Clara", ("gender: woman", "setting: wards"), 1, ("gender", "setting"), ("a.md:3 (gender)",)],
    ]  # fmt: skip


def test_nothing_is_linked_where_there_are_no_participants() -> None:
    assert pseudonyms_in_prose([("a.md", "Agnes is a woman.\n")], {}) == []
    assert linked_anywhere({}, []) == []
