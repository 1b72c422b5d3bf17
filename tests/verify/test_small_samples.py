"""What a thesis links to its participants."""

from __future__ import annotations

from softbound.derive.linking import linked_anywhere, pseudonyms_in_prose
from softbound.verify import small_samples
from tests import cases, synthesis


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    texts = {name: text for name, text in case.input.items() if name != "prose"}
    findings = synthesis.stored(texts)
    seen = pseudonyms_in_prose([("a.md", case.input["prose"])], findings["values"])
    linked = linked_anywhere(findings["values"], seen)
    assert cases.said(small_samples.check(findings, linked)) == case.expected


def test_a_chapter_without_participants_has_no_problem() -> None:
    assert small_samples.check({"values": {}, "places": {}}, []) == []
