"""A sample beside reference populations, with small counts withheld.

A count from 1 to below a threshold may point to a person, and so may one that follows from the
total and the others. Both are withheld, as British official statistics do it:

- **Primary suppression.** Counts of 1 and 2 are taken as unsafe, by the Office for National
  Statistics' guidance on disclosure control of health statistics; so the threshold is 3 unless an
  author sets another.
- **Secondary (complementary) suppression.** More counts are withheld until no withheld one can be
  worked out exactly from the total and what is shown: the smallest that are not zero first.
- **All or nothing.** Where even that does not protect a small count, as in a sample of four, no count
  of the characteristic is shown, zeros included.
- **Zeros are shown** otherwise. Nobody stands behind them, and who is absent is what such a table is for.

A reader who knows these steps may go them backwards. So where others are withheld with the small
ones, nothing says which is which (all are ``–``), and :func:`determined` assumes that it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from softbound.model.findings.critical_review import Diversity

UNKNOWN = "Not known"
"""The row of participants whose band is not given, or is in no group."""
FINE = 100
"""From this many participants on, percentages have one decimal: below, one person is more than 1%."""


def derived(
    diversity: Sequence[Diversity], participants: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """What expressions know as ``diversity``: a row for each characteristic that can be counted.

    :param diversity: diversity.yaml.
    :param participants: a chapter's name → its participants as build/findings/ has them; chapters
        without any may be left out (:mod:`softbound.verify.diversity` tells of these).
    :return: per characteristic ``id``, ``label``, ``band``, ``chapter``, ``n``, ``suppress_below``,
        ``suppressed``; ``populations`` (``label``, ``citation``, ``locator``, ``synthetic``, ``n``);
        ``groups``, each with ``label``, ``n`` and ``percent`` (None where withheld), ``count`` and
        ``share`` as shown ("<3", "–"), ``suppressed``, and ``shares``: a population's
        label → its share, None where there is none. Counts that are withheld are in none of these.
    """
    return [
        _characteristic(each, participants[each.chapter])
        for each in diversity
        if participants.get(each.chapter)
    ]


def _characteristic(one: Diversity, people: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = counted(one, people)
    numbers = list(counts.values())
    withheld = suppressed(numbers, one.suppress_below)
    unprotected = determined(numbers, withheld, one.suppress_below)
    alone = not unprotected and all(
        n < one.suppress_below for n, hide in zip(numbers, withheld, strict=True) if hide
    )
    withheld = [unprotected or hide for hide in withheld]
    populations = [
        population.model_dump(mode="json", exclude={"shares"}) for population in one.populations
    ]
    return {
        "id": one.id,
        "label": one.label,
        "band": one.band,
        "chapter": one.chapter,
        "n": len(people),
        "suppress_below": one.suppress_below,
        "suppressed": any(withheld),
        "populations": populations,
        "groups": [
            {
                **_shown(count, len(people), one.suppress_below, hide, alone),
                "label": label,
                "shares": {each.label: each.shares.get(label) for each in one.populations},
            }
            for (label, count), hide in zip(counts.items(), withheld, strict=True)
        ],
    }


def counted(one: Diversity, people: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """A group's label → how many of the sample it has; last those of whom nothing is known, if
    there are any."""
    of_band = {band: group.label for group in reversed(one.groups) for band in bands(group)}
    found = Counter(of_band.get(person["bands"].get(one.band, ""), UNKNOWN) for person in people)
    labels = [group.label for group in one.groups]
    if found[UNKNOWN] and UNKNOWN not in labels:
        labels.append(UNKNOWN)
    return {label: found[label] for label in labels}


def bands(group: Any) -> tuple[str, ...]:
    """The participants' bands that count into a group."""
    return group.bands or (group.label,)


def _shown(count: int, total: int, below: int, hide: bool, alone: bool) -> dict[str, Any]:
    """A count as it is shown.

    :param alone: whether only small ones are withheld, so that they may say so.
    """
    if hide:
        return {
            "n": None, "percent": None, "count": f"<{below}" if alone else "–", "share": "–", "suppressed": True,
        }  # fmt: skip
    percent = rounded(count, total)
    return {
        "n": count, "percent": percent, "count": str(count), "share": f"{percent}%",
        "suppressed": False,
    }  # fmt: skip


def rounded(count: int, total: int) -> float | int:
    """A percentage, halves rounded up: whole in a small sample, else with one decimal."""
    digits = 10 if total >= FINE else 1
    scaled = Fraction(count * 100 * digits, total) + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return whole / digits if digits > 1 else whole


def suppressed(counts: Sequence[int], below: int) -> list[bool]:
    """Which counts are withheld: the small ones, and as many others as protect these.

    :param below: counts from 1 to below this are small.
    """
    hidden = [0 < count < below for count in counts]
    others = sorted((c, i) for i, c in enumerate(counts) if c and not hidden[i])
    while others and determined(counts, hidden, below):
        least = others[0][0]
        while others and others[0][0] == least:  # one of two alike would say what it is
            hidden[others.pop(0)[1]] = True
    return hidden


def determined(counts: Sequence[int], hidden: Sequence[bool], below: int) -> bool:
    """Whether a small count can be worked out exactly from the total and what is shown.

    A reader knows how many small counts are withheld, each from 1 to below the threshold, how many
    others, each at least the threshold and at most the smallest that is shown, and what all of them
    are together.
    """
    small = [c for c, hide in zip(counts, hidden, strict=True) if hide and c < below]
    large = [c for c, hide in zip(counts, hidden, strict=True) if hide and c >= below]
    if not small:
        return False
    together, most, others = sum(small) + sum(large), below - 1, len(small) - 1
    largest = min((c for c, hide in zip(counts, hidden, strict=True) if c and not hide), default=0)
    least = max(1, together - others * most - len(large) * (largest or together))
    highest = min(most, together - len(large) * below - others)
    return least >= highest
