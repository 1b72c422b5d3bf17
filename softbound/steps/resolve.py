"""Trees → trees with numbers, cross-references and citations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softbound import ast, files, processes
from softbound.model.labels import Numbered, Uses
from softbound.plan import Paths, Plan, Unit
from softbound.problems import Place, Problem, problem
from softbound.steps.base import Outcome, dumps, findings_of, given_of, models, places_of, read_json

if TYPE_CHECKING:
    from softbound.model.citations import CitationRules


def uses(plan: Plan) -> list[Uses]:
    """What all units define and name, in the thesis's order."""
    paths = Paths(plan)
    return [
        Uses.from_json(u.name, u.kind, read_json(paths.work(u.name, "labels"))) for u in plan.units
    ]


def number(plan: Plan) -> Outcome:
    """Labels of all units → the numbers that each unit needs."""
    from softbound.resolve import numbers
    from softbound.verify import labels

    _, profile = models(plan)
    every = uses(plan)
    numbered = numbers.number(every, profile)
    paths = Paths(plan)
    return Outcome(
        {
            paths.work(unit.unit, "numbers"): dumps(
                {i: n.to_json() for i, n in numbers.relevant(unit, numbered).items()}
            )
            for unit in every
        },
        [*labels.check(every), *_reported(plan, every), *_limitations(plan, every)],
    )


def _reported(plan: Plan, every: Sequence[Uses]) -> Iterator[Problem]:
    """Items of reporting standards whose place does not exist."""
    from softbound.model.findings.reporting import Reporting
    from softbound.verify import reporting

    known = [label for unit in every for label in unit.labels]
    for unit in plan.units:
        given = given_of(plan, unit.name)
        if "reporting" in given["values"]:
            reports = Reporting.model_validate(given["values"]["reporting"])
            at = places_of(plan, unit.name, given, "reporting")
            yield from reporting.check_places(reports, at, known)


def _limitations(plan: Plan, every: Sequence[Uses]) -> Iterator[Problem]:
    """Limitations of the papers that are not taken up, and others that no paper declares."""
    from softbound.model.findings.critical_review import Limitation
    from softbound.verify import limitations

    held: dict[str, list[Limitation]] = {}
    for unit in plan.units:
        given = given_of(plan, unit.name)
        if "limitations" in given["values"]:
            own = [Limitation.model_validate(each) for each in given["values"]["limitations"]]
            held[unit.name] = own
            at = places_of(plan, unit.name, given, "limitations")
            yield from limitations.check(own, at, unit.name, every)
    yield from limitations.untaken(held, every)


def references(plan: Plan) -> Outcome:
    """Bibliography and citations → the works that each unit cites."""
    from softbound.collect import bibliography as collect
    from softbound.verify import bibliography as entries_of
    from softbound.verify import references as verify

    paths = Paths(plan)
    library, _ = collect.merge([collect.from_json(paths.bibliography.read_bytes())])
    known = library.canonical
    every = uses(plan)
    problems: list[Problem] = []
    outputs: dict[Path, str | bytes] = {}
    report: dict[str, Any] = {}
    together: list[str] = []
    for unit in every:
        problems += verify.cited(unit.citations, known)
        if paths.findings(unit.unit).is_file():
            given = read_json(paths.findings(unit.unit))
            problems += [*verify.included(given, known), *verify.populations(given, known)]
        keys = list(dict.fromkeys(use.id for use in unit.citations if use.id in known))
        together += keys
        outputs[paths.work(unit.unit, "works")] = dumps(_works(plan, unit.unit, keys, library))
        listed = sorted({library.canonical.get(key, key) for key in keys})
        if unit.citations:
            report[unit.unit] = {"citations": len(unit.citations), "cited": listed}
    if plan.together:
        outputs[paths.work("references", "works")] = dumps(
            _works(plan, None, list(dict.fromkeys(together)), library)
        )
    cited = {key for unit in report.values() for key in unit["cited"]}
    of_entries, counts = entries_of.told(
        entries_of.from_json(read_json(paths.work("bibliography", "findings"))),
        library.entries,
        cited,
    )
    content = {
        "chapters": report,
        "cited": len(cited),
        "unused": sorted(set(library.entries) - cited),
        "entries": len(library.entries),
        "problems": counts,
    }
    outputs[plan.build / "reports" / "references.json"] = json.dumps(
        content, ensure_ascii=False, indent=1
    )
    return Outcome(outputs, [*problems, *of_entries])


