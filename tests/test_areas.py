"""Problems by part of the thesis."""

from __future__ import annotations

from softbound.areas import by_area, name_of
from softbound.problems import Place, problem
from tests import cases


@cases.each(__file__, "names")
def test_names(case: cases.Case) -> None:
    assert name_of(case.input, ["lists/mine.json"]) == case.expected


def test_parts_stand_in_the_thesis_s_order_and_the_rest_after_them() -> None:
    files = [
        "thesis.yaml",
        "zz.txt",
        "a.bib",
        "chapters/b/1.md",
        "chapters/a/1.md",
        "chapters/gone/1.md",
    ]
    found = by_area([problem("float-has-title", Place(f), "So.") for f in files], ["b", "c", "a"])
    assert [area.title for area in found] == [
        "B",
        "A",
        "Gone",
        "thesis.yaml",
        "Bibliography",
        "Other files",
    ]


def test_no_problem_is_lost_or_told_twice() -> None:
    given = [
        problem("float-has-title", Place(f"chapters/{n % 7}/x.md", n), "So.") for n in range(100)
    ]
    found = by_area(given + given[:5], ["3"])
    assert {p for area in found for p in area.problems} == set(given)
    assert sum(len(area.problems) for area in found) == 100
