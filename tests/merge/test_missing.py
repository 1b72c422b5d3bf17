"""What is said of a name that is not there."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from softbound.merge.environment import Engine
from softbound.merge.missing import FOLLOWS_FROM
from softbound.model.findings import KINDS
from tests import cases

OWN = {"limitations": [{"id": "few"}]}
PAPER = {"participants": [], "excerpts": []}
CHAPTERS = {
    "research-paper": PAPER, "research_paper": PAPER,
    "critical-appraisal": OWN, "critical_appraisal": OWN,
}  # fmt: skip


@cases.each(__file__, "said")
def test_said(case: cases.Case) -> None:
    engine = Engine(lambda name: None, {"chapters": CHAPTERS, **OWN})
    with pytest.raises(UndefinedError) as refusal:
        engine.from_string(case.input).render()
    assert refusal.value.message == case.expected


def test_what_follows_follows_from_files_that_there_are() -> None:
    assert {kind for kinds in FOLLOWS_FROM.values() for kind in kinds} <= KINDS.keys()
