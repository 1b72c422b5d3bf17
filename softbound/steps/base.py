"""What all steps share: their outcome, and what they leave for one another below build/."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softbound import files
from softbound.merge.lines import LineMap, Source
from softbound.plan import Paths, Plan, Unit
from softbound.problems import At, Place, Problem

if TYPE_CHECKING:
    from softbound.model.profile import Profile
    from softbound.model.thesis import Checks, Thesis
    from softbound.verify.language import Known
    from softbound.verify.prose import Prose


@dataclass(frozen=True)
class Outcome:
    """What a step has to say."""

    outputs: Mapping[Path, str | bytes] = field(default_factory=dict)
    """Path → content; nothing is written where a problem stops the build."""
    problems: Sequence[Problem] = ()


def dumps(value: Any) -> str:
    """JSON as the build's own files have it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_json(path: Path) -> Any:
    """A file that a step left."""
    return json.loads(path.read_text("utf-8"))


@cache
def _models(thesis: str, profile: str) -> tuple[Thesis, Profile]:
    from softbound.model.profile import Profile
    from softbound.model.thesis import Thesis

    return Thesis.model_validate_json(thesis), Profile.model_validate_json(profile)


def models(plan: Plan) -> tuple[Thesis, Profile]:
    """The plan's thesis and profile as models."""
    return _models(dumps(plan.thesis), dumps(plan.profile))


def read_texts(plan: Plan, paths: Sequence[Path]) -> tuple[dict[Path, str], list[Problem]]:
    """The author's files that can be read, and a problem for each that cannot."""
    texts: dict[Path, str] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            texts[path] = files.read_text(plan.root, path)
        except files.Unreadable as error:
            problems.append(error.problem)
    return texts, problems


def prose_of(plan: Plan, unit: Unit) -> tuple[list[Prose], list[Problem]]:
    """A unit's Markdown as its author wrote it, each file read once in a build; problems of files
    that cannot be read."""
    texts, problems = read_texts(plan, unit.files)
    return [_prose(files.shown(plan.root, path), text) for path, text in texts.items()], problems


@cache
def _prose(file: str, text: str) -> Prose:
    from softbound.verify import prose

    return prose.read(file, text)


def source(plan: Plan, unit: str) -> Source:
    """A unit's merged text, which knows the author's lines."""
    paths = Paths(plan)
    return Source(
        paths.merged(unit).read_text("utf-8"),
        LineMap.from_json(read_json(paths.work(unit, "lines"))),
    )


def findings_of(plan: Plan, unit: str) -> dict[str, Any]:
    """A unit's findings as plain data: a file's name without .yaml → its content; and, over and
    beside it, what is derived from them."""
    values: dict[str, Any] = known_of(plan, unit)["values"]
    return values


def given_of(plan: Plan, unit: str) -> dict[str, Any]:
    """What build/findings/ has of a unit: ``values`` and ``places``; both empty without such a file."""
    path = Paths(plan).findings(unit)
    given: dict[str, Any] = read_json(path) if path.is_file() else {"values": {}, "places": {}}
    return given


def known_of(plan: Plan, unit: str) -> dict[str, Any]:
    """The same, with what is derived laid over the values, as expressions see them."""
    given, derived = given_of(plan, unit), Paths(plan).derived(unit)
    more = read_json(derived) if derived.is_file() else {}
    return {**given, "values": given["values"] | more}


def places_of(plan: Plan, unit: str, given: Mapping[str, Any], kind: str) -> At:
    """Keys and indices in a findings file → their place, or the nearest one above it.

    :param given: ``values`` and ``places`` as build/findings/ has them.
    """
    from softbound.collect.findings import locator

    expected = plan.root / "chapters" / unit / "findings" / f"{kind}.yaml"
    known = {path: Place(*place) for path, place in given["places"].get(kind, {}).items()}
    whole = next(iter(known.values()), Place(files.shown(plan.root, expected)))
    return locator(known, Place(whole.file))


def language_of(plan: Plan) -> tuple[Known | None, list[Problem]]:
    """What is known of the thesis's language, read once a build; problems of its lists."""
    from softbound.collect.language import LISTS

    paths = [files.template(plan.root, f"language/{name}.yaml") for name in LISTS]
    own = [path for path in [plan.word_list] if path is not None and path.is_file()]
    texts, problems = read_texts(plan, [*filter(None, paths), *own])
    word_list = "".join(texts.pop(path, "") for path in own)
    shown = {files.shown(plan.root, path): text for path, text in texts.items()}
    thesis, _ = models(plan)
    known, found = _language(tuple(shown.items()), word_list, thesis.language, thesis.checks)
    return known, [*problems, *found]


@cache
def _language(
    lists: tuple[tuple[str, str], ...], word_list: str, language: str, checks: Checks
) -> tuple[Known | None, list[Problem]]:
    from softbound.collect import language as collect
    from softbound.verify import prose
    from softbound.verify.language import Known, template

    given = {Path(shown).name: (text, shown) for shown, text in lists}
    found, problems = collect.read(lambda name: given.get(Path(name).name, ("", name)))
    if found is None:
        return None, problems
    dictionary = files.of_package(*collect.CHECKER)
    scaffold = (prose.read(path.name, path.read_text("utf-8")) for path in files.scaffold_prose())
    known = Known(
        found, language, checks.spelling, collect.words(word_list), checks.abbreviations,
        collect.misspellings(dictionary.read_text("utf-8")) if dictionary else {},
        frozenset(each for text in scaffold for each in template(text)),
    )  # fmt: skip
    return known, problems
