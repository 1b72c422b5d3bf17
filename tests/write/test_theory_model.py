"""The figure of a theory's model: everything is there, nothing stands on anything else."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdf
import pytest
import yaml

from softbound import processes
from softbound.derive import theory_model
from tests.write import theory_models
from tests.write.test_typst_figures import drawn, rendered

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "data" / "theory-model.json"
NAMES = list(theory_models.SHAPES)
SEEDS = range(26)
WIDTH = 150.0
LOW = 185.0
EDGE = 0.15
"""Half of the thickest line, and what rounding may cost, in mm."""

PLACES = """
#context {
  let it = model-fitted(WIDTHmm, model)
  let plain(it) = if it == none { none } else {
    (x: it.x.mm(), y: it.y.mm(), width: it.width.mm(), height: it.height.mm())
  }
  [#metadata((
    size: it.size.pt(),
    small: model-small(it.size).pt(),
    width: it.width.mm(),
    height: it.height.mm(),
    boxes: it.boxes.map(box => (id: box.id, own: box.own.mm(), ..plain(box))),
    groups: it.groups.map(group => (id: group.id, title: plain(group.title), ..plain(group))),
    arrows: it.arrows.map(arrow => (
      from: arrow.from,
      to: arrow.to,
      kind: arrow.kind,
      label: plain(arrow.label),
      points: arrow.points.map(point => point.map(place => place.mm())),
    )),
  ))<places>]
}
"""

Rect = Mapping[str, float]
Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Drawn:
    """A model as it was drawn."""

    findings: Mapping[str, Any]
    head: Mapping[str, str]
    words: str
    """What the PDF says."""
    places: Any
    pages: int
    high: float
    """The drawing's page, in mm."""


@cache
def model(name: str | int, width: float = WIDTH) -> Drawn:
    """A named shape, or one by chance."""
    given = theory_models.named(name) if isinstance(name, str) else theory_models.by_chance(name)
    return shown(given, width)


def shown(given: Mapping[str, Any], width: float = WIDTH) -> Drawn:
    head, code = rendered("theory-model", {**given, **theory_model.derived(given)})
    with TemporaryDirectory() as folder:
        pdf = pypdf.PdfReader(io.BytesIO(drawn(code, Path(folder), "pdf", width)))
        main = Path(folder) / "build" / "places.typ"
        main.write_text(
            '#import "/build/typst/softbound.typ": figure-text\n'
            '#show: figure-text.with("Libertinus Serif", 10pt)\n'
            + code.split("#drawing(")[0]
            + PLACES.replace("WIDTH", f"{width:g}"),
            "utf-8",
        )
        result = processes.typst_compile(main, Path(folder), query="<places>")
        assert result.ok, result.messages
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        high = float(pdf.pages[0].mediabox.height) / 72 * 25.4
    return Drawn(given, head, text, result.values, len(pdf.pages), high)


models = pytest.mark.parametrize("name", [*NAMES, *SEEDS])


# everything is there


@models
def test_every_node_edge_and_word_is_drawn(name: str | int) -> None:
    it = model(name)
    given = it.findings["model"]
    assert sorted(box["id"] for box in it.places["boxes"]) == sorted(given["nodes"])
    assert sorted(group["id"] for group in it.places["groups"]) == sorted(
        group["id"] for group in given["groups"]
    )
    wanted = [(edge["from"], edge["kind"], edge["to"]) for edge in given["edges"]]
    found = [(arrow["from"], arrow["kind"], arrow["to"]) for arrow in it.places["arrows"]]
    assert sorted(found) == sorted(wanted)
    # Lines of one text are not always read out one after the other: its words are.
    said = (
        it.words.casefold().replace("’", "'").replace("-", "").replace("\xad", "").replace(" ", "")
    )
    labels = [each["label"] for each in (*given["edges"], *given["groups"])]
    labels += [each["label"] for each in (*it.findings["categories"], *it.findings["stages"])]
    for word in " ".join(labels).split():
        assert word.casefold() in said


