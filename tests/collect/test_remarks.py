"""Remarks that leave a rule aside at a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from softbound.collect import remarks
from tests import cases


@cases.each(__file__, "held")
def test_held(case: cases.Case) -> None:
    found, problems = remarks.read(*case.input)
    assert problems == []
    assert [[r.rule, r.reason, r.place.line, r.first, r.last] for r in found] == case.expected


@cases.each(__file__, "wrong")
def test_wrong(case: cases.Case) -> None:
    assert cases.said(remarks.read(*case.input)[1]) == case.expected


LINES = st.sampled_from(
    [
        "<!-- softbound: ignore float-has-title: Why. -->", "<!-- softbound:", "-->", "Text.", "", "```",
        "::: {.x}", ":::", ": Title", "~~~~", "a <!-- softbound: ignore x -->", "# softbound: ignore y: z", "  - a",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.sampled_from(["a.md", "a.yaml"]))
def test_whatever_is_written_a_remark_holds_for_lines_of_its_file(
    lines: list[str], file: str
) -> None:
    found, _ = remarks.read(file, "\n".join(lines))
    for each in found:
        assert each.place.line is not None
        assert 1 <= each.place.line <= len(lines)
        assert each.first > len(lines) or 1 <= each.first <= each.last <= len(lines)
