"""Known numbers: the shipped file, and mistakes in an author's own."""

from __future__ import annotations

from softbound import files
from softbound.collect import known_numbers
from softbound.merge.environment import Engine
from tests import cases


@cases.each(__file__, "read")
def test_read(case: cases.Case) -> None:
    found, problems = known_numbers.read(case.input, "k.yaml")
    assert cases.said(problems) == case.expected
    assert (found is None) == bool(problems)


def test_every_expression_of_the_shipped_file_can_be_parsed() -> None:
    path = files.shipped_templates() / known_numbers.PATH
    found, problems = known_numbers.read(path.read_text("utf-8"), path.name)
    assert problems == [] and found is not None
    assert len(found.numbers) > 20
    engine = Engine(lambda _: None, {})
    for number in found.numbers:
        for expression in number.expression:
            engine.compile_expression(expression)
