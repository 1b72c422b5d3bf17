"""The PRISMA 2020 flow diagram in its four shapes, with few and with many words."""

from __future__ import annotations

import io
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdf
import pytest

from softbound import processes
from softbound.derive import flow
from softbound.merge.filters import numeral
from softbound.model.findings.flow import Flow
from tests.write.test_typst_figures import drawn, rendered, shown

LEFT: dict[str, Any] = {
    "database_specific_results": {"MEDLINE": 1412, "PsycINFO": 388, "CINAHL": 241},
    "duplicates": 701,
    "excluded_automatic": 17,
    "excluded_other": 3,
    "records_screened": 1320,
    "records_excluded": 1232,
    "dbr_sought_reports": 88,
    "dbr_notretrieved_reports": 4,
    "dbr_assessed": 84,
    "dbr_excluded": {"Wrong population": 45, 'Not "qualitative" #1': 22, "it's_other*": 8},
    "new_studies": 9,
    "new_reports": 10,
}
LONG_NAMES = {
    f"Cumulative Index of a Long Name to Databases (Platform {n})": 1000 + n for n in range(8)
}
LONG_REASONS = {
    f"Participants were not therapists, or could not be told apart {n}": 2 + n for n in range(8)
}
LONG = LEFT | {
    "database_specific_results": LONG_NAMES,
    "register_specific_results": {"A register of trials that has a long name": 120, "Other": 33},
    "dbr_excluded": LONG_REASONS,
}
FEW: dict[str, Any] = {
    "database_results": 20,
    "duplicates": 0,
    "records_screened": 20,
    "records_excluded": 18,
    "dbr_sought_reports": 2,
    "dbr_notretrieved_reports": 0,
    "dbr_assessed": 2,
    "new_studies": 1,
    "new_reports": 2,
}
OTHER: dict[str, Any] = {
    "website_results": 6,
    "organisation_results": 5,
    "citations_results": 23,
    "other_specific_results": {"Hand search of three journals": 12},
    "other_already_identified": 13,
    "other_sought_reports": 33,
    "other_notretrieved_reports": 2,
    "other_assessed": 31,
    "other_excluded": {"Wrong population": 21, "Superseded by a later report": 7},
}
LONG_OTHER = OTHER | {"other_excluded": LONG_REASONS}
UPDATED = {"previous_studies": 14, "previous_reports": 16, "total_studies": 24, "total_reports": 26}
SHAPES: dict[str, dict[str, Any]] = {
    "new": LEFT,
    "new with other methods": LEFT | OTHER,
    "updated": LEFT | UPDATED,
    "updated with other methods": LEFT | OTHER | UPDATED,
    "new, long names": LONG,
    "new with other methods, long names": LONG | LONG_OTHER,
    "updated, long names": LONG | UPDATED,
    "updated with other methods, long names": LONG | LONG_OTHER | UPDATED,
    "new, few words": FEW,
    "updated with other methods, few words": FEW | {"website_results": 1, "previous_studies": 0},
}
USUAL = [name for name in SHAPES if not name.endswith("long names")]
PER_MM = 72 / 25.4

shapes = pytest.mark.parametrize("shape", SHAPES)


def given(shape: str) -> Flow:
    return flow.completed(Flow.model_validate(SHAPES[shape]))


def template(value: Flow, **options: Any) -> tuple[dict[str, str], str]:
    return rendered("prisma-flow", {"flow": flow.context(value)}, **options)


def lines(value: Flow) -> list[tuple[str, int]]:
    """Every number of a flow that is drawn, with the first words of its line."""
    found = []
    for name, content in value.model_dump().items():
        rows = content if isinstance(content, dict) else {}
        found += [(re.split(r"[\s,]", key)[0], n) for key, n in rows.items()]
        if isinstance(content, int):
            found.append((name, content))
    return found


@shapes
def test_every_number_and_name_stands_in_the_pdf_as_text(shape: str, tmp_path: Path) -> None:
    value = given(shape)
    words = shown(drawn(template(value)[1], tmp_path, "pdf"))
    numbers = re.findall(r"\(n = ([\d,]+)\)", words)
    for name, n in lines(value):
        assert numeral(n) in numbers, name
        if not hasattr(value, name):
            assert name.replace("'", "’").lower() in words.lower()
    # Each is drawn once; what follows from the reasons is drawn besides.
    drawn_numbers = [n for name, n in lines(value) if name != "total_reports" or n]
    columns = 2 if flow.context(value)["other_methods"] else 1
    unknown = words.count("(n = ?)")
    assert len(numbers) + unknown >= len(drawn_numbers) + columns - 1


@shapes
def test_the_alternative_text_holds_every_number(shape: str) -> None:
    value = given(shape)
    head, _ = template(value)
    numbers = re.findall(r"[\d,]*\d", head["alt"])
    for name, n in lines(value):
        assert numeral(n) in numbers, name
    assert "  " not in head["alt"] and "\n" not in head["alt"]
    assert "None" not in head["alt"]


PLACES = """
#context {
  let rows = calc.max(..boxes.values().map(it => it.row)) + 1
  show: flow-text.with(10pt)
  let it = flow-fitted(150mm, 170mm, shares, columns, boxes, rows, phases)
  let plain(it) = (x: it.x.mm(), y: it.y.mm(), width: it.width.mm(), height: it.height.mm())
  [#metadata((
    size: it.size.pt(),
    height: it.height.mm(),
    heads: it.heads.map(plain),
    bars: it.bars.map(plain),
    boxes: it.boxes.pairs().map(((name, it)) => (name: name, row: it.row, ..plain(it))),
  ))<places>]
}
"""


