"""Every case beside a test module is well-formed and run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import cases

MODULES = [
    module
    for stage in ("collect", "merge", "resolve", "verify", ".")
    for module in sorted((Path(__file__).parent / stage).glob("test_*.py"))
    if cases.beside(str(module)).is_file()
]


ALL = "cases.load(cases.beside(__file__)).items()"
"""How a module runs all groups alike."""


@pytest.mark.parametrize("module", MODULES, ids=[module.stem for module in MODULES])
def test_every_group_is_run_and_every_title_stands_once(module: Path) -> None:
    groups = cases.load(cases.beside(str(module)))
    source = module.read_text("utf-8")
    for group in groups:
        run = f'each(__file__, "{group}")' in source or ALL in source
        assert run, f"nothing runs the cases of {group}"
    titles = Counter(case.title for group in groups.values() for case in group)
    assert [title for title, count in titles.items() if count > 1] == []
