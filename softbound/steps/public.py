"""The public version: the documents without what their author marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from softbound import ast, files, processes
from softbound.plan import Paths, Plan
from softbound.problems import Place, Problem, problem
from softbound.steps.anonymity import secrets_in
from softbound.steps.base import Outcome, source
from softbound.steps.write import compiled, finished_word, typst_of, word_of

if TYPE_CHECKING:
    from softbound.resolve.redaction import Redacted

BOX = """\
#set page(width: auto, height: auto, margin: 0pt)
#set text(size: 10pt)
#context {{
  let size = measure(image("/{path}"))
  rect(width: size.width, height: size.height, fill: luma(217), stroke: none, inset: 0pt,
    align(center + horizon, {label}))
}}
"""
"""The Typst file of a box as large as a picture."""


def public(plan: Plan) -> Outcome:
    """Resolved trees → build/public/: both documents, with boxes for what is marked `redact`."""
    from softbound.resolve import redaction

    paths = Paths(plan)
    folder = plan.build / "public"
    whole = {name: ast.loads(paths.resolved(name).read_text("utf-8")) for name in plan.unit_names}
    made = {
        name: redaction.redacted(tree, name, "build/public/figures") for name, tree in whole.items()
    }
    names = {key: name for one in made.values() for key, name in one.names.items()}
    trees = {name: redaction.renamed(one.tree, names) for name, one in made.items()}
    elsewhere: dict[str, str] = {}
    problems: list[Problem] = []
    for name, tree in trees.items():
        if tree is whole[name]:
            continue
        code, found = typst_of(plan, name, tree)
        problems += found
        if code is not None:
            target = folder / "typst" / f"{name}.typ"
            files.replace(plan.root, target, code)
            elsewhere[name] = files.shown(plan.root, target)
    if not elsewhere and not problems:
        problems.append(
            problem(
                "something-is-redacted",
                Place("thesis.yaml"),
                "Nothing is marked to be redacted: the public version is the thesis as it is.",
                'Mark words as [words]{redact="a label"}.',
            )
        )
    pictures = {path: of for one in made.values() for path, of in one.pictures.items()}
    rasters, found = _boxes(plan, pictures)
    result, more = compiled(plan, folder / "thesis.typ", folder / "thesis.pdf", elsewhere)
    body, others = word_of(plan, trees, rasters)
    problems += [*found, *more, *others]
    if result is None or body is None:
        return Outcome({}, problems)
    document = finished_word(plan, body, result.values["pages"])
    finished = {"thesis.pdf": result.output, "thesis.docx": document}
    problems += _left(plan, made, finished)
    problems += secrets_in(plan, {f"build/public/{name}": file for name, file in finished.items()})
    outputs: dict[Path, str | bytes] = {
        folder / "thesis.pdf": result.output,
        folder / "thesis.docx": document,
    }
    return Outcome(outputs, problems)


def _left(plan: Plan, made: Mapping[str, Redacted], finished: Mapping[str, bytes]) -> list[Problem]:
    """What is redacted and can still be read in the finished files."""
    from softbound.collect import documents
    from softbound.verify import redaction

    layers = {f"build/public/{name}": documents.read(content) for name, content in finished.items()}
    removed: list[redaction.Removed] = []
    for name, one in made.items():
        if one.removed and any(unit.name == name for unit in plan.units):
            text = source(plan, name)
            removed += [
                redaction.Removed(words, text.place([_as_written(words)])) for words in one.removed
            ]
    labels = [label for one in made.values() for label in one.labels]
    return list(redaction.check(removed, layers, labels))


def _as_written(words: str) -> re.Pattern[str]:
    """The first of some words as Markdown may have them, with other marks between them."""
    found = re.findall(r"\w+", words)[:6]
    return re.compile(r"\W+".join(map(re.escape, found)))


def _boxes(
    plan: Plan, pictures: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], list[Problem]]:
    """A box for each picture, as .svg and, for Word, as .png: the first's path → the second's."""
    from softbound.write import typst as writer

    rasters: dict[str, str] = {}
    problems: list[Problem] = []
    for path, (picture, label) in pictures.items():
        shown = picture.removesuffix(".typ") + ".svg" if picture.endswith(".typ") else picture
        code = BOX.format(path=shown.removeprefix("./").lstrip("/"), label=writer.string(label))
        main = (plan.root / path).with_suffix(".typ")
        files.replace(plan.root, main, code)
        drawn, failure = processes.typst_forms(main, plan.root, ("svg", "png"))
        if failure:
            message = f'The image "{picture}" cannot be shown: {failure}'
            problems.append(problem("image-can-be-shown", Place(picture), message))
        for form, content in drawn.items():
            files.replace(plan.root, main.with_suffix(f".{form}"), content)
        rasters[path] = str(Path(path).with_suffix(".png").as_posix())
    return rasters, problems
