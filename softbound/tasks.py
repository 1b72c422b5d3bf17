"""doit's tasks: which files each step of the build needs and makes.

``dodo.py`` imports what this module offers. Tasks stand in the order of the walk: collect, merge,
resolve, verify, write, check. Steps are imported only when one runs, so that a build in which nothing
changed costs little more than doit's own start.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from softbound import files, plan
from softbound.plan import Paths, Plan, Unit
from softbound.progress import Progress, prepare

prepare(Path.cwd())

__all__ = [
    "DOIT_CONFIG",
    "task_bibliography",
    "task_check",
    "task_consistency",
    "task_derive",
    "task_docx",
    "task_drawings",
    "task_findings",
    "task_libraries",
    "task_merge",
    "task_number",
    "task_parse",
    "task_pdf",
    "task_records",
    "task_references",
    "task_resolve",
    "task_schemas",
    "task_terms",
    "task_thesis",
    "task_trace",
    "task_transcripts",
    "task_typst",
    "task_word",
]

Task = dict[str, Any]

DOIT_CONFIG = {
    "backend": "json",
    "dep_file": "build/.state.json",
    "default_tasks": ["check"],
    "continue": True,
    "num_process": (os.cpu_count() or 1) + 1,  # a thread that waits for pandoc needs no core
    "par_type": "thread",
    "reporter": Progress,
    "sort": "definition",
    "verbosity": 0,
}


@cache
def current() -> Plan:
    """The plan of the thesis in the working folder."""
    return plan.load(Path.cwd())


def _task(
    name: str,
    doc: str,
    step: Callable[[Any], Any],
    needs: Sequence[Path],
    makes: Sequence[Path],
    values: Mapping[str, Any] | None = None,
    also: Sequence[Callable[..., bool]] = (),
) -> Task:
    """A task of doit.

    :param name: ``merge:systematic-review`` or ``pdf``.
    :param step: given the module ``softbound.steps``, runs the step.
    :param needs: files whose change makes it run again.
    :param makes: files that it writes.
    :param values: settings whose change makes it run again.
    :param also: further checks of whether it is up to date.
    """
    from doit.tools import config_changed

    def run() -> bool:
        from softbound import execute, steps

        _once()
        return execute.run(current(), name, lambda: step(steps))

    basename, _, unit = name.partition(":")
    return {
        "basename": basename,
        **({"name": unit} if unit else {}),
        "doc": doc,
        "actions": [(run,)],
        "file_dep": [_name(path) for path in needs],
        "targets": [_name(path) for path in makes],
        "uptodate": [
            config_changed({"engine": plan.engine(), **(values or {})}),
            # Its problems are kept there: without them, a mistake would be forgotten.
            Paths(current()).step_report(name).is_file,
            *also,
        ],
        "title": lambda task: str(task.name),
    }


@cache
def _once() -> None:
    """What the first step that runs sets off."""
    from softbound import execute

    execute.import_ahead()


def _name(path: Path) -> str:
    """A path as doit records it: relative to the thesis, so that its folder can be moved."""
    root = current().root
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _empty(basename: str, doc: str) -> Task:
    """A group of tasks, so that it has a line in `doit list` even without members."""
    return {"basename": basename, "name": None, "doc": doc}


def _each(
    basename: str, doc: str, units: Sequence[Unit], one: Callable[[Unit], Task]
) -> Iterator[Task]:
    yield _empty(basename, doc)
    for unit in units:
        yield one(unit)


# collect


def task_thesis() -> Task:
    """thesis.yaml and its profile"""
    p = current()
    paths = [p.root / "thesis.yaml"] if (p.root / "thesis.yaml").is_file() else []
    targets = [p.build / "thesis.json"]
    return _task(
        "thesis", "read thesis.yaml and its profile", lambda s: s.thesis(p), paths, targets,
        {"digest": p.digest},
    )  # fmt: skip


def task_schemas() -> Task:
    p = current()
    return _task(
        "schemas", "write the schemas by which editors complete YAML", lambda s: s.schemas(p), [],
        [p.build / "schemas" / "thesis.schema.json"],
    )  # fmt: skip


def task_findings() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    return _each(
        "findings", "read each chapter's findings", p.units,
        lambda u: _task(
            f"findings:{u.name}", f"read the findings of {u.name}", lambda s: s.findings(p, u),
            _present(u.findings), [paths.findings(u.name), paths.work(u.name, "search")],
            {"files": [_name(path) for path in u.findings]},
        ),
    )  # fmt: skip


def task_bibliography() -> Task:
    p = current()
    present = [path for path in p.bibliographies if path.is_file()]
    return _task(
        "bibliography", "read the bibliographies", lambda s: s.bibliography(p), present,
        [Paths(p).bibliography], {"files": [_name(path) for path in present]},
    )  # fmt: skip


# derive


def task_records() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        names = (f"records-{u.name}.json", f"records-{u.name}.csv", f"duplicates-{u.name}.csv")
        return _task(
            f"records:{u.name}", f"read the search records of {u.name}, find duplicates",
            lambda s: s.records(p, u), [paths.work(u.name, "search"), *_present(u.records)],
            [paths.work(u.name, "records"), *(p.build / "reports" / name for name in names)],
            {"files": [_name(path) for path in u.records]},
        )  # fmt: skip

    units = [u for u in p.units if u.searches]
    return _each("records", "read search records, find duplicates among them", units, one)


def task_derive() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    data = [*files.template_paths(p.root, "appraisals", ".yaml"),
            *files.template_paths(p.root, "standards", ".yaml")]  # fmt: skip

    def reports(u: Unit) -> list[Path]:
        if not (u.searches or u.tables or u.has("flow")):
            return []
        return [p.build / "reports" / f"{name}-{u.name}.csv" for name in ("prisma", "to-screen")]

    def one(u: Unit) -> Task:
        records = [paths.work(u.name, "records")] if u.searches else []
        # A sample is another chapter's.
        others = [paths.findings(each.name) for each in p.units] if u.has("diversity") else []
        return _task(
            f"derive:{u.name}", f"derive what follows from the findings of {u.name}",
            lambda s: s.derive(p, u), [paths.findings(u.name), *others, *records, *_present(u.tables), *data],
            [paths.derived(u.name), *reports(u)],
            {"tables": [_name(path) for path in u.tables], "told": p.tells_flow(u)},
        )  # fmt: skip

    return _each("derive", "derive what follows from findings and records", p.units, one)


# merge


def task_merge() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        reached = [
            path(name) for name in (u.name, *u.others) for path in (paths.findings, paths.derived)
        ]
        return _task(
            f"merge:{u.name}", f"merge prose, findings and templates of {u.name}",
            lambda s: s.merge(p, u), [*_present(u.files), *u.templates, *reached],
            [paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "drawings")],
            {"thesis": p.thesis if u.uses_thesis else None, "files": [_name(f) for f in u.files]},
        )  # fmt: skip

    return _each("merge", "merge prose, findings and templates", p.units, one)


def _present(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.is_file()]


def task_parse() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        labels = paths.work(u.name, "labels")
        return _task(
            f"parse:{u.name}", f"parse the Markdown of {u.name}", lambda s: s.parse(p, u),
            [paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "drawings")],
            [paths.work(u.name, "tree"), labels],
            also=[_images_unchanged(p, [u])],
        )  # fmt: skip

    return _each("parse", "parse the merged Markdown", p.units, one)


def _pictures(p: Plan, u: Unit) -> tuple[dict[str, str], list[str]] | None:
    """A unit's images (with their PNG for Word) and drawings, as it was last parsed.

    Several checks of each start ask for them, so a file is read once in each of its states.
    """
    path = Paths(p).work(u.name, "labels")
    return _pictures_in(path, path.stat().st_mtime_ns) if path.is_file() else None


@cache
def _pictures_in(path: Path, state: int) -> tuple[dict[str, str], list[str]]:
    import json

    content = json.loads(path.read_text("utf-8"))
    return content["images"], content["drawings"]


def _images(p: Plan, units: Sequence[Unit]) -> list[Path]:
    """The images that some units show."""
    known = [_pictures(p, unit) for unit in units]
    return [p.root / name for pictures in known if pictures for name in pictures[0]]


def _images_unchanged(p: Plan, units: Sequence[Unit]) -> Callable[[Any, Any], bool]:
    """A check of doit's: whether the images are those of the last run."""

    def state() -> list[list[Any]]:
        found = []
        for path in _images(p, units):
            stat = path.stat() if path.is_file() else None
            found.append([_name(path), *([stat.st_mtime_ns, stat.st_size] if stat else [])])
        return found

    def check(task: Any, values: Mapping[str, Any]) -> bool:
        # Looked at again when the task has run: only then are its images known.
        task.value_savers.append(lambda: {"images": state()})
        return bool(values.get("images") == state())

    return check


