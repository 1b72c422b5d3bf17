"""What a thesis links to its participants, against the size of its sample (deductive disclosure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from softbound.derive.linking import LENGTH, Linked
from softbound.derive.sample import readable
from softbound.problems import Problem, in_a_row, problem
from softbound.verify.given import Given


def check(findings: Mapping[str, Any], linked: Sequence[Linked]) -> list[Problem]:
    """Bands that prose links to a pseudonym, and combinations that fit one participant alone.

    No message tells a value: what it warns of would stand in the reports.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    :param linked: of :func:`softbound.derive.linking.linked_anywhere`.
    """
    given = Given(findings["values"], findings["places"])
    return [*_in_prose(linked), *_unique(given, linked)]


def _in_prose(linked: Sequence[Linked]) -> Iterator[Problem]:
    for each in linked:
        bands = {(s.place, s.band): None for s in each.sightings}
        for place in dict.fromkeys(place for place, _ in bands):
            here = [band for at, band in bands if at == place]
            yield problem(
                "prose-links-published-bands-only",
                place,
                f"The pseudonym {each.pseudonym} stands in one sentence or row with that "
                f"participant's {in_a_row(map(readable, here))}.",
                "Say it without the pseudonym, or of several participants"
                + ("." if LENGTH in here else '; or name it in "publish", if it may be known.'),
            )


def _unique(given: Given, linked: Sequence[Linked]) -> Iterator[Problem]:
    people = [each["id"] for each in given.values.get("participants", ())]
    for each in linked:
        if not each.unique:
            continue
        at = people.index(each.participant)
        published = given.values["participants"][at]["publish"]
        place = given.place("participants", at, "publish")
        if not published and each.sightings:
            place = each.sightings[0].place
        names = in_a_row(readable(name) for name in each.combination)
        fewer = len(each.smallest) < len(each.combination)
        enough = f"; {in_a_row(map(readable, each.smallest))} would be enough" if fewer else ""
        yield problem(
            "linked-combination-fits-several-participants",
            place,
            f"What the thesis links to {each.pseudonym} fits nobody else in the sample: "
            f"{names}{enough}.",
            "Link less, or make the bands broader. The report linked-CHAPTER.csv tells where each "
            "is linked.",
        )
