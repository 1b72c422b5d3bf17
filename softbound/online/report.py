"""build/reports/references-online.json: what was found out, for later builds, which only read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from softbound.derive import registered
from softbound.derive.registered import Item
from softbound.model.registered import Answer, Told
from softbound.verify.online import Verdict

FORMAT = 1


def path(root: Path) -> Path:
    return root / "build" / "reports" / "references-online.json"


def read(file: Path) -> dict[str, Any]:
    """The entries of the report; none where there is none, or it is of another softbound."""
    try:
        content = json.loads(file.read_text("utf-8"))
        entries = content["entries"] if content["format"] == FORMAT else {}
        return dict(entries)
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def content(file: Path) -> dict[str, Any] | None:
    """The whole report; None where there is none that can be read."""
    entries = {
        key: each
        for key, each in read(file).items()
        if isinstance(each, dict) and isinstance(each.get("status"), str)
    }
    if not entries:
        return None
    return {**json.loads(file.read_text("utf-8")), "entries": entries}


def entry(verdict: Verdict, answer: Answer, date: str) -> dict[str, Any]:
    """What is kept of an entry."""
    agency = answer.agency if answer.agency != "none" else ""
    kept = {
        "status": verdict.status,
        "date": date,
        "doi": answer.doi,
        "registered": "Crossref" if answer.work else agency,
        "suggested": verdict.suggested,
        "told": [
            {
                "rule": told.rule,
                "message": told.message,
                "hint": told.hint,
                "variable": told.variable,
                "depends": dict(told.depends),
            }
            for told in verdict.told
        ],
    }
    return {name: value for name, value in kept.items() if value not in ("", [])}


def text(entries: Mapping[str, Any], date: str) -> str:
    checked = sum(each["status"] != "unreachable" for each in entries.values())
    content = {"format": FORMAT, "checked": checked, "date": date, "entries": entries}
    return json.dumps(content, ensure_ascii=False, indent=1)


def still_told(kept: Mapping[str, Any], item: Item) -> Iterator[Told]:
    """What is to be told of an entry as it is now: that of which nothing has changed."""
    for each in kept.get("told", ()):
        if all(registered.digest(item.get(n)) == d for n, d in each["depends"].items()):
            yield Told(**each)
