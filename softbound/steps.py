"""The steps of a build: each reads files, hands their content to a stage, and says what to write.

A step returns an :class:`Outcome`; ``tasks`` writes its outputs whole or not at all. Steps meet
only through files below ``build/``, so that each can be skipped when its inputs are unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from softbound import ast, files, processes
from softbound.merge.lines import LineMap, Source
from softbound.model.labels import Numbered
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.plan import FRONT_MATTER, Paths, Plan, Unit
from softbound.problems import Place, Problem, problem
from softbound.resolve.structure import Uses


@dataclass(frozen=True)
class Outcome:
    """What a step has to say."""

    outputs: Mapping[Path, str | bytes] = field(default_factory=dict)
    """Path → content; nothing is written where a problem stops the build."""
    problems: Sequence[Problem] = ()


def dumps(value: Any) -> str:
    """JSON as the build's own files have it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@cache
def _models(thesis: str, profile: str) -> tuple[Thesis, Profile]:
    return Thesis.model_validate_json(thesis), Profile.model_validate_json(profile)


def models(plan: Plan) -> tuple[Thesis, Profile]:
    """The plan's thesis and profile as models."""
    return _models(dumps(plan.thesis), dumps(plan.profile))


def source(plan: Plan, unit: str) -> Source:
    """A unit's merged text, which knows the author's lines."""
    paths = Paths(plan)
    return Source(
        paths.merged(unit).read_text("utf-8"), LineMap.from_json(_json(paths.work(unit, "lines")))
    )


# collect


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


# merge


def merge(plan: Plan, unit: Unit) -> Outcome:
    """Prose, findings and templates → build/chapters/UNIT.md."""
    from softbound.merge import chapter

    paths = Paths(plan)
    prose: list[chapter.ProseFile] = []
    problems: list[Problem] = []
    for path in unit.files:
        try:
            text = files.read_text(plan.root, path)
        except files.Unreadable as error:
            problems.append(error.problem)
            continue
        page = path.stem if unit.kind == "front-matter" else ""
        prose.append(chapter.ProseFile(files.shown(plan.root, path), text, page))
    if problems:
        return Outcome({}, problems)

    def load(name: str) -> tuple[str, str] | None:
        path = files.template(plan.root, name)
        if path is None:
            return None
        return files.read_text(plan.root, path), files.shown(plan.root, path)

    def names(folder: str) -> list[str]:
        return files.template_names(
            plan.root, folder, {"tables": ".md.j2", "figures": ".typ.j2"}[folder]
        )

    reachable = {name: _values(plan, name) for name in unit.others}
    own = _values(plan, unit.name)
    chapters = reachable | {unit.name: own}
    context = {
        "chapters": chapters | {name.replace("-", "_"): v for name, v in chapters.items()},
        "thesis": plan.thesis,
        **own,
    }
    merged = chapter.merge(unit.name, prose, context, chapter.Templates(load, names))
    return Outcome(
        {
            paths.merged(unit.name): merged.markdown,
            paths.work(unit.name, "lines"): dumps(merged.map.to_json()),
            paths.work(unit.name, "drawings"): dumps(merged.drawings),
        },
        merged.problems,
    )


def _values(plan: Plan, unit: str) -> dict[str, Any]:
    path = Paths(plan).findings(unit)
    values: dict[str, Any] = _json(path)["values"] if path.is_file() else {}
    return values


def parse(plan: Plan, unit: Unit) -> Outcome:
    """Merged Markdown → the unit's tree in its plain form, and what it defines and names."""
    from softbound.merge import parse as parsing
    from softbound.resolve import structure

    paths = Paths(plan)
    text = source(plan, unit.name)
    tree, problems = parsing.parse(text, processes.pandoc)
    if tree is None:
        return Outcome({}, problems)
    images: dict[str, str] = {}

    def image(written: str) -> tuple[str, str, str]:
        path, rule, message = find_image(plan, unit, written)
        if not rule:
            images[path] = raster(path, unit.name)
        return path, rule, message

    structured = structure.structure(tree, unit.name, unit.kind, text, image)
    drawings = list(_json(paths.work(unit.name, "drawings")))
    return Outcome(
        {
            paths.work(unit.name, "tree"): ast.dumps(structured.tree),
            paths.work(unit.name, "labels"): dumps(
                {**structure.to_json(structured), "images": images, "drawings": drawings}
            ),
        },
        [*problems, *structured.problems],
    )