@models
def test_every_arrow_begins_and_ends_at_what_it_ties(name: str | int) -> None:
    places = model(name).places
    ends = {it["id"]: it for it in (*places["boxes"], *places["groups"])}
    for arrow in places["arrows"]:
        assert on_edge(arrow["points"][0], ends[arrow["from"]]), arrow
        assert on_edge(arrow["points"][-1], ends[arrow["to"]]), arrow
        for (a, b), (c, d) in segments(arrow):
            assert abs(a - c) < 0.01 or abs(b - d) < 0.01, "arrows run across or down"
        (a, b), (c, d) = arrow["points"][-2:]
        assert abs(a - c) + abs(b - d) > 3.4, "there is room for the arrow's head"


# nothing stands on anything else


@models
def test_no_boxes_overlap_and_each_is_where_its_group_is(name: str | int) -> None:
    it = model(name)
    boxes = {box["id"]: box for box in it.places["boxes"]}
    for one, other in combinations(boxes.values(), 2):
        assert apart(one, other, 3), (one, other)
    for one, other in combinations(it.places["groups"], 2):
        assert apart(one, other, 1), (one, other)
    members = {group["id"]: group["nodes"] for group in it.findings["model"]["groups"]}
    for group in it.places["groups"]:
        for identifier, box in boxes.items():
            if identifier in members[group["id"]]:
                assert inside(box, group, 1)
            else:
                assert apart(box, group, 1), (identifier, group)


@models
def test_no_words_stand_on_boxes_words_or_lines(name: str | int) -> None:
    places = model(name).places
    words = [arrow["label"] for arrow in places["arrows"] if arrow["label"]]
    words += [group["title"] for group in places["groups"] if group["title"]]
    for one, other in combinations(words, 2):
        assert apart(one, other), (one, other)
    for it in words:
        for box in places["boxes"]:
            assert apart(it, box), (it, box)
        for arrow in places["arrows"]:
            for segment in segments(arrow):
                assert not meets(segment, it), (it, arrow["from"], arrow["to"], segment)
        for group in places["groups"]:
            assert apart(it, group) or inside(it, group), (it, group)


@models
def test_no_arrow_runs_through_a_box_or_along_another_arrow(name: str | int) -> None:
    places = model(name).places
    for arrow in places["arrows"]:
        for box in places["boxes"]:
            for segment in segments(arrow):
                assert not meets(segment, box), (arrow["from"], arrow["to"], box["id"], segment)
    for one, other in combinations(places["arrows"], 2):
        for a in segments(one):
            for b in segments(other):
                assert not along(a, b), (one, other)


@models
def test_an_arrow_crosses_only_the_boundaries_it_must(name: str | int) -> None:
    it = model(name)
    home = {n: g["id"] for g in it.findings["model"]["groups"] for n in g["nodes"]}
    for arrow in it.places["arrows"]:
        ends = arrow["from"], arrow["to"]
        for group in it.places["groups"]:
            own = {group["id"]} & {*ends, *(home.get(end, "") for end in ends)}
            if not own:
                assert not any(meets(segment, group) for segment in segments(arrow)), arrow


# what is seen of it


@models
def test_nothing_is_outside_of_the_page(name: str | int) -> None:
    it = model(name)
    assert it.pages == 1
    places = it.places
    aside = (WIDTH - places["width"]) / 2
    assert aside > -0.01
    for each in everything(places):
        assert each["x"] >= -aside - 0.05
        assert each["x"] + each["width"] <= places["width"] + aside + 0.05
        assert each["y"] >= -0.05
        assert each["y"] + each["height"] <= places["height"] + 0.05
    for x, y in (point for arrow in places["arrows"] for point in arrow["points"]):
        assert -0.05 <= x <= places["width"] + 0.05
        assert -0.05 <= y <= places["height"] + 0.05
    assert places["height"] <= LOW
    assert it.high <= LOW + 4


@models
def test_words_can_be_read_and_have_room_in_their_boxes(name: str | int) -> None:
    places = model(name).places
    usual = name != "a word longer than a box"
    assert places["size"] >= (8 if usual else 7)
    assert places["small"] >= (8 if usual else 7)
    for box in places["boxes"]:
        assert box["height"] >= box["own"] - 0.01


