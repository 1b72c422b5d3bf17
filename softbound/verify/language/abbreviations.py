"""Abbreviations: defined at their first use in each paper, once, and used after."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from softbound.problems import Place, Problem, problem
from softbound.verify.language.definitions import Use, base, is_short, uses
from softbound.verify.language.given import Known, also, times
from softbound.verify.language.words import own
from softbound.verify.prose import Prose, Sentence

DEFINED, ONCE, MEANING = (
    "abbreviation-is-defined",
    "abbreviation-is-defined-once",
    "abbreviation-has-one-meaning",
)
USED, NEEDED = "abbreviation-is-used", "abbreviation-is-needed"
TEXT = frozenset({"paragraph", "item", "note"})
"""Where an abbreviation is defined. Headings do not, and tables explain their own in their notes."""
ENOUGH = 3
"""So often an abbreviation is used after its definition (APA 7, section 6.24)."""
ROMAN = re.compile(r"[IVX]+$")
EXPLAINED = re.compile(r"^\W*Notes?[.:]|[A-Z]{2,}\s*=\s*\w")
SHOUTED = 4
"""Letters of a word in capitals that is no abbreviation if it stands in small ones elsewhere; a
shorter one may be both (CAT, ACT), if it is used more than once or twice."""
LONGEST = 7
"""Letters of an abbreviation that is missed; longer ones are names, or words in capitals."""
SHOUTING = re.compile(r"\b[A-Z]{2,}[ –-]+[A-Z]{2,}[ –-]+[A-Z]{2,}\b")
"""Capitals in a row: a remark to oneself, or a title."""
INITIALS, JOINED = re.compile(r"[A-Z]{2,4}"), re.compile(r"[\s,;/&]+(?:and\s+)?")
ALIKE = 0.85


@dataclass(frozen=True)
class Stands:
    """A use with its surroundings."""

    use: Use
    prose: Prose
    sentence: Sentence
    order: int

    @property
    def place(self) -> Place:
        return self.prose.place(self.use.start)

    @property
    def in_text(self) -> bool:
        return self.sentence.kind in TEXT


@dataclass
class Scope:
    """What is read by itself: a paper, its abstract, a page of the front matter."""

    is_paper: bool
    uses: dict[str, list[Stands]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[tuple[int, Prose, Sentence]] = field(default_factory=list)


def check(kind: str, texts: Sequence[Prose], known: Known) -> list[Problem]:
    """The abbreviations of the front matter or of a paper; appendices belong to papers."""
    if kind == "appendices":
        return []
    small = {word for p in texts for s in p.sentences for word in _small(s)}
    found: list[Problem] = []
    for scope in _scopes(kind, texts, known):
        people = _initials(scope, known)
        for short, stands in scope.uses.items():
            found += _of_one(short, stands, scope, known, small, people)
    return found


def _small(sentence: Sentence) -> Iterator[str]:
    return iter(re.findall(r"\b[a-z]{2,}\b", sentence.text))


def _scopes(kind: str, texts: Sequence[Prose], known: Known) -> list[Scope]:
    lists = known.lists.abbreviations
    unfinished = {*known.lists.unfinished.words, *map(str.upper, known.lists.unfinished.alone)}
    scopes: dict[str, Scope] = {}
    order = 0
    for prose in texts:
        own_page = prose.file if kind == "front-matter" else ""
        for sentence in own(prose):
            order += 1
            if _below(sentence.sections, lists.skipped):
                continue
            apart = _below(sentence.sections, lists.apart)
            scope = scopes.setdefault(own_page or apart, Scope(not own_page and not apart))
            scope.sentences.append((order, prose, sentence))
            if EXPLAINED.search(sentence.text) or SHOUTING.search(sentence.text):
                continue
            for use in uses(prose, sentence):
                if use.short in unfinished:
                    continue
                scope.uses[use.short].append(Stands(use, prose, sentence, order))
    return list(scopes.values())


@lru_cache(maxsize=2000)
def _below(sections: tuple[str, ...], names: tuple[str, ...]) -> str:
    """Which of some headings stands above, with a number or without; empty for none."""
    for title in sections:
        if any(re.search(rf"\b{re.escape(name)}$", title.strip().lower()) for name in names):
            return title
    return ""


def _initials(scope: Scope, known: Known) -> set[str]:
    """What stands in brackets beside words for people: the first author (AB)."""
    people = "|".join(map(re.escape, known.lists.abbreviations.people)) or r"(?!)"
    beside = re.compile(rf"\b(?:{people})\b", re.IGNORECASE)
    return {
        initials
        for _, _, sentence in scope.sentences
        if beside.search(sentence.text)
        for bracket in re.findall(r"\(([^()]{2,40})\)|\bby ([A-Z]{2,4})\b", sentence.text)
        for inner in bracket
        for initials in JOINED.split(inner.strip())
        if INITIALS.fullmatch(initials)
    }


def _of_one(
    short: str,
    stands: Sequence[Stands],
    scope: Scope,
    known: Known,
    small: set[str],
    people: set[str],
) -> Iterator[Problem]:
    defined = [s for s in stands if s.use.defines and s.use.long and s.in_text]
    if not defined:
        if not any(s.use.defines for s in stands):
            yield from _undefined(short, stands, scope, known, small, people)
        return
    first = defined[0]
    before = [s for s in stands if s.in_text and _comes_before(s, first) and not s.use.defines]
    if before and not _is_known(short, known):
        yield problem(
            DEFINED,
            before[0].place,
            f'"{short}" is used here, and defined only in {_where(first, before[0])}. '
            f"{also([s.place for s in before])}".rstrip(),
            f'Write "{first.use.long} ({short})" here, and "{short}" there.',
        )
    same = [s for s in defined[1:] if _alike(s.use.long, first.use.long)]
    others = [s for s in defined[1:] if s not in same]
    if same:
        yield problem(
            ONCE,
            same[0].place,
            f'"{short}" is defined again: "{first.use.long}" has been {short} since '
            f"{_where(first, same[0])}. {also([s.place for s in same])}".rstrip(),
            f'Write "{short}" alone.',
        )
    if others:
        yield problem(
            MEANING,
            others[0].place,
            f'"{short}" stands for "{others[0].use.long}" here, and for "{first.use.long}" in '
            f"{_where(first, others[0])}.",
        )
    if scope.is_paper and not others:
        yield from _kept(short, first, scope, known)


def _undefined(
    short: str,
    stands: Sequence[Stands],
    scope: Scope,
    known: Known,
    small: set[str],
    people: set[str],
) -> Iterator[Problem]:
    """An abbreviation that nothing in a scope defines."""
    used = [s for s in stands if s.in_text]
    if (
        not used
        or short in people
        or not _is_sure(short)
        or _is_known(short, known)
        or (short.lower() in small and (len(short) >= SHOUTED or len(used) < ENOUGH))
        or any(
            other != short and base(other) == base(short) and s.use.defines
            for other, all_of in scope.uses.items()
            for s in all_of
        )
    ):
        return
    within = "this paper" if scope.is_paper else "this page or section"
    yield problem(
        DEFINED,
        used[0].place,
        f'"{short}" is used here, and {within} does not say what it stands for. '
        f"{also([s.place for s in used])}".rstrip(),
        f'Write the long form and "({short})" after it; or, if all your readers know it, list it in '
        "thesis.yaml under checks: abbreviations.",
    )


def _is_sure(short: str) -> bool:
    """Whether it is an abbreviation for certain: capitals alone, no number of a participant,
    table or chapter, and no name such as McLeod or NVivo."""
    stem = base(short)
    return stem.isalpha() and stem.isupper() and 1 < len(stem) <= LONGEST and not ROMAN.match(stem)


def _is_known(short: str, known: Known) -> bool:
    named = {*known.abbreviations}
    for group in known.lists.abbreviations.known:
        named |= {*group.abbreviations}
    return bool({short, base(short), short.replace(".", "")} & named)


def _comes_before(one: Stands, other: Stands) -> bool:
    return (one.order, one.use.start) < (other.order, other.use.start)


def _where(what: Stands, seen_from: Stands) -> str:
    place = what.place
    return f"line {place.line}" if place.file == seen_from.place.file else str(place)


def _alike(one: str, other: str) -> bool:
    """Whether two long forms are the same but for hyphens, plural, and -ise or -ize."""
    a, b = _plain(one), _plain(other)
    return a == b or difflib.SequenceMatcher(None, a, b).ratio() > ALIKE


def _plain(long: str) -> str:
    return re.sub(r"[^a-z]", "", long.lower().replace("z", "s"))


# what comes after a definition


def _kept(short: str, first: Stands, scope: Scope, known: Known) -> Iterator[Problem]:
    related = [
        s for other, found in scope.uses.items() if base(other) == base(short) for s in found
    ]
    later = [s for s in related if _comes_before(first, s)]
    needs_none = first.use.as_name or _is_known(short, known)
    if not later and not needs_none:
        yield problem(
            NEEDED,
            first.place,
            f'"{short}" is defined here and not used again in this paper.',
            f'Write "{first.use.long}" alone.',
        )
        return
    if len(later) < ENOUGH and not needs_none:
        yield problem(
            NEEDED,
            first.place,
            f'"{short}" is defined here and used only {times(len(later))} more in this paper.',
            f'Write "{first.use.long}" instead.',
        )
        return
    again = list(_written_out(short, first, scope))
    if again:
        yield problem(
            USED,
            again[0],
            f'"{first.use.long}" is written out here, though it has been {short} since '
            f"{first.place if again[0].file != first.place.file else f'line {first.place.line}'}. "
            f"{also(again)}".rstrip(),
            f'Write "{short}".',
        )


def _written_out(short: str, first: Stands, scope: Scope) -> Iterator[Place]:
    parts = re.findall(r"[^\W_]+", first.use.long)
    if len(parts) < 2 or any(is_short(part) for part in parts):
        return
    pattern = re.compile(
        r"(?<![\w-])"
        + r"[\s-]+".join(map(re.escape, parts))
        + rf"s?(?![\w-])(?!\s*\(\W?{re.escape(short)})",
        re.IGNORECASE,
    )
    for order, prose, sentence in scope.sentences:
        if sentence.kind not in TEXT or order < first.order:
            continue
        for match in pattern.finditer(sentence.text):
            start = sentence.start + match.start()
            if sentence.text[: match.start()].rstrip("( ").endswith(short):
                continue
            if start > first.use.start or order > first.order:
                yield prose.place(start)