MAGIC: Mapping[str, Sequence[bytes]] = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
    ".svg": (),
}
"""An image's suffix → how such a file begins."""
RASTERED = (".svg", ".webp")
"""Images that Word cannot show everywhere: it gets a PNG made of them."""


def raster(path: str, unit: str) -> str:
    """Where the PNG of an image for Word stands; empty where Word takes the image itself."""
    if not path.lower().endswith(RASTERED):
        return ""
    return f"build/figures/{unit}--{Path(path).stem}.png"


def find_image(plan: Plan, unit: Unit, written: str) -> tuple[str, str, str]:
    """A path in prose → the path from the thesis's folder, and a broken rule with its message."""
    folder = plan.root / "chapters" / unit.name
    path = folder / written
    if "://" in written:
        return (
            written,
            "image-exists",
            f'"{written}" is an address, not a file: save the image in the chapter\'s folder.',
        )
    if not files.inside(plan.root, path):
        return (
            written,
            "file-is-in-thesis",
            f'The image "{written}" lies outside the thesis\'s folder.',
        )
    if not path.is_file():
        from softbound.problems import nearest

        known = [
            p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.suffix.lower() in MAGIC
        ]
        hint = nearest(written, known)
        return (
            written,
            "image-exists",
            f'The image "{written}" does not exist in chapters/{unit.name}/.{" " + hint if hint else ""}',
        )
    begins = MAGIC.get(path.suffix.lower())
    head = path.read_bytes()[:512]
    good = begins is not None and (
        any(head.startswith(magic) for magic in begins) if begins else b"<" in head
    )
    if not good:
        return (
            written,
            "image-can-be-shown",
            f'The image "{written}" is not a PNG, JPEG, GIF, WebP or SVG file.',
        )
    return path.resolve().relative_to(plan.root.resolve()).as_posix(), "", ""


# resolve


def uses(plan: Plan) -> list[Uses]:
    """What all units define and name, in the thesis's order."""
    paths = Paths(plan)
    return [Uses.from_json(u.name, u.kind, _json(paths.work(u.name, "labels"))) for u in plan.units]


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
        labels.check(every),
    )


def cite(plan: Plan) -> Outcome:
    """Bibliography and citations → the works that each unit cites."""
    from softbound.collect import bibliography as collect
    from softbound.verify import references

    paths = Paths(plan)
    library, _ = collect.merge([collect.from_json(paths.bibliography.read_bytes())])
    known = library.canonical
    every = uses(plan)
    problems: list[Problem] = []
    outputs: dict[Path, str | bytes] = {}
    report: dict[str, Any] = {}
    together: list[str] = []
    for unit in every:
        problems += references.cited(unit.citations, known)
        if paths.findings(unit.unit).is_file():
            problems += references.included(_json(paths.findings(unit.unit)), known)
        keys = list(dict.fromkeys(use.id for use in unit.citations if use.id in known))
        together += keys
        outputs[paths.work(unit.unit, "works")] = dumps(_works(plan, unit.unit, keys, library))
        listed = sorted({library.canonical.get(key, key) for key in keys})
        if unit.citations:
            report[unit.unit] = {"citations": len(unit.citations), "cited": listed}
    assert plan.thesis is not None
    if plan.thesis["references"] == "thesis":
        outputs[paths.work("references", "works")] = dumps(
            _works(plan, None, list(dict.fromkeys(together)), library)
        )
    cited = {key for unit in report.values() for key in unit["cited"]}
    unused = sorted(set(library.entries) - cited)
    outputs[plan.build / "reports" / "references.json"] = json.dumps(
        {"chapters": report, "cited": len(cited), "unused": unused}, ensure_ascii=False, indent=1
    )
    return Outcome(outputs, problems)