# resolve


def task_number() -> Task:
    p, paths = current(), Paths(current())
    words = {key: p.profile.get(key) for key in ("numbering", "labels")}
    return _task(
        "number", "number sections, tables and figures", lambda s: s.number(p),
        [
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.findings(u.name) for u in p.units),
        ],
        [paths.work(u.name, "numbers") for u in p.units],
        {**words, "units": [u.name for u in p.units]},
    )  # fmt: skip


def task_references() -> Task:
    p, paths = current(), Paths(current())
    together = p.together
    made = [*(u.name for u in p.units), *(["references"] if together else [])]
    return _task(
        "references", "check citations, find the works that each chapter cites",
        lambda s: s.references(p),
        [
            paths.bibliography,
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.findings(u.name) for u in p.units),
        ],
        [*(paths.work(name, "works") for name in made), p.build / "reports" / "references.json"],
        {"references": together, "units": [u.name for u in p.units]},
    )  # fmt: skip


def task_resolve() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    together = p.together
    styles = _style_files(p)

    def one(u: Unit) -> Task:
        works = [] if together else [paths.work(u.name, "works")]
        made = paths.work(u.name, "crossref") if together else paths.resolved(u.name)
        return _task(
            f"resolve:{u.name}", f"resolve citations and cross-references of {u.name}",
            lambda s: s.resolve(p, u),
            [paths.work(u.name, "tree"), paths.work(u.name, "numbers"), *works, *styles], [made],
            _style_values(p),
        )  # fmt: skip

    yield from _each("resolve", "resolve citations and cross-references", p.units, one)
    if together:
        yield _task(
            "resolve:references", "resolve the citations of the whole thesis",
            lambda s: s.resolve_together(p),
            [
                *(paths.work(u.name, "crossref") for u in p.units),
                paths.work("references", "works"),
                *styles,
            ],
            [*(paths.resolved(u.name) for u in p.units), paths.resolved("references")],
            _style_values(p),
        )  # fmt: skip


