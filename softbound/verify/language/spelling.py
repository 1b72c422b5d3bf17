"""Words of the other English, common misspellings, and -ise beside -ize."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from softbound.model.language import Spelling
from softbound.problems import Place, Problem, in_a_row, problem
from softbound.verify.language.given import Known, also, times
from softbound.verify.language.words import Word, by_word
from softbound.verify.prose import Prose

Found = Mapping[str, Sequence[tuple[Word, frozenset[str]]]]
SHORTEST, CAPITALISED = 4, 6
"""Letters of a misspelling; shorter ones are as often codes or words of other languages, and such as
stand only at the beginnings of sentences may be names."""
ISE = re.compile(r"([a-z]{2,}i)s(e|ed|es|er|ers|ing|ation|ations|ational|able)$")
IZE = re.compile(r"([a-z]{2,}i)z(e|ed|es|er|ers|ing|ation|ations|ational|able)$")
ENDING = re.compile(r"i[sz](?:e|ing|ation|able)")
NAMES = {"British": "American", "American": "British"}


def check(texts: Sequence[Prose], known: Known) -> list[Problem]:
    """The words of one part that are spelt as in the other English, or wrong."""
    if not known.spelling or not known.english:
        return []
    found = by_word(texts)
    return [*_other_english(found, known), *_misspelt(found, known)]


# British and American


def _other_english(found: Found, known: Known) -> Iterator[Problem]:
    spelling = known.lists.spelling
    if known.british:
        ours, other = "British", _table(spelling, "en-GB")
    elif known.american:
        ours, other = "American", _table(spelling, "en-US")
    else:
        return
    for word, uses in found.items():
        right = _other(word, other, spelling.prefixes)
        if right is None and known.american:
            right = _with_z(word, spelling)
        if right is None or word in known.words:
            continue
        places = [use.place for use, beside in uses if right not in beside]
        if places:
            yield problem(
                "spelling-is-of-the-language",
                places[0],
                f'"{uses[0][0].written}" is {NAMES[ours]} spelling; the thesis is in {ours} English. '
                f"{also(places)}".rstrip(),
                f'Write "{_as_written(uses[0][0].written, right)}".',
            )


@lru_cache(maxsize=4)
def _table(spelling: Spelling, language: str) -> dict[str, str]:
    """The other English's words → those of a language."""
    table: dict[str, str] = {}
    for variant in spelling.variants:
        if variant.told in ("both", language):
            for ending in variant.endings:
                pair = variant.british + ending, variant.american + ending
                table |= dict([pair[::-1] if language == "en-GB" else pair])
    for verb in spelling.doubling:
        for ending in ("ed", "ing", "er", "ers"):
            pair = f"{verb}l{ending}", f"{verb}{ending}"
            table |= dict([pair[::-1] if language == "en-GB" else pair])
    for ending in ("or", "ors"):
        pair = f"counsell{ending}", f"counsel{ending}"
        table |= dict([pair[::-1] if language == "en-GB" else pair])
    return table


def _other(word: str, table: Mapping[str, str], prefixes: Sequence[str]) -> str | None:
    """The spelling of a word of the other English, also with a prefix or a possessive; or None."""
    bare = word.removesuffix("'s")
    if bare in table:
        return table[bare] + word[len(bare) :]
    for prefix in prefixes:
        if bare.startswith(prefix) and bare[len(prefix) :] in table:
            return prefix + table[bare[len(prefix) :]] + word[len(bare) :]
    return None


def _as_written(written: str, right: str) -> str:
    return right.capitalize() if written[:1].isupper() else right


# -ise and -ize


@dataclass(frozen=True)
class Endings:
    """A part's words that could be written with -ise and with -ize."""

    files: tuple[str, ...]
    s: Mapping[str, Sequence[Place]]
    """Words with -ise → where they stand."""
    z: Mapping[str, Sequence[Place]]

    def to_json(self) -> list[Any]:
        return [
            self.files,
            *(
                {word: [[p.file, p.line] for p in places] for word, places in words.items()}
                for words in (self.s, self.z)
            ),
        ]

    @staticmethod
    def from_json(value: Sequence[Any]) -> Endings:
        files, s, z = value
        found = (
            {word: [Place(*place) for place in places] for word, places in words.items()}
            for words in (s, z)
        )
        return Endings(tuple(files), *found)


