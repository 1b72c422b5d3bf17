"""A small thesis, built once for each test process and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.thesis import Thesis, build

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
DODO = Path(__file__).parents[2] / "dodo.py"


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small thesis, built."""
    root = tmp_path_factory.mktemp("built") / "thesis"
    shutil.copytree(SMALL, root)
    shutil.copy(DODO, root)
    result = build(root)
    assert result.code == 0, result.text
    return root


@pytest.fixture
def thesis(built_once: Path, tmp_path: Path) -> Thesis:
    """A copy of the built small thesis, for a test to change."""
    root = tmp_path / "thesis"
    shutil.copytree(built_once, root)
    return Thesis(root)
