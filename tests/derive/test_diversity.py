"""The sample beside populations: counts, percentages, and what is withheld."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect import findings
from softbound.derive.diversity import derived, determined, suppressed
from tests import cases

GROUPS = "groups: [{label: A}, {label: B, bands: [B1, B2]}, {label: C}, {label: D}]"


def people(text: str) -> list[dict[str, Any]]:
    """``A*3 B1 ?`` → participants: three in band A, one in B1, one without any."""
    parts = [part.split("*") for part in text.split()]
    bands = [band for band, *times in parts for _ in range(int("".join(times) or 1))]
    return [{"id": "p", "bands": {} if band == "?" else {"x": band}} for band in bands]


def of(text: str, sample: str) -> list[dict[str, Any]]:
    found, problems = findings.read({"diversity": ("d.yaml", text)})
    assert not problems, problems
    return derived(found.values["diversity"], {"empirical-paper": people(sample)})


@cases.each(__file__, "counts")
def test_counts(case: cases.Case) -> None:
    sample, _, below = case.input.partition("; below ")
    text = f"- {{id: d, label: l, band: x, suppress_below: {below or 3}, {GROUPS}}}\n"
    (found,) = of(text, sample)
    assert [f"{g['label']} {g['count']} {g['share']}" for g in found["groups"]] == case.expected
    assert found["suppressed"] == any(g["suppressed"] for g in found["groups"])
    for group in found["groups"]:
        assert group["suppressed"] == (group["n"] is None) == (group["percent"] is None)


POPULATIONS = f"""\
- id: d
  label: ethnic group
  band: x
  {GROUPS}
  populations:
    - {{label: P, citation: k, locator: Table 1, n: 50, shares: {{A: 81.7, B: 9}}}}
    - {{label: Q, synthetic: true, shares: {{C: 100}}}}
- {{id: e, label: m, chapter: other-paper, band: x, {GROUPS}}}
"""


def test_populations_stand_beside_the_groups_in_their_order() -> None:
    (found,) = of(POPULATIONS, "A*5")
    assert (found["id"], found["n"], found["chapter"]) == ("d", 5, "empirical-paper")
    assert found["populations"] == [
        {"label": "P", "citation": "k", "locator": "Table 1", "synthetic": False, "n": 50},
        {"label": "Q", "citation": "", "locator": "", "synthetic": True, "n": None},
    ]
    assert [group["shares"] for group in found["groups"]] == [
        {"P": 81.7, "Q": None},
        {"P": 9, "Q": None},
        {"P": None, "Q": 100},
        {"P": None, "Q": None},
    ]


def test_a_chapter_without_participants_has_no_row() -> None:
    assert of(POPULATIONS, "") == []
    assert derived([], {}) == []


def test_derived_values_are_plain_data() -> None:
    found = of(POPULATIONS, "A*5 B1")
    assert json.loads(json.dumps(found)) == found


SMALL = st.lists(st.integers(0, 9), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(SMALL, st.integers(3, 6))
def test_no_small_count_is_shown_or_can_be_worked_out(counts: list[int], below: int) -> None:
    hidden = suppressed(counts, below)
    for count, hide in zip(counts, hidden, strict=True):
        assert hide or not 0 < count < below
        assert count or not hide
    others = [c for c, hide in zip(counts, hidden, strict=True) if not hide and c]
    # What could be withheld besides was withheld, or nothing follows.
    assert not others or not determined(counts, hidden, below)
    possible = _possible(counts, hidden, below)
    if not determined(counts, hidden, below):
        for index, count in enumerate(counts):
            if hidden[index] and count < below:
                assert len({values[index] for values in possible}) > 1


@settings(max_examples=200, deadline=None)
@given(SMALL, st.integers(3, 6))
def test_determined_says_what_trying_all_ways_says(counts: list[int], below: int) -> None:
    hidden = suppressed(counts, below)
    small = [i for i, c in enumerate(counts) if hidden[i] and c < below]
    possible = _possible(counts, hidden, below)
    certain = bool(small) and all(len({values[i] for values in possible}) == 1 for i in small)
    assert determined(counts, hidden, below) == certain


def _possible(counts: list[int], hidden: list[bool], below: int) -> list[tuple[int, ...]]:
    """All counts that fit shown ones, the total, and which of the others are small; those that were
    withheld for their sake are no larger than any that is shown."""
    total = sum(counts)
    largest = min(
        (c for c, hide in zip(counts, hidden, strict=True) if c and not hide), default=total
    )

    def ways(index: int, left: int) -> list[tuple[int, ...]]:
        if index == len(counts):
            return [()] if left == 0 else []
        count = counts[index]
        options = (
            [count]
            if not hidden[index]
            else range(1, below)
            if count < below
            else range(below, min(left, largest) + 1)
        )
        return [(o, *rest) for o in options if o <= left for rest in ways(index + 1, left - o)]

    return ways(0, total)


def _ways(total: int, groups: int) -> Iterator[tuple[int, ...]]:
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _ways(total - first, groups - 1))


@pytest.mark.parametrize("groups", [2, 3, 4])
@pytest.mark.parametrize("total", range(4, 13))
def test_who_knows_all_steps_cannot_go_them_backwards(total: int, groups: int) -> None:
    """Of every table that can be printed: all samples that give it."""
    band = "groups: [" + ", ".join(f"{{label: {sign}}}" for sign in "ABCD"[:groups]) + "]"
    (one,) = findings.read({"diversity": ("d.yaml", f"- {{id: d, label: l, band: x, {band}}}\n")})[
        0
    ].values["diversity"]
    tables = defaultdict(list)
    for counts in _ways(total, groups):
        sample = people(" ".join(f"{s}*{n}" for s, n in zip("ABCD", counts, strict=False) if n))
        (row,) = derived([one], {"empirical-paper": sample})
        tables[tuple((g["count"], g["share"]) for g in row["groups"])].append(counts)
    for table, samples in tables.items():
        for group in zip(*samples, strict=True):
            assert len(set(group)) > 1 or group[0] not in (1, 2), (table, samples)


def test_nothing_is_withheld_twice_as_much_as_needed() -> None:
    assert suppressed([6, 1, 0, 0], 3) == [True, True, False, False]
    assert suppressed([20, 1, 4, 9], 3) == [False, True, True, False]
    assert suppressed([5, 1, 2], 3) == [False, True, True]