def _works(plan: Plan, unit: str | None, keys: Sequence[str], library: Any) -> dict[str, Any]:
    from softbound.collect import bibliography as collect

    units = [u.name for u in plan.units] if unit is None else [unit]
    included = [s["citation"] for u in units for s in _values(plan, u).get("studies", ())]
    return {
        "items": collect.subset(library, keys),
        "canonical": {k: library.canonical[k] for k in keys if library.canonical[k] != k},
        "included": sorted({library.canonical.get(key, key) for key in included}),
    }


def resolve(plan: Plan, unit: Unit) -> Outcome:
    """A unit's tree with numbers, cross-references and citations → build/chapters/UNIT.json."""
    from softbound.resolve import citations

    tree = _crossreferenced(plan, unit)
    assert plan.thesis is not None
    if plan.thesis["references"] == "thesis":
        return Outcome({Paths(plan).work(unit.name, "crossref"): ast.dumps(tree)})
    style, problems = _style(plan)
    if style is None:
        return Outcome({}, problems)
    works_path = Paths(plan).work(unit.name, "works")
    works = _json(works_path)
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
    numbers = {i: Numbered.from_json(n) for i, n in _json(paths.work(unit.name, "numbers")).items()}
    tree = ast.loads(paths.work(unit.name, "tree").read_text("utf-8"))
    return crossrefs.resolve(tree, unit.name, numbers, profile.labels)


def resolve_together(plan: Plan) -> Outcome:
    """As :func:`resolve`, for a thesis with one reference list at its end."""
    from softbound.resolve import citations

    paths = Paths(plan)
    style, problems = _style(plan)
    if style is None:
        return Outcome({}, problems)
    works = _json(paths.work("references", "works"))
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
    """Pandoc's citeproc over a tree; the works reach it as a file."""
    from softbound.resolve import citations

    path = Paths(plan).work(name, "csl")

    def run(tree: ast.Tree) -> processes.Answer:
        files.replace(plan.root, path, dumps(items))
        document = {**tree, "meta": citations.metadata(style, str(path))}
        return processes.pandoc(
            ["--from", "json", "--to", "json", "--citeproc"], ast.dumps(document), plan.root
        )

    return run


@cache
def _style_of(
    root: Path, name: str, language: str, heading: str
) -> tuple[Any, tuple[Problem, ...]]:
    from softbound.collect import styles
    from softbound.resolve import citations

    place = Place("thesis.yaml", _line_of_style(root))
    if name.endswith(".csl"):
        path = root / name
        if not files.inside(root, path):
            message = f"{name} lies outside the thesis's folder."
            return None, (problem("file-is-in-thesis", place, message),)
        try:
            found, problems = styles.own(files.read_bytes(root, path), name)
        except files.Unreadable:
            message = f"The citation style {name} does not exist."
            return None, (problem("citation-style-is-known", place, message),)
    else:
        path = Path()
        found, problems = styles.shipped(name, place)
    if found is None:
        return None, tuple(problems)
    texts = {
        files.shown(root, each): files.read_text(root, each)
        for each in files.template_paths(root, "citations", ".yaml")
    }
    extra, mistakes = styles.rules(texts, found.name)
    short = language.partition("-")[0]
    return citations.Style(
        csl=found.path or str(path),
        language=extra.locale.get(short, language) if extra else language,
        narrative_and=extra.narrative_and.get(short, "") if extra else "",
        included_mark=extra.included_mark if extra else "",
        included_line=extra.included_line if extra else "",
        heading=heading,
    ), (*problems, *mistakes)


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


# write


PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("/{path}")\n'
"""The Typst file that shows an author's image by itself."""


def text_width(profile: Profile) -> float:
    """The width of an A4 page's text in millimetres."""
    return 210 - profile.margins.binding - profile.margins.outer


