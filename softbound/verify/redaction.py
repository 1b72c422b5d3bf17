"""Whether what is redacted can still be read in the public version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from softbound.collect.documents import Layer
from softbound.problems import Place, Problem, in_a_row, problem
from softbound.verify.anonymity import Levelled, letters, level, parts

ROW = 8
"""So many words in a row of a longer passage are looked for."""
LEAST = 4
"""Letters and digits that a text must have: shorter ones stand anywhere by chance."""


@dataclass(frozen=True)
class Removed:
    """Words that gave way to a box."""

    text: str
    place: Place
    """The author's."""


def check(
    removed: Sequence[Removed], documents: Mapping[str, Sequence[Layer]], labels: Sequence[str]
) -> Iterator[Problem]:
    """A problem for each mark whose words, or some of them in a row, stand in a document.

    Nothing is told of the words themselves.

    :param documents: a document's path → its layers, as they were read again from the finished file.
    :param labels: what stands on boxes, and may hold the words by chance.
    """
    texts = {
        name: [(layer, level(layer.text)) for layer in layers] for name, layers in documents.items()
    }
    shown = {letters(label) for label in labels}
    told: set[tuple[str, Place]] = set()
    for one in removed:
        rows = [row for row in _rows(one.text) if letters(" ".join(row)) not in shown]
        for name, layers in texts.items():
            found = [layer for layer, text in layers if any(_stands(row, text) for row in rows)]
            if found and (name, one.place) not in told:
                told.add((name, one.place))
                yield _problem(one.place, name, found)


def _problem(place: Place, name: str, found: Sequence[Layer]) -> Problem:
    pages = sorted({layer.page for layer in found if layer.page is not None})
    at = f" on page {in_a_row(pages[:5])}" if pages else ""
    kinds = sorted({layer.what for layer in found})
    return problem(
        "redacted-words-are-gone",
        place,
        f"Words that are redacted here can still be read in {name}{at} ({in_a_row(kinds)}).",
        "Redact them there too, or say there what may be said.",
    )


def _rows(text: str) -> list[list[str]]:
    """The rows of words of a text that are looked for."""
    words = parts(text)
    if sum(map(len, words)) < LEAST or (len(words) == 1 and words[0].islower()):
        return []  # an everyday word stands elsewhere and tells nothing
    if len(words) <= ROW:
        return [words]
    starts = range(0, len(words) - ROW + 1, ROW // 2)
    return [words[start : start + ROW] for start in (*starts, len(words) - ROW)]


def _stands(row: Sequence[str], text: Levelled) -> bool:
    at, cuts = 0, set()
    for word in row:
        at += len(word)
        cuts.add(at)
    return next(text.find("".join(row).lower(), frozenset(cuts)), None) is not None
