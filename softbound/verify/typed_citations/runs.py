"""The text before a year → the names that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from softbound.verify.typed_citations.words import Words

WORD = re.compile(r"d['’](?=[A-ZÀ-Þ])|['’]?[^\W\d_]+(?:[-‐‑'’.][^\W\d_]+)*\.?|[&,]|\S")
INITIAL = re.compile(r"(?:[^\W\d_]\.(?:-?[^\W\d_]\.?)*|[A-ZÀ-Þ]|Jr\.?|Sr\.?)\Z")
SURNAME = re.compile(
    r"(?:[DLO]['’])?(?:Ma?c|De|Di|Du|La|Le|Van|Von|Fitz)?[A-ZÀ-ÞĀ-Ž][^\W\d_A-Z]+"
    r"(?:[-‐‑'’](?:[^\W\d_]+))*\Z"
)
AND = {"and", "&", "und"}
OTHERS = {"colleagues", "others"}
SMALL = {"of", "for", "the", "in", "on", "to", "at"}
"""Words within a body's name: Department of Health."""
Tokens = Sequence[tuple[str, int]]
"""Words and signs with their places."""
FAR = 200
"""How many signs before a year are looked at."""


@dataclass(frozen=True)
class Name:
    """One of the names of a run."""

    words: tuple[str, ...]
    start: int
    """Where it begins in the text."""
    joint: str
    """What parts it from the one before: a comma, "and", "&", both; empty before the first."""

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def bare(self) -> str:
        """Without initials."""
        return " ".join(word for word in self.words if not INITIAL.match(word))

    @property
    def is_surname(self) -> bool:
        """Whether it looks like a person's family name, with small words before it or initials."""
        words = [word for word in self.words if not INITIAL.match(word)]
        return (
            bool(words) and bool(SURNAME.match(words[-1])) and all(w.islower() for w in words[:-1])
        )


@dataclass(frozen=True)
class Run:
    """Names that stand together."""

    names: tuple[Name, ...]
    et_al: str
    """As it was typed: et al., and colleagues; empty without."""
    end: int
    """Where the names end, with "et al."."""

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def joints(self) -> set[str]:
        """What parts the names, in single words."""
        return {part for name in self.names[1:] for part in name.joint.split()}

    def readings(self) -> Iterator[Run]:
        """The run, and what is left of it without its first words: they may be none of it."""
        for skipped, first in enumerate(self.names):
            if skipped and first.joint != ",":
                return
            for word in range(len(first.words)):
                left = first.words[word:]
                if left[0].lower() in SMALL or (INITIAL.match(left[0]) and word):
                    continue
                start = first.start + len(first.text) - len(" ".join(left))
                yield Run((Name(left, start, ""), *self.names[skipped + 1 :]), self.et_al, self.end)


def before(text: str, end: int, words: Words, listed: bool) -> Run | None:
    """The names that end where a year begins.

    :param end: where they end in the text; white space and a comma may follow.
    :param listed: whether names parted by commas alone may be one citation, as within brackets.
    """
    start = max(0, end - FAR)
    tokens: Tokens = [(found[0], found.start()) for found in WORD.finditer(text[:end], start)]
    while tokens and tokens[-1][0] == ",":
        tokens = tokens[:-1]
    stop = tokens[-1][1] + len(tokens[-1][0]) if tokens else end
    et_al, tokens = _others(text, tokens, stop)
    first = len(tokens)
    while first and _belongs(tokens[first - 1][0], words):
        first -= 1
    names = _parted(_trimmed(tokens[first:], words), bool(et_al), listed)
    return Run(tuple(names), et_al, stop) if names else None


def _others(text: str, tokens: Tokens, stop: int) -> tuple[str, Tokens]:
    """What stands for further names at the end, and the tokens without it."""
    small = [word.lower().rstrip(".") for word, _ in tokens[-3:]]
    count = 0
    if small[-2:] == ["et", "al"] or (
        small[-1:] and small[-1] in OTHERS and small[-2:-1] and small[-2] in AND
    ):
        count = 2
    if not count:
        return "", tokens
    return text[tokens[-count][1] : stop], tokens[:-count]


def _belongs(word: str, words: Words) -> bool:
    if word in (",", "&") or word[0].isupper():
        whole = word[-1] != "." or INITIAL.match(word) or word in ("St.",)
        return bool(whole)
    return word.lower() in AND or word in SMALL or word in words.particles


def _trimmed(tokens: Tokens, words: Words) -> Tokens:
    """Without what cannot begin or end names."""
    first, last = 0, len(tokens)
    while first < last and not (
        tokens[first][0][0].isupper() or (tokens[first][0] in words.particles and first + 1 < last)
    ):
        first += 1
    while last > first and not tokens[last - 1][0][0].isupper():
        last -= 1
    while first < last and tokens[first][0].lower() in words.openers and last - first > 1:
        first += 1
        while first < last and not (
            tokens[first][0][0].isupper() or tokens[first][0] in words.particles
        ):
            first += 1
    return tokens[first:last]


def _parted(tokens: Tokens, et_al: bool, listed: bool) -> list[Name]:
    """Tokens → names, parted at commas, "and" and "&"."""
    names: list[Name] = []
    held: list[str] = []
    joint, start = "", -1
    for word, at in [*tokens, ("", -1)]:
        if word and word != "," and word.lower() not in AND:
            start = at if not held else start
            held.append(word)
            continue
        if held:
            names.append(Name(tuple(held), start, joint))
            joint, held = "", []
        joint = f"{joint} {word.lower()}".strip()
    names = [name for name in names if name.bare or len(names) == 1]
    if not listed and not et_al:
        names = _last_list(names)
    if names and names[0].joint:
        names[0] = Name(names[0].words, names[0].start, "")
    return names


def _last_list(names: list[Name]) -> list[Name]:
    """In a sentence, commas part names only where "and" joins the last."""
    if len(names) > 1 and set(names[-1].joint.split()) & AND:
        return names
    return names[-1:]
