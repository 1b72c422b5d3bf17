"""build/reports/words.json as `doit words` tells it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from softbound.model.words import figure

STYLES = {"over": "bold red", "near": "yellow", "within": "green", "unlimited": ""}
"""How a verdict looks on a terminal."""
GAP = 2
"""Blanks between columns."""
NARROWEST = 20
"""Characters of a title for which heads of columns are broken."""
WIDEST = 44
"""Characters of a title beyond which it is shortened."""


def text(report: Mapping[str, Any], width: int = 100, colours: bool = False) -> str:
    """Two tables: parts and sections with their limits; and what the whole is made of."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    out = io.StringIO()
    console = Console(file=out, width=max(width, 60), force_terminal=colours, no_color=not colours)
    since = list(_since(report))
    limits = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 0, 0, 1))
    rows = list(_rows(report, since))
    heads = ("Words", "Limit", "Left", *(head for head, _ in since))
    kept = [n for n, head in enumerate(heads, 1) if any(line[n] for line, _ in rows)]
    figures = {n: max(len("Words"), *(len(line[n]) for line, _ in rows)) for n in kept}
    widths = {n: max(len(heads[n - 1]), wide) for n, wide in figures.items()}
    if console.width - sum(widths.values()) - GAP * len(kept) < NARROWEST:
        widths = figures  # heads are broken rather than numbers
    left = console.width - sum(widths.values()) - GAP * len(kept)
    limits.add_column("Part", no_wrap=True, overflow="ellipsis", max_width=min(left, WIDEST))
    for n, wide in widths.items():
        limits.add_column(heads[n - 1], justify="right", overflow="fold", width=wide)
    for line, style in rows[:-1]:
        limits.add_row(line[0], *(line[n] for n in kept), style=style)
    limits.add_section()
    last, style = rows[-1]
    limits.add_row(last[0], *(last[n] for n in kept), style=style)
    console.print(limits)
    console.print()
    for each in _classes(report):
        console.print(each, highlight=False)
    return out.getvalue().rstrip() + "\n"


def _rows(
    report: Mapping[str, Any], since: list[tuple[str, Mapping[str, Any]]]
) -> Iterator[tuple[list[str], str]]:
    """Lines of the first table with their styles, the whole thesis last."""
    for part in report["parts"]:
        yield _line(part, part["unit"], _name(part), since), STYLES[part["verdict"]]
        for section in part["sections"]:
            if section["counted"] or "limit" in section:
                style = STYLES[section["verdict"]] if "limit" in section else "dim"
                told = _line(section, "", "  " + section["title"], [])
                yield [*told, *("" for _ in since)], style
    whole = report["whole"]
    yield _line(whole, "whole", whole["label"], since), STYLES[whole["verdict"]]


def _name(part: Mapping[str, Any]) -> str:
    title = part["title"]
    return f"{part['label']}: {title}" if title and title != part["label"] else part["label"]


def _since(report: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The heads of the columns of changes, and the changes."""
    if report.get("change"):
        yield "Last build", report["change"]
    if report.get("tag"):
        yield f"Since {report['tag']['name']}", report["tag"]


def _line(
    told: Mapping[str, Any], unit: str, name: str, since: list[tuple[str, Mapping[str, Any]]]
) -> list[str]:
    limit, left = told.get("limit"), told.get("left")
    limited = figure(limit) if limit is not None else told.get("usual") or ""
    if limit is not None and told["status"] == "unverified":
        limited += " ?"
    changes = [
        change["whole"] if unit == "whole" else change["parts"].get(unit, 0) for _, change in since
    ]
    return [
        name,
        figure(told["counted"]),
        limited,
        figure(left) if left is not None else "",
        *(f"{change:+,}" if change else "" for change in changes if unit),
    ]


def _classes(report: Mapping[str, Any]) -> Iterator[str]:
    """What the whole is made of, and which of it is counted."""
    whole = report["whole"]
    labels = {each["id"]: each for each in report["classes"]}
    width = max(len(each["label"]) for each in report["classes"])
    for name, words in whole["counts"].items():
        if words:
            mark = "counted" if name in whole["classes_counted"] else ""
            if labels[name]["apart"]:
                mark = "not in the sum below"
            yield f"{labels[name]['label']:<{width}}  {figure(words):>8}  {mark}".rstrip()
    seen = sum(n for name, n in whole["counts"].items() if labels[name]["word"])
    yield f"{'All, as Word shows it':<{width}}  {figure(seen):>8}"
