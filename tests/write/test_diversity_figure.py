"""The figure of the sample's diversity, drawn as the build draws it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.merge.test_critical_review_templates import names
from tests.write.test_typst_figures import drawn, rendered, shown


def many(groups: int, populations: int) -> dict[str, Any]:
    """A characteristic of many groups with long names, and populations with long names."""
    labels = [f"A population with a rather long name, number {n}" for n in range(populations)]
    return {
        "id": "d",
        "label": "the participants' ethnic group",
        "band": "ethnicity",
        "chapter": "empirical-paper",
        "n": 120,
        "suppress_below": 3,
        "suppressed": False,
        "populations": [
            {"label": label, "citation": "one", "locator": "", "synthetic": False, "n": None}
            for label in labels
        ],
        "groups": [
            {
                "label": f"A group whose name #{n} is 'long' and has *signs*",
                "n": n,
                "percent": n / 1.2,
                "count": str(n),
                "share": f"{n}.0%",
                "suppressed": False,
                "shares": dict.fromkeys(labels, 100.0 / (n + 1)),
            }
            for n in range(groups)
        ],
    }


def test_every_value_stands_beside_its_bar_with_its_name(tmp_path: Path) -> None:
    head, code = rendered("sample-diversity", names())
    words = shown(drawn(code, tmp_path, "pdf"))
    assert words.count("Sample (N = 7)") == 4
    for value in ("100% (7)", "81.7%", "0% (0)", "18.3%", "51.0%", "60.0%", "49.0%", "not known"):
        assert value in words
    assert words.count("– (withheld)") == 2
    assert words.count("A made-up town") == words.count("(synthetic)") == 2
    assert "made up for an example" in head["note"]


def test_one_characteristic_is_shown_without_its_name(tmp_path: Path) -> None:
    _, code = rendered("sample-diversity", names(), only=["ethnicity"])
    words = shown(drawn(code, tmp_path, "pdf"))
    assert "Ethnic group" not in words
    assert "Women" not in words


def test_each_population_keeps_its_pattern(tmp_path: Path) -> None:
    _, code = rendered("sample-diversity", names())
    assert [line.strip() for line in code.splitlines() if line.strip().startswith("patterns:")] == [
        "patterns: (0, 1, ),",
        "patterns: (0, 2, 3, ),",
    ]


@pytest.mark.parametrize(("groups", "populations"), [(19, 1), (19, 4), (5, 7), (1, 0)])
def test_many_groups_and_populations_stand_on_a_page(
    groups: int, populations: int, tmp_path: Path
) -> None:
    values = {"diversity": [many(groups, populations)]}
    head, code = rendered("sample-diversity", values)
    found = drawn(code, tmp_path, "pdf")
    (page,) = pypdf.PdfReader(io.BytesIO(found)).pages
    assert float(page.mediabox.height) / 72 * 25.4 < 222
    for group in values["diversity"][0]["groups"]:
        assert group["label"] in head["alt"]


def test_a_sample_that_is_not_known_yet_can_be_drawn(tmp_path: Path) -> None:
    drawn(rendered("sample-diversity", {"diversity": []})[1], tmp_path, "pdf")
