"""The figure templates, drawn from made-up findings as the build draws them."""

from __future__ import annotations

import io
import re
import shutil
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
import yaml

from softbound import processes
from softbound.derive import theory_model
from softbound.derive.synthesis import derived
from softbound.merge.environment import Engine
from softbound.plan import LIBRARIES
from softbound.write import typst
from tests import synthesis
from tests.write import theory_models

TEMPLATES = Path(__file__).parents[2] / "templates"
FONT = "Libertinus Serif"


def thing(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**{"description": "", **values})


def findings(themes: int, subthemes: int) -> dict[str, Any]:
    """Findings of the shape that the map of themes needs."""
    return {
        "themes": [
            thing(
                id=f"t{n}",
                label=f"therapists' hurt {n}",
                definition="What it is: in a \\ sentence.",
                studies=["a", "b"],
                subthemes=[thing(id=f"t{n}{m}", label=f"part {n}{m}") for m in range(subthemes)],
            )
            for n in range(themes)
        ],
    }


def rendered(name: str, values: dict[str, Any], **options: Any) -> tuple[dict[str, str], str]:
    """A template's head and its Typst code."""

    def load(path: str) -> tuple[str, str]:
        return (TEMPLATES / path).read_text("utf-8"), path

    engine = Engine(load, values)
    text = engine.get_template(f"figures/{name}.typ.j2").render({"name": name, **options})
    match = re.match(r"\s*---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    assert match is not None
    return yaml.safe_load(match[1]), match[2]


def drawn(code: str, folder: Path, form: str, width: float = 150) -> bytes:
    target = folder / "build" / "typst"
    target.mkdir(parents=True)
    for name in LIBRARIES:
        shutil.copy(TEMPLATES / "typst" / f"{name}.typ", target)
    (folder / "build" / "drawing.typ").write_text(code, "utf-8")
    main = folder / "build" / "alone.typ"
    main.write_text(typst.alone("build/drawing.typ", FONT, width), "utf-8")
    result = processes.typst_compile(main, folder, form)
    assert result.ok, result.messages
    return result.output


@pytest.mark.parametrize(("themes", "subthemes"), [(3, 2), (1, 0), (4, 3), (7, 1)])
def test_the_map_shows_all_themes_and_the_line_of_argument(
    themes: int, subthemes: int, tmp_path: Path
) -> None:
    values = findings(themes, subthemes)
    head, code = rendered("theme-map", values, statement="hurt's end: it depends")
    words = shown(drawn(code, tmp_path, "pdf"))
    for t in range(themes):
        assert f"Therapists’ hurt {t} (2)" in words
        assert f"therapists' hurt {t}, rests on two studies" in head["alt"]
        for n in range(subthemes):
            assert f"Part {t}{n}" in words
    assert "Line of argument Hurt’s end: it depends" in words
    assert "the line of argument: hurt's end" in head["alt"]


@pytest.mark.parametrize(("themes", "subthemes"), [(8, 0), (15, 2), (60, 4)])
def test_the_map_of_many_themes_stands_on_a_page(
    themes: int, subthemes: int, tmp_path: Path
) -> None:
    values = findings(themes, subthemes)
    for theme in values["themes"]:
        theme.definition = "What it is, told at some length and in plain words. " * 2
    (page,) = pypdf.PdfReader(
        io.BytesIO(drawn(rendered("theme-map", values)[1], tmp_path, "pdf"))
    ).pages
    assert float(page.mediabox.height) / 72 * 25.4 < 222


def test_the_map_takes_the_line_of_argument_from_the_findings() -> None:
    values = findings(2, 0) | {"line_of_argument": {"statement": "it depends"}}
    assert "the line of argument: it depends." in rendered("theme-map", values)[0]["alt"]
    head, _ = rendered("theme-map", values, statement="something else")
    assert "the line of argument: something else." in head["alt"]


def modelled() -> dict[str, Any]:
    """A theory's model with what follows from it."""
    return theory_model.derived(theory_models.named("two loops"))


def appraised() -> dict[str, Any]:
    """The realistic synthesis with what follows from it."""
    values: dict[str, Any] = synthesis.fixture()["values"]
    return values | derived(values, synthesis.tools())


def test_the_picture_of_the_appraisal_shows_every_answer_by_a_sign(tmp_path: Path) -> None:
    values = appraised()
    head, code = rendered("appraisal", values)
    words = shown(drawn(code, tmp_path, "pdf"))
    given = [a["answer"] for row in values["appraisal"]["rows"] for a in row["answers"]]
    legend = 1
    assert words.count("?") == given.count("can't tell") + legend
    assert words.count("+") == given.count("yes") + legend
    assert words.count("–") == given.count("no") + legend
    for item in values["appraisal"]["questions"]:
        assert f"{item['number']}. {item['label'].capitalize()}" in words
        assert f"Item {item['number']}, {item['label']}: yes" in head["alt"]
    assert "Item 7, ethics: yes 0, can't tell 9, no 0." in head["alt"]
    assert "Example Study A: can't tell to item 7, no to no item; yes to the others." in head["alt"]
    assert head["note"].startswith("CASP qualitative checklist (2018).")


def test_the_picture_of_the_appraisal_can_be_drawn_with_gaps(tmp_path: Path) -> None:
    values = appraised()
    row = values["appraisal"]["rows"][0]
    row["answers"][0] = {"item": "1", "answer": "", "why": "", "raters": []}
    values["appraisal"]["answers"] = [
        {"answer": answer, "symbol": answer, "place": place}
        for answer, place in (("yes", 0), ("can't tell", 0.5), ("no", 1))
    ]
    assert "Y" in shown(drawn(rendered("appraisal", values)[1], tmp_path, "pdf"))


def shown(pdf: bytes) -> str:
    """The words of a drawing's only page."""
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(("name", "width"), [("theory-model", 150), ("theme-map", 120)])
def test_a_drawing_alone_is_as_wide_as_the_text_at_300_dots_an_inch(
    name: str, width: float, tmp_path: Path
) -> None:
    _, code = rendered(name, findings(3, 2) | modelled())
    picture = drawn(code, tmp_path, "png", width)
    (pixels,) = struct.unpack(">I", picture[16:20])
    assert pixels == pytest.approx((width + 8 * 25.4 / 72) / 25.4 * 300, abs=2)


def test_titles_are_in_title_case_without_a_stop() -> None:
    values = findings(2, 1) | modelled() | {"appraisal": appraised()["appraisal"]}
    for name in ("theory-model", "theme-map", "appraisal"):
        title = rendered(name, values)[0]["title"]
        assert title[0].isupper()
        assert not title.endswith(".")