def _works(plan: Plan, unit: str | None, keys: Sequence[str], library: Any) -> dict[str, Any]:
    from softbound.collect import bibliography as collect

    units = [u.name for u in plan.units] if unit is None else [unit]
    studies = [study for u in units for study in findings_of(plan, u).get("studies", ())]
    included = [key for study in studies for key in (study["citation"], *study["reports"])]
    return {
        "items": collect.subset(library, keys),
        "canonical": {k: library.canonical[k] for k in keys if library.canonical[k] != k},
        "included": sorted({library.canonical.get(key, key) for key in included}),
    }


def resolve(plan: Plan, unit: Unit) -> Outcome:
    """A unit's tree with numbers, cross-references and citations → build/chapters/UNIT.json."""
    from softbound.resolve import citations

    tree = _crossreferenced(plan, unit)
    if plan.together:
        return Outcome({Paths(plan).work(unit.name, "crossref"): ast.dumps(tree)})
    style, problems = _style(plan)
    if style is None:
        return Outcome({}, problems)
    works_path = Paths(plan).work(unit.name, "works")
    works = read_json(works_path)
    resolved, failure = citations.resolve(
        tree,
        unit.name,
        works["items"],
        works["canonical"],
        works["included"],
        style,
        _citeproc(plan, unit.name, works["items"], style),
    )
    if failure:
        problems = [
            *problems,
            problem("engine-runs", Place("thesis.yaml"), f"citeproc failed: {failure}"),
        ]
    return Outcome({Paths(plan).resolved(unit.name): ast.dumps(resolved)}, problems)


def _crossreferenced(plan: Plan, unit: Unit) -> ast.Tree:
    from softbound.resolve import crossrefs

    paths = Paths(plan)
    _, profile = models(plan)
    numbers = {
        i: Numbered.from_json(n) for i, n in read_json(paths.work(unit.name, "numbers")).items()
    }
    tree = ast.loads(paths.work(unit.name, "tree").read_text("utf-8"))
    return crossrefs.resolve(tree, unit.name, numbers, profile.labels)


def resolve_together(plan: Plan) -> Outcome:
    """As :func:`resolve`, for a thesis with one reference list at its end."""
    from softbound.resolve import citations

    paths = Paths(plan)
    style, problems = _style(plan)
    if style is None:
        return Outcome({}, problems)
    works = read_json(paths.work("references", "works"))
    marker = "softbound-unit"
    blocks = [
        ast.div(
            ast.Attributes("", (marker,), {"unit": unit.name}),
            ast.loads(paths.work(unit.name, "crossref").read_text("utf-8"))["blocks"],
        )
        for unit in plan.units
    ]
    resolved, failure = citations.resolve(
        ast.tree(blocks),
        "references",
        works["items"],
        works["canonical"],
        works["included"],
        style,
        _citeproc(plan, "references", works["items"], style),
        heading_level=1,
    )
    if failure:
        return Outcome(
            {}, [problem("engine-runs", Place("thesis.yaml"), f"citeproc failed: {failure}")]
        )
    outputs: dict[Path, str | bytes] = {}
    rest: ast.Elements = []
    for block in resolved["blocks"]:
        attrs = ast.attributes(block)
        if marker in attrs.classes:
            outputs[paths.resolved(attrs.values["unit"])] = ast.dumps(ast.tree(block["c"][1]))
        else:
            rest.append(block)
    outputs[paths.resolved("references")] = ast.dumps(ast.tree(rest))
    return Outcome(outputs, problems)


