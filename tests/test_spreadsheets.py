"""Rows → CSV, as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io

import pytest

from softbound import spreadsheets


def read(*cells: object) -> list[str]:
    text = spreadsheets.text([["head"], cells])
    assert text.startswith("\ufeffhead\n"), "Excel knows UTF-8 by its mark"
    return list(csv.reader(io.StringIO(text.removeprefix(spreadsheets.MARK))))[1]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("plain, with a comma", "plain, with a comma"),
        (2026, "2026"),
        (None, ""),
        (("Group, A", "Group, B"), "Group, A; Group, B"),
        ("two\n  lines", "two lines"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@sum", "'@sum"),
        ("\u2212 is no hyphen", "\u2212 is no hyphen"),
    ],
)
def test_a_cell_is_one_line_and_never_a_formula(cell: object, shown: str) -> None:
    assert read(cell) == [shown]
