"""Prose → the words of which the spelling can be judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from softbound.problems import Place
from softbound.verify.prose import Prose, Sentence

WORD = re.compile(r"(?<![\w@./\\*#$&+])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w*@$]|\.\w|/\w*\.|\(\w*\))")
SEARCH = re.compile(r"(?:^|\s)(?:AND|OR|NOT|NEAR|ADJ\d?)(?:\s|/\d|$)")
"""Operators of a search, whose words are spelt in all ways on purpose."""
REFERENCE = re.compile(r"\.,?\s+\((?:(?:19|20)\d\d[a-z]?|in press|n\.d\.)(?:, [^)]*)?\)\.")
"""What a reference has that was typed by hand: the year in brackets, after a full stop."""
ANYTHING = re.compile(r"\w")
TITLE = 3
"""So many emphasised words may be the title of a work, which is spelt as it is."""


@dataclass(frozen=True)
class Word:
    """A word of prose."""

    text: str
    """In small letters, with a straight apostrophe."""
    written: str
    prose: Prose
    start: int
    """Where it begins in the source."""

    @property
    def place(self) -> Place:
        return self.prose.place(self.start)


def own(prose: Prose) -> Iterator[Sentence]:
    """The sentences of a text that are neither search strings nor references typed by hand."""
    reference = -1
    for sentence in prose.sentences:
        if REFERENCE.search(sentence.text):
            reference = sentence.passage
        if sentence.passage != reference and not SEARCH.search(sentence.text):
            yield sentence


def judged(prose: Prose, only: re.Pattern[str] = ANYTHING) -> Iterator[tuple[Sentence, list[Word]]]:
    """The words of each sentence that are the author's own and no names.

    A word in capitals may be part of a name, but for the first of a sentence, if the next one is
    small, and those of headings, where capitals are the style.
    """
    titles = [
        (m.start, m.start + len(m.text))
        for m in prose.marked
        if m.kind == "emphasis" and len(m.text.split()) >= TITLE
    ]
    for sentence in own(prose):
        if not only.search(sentence.text):
            continue
        at = sentence.start
        end = at + len(sentence.text)
        within = [(a - at, b - at) for a, b in titles if a < end and b > at]
        found: list[Word] = []
        matches = list(WORD.finditer(sentence.text))
        for number, match in enumerate(matches):
            written = match[0]
            if not written.islower() and not (
                written[1:].islower()
                and (sentence.kind == "heading" or (number == 0 and _goes_on(matches)))
            ):
                continue
            if any(a <= match.start() < b for a, b in within):
                continue
            plain = written.lower().replace("’", "'")
            found.append(Word(plain, written, prose, at + match.start()))
        yield sentence, found


def _goes_on(matches: Sequence[re.Match[str]]) -> bool:
    """Whether the second word of a sentence is a small one, so that the first is no name."""
    return len(matches) > 1 and matches[1][0][:1].islower() and matches[1][0] != "for"


def by_word(
    texts: Sequence[Prose], only: re.Pattern[str] = ANYTHING
) -> dict[str, list[tuple[Word, frozenset[str]]]]:
    """A word → where it stands, each with all words of its sentence.

    :param only: what a sentence must have to be looked at.
    """
    found: dict[str, list[tuple[Word, frozenset[str]]]] = defaultdict(list)
    for prose in texts:
        for _, words in judged(prose, only):
            beside = frozenset(word.text for word in words)
            for word in words:
                found[word.text].append((word, beside))
    return found