@pytest.mark.parametrize("name", ["long labels", "fifteen nodes around a process", 12])
@pytest.mark.parametrize("width", [135, 160])
def test_narrower_and_wider_pages_change_nothing_but_the_boxes(
    name: str | int, width: float
) -> None:
    places = model(name, width).places
    for one, other in combinations(places["boxes"], 2):
        assert apart(one, other, 3)
    aside = (width - places["width"]) / 2
    assert aside > -0.01
    for each in everything(places):
        assert each["x"] >= -aside - 0.05
        assert each["x"] + each["width"] <= places["width"] + aside + 0.05


def test_reading_begins_at_the_upper_left() -> None:
    for name in (
        "a chain",
        "a cycle",
        "a larger cycle",
        "two loops",
        "a long chain that begins again",
    ):
        boxes = {box["id"]: box for box in model(name).places["boxes"]}
        first = boxes["k1"]
        assert all(
            (first["y"], first["x"]) <= (box["y"] + 0.01, box["x"]) for box in boxes.values()
        ), name


def test_the_direction_that_is_asked_for_is_taken() -> None:
    for name, axis in (("a chain read down", "y"), ("a chain read across", "x")):
        boxes = model(name).places["boxes"]
        assert [box["id"] for box in sorted(boxes, key=lambda b: b[axis])] == [
            "k1", "k2", "k3", "k4"
        ]  # fmt: skip
        assert len({round(box["x" if axis == "y" else "y"], 2) for box in boxes}) == 1


def test_what_is_alike_on_both_sides_is_drawn_so() -> None:
    boxes = {box["id"]: box["x"] for box in model("a tree").places["boxes"]}
    middle = boxes["k1"]
    for left, right in (("k2", "k3"), ("k4", "k7"), ("k5", "k6")):
        assert abs(boxes[left] - middle) == pytest.approx(abs(boxes[right] - middle), abs=0.01)


# the example


def example() -> dict[str, Any]:
    """The worked example's findings that its model is drawn from."""
    from tests import synthesis

    folder = ROOT / "chapters" / "empirical-paper" / "findings"
    names = ("stages", "categories", "model")
    texts = {name: (folder / f"{name}.yaml").read_text("utf-8") for name in names}
    # What the categories were raised from is of no matter to the figure.
    categories = [
        {k: v for k, v in c.items() if k not in ("codes", "properties")}
        for c in yaml.safe_load(texts["categories"])
    ]
    texts["categories"] = yaml.safe_dump(categories)
    found: dict[str, Any] = synthesis.stored(texts)["values"]
    return found


MODEL = {
    "title": "A Model of Engaging in Reflection",
    "nodes": ["s1", "s2", "s3", "k7", "k8", "k9"],
    "edges": [
        {"from": "s1", "to": "s2", "label": "", "kind": "leads-to"},
        {"from": "s2", "to": "s3", "label": "", "kind": "leads-to"},
        {"from": "s3", "to": "s1", "label": "more is noticed", "kind": "feedback"},
        {"from": "k7", "to": "s1", "label": "sets reflection going", "kind": "leads-to"},
        {"from": "k8", "to": "internal", "label": "at every stage", "kind": "helps"},
        {"from": "k9", "to": "internal", "label": "at every stage", "kind": "hinders"},
    ],
    "groups": [
        {"id": "internal", "label": "internal stages", "nodes": ["s1", "s2", "s3"], "boundary": "solid"},
        {"id": "around", "label": "what lies around them", "nodes": ["k7", "k8", "k9"], "boundary": "dashed"},
    ],
    "direction": "auto",
    "note": "",
}  # fmt: skip
LABELS = {
    "s1": "noticing something to reflect on",
    "s2": "gathering information about it",
    "s3": "some form of internal change",
}
CATEGORIES = {
    "k1": ("sensing a snag", "s1"),
    "k2": ("choosing to stay with it", "s1"),
    "k3": ("searching inwards", "s2"),
    "k4": ("borrowing other eyes", "s2"),
    "k5": ("seeing it anew", "s3"),
    "k6": ("carrying it differently", "s3"),
    "k7": ("being jolted or invited", None),
    "k8": ("having somewhere safe to think", None),
    "k9": ("being hurried or judged", None),
}
FINDINGS = {
    "stages": [{"id": i, "label": label} for i, label in LABELS.items()],
    "categories": [{"id": i, "label": w, "stage": s} for i, (w, s) in CATEGORIES.items()],
    "model": MODEL,
}


