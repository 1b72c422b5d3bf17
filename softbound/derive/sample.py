"""Participants → the sample in bands, each by itself; and what is shown beside a pseudonym.

Where few people took part, a row of age, gender and service identifies a person (deductive
disclosure; Kaiser, 2009). So bands are counted one by one, and linked to a pseudonym only where
``publish`` says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Finding = Mapping[str, Any]
NOT_STATED = "not stated"
"""The group of those of whom a band is not known."""
BELOW = re.compile(r"\b(?:under|below|less|fewer|up to|younger)\b|<", re.IGNORECASE)
ABOVE = re.compile(r"\b(?:over|above|more|older)\b|>", re.IGNORECASE)


def sample(participants: Sequence[Finding]) -> dict[str, Any]:
    """The sample in bands.

    :return: ``n``; ``bands``, in the order in which they are first written: name, label, and
        ``groups``: label, n, percent (whole). Groups stand in the order of their numbers where each
        has one ("30–39", "40 or over"), else in that of their appearance; who lacks a band is
        counted as "not stated", last.
    """
    bands = []
    for name in band_names(participants):
        counted = Counter(_band(participant, name) or NOT_STATED for participant in participants)
        groups = [
            {
                "label": label,
                "n": counted[label],
                "percent": _percent(counted[label], counted.total()),
            }
            for label in _in_order(counted)
        ]
        bands.append({"name": name, "label": readable(name), "groups": groups})
    return {"n": len(participants), "bands": bands}


def band_names(participants: Iterable[Finding]) -> list[str]:
    """The names of all bands, in the order in which they are first written."""
    return list(dict.fromkeys(name for each in participants for name in each["bands"]))


def readable(name: str) -> str:
    """A band's name as it is read: ``years_qualified`` → "years qualified"."""
    return name.replace("_", " ")


def linked(participants: Sequence[Finding]) -> dict[str, Any]:
    """What is shown beside pseudonyms, by ``publish``.

    :return: ``bands``: name and label of those that anybody opted into; ``rows``: id, pseudonym,
        and ``cells``, a value or "" for each of these bands; ``unique``: id, pseudonym and bands of
        those whose combination nobody else in the sample has.
    """
    wanted = {name for each in participants for name in each["publish"]}
    names = [name for name in band_names(participants) if name in wanted]
    rows = [
        {
            "id": each["id"],
            "pseudonym": each["pseudonym"],
            "cells": [_band(each, name) if name in each["publish"] else "" for name in names],
        }
        for each in participants
    ]
    unique = []
    for row in rows:
        shown = {name: cell for name, cell in zip(names, row["cells"], strict=True) if cell}
        if shown and sharing(participants, shown) == 1:
            unique.append({"id": row["id"], "pseudonym": row["pseudonym"], "bands": shown})
    bands = [{"name": name, "label": readable(name)} for name in names]
    return {"bands": bands, "rows": rows, "unique": unique}


def sharing(participants: Iterable[Finding], combination: Mapping[str, str]) -> int:
    """How many participants have all of these values, whether or not the thesis shows it."""
    return sum(
        all(_band(each, name) == value for name, value in combination.items())
        for each in participants
    )


def _band(participant: Finding, name: str) -> str:
    return str(participant["bands"].get(name, "")).strip()


def _in_order(labels: Iterable[str]) -> list[str]:
    stated = [label for label in labels if label != NOT_STATED]
    if all(re.search(r"\d", label) for label in stated):
        stated.sort(key=_position)
    return [*stated, *(label for label in labels if label == NOT_STATED)]


def _position(label: str) -> tuple[Fraction, int]:
    """Where a band with a number stands: by its first number, "under 5" before and "over 5" after."""
    number = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", label)
    first = Fraction(number[0].replace(",", "") if number else 0)
    return first, bool(ABOVE.search(label)) - bool(BELOW.search(label))


def _percent(part: int, whole: int) -> int:
    """A whole percentage; halves are rounded up, as readers check them by hand."""
    return int(Fraction(part * 100, whole) + Fraction(1, 2))
