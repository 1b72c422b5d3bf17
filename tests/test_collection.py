"""Every test module is collected: a folder's name must not hide it."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_no_folder_with_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    hidden = pytestconfig.getini("norecursedirs")
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    parts = {part for folder in folders for part in folder.parts}
    assert {part for part in parts if any(fnmatch(part, name) for name in hidden)} == set()
    assert "build" in parts
