"""Items of reporting standards: each has a place that exists, or a reason why it does not apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from softbound.model.findings.reporting import ItemReport, Reporting
from softbound.model.findings.systematic_review import Protocol
from softbound.model.labels import PASSAGES, PREFIXES, Label, prefix_of
from softbound.model.standard import Standard
from softbound.problems import At, Place, Problem, nearest, problem

SHOWN = 6
"""Items that a message names with their labels; of more, only the numbers."""


def check(reporting: Reporting, standards: Mapping[str, Standard], at: At) -> Iterator[Problem]:
    """Standards and items that are not known, and items without a place or a reason.

    :param reporting: reporting.yaml.
    :param standards: name of a file of templates/standards/, without .yaml → the standard.
    :param at: of reporting.yaml.
    """
    for name, reports in reporting.root.items():
        standard = standards.get(name)
        if standard is None:
            yield problem(
                "reporting-standard-is-known",
                at(name),
                f'There is no reporting standard "{name}".',
                nearest(name, standards) or f"Known: {', '.join(sorted(standards))}.",
            )
            continue
        for number, report in reports.items():
            place = at(name, number)
            if number not in standard.labels:
                yield problem(
                    "reporting-item-is-known",
                    place,
                    f"{standard.name} has no item {number}.",
                    _near(number, standard),
                )
            elif said := _unclear(report):
                yield problem(
                    "reporting-item-has-place-or-reason",
                    place,
                    f"Item {number} of {standard.name} ({standard.labels[number]}) {said}.",
                    "Write the id of the place that reports it, or na: and the reason.",
                )
        yield from _unmapped(standard, reports, at(name))


def _near(number: str, standard: Standard) -> str:
    """The item that may be meant: 13 stands for 13a to 13f; 13g is none of these."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    family = [n for n in standard.labels if n.rstrip("abcdefghijklmnopqrstuvwxyz") == digits]
    if family:
        return f"It has {', '.join(family)}."
    numbers = list(standard.labels)
    return f"Its items are {numbers[0]} to {numbers[-1]}."


def _unclear(report: ItemReport) -> str:
    """What is wrong with what is said of an item; empty if nothing is."""
    if report.at and report.na:
        return "has both a place and a reason why it does not apply"
    if report.at or report.na:
        return ""
    return "has neither a place nor a reason why it does not apply"


def _unmapped(
    standard: Standard, reports: Mapping[str, ItemReport], place: Place
) -> Iterator[Problem]:
    """One problem for all items of a standard that are not mentioned."""
    labels = standard.labels
    missing = [number for number in labels if number not in reports]
    if not missing:
        return
    few = len(missing) <= SHOWN
    named = [f"{number} ({labels[number]})" if few else number for number in missing]
    optional = standard.may_be_na
    may = [n for n in missing if optional is not None and n in optional.items]
    hint = (
        f"{optional.when} may mark {', '.join(may)} as not applicable, with a reason."
        if optional is not None and may
        else ""
    )
    yield problem(
        "reporting-is-complete",
        place,
        f"{len(missing)} of the {len(labels)} items of {standard.name} "
        f"{'is' if len(missing) == 1 else 'are'} not mentioned: {', '.join(named)}.",
        hint,
    )


def check_places(reporting: Reporting, at: At, labels: Sequence[Label]) -> Iterator[Problem]:
    """A problem for each place of an item that does not exist in the thesis.

    :param labels: those of all units.
    """
    known = {label.id for label in labels if label.written}
    for name, reports in reporting.root.items():
        for number, report in reports.items():
            for index, identifier in enumerate(report.at):
                if identifier in known:
                    continue
                prefix = prefix_of(identifier)
                what = PREFIXES.get(prefix, "place")
                near = [i for i in known if prefix_of(i) == prefix] if prefix else known
                yield problem(
                    "reporting-place-exists",
                    _of_place(at, name, number, index),
                    f'There is no {what} with the id "{identifier}" in the thesis.',
                    nearest(identifier, sorted(near)) or _advice(prefix),
                )


def _of_place(at: At, standard: str, number: str, index: int) -> Place:
    """Where the id stands: in ``[sec:a, sec:b]``, in ``{at: […]}``, or by itself."""
    item = at(standard, number)
    found = (at(standard, number, *path) for path in (("at", index), (index,), ("at",)))
    return next((place for place in found if place != item), item)


def _advice(prefix: str) -> str:
    if prefix in PASSAGES:
        return f"Mark the words in the prose: [The words.]{{#{prefix}:name}}"
    if prefix:
        return ""
    return "An id begins with sec:, tbl:, fig:, app:, mark: or lim:."


def check_protocol(protocol: Protocol, at: At) -> Iterator[Problem]:
    """Whether the review says where it was registered and when, or why it was not.

    PRISMA 2020, items 24a to 24c.

    :param at: of protocol.yaml.
    """
    if protocol.unregistered and protocol.id:
        yield problem(
            "protocol-is-registered",
            at("unregistered"),
            f'The review has the registration number "{protocol.id}" and a reason why it was not '
            "registered.",
            "Keep one of them.",
        )
    elif not protocol.id and not protocol.unregistered:
        yield problem(
            "protocol-is-registered",
            at("registry"),
            "The review has neither a registration number nor a reason why it was not registered.",
            "Write id: and the number, or unregistered: and the reason.",
        )
    elif protocol.id:
        yield from _registration(protocol, at("id"))


def _registration(protocol: Protocol, place: Place) -> Iterator[Problem]:
    form, example = FORMS.get(protocol.registry.strip().casefold(), ("", ""))
    if form and not re.fullmatch(form, protocol.id):
        yield problem(
            "registration-number-has-known-form",
            place,
            f'"{protocol.id}" does not look like a registration number of {protocol.registry}.',
            f"Such numbers look like {example}.",
        )
    if protocol.date is None:
        yield problem(
            "registration-has-date",
            place,
            f"The registration {protocol.id} has no date.",
            "Write date: and the day, such as 2026-01-12.",
        )


FORMS: Mapping[str, tuple[str, str]] = {"prospero": (r"CRD42\d+", "CRD42026000000")}
"""A registry's name in small letters → what its numbers look like (not checked with the registry:
it gives warnings only), and an example."""