def test_the_layout_of_a_whole_model_stays_as_it_is(request: pytest.FixtureRequest) -> None:
    """To write it anew after a change that was looked at: delete the file and run the test twice."""
    found = theory_model.derived(FINDINGS)["model"]["drawing"]
    text = json.dumps(found, indent=1)
    if not GOLDEN.exists():
        GOLDEN.write_text(text + "\n", "utf-8")
        pytest.fail("the golden file was missing, and was written")
    assert found == json.loads(GOLDEN.read_text("utf-8"))
    assert theory_model.derived(FINDINGS)["model"]["drawing"] == found


def test_the_example_s_model_is_balanced() -> None:
    places = shown(example()).places
    boxes = {box["id"]: box for box in places["boxes"]}
    for outside, stage in (("k7", "s1"), ("k8", "s2"), ("k9", "s3")):
        assert boxes[outside]["x"] == pytest.approx(boxes[stage]["x"])
        assert boxes[outside]["y"] < boxes[stage]["y"]
    assert len({round(boxes[s]["y"], 2) for s in ("s1", "s2", "s3")}) == 1
    (back,) = (arrow for arrow in places["arrows"] if arrow["kind"] == "feedback")
    assert min(y for _, y in back["points"]) >= boxes["s1"]["y"] + boxes["s1"]["height"] - 0.01


# the head


def test_the_alternative_text_tells_the_model_in_words() -> None:
    head, _ = rendered("theory-model", {**FINDINGS, **theory_model.derived(FINDINGS)})
    assert head["title"] == "A Model of Engaging in Reflection"
    assert head["alt"] == (
        "A model of six boxes with two groups. "
        'The group "internal stages" holds noticing something to reflect on, gathering information '
        "about it and some form of internal change. "
        'The group "what lies around them" holds being jolted or invited, having somewhere safe to '
        "think and being hurried or judged. "
        "The stage noticing something to reflect on shows sensing a snag and choosing to stay with it. "
        "The stage gathering information about it shows searching inwards and borrowing other eyes. "
        "The stage some form of internal change shows seeing it anew and carrying it differently. "
        "Noticing something to reflect on leads to gathering information about it. "
        "Gathering information about it leads to some form of internal change. "
        "Being jolted or invited leads to noticing something to reflect on (sets reflection going). "
        "Some form of internal change feeds back to noticing something to reflect on (more is noticed). "
        'Having somewhere safe to think helps the group "internal stages" (at every stage). '
        'Being hurried or judged hinders the group "internal stages" (at every stage).'
    )


@models
def test_the_alternative_text_names_every_node_and_edge(name: str | int) -> None:
    it = model(name)
    alt = it.head["alt"].casefold()
    for each in (*it.findings["categories"], *it.findings["stages"]):
        assert each["label"].casefold() in alt
    for edge in it.findings["model"]["edges"]:
        assert edge["label"] in alt
    assert "  " not in alt and "none" not in alt
    verbs = {
        "leads to": "leads-to",
        "feeds back to": "feedback",
        " helps ": "helps",
        " hinders ": "hinders",
    }
    for verb, kind in verbs.items():
        wanted = [edge for edge in it.findings["model"]["edges"] if edge["kind"] == kind]
        assert alt.count(verb) == len(wanted)


def test_the_note_explains_the_kinds_that_occur_and_no_others() -> None:
    assert model("one node").head["note"] == ""
    assert model("a chain").head["note"] == "Solid arrows lead on."
    note = "Solid arrows lead on and dashed arrows feed back."
    assert model("two ways with labels").head["note"] == note
    assert re.search("plus sign help.* minus sign hinder", model("a star").head["note"])
    own = {**FINDINGS, "model": {**MODEL, "note": "Synthetic data."}}
    note = rendered("theory-model", {**own, **theory_model.derived(own)})[0]["note"]
    assert note.endswith("minus sign hinder. Synthetic data.")


