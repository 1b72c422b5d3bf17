"""Tasks that write documents and reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.tasks.anonymity import list_state
from softbound.tasks.base import Task, current, each, group, name_of, present, task
from softbound.tasks.pictures import drawn, images_unchanged


def libraries() -> Task:
    p, paths = current(), Paths(current())
    targets = paths.libraries
    needs = [files.template(p.root, f"typst/{target.name}") for target in targets]
    return task(
        "libraries", "copy the Typst templates", lambda s: s.libraries(p),
        [path for path in needs if path is not None], targets,
    )  # fmt: skip


def drawings() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        return task(
            f"drawings:{u.name}", f"draw the figures of {u.name}", lambda s: s.drawings(p, u),
            [
                paths.work(u.name, "drawings"), paths.work(u.name, "labels"),
                *paths.libraries,
            ],
            [paths.work(u.name, "drawn-words")],
            {"fonts": p.profile.get("fonts")},
            [images_unchanged(p, [u]), lambda: drawn(p, u)],
        )  # fmt: skip

    return each("drawings", "draw the figures", p.units, one)


def terms() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "terms", "list what of the findings can be recognised in the text", lambda s: s.terms(p),
        [paths.findings(u.name) for u in p.units], [paths.work("thesis", "terms")],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def typst() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    yield group("typst", "write each chapter as Typst")
    for name in p.unit_names:
        yield _typst(p, paths, name)


def _typst(p: Plan, paths: Paths, name: str) -> Task:
    return task(
        f"typst:{name}", f"write {name} as Typst", lambda s: s.typst(p, name),
        [paths.resolved(name), paths.work("thesis", "terms")],
        [paths.typst(name), paths.work(name, "anchors")], {"profile": p.profile},
    )  # fmt: skip


def _shown_words(p: Plan) -> list[Path]:
    """The words, where the documents say how many they have."""
    return [Paths(p).shown_words] if p.shows_words else []


def pdf() -> Task:
    p, paths = current(), Paths(current())
    return {
        **task(
            "pdf", "build/thesis.pdf", lambda s: s.pdf(p),
            [*paths.libraries, *(paths.typst(name) for name in p.unit_names), *_shown_words(p)],
            [p.build / "thesis.pdf", p.build / "pages.json"],
            {"thesis": p.thesis, "profile": p.profile},
            [images_unchanged(p, p.units)],
        ),
        "task_dep": ["thesis", *(f"drawings:{u.name}" for u in p.units)],
    }  # fmt: skip


def word() -> Task:
    p, paths = current(), Paths(current())
    return {
        **task(
            "word", "the Word document, as pandoc writes it", lambda s: s.word(p),
            [*(paths.resolved(name) for name in p.unit_names), *_shown_words(p)], [paths.word],
            {"thesis": p.thesis, "profile": p.profile},
            [images_unchanged(p, p.units)],
        ),
        "task_dep": ["thesis", *(f"drawings:{u.name}" for u in p.units)],
    }  # fmt: skip


def docx() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "docx", "build/thesis.docx", lambda s: s.docx(p),
        [paths.word, p.build / "pages.json"], [p.build / "thesis.docx"],
        {"thesis": p.thesis, "profile": p.profile},
    )  # fmt: skip


def trace() -> Task:
    p, paths = current(), Paths(current())
    template = files.template(p.root, "reports/trace.html.j2")
    findings = [path for u in p.units for path in u.findings]
    return task(
        "trace", "build/reports/trace.html: what each finding rests on, and where it appears",
        lambda s: s.trace(p),
        [
            p.build / "pages.json",
            *(paths.work(name, "anchors") for name in p.unit_names),
            *(paths.findings(u.name) for u in p.units),
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.work(u.name, "transcripts") for u in p.units if u.has("excerpts")),
            *present(findings), *([template] if template else []),
        ],
        [p.build / "reports" / name for name in ("trace.json", "trace.html")],
        {"title": (p.thesis or {}).get("title"), "files": [name_of(path) for path in findings]},
    )  # fmt: skip


def public() -> Task:
    p, paths = current(), Paths(current())
    folder = p.build / "public"
    return {
        **task(
            "public", "build/public/: both documents without what is marked `redact`",
            lambda s: s.public(p),
            [
                *paths.libraries, *(paths.typst(name) for name in p.unit_names),
                *(paths.resolved(name) for name in p.unit_names),
            ],
            [folder / "thesis.pdf", folder / "thesis.docx"],
            {"thesis": p.thesis, "profile": p.profile, "list": list_state(p)},
            [images_unchanged(p, p.units)],
        ),
        "task_dep": ["thesis", *(f"drawings:{u.name}" for u in p.units)],
    }  # fmt: skip


DOCUMENTS = ("pdf", "docx", "trace")
CHECKS = (
    "words-total",
    "prose",
    "apa",
    "spelling",
    "consistency",
    "repetition",
    "linked",
    "online",
    "anonymity",
)
"""Tasks on which no document depends."""


def check() -> Task:
    """A name for everything: each build ends with all problems in build/reports/problems.json."""
    p = current()
    built = [*DOCUMENTS, *CHECKS] if p.thesis else ["thesis"]
    doc = "every rule: all problems in one report"
    return {"basename": "check", "actions": None, "doc": doc, "task_dep": ["schemas", *built]}
