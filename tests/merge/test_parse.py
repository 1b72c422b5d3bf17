"""Merged Markdown → pandoc's tree, with pandoc's warnings at the author's lines."""

from __future__ import annotations

from collections.abc import Sequence

from softbound.merge.parse import parse
from softbound.processes import Answer, pandoc
from tests import cases, trees


@cases.each(__file__, "warnings")
def test_warnings(case: cases.Case) -> None:
    tree, problems = parse(trees.source(case.input, ("a.md", "b.md")), pandoc)
    assert tree is not None
    assert cases.said(problems) == case.expected


@cases.each(__file__, "blocks")
def test_blocks(case: cases.Case) -> None:
    tree, problems = parse(trees.source(case.input), pandoc)
    assert tree is not None and not problems
    assert [block["t"] for block in tree["blocks"]] == case.expected


def test_pandoc_that_cannot_run_is_a_problem() -> None:
    def broken(arguments: Sequence[str], text: str) -> Answer:
        return Answer(b"", "pandoc could not be started: no such file\n", ok=False)

    tree, problems = parse(trees.source("# A"), broken)
    assert tree is None
    assert cases.said(problems) == [
        "a.md:1: error: pandoc failed: pandoc could not be started: no such file [engine-runs]"
    ]


def test_what_no_page_could_show_is_a_problem() -> None:
    tree, problems = parse(trees.source("# A\n\nText.\n\n" + ">" * 400 + " x\n"), pandoc)
    assert tree is None
    assert cases.said(problems) == [
        "a.md:5: error: Quotations, lists or marks stand within each other, more than 60 times. "
        "[markdown-is-shallow]"
    ]
    tree, problems = parse(trees.source("> " * 25 + "x\n"), pandoc)
    assert tree is not None and not problems
