"""Reports of a small synthetic thesis, in the shapes in which the build leaves them."""

from __future__ import annotations

import copy
from typing import Any

CLASSES = [{"id": "body", "label": "Body"}, {"id": "tables", "label": "Tables"}]


def part(
    unit: str, label: str, title: str, counted: int, limit: int | None, verdict: str
) -> dict[str, Any]:
    return {
        "unit": unit, "label": label, "title": title,
        "counts": {"body": counted, "tables": 900}, "total": counted + 900, "counted": counted,
        "limit": limit, "tolerance": 0, "left": None if limit is None else limit - counted,
        "verdict": verdict, "classes_counted": ["body"],
        "sections": [
            {
                "id": f"sec:{unit}-{level}", "title": "Method", "level": level,
                "line": {"file": "chapters/a.md", "line": 3}, "counts": {"body": 10}, "counted": 10,
            }
            for level in (2, 3)
        ],
    }  # fmt: skip


WORDS: dict[str, Any] = {
    "classes": CLASSES,
    "parts": [
        part("review", "Chapter 1", "A Review", 8231, 8000, "over"),
        part("paper", "Chapter 2", "A Paper", 7650, 8000, "near"),
        part("appendices", "Appendices", "", 6120, None, "unlimited"),
    ],
    "whole": {
        "counts": {"body": 25772}, "total": 25772, "counted": 25772, "limit": 40000, "tolerance": 0,
        "left": 14228, "verdict": "within", "classes_counted": ["body"],
    },
    "change": {"since": {"date": "2026-03-01"}, "parts": {"review": 231, "paper": 0}, "whole": 231},
    "tag": {"name": "draft-2", "parts": {}, "whole": 1800},
    "history": [
        {"date": "2026-01-12T09:00", "whole": 4000, "parts": {}},
        {"date": "2026-02-01T09:00", "whole": 16000, "parts": {}},
        {"date": "2026-03-03T09:00", "whole": 25772, "parts": {}},
    ],
}  # fmt: skip

REFERENCES: dict[str, Any] = {
    "chapters": {
        "review": {"citations": 12, "cited": ["a1", "b2"]},
        "paper": {"citations": 3, "cited": ["b2"]},
    },
    "cited": 2,
    "unused": ["c3"],
    "entries": 3,
    "problems": {"bibliography-type-is-known": 2},
}
ONLINE: dict[str, Any] = {
    "checked": 2,
    "date": "2026-03-02",
    "entries": {"a1": {"status": "found"}, "b2": {"status": "differs"}},
}
ANONYMITY: dict[str, Any] = {
    "scanned": [{"file": "build/thesis.pdf", "what": ["text", "bookmarks"], "findings": 0}],
    "findings": 0,
    "list": True,
    "statement": "Passing does not prove anonymity.",
}
FLOW: dict[str, Any] = {
    "updated": False, "previous_studies": None, "other_methods": True,
    "database_specific_results": [{"name": "MEDLINE", "n": 20}], "register_specific_results": [],
    "identified": 20, "removed": 5, "records_screened": 15, "records_excluded": 10,
    "dbr_sought_reports": 5, "dbr_notretrieved_reports": 1, "dbr_assessed": 4,
    "dbr_excluded": [{"reason": "wrong design", "n": 2}],
    "other_results": [{"name": "Citation searching", "n": 2}], "other_assessed": 2,
    "other_notretrieved_reports": 0, "other_excluded": [{"reason": "wrong design", "n": 1}],
    "assessed": 6, "excluded": 3, "new_reports": 3, "new_studies": 2, "total_studies": 2,
}  # fmt: skip


def standard(name: str, open_: list[str]) -> dict[str, Any]:
    items = [{"number": str(n), "label": f"item {n}"} for n in range(1, 5)]
    return {
        "name": name,
        "sections": [{"title": "All", "items": items}],
        "counts": {"items": 4, "reported": 3 - len(open_), "na": 1, "open": len(open_)},
        "open": open_,
        "complete": not open_,
    }


DERIVED: dict[str, Any] = {
    "review": {
        "flow": FLOW,
        "matrix": {
            "columns": [{"id": "A", "label": "Study A"}, {"id": "B", "label": "Study B"}],
            "rows": [
                {
                    "label": "being seen",
                    "number": "1",
                    "level": 1,
                    "studies": 1,
                    "cells": ["present", "blank"],
                },
                {
                    "label": "turning away",
                    "number": "2",
                    "level": 1,
                    "studies": 1,
                    "cells": ["refutes", "both"],
                },
            ],
        },
        "reporting": {"x": standard("PRISMA", [])},
    },
    "paper": {
        "contributions": {
            "columns": [{"id": "p1", "pseudonym": "Harriet"}, {"id": "p2", "pseudonym": "Joan"}],
            "rows": [{"label": "sensing", "level": 1, "total": 3, "cells": {"p1": 3, "p2": 0}}],
            "totals": {"p1": 3, "p2": 0},
            "shares": {"p1": 100.0, "p2": None},
            "total": 3,
        },
        "reporting": {"y": standard("COREQ", [])},
    },
}
FINDINGS: dict[str, Any] = {
    "review": {
        "limitations": [
            {"kind": "One reader", "limitation": "One person read.", "paper": "review", "response": "It was discussed.", "future": ""},
            {"kind": "Few", "limitation": "Few took part.", "paper": "paper", "response": "", "future": "More could."},
        ]
    }
}  # fmt: skip

ALL: dict[str, dict[str, Any]] = {
    "words": WORDS, "references": REFERENCES, "online": ONLINE, "anonymity": ANONYMITY,
    "derived": DERIVED, "findings": FINDINGS,
}  # fmt: skip


def changed(name: str, change: Any) -> Any:
    """A report with something else in it: for words, in each part; None where it is missing."""
    if change is None:
        return None
    report = copy.deepcopy(ALL[name])
    if name == "words":
        for each in (*report["parts"], report["whole"]):
            each.update(change)
    elif name == "derived" and "open" in change:
        report["review"]["reporting"]["x"] = standard("PRISMA", change["open"])
    elif name == "derived":
        report["review"]["flow"].update(change)
    elif name == "findings":
        for each in report["review"]["limitations"]:
            each.update(change)
    else:
        report.update(change)
    return report