def test_what_is_wrong_is_left_out_and_the_rest_is_drawn() -> None:
    wrong = {
        **MODEL,
        "nodes": ["s1", "s2", "s1", "unknown"],
        "edges": [*MODEL["edges"], {"from": "s1", "to": "nowhere", "label": "x", "kind": "helps"}],
    }
    it = shown({**FINDINGS, "model": wrong})
    assert [box["id"] for box in it.places["boxes"]] == ["s1", "s2"]
    assert [(arrow["from"], arrow["to"]) for arrow in it.places["arrows"]] == [("s1", "s2")]


def test_a_model_of_which_nothing_is_known_is_an_empty_figure(tmp_path: Path) -> None:
    wrong = {**FINDINGS, "model": {**MODEL, "nodes": ["unknown"]}}
    head, code = rendered("theory-model", {**wrong, **theory_model.derived(wrong)})
    assert head["alt"] == "A model of zero boxes."
    assert drawn(code, tmp_path, "pdf")


def test_many_more_nodes_than_fifteen_still_give_a_figure() -> None:
    edges = [(f"k{n}", "leads-to", f"k{n + 1}", "") for n in range(1, 30)]
    it = shown(theory_models.findings(30, edges, [["k1", "k2", "k3"]]))
    assert len(it.places["boxes"]) == 30
    for one, other in combinations(it.places["boxes"], 2):
        assert apart(one, other)
    assert it.pages == 1 and it.high < 222


# geometry


def segments(arrow: Mapping[str, Any]) -> Iterator[Segment]:
    for one, other in pairwise(arrow["points"]):
        yield tuple(one), tuple(other)


def everything(places: Mapping[str, Any]) -> Iterator[Rect]:
    yield from places["boxes"]
    yield from places["groups"]
    yield from (group["title"] for group in places["groups"] if group["title"])
    yield from (arrow["label"] for arrow in places["arrows"] if arrow["label"])


def apart(a: Rect, b: Rect, far: float = 0) -> bool:
    """Whether two rectangles are so far from each other."""
    return (
        a["x"] + a["width"] + far <= b["x"] + 0.01
        or b["x"] + b["width"] + far <= a["x"] + 0.01
        or a["y"] + a["height"] + far <= b["y"] + 0.01
        or b["y"] + b["height"] + far <= a["y"] + 0.01
    )


def inside(a: Rect, b: Rect, far: float = 0) -> bool:
    return (
        a["x"] >= b["x"] + far
        and a["y"] >= b["y"] + far
        and a["x"] + a["width"] <= b["x"] + b["width"] - far
        and a["y"] + a["height"] <= b["y"] + b["height"] - far
    )


def on_edge(point: list[float], it: Rect) -> bool:
    """Whether a point lies on the edge of a rectangle."""
    x, y = point
    left, right, top, bottom = it["x"], it["x"] + it["width"], it["y"], it["y"] + it["height"]
    within = left - EDGE <= x <= right + EDGE and top - EDGE <= y <= bottom + EDGE
    near = min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom))
    return within and near < EDGE


def meets(segment: Segment, it: Rect) -> bool:
    """Whether a part of an arrow runs into the inside of a rectangle."""
    (a, b), (c, d) = segment
    return (
        max(a, c) > it["x"] + EDGE
        and min(a, c) < it["x"] + it["width"] - EDGE
        and max(b, d) > it["y"] + EDGE
        and min(b, d) < it["y"] + it["height"] - EDGE
    )


def along(one: Segment, other: Segment) -> bool:
    """Whether two parts of arrows run on one another, or too near to be told apart."""
    for axis in (0, 1):
        a, b = sorted(point[axis] for point in one)
        c, d = sorted(point[axis] for point in other)
        flat = abs(one[0][1 - axis] - one[1][1 - axis]) < 0.01
        flat = flat and abs(other[0][1 - axis] - other[1][1 - axis]) < 0.01
        near = abs(one[0][1 - axis] - other[0][1 - axis]) < 1.5
        if flat and near and min(b, d) - max(a, c) > 0.5:
            return True
    return False
