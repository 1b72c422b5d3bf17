"""A unit's merged text, headings, tables and figures against the manual of the thesis's style."""

from __future__ import annotations

from softbound import files
from softbound.model.labels import Label
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, Problem
from softbound.steps.base import Outcome, models, read_json, read_texts, source
from softbound.steps.resolve import style_and_rules


def apa(plan: Plan, unit: Unit) -> Outcome:
    """A unit's merged text and labels → problems; none where the style's manual is not known, or
    speaks of another language."""
    from softbound.collect import manuals
    from softbound.verify import apa, prose

    thesis, _ = models(plan)
    _, rules, _ = style_and_rules(plan.root, thesis.style)
    if rules is None or not rules.manual:
        return Outcome()
    path = files.template(plan.root, manuals.path(rules.manual))
    if path is None:
        return Outcome({}, [manuals.missing(rules.manual)])
    texts, problems = read_texts(plan, [path])
    manual, mistakes = manuals.read(texts.get(path, ""), files.shown(plan.root, path))
    found: list[Problem] = [*problems, *mistakes]
    if manual is None or thesis.language.partition("-")[0] != manual.language:
        return Outcome({}, found)
    merged = source(plan, unit.name)
    text = prose.read(unit.name, merged.text)
    labels = [
        Label.from_json(x) for x in read_json(Paths(plan).work(unit.name, "labels"))["labels"]
    ]

    def at(offset: int) -> Place:
        return merged.map.place(text.place(offset).line or 1)

    return Outcome({}, [*found, *apa.check(text, at, unit.kind, labels, manual)])
