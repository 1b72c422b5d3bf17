"""A small thesis of three papers, as cases of this folder speak about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from softbound import files
from softbound.collect import known_numbers
from softbound.model.known_numbers import KnownNumbers
from softbound.problems import Problem, in_order
from softbound.verify import one_thesis, prose
from tests import synthesis

KINDS = {"front-matter": "front-matter", "appendices": "appendices"}
MINUTES = (47, 52, 58, 61, 66, 74, 79)
REVIEW = {
    "studies": "".join(
        f"- {{id: s{i}, citation: k{i}, label: Study {i}, year: 2001, n: {i + 5}}}\n"
        for i in range(1, 10)
    ),
    "themes": "- {id: t1, label: hitting therapists where it hurts}\n"
    "- {id: t2, label: ruptures as an opportunity}\n"
    "- id: t3\n  label: understanding the causes of ruptures\n"
    "  subthemes: [{id: t3a, label: therapists' own mistakes}, {id: t3b, label: third parties}]\n",
    "search": "sources: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}, {id: d, name: D}]\n",
}
PAPER = {
    "participants": "".join(
        f"- {{id: p{i}, pseudonym: P{i}, bands: {{ethnicity: {'White other' if i == 7 else 'White British'}, "
        f"gender: {'woman' if i < 6 else 'man'}, age: {'30–39' if i < 5 else '40 or over'}}}}}\n"
        for i in range(1, 8)
    ),
    "interviews": "".join(
        f"- {{participant: p{i}, minutes: {minutes}}}\n" for i, minutes in enumerate(MINUTES, start=1)
    ),
    "stages": "- {id: s1, label: noticing something to reflect on}\n"
    "- {id: s2, label: gathering information about it}\n- {id: s3, label: some form of internal change}\n",
    "categories": "- {id: k0, label: keeping on the move, core: true}\n"
    + "".join(
        f"- {{id: k{i}, label: {label}, stage: {stage}}}\n"
        for i, (label, stage) in enumerate(
            (
                ("sensing a snag", "s1"), ("choosing to stay with it", "s1"),
                ("searching inwards", "s2"), ("borrowing other eyes", "s2"),
                ("seeing it anew", "s3"), ("carrying it differently", "s3"),
                ("being jolted or invited", "null"), ("having somewhere safe to think", "null"),
                ("hindrance", "null"),
            ),
            start=1,
        )
    ),
}  # fmt: skip
LIMITATIONS = "".join(
    f"- {{id: l{i}, paper: empirical-paper, kind: design, limitation: It is {i}.}}\n"
    for i in range(12)
)
FLOW = {
    "database_results": 135, "duplicates": 39, "records_screened": 96, "records_excluded": 70,
    "dbr_sought_reports": 26, "dbr_notretrieved_reports": 2, "dbr_assessed": 24,
    "dbr_excluded_total": 15, "new_reports": 10, "new_studies": 9,
}  # fmt: skip
APPRAISAL = {"agreement": {"percent": 91.7, "kappa": 0.744, "kappa_text": ".74"}}


@cache
def numbers() -> KnownNumbers:
    """The shipped known numbers."""
    path = files.shipped_templates() / known_numbers.PATH
    found, problems = known_numbers.read(path.read_text("utf-8"), path.name)
    assert found is not None, problems
    return found


@cache
def findings() -> Mapping[str, Any]:
    """Each chapter's findings, with some of what is derived laid over them."""
    stored = {
        "systematic-review": synthesis.stored(REVIEW),
        "empirical-paper": synthesis.stored(PAPER),
        "critical-review": synthesis.stored({"limitations": LIMITATIONS}),
    }
    stored["systematic-review"]["values"] |= {"flow": FLOW, "appraisal": APPRAISAL}
    return stored


def part(name: str, text: str) -> one_thesis.Part:
    """A part of the thesis with one file."""
    kind: Any = KINDS.get(name, "chapter")
    return one_thesis.Part(name, kind, (prose.read(f"{name}.md", text),))


def check(texts: Mapping[str, str]) -> list[Problem]:
    """Parts' names → their prose; all problems."""
    return of([part(*each) for each in texts.items()], findings(), numbers())


def of(
    parts: Sequence[one_thesis.Part], known: Mapping[str, Any], counted: KnownNumbers
) -> list[Problem]:
    """All problems of a thesis's parts, as a build finds them."""
    found = [each for one in parts for each in one_thesis.check(one, known, counted)]
    return found + one_thesis.told_again([each for one in parts for each in one_thesis.told(one)])


def briefly(problems: list[Problem]) -> list[str]:
    """Rule, what was typed, and the first expression that is named instead."""
    quoted, expression = r'"(.*?)"', r"{{ (.*?) }}"
    return [
        f"{found.rule}: {_first(quoted, found.message)} → {_first(expression, found.hint)}"
        for found in in_order(problems)
    ]


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else "–"


def of_example() -> Mapping[str, Any]:
    """The worked example's findings, chapter by chapter."""
    root = Path(__file__).parents[3] / "chapters"
    return {
        folder.parent.name: synthesis.stored(
            {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
        )
        for folder in sorted(root.glob("*/findings"))
    }


def example() -> list[tuple[str, Path]]:
    """The worked example's prose: part and file, in order."""
    root = Path(__file__).parents[3] / "chapters"
    return [(path.parent.name, path) for path in sorted(root.glob("*/*.md"))]
