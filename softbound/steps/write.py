"""Resolved trees → figures, PDF and Word document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from softbound import ast, files, processes
from softbound.plan import FRONT_MATTER, Paths, Plan, Unit
from softbound.problems import Place, Problem, problem
from softbound.reports import reported
from softbound.steps.base import Outcome, dumps, models, read_json, source

if TYPE_CHECKING:
    from softbound.model.profile import Profile
    from softbound.model.words import ShownWords

PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("/{path}")\n'
"""The Typst file that shows an author's image by itself."""

DRAWN_FORMS = ("pdf", "svg", "png")
"""How a drawn figure is written alone: for a journal, for a poster, for Word."""


def text_width(profile: Profile) -> float:
    """The width of an A4 page's text in millimetres."""
    return 210 - profile.margins.binding - profile.margins.outer


def drawings(plan: Plan, unit: Unit) -> Outcome:
    """Figures made by templates → .typ, .pdf, .svg, .png; images that Word cannot show → .png."""
    from softbound.write import typst as writer

    paths = Paths(plan)
    codes: dict[str, str] = read_json(paths.work(unit.name, "drawings"))
    images: dict[str, str] = read_json(paths.work(unit.name, "labels"))["images"]
    words = paths.work(unit.name, "drawn-words")
    if not codes and not images:
        return Outcome({words: dumps({})})
    thesis_model, profile = models(plan)
    font = writer.body_font(profile, processes.font_families(plan.root))
    timestamp = writer.timestamp(thesis_model)
    problems: list[Problem] = []
    outputs: dict[Path, str | bytes] = {}
    for path, code in codes.items():
        files.replace(plan.root, plan.root / path, code)
        wrapper = _wrapper(plan, writer.alone(path, font, text_width(profile)), Path(path).stem)
        drawn, failure = processes.typst_forms(wrapper, plan.root, DRAWN_FORMS, timestamp)
        for form, content in drawn.items():
            outputs[(plan.root / path).with_suffix(f".{form}")] = content
        if failure:
            place = _placed(plan, unit, Path(path).stem)
            problems.append(
                problem(
                    "figure-can-be-drawn",
                    place,
                    f"The figure {path} cannot be drawn: {failure}",
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
    outputs[words] = dumps(_drawn_words(plan, codes, images, outputs))
    return Outcome(outputs, problems)


def _drawn_words(
    plan: Plan, codes: Iterable[str], images: Iterable[str], outputs: Mapping[Path, str | bytes]
) -> dict[str, int]:
    """A picture → the words in it; those of photographs and outlines cannot be known."""
    from softbound.collect import drawn_words
    from softbound.derive.words import count

    found: dict[str, int] = {}
    for path in codes:
        drawn = outputs.get((plan.root / path).with_suffix(".pdf"), b"")
        found[path] = drawn_words.in_pdf(drawn, count) if isinstance(drawn, bytes) else 0
    for path in images:
        if path.lower().endswith(".svg"):
            found[path] = drawn_words.in_svg((plan.root / path).read_bytes(), count)
    return {path: words for path, words in found.items() if words}


def _png(plan: Plan, code: str, name: str) -> processes.Compiled:
    return processes.typst_compile(_wrapper(plan, code, name), plan.root, "png")


def _wrapper(plan: Plan, code: str, name: str) -> Path:
    """A Typst file that shows one picture by itself."""
    wrapper = plan.build / "work" / f"{name}.alone.typ"
    files.replace(plan.root, wrapper, code)
    return wrapper


def _placed(plan: Plan, unit: Unit, stem: str) -> Place:
    """Where prose places a drawn figure."""
    return source(plan, unit.name).place([f"build/figures/{stem}.typ"])


def libraries(plan: Plan) -> Outcome:
    """The Typst functions that the build uses, from the thesis's or the shipped templates."""
    outputs: dict[Path, str | bytes] = {}
    problems: list[Problem] = []
    for target in Paths(plan).libraries:
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
    """A unit's resolved tree → build/typst/UNIT.typ, with anchors where findings are named."""
    from softbound.resolve import mentions, searched

    paths = Paths(plan)
    resolved = ast.loads(paths.resolved(unit).read_text("utf-8"))
    names = searched.index(read_json(paths.work("thesis", "terms")))
    anchored, anchors = mentions.anchored(resolved, unit, names)
    code, problems = typst_of(plan, unit, anchored)
    if code is None:
        return Outcome({}, problems)
    return Outcome(
        {
            paths.typst(unit): code,
            paths.work(unit, "anchors"): dumps([anchor.to_json() for anchor in anchors]),
        }
    )


def typst_of(plan: Plan, unit: str, tree: ast.Tree) -> tuple[bytes | None, list[Problem]]:
    """A unit's tree as the content of a Typst file; None and a problem where pandoc fails."""
    from softbound.write import typst as writer

    _, profile = models(plan)
    write = writer.front_matter if unit == FRONT_MATTER else writer.chapter
    answer = processes.pandoc(writer.PANDOC_ARGUMENTS, ast.dumps(write(tree, profile)), plan.root)
    if answer.ok:
        return answer.output, []
    return None, [problem("engine-runs", Place(unit), f"pandoc failed: {answer.messages}")]


LISTED = {
    "list-of-tables": "table",
    "list-of-figures": "figure",
    "list-of-appendices": "appendix",
}
"""A page that the build makes → what it lists."""


def _empty(plan: Plan) -> list[str]:
    """The lists that would be empty."""
    kinds = {
        label["kind"]
        for unit in plan.units
        for label in read_json(Paths(plan).work(unit.name, "labels"))["labels"]
    }
    return [page for page, kind in LISTED.items() if kind not in kinds]


def _shown_words(plan: Plan) -> ShownWords:
    """What the documents say of their own length."""
    from softbound.model.words import NOTHING_SHOWN, ShownWords

    return (
        ShownWords.from_json(read_json(Paths(plan).shown_words))
        if plan.shows_words
        else NOTHING_SHOWN
    )


def pdf(plan: Plan) -> Outcome:
    """All Typst files → build/thesis.pdf, and the page of everything that has an id."""
    result, problems = compiled(plan, plan.build / "thesis.typ", plan.build / "thesis.pdf")
    if result is None:
        return Outcome({}, problems)
    pages = {"font": _font(plan), **result.values}
    outputs: dict[Path, str | bytes] = {
        plan.build / "thesis.pdf": result.output,
        plan.build / "pages.json": json.dumps(pages, indent=1),
    }
    return Outcome(outputs, problems)


def _font(plan: Plan) -> str:
    from softbound.write import typst as writer

    _, profile = models(plan)
    return writer.body_font(profile, processes.font_families(plan.root))


def compiled(
    plan: Plan, main: Path, target: Path, elsewhere: Mapping[str, str] | None = None
) -> tuple[processes.Compiled | None, list[Problem]]:
    """The whole thesis as a PDF, and where everything stands in it; None where Typst fails.

    :param main: where its main Typst file is written.
    :param target: what it will be, for problems.
    :param elsewhere: units whose Typst file does not lie in build/typst/ → its path.
    """
    from softbound.write import typst as writer

    thesis_model, profile = models(plan)
    units = plan.unit_names
    front = FRONT_MATTER if FRONT_MATTER in units else None
    rest = [name for name in units if name != FRONT_MATTER]
    code = writer.main(
        thesis_model, profile, rest, _font(plan), front, _empty(plan), _shown_words(plan), elsewhere
    )
    files.replace(plan.root, main, code)
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
                    Place(files.shown(plan.root, target)),
                    f"The PDF is built without the claim to PDF/A-2a and PDF/UA-1: {claimed}.",
                )
            )
    if not result.ok:
        place = Place(files.shown(plan.root, main))
        return None, [*problems, problem("pdf-can-be-made", place, f"{result.messages}.")]
    return result, problems


