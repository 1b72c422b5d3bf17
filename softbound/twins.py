"""What is told of a report when its task is asked for by name: `doit words`, `doit references`.

Each report in ``build/reports/`` has such a twin. A twin reads what the build left, and is told
after the problems; these are then only those that it is about.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Twin:
    """A report as it is told on the screen."""

    tell: Callable[[Path], str]
    """The thesis's folder → some lines; empty where the report is missing."""
    families: tuple[str, ...]
    """Of rules: the problems that are told beside it."""


def of(tasks: Sequence[str]) -> list[Twin]:
    """The twins of the tasks that an author asked for."""
    return [twin for name, twin in TWINS.items() if name in tasks]


def families(tasks: Sequence[str]) -> set[str] | None:
    """The families of rules that the tasks asked for are about; None where it is all."""
    asked = [name.partition(":")[0] for name in tasks]
    if not asked or not all(name in TWINS for name in asked):
        return None
    return {family for name in asked for family in TWINS[name].families}


def _report(root: Path, name: str) -> Any:
    """A report of build/reports/; None where it is missing, or was cut off."""
    try:
        report = json.loads((root / "build" / "reports" / name).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and report else None


def references(root: Path) -> str:
    """build/reports/references.json as it is told on the screen."""
    report = _report(root, "references.json")
    if report is None:
        return ""
    width = max((len(name) for name in report["chapters"]), default=0)
    lines = [
        f"{name:<{width}}  {_count(chapter['citations'], 'citation')}"
        f"  {_count(len(chapter['cited']), 'work')}".rstrip()
        for name, chapter in report["chapters"].items()
    ]
    all_works = f"{report['cited']:,} {'work' if report['cited'] == 1 else 'works'}"
    lines.append(f"{all_works} in all; {len(report['unused']):,} of the bibliography never cited.")
    if told := report.get("problems"):
        width = max(map(len, told))
        lines.append(f"Entries that should be mended, of {report['entries']}:")
        lines += [f"  {rule:<{width}}  {n:5}" for rule, n in told.items()]
    return "\n".join([*lines, ""])


def _count(n: int, what: str) -> str:
    """A number and its noun, as wide as those above and below it."""
    return f"{n:5,} {what if n == 1 else f'{what}s':<{len(what) + 1}}"


def records(root: Path) -> str:
    """build/reports/records-UNIT.json as they are told on the screen."""
    lines = []
    for path in sorted((root / "build" / "reports").glob("records-*.json")):
        report = _report(root, path.name)
        width = max((len(each["file"]) for each in report["files"]), default=0)
        for each in report["files"]:
            form = each["format"] or "not recognised"
            lines.append(f"{each['file']:<{width}}  {each['records']:7,} records  {form}")
        total, removed = report["records"], report["duplicates"]
        which = "1 of them a duplicate" if removed == 1 else f"{removed:,} of them duplicates"
        lines.append(f"{total:,} records, {which}: {total - removed:,} are left.")
    return "\n".join([*lines, ""])


def anonymity(root: Path) -> str:
    """build/reports/anonymity.json as it is told on the screen."""
    report = _report(root, "anonymity.json")
    if report is None:
        return ""
    documents = [each for each in report["scanned"] if each["file"].startswith("build/")]
    own = [each for each in report["scanned"] if each not in documents]
    found = sum(each["findings"] for each in own)
    listed = "with" if report["list"] else "without"
    lines = [f"Your files ({len(own):,}), {listed} a private list: {_findings(found)}"]
    for each in documents:
        lines.append(f"{each['file']}: {_findings(each['findings'])}")
        lines += _wrapped(f"Searched: {', '.join(each['what'])}", "  ")
    if found and any(each["findings"] for each in documents):
        lines += _wrapped("What stands in your files stands in the documents again.")
    return "\n".join([*lines, *_wrapped(report["statement"]), ""])


def _findings(n: int) -> str:
    return f"{n:,} found" if n else "nothing found"


def _wrapped(text: str, before: str = "") -> list[str]:
    """Text as a terminal shows it, broken between words."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    return textwrap.wrap(text, width, initial_indent=before, subsequent_indent=before)


def words(root: Path) -> str:
    """build/reports/words.json as it is told on the screen."""
    from softbound.write import words_table

    report = _report(root, "words.json")
    if report is None:
        return ""
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((100, 24)).columns
    return words_table.text(report, width, colours)


TWINS: Mapping[str, Twin] = {
    "records": Twin(records, ("search",)),
    "references": Twin(references, ("citations", "bibliography")),
    "words": Twin(words, ("words",)),
    "anonymity": Twin(anonymity, ("anonymity",)),
}
"""A task → what it has to tell when it is asked for by name."""
