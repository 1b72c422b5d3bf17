"""Citations, included studies and sources of figures against the bibliographies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from softbound.model.labels import Use
from softbound.problems import Place, Problem, nearest, problem

RULE = "citation-is-in-bibliography"


def cited(uses: Sequence[Use], keys: Collection[str]) -> Iterator[Problem]:
    """A problem for each citation whose key is in no bibliography.

    :param keys: all keys and aliases of all bibliographies.
    """
    for use in uses:
        if use.id not in keys:
            yield problem(
                RULE,
                use.place,
                f'"{use.id}" is cited but is in no bibliography.',
                nearest(use.id, keys),
            )


def included(findings: Mapping[str, Any], keys: Collection[str]) -> Iterator[Problem]:
    """A problem for each included study or report of one whose citation key is in no bibliography.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    """
    places = findings["places"].get("studies", {})
    for index, study in enumerate(findings["values"].get("studies", ())):
        if study["citation"] not in keys:
            yield problem(
                RULE,
                Place(*places[study["id"]]),
                f'The study {study["id"]} is cited as "{study["citation"]}", '
                "which is in no bibliography.",
                nearest(study["citation"], keys),
            )
        for position, report in enumerate(study.get("reports", ())):
            if report not in keys:
                at = places.get(f".{index}.reports.{position}", places[study["id"]])
                yield problem(
                    RULE,
                    Place(*at),
                    f'A report of the study {study["id"]} is cited as "{report}", '
                    "which is in no bibliography.",
                    nearest(report, keys),
                )


def populations(findings: Mapping[str, Any], keys: Collection[str]) -> Iterator[Problem]:
    """A problem for each reference population whose source is in no bibliography.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    """
    places = findings["places"].get("diversity", {})
    for index, characteristic in enumerate(findings["values"].get("diversity", ())):
        for position, population in enumerate(characteristic["populations"]):
            key = population["citation"]
            if key and key not in keys:
                path = f".{index}.populations.{position}"
                at = places.get(f"{path}.citation", places.get(path, places[characteristic["id"]]))
                yield problem(
                    RULE,
                    Place(*at),
                    f'The figures of {population["label"]} are cited from "{key}", which is in no '
                    "bibliography.",
                    nearest(key, keys),
                )
