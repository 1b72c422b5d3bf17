"""Limitations both ways: what a paper declares is taken up, what is taken up was declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from softbound.model.findings.critical_review import DECLARED, Limitation
from softbound.model.labels import PASSAGES, PREFIXES, Uses, prefix_of
from softbound.problems import At, Place, Problem, in_a_row, nearest, problem

APPENDICES = "appendices"
"""The unit where a long table may stand."""


def check(
    limitations: Sequence[Limitation],
    at: At,
    holder: str,
    units: Sequence[Uses],
) -> Iterator[Problem]:
    """What a limitations.yaml lacks: papers, places, answers.

    :param at: of limitations.yaml.
    :param holder: the chapter that has it.
    :param units: what all units define and name, in the thesis's order.
    """
    chapters = [unit.unit for unit in units if unit.kind == "chapter"]
    homes = homes_of(units)
    referred = _referred(holder, units)
    for index, limitation in enumerate(limitations):
        if limitation.paper not in chapters:
            yield problem(
                "limitation-concerns-a-chapter",
                at(index, "paper"),
                f'The limitation {limitation.id} concerns "{limitation.paper}", which is no chapter '
                "of the thesis.",
                nearest(limitation.paper, chapters) or f"Its chapters: {', '.join(chapters)}.",
            )
        else:
            yield from _told(limitation, index, at, homes)
        yield from _taken_up(limitation, index, at, holder, homes, referred)
        yield from _answered(limitation, at(index))


def homes_of(units: Sequence[Uses]) -> dict[str, str]:
    """An id that an author wrote → the unit that has it; the first one, where two have it."""
    homes: dict[str, str] = {}
    for unit in units:
        for label in unit.labels:
            if label.written:
                homes.setdefault(label.id, unit.unit)
    return homes


def _referred(holder: str, units: Sequence[Uses]) -> set[str]:
    """Ids that a table of limitations points to, quietly, and passages that the chapter refers to.

    Where the table stands in an appendix, only passages count: checklists there point to sections,
    as prose does that need not speak of each limitation in them.
    """
    return {
        use.id
        for unit in units
        for use in unit.references
        if (unit.unit == holder and use.role == "quiet")
        or (unit.unit in (holder, APPENDICES) and prefix_of(use.id) in PASSAGES)
    }


def _told(
    limitation: Limitation, index: int, at: At, homes: Mapping[str, str]
) -> Iterator[Problem]:
    """Places in the paper that do not exist there."""
    paper = limitation.paper
    there = [identifier for identifier, home in homes.items() if home == paper]
    for position, identifier in enumerate(limitation.told_in):
        home = homes.get(identifier)
        place = at(index, "told_in", position)
        if home == paper:
            continue
        if home is not None:
            yield problem(
                "limitation-is-told-in-its-paper",
                place,
                f'The limitation {limitation.id} concerns {paper}, but "{identifier}" stands in '
                f"{home}.",
                "Mend its paper, or declare it there.",
            )
        elif identifier == limitation.declared:
            yield problem(
                "limitation-is-told-in-its-paper",
                place,
                f"Nothing in {paper} declares the limitation {limitation.id}.",
                nearest(
                    limitation.id,
                    [i.removeprefix(DECLARED) for i in there if prefix_of(i) == "lim"],
                )
                or f"Mark the words that do: [The words.]{{#{identifier}}}, or name their place in "
                "told_in.",
            )
        else:
            yield _nowhere(identifier, place, there)


def _taken_up(
    limitation: Limitation,
    index: int,
    at: At,
    holder: str,
    homes: Mapping[str, str],
    referred: set[str],
) -> Iterator[Problem]:
    """Places in the critical review that do not exist there; limitations without any."""
    there = [identifier for identifier, home in homes.items() if home == holder]
    for position, identifier in enumerate(limitation.taken_up_in):
        home = homes.get(identifier)
        place = at(index, "taken_up_in", position)
        if home is None:
            yield _nowhere(identifier, place, there)
        elif home not in (holder, APPENDICES):
            yield problem(
                "limitation-is-taken-up",
                place,
                f'The limitation {limitation.id} is taken up in {holder}, but "{identifier}" stands '
                f"in {home}.",
                "Name a section or a marked passage of that chapter, or an appendix.",
            )
    if not limitation.taken_up_in and not referred & {*limitation.told_in}:
        yield problem(
            "limitation-is-taken-up",
            at(index),
            f"Nothing in {holder} takes up the limitation {limitation.id}.",
            'Place {{ table("limitations") }}, or name the section that does in taken_up_in.',
        )


def _nowhere(identifier: str, place: Place, there: Sequence[str]) -> Problem:
    prefix = prefix_of(identifier)
    near = [known for known in there if not prefix or prefix_of(known) == prefix]
    return problem(
        "limitation-place-exists",
        place,
        f'There is no {PREFIXES.get(prefix, "place")} with the id "{identifier}" in the thesis.',
        nearest(identifier, near)
        or ("" if prefix else "An id begins with sec:, app:, tbl:, fig:, mark: or lim:."),
    )


def _answered(limitation: Limitation, place: Place) -> Iterator[Problem]:
    """Limitations that are only named."""
    if not limitation.response and not limitation.future:
        yield problem(
            "limitation-is-answered",
            place,
            f"The limitation {limitation.id} says neither what was done about it nor what future "
            "work should do.",
            "Write response: or future:; if nothing could be done, say so there.",
        )
    if not limitation.consequence:
        yield problem(
            "limitation-has-consequence",
            place,
            f"The limitation {limitation.id} does not say what follows from it.",
            "Write consequence: which findings would it change, and how?",
        )


def untaken(held: Mapping[str, Sequence[Limitation]], units: Sequence[Uses]) -> Iterator[Problem]:
    """A problem for each passage that declares a limitation which no limitations.yaml has.

    :param held: a chapter's name → its limitations. Where no chapter has any, nobody promised to
        take them up; passages of these chapters themselves speak of those of the papers.
    """
    if not held:
        return
    every = [limitation for limitations in held.values() for limitation in limitations]
    known = {place for limitation in every for place in (*limitation.told_in, limitation.declared)}
    for unit in units:
        for label in unit.labels:
            if unit.unit in held or prefix_of(label.id) != "lim" or label.id in known:
                continue
            yield problem(
                "declared-limitation-is-taken-up",
                label.place,
                f'The limitation "{label.id.removeprefix(DECLARED)}" is declared here, but '
                f"limitations.yaml of {in_a_row(held)} has none with that id.",
                nearest(label.id.removeprefix(DECLARED), [each.id for each in every])
                or f"Add it there, or name {label.id} in told_in of one that is there.",
            )