def _with_z(word: str, spelling: Spelling) -> str | None:
    match = ISE.match(word)
    if match is None or _keeps(match, "s", spelling.always_ise, spelling.prefixes):
        return None
    return f"{match[1]}z{match[2]}"


def _keeps(
    match: re.Match[str], letter: str, always: Sequence[str], prefixes: Sequence[str]
) -> bool:
    """Whether a word is one that can be spelt with this letter alone."""
    verb = f"{match[1]}{letter}e"
    return any(verb in (w, *(p + w for p in prefixes)) for w in always) or any(
        verb.endswith(w) for w in ("wise", "raise", "oise", "uise", "prise", "size", "rcise")
    )


def endings(texts: Sequence[Prose], known: Known) -> Endings:
    """The words of a part that are written with -ise or -ize and could be the other way; none in a
    thesis that is not in British English."""
    s: dict[str, list[Place]] = {}
    z: dict[str, list[Place]] = {}
    spelling = known.lists.spelling
    if known.spelling and known.british:
        for word, uses in by_word(texts, ENDING).items():
            if word in known.words:
                continue
            for pattern, letter, always, into in (
                (ISE, "s", spelling.always_ise, s),
                (IZE, "z", spelling.always_ize, z),
            ):
                match = pattern.match(word)
                if match and not _keeps(match, letter, always, spelling.prefixes):
                    into[word] = [use.place for use, _ in uses]
    return Endings(tuple(prose.file for prose in texts), s, z)


def together(parts: Sequence[Endings]) -> list[Problem]:
    """-ise beside -ize in a thesis, told once.

    :param parts: its parts' endings, in order.
    """
    s: dict[str, list[Place]] = {}
    z: dict[str, list[Place]] = {}
    for part in parts:
        for words, into in ((part.s, s), (part.z, z)):
            for word, places in words.items():
                into.setdefault(word, []).extend(places)
    if not s or not z:
        return []
    total_s, total_z = (sum(map(len, words.values())) for words in (s, z))
    fewer, few, many, most = ("-ise", s, "-ize", z)
    if total_z <= total_s:
        fewer, few, many, most = ("-ize", z, "-ise", s)
    shown = sorted(few.items(), key=lambda item: -len(item[1]))[:6]
    named = in_a_row(f'"{word}" ({places[0]})' for word, places in shown)
    order = {file: number for number, file in enumerate(f for part in parts for f in part.files)}
    first = min(
        (places[0] for places in few.values()), key=lambda at: (order[at.file], at.line or 0)
    )
    low, high = sorted((total_s, total_z))
    return [
        problem(
            "ise-or-ize",
            first,
            f"The thesis has {many} {times(high)}, in words such as "
            f'"{max(most, key=lambda w: len(most[w]))}", and {fewer} {times(low)}: {named}'
            f"{' and others' if len(few) > len(shown) else ''}.",
            f"Keep to one of the two; with {many} there is less to change.",
        )
    ]


# misspellings


def _misspelt(found: Found, known: Known) -> Iterator[Problem]:
    right_all_the_same = {*known.words, *known.lists.spelling.right}
    british = _table(known.lists.spelling, "en-GB") if known.british else {}
    for word, uses in found.items():
        meant = known.misspellings.get(word)
        if not meant or len(word) < SHORTEST or word in right_all_the_same:
            continue
        if len(word) < CAPITALISED and not any(use.written.islower() for use, _ in uses):
            continue
        places = [use.place for use, _ in uses]
        written = uses[0][0].written
        mended = [
            _as_written(written, _other(m, british, known.lists.spelling.prefixes) or m)
            for m in meant
        ]
        choice = " or ".join(f'"{each}"' for each in dict.fromkeys(mended))
        yield problem(
            "word-is-spelt-right",
            places[0],
            f'"{written}" is a common misspelling. {also(places)}'.rstrip(),
            f"Write {choice}.",
        )
