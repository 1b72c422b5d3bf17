"""A grounded theory's findings → what follows from them: contributions, counts, the audit trail.

An excerpt names its participant and its focused codes, a category the codes that were raised to
it; so which category rests on whose words is never typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from softbound.derive import sample

Finding = Mapping[str, Any]
COUNTED: Mapping[str, tuple[str, str]] = {
    "participants": ("participant", "participants"),
    "interviews": ("interview", "interviews"),
    "initial-codes": ("initial code", "initial codes"),
    "focused-codes": ("focused code", "focused codes"),
    "categories": ("category", "categories"),
    "core-category": ("core category", "core categories"),
    "stages": ("stage", "stages"),
    "memos": ("memo", "memos"),
    "excerpts": ("excerpt", "excerpts"),
    "sampling-changes": ("sampling change", "sampling changes"),
}
"""What analysis.yaml can count → its name for one and for several."""
SELECTED = frozenset({"initial-codes", "memos"})
"""Counts whose file may hold a selection, so that a greater typed number is the whole."""


def derived(values: Mapping[str, Any]) -> dict[str, Any]:
    """What expressions and templates see beside and instead of what was typed.

    :param values: a chapter's findings as plain data, as build/findings/ has them.
    :return: names → plain data, to be laid over ``values``. ``excerpts``, ``categories``,
        ``focused_codes`` and ``sampling_changes`` hold what was typed and more; ``contributions``,
        ``durations``, ``sample``, ``linked``, ``counts`` and ``audit`` are new. A name is there
        only where its findings are.
    """
    people = {each["id"]: each for each in values.get("participants", ())}
    result: dict[str, Any] = {}
    excerpts = [_excerpt(each, values, people) for each in values.get("excerpts", ())]
    if "excerpts" in values:
        result["excerpts"] = excerpts
    if "categories" in values:
        result["categories"] = [
            each | _grounds(each["id"], "categories", excerpts)
            for each in map(dict, values["categories"])
        ]
    if "focused_codes" in values:
        result["focused_codes"] = [
            each
            | _grounds(each["id"], "codes", excerpts)
            | {"categories": _raised(each["id"], values)}
            for each in map(dict, values["focused_codes"])
        ]
    if {"excerpts", "categories"} <= values.keys():
        result["contributions"] = contributions(values, excerpts)
    if "interviews" in values:
        result["durations"] = durations(values["interviews"])
    if "participants" in values:
        result["sample"] = sample.sample(values["participants"])
        result["linked"] = sample.linked(values["participants"])
    if "sampling_changes" in values:
        result["sampling_changes"] = [
            _change(each, values, people) for each in values["sampling_changes"]
        ]
    if values.keys() & FILES:
        result["counts"] = counts(values)
    if "analysis" in values:
        result["audit"] = [_audited(row, values) for row in values["analysis"]]
    return result


# excerpts and what they ground


def _excerpt(
    excerpt: Finding, values: Mapping[str, Any], people: Mapping[str, Finding]
) -> dict[str, Any]:
    """An excerpt with all categories that it grounds, who speaks, and how many words it has."""
    own, codes = excerpt["categories"], set(excerpt["codes"])
    categories = values.get("categories", ())
    grounded = [c["id"] for c in categories if c["id"] in own or codes & set(c["codes"])]
    return {
        **excerpt,
        "categories": [*grounded, *(name for name in own if name not in grounded)],
        "speaker": speaker(excerpt["participant"], values, people),
        "words": sum(bool(re.search(r"\w", word)) for word in excerpt["text"].split()),
    }


def speaker(identifier: str, values: Mapping[str, Any], people: Mapping[str, Finding]) -> str:
    """How quotations name a participant: by the pseudonym, or by the id, as transcription.yaml says."""
    by_id = values.get("transcription", {}).get("attribution") == "id"
    if by_id or identifier not in people:
        return identifier[:1].upper() + identifier[1:]
    return str(people[identifier]["pseudonym"])


def _grounds(identifier: str, key: str, excerpts: Sequence[Finding]) -> dict[str, Any]:
    """The excerpts of a code or category, and whose they are."""
    own = [each for each in excerpts if identifier in each[key]]
    people = dict.fromkeys(each["participant"] for each in own)
    return {"excerpts": [each["id"] for each in own], "participants": list(people)}


def _raised(code: str, values: Mapping[str, Any]) -> list[str]:
    return [each["id"] for each in values.get("categories", ()) if code in each["codes"]]


def contributions(values: Mapping[str, Any], excerpts: Sequence[Finding]) -> dict[str, Any]:
    """How many excerpts of whom ground each category.

    :param excerpts: as :func:`derived` gives them.
    :return: ``columns``: id, pseudonym, and speaker, of each participant; ``rows``, by stage, a
        category's parts after it: id, label, stage, level (from 1), core, ``cells`` (a
        participant's id → number), total, participants (how many). A category's row counts its
        parts' excerpts too, each once; the core category has a row only where it has excerpts.
        ``totals`` and ``shares`` (in per cent) by participant, and ``total``, count every excerpt
        once, whatever it grounds.
    """
    people = {each["id"]: each for each in values.get("participants", ())}
    spoken = dict.fromkeys(each["participant"] for each in excerpts)
    columns = [
        {
            "id": name,
            "pseudonym": people.get(name, {}).get("pseudonym", name),
            "speaker": speaker(name, values, people),
        }
        for name in dict.fromkeys((*people, *spoken))
    ]
    rows = []
    for category, level, stage, parts in hierarchy(values):
        own = [each for each in excerpts if parts & set(each["categories"])]
        if category["core"] and not own:
            continue
        cells = {c["id"]: _number_of(own, c["id"]) for c in columns}
        rows.append(
            {
                "id": category["id"],
                "label": category["label"],
                "stage": stage,
                "level": level,
                "core": category["core"],
                "cells": cells,
                "total": len(own),
                "participants": sum(map(bool, cells.values())),
            }
        )
    totals = {c["id"]: _number_of(excerpts, c["id"]) for c in columns}
    total = len(excerpts)
    shares = {name: round(n * 100 / total, 1) if total else 0.0 for name, n in totals.items()}
    return {"columns": columns, "rows": rows, "totals": totals, "total": total, "shares": shares}


def _number_of(excerpts: Iterable[Finding], participant: str) -> int:
    return sum(each["participant"] == participant for each in excerpts)


Placed = tuple[Finding, int, str | None, set[str]]
"""A category, its level, its stage, and the ids of itself and all its parts."""


def hierarchy(values: Mapping[str, Any]) -> list[Placed]:
    """Categories by stage, those of none last, each followed by its parts.

    A part without a stage is of its category's; where parents go round in a circle, the first
    category of the circle is taken for the whole.
    """
    categories = values.get("categories", ())
    known = {each["id"] for each in categories}
    parts: dict[str, list[Finding]] = {name: [] for name in known}
    for each in categories:
        if each["parent"] in known:
            parts[each["parent"]].append(each)
    placed: list[Placed] = []
    seen: set[str] = set()

    def walk(category: Finding, level: int, stage: str | None) -> Iterator[Placed]:
        seen.add(category["id"])
        stage = category["stage"] or stage
        below = [
            found
            for part in parts[category["id"]]
            if part["id"] not in seen
            for found in walk(part, level + 1, stage)
        ]
        yield category, level, stage, {category["id"], *(each[0]["id"] for each in below)}
        yield from below

    for each in categories:
        if each["parent"] not in known:
            placed += walk(each, 1, None)
    parents = {each["id"]: each["parent"] for each in categories}
    for each in categories:
        if each["id"] not in seen and each["id"] == way_up(each["id"], parents)[-1]:
            placed += walk(each, 1, None)
    stages = {stage["id"]: at for at, stage in enumerate(values.get("stages", ()))}
    groups: list[list[Placed]] = []
    for found in placed:
        groups += [[]] if found[1] == 1 else []
        groups[-1].append(found)
    groups.sort(key=lambda group: stages.get(group[0][2] or "", len(stages)))
    return [found for group in groups for found in group]


def way_up(category: str, parents: Mapping[str, str | None]) -> list[str]:
    """A category, its parent, and so on up to one without a parent that is known, or until a category
    comes again; that one ends the way."""
    way = [category]
    while (parent := parents.get(way[-1])) in parents and parent is not None:
        way.append(parent)
        if parent in way[:-1]:
            break
    return way


# interviews


def durations(interviews: Sequence[Finding]) -> dict[str, Any]:
    """How long interviews lasted, in minutes.

    :return: ``n``, ``participants`` (how many), ``minimum``, ``maximum``, ``mean``, ``total``; and
        ``rounds``, the same for each round, with ``round`` and ``schedules``.
    """
    rounds = []
    for number in sorted({each["round"] for each in interviews}):
        own = [each for each in interviews if each["round"] == number]
        rounds.append(
            {
                "round": number,
                "schedules": list(dict.fromkeys(e["schedule"] for e in own if e["schedule"])),
                **_lengths(own),
            }
        )
    return {**_lengths(interviews), "rounds": rounds}


def _lengths(interviews: Sequence[Finding]) -> dict[str, Any]:
    minutes = [each["minutes"] for each in interviews]
    return {
        "n": len(minutes),
        "participants": len({each["participant"] for each in interviews}),
        "minimum": min(minutes, default=None),
        "maximum": max(minutes, default=None),
        "mean": sum(minutes) / len(minutes) if minutes else None,
        "total": sum(minutes),
    }


# numbers at each stage of the analysis

FILES = frozenset(
    {"participants", "interviews", "excerpts", "focused_codes", "categories"}
    | {"stages", "memos", "sampling_changes", "analysis"}
)  # fmt: skip
"""Findings that anything is counted in."""


def counts(values: Mapping[str, Any]) -> dict[str, int | None]:
    """What there is of each thing, under the names that expressions use.

    :return: the number in the files; where no file has it the last typed one, which also counts
        where the file may hold a selection only; None where neither has it.
    """
    found: dict[str, int | None] = {}
    for name in COUNTED:
        counted = number_of(name, values)
        typed = next(
            (r["typed"][name] for r in reversed(values.get("analysis", ())) if name in r["typed"]),
            None,
        )
        if counted is None or (name in SELECTED and typed is not None and typed > counted):
            counted = typed
        found[KEYS.get(name, name.replace("-", "_"))] = counted
    return found


KEYS: Mapping[str, str] = {"core-category": "core_categories"}
"""What analysis.yaml calls it → what expressions call it, where it is not the same word."""


def number_of(name: str, values: Mapping[str, Any], rounds: Sequence[int] = ()) -> int | None:
    """How many of a thing of :data:`COUNTED` the files hold; None where no file tells.

    :param rounds: interviews and participants are counted in these rounds only, if there are any.
    """
    kind = {"initial-codes": "focused_codes", "core-category": "categories"}.get(
        name, name.replace("-", "_")
    )
    if rounds and name in ("interviews", "participants"):
        if "interviews" not in values:
            return None
        within = [each for each in values["interviews"] if each["round"] in rounds]
        people = {each["participant"] for each in within}
        return len(within) if name == "interviews" else len(people)
    if kind not in values:
        return None
    items: Sequence[Finding] = values[kind]
    match name:
        case "initial-codes":
            labels = {label.casefold() for each in items for label in each["initial_codes"]}
            return len(labels) or None
        case "core-category":
            return sum(bool(each["core"]) for each in items)
        case "categories":
            return sum(not each["core"] for each in items)
    return len(items)


def told(row: Finding) -> list[str]:
    """What a stage of the analysis counts: what it asks for, and what it types."""
    return list(dict.fromkeys((*row["counts"], *row["typed"])))


def _audited(row: Finding, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the audit trail: what was typed, the number of interviews of its rounds, and
    ``counted``: name, label and n of each thing counted; n is None where nobody knows it."""
    every = counts(values)
    counted = []
    for name in told(row):
        n = row["typed"].get(name)
        if n is None and row["rounds"] and name in ("interviews", "participants"):
            n = number_of(name, values, row["rounds"])
        elif n is None:
            n = every[KEYS.get(name, name.replace("-", "_"))]
        one, several = COUNTED[name]
        counted.append({"name": name, "label": one if n == 1 else several, "n": n})
    interviews = number_of("interviews", values, row["rounds"]) if row["rounds"] else None
    return {**row, "interviews": interviews, "counted": counted}


def _change(
    change: Finding, values: Mapping[str, Any], people: Mapping[str, Finding]
) -> dict[str, Any]:
    """A sampling change with whom it came after, how many interviews had been held by then (None
    where that is not known), and the labels of its categories."""
    held = [
        number
        for number, each in enumerate(values.get("interviews", ()), start=1)
        if each["participant"] == change["after"]
    ]
    labels = {each["id"]: each["label"] for each in values.get("categories", ())}
    return {
        **change,
        "speaker": speaker(change["after"], values, people),
        "interviews": held[0] if held else None,
        "labels": [labels.get(name, name) for name in change["categories"]],
    }
