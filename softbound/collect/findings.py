"""Findings YAML → models, each file by the shape its name promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from softbound.collect import yaml_text
from softbound.model.findings import KINDS
from softbound.model.findings.base import Identified, RefersTo
from softbound.problems import At, Place, Problem, nearest, problem

RULE = "findings-are-consistent"


@dataclass(frozen=True)
class Findings:
    """The findings of one chapter."""

    values: Mapping[str, Any]
    """A file's name without .yaml → a tuple of models, or a model."""
    places: Mapping[str, Mapping[str, Place]]
    """Kind → id → where the finding stands; and ``.0.items.3``, the path of any value in the file
    with a full stop before it (no id begins with one) → its place."""


TABLES = ("screening.csv", "flow.csv")
"""Findings that are tables."""
SHEETS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".numbers")


def unknown_tables(paths: Iterable[str]) -> Iterator[Problem]:
    """Spreadsheets and exports that lie among the findings, and that nobody reads.

    :param paths: of all tables in findings/, with "/".
    """
    for path in paths:
        name = path.rpartition("/")[2]
        if name in TABLES:
            continue
        sheet = name.lower().endswith(SHEETS)
        yield problem(
            "findings-table-is-known",
            Place(path),
            f"{name} is not read: of tables, only {' and '.join(TABLES)} are.",
            "Decisions are saved as CSV UTF-8 under the name screening.csv; exports of databases "
            "belong into the folder findings/records/."
            if sheet
            else "Exports belong into the folder findings/records/.",
        )


def read(
    texts: Mapping[str, tuple[str, str]], unreadable: Collection[str] = ()
) -> tuple[Findings, list[Problem]]:
    """A chapter's findings files → findings and problems.

    :param texts: a file's name without .yaml → its path for problems, and its text.
    :param unreadable: names of files that are there and have no text: what refers to their ids may
        be right.
    """
    values: dict[str, Any] = {}
    documents: dict[str, tuple[str, yaml_text.Document]] = {}
    problems: list[Problem] = []
    for kind, (file, text) in texts.items():
        if kind not in KINDS:
            problems.append(
                problem(
                    "findings-are-complete",
                    Place(file),
                    f'No findings are known by the name "{kind}".',
                    nearest(kind, KINDS) or f"Known names: {', '.join(sorted(KINDS))}.",
                )
            )
            continue
        value, document, found = yaml_text.read(text, file, KINDS[kind], "findings-are-complete")
        problems += found
        if document is not None and not found:
            values[kind] = value
            documents[kind] = (file, document)
    places: dict[str, dict[str, Place]] = {}
    for kind, (file, document) in documents.items():
        places[kind] = {}
        for path, item in _models(values[kind], ()):
            if isinstance(item, Identified):
                place = Place(file, document.line([*path, "id"]))
                if item.id in places[kind]:
                    problems.append(
                        problem(
                            RULE,
                            place,
                            f'The id "{item.id}" stands twice: here and in line '
                            f"{places[kind][item.id].line}.",
                            "Give one of them another id, and mend what refers to it.",
                        )
                    )
                else:
                    places[kind][item.id] = place
    unread = {*texts, *unreadable} - documents.keys()
    for kind, (file, document) in documents.items():
        absent: set[tuple[str, ...]] = set()
        for path, item in _models(values[kind], ()):
            problems += _broken_references(item, path, file, document, places, unread, absent)
    for kind, (file, document) in documents.items():
        for path, line in document.lines.items():
            places[kind]["".join(f".{part}" for part in path)] = Place(file, line)
    return Findings(values, places), problems


def _models(value: Any, path: yaml_text.Path) -> Iterator[tuple[yaml_text.Path, BaseModel]]:
    """Every model in a value, outermost first, with its path."""
    if isinstance(value, BaseModel):
        yield path, value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _models(item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _models(item, (*path, str(key)))


def _broken_references(
    item: BaseModel,
    path: yaml_text.Path,
    file: str,
    document: yaml_text.Document,
    places: Mapping[str, Mapping[str, Place]],
    unread: Set[str],
    absent: set[tuple[str, ...]],
) -> Iterator[Problem]:
    """Ids that are none. A file that is not there is told once; ``absent`` keeps which were."""
    for name, field in type(item).model_fields.items():
        targets = _refers_to(field)
        value = getattr(item, name)
        if not targets or value is None or unread & {*targets}:
            continue
        known = {i: None for kind in targets for i in places.get(kind, ()) if not i.startswith(".")}
        for index, wanted in enumerate(value if isinstance(value, tuple) else (value,)):
            if wanted in known:
                continue
            at = [*path, name, index] if isinstance(value, tuple) else [*path, name]
            there = [kind for kind in targets if kind in places]
            names = " or ".join(f"{kind}.yaml" for kind in there or targets)
            place = Place(file, document.line(at))
            if there:
                what = f'"{wanted}" is not an id of {names}.'
                yield problem(RULE, place, what, nearest(wanted, known))
            elif targets not in absent:
                absent.add(targets)
                what = f'"{wanted}" should be an id of {names}, but there is no such file.'
                yield problem(
                    RULE, place, what, f'Write it, or leave "{name}" out until it is there.'
                )


def _refers_to(field: FieldInfo) -> tuple[str, ...]:
    return next((m.kinds for m in field.metadata if isinstance(m, RefersTo)), ())


def locator(places: Mapping[str, Place], whole: Place) -> At:
    """Keys and indices in a findings file → their place, or the nearest one above it.

    :param places: of that file, as :class:`Findings` has them.
    :param whole: the file itself, for one that is empty or missing.
    """

    def at(*path: str | int) -> Place:
        for end in range(len(path), -1, -1):
            found = places.get("".join(f".{part}" for part in path[:end]))
            if found is not None:
                return found
        return whole

    return at


def to_json(findings: Findings) -> dict[str, Any]:
    """Findings → plain data for build/findings/CHAPTER.json."""
    return {kind: _plain(value) for kind, value in findings.values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
