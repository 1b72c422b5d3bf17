"""Tables and figures, however an author wrote them → one form."""

from __future__ import annotations

import pytest

from softbound import ast
from softbound.ast import Attributes, Cell, Grid
from softbound.resolve import floats
from tests import cases, trees


@cases.each(__file__, "tables")
def test_tables(case: cases.Case) -> None:
    assert trees.floats(trees.structured(f"# A\n\n{case.input}").tree) == case.expected


@cases.each(__file__, "figures")
def test_figures(case: cases.Case) -> None:
    assert trees.floats(trees.structured(f"# A\n\n{case.input}").tree) == case.expected


@cases.each(__file__, "plain")
def test_what_is_no_float(case: cases.Case) -> None:
    tree = trees.structured(f"# A\n\n{case.input}").tree
    assert trees.floats(tree) == []
    assert trees.lines(tree["blocks"][1:]) == case.expected


def cell(text: str) -> Cell:
    return Cell([ast.plain(ast.words(text))], "AlignDefault", 1, 1)


def widths(rows: list[list[str]], landscape: bool = False) -> list[float | None]:
    """The widths that a table of these texts gets."""
    grid = Grid(
        Attributes(),
        [],
        ("AlignDefault",) * len(rows[0]),
        (None,) * len(rows[0]),
        (),
        tuple(tuple(cell(text) for text in row) for row in rows),
    )
    return list(floats._sized(grid, landscape).widths)


WORDS = "therapists describe ruptures as an opportunity to learn something of their clients"


def test_a_small_table_keeps_its_natural_widths() -> None:
    assert widths([["Study", "n"], ["Smith (2020)", "8"]]) == [None, None]


def test_a_wide_table_shares_the_page() -> None:
    found = widths([["Smith", WORDS], ["Jones", WORDS * 3]])
    assert None not in found
    assert sum(w or 0 for w in found) == pytest.approx(1, abs=0.001)
    assert (found[1] or 0) > 4 * (found[0] or 0)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    found = widths([["a", "Countertransference", WORDS * 9]])
    assert (found[1] or 0) * floats.LINE >= len("Countertransference")


def test_a_landscape_page_holds_more_before_it_must_be_shared() -> None:
    row = [["x" * 30, "y" * 30, "z" * 30]]
    assert widths(row)[0] is not None
    assert widths(row, landscape=True) == [None, None, None]


def test_more_words_than_fit_are_shared_all_the_same() -> None:
    found = widths([["x" * 60, "y" * 60, "z" * 60]])
    assert [round(w or 0, 2) for w in found] == [0.33, 0.33, 0.33]


def test_an_empty_table_has_natural_widths() -> None:
    assert widths([["", ""]]) == [None, None]