def drawings(plan: Plan, unit: Unit) -> Outcome:
    """Figures made by templates, and images that Word cannot show → .typ and .png files."""
    from softbound.write import typst as writer

    paths = Paths(plan)
    codes: dict[str, str] = _json(paths.work(unit.name, "drawings"))
    images: dict[str, str] = _json(paths.work(unit.name, "labels"))["images"]
    if not codes and not any(images.values()):
        return Outcome()
    _, profile = models(plan)
    font = writer.body_font(profile, processes.font_families(plan.root))
    problems: list[Problem] = []
    outputs: dict[Path, str | bytes] = {}
    for path, code in codes.items():
        files.replace(plan.root, plan.root / path, code)
        drawn = _png(plan, writer.alone(path, font, text_width(profile)), Path(path).stem)
        if drawn.ok:
            outputs[(plan.root / path).with_suffix(".png")] = drawn.output
        else:
            place = _placed(plan, unit, Path(path).stem)
            problems.append(
                problem(
                    "figure-can-be-drawn",
                    place,
                    f"The figure {path} cannot be drawn: {drawn.messages}",
                )
            )
    for path, target in images.items():
        if target:
            shown = _png(plan, PICTURE.format(path=path), Path(target).stem)
            if shown.ok:
                outputs[plan.root / target] = shown.output
            else:
                place = source(plan, unit.name).place([Path(path).name])
                problems.append(
                    problem(
                        "image-can-be-shown",
                        place,
                        f'The image "{path}" cannot be shown: {shown.messages}',
                    )
                )
    return Outcome(outputs, problems)


def _png(plan: Plan, code: str, name: str) -> processes.Compiled:
    wrapper = plan.build / "work" / f"{name}.alone.typ"
    files.replace(plan.root, wrapper, code)
    return processes.typst_compile(wrapper, plan.root, "png")


def _placed(plan: Plan, unit: Unit, stem: str) -> Place:
    """Where prose places a drawn figure."""
    return source(plan, unit.name).place([f"build/figures/{stem}.typ"])


def libraries(plan: Plan) -> Outcome:
    """The Typst functions that the build uses, from the thesis's or the shipped templates."""
    outputs: dict[Path, str | bytes] = {}
    problems: list[Problem] = []
    for target in (Paths(plan).library, Paths(plan).drawing_library):
        path = files.template(plan.root, f"typst/{target.name}")
        if path is None:
            problems.append(
                problem(
                    "template-is-known",
                    Place(f"templates/typst/{target.name}"),
                    "The template is missing.",
                )
            )
        else:
            outputs[target] = files.read_text(plan.root, path)
    return Outcome(outputs, problems)


def typst(plan: Plan, unit: str) -> Outcome:
    """A unit's resolved tree → build/typst/UNIT.typ."""
    from softbound.write import typst as writer

    paths = Paths(plan)
    _, profile = models(plan)
    write = writer.front_matter if unit == FRONT_MATTER else writer.chapter
    tree = write(ast.loads(paths.resolved(unit).read_text("utf-8")), profile)
    answer = processes.pandoc(writer.PANDOC_ARGUMENTS, ast.dumps(tree), plan.root)
    if not answer.ok:
        return Outcome(
            {}, [problem("engine-runs", Place(unit), f"pandoc failed: {answer.messages}")]
        )
    return Outcome({paths.typst(unit): answer.output})


def unit_names(plan: Plan) -> list[str]:
    """All units in order; the thesis's own reference list, where it has one, before the appendices."""
    names = [unit.name for unit in plan.units]
    if plan.thesis is not None and plan.thesis["references"] == "thesis":
        names.insert(len(names) - ("appendices" in names), "references")
    return names


