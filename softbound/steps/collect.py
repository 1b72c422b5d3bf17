"""thesis.yaml, findings and bibliographies → build/."""

from __future__ import annotations

from pathlib import Path

from softbound import files, processes
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, Problem, problem
from softbound.steps.base import Outcome, dumps


def thesis(plan: Plan) -> Outcome:
    """thesis.yaml → build/thesis.json."""
    from softbound import plan as planning

    found, profile, problems = planning.collect(plan.root)
    outputs: dict[Path, str | bytes] = {}
    if found is not None:
        content = {
            "digest": plan.digest,
            "thesis": found.model_dump(mode="json"),
            "profile": profile.model_dump(mode="json"),
        }
        outputs[plan.build / "thesis.json"] = dumps(content)
    return Outcome(outputs, problems)


def schemas(plan: Plan) -> Outcome:
    """The models of all YAML files → build/schemas/, for editors."""
    from softbound.collect import schemas as collect

    texts = collect.schemas()
    return Outcome({plan.build / "schemas" / name: text for name, text in texts.items()})


def findings(plan: Plan, unit: Unit) -> Outcome:
    """A chapter's findings files → build/findings/UNIT.json."""
    from softbound.collect import findings as collect

    texts: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for path in unit.findings:
        if path.stem in texts:
            problems.append(
                problem(
                    "findings-are-complete",
                    Place(files.shown(plan.root, path)),
                    f'The findings "{path.stem}" stand in two files: here and in '
                    f"{texts[path.stem][0]}.",
                    "Put them into one.",
                )
            )
            continue
        try:
            text = files.read_text(plan.root, path)
            texts[path.stem] = (files.shown(plan.root, path), text)
        except files.Unreadable as error:
            problems.append(error.problem)
    result, found = collect.read(texts)
    content = {
        "values": collect.to_json(result),
        "places": {
            kind: {i: [place.file, place.line] for i, place in places.items()}
            for kind, places in result.places.items()
        },
    }
    return Outcome({Paths(plan).findings(unit.name): dumps(content)}, [*problems, *found])


def bibliography(plan: Plan) -> Outcome:
    """All bibliographies → build/bibliography.json."""
    from softbound.collect import bibliography as collect

    def convert(text: str, form: str) -> processes.Answer:
        return processes.pandoc(["--sandbox", "--from", form, "--to", "json"], text)

    read: list[list[collect.Entry]] = []
    problems: list[Problem] = []
    for path in plan.bibliographies:
        try:
            text = files.read_text(plan.root, path)
        except files.Unreadable as error:
            problems.append(error.problem)
            continue
        entries, found = collect.read(text, files.shown(plan.root, path), convert)
        read.append(entries)
        problems += found
    merged, found = collect.merge(read)
    content = collect.to_json(merged.entries.values())
    return Outcome({Paths(plan).bibliography: content}, [*problems, *found])
