"""Findings of all chapters → what of them can be recognised in the text: labels, words, citations.

Small on purpose: the text is searched anew only when this changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from softbound.derive.trace import items, made_id

LABELS = {
    "themes": "label",
    "stages": "label",
    "categories": "label",
    "participants": "pseudonym",
    "concepts": "label",
    "focused_codes": "label",
    "memos": "title",
    "studies": "label",
    "limitations": "limitation",
    "line_of_argument": "statement",
}
"""Findings that are named in the text → the field that holds the name."""
PROPER = {"participants"}
"""Findings whose names are names: their first letter is never small."""
COMMON = {"concepts", "focused_codes", "memos", "studies"}
"""Findings that may be called by a word of everyday use: a lone one counts in tables only."""
QUOTED = ("quotes", "excerpts", "reflexivity", "memos")
"""Findings whose words ``quote()`` shows, in the order in which an id is looked for."""


def terms(chapters: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What can be recognised of the findings.

    :param chapters: a chapter's name → its findings as plain data.
    :return: ``labels``: [label, how, chapter, kind, id], where ``how`` is "name", "proper" or
        "table"; ``words``: [text, chapter, kind, id]; ``citations``: a citation key → the studies
        [chapter, kind, id]; ``limitations``: an id → limitations.
    """
    citations: dict[str, list[list[str]]] = {}
    limitations: dict[str, list[list[str]]] = {}
    labels: list[list[str]] = []
    words: list[list[str]] = []
    for chapter, values in chapters.items():
        for kind, field in LABELS.items():
            for item in items(values, kind):
                label = item[field]
                name = item.get("id") or made_id(kind, 0, item)
                labels.append([label, _how(kind, label), chapter, kind, name])
        for kind in QUOTED:
            words += [[i["text"], chapter, kind, i["id"]] for i in values.get(kind, ())]
        for study in values.get("studies", ()):
            for key in _keys(study):
                citations.setdefault(key, []).append([chapter, "studies", study["id"]])
        for limitation in values.get("limitations", ()):
            found = limitations.setdefault(limitation["id"], [])
            found.append([chapter, "limitations", limitation["id"]])
    return {"labels": labels, "words": words, "citations": citations, "limitations": limitations}


def _how(kind: str, label: str) -> str:
    if kind in PROPER:
        return "proper"
    return "table" if kind in COMMON and len(label.split()) == 1 else "name"


def _keys(study: Mapping[str, Any]) -> Iterator[str]:
    yield study["citation"]
    yield from study.get("reports", ())
