"""Reporting standards and where a paper reports their items → completed checklists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from softbound.model.findings.reporting import ItemReport, Reporting
from softbound.model.labels import PREFIXES
from softbound.model.standard import Standard

PLACE = re.compile(rf"^(?:{'|'.join(PREFIXES)}):\w(?:[\w.:-]*\w)?$")
"""An id that can be referred to in prose."""
NOTHING = ItemReport()


def derived(reporting: Reporting, standards: Mapping[str, Standard]) -> dict[str, Any]:
    """What expressions know as ``reporting``: a standard's file name → its completed checklist.

    :param reporting: reporting.yaml.
    :param standards: name of a file of templates/standards/, without .yaml → the standard.
    :return: per standard that is known its ``name``, ``title``, ``version``, ``source``, ``doi``
        and ``licence``; ``sections``, each with ``title`` and ``items`` (``number``, ``label``,
        ``at``, ``na``, ``note``); ``counts`` of ``items``, ``reported``, ``na`` and ``open`` ones;
        ``open``, the numbers of those; ``complete``, whether there are none. An id that cannot be
        referred to is left out (:mod:`softbound.verify.reporting` tells of it).
    """
    return {
        name: _checklist(standards[name], items)
        for name, items in reporting.root.items()
        if name in standards
    }


def _checklist(standard: Standard, reports: Mapping[str, ItemReport]) -> dict[str, Any]:
    sections: list[dict[str, Any]] = [
        {
            "title": section.title,
            "items": [
                _item(number, label, reports.get(number, NOTHING))
                for number, label in section.items.items()
            ],
        }
        for section in standard.sections
    ]
    items = [item for section in sections for item in section["items"]]
    waiting = [item["number"] for item in items if not (item["at"] or item["na"])]
    about = {"name", "title", "version", "source", "doi", "licence", "numbered"}
    return {
        **standard.model_dump(include=about),
        "sections": sections,
        "counts": {
            "items": len(items),
            "reported": sum(bool(item["at"]) for item in items),
            "na": sum(bool(item["na"] and not item["at"]) for item in items),
            "open": len(waiting),
        },
        "open": waiting,
        "complete": not waiting,
    }


def _item(number: str, label: str, report: ItemReport) -> dict[str, Any]:
    return {
        "number": number,
        "label": label,
        "at": [place for place in dict.fromkeys(report.at) if PLACE.match(place)],
        "na": report.na,
        "note": report.note,
    }
