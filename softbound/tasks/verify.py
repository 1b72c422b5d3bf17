"""Tasks that only look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from softbound import files
from softbound.plan import Paths, Unit
from softbound.tasks.base import Task, current, each, name_of, present, style_files, task

WORD_LISTS = ("abbreviations", "spelling", "unfinished")
"""Files of templates/language/."""


def transcripts() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    lying = p.transcripts

    def one(u: Unit) -> Task:
        return task(
            f"transcripts:{u.name}", f"compare the excerpts of {u.name} with the transcripts",
            lambda s: s.transcripts(p, u), [paths.findings(u.name), *lying],
            [paths.work(u.name, "transcripts")],
            {
                "folder": (p.thesis or {}).get("transcripts"), "state": p.transcript_folder,
                "files": [name_of(f) for f in lying],
            },
        )  # fmt: skip

    units = [u for u in p.units if u.has("excerpts")]
    return each("transcripts", "compare excerpts with the interviews' transcripts", units, one)


def _word_lists() -> list[Path]:
    """The lists of templates/language/, and the thesis's own."""
    root, own = current().root, current().word_list
    lists = [files.template(root, f"language/{name}.yaml") for name in WORD_LISTS]
    return present([*filter(None, lists), *filter(None, [own])])


def _language() -> dict[str, object]:
    """Settings of thesis.yaml on which checks of language depend."""
    thesis = current().thesis or {}
    return {"language": thesis.get("language"), "checks": thesis.get("checks")}


def entries() -> Task:
    p, paths = current(), Paths(current())
    words = files.template(p.root, "bibliography/words.yaml")
    year = date.today().year
    return task(
        "entries", "check the entries of the bibliographies", lambda s: s.entries(p, year),
        [
            paths.bibliography, paths.work("bibliography", "written"),
            *style_files(p), *([words] if words else []),
        ],
        [paths.work("bibliography", "findings")],
        {"style": (p.thesis or {}).get("style"), "year": year},
    )  # fmt: skip


def prose() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    words = files.template(p.root, "consistency/typed-citations.yaml")
    cited = [paths.work("thesis", "names"), *style_files(p), *([words] if words else [])]

    def one(u: Unit) -> Task:
        return task(
            f"prose:{u.name}", f"check the prose of {u.name}", lambda s: s.prose(p, u),
            [*present(u.files), *_word_lists(), *cited],
            [paths.work(u.name, "endings")],
            {
                "files": [name_of(f) for f in u.files], "style": (p.thesis or {}).get("style"),
                **_language(),
            },
        )  # fmt: skip

    return each("prose", "check each part's prose by itself", p.units, one)


def spelling() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "spelling", "look for two ways of spelling in one thesis", lambda s: s.spelling(p),
        [paths.work(u.name, "endings") for u in p.units], [],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def apa() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    thesis = p.thesis or {}
    rules = style_files(p, "manuals")

    def one(u: Unit) -> Task:
        return task(
            f"apa:{u.name}", f"hold {u.name} against its style's manual", lambda s: s.apa(p, u),
            [
                paths.merged(u.name), paths.work(u.name, "lines"), paths.work(u.name, "labels"),
                *rules,
            ],
            [], {key: thesis.get(key) for key in ("style", "language")},
        )  # fmt: skip

    return each("apa", "hold text against the citation style's manual", p.units, one)


def consistency() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    known = files.template(p.root, "consistency/known-numbers.yaml")
    findings = [path(u.name) for u in p.units for path in (paths.findings, paths.derived)]

    def one(u: Unit) -> Task:
        return task(
            f"consistency:{u.name}", f"compare the prose of {u.name} with findings",
            lambda s: s.consistency(p, u),
            [*present(u.files), *findings, *([known] if known else [])],
            [paths.work(u.name, "sentences")], {"files": [name_of(f) for f in u.files]},
        )  # fmt: skip

    return each("consistency", "compare prose with findings", p.units, one)


def repetition() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "repetition", "look for sentences that stand in two chapters", lambda s: s.repetition(p),
        [paths.work(u.name, "sentences") for u in p.units], [],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def linked() -> Task:
    p, paths = current(), Paths(current())
    studies = [u.name for u in p.units if u.has("participants")]
    return task(
        "linked", "look for what the whole thesis links to a participant", lambda s: s.linked(p),
        [
            *(path(name) for name in studies for path in (paths.findings, paths.derived)),
            *(paths.merged(u.name) for u in p.units if studies),
            *(paths.work(u.name, "lines") for u in p.units if studies),
        ],
        [p.build / "reports" / f"linked-{name}.csv" for name in studies],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def online() -> Task:
    p, paths = current(), Paths(current())
    found = p.build / "reports" / "references-online.json"
    return task(
        "online", "tell what `softbound references --online` found out; asks nobody",
        lambda s: s.online(p), [paths.bibliography, *present([found])], [],
        {"looked_up": found.is_file()},
    )  # fmt: skip
