"""Samples in the documentation: the fenced blocks of its pages, and a thesis made of them.

How a block is marked says how it is tested:

========== =========================================================================
yaml       begins with its file's name in a remark, and is valid as that file
markdown   prose that is built, without a single problem, as part of the example
gives      lines of prose and, two or more spaces later, what the outputs say
jinja      a template, with its file's name in a remark; built where prose places it
console    commands after ``$``, and what they print
sh         commands for macOS and Linux
powershell commands for Windows
text       what is shown and not tried, but for problems, whose rules exist
bibtex     an entry of a bibliography
mermaid    a drawing
python     code that can be parsed
========== =========================================================================
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = {
    "yaml", "markdown", "gives", "jinja", "console", "sh", "powershell", "text", "bibtex",
    "mermaid", "python",
}  # fmt: skip
GIVES_HEADING = "What Samples Give"
CHAPTER = "systematic-review"
"""Of the example: the one that samples are added to."""
PICTURE = (
    ROOT / "tests" / "fixtures" / "small" / "chapters" / "first-paper" / "figures" / "grey.png"
)


@dataclass(frozen=True)
class Sample:
    """A fenced block of a page."""

    page: str
    """The page's path, relative to the repository."""
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def file(self) -> str:
        """The path in the remark on its first line; empty without one."""
        found = re.match(r"(?:# |\{%# )([\w./-]+\.\w+)(?: #%\})?\n", self.text)
        return found[1] if found else ""


def pages() -> list[Path]:
    """All pages of the documentation."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*top, *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def samples() -> tuple[Sample, ...]:
    """All samples, page by page."""
    return tuple(sample for path in pages() for sample in _of_page(path))


def of_kind(kind: str) -> list[Sample]:
    return [sample for sample in samples() if sample.kind == kind]


def _of_page(path: Path) -> Iterator[Sample]:
    text = path.read_text("utf-8")
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Sample(path.relative_to(ROOT).as_posix(), line, match[1], match[2])


def given() -> list[tuple[str, str]]:
    """Prose and what becomes of it, from all ``gives`` blocks."""
    lines = [line for sample in of_kind("gives") for line in sample.text.splitlines()]
    return [tuple(re.split(r"\s{2,}", line, maxsplit=1)) for line in lines]  # type: ignore[misc]


def example(root: Path) -> Path:
    """A copy of the example thesis."""
    for name in ("chapters", "bibliography"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("thesis.yaml", "dodo.py"):
        shutil.copy(ROOT / name, root)
    return root


def sample_thesis(root: Path) -> Path:
    """The example with every Markdown sample in it, each page's as a file of one chapter.

    A sample with a level-1 heading becomes a chapter of its own.
    """
    example(root)
    chapter = root / "chapters" / CHAPTER
    own: list[str] = []
    for sample in of_kind("markdown"):
        if sample.text.startswith("# "):
            own.append(f"sample-{len(own) + 1}")
            path = root / "chapters" / own[-1] / "01.md"
            path.parent.mkdir()
        else:
            path = chapter / f"90-{Path(sample.page).stem}.md"
        before = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(f"{before}\n{sample.text}\n", "utf-8")
    shutil.copy(PICTURE, chapter / "design.png")
    paragraphs = "\n\n".join(prose for prose, _ in given())
    (chapter / "99-gives.md").write_text(f"## {GIVES_HEADING}\n\n{paragraphs}\n", "utf-8")
    for sample in of_kind("jinja"):
        path = root / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sample.text, "utf-8")
    thesis = yaml.safe_load((root / "thesis.yaml").read_text("utf-8"))
    thesis["chapters"] += own
    (root / "thesis.yaml").write_text(yaml.safe_dump(thesis), "utf-8")
    return root
