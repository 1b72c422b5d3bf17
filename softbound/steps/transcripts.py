"""Excerpts against the transcripts of the interviews, where these are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from softbound import files
from softbound.collect import transcripts as collect
from softbound.plan import Paths, Plan, Unit
from softbound.problems import At, Place, Problem, problem
from softbound.steps.base import Outcome, dumps, places_of, read_json


def transcripts(plan: Plan, unit: Unit) -> Outcome:
    """Findings and transcripts → where each excerpt stands, kept among the steps between.

    Nothing of a transcript is written but, in problems, the words around a difference.
    """
    from softbound.verify import transcripts as rules

    given = read_json(Paths(plan).findings(unit.name))
    values = given["values"]
    place = _places(plan, unit, given)
    named = str((plan.thesis or {}).get("transcripts") or "")
    folder = files.transcript_folder(plan.root, named) if named else None
    there = {
        path.relative_to(folder).as_posix(): path
        for path in (files.transcript_files(folder) if folder else ())
        if folder
    }
    heard, problems = collect.assigned(list(there), values, place)
    people = {person["id"]: person for person in values.get("participants", ())}
    for index, each in enumerate(heard):
        if each.file and folder:
            person = people.get(each.participant, {})
            names = [each.participant, str(person.get("pseudonym", ""))]
            heard[index], found = _read(folder, there[each.file], each, names)
            problems += found
    matched, found = rules.check(values, heard, place, plan.transcript_folder)
    content = {"matched": [each.to_json() for each in matched]}
    return Outcome(
        {Paths(plan).work(unit.name, "transcripts"): dumps(content)},
        [*(problems if values.get("excerpts") else ()), *found],
    )


def _read(
    folder: Path, path: Path, heard: collect.Heard, names: list[str]
) -> tuple[collect.Heard, list[Problem]]:
    try:
        content = files.read_bytes(folder, path)
    except files.Unreadable as error:
        message = f"The transcript {heard.file} cannot be read: {error.problem.message}"
        return heard, [problem("transcript-is-readable", heard.place, message)]
    transcript, problems = collect.read(content, heard.file, heard.place, names)
    return replace(heard, transcript=transcript), problems


def _places(plan: Plan, unit: Unit, given: Mapping[str, Any]) -> At:
    """A kind, and an id or keys and indices from the file's root → where that stands."""

    def place(kind: str, *path: str | int) -> Place:
        known = given["places"].get(kind, {})
        if len(path) == 1 and path[0] in known:
            return Place(*known[str(path[0])])
        return places_of(plan, unit.name, given, kind)(*path)

    return place
