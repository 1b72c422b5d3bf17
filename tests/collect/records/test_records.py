"""Exports of databases and tools: what is read of each, with which lines, and what is named as lost.

Each case's ``input`` is an export's text, or a mapping of file and text or ``hex``; all of them are
synthetic. ``expected`` has the format, parts of each record in order, and all problems.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from softbound.collect import records
from tests import cases

CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for found in cases.load(path).values()
    for case in found
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: cases.Case) -> None:
    given = {"file": "export.txt"} | (
        case.input if isinstance(case.input, dict) else {"text": case.input}
    )
    content = bytes.fromhex(given["hex"]) if "hex" in given else given["text"].encode()
    export = records.read(content, given["file"])
    expected = {"problems": []} | case.expected
    assert export.file == given["file"]
    assert export.form == expected["form"]
    told = sorted(export.problems, key=lambda p: (p.place.line or 0, p.rule))
    assert [[p.place.line, p.rule] for p in told] == [p[:2] for p in expected["problems"]]
    for problem, (_, _, part) in zip(told, expected["problems"], strict=True):
        assert part in f"{problem.message} {problem.hint}"
    assert len(export.records) == len(expected["records"])
    for record, wanted in zip(export.records, expected["records"], strict=True):
        found = {name: getattr(record, name) for name in wanted}
        assert {n: list(v) if isinstance(v, tuple) else v for n, v in found.items()} == wanted
        assert record.file == given["file"]
