"""thesis.yaml → a Thesis, and what it names checked against what there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from softbound.collect import yaml_text
from softbound.model.profile import MADE_PAGES
from softbound.model.thesis import Thesis
from softbound.problems import Place, Problem, in_a_row, nearest, problem
from softbound.rules import RULES

FILE = "thesis.yaml"
RESERVED = frozenset({"front-matter", "appendices", "references"})
"""Names of the build's own units, which no chapter can have."""


@dataclass(frozen=True)
class Surroundings:
    """What lies in the thesis's folder, as far as thesis.yaml names it."""

    chapters: Collection[str]
    """Folders of chapters/ that hold prose."""
    front_matter: Collection[str]
    """Files of chapters/front-matter/, without .md."""
    appendices: Collection[str]
    """Files of chapters/appendices/, without .md."""
    profiles: Collection[str]
    """Profiles, the thesis's own and the shipped ones."""
    folders: Collection[str] = ()
    """All folders of chapters/, empty ones too."""


def read(
    text: str, around: Surroundings
) -> tuple[Thesis | None, yaml_text.Document | None, list[Problem]]:
    """thesis.yaml's text → the thesis, or None where no build is possible, and the problems."""
    thesis, document, problems = yaml_text.read(text, FILE, Thesis, "thesis-is-complete")
    if thesis is None or document is None:
        return None, document, problems
    problems = _check(thesis, document, around)
    if any(p.stops for p in problems):
        return None, document, problems
    shown = {name: typographic(getattr(thesis, name)) for name in SHOWN}
    return thesis.model_copy(update=shown), document, problems


SHOWN = ("title", "subtitle", "author", "degree", "institution", "department", "declaration")
"""Texts that are set as they stand."""


TEMPLATE: Mapping[str, str] = {
    "title": "The Title of Your Thesis",
    "author": "Your Name",
    "institution": "Your University",
    "department": "Your Department",
}
"""What stands in the thesis.yaml of a new thesis, and is to be replaced."""


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes → curly ones, as pandoc makes them in prose."""
    text = re.sub(r"(^|[\s(\[—–-])'", r"\1‘", text).replace("'", "’")
    return re.sub(r'(^|[\s(\[—–‘-])"', r"\1“", text).replace('"', "”")


def _check(thesis: Thesis, document: yaml_text.Document, around: Surroundings) -> list[Problem]:
    problems = []
    if thesis.profile not in around.profiles:
        problems.append(
            problem(
                "profile-is-known",
                Place(FILE, document.line(["profile"])),
                f'There is no profile "{thesis.profile}".',
                nearest(thesis.profile, around.profiles)
                or f"Known profiles: {', '.join(sorted(around.profiles))}.",
            )
        )
    parts: Sequence[tuple[str, Sequence[str], Collection[str], str]] = (
        ("chapters", thesis.chapters, around.chapters, "chapters/{}/"),
        ("front_matter", thesis.front_matter, around.front_matter, "chapters/front-matter/{}.md"),
        ("appendices", thesis.appendices, around.appendices, "chapters/appendices/{}.md"),
    )
    for key, names, known, where in parts:
        for index, name in enumerate(names):
            place = Place(FILE, document.line([key, index]))
            if name in names[:index]:
                problems.append(
                    problem("thesis-is-complete", place, f'"{name}" stands twice under {key}.')
                )
            elif key == "chapters" and name in RESERVED:
                problems.append(
                    problem(
                        "thesis-is-complete",
                        place,
                        f'"{name}" cannot be the name of a chapter.',
                        "Give its folder another name.",
                    )
                )
            elif key == "front_matter" and name in MADE_PAGES:
                problems.append(
                    problem(
                        "thesis-is-complete",
                        place,
                        f'"{name}" is made by the build; it is not listed under front_matter.',
                        "Take the line out.",
                    )
                )
            elif name not in known:
                empty = key == "chapters" and name in around.folders
                problems.append(
                    problem(
                        "chapter-has-prose",
                        place,
                        f"{where.format(name)} holds no .md file with text."
                        if empty
                        else f"{where.format(name)} does not exist.",
                        nearest(name, known) or "Make it, or take the line out.",
                    )
                )
    named: Sequence[tuple[str, Collection[str], Sequence[str]]] = (
        ("parts", thesis.words.parts, thesis.chapters),
        ("pages", thesis.words.pages, thesis.front_matter),
    )
    for key, given, there in named:
        for name in given:
            if name not in there:
                where = "chapters" if key == "parts" else "front_matter"
                problems.append(
                    problem(
                        "limit-has-its-part",
                        Place(FILE, document.line(["words", key, name])),
                        f'"{name}" has a limit, but is not listed under {where}.',
                        nearest(name, there) or "Take its lines out.",
                    )
                )
    for index, ignored in enumerate(thesis.ignore):
        if ignored.rule not in RULES:
            problems.append(
                problem(
                    "ignored-rule-is-known",
                    Place(FILE, document.line(["ignore", index, "rule"])),
                    f'There is no rule "{ignored.rule}".',
                    nearest(ignored.rule, RULES),
                )
            )
    left = [key for key, text in TEMPLATE.items() if getattr(thesis, key) == text]
    if left:
        problems.append(
            problem(
                "template-text-is-replaced",
                Place(FILE, document.line([left[0]])),
                f"{in_a_row(left)} {'is' if len(left) == 1 else 'are'} as in a new thesis.".capitalize(),
                "Write your own.",
            )
        )
    unlisted = set(around.folders) - set(thesis.chapters) - {"front-matter", "appendices"}
    problems.extend(
        problem(
            "chapter-is-listed",
            Place(FILE, document.line(["chapters"])),
            f"chapters/{name}/ is not listed under chapters, so it is not part of the thesis.",
        )
        for name in sorted(unlisted)
    )
    return problems