def _citeproc(
    plan: Plan, name: str, items: Sequence[Any], style: Any
) -> Callable[[ast.Tree], processes.Answer]:
    """Pandoc's citeproc over a tree; the works reach it as a file.

    The last answer is kept, for a chapter whose words change but not its citations.
    """
    from softbound.resolve import citations

    works, last = Paths(plan).work(name, "csl"), Paths(plan).work(name, "cited")

    def run(tree: ast.Tree) -> processes.Answer:
        document = ast.dumps({**tree, "meta": citations.metadata(style, str(works))})
        given = dumps(items)
        key = _key(document, given, Path(style.csl).read_bytes())
        known = read_json(last) if last.is_file() else {}
        if known.get("key") == key:
            return processes.Answer(known["output"].encode(), "", ok=True)
        files.replace(plan.root, works, given)
        answer = processes.pandoc(
            ["--from", "json", "--to", "json", "--citeproc"], document, plan.root
        )
        if answer.ok:
            # Its metadata name folders of this machine.
            output = ast.dumps({**ast.loads(answer.output), "meta": {}})
            kept = {"key": key, "output": output}
            files.replace(plan.root, last, dumps(kept))
        return answer

    return run


def _key(*parts: str | bytes) -> str:
    """What tells a run of citeproc from any other with different input."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


@cache
def _style_of(
    root: Path, name: str, language: str, heading: str
) -> tuple[Any, tuple[Problem, ...]]:
    from softbound.resolve import citations

    found, extra, problems = style_and_rules(root, name)
    if found is None:
        return None, problems
    short = language.partition("-")[0]
    return citations.Style(
        csl=found.path or str(root / name),
        language=extra.locale.get(short, language) if extra else language,
        narrative_and=extra.narrative_and.get(short, "") if extra else "",
        included_mark=extra.included_mark if extra else "",
        included_line=extra.included_line if extra else "",
        heading=heading,
    ), problems


@cache
def style_and_rules(root: Path, name: str) -> tuple[Any, Any, tuple[Problem, ...]]:
    """A citation style's name or .csl file → the style, what softbound knows of it beyond its CSL,
    and problems of either."""
    from softbound.collect import styles

    place = Place("thesis.yaml", _line_of_style(root))
    if name.endswith(".csl"):
        path = root / name
        if not files.inside(root, path):
            message = f"{name} lies outside the thesis's folder."
            return None, None, (problem("file-is-in-thesis", place, message),)
        try:
            found, problems = styles.own(files.read_bytes(root, path), name)
        except files.Unreadable:
            message = f"The citation style {name} does not exist."
            return None, None, (problem("citation-style-is-known", place, message),)
    else:
        found, problems = styles.shipped(name, place)
    if found is None:
        return None, None, tuple(problems)
    texts = {
        files.shown(root, each): files.read_text(root, each)
        for each in files.template_paths(root, "citations", ".yaml")
    }
    extra, mistakes = styles.rules(texts, found.name)
    return found, extra, (*problems, *mistakes)


def citation_rules(plan: Plan) -> CitationRules | None:
    """What the thesis's citation style asks beyond CSL; what is wrong with it, resolve tells."""
    thesis_model, _ = models(plan)
    rules: CitationRules | None = style_and_rules(plan.root, thesis_model.style)[1]
    return rules


def _line_of_style(root: Path) -> int | None:
    """The line of thesis.yaml that names the citation style."""
    lines = files.read_text(root, root / "thesis.yaml").split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith("style:")), None)


def _style(plan: Plan) -> tuple[Any, list[Problem]]:
    """The thesis's citation style."""
    thesis_model, profile = models(plan)
    style, problems = _style_of(
        plan.root, thesis_model.style, thesis_model.language, profile.labels.references
    )
    return style, list(problems)
