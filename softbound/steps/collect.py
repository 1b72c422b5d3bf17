"""thesis.yaml, findings and bibliographies → build/."""

from __future__ import annotations

from pathlib import Path

from softbound import files, processes
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, problem
from softbound.steps.base import Outcome, dumps, read_texts


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


OF_RECORDS = ("search", "duplicates")
"""Findings on which the reading of records depends: apart, since it takes long."""


def findings(plan: Plan, unit: Unit) -> Outcome:
    """A chapter's findings files → build/findings/UNIT.json."""
    from softbound.collect import findings as collect

    read, problems = read_texts(plan, unit.findings)
    texts: dict[str, tuple[str, str]] = {}
    for path, text in read.items():
        file = files.shown(plan.root, path)
        if path.stem in texts:
            problems.append(
                problem(
                    "findings-are-complete",
                    Place(file),
                    f'The findings "{path.stem}" stand in two files: here and in '
                    f"{texts[path.stem][0]}.",
                    "Put them into one.",
                )
            )
        else:
            texts[path.stem] = (file, text)
    unreadable = {path.stem for path in unit.findings} - texts.keys()
    result, found = collect.read(texts, unreadable)
    content = {
        "values": collect.to_json(result),
        "places": {
            kind: {i: [place.file, place.line] for i, place in places.items()}
            for kind, places in result.places.items()
        },
    }
    search = {
        part: {kind: value for kind, value in content[part].items() if kind in OF_RECORDS}
        for part in content
    }
    paths = Paths(plan)
    return Outcome(
        {
            paths.findings(unit.name): dumps(content),
            paths.work(unit.name, "search"): dumps(search),
        },
        [*problems, *found],
    )


OF_ONE_ENTRY = frozenset(
    {
        "bibliography-entry-stands-once",
        "bibliography-field-is-read",
        "bibliography-field-is-unique",
        "bibliography-type-is-known",
    }
)
"""Rules whose problems matter only if the entry is cited: the step ``references`` tells them."""


def bibliography(plan: Plan) -> Outcome:
    """All bibliographies → build/bibliography.json, by what names and years they are cited, and
    what is not needed to cite from them."""
    from softbound.collect import bibliography as collect

    def convert(text: str, form: str) -> processes.Answer:
        return processes.pandoc(["--sandbox", "--from", form, "--to", "json"], text)

    texts, problems = read_texts(plan, plan.bibliographies)
    read: list[list[collect.Entry]] = []
    for path, text in texts.items():
        entries, found = collect.read(text, files.shown(plan.root, path), convert)
        read.append(entries)
        problems += found
    merged, found = collect.merge(read)
    problems += found
    every = [entry for entries in read for entry in entries]
    flaws = [
        (each, collect.owner(every, each.place)) for each in problems if each.rule in OF_ONE_ENTRY
    ]
    written = {
        "written": collect.written_to_json(merged.entries.values()),
        "flaws": [[flaw.to_json(), [[key]], ""] for flaw, key in flaws],
    }
    paths = Paths(plan)
    return Outcome(
        {
            paths.bibliography: collect.to_json(merged.entries.values()),
            paths.work("bibliography", "written"): dumps(written),
            paths.work("thesis", "names"): dumps(collect.names(merged.entries.values())),
        },
        [each for each in problems if each.rule not in OF_ONE_ENTRY],
    )
