"""Entries of bibliographies, cited or not → what is wrong in them."""

from __future__ import annotations

from typing import Any

from softbound import files
from softbound.plan import Paths, Plan
from softbound.problems import Problem
from softbound.steps.base import Outcome, dumps, models, read_json, read_texts


def entries(plan: Plan, year: int) -> Outcome:
    """All entries → build/work/bibliography.findings.json: what is told of those that are cited.

    :param year: the present one.
    """
    from softbound.collect import bibliography as collect
    from softbound.verify import bibliography as verify

    paths = Paths(plan)
    kept = read_json(paths.work("bibliography", "written"))
    known = collect.with_written(
        collect.from_json(paths.bibliography.read_bytes()), kept["written"]
    )
    asked, problems = _asked(plan, year)
    found = verify.check(known, asked) if asked is not None else []
    content = [*kept["flaws"], *verify.to_json(found)]
    return Outcome({paths.work("bibliography", "findings"): dumps(content)}, problems)


def _asked(plan: Plan, year: int) -> tuple[Any, list[Problem]]:
    """What the chosen style and the list of words ask of entries."""
    from softbound.collect import bibliography_words
    from softbound.model.citations import BibliographyWords, CitationRules
    from softbound.steps.resolve import style_and_rules
    from softbound.verify.bibliography import Asked

    thesis, _ = models(plan)
    _, rules, _ = style_and_rules(plan.root, thesis.style)  # what is wrong in it, resolve tells
    problems: list[Problem] = []
    path = files.template(plan.root, bibliography_words.PATH)
    words: BibliographyWords | None = BibliographyWords()
    if path is not None:
        text, unread = read_texts(plan, [path])
        words, found = bibliography_words.read(text.get(path, ""), files.shown(plan.root, path))
        problems = [*unread, *found]
    if words is None:
        return None, problems
    return Asked(rules or CitationRules(styles=("*",)), words, year), problems
