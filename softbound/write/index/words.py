"""Words: of each part against its limit, and how they grew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

VERDICTS: Mapping[str, str] = {
    "within": "within the limit",
    "near": "near the limit",
    "over": "over the limit",
    "unlimited": "no limit",
}
WIDTH, HEIGHT, MARGIN = 600, 130, 8
"""Of the line of progress, in its own units."""
LIMIT_AT = 80
"""Where on a bar its limit is, in per cent: what is over it can be seen."""
ROWS = 30
"""So many builds are told beside it."""


def view(report: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What the page shows of words.json; None where there is none."""
    if report is None or not report.get("parts"):
        return None
    labels = {each["id"]: each["label"] for each in report.get("classes", ())}
    parts = report["parts"]
    whole = report.get("whole")
    changes = (report.get("change") or {}).get("parts", {})
    shown = [_part(each, labels, changes.get(each.get("unit"))) for each in parts]
    total = None
    if whole:
        change = (report.get("change") or {}).get("whole")
        total = _part({"unit": "", "label": "The whole", "title": "", **whole}, labels, change)
    judged = [each for part in shown for each in (part, *part["pages"])]
    judged += [total] if total else []
    return {
        "parts": shown,
        "whole": total,
        "since": in_words(str(((report.get("change") or {}).get("since") or {}).get("date", ""))),
        "tag": _tag(report.get("tag")),
        "history": _history(report.get("history") or ()),
        "limited": any(each["limit"] is not None for each in judged),
        "over": [each["name"] for each in judged if each["verdict"] == "over"],
        "near": [each["name"] for each in judged if each["verdict"] == "near"],
    }


def _part(part: Mapping[str, Any], labels: Mapping[str, str], change: int | None) -> dict[str, Any]:
    limit = part.get("limit")
    counted = set(part.get("classes_counted") or ())
    sections = part.get("sections") or ()
    longest = max((each["counted"] for each in sections), default=0) or 1
    return {
        "name": part["label"],
        "title": part.get("title") or "",
        "counted": part["counted"],
        "total": part.get("total", part["counted"]),
        "limit": limit,
        "left": "–" if part.get("left") is None else _minus(f"{part['left']:,}"),
        "verdict": part["verdict"],
        "verdict_text": VERDICTS.get(part["verdict"], part["verdict"]),
        "percent": None if not limit else _percent(part["counted"] * LIMIT_AT / 100, limit),
        "limit_at": LIMIT_AT,
        "change": signed(change) if change else "",
        "classes": [
            {"label": labels.get(name, name), "n": n, "counted": name in counted}
            for name, n in (part.get("counts") or {}).items()
            if n
        ],
        "pages": [
            _part({"label": each["title"], **each, "title": ""}, labels, None)
            for each in sections
            if each.get("limit") is not None
        ],
        "sections": [
            {
                "title": each["title"],
                "level": each["level"],
                "counted": each["counted"],
                "percent": _percent(each["counted"], longest),
            }
            for each in sections
        ],
    }


def signed(n: int) -> str:
    """ "+1,200", "−14"."""
    return _minus(f"{n:+,}")


def _minus(text: str) -> str:
    return text.replace("-", "−")


def in_words(moment: str) -> str:
    """An ISO date or moment as a day: "1 March 2026"; as it is, where it is none."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{day.day} {day:%B %Y}"


def _percent(value: int, of: int) -> float:
    return round(min(100.0, 100 * value / of), 1)


def _tag(tag: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not tag or tag.get("whole") is None:
        return None
    return {"name": tag.get("name", ""), "whole": signed(tag["whole"])}


def _history(builds: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The words of the whole, build by build, as a line; None for fewer than two."""
    if len(builds) < 2:
        return None
    counts = [int(each["whole"]) for each in builds]
    days = [_day(str(each["date"])) for each in builds]
    # With a date that is none, or all on one day, builds are told one after the other.
    known = [day for day in days if day is not None]
    at = known if len(known) == len(days) and len(set(known)) > 1 else list(range(len(builds)))
    most, begin, end = max(counts) or 1, min(at), max(at)
    points = [
        (
            round(MARGIN + (WIDTH - 2 * MARGIN) * (x - begin) / (end - begin), 1),
            round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * n / most, 1),
        )
        for x, n in zip(at, counts, strict=True)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "base": HEIGHT - MARGIN,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last_point": points[-1],
        "first": {"date": in_words(str(builds[0]["date"])), "n": counts[0]},
        "last": {"date": in_words(str(builds[-1]["date"])), "n": counts[-1]},
        "most": max(counts),
        "rows": [
            {"date": str(each["date"])[:16].replace("T", " "), "n": n}
            for each, n in list(zip(builds, counts, strict=True))[-ROWS:]
        ],
    }


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None