def pdf(plan: Plan) -> Outcome:
    """All Typst files → build/thesis.pdf, and the page of everything that has an id."""
    from softbound.write import typst as writer

    thesis_model, profile = models(plan)
    main = plan.build / "thesis.typ"
    font = writer.body_font(profile, processes.font_families(plan.root))
    units = unit_names(plan)
    front = FRONT_MATTER if FRONT_MATTER in units else None
    rest = [name for name in units if name != FRONT_MATTER]
    files.replace(plan.root, main, writer.main(thesis_model, profile, rest, font, front))
    blocked = [p for p in reported(plan) if p.rule == "figure-has-alt-text"]
    timestamp = writer.timestamp(thesis_model)
    problems: list[Problem] = []
    standards = () if blocked else writer.STANDARDS
    result = processes.typst_compile(
        main, plan.root, "pdf", standards, timestamp, writer.PAGES_QUERY
    )
    if not result.ok and standards:
        claimed = result.messages
        result = processes.typst_compile(main, plan.root, "pdf", (), timestamp, writer.PAGES_QUERY)
        if result.ok:
            problems.append(
                problem(
                    "pdf-is-archival-and-accessible",
                    Place("build/thesis.pdf"),
                    f"The PDF is built without the claim to PDF/A-2a and PDF/UA-1: {claimed}.",
                )
            )
    if not result.ok:
        return Outcome(
            {},
            [
                *problems,
                problem("pdf-can-be-made", Place("build/thesis.typ"), f"{result.messages}."),
            ],
        )
    outputs: dict[Path, str | bytes] = {
        plan.build / "thesis.pdf": result.output,
        plan.build / "pages.json": json.dumps({"font": font, "pages": result.values}, indent=1),
    }
    return Outcome(outputs, problems)


def word(plan: Plan) -> Outcome:
    """All resolved trees → the Word document as pandoc writes it."""
    from softbound.write import docx as writer

    paths = Paths(plan)
    thesis_model, profile = models(plan)
    rasters: dict[str, str] = {}
    for unit in plan.units:
        rasters |= _json(paths.work(unit.name, "labels"))["images"]

    def shown(element: ast.Element) -> ast.Elements | None:
        attrs, alt, (path, title) = element["c"]
        target = rasters.get(path)
        return [{"t": "Image", "c": [attrs, alt, [target, title]]}] if target else None

    trees = {}
    for name in unit_names(plan):
        tree = ast.loads(paths.resolved(name).read_text("utf-8"))
        trees[name] = (
            ast.replace(tree, shown, frozenset({"Image"})) if any(rasters.values()) else tree
        )
    document = writer.body(trees, thesis_model, profile)
    base = processes.pandoc(["--print-default-data-file", "reference.docx"], "")
    reference = plan.build / "word" / "reference.docx"
    files.replace(plan.root, reference, writer.reference(base.output, profile, thesis_model))
    answer = processes.pandoc(
        [*writer.PANDOC_ARGUMENTS, "--output", "-", "--reference-doc", str(reference)],
        ast.dumps(document),
        plan.root,
    )
    if not answer.ok:
        return Outcome(
            {},
            [
                problem(
                    "engine-runs", Place("build/thesis.docx"), f"pandoc failed: {answer.messages}"
                )
            ],
        )
    return Outcome({paths.word: answer.output})


def docx(plan: Plan) -> Outcome:
    """Pandoc's Word document → build/thesis.docx."""
    from softbound.write import docx as writer

    thesis_model, profile = models(plan)
    pages = _json(plan.build / "pages.json")["pages"]
    finished = writer.finish(Paths(plan).word.read_bytes(), thesis_model, profile, pages)
    return Outcome({plan.build / "thesis.docx": finished})


# reports


def reported(plan: Plan) -> list[Problem]:
    """The problems of all steps as they last ran."""
    units = {*unit_names(plan), ""}
    problems: list[Problem] = []
    for path in sorted(Paths(plan).step_reports.glob("*.json")):
        if path.stem.partition("--")[2] in units or plan.thesis is None:
            problems += [Problem.from_json(p) for p in _json(path)]
    return problems


def check(plan: Plan) -> Outcome:
    """All problems → build/reports/problems.json."""
    from softbound.problems import as_note, in_order, totals

    ignored = (plan.thesis or {}).get("ignore", ())
    found = []
    for each in reported(plan):
        reason = next(
            (
                i["reason"]
                for i in ignored
                if i["rule"] == each.rule and i["file"] in (None, each.place.file)
            ),
            None,
        )
        found.append(each if reason is None or each.stops else as_note(each, reason))
    found = in_order(found)
    content = {"problems": [p.to_json() for p in found], "totals": totals(found)}
    return Outcome(
        {
            plan.build / "reports" / "problems.json": json.dumps(
                content, ensure_ascii=False, indent=1
            )
        }
    )
