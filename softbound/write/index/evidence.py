"""What the papers rest on: who contributes to what, the flow of studies, checklists, limitations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from softbound.areas import title_of

Units = Mapping[str, str]
By = Mapping[str, Mapping[str, Any]]
"""A unit → plain data."""

CELLS: Mapping[str, tuple[str, str]] = {
    "present": ("●", "contributes"),
    "refutes": ("✕", "refutes"),
    "both": ("●✕", "contributes and refutes"),
    "blank": ("", "nothing"),
}
"""A cell of the matrix → its sign, and what it says to those who do not see it."""


def _each(derived: By, key: str, units: Units) -> Iterator[tuple[str, Any]]:
    """What units have under a key, with the units' titles."""
    for name, values in derived.items():
        if values.get(key):
            yield units.get(name) or title_of(name), values[key]


def matrices(derived: By, units: Units) -> list[dict[str, Any]]:
    """Which study contributes to which theme."""
    found = []
    for title, matrix in _each(derived, "matrix", units):
        if not matrix["rows"] or not matrix["columns"]:
            continue
        rows = [
            {
                "label": row["label"],
                "number": row.get("number", ""),
                "level": row["level"],
                "studies": row["studies"],
                "cells": [CELLS.get(cell, (cell, cell)) for cell in row["cells"]],
            }
            for row in matrix["rows"]
        ]
        found.append({"title": title, "columns": matrix["columns"], "rows": rows})
    return found


def contributions(derived: By, units: Units) -> list[dict[str, Any]]:
    """How many excerpts of each participant ground each category."""
    found = []
    for title, table in _each(derived, "contributions", units):
        keys = [column["id"] for column in table["columns"]]
        if not table["rows"] or not keys:
            continue
        most = max((n for row in table["rows"] for n in row["cells"].values()), default=0) or 1
        rows = [
            {
                "label": row["label"],
                "level": row["level"],
                "total": row["total"],
                "cells": [
                    {"n": row["cells"].get(key, 0), "share": _depth(row["cells"].get(key, 0), most)}
                    for key in keys
                ],
            }
            for row in table["rows"]
        ]
        found.append(
            {
                "title": title,
                "columns": [column["pseudonym"] for column in table["columns"]],
                "rows": rows,
                "totals": [table["totals"].get(key, 0) for key in keys],
                "shares": [table["shares"].get(key) for key in keys],
                "total": table["total"],
            }
        )
    return found


def _depth(n: int, most: int) -> int:
    """How deeply a cell is tinted: 0 to 4."""
    return 0 if not n else max(1, round(4 * n / most))


def flows(derived: By, units: Units) -> list[dict[str, Any]]:
    """The numbers of each PRISMA flow diagram, step by step."""
    return [
        {"title": title, "steps": _steps(flow), "complete": _complete(flow)}
        for title, flow in _each(derived, "flow", units)
    ]


def _complete(flow: Mapping[str, Any]) -> bool:
    return all(flow[key] is not None for key in ("records_screened", "dbr_assessed", "new_studies"))


def _steps(flow: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each step: how many stay, and what was left out there with its reasons."""
    steps = []
    if flow["updated"]:
        steps.append(_step("In the previous version", flow["previous_studies"], "studies"))
    sources = [*flow["database_specific_results"], *flow["register_specific_results"]]
    named = [{"name": each["name"], "n": each["n"]} for each in sources]
    steps.append(
        _step("Identified in databases and registers", flow["identified"], "records", named)
    )
    steps.append(
        _step(
            "Screened",
            flow["records_screened"],
            "records",
            out=flow["removed"],
            why="removed before",
        )
    )
    steps.append(
        _step(
            "Sought in full", flow["dbr_sought_reports"], "reports",
            out=flow["records_excluded"], why="excluded by title and abstract",
        )
    )  # fmt: skip
    steps.append(
        _step(
            "Assessed", flow["dbr_assessed"], "reports",
            out=flow["dbr_notretrieved_reports"], why="not retrieved",
        )
    )  # fmt: skip
    if flow["other_methods"]:
        known = [{"name": each["name"], "n": each["n"]} for each in flow["other_results"]]
        steps.append(
            _step(
                "Assessed from other methods", flow["other_assessed"], "reports", known,
                out=flow["other_notretrieved_reports"], why="not retrieved",
            )
        )  # fmt: skip
    reasons: dict[str, int] = {}
    for each in [*flow["dbr_excluded"], *flow["other_excluded"]]:
        reasons[each["reason"]] = reasons.get(each["reason"], 0) + each["n"]
    steps.append(
        _step(
            "Included", flow["new_reports"], "reports",
            [{"name": name or "no reason given", "n": n} for name, n in reasons.items()],
            out=flow["excluded"] if flow["assessed"] is not None else None, why="excluded in full",
        )
    )  # fmt: skip
    steps.append(_step("In the review", flow["total_studies"], "studies"))
    return steps


def _step(
    title: str, n: int | None, what: str, details: list[dict[str, Any]] | None = None,
    *, out: int | None = None, why: str = "",
) -> dict[str, Any]:  # fmt: skip
    return {
        "title": title,
        "n": n,
        "what": what,
        "details": details or [],
        "out": out,
        "why": why if out is not None else "",
    }


def checklists(derived: By, units: Units) -> list[dict[str, Any]]:
    """How far each reporting standard is answered, with the items that are open."""
    found = []
    for title, standards in _each(derived, "reporting", units):
        for standard in standards.values():
            counts = standard["counts"]
            labels = {
                str(item["number"]): item["label"]
                for section in standard["sections"]
                for item in section["items"]
            }
            done = counts["reported"] + counts["na"]
            found.append(
                {
                    "unit": title,
                    "name": standard["name"],
                    "items": counts["items"],
                    "reported": counts["reported"],
                    "na": counts["na"],
                    "done": done,
                    "percent": round(100 * done / counts["items"], 1) if counts["items"] else 0,
                    "open": [
                        (str(number), labels.get(str(number), "")) for number in standard["open"]
                    ],
                    "complete": standard["complete"],
                }
            )
    return found


def limitations(findings: By, units: Units) -> list[dict[str, Any]]:
    """Each limitation, and whether something was done or is to be done about it."""
    return [
        {
            "kind": each["kind"],
            "text": each["limitation"],
            "paper": units.get(each["paper"]) or title_of(each["paper"]),
            "response": each.get("response") or "",
            "future": each.get("future") or "",
            "answered": bool(each.get("response") or each.get("future")),
        }
        for values in findings.values()
        for each in values.get("limitations") or ()
    ]