def places(shape: str, folder: Path) -> dict[str, Any]:
    """Where everything in a diagram stands, in millimetres."""
    data = template(given(shape))[1].split("#drawing(")[0]
    drawn(data, folder, "pdf")
    main = folder / "build" / "places.typ"
    main.write_text(
        '#import "/build/typst/softbound.typ": figure-text\n'
        '#show: figure-text.with("Libertinus Serif", 10pt)\n' + data + PLACES,
        "utf-8",
    )
    result = processes.typst_compile(main, folder, query="<places>")
    assert result.ok, result.messages
    found: dict[str, Any] = result.values
    return found


def apart(a: dict[str, float], b: dict[str, float]) -> bool:
    """Whether two rectangles neither overlap nor touch."""
    return (
        a["x"] + a["width"] < b["x"]
        or b["x"] + b["width"] < a["x"]
        or a["y"] + a["height"] < b["y"]
        or b["y"] + b["height"] < a["y"]
    )


@shapes
def test_nothing_overlaps_and_all_is_inside(shape: str, tmp_path: Path) -> None:
    found = places(shape, tmp_path)
    everything = [*found["heads"], *found["bars"], *found["boxes"]]
    for one, other in combinations(everything, 2):
        assert apart(one, other), (one, other)
    for it in everything:
        assert it["x"] >= 0 and it["x"] + it["width"] <= 150.001
        assert it["y"] >= 0 and it["y"] + it["height"] <= found["height"] + 0.001
    bars = found["bars"]
    assert [bar["x"] for bar in bars] == [0, 0, 0]
    for box in found["boxes"]:
        beside = bars[0 if box["row"] == 0 else 1 if box["row"] < 4 else 2]
        assert beside["y"] - 0.001 <= box["y"]
        assert box["y"] + box["height"] <= beside["y"] + beside["height"] + 0.001


@shapes
def test_a_diagram_fits_on_a_page_with_its_title_and_note(shape: str, tmp_path: Path) -> None:
    page = pypdf.PdfReader(io.BytesIO(drawn(template(given(shape))[1], tmp_path, "pdf"))).pages
    assert len(page) == 1
    assert float(page[0].mediabox.height) <= 217 * PER_MM
    assert float(page[0].mediabox.width) <= 153 * PER_MM


@pytest.mark.parametrize("shape", USUAL)
def test_words_are_not_smaller_than_eight_points(shape: str, tmp_path: Path) -> None:
    found = places(shape, tmp_path)
    assert found["size"] >= 8
    assert found["height"] <= 170


def test_many_long_names_are_still_eight_points_with_other_methods(tmp_path: Path) -> None:
    assert places("new with other methods, long names", tmp_path)["size"] >= 8


# the head, and options


def test_each_shape_has_its_columns() -> None:
    titles = {
        "new": ["Identification of studies via databases and registers"],
        "new with other methods": [
            "Identification of studies via databases and registers",
            "Identification of studies via other methods",
        ],
        "updated": [
            "Previous studies",
            "Identification of new studies via databases and registers",
        ],
        "updated with other methods": [
            "Previous studies",
            "Identification of new studies via databases and registers",
            "Identification of new studies via other methods",
        ],
    }
    for shape, expected in titles.items():
        code = template(given(shape))[1]
        found = re.search(r"#let columns = \(\n(.*?)\n\)", code, re.DOTALL)
        assert found is not None
        assert re.findall(r'"(.*?)"', found[1]) == expected


def test_counts_of_each_database_can_be_left_out() -> None:
    head, code = template(given("new"), databases=False)
    assert "PsycINFO" not in code + head["alt"]
    assert '("Databases", "2,041", 1)' in code


def test_the_note_names_the_statement_and_cites_it_only_if_asked() -> None:
    assert "PRISMA 2020" in template(given("new"))[0]["note"]
    assert "@" not in template(given("new"))[0]["note"]
    assert "(@page2021)" in template(given("new"), citation="page2021")[0]["note"]


def test_the_note_says_why_more_reports_were_sought() -> None:
    value = given("new").model_copy(update={"several_reports": "one thesis led to a paper."})
    note = template(value)[0]["note"]
    assert "More reports were sought than records kept: one thesis led to a paper." in note


def test_optional_rows_are_missing_where_nothing_is_known_of_them() -> None:
    code = template(given("new, few words"))[1]
    for words in ("automation", "other reasons", "Registers"):
        assert words not in code
    assert '("Duplicate records removed", "0", 1)' in code


def test_reasons_begin_with_a_capital_and_keep_the_others(tmp_path: Path) -> None:
    value = given("new").model_copy(update={"dbr_excluded": {"no CASP": 1, "": 2}})
    words = shown(drawn(template(value)[1], tmp_path, "pdf"))
    assert "No CASP (n = 1)" in words
    assert "No reason given (n = 2)" in words


def test_a_number_that_is_not_known_yet_is_a_question_mark(tmp_path: Path) -> None:
    head, code = template(flow.completed(Flow(database_results=20, duplicates=3)))
    assert "Records screened (n = 17)" in shown(drawn(code, tmp_path, "pdf"))
    assert "From there, ? reports were sought" in head["alt"]


def test_a_lone_number_is_told_in_the_singular() -> None:
    head = template(given("new, few words"))[0]
    assert head["alt"].endswith("The review includes 1 study in 2 reports.")
