"""Models for the tests of their drawing: shapes by name, and others by chance."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from softbound.model.findings.empirical_paper import Category, Stage
from softbound.model.findings.theory_model import TheoryModel

WORDS = (
    "noticing a snag", "staying with it", "searching inwards", "borrowing other eyes",
    "seeing it anew", "carrying it differently", "being jolted", "having somewhere safe to think",
    "being hurried or judged", "trusting the pace", "losing the thread", "asking somebody",
    "putting it into words", "letting it rest", "coming back to it", "weighing what it costs",
    "keeping up appearances", "therapists' own part", "leaving it #unsaid_",
)  # fmt: skip
LONG = (
    "holding on to what had been noticed in the session although others were waiting",
    "disciplinary responsibilities and organisational expectations of clinical psychologists",
    "finding out by way of the body what had not been put into words before",
    "going back",
)
KINDS = ("leads-to", "feedback", "helps", "hinders")
BOUNDARIES = ("solid", "dashed", "none")
EDGE = re.compile(r"(\w+) ([a-z-]+) (\w+)(?:: (.+))?")

SHAPES: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "theory_model.yaml").read_text("utf-8")
)["shapes"]


def named(name: str) -> dict[str, Any]:
    """The findings of a shape."""
    given = SHAPES[name]
    words = {"long": LONG}.get(str(given.get("words")), given.get("words", WORDS))
    edges = []
    for text in given.get("edges", ()):
        match = EDGE.fullmatch(text)
        assert match is not None, text
        start, kind, to, label = match.groups()
        edges.append((_id(start), kind, _id(to), label or ""))
    return findings(
        given["nodes"],
        edges,
        [[_id(str(node)) for node in group] for group in given.get("groups", ())],
        given.get("stages", ()),
        words,
        given.get("direction", "auto"),
    )


def by_chance(seed: int) -> dict[str, Any]:
    """A model of 3 to 15 nodes with groups, stages, loops and labels as they come."""
    chance = random.Random(seed)
    count = 3 + seed % 13
    nodes = [f"k{n}" for n in range(1, count + 1)]
    groups: list[list[str]] = []
    rest = list(nodes)
    for _ in range(chance.randint(0, 2)):
        size = chance.randint(1, max(1, count // 3))
        groups.append(rest[:size])
        rest = rest[size:]
    ends = [*nodes, *(f"g{n}" for n in range(1, len(groups) + 1))]
    edges = [(a, "leads-to", b, "") for a, b in pairwise(nodes)]
    edges = chance.sample(edges, chance.randint(len(edges) // 2, len(edges)))
    for _ in range(chance.randint(0, count // 2)):
        label = chance.choice(("", "", "opens", "is felt as too much", "only where there is trust"))
        edges.append((chance.choice(ends), chance.choice(KINDS), chance.choice(nodes), label))
    return findings(count, list(dict.fromkeys(edges)), groups)


def findings(
    count: int,
    edges: Sequence[tuple[str, str, str, str]],
    groups: Sequence[Sequence[str]] = (),
    stages: Sequence[Sequence[int]] = (),
    words: Sequence[str] = WORDS,
    direction: str = "auto",
) -> dict[str, Any]:
    """A chapter's stages, categories and model, as build/findings/ has them."""
    home = {n: f"s{number}" for number, own in enumerate(stages, start=1) for n in own}
    categories = [
        Category(id=f"k{n}", label=words[(n - 1) % len(words)], stage=home.get(n))
        for n in range(1, count + 1)
    ]
    made = [Stage(id=f"s{n}", label=WORDS[-n]) for n in range(1, len(stages) + 1)]
    nodes = [s.id for s in made] + [c.id for c in categories if c.stage is None]
    model = TheoryModel.model_validate(
        {
            "title": "A Model",
            "direction": direction,
            "nodes": nodes,
            "edges": [
                {"from": start, "to": to, "kind": kind, "label": label}
                for start, kind, to, label in edges
            ],
            "groups": [
                {
                    "id": f"g{n}",
                    "label": f"group number {n}",
                    "nodes": list(group),
                    "boundary": BOUNDARIES[n % 3],
                }
                for n, group in enumerate(groups)
                for n in [n + 1]
            ],
        }
    )
    return {
        "stages": [stage.model_dump(mode="json", by_alias=True) for stage in made],
        "categories": [each.model_dump(mode="json", by_alias=True) for each in categories],
        "model": model.model_dump(mode="json", by_alias=True),
    }


def _id(text: str) -> str:
    return f"k{text}" if text.isdigit() else text
