"""Tasks that only look."""

from __future__ import annotations

from collections.abc import Iterator

from softbound import files
from softbound.plan import Paths, Plan, Unit
from softbound.tasks.base import Task, current, each, group, name_of, present, task


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


def prose() -> Iterator[Task]:
    p = current()

    def one(u: Unit) -> Task:
        return task(
            f"prose:{u.name}", f"check the prose of {u.name}", lambda s: s.prose(p, u),
            present(u.files), [], {"files": [name_of(f) for f in u.files]},
        )  # fmt: skip

    return each("prose", "check each part's prose by itself", p.units, one)


def consistency() -> Task:
    p, paths = current(), Paths(current())
    known = files.template(p.root, "consistency/known-numbers.yaml")
    studies = [u for u in p.units if u.has("participants")]
    return task(
        "consistency", "compare prose with findings, and the papers with each other",
        lambda s: s.consistency(p),
        [
            *(file for u in p.units for file in present(u.files)),
            *(path(u.name) for u in p.units for path in (paths.findings, paths.derived, paths.merged)),
            *(paths.work(u.name, "lines") for u in p.units), *([known] if known else []),
        ],
        [p.build / "reports" / f"linked-{u.name}.csv" for u in studies],
        {"units": [u.name for u in p.units]},
    )  # fmt: skip


def words() -> Iterator[Task]:
    p, paths = current(), Paths(current())
    yield {
        **group("words", "how long each part is, and what is left of its limit"),
        "task_dep": ["words-total", "words-tag"] if p.thesis else [],
    }
    for name in p.unit_names:
        yield _words(p, paths, name)


def _words(p: Plan, paths: Paths, name: str) -> Task:
    own = [u for u in p.units if u.name == name]
    needs = [
        path
        for u in own
        for path in (
            *(paths.work(name, what) for what in ("labels", "drawn-words")), *present(u.files),
            *(of(each) for each in (name, *u.others) for of in (paths.findings, paths.derived)),
        )
    ]  # fmt: skip
    return task(
        f"words:{name}", f"count the words of {name}", lambda s: s.words(p, name),
        [paths.resolved(name), *needs], [paths.work(name, "words")],
        {"words": p.profile.get("words"), "labels": p.profile.get("labels"),
         "pages": p.profile.get("page_numbers"), "files": [name_of(f) for u in own for f in u.files]},
    )  # fmt: skip


def total_words() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "words-total", "build/reports/words.json: all words, and the limits",
        lambda s: s.total_words(p), [paths.work(name, "words") for name in p.unit_names],
        [paths.words, paths.shown_words], {"thesis": p.thesis, "profile": p.profile},
    )  # fmt: skip


def tagged_words() -> Task:
    """Only where it is asked for: a thesis of another day is built up to its words."""
    p, paths = current(), Paths(current())
    return task(
        "words-tag", "compare the words with those of the last git tag",
        lambda s: s.tagged_words(p), [paths.words] if p.thesis else [], [],
        also=[lambda: False],  # only git knows whether the tag is another
    )  # fmt: skip
