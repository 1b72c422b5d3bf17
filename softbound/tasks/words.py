"""Tasks that count words."""

from __future__ import annotations

from collections.abc import Iterator

from softbound.plan import Paths, Plan
from softbound.tasks.base import Task, current, group, name_of, present, task


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


def total() -> Task:
    p, paths = current(), Paths(current())
    return task(
        "words-total", "build/reports/words.json: all words, and the limits",
        lambda s: s.total_words(p),
        [*(paths.work(name, "words") for name in p.unit_names), paths.work("thesis", "secrets")],
        [paths.words, paths.shown_words], {"thesis": p.thesis, "profile": p.profile},
    )  # fmt: skip


def tagged() -> Task:
    """Only where it is asked for: a thesis of another day is built up to its words."""
    p, paths = current(), Paths(current())
    return task(
        "words-tag", "compare the words with those of the last git tag",
        lambda s: s.tagged_words(p), [paths.words] if p.thesis else [], [],
        also=[lambda: False],  # only git knows whether the tag is another
    )  # fmt: skip
