"""Which part of a thesis a problem belongs to: an author works on one part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from softbound.problems import Problem, in_order

THESIS, BIBLIOGRAPHY, TEMPLATES, OUTPUTS, OTHERS = (
    ":thesis", ":bibliography", ":templates", ":build", ":others",
)  # fmt: skip
"""Names that no folder of chapters can have."""
TITLES: Mapping[str, str] = {
    THESIS: "thesis.yaml",
    BIBLIOGRAPHY: "Bibliography",
    TEMPLATES: "Templates",
    OUTPUTS: "Outputs",
    OTHERS: "Other files",
}
"""What is no chapter, in the order in which it is told, after the chapters."""


@dataclass(frozen=True)
class Area:
    """A part of the thesis with its problems."""

    name: str
    """A unit's name, or a key of :data:`TITLES`."""
    title: str
    problems: tuple[Problem, ...]
    """By file, line and rule."""


def name_of(file: str, bibliographies: Iterable[str] = ()) -> str:
    """The name of the area to which a file belongs.

    :param file: as a problem's place has it.
    :param bibliographies: those that thesis.yaml names.
    """
    first, _, rest = file.partition("/")
    if file == "thesis.yaml":
        return THESIS
    if file in bibliographies or file.endswith((".bib", ".bibtex")) or first == "bibliography":
        return BIBLIOGRAPHY
    if first == "chapters" and "/" in rest:
        return rest.partition("/")[0]
    return {"templates": TEMPLATES, "build": OUTPUTS}.get(first if rest else "", OTHERS)


def by_area(
    problems: Iterable[Problem],
    units: Sequence[str] = (),
    bibliographies: Iterable[str] = (),
) -> list[Area]:
    """Problems by area: units in the thesis's order, then the rest. Areas without any are left
    out."""
    named = set(bibliographies)
    found: dict[str, list[Problem]] = {}
    for each in in_order(problems):
        found.setdefault(name_of(each.place.file, named), []).append(each)
    first = [name for name in units if name in found]
    more = [name for name in found if name not in units and name not in TITLES]
    order = [*first, *more, *(name for name in TITLES if name in found)]
    return [Area(n, TITLES.get(n) or title_of(n), tuple(found[n])) for n in order]


def title_of(name: str) -> str:
    """A folder's name as a title: "Systematic review"."""
    return name.replace("-", " ").capitalize()
