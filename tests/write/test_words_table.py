"""The table of `doit words`: nothing of a number is cut, and no column is empty."""

from __future__ import annotations

from typing import Any

import pytest

from softbound.write import words_table

CLASSES = [
    {"id": "body", "label": "Body", "apart": False, "word": True},
    {"id": "figure-text", "label": "Words inside figures", "apart": True, "word": False},
]


def _report(limit: int | None, change: int | None) -> dict[str, Any]:
    told = {
        "counted": 12345, "limit": limit, "left": limit and limit - 12345, "status": "own",
        "verdict": "within" if limit else "unlimited",
    }  # fmt: skip
    since = change and {"name": "first-draft", "parts": {"review": change}, "whole": change}
    section = {"title": "What is known of the strain that both of them feel", "counted": 12345}
    part = {"unit": "review", "label": "Chapter 1", "title": "A" * 60, "sections": [section]}
    counts = {"body": 12345, "figure-text": 1002}
    whole = {"label": "Whole thesis", "counts": counts, "classes_counted": ["body"], **told}
    return {
        "classes": CLASSES, "parts": [{**part, **told}], "whole": whole,
        "change": since, "tag": since,
    }  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 200])
def test_numbers_are_whole_however_narrow_the_terminal_is(width: int) -> None:
    text = words_table.text(_report(15000, -10100), width)
    first = text.partition("\n\n")[0]
    assert first.count("12,345") == 3
    assert first.count("15,000") == first.count("2,655") == 2
    assert first.count("-10,100") == 4
    assert all(len(line) <= width for line in text.splitlines())


def test_columns_without_anything_are_left_out() -> None:
    text = words_table.text(_report(None, None), 80)
    assert text.split("\n", 1)[0].split() == ["Part", "Words"]


def test_columns_have_their_heads_on_one_line_where_there_is_room() -> None:
    heads = words_table.text(_report(15000, 5), 80).split("\n", 1)[0]
    assert heads.split("  ")[-1].strip() == "Since first-draft"


def test_words_inside_figures_are_not_in_the_sum() -> None:
    text = words_table.text(_report(None, None), 80)
    assert "1,002  not in the sum below" in text
    assert text.rstrip().endswith("12,345")
