"""A thesis's folder as a test handles it: change files, build, look at what came out."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """What a run of doit gave."""

    code: int
    text: str
    """Both its streams."""

    @property
    def ran(self) -> list[str]:
        """The steps that ran, such as ``merge first-paper``, from the plain lines of progress."""
        lines = [line.split(" s  ", 1) for line in self.text.split("\n")]
        return [parts[1] for parts in lines if len(parts) == 2 and parts[0].strip()[:1].isdigit()]


def build(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Result:
    """Run doit in a folder, as an author would."""
    run = subprocess.run(
        [sys.executable, "-m", "doit", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CI": "true", "PYTHONUTF8": "1", **(environment or {})},
        timeout=120,
        check=False,
    )
    return Result(run.returncode, run.stdout + run.stderr)


@dataclass(frozen=True)
class Thesis:
    """A thesis's folder."""

    root: Path

    def build(self, *arguments: str) -> Result:
        return build(self.root, *arguments)

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, content: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        content = self.text(path)
        assert old in content, f"{old!r} does not stand in {path}"
        self.write(path, content.replace(old, new, 1))

    def problems(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.text("build/reports/problems.json"))[
            "problems"
        ]
        return found

    def digests(self) -> dict[str, str]:
        """The two outputs, by their content."""
        return {
            name: hashlib.sha256((self.root / "build" / name).read_bytes()).hexdigest()
            for name in ("thesis.pdf", "thesis.docx")
        }


PARTS = ("thesis.yaml", "dodo.py", "chapters", "templates", "bibliography")


def copy_of_the_example(root: Path) -> None:
    """The repository's own thesis, put into a folder."""
    for part in PARTS:
        source = Path(__file__).parents[2] / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        else:
            shutil.copy(source, root / part)
