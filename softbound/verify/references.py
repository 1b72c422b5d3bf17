"""Citations and included studies against the bibliographies."""

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
    """A problem for each included study whose citation key is in no bibliography.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    """
    places = findings["places"].get("studies", {})
    for study in findings["values"].get("studies", ()):
        if study["citation"] not in keys:
            yield problem(
                RULE,
                Place(*places[study["id"]]),
                f'The study {study["id"]} is cited as "{study["citation"]}", '
                "which is in no bibliography.",
                nearest(study["citation"], keys),
            )