def _style_files(p: Plan) -> list[Path]:
    """Files that citations depend on: the author's own style, and what the build adds to styles."""
    found = [
        path
        for folder in files.template_folders(p.root)
        for path in sorted((folder / "citations").glob("*.yaml"))
    ]
    if p.thesis is not None and p.thesis["style"].endswith(".csl"):
        found.append(p.root / p.thesis["style"])
    return _present(found)


def _style_values(p: Plan) -> dict[str, Any]:
    thesis = p.thesis or {}
    return {key: thesis.get(key) for key in ("style", "language", "references")} | {
        "labels": p.profile.get("labels")
    }


# verify


def task_transcripts() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    lying = p.transcripts

    def one(u: Unit) -> Task:
        return _task(
            f"transcripts:{u.name}", f"compare the excerpts of {u.name} with the transcripts",
            lambda s: s.transcripts(p, u), [paths.findings(u.name), *lying],
            [paths.work(u.name, "transcripts")],
            {
                "folder": (p.thesis or {}).get("transcripts"), "state": p.transcript_folder,
                "files": [_name(f) for f in lying],
            },
        )  # fmt: skip

    units = [u for u in p.units if u.has("excerpts")]
    return _each("transcripts", "compare excerpts with the interviews' transcripts", units, one)


def task_consistency() -> Task:
    p, paths = current(), Paths(current())
    known = files.template(p.root, "consistency/known-numbers.yaml")
    studies = [u for u in p.units if u.has("participants")]
    return _task(
        "consistency", "compare prose with findings, and the papers with each other",
        lambda s: s.consistency(p),
        [
            *(file for u in p.units for file in _present(u.files)),
            *(path(u.name) for u in p.units for path in (paths.findings, paths.derived, paths.merged)),
            *(paths.work(u.name, "lines") for u in p.units), *([known] if known else []),
        ],
        [p.build / "reports" / f"linked-{u.name}.csv" for u in studies],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


# write


def task_libraries() -> Task:
    p, paths = current(), Paths(current())
    targets = paths.libraries
    needs = [files.template(p.root, f"typst/{target.name}") for target in targets]
    return _task(
        "libraries", "copy the Typst templates", lambda s: s.libraries(p),
        [path for path in needs if path is not None], targets,
    )  # fmt: skip


def task_drawings() -> Iterator[Task]:
    p, paths = current(), Paths(current())

    def one(u: Unit) -> Task:
        return _task(
            f"drawings:{u.name}", f"draw the figures of {u.name}", lambda s: s.drawings(p, u),
            [
                paths.work(u.name, "drawings"), paths.work(u.name, "labels"),
                *paths.libraries,
            ],
            [],
            {"fonts": p.profile.get("fonts")},
            [_images_unchanged(p, [u]), lambda: _drawn(p, u)],
        )  # fmt: skip

    return _each("drawings", "draw the figures", p.units, one)


def _drawn(p: Plan, u: Unit) -> bool:
    """Whether all pictures that a unit needs are there."""
    pictures = _pictures(p, u)
    if pictures is None:
        return False
    images, drawings = pictures
    forms = (".pdf", ".svg", ".png")
    wanted = [Path(name).with_suffix(form) for name in drawings for form in forms]
    wanted += [Path(name) for name in (*drawings, *images.values()) if name]
    return all((p.root / name).is_file() for name in wanted)


def task_terms() -> Task:
    p, paths = current(), Paths(current())
    return _task(
        "terms", "list what of the findings can be recognised in the text", lambda s: s.terms(p),
        [paths.findings(u.name) for u in p.units], [paths.work("thesis", "terms")],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def task_typst() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    yield _empty("typst", "write each chapter as Typst")
    for name in p.unit_names:
        yield _typst(p, paths, name)


def _typst(p: Plan, paths: Paths, name: str) -> Task:
    return _task(
        f"typst:{name}", f"write {name} as Typst", lambda s: s.typst(p, name),
        [paths.resolved(name), paths.work("thesis", "terms")],
        [paths.typst(name), paths.work(name, "anchors")], {"profile": p.profile},
    )  # fmt: skip


def task_pdf() -> Task:
    p, paths = current(), Paths(current())
    return {
        **_task(
            "pdf", "build/thesis.pdf", lambda s: s.pdf(p),
            [*paths.libraries, *(paths.typst(name) for name in p.unit_names)],
            [p.build / "thesis.pdf", p.build / "pages.json"],
            {"thesis": p.thesis, "profile": p.profile},
            [_images_unchanged(p, p.units)],
        ),
        "task_dep": ["thesis", *(f"drawings:{u.name}" for u in p.units)],
    }  # fmt: skip


def task_word() -> Task:
    p, paths = current(), Paths(current())
    return {
        **_task(
            "word", "the Word document, as pandoc writes it", lambda s: s.word(p),
            [paths.resolved(name) for name in p.unit_names], [paths.word],
            {"thesis": p.thesis, "profile": p.profile},
            [_images_unchanged(p, p.units)],
        ),
        "task_dep": ["thesis", *(f"drawings:{u.name}" for u in p.units)],
    }  # fmt: skip


def task_docx() -> Task:
    p, paths = current(), Paths(current())
    return _task(
        "docx", "build/thesis.docx", lambda s: s.docx(p),
        [paths.word, p.build / "pages.json"], [p.build / "thesis.docx"],
        {"thesis": p.thesis, "profile": p.profile},
    )  # fmt: skip


def task_trace() -> Task:
    p, paths = current(), Paths(current())
    template = files.template(p.root, "reports/trace.html.j2")
    findings = [path for u in p.units for path in u.findings]
    return _task(
        "trace", "build/reports/trace.html: what each finding rests on, and where it appears",
        lambda s: s.trace(p),
        [
            p.build / "pages.json",
            *(paths.work(name, "anchors") for name in p.unit_names),
            *(paths.findings(u.name) for u in p.units),
            *(paths.work(u.name, "labels") for u in p.units),
            *(paths.work(u.name, "transcripts") for u in p.units if u.has("excerpts")),
            *_present(findings), *([template] if template else []),
        ],
        [p.build / "reports" / name for name in ("trace.json", "trace.html")],
        {"title": (p.thesis or {}).get("title"), "files": [_name(path) for path in findings]},
    )  # fmt: skip


# check


def task_check() -> Task:
    """A name for everything: each build ends with all problems in build/reports/problems.json."""
    p = current()
    built = ["pdf", "docx", "consistency", "trace"] if p.thesis else ["thesis"]
    doc = "every rule: all problems in one report"
    return {"basename": "check", "actions": None, "doc": doc, "task_dep": ["schemas", *built]}
