"""Entries → by which names and years a text would cite them: apart, since prose depends on nothing
else of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from softbound.collect.bibliography.entries import Entry

ROLES = ("author", "editor", "director", "composer", "translator")
"""Who is cited as a work's author: the first of these that it has."""
MARKUP = re.compile(r"</?[a-z][^<>]*>")
YEAR = re.compile(r"\b\d{4}\b")
IN_PRESS = re.compile(r"\b(?:in press|forthcoming|in preparation|submitted)\b", re.IGNORECASE)


def names(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What of each entry a citation in the text tells, as plain data.

    ``names`` holds for each author the forms by which they may be called, the usual one first, and
    ``groups`` which of them are no persons; a work without authors is cited by its title.
    """
    return [_row(entry) for entry in entries]


def _row(entry: Entry) -> dict[str, Any]:
    csl = entry.csl
    people = next((csl[role] for role in ROLES if csl.get(role)), None)
    called = [_forms(person) for person in people or ()]
    if not any(forms for forms, _ in called):
        title = MARKUP.sub("", str(csl.get("title", "")))
        called = [(list(dict.fromkeys([title, title.partition(":")[0]])), True)] if title else []
    return {
        "key": entry.key,
        "aliases": list(entry.aliases),
        "names": [forms for forms, _ in called],
        "groups": [n for n, (_, group) in enumerate(called) if group],
        "years": _years(csl),
    }


def _forms(person: Mapping[str, Any]) -> tuple[list[str], bool]:
    family = str(person.get("family", ""))
    if not family:
        return [str(person["literal"])] if person.get("literal") else [], True
    particles = [str(person.get(f"{kind}-particle", "")) for kind in ("dropping", "non-dropping")]
    full = " ".join(filter(None, [*particles, family]))
    kept = " ".join(filter(None, [particles[1], family]))
    return list(dict.fromkeys([kept, full, family])), False


def _years(csl: Mapping[str, Any]) -> list[str]:
    """The year that a style shows, and then any other that a citation may name."""
    found: list[str] = []
    for field in ("issued", "original-date"):
        date = csl.get(field) or {}
        parts = date.get("date-parts") or [[]] if isinstance(date, Mapping) else [[]]
        if parts[0] and parts[0][0]:
            found.append(str(parts[0][0]))
        elif isinstance(date, Mapping):
            told = str(date.get("literal") or date.get("raw") or "")
            year = YEAR.search(told)
            found += [year[0]] if year else ["in press"] if IN_PRESS.search(told) else []
    if not found:
        found = ["in press"] if IN_PRESS.search(str(csl.get("status", ""))) else ["n.d."]
    return list(dict.fromkeys(found))
