"""What can be told of a unit's prose by itself, as its author wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Problem
from softbound.steps.base import Outcome, language_of, prose_of, read_json, read_texts

if TYPE_CHECKING:
    from softbound.verify.prose import Prose


def prose(plan: Plan, unit: Unit) -> Outcome:
    """A unit's Markdown → problems."""
    from softbound.verify import language

    texts, problems = prose_of(plan, unit)
    found: list[Problem] = list(problems)
    known, unread = language_of(plan)
    found += unread
    if known is not None:
        found += language.check(unit.kind, texts, known)
    found += _citations(plan, texts)
    return Outcome({}, found)


def spelling(plan: Plan) -> Outcome:
    """All prose → problems: two ways of spelling in one thesis."""
    from softbound.verify import language

    known, _told_by_prose = language_of(plan)
    texts = [text for unit in plan.units for text in prose_of(plan, unit)[0]]
    return Outcome({}, language.together(texts, known) if known is not None else [])


def _citations(plan: Plan, texts: Sequence[Prose]) -> list[Problem]:
    """Citations in the text against what the bibliographies have."""
    from softbound.collect import typed_citations as words
    from softbound.steps.resolve import citation_rules
    from softbound.verify import typed_citations

    path = files.template(plan.root, words.PATH)
    if path is None:
        return []
    text, problems = read_texts(plan, [path])
    given, mistakes = words.read(text.get(path, ""), files.shown(plan.root, path))
    problems += mistakes
    if given is not None:
        works = typed_citations.Works(read_json(Paths(plan).work("thesis", "names")))
        problems += typed_citations.check(texts, works, given, citation_rules(plan))
    return problems
