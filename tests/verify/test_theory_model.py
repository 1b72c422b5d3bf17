"""A theory's model against its categories and stages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from softbound.collect.findings import locator
from softbound.derive import theory_model
from softbound.problems import Place, Problem
from softbound.rules import RULES
from softbound.verify import theory_model as verify
from tests import cases, synthesis

BASE = {
    "stages": "- {id: s1, label: noticing}\n- {id: s2, label: changing}\n",
    "categories": "- {id: core, label: turning round, core: true}\n"
    "- {id: k1, label: sensing a snag, stage: s1}\n"
    "- {id: k2, label: seeing it anew, stage: s2}\n"
    "- {id: k3, label: being hurried}\n"
    "- {id: k4, label: staying with it, stage: s1, parent: k1}\n",
}


def check(given: Mapping[str, str | None]) -> list[Problem]:
    found = synthesis.stored({n: t for n, t in {**BASE, **given}.items() if t is not None})
    places = {path: Place(*place) for path, place in found["places"].get("model", {}).items()}
    theory_model.derived(found["values"])  # whatever is wrong, a draft is drawn
    return verify.check(found["values"], locator(places, Place("model.yaml")))


@cases.each(__file__, "models")
def test_models(case: cases.Case) -> None:
    assert cases.said(check(case.input)) == case.expected


def test_a_chapter_without_a_model_has_no_problem() -> None:
    assert check({}) == []
    assert verify.check({}, lambda *_: Place("")) == []


def test_more_nodes_than_a_page_can_show_are_too_many() -> None:
    labels = "".join(f"- {{id: c{n}, label: label {n}}}\n" for n in range(16))
    edges = ", ".join(f"{{from: c{n}, to: c{n + 1}}}" for n in range(15))
    nodes = ", ".join(f"c{n}" for n in range(16))
    model = f"title: T\nnodes: [{nodes}]\nedges: [{edges}]\n"
    found = check({"stages": None, "categories": labels, "model": model})
    assert cases.said(found) == [
        "model.yaml:2: warning: The model has 16 nodes; with more than 15 it may become hard to "
        "read. Let stages show their categories, or a category stand for its parts. "
        "[model-is-small-enough]"
    ]


def test_more_edges_than_a_page_can_show_are_too_many() -> None:
    labels = "".join(f"- {{id: c{n}, label: label {n}}}\n" for n in range(7))
    pairs = [(a, b) for a in range(7) for b in range(7) if a != b]

    def told(number: int) -> list[str]:
        edges = ", ".join(f"{{from: c{a}, to: c{b}}}" for a, b in pairs[:number])
        nodes = ", ".join(f"c{n}" for n in range(7))
        model = f"title: T\nnodes: [{nodes}]\nedges: [{edges}]\n"
        return cases.said(check({"stages": None, "categories": labels, "model": model}))

    assert not any("edges;" in line for line in told(30))
    assert told(31) == [
        "model.yaml:3: warning: The model has 31 edges; with more than 30 it may become hard to "
        "read. Let edges begin or end at groups, and leave out what follows from others. "
        "[model-is-small-enough]"
    ]


def test_every_rule_of_the_model_is_broken_by_a_case() -> None:
    told = " ".join(str(case.expected) for case in cases.load(cases.beside(__file__))["models"])
    text = Path(verify.__file__).read_text("utf-8")
    named = {rule for rule in RULES if f'"{rule}"' in text}
    assert len(named) == 9
    assert named - {rule for rule in named if f"[{rule}]" in told} == {"model-is-small-enough"}
