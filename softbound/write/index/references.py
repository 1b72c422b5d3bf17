"""References: what is cited, listed and unused, and what an online check found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from softbound.areas import title_of
from softbound.rules import RULES
from softbound.write.index.words import in_words

STATES: Mapping[str, str] = {
    "found": "found, and alike",
    "differs": "found, with other details",
    "not-found": "not found",
    "retracted": "retracted",
    "no-identifier": "without an identifier to look up",
    "unreachable": "could not be looked up",
}
"""What an online check says of an entry, in the order in which it is told."""


def view(
    report: Mapping[str, Any] | None, online: Mapping[str, Any] | None, units: Mapping[str, str]
) -> dict[str, Any] | None:
    """What the page shows of references.json; None where there is none."""
    if report is None:
        return None
    return {
        "cited": report["cited"],
        "entries": report.get("entries"),
        "unused": report["unused"],
        "chapters": [
            {
                "title": units.get(name) or title_of(name),
                "citations": each["citations"],
                "works": len(each["cited"]),
            }
            for name, each in report["chapters"].items()
        ],
        "problems": [
            {"rule": rule, "n": n, "sentence": RULES[rule].sentence if rule in RULES else ""}
            for rule, n in (report.get("problems") or {}).items()
            if n
        ],
        "online": _online(online),
    }


def _online(report: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if report is None:
        return None
    counts = Counter(str(each["status"]) for each in report["entries"].values())
    return {
        "date": in_words(str(report.get("date", ""))),
        "checked": report["checked"],
        "states": [
            {"label": STATES.get(state, state), "n": n, "state": state}
            for state, n in sorted(counts.items(), key=lambda each: _order(each[0]))
        ],
        "retracted": sorted(
            key for key, each in report["entries"].items() if each["status"] == "retracted"
        ),
    }


def _order(state: str) -> int:
    return list(STATES).index(state) if state in STATES else len(STATES)
