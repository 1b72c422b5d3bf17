"""Sentences that stand in two chapters."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from softbound.problems import Place, Problem, problem
from softbound.verify.one_thesis.given import Part

RULE = "sentence-stands-once"
LEAST = 12
"""Words that a sentence must have: shorter ones recur by chance."""
ALIKE = 0.85
"""The share of words that must be the same, in the same order."""
SHINGLE = 5
"""Words in a row that two sentences must share before they are compared at all: of two sentences
of 12 words or more that share 85%, hardly a pair has no such row."""
COMMON = 50
"""Rows of words that more sentences than this have say nothing."""


@dataclass(frozen=True)
class Told:
    """A sentence that is compared, and where it stands."""

    part: str
    place: Place
    number: int
    """Among the sentences of its file that are compared."""
    words: tuple[str, ...]

    def to_json(self) -> list[object]:
        return [self.part, self.place.file, self.place.line, self.number, " ".join(self.words)]

    @staticmethod
    def from_json(value: Sequence[Any]) -> Told:
        part, file, line, number, words = value
        return Told(part, Place(file, line), number, tuple(words.split(" ")))


@dataclass(frozen=True)
class Pair:
    """Two sentences that are the same, or nearly."""

    first: Told
    again: Told
    alike: float


def told(part: Part) -> Iterator[Told]:
    """The sentences of a part that are compared with those of others.

    The front matter and the appendices have none: an abstract may say again what a paper says,
    and an appendix shows what was used. Headings, tables and what is quoted are left out too.
    """
    if part.kind != "chapter":
        return
    for prose in part.prose:
        number = 0
        for sentence in prose.sentences:
            if sentence.kind not in ("heading", "cell", "caption"):
                number += 1
                if len(sentence.words) >= LEAST:
                    yield Told(part.name, prose.place(sentence.start), number, sentence.words)


def check(sentences: Sequence[Told]) -> Iterator[Problem]:
    """Sentences of a chapter that stand, word for word or nearly so, in an earlier one.

    :param sentences: of all parts, in order.
    """
    pairs = _pairs(sentences)
    for run in _runs(pairs):
        first, again = run[0].first, run[0].again
        share = sum(pair.alike for pair in run) / len(run)
        same = "word for word" if share == 1 else f"with {share:.0%} of its words the same"
        if len(run) == 1:
            message = f"This sentence stands also at {first.place}, {same}."
        else:
            message = (
                f"{len(run)} sentences from here on stand also from {first.place} on, "
                f"{same.replace('its', 'their')}."
            )
        yield problem(
            RULE,
            again.place,
            message,
            "Say it anew, or refer to the other chapter.",
        )


def _pairs(sentences: Sequence[Told]) -> list[Pair]:
    """For each sentence, the most alike one of an earlier chapter."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: list[Pair] = []
    for at, placed in enumerate(sentences):
        words = placed.words
        shingles = {words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)}
        candidates = {
            other
            for shingle in shingles
            if len(index[shingle]) <= COMMON
            for other in index[shingle]
            if sentences[other].part != placed.part
        }
        best: Pair | None = None
        for other in sorted(candidates):
            alike = _alike(sentences[other].words, words)
            if alike >= ALIKE and (best is None or alike > best.alike):
                best = Pair(sentences[other], placed, alike)
        if best is not None:
            found.append(best)
        for shingle in shingles:
            index[shingle].append(at)
    return found


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two sentences have in common, in order; 0 where it cannot be enough."""
    if 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs that follow one another in both chapters, together."""
    run: list[Pair] = []
    for pair in pairs:
        if run and not _follows(run[-1], pair):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _follows(one: Pair, other: Pair) -> bool:
    return all(
        a.place.file == b.place.file and b.number == a.number + 1
        for a, b in ((one.first, other.first), (one.again, other.again))
    )
