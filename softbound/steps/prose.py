"""What can be told of a unit's prose by itself, as its author wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Problem
from softbound.steps.base import Outcome, dumps, language_of, prose_of, read_json, read_texts

if TYPE_CHECKING:
    from softbound.verify.prose import Prose


def prose(plan: Plan, unit: Unit) -> Outcome:
    """A unit's Markdown → problems; its words with -ise and -ize, for `spelling`."""
    from softbound.verify import language

    texts, problems = prose_of(plan, unit)
    found: list[Problem] = list(problems)
    known, unread = language_of(plan)
    found += unread
    endings = None
    if known is not None:
        found += language.check(unit.kind, texts, known)
        endings = language.endings(texts, known).to_json()
    found += _citations(plan, texts)
    return Outcome({Paths(plan).work(unit.name, "endings"): dumps(endings)}, found)


def spelling(plan: Plan) -> Outcome:
    """All units' words with -ise and -ize → problems: two ways of spelling in one thesis."""
    from softbound.verify import language

    kept = [read_json(Paths(plan).work(unit.name, "endings")) for unit in plan.units]
    return Outcome({}, language.together([language.Endings.from_json(k) for k in kept if k]))


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
