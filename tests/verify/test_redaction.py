"""What is redacted and can still be read."""

from __future__ import annotations

from softbound.collect.documents import Layer
from softbound.problems import Place
from softbound.verify import redaction
from tests import cases


@cases.each(__file__, "problems")
def test_problems(case: cases.Case) -> None:
    removed = [
        redaction.Removed(text, Place("paper.md", line))
        for line, text in enumerate(case.input["removed"], 1)
    ]
    layers = {
        name: [Layer(what, text, page) for what, text, page in given]
        for name, given in case.input["documents"].items()
    }
    found = list(redaction.check(removed, layers, case.input.get("labels", [])))
    assert cases.said(found) == case.expected
    for each in found:
        assert not any(text in each.message + each.hint for text in case.input["removed"])
