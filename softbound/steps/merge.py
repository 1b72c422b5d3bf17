"""Prose, findings and templates → merged Markdown, and its tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from softbound import ast, files, processes
from softbound.plan import Paths, Plan, Unit
from softbound.steps.base import Outcome, dumps, findings_of, read_json, read_texts, source


def merge(plan: Plan, unit: Unit) -> Outcome:
    """Prose, findings and templates → build/chapters/UNIT.md."""
    from softbound.merge import chapter

    paths = Paths(plan)
    texts, problems = read_texts(plan, unit.files)
    if problems:
        return Outcome({}, problems)
    prose = [
        chapter.ProseFile(
            files.shown(plan.root, path),
            text,
            page=path.stem if unit.kind == "front-matter" else "",
        )
        for path, text in texts.items()
    ]

    def load(name: str) -> tuple[str, str] | None:
        path = files.template(plan.root, name)
        if path is None:
            return None
        return files.read_text(plan.root, path), files.shown(plan.root, path)

    def names(folder: str) -> list[str]:
        return files.template_names(plan.root, folder, files.SUFFIXES[folder])

    reachable = {name: findings_of(plan, name) for name in unit.others}
    own = findings_of(plan, unit.name)
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
    drawings = list(read_json(paths.work(unit.name, "drawings")))
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
    # The whole path: figures/a.svg, figures/a.webp and old/a.svg are three pictures.
    name = path.removeprefix(f"chapters/{unit}/").replace("/", "--")
    return f"build/figures/{unit}--{name}.png"


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
