"""The sample's diversity: every participant in one group, every share with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from softbound.derive.diversity import bands, counted, determined, suppressed
from softbound.model.findings.critical_review import Diversity, Population
from softbound.problems import At, Place, Problem, in_a_row, nearest, problem

NEAR = (99, 101)
"""What rounded shares of a whole population may add up to."""


def check(
    diversity: Sequence[Diversity],
    at: At,
    participants: Mapping[str, Sequence[Mapping[str, Any]]],
    chapters: Sequence[str],
) -> Iterator[Problem]:
    """All problems of diversity.yaml but unknown keys of sources (:mod:`.references` has these).

    :param at: of diversity.yaml.
    :param participants: a chapter's name → its participants as build/findings/ has them.
    :param chapters: the thesis's chapters.
    """
    for index, one in enumerate(diversity):

        def here(*path: str | int, index: int = index) -> Place:
            return at(index, *path)

        people = participants.get(one.chapter, ())
        yield from _groups(one, here)
        yield from _populations(one, here)
        if people:
            yield from _sample(one, here, people)
        else:
            yield _nobody(one, here("chapter"), participants, chapters)


Here = Callable[..., Place]
"""Keys and indices in a characteristic → their place."""


def _nobody(
    one: Diversity,
    place: Place,
    participants: Mapping[str, Sequence[Mapping[str, Any]]],
    chapters: Sequence[str],
) -> Problem:
    with_people = [name for name, people in participants.items() if people]
    if one.chapter in chapters:
        what = f"The chapter {one.chapter} has no participants to compare."
        hint = f"{in_a_row(with_people)} has some." if len(with_people) == 1 else ""
        hint = hint or "Write them down in its findings/participants.yaml."
    else:
        what = f'"{one.chapter}" is no chapter of the thesis.'
        hint = nearest(one.chapter, chapters) or f"Its chapters: {', '.join(chapters)}."
        if len(with_people) == 1:
            hint = f'Write "chapter: {with_people[0]}", which has the participants.'
    return problem("diversity-has-participants", place, what, hint)


def _sample(one: Diversity, here: Here, people: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Participants that are in no group, and small counts that cannot be protected."""
    values = [person["bands"].get(one.band, "") for person in people]
    if not any(values):
        known = list(dict.fromkeys(name for person in people for name in person["bands"]))
        yield problem(
            "participant-is-in-one-group",
            here("band"),
            f'No participant of {one.chapter} has the band "{one.band}".',
            nearest(one.band, known) or f"They have {in_a_row(known)}." if known else "",
        )
        return
    grouped = {band for group in one.groups for band in bands(group)}
    for value in dict.fromkeys(values):
        if value and value not in grouped:
            number = values.count(value)
            yield problem(
                "participant-is-in-one-group",
                here("groups"),
                f"{'One participant' if number == 1 else f'{number} participants'} of "
                f'{one.chapter} with {one.band} "{value}" {"is" if number == 1 else "are"} in no '
                "group.",
                nearest(value, grouped) or f'Add bands: ["{value}"] to a group.',
            )
    counts = list(counted(one, people).values())
    if determined(counts, suppressed(counts, one.suppress_below), one.suppress_below):
        yield problem(
            "withheld-count-stays-unknown",
            here("groups"),
            f"A count of {one.label} below {one.suppress_below} follows from the total of "
            f"{len(people)} and the other counts, so none of them is shown.",
            "Join groups until none is so small, or leave this characteristic out.",
        )


def _groups(one: Diversity, here: Here) -> Iterator[Problem]:
    """Groups that stand twice, and bands that are in two groups."""
    labels: dict[str, int] = {}
    homes: dict[str, str] = {}
    for index, group in enumerate(one.groups):
        place = here("groups", index)
        if labels.setdefault(group.label, index) != index:
            yield problem(
                "participant-is-in-one-group",
                place,
                f'The group "{group.label}" of {one.label} stands twice.',
                "Join the two, or give one another name.",
            )
            continue
        for band in dict.fromkeys(bands(group)):
            home = homes.setdefault(band, group.label)
            if home != group.label:
                yield problem(
                    "participant-is-in-one-group",
                    place,
                    f'The band "{band}" is in two groups of {one.label}: "{home}" and '
                    f'"{group.label}".',
                    "Who has it would count twice: take it out of one of them.",
                )


def _populations(one: Diversity, here: Here) -> Iterator[Problem]:
    labels = [group.label for group in one.groups]
    for index, population in enumerate(one.populations):
        place = here("populations", index)
        yield from _source(population, place)
        first = next(i for i, p in enumerate(one.populations) if p.label == population.label)
        if first != index:
            yield problem(
                "population-is-told-whole",
                place,
                f'The population "{population.label}" stands twice in {one.label}: here and in line '
                f"{here('populations', first).line}.",
                "Keep one of them, or give it another label.",
            )
        for label in population.shares:
            if label not in labels:
                yield problem(
                    "share-is-of-a-group",
                    here("populations", index, "shares", label),
                    f'{population.label} has a share of "{label}", which is no group of {one.label}.',
                    nearest(label, labels) or f"Its groups: {in_a_row(labels)}.",
                )
        missing = [label for label in labels if label not in population.shares]
        if missing:
            yield problem(
                "population-is-told-whole",
                here("populations", index, "shares"),
                f"{population.label} has no share of {in_a_row(missing)}.",
                "Write it, as its source has it. Where the source has none, join groups.",
            )
        total = round(sum(population.shares.values()), 6)
        if not (missing or NEAR[0] <= total <= NEAR[1]):
            yield problem(
                "population-is-told-whole",
                here("populations", index, "shares"),
                f"The shares of {population.label} add up to {total:g}%.",
                "A population's shares add up to 100% but for rounding: add a group for the others, "
                "or mend a number.",
            )


def _source(population: Population, place: Place) -> Iterator[Problem]:
    """Figures whose source is not told, or that are said to be made up and to have one."""
    if population.citation and population.synthetic:
        yield problem(
            "population-has-source",
            place,
            f'{population.label} is said to be synthetic, and to be from "{population.citation}".',
            "Keep one of the two.",
        )
    elif not population.citation and not population.synthetic:
        yield problem(
            "population-has-source",
            place,
            f"Nothing says where the figures of {population.label} are from.",
            "Write citation: and the key of the source, or synthetic: true if they are made up for "
            "an example.",
        )