def word(plan: Plan) -> Outcome:
    """All resolved trees → the Word document as pandoc writes it."""
    paths = Paths(plan)
    trees = {name: ast.loads(paths.resolved(name).read_text("utf-8")) for name in plan.unit_names}
    content, problems = word_of(plan, trees)
    return Outcome({paths.word: content} if content is not None else {}, problems)


def word_of(
    plan: Plan, trees: Mapping[str, ast.Tree], more: Mapping[str, str] | None = None
) -> tuple[bytes | None, list[Problem]]:
    """Trees as the Word document that pandoc writes; None and a problem where it fails.

    :param more: pictures that Word cannot show → the PNG that stands for them, beside those that
        the units are known to have.
    """
    from softbound.write import docx as writer

    paths = Paths(plan)
    thesis_model, profile = models(plan)
    rasters: dict[str, str] = dict(more or {})
    for unit in plan.units:
        rasters |= read_json(paths.work(unit.name, "labels"))["images"]

    def shown(element: ast.Element) -> ast.Elements | None:
        attrs, alt, (path, title) = element["c"]
        target = rasters.get(path)
        return [{"t": "Image", "c": [attrs, alt, [target, title]]}] if target else None

    if any(rasters.values()):
        trees = {n: ast.replace(tree, shown, frozenset({"Image"})) for n, tree in trees.items()}
    document = writer.body(trees, thesis_model, profile, _shown_words(plan))
    base = processes.pandoc(["--print-default-data-file", "reference.docx"], "")
    reference = plan.build / "word" / "reference.docx"
    files.replace(plan.root, reference, writer.reference(base.output, profile, thesis_model))
    answer = processes.pandoc(
        [*writer.PANDOC_ARGUMENTS, "--output", "-", "--reference-doc", str(reference)],
        ast.dumps(document),
        plan.root,
    )
    if answer.ok:
        return answer.output, []
    place = Place("build/thesis.docx")
    return None, [problem("engine-runs", place, f"pandoc failed: {answer.messages}")]


def docx(plan: Plan) -> Outcome:
    """Pandoc's Word document → build/thesis.docx."""
    pages = read_json(plan.build / "pages.json")["pages"]
    finished = finished_word(plan, Paths(plan).word.read_bytes(), pages)
    return Outcome({plan.build / "thesis.docx": finished})


def finished_word(plan: Plan, content: bytes, pages: Mapping[str, str]) -> bytes:
    """A Word document as pandoc wrote it → as it is handed in.

    :param pages: id → its page, as the PDF has it.
    """
    from softbound.write import docx as writer

    thesis_model, profile = models(plan)
    return writer.finish(content, thesis_model, profile, pages)
