"""A coded project → findings: participants, focused codes, categories, excerpts, memos.

No name of a source becomes a pseudonym: it may be somebody's. Which participant stands for which
source is told apart from the findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from softbound.derive.code_tree import depths, nested
from softbound.files import printable
from softbound.model.coded import Code, Coded, Coding, LeftOut, Note, Source
from softbound.model.findings.empirical_paper import (
    Category,
    Excerpt,
    FocusedCode,
    Memo,
    Participant,
)

Rank = Literal["category", "focused code", "initial code"]
NO_NAME = "(no name)"
KINDS = ("participants", "focused_codes", "categories", "excerpts", "memos")
"""The findings that an import gives, in the order in which they are read."""


@dataclass(frozen=True)
class Choices:
    """What the author chose."""

    categories_at: int = 1
    """Down to which level of the tree of codes those with others below are categories; the next
    level are focused codes, all below initial codes."""
    nested_by: str = ""
    """The sign that tells levels apart in the codes' names, such as ::."""
    cases: bool = False
    """Whether sources of one case are of one participant."""
    lines: bool = False
    """Whether excerpts tell the line of the transcript on which they begin."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one thing."""

    kind: str
    """code, source, coding, memo."""
    name: str
    place: str
    became: str
    """Its id in the findings, and what it is there."""


@dataclass(frozen=True)
class Imported:
    """Findings, and what is to be told of how they came about."""

    findings: Mapping[str, tuple[Any, ...]]
    """A file's name without .yaml → its models; only those that have any."""
    sources: Mapping[str, tuple[str, ...]]
    """A participant's id → the names of the sources that it stands for."""
    transcripts: Mapping[str, str]
    """A transcript's file without its ending → its text."""
    fates: tuple[Fate, ...]
    left_out: tuple[LeftOut, ...]
    ranks: Mapping[str, int]
    """How many codes became categories, focused codes, initial codes."""
    levels: tuple[int, ...]
    """How many codes stand on each level of the tree, from the top."""
    codings: int
    """How many codings the export has that mark words with a code."""
    carried: int
    """How many of them excerpts carry."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a code went."""

    rank: Rank
    id: str
    """Of the category or focused code that carries its codings."""
    label: str


@dataclass
class _Import:
    coded: Coded
    choices: Choices
    placed: dict[str, _Placed] = field(default_factory=dict)
    participants: dict[str, str] = field(default_factory=dict)
    """A source's id → the participant's."""
    rounds: dict[str, int] = field(default_factory=dict)
    """A source's id → which of the participant's interviews it is, where there are several."""
    excerpts: dict[tuple[str, str], Excerpt] = field(default_factory=dict)
    """Source and passage → the excerpt."""
    fates: list[Fate] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def findings(coded: Coded, choices: Choices) -> Imported:
    """A coded project → findings. Every coding is in an excerpt or among what is left out."""
    work = _Import(coded, choices)
    codes = nested(coded.codes, choices.nested_by)
    focused, categories = _codebook(codes, work)
    participants = _participants(work)
    carried = _excerpts(work)
    memos = [_memo(number, note, work) for number, note in enumerate(coded.notes, 1)]
    found = {
        "participants": participants,
        "focused_codes": focused,
        "categories": categories,
        "excerpts": tuple(work.excerpts.values()),
        "memos": tuple(memos),
    }
    names = defaultdict(list)
    texts = {}
    for source in coded.sources:
        if source.id in work.participants:
            participant = work.participants[source.id]
            names[participant].append(source.name)
            if source.text.strip():
                texts[_transcript(participant, source, work)] = printable(source.text)
    return Imported(
        {kind: found[kind] for kind in KINDS if found[kind]},
        {participant: tuple(sources) for participant, sources in names.items()},
        texts,
        tuple(work.fates),
        (*coded.left_out, *work.left_out),
        Counter(placed.rank for placed in work.placed.values()),
        tuple(count for _, count in sorted(Counter(depths(codes).values()).items())),
        len(coded.codings),
        carried,
    )


def _transcript(participant: str, source: Source, work: _Import) -> str:
    several = work.rounds.get(source.id)
    return f"{participant}-{several}" if several else participant


# codes


def _codebook(
    codes: Sequence[Code], work: _Import
) -> tuple[tuple[FocusedCode, ...], tuple[Category, ...]]:
    """The tree of codes → focused codes and categories."""
    level = depths(codes)
    with_others = {code.parent for code in codes}
    focused: list[Code] = []
    categories: list[Code] = []
    gathered: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        label = code.name or NO_NAME
        above = work.placed.get(code.parent or "")
        if above is not None and above.rank != "category":
            work.placed[code.id] = _Placed("initial code", above.id, label)
            gathered[above.id].append(code)
        elif level[code.id] <= work.choices.categories_at and code.id in with_others:
            categories.append(code)
            work.placed[code.id] = _Placed("category", f"k{len(categories)}", label)
        else:
            focused.append(code)
            work.placed[code.id] = _Placed("focused code", f"f{len(focused)}", label)
        placed = work.placed[code.id]
        became = placed.id if placed.rank != "initial code" else f"of {placed.id}"
        work.fates.append(Fate("code", label, str(code.place), f"{placed.rank} {became}"))
    initial = _initial(gathered, work)
    raised: dict[str, list[str]] = defaultdict(list)
    for code in focused:
        if code.parent in work.placed:
            raised[work.placed[code.parent].id].append(work.placed[code.id].id)
    return (
        tuple(_focused(code, initial, work) for code in focused),
        tuple(_category(code, raised, work) for code in categories),
    )


def _focused(code: Code, initial: Mapping[str, tuple[str, ...]], work: _Import) -> FocusedCode:
    placed = work.placed[code.id]
    return FocusedCode(
        id=placed.id,
        label=placed.label,
        description=code.description,
        initial_codes=initial.get(placed.id, ()),
    )


def _category(code: Code, raised: Mapping[str, list[str]], work: _Import) -> Category:
    placed = work.placed[code.id]
    return Category(
        id=placed.id,
        label=placed.label,
        description=code.description,
        parent=work.placed[code.parent].id if code.parent in work.placed else None,
        codes=tuple(raised[placed.id]),
    )


def _initial(gathered: Mapping[str, list[Code]], work: _Import) -> dict[str, tuple[str, ...]]:
    """The labels of initial codes by their focused code; no label stands twice."""
    labels = {
        placed.id: placed.label for placed in work.placed.values() if placed.rank == "focused code"
    }
    taken: Counter[str] = Counter()
    found: dict[str, tuple[str, ...]] = {}
    for focused, codes in gathered.items():
        own = []
        for code in codes:
            label = work.placed[code.id].label
            if taken[label.casefold()]:
                label = f"{label} ({labels[focused]})"
            if taken[label.casefold()]:
                label = f"{label}, {taken[label.casefold()] + 1}"
            taken[label.casefold()] += 1
            own.append(label)
            if code.description:
                work.left_out.append(
                    LeftOut(
                        "descriptions of initial codes",
                        "Findings hold their names only.",
                        name=label,
                        place=code.place,
                    )
                )
        found[focused] = tuple(own)
    return found


# sources


def _participants(work: _Import) -> tuple[Participant, ...]:
    """Each source that was coded is a participant, or each case where the author wants so."""
    coded = {coding.source for coding in work.coded.codings}
    of: dict[str, list[Source]] = defaultdict(list)
    for source in work.coded.sources:
        if source.id in coded:
            grouped = work.choices.cases and source.case
            of[f"case {source.case}" if grouped else f"source {source.id}"].append(source)
        else:
            work.left_out.append(
                LeftOut(
                    "sources in which nothing is coded",
                    "No excerpt comes from them.",
                    name=source.name,
                    place=source.place,
                )
            )
    found = []
    for number, sources in enumerate(of.values(), 1):
        key = f"p{number}"
        found.append(Participant(id=key, pseudonym=f"P{number}"))
        for index, source in enumerate(sources, 1):
            work.participants[source.id] = key
            if len(sources) > 1:
                work.rounds[source.id] = index
            work.fates.append(Fate("source", source.name, str(source.place), f"participant {key}"))
    return tuple(found)


# codings


def _excerpts(work: _Import) -> int:
    """Codings → excerpts, one a passage; how many codings they carry."""
    order = {source.id: index for index, source in enumerate(work.coded.sources)}
    texts = {source.id: source.text for source in work.coded.sources}
    passages: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in work.coded.codings:
        passages[coding.source, coding.passage].append(coding)
    ranks = {code: index for index, code in enumerate(work.placed)}
    ordered = sorted(passages.items(), key=lambda item: _where(item[1][0], order))
    for number, (key, codings) in enumerate(ordered, 1):
        first = codings[0]
        codings = sorted(codings, key=lambda coding: ranks[coding.code])
        placed = [work.placed[coding.code] for coding in codings]
        source, identity = key[0], f"e{number}"
        work.excerpts[key] = Excerpt(
            id=identity,
            participant=work.participants[source],
            text=printable(first.text).strip() or first.text,
            codes=_once(p.id for p in placed if p.rank != "category"),
            categories=_once(p.id for p in placed if p.rank == "category"),
            line=_line(first, texts[source]) if work.choices.lines else None,
            interview=work.rounds.get(source),
        )
        for coding, at in zip(codings, placed, strict=True):
            rank = f" (for its {at.rank} {at.label})" if at.rank == "initial code" else ""
            became = f"excerpt {identity}, {at.id}{rank}"
            work.fates.append(Fate("coding", at.label, str(coding.place), became))
    return _fell_together(passages.values(), work)


def _where(coding: Coding, order: Mapping[str, int]) -> tuple[int, int]:
    return order[coding.source], coding.start if coding.start is not None else -1


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _fell_together(passages: Iterable[Sequence[Coding]], work: _Import) -> int:
    """How many codings are left when those are put together that say the same of a passage."""
    carried = again = together = 0
    for codings in passages:
        codes = {coding.code for coding in codings}
        ids = {work.placed[code].id for code in codes}
        again += len(codings) - len(codes)
        together += len(codes) - len(ids)
        carried += len(ids)
    if again:
        work.left_out.append(
            LeftOut(
                "repeated codings",
                "A passage that several people coded alike is one excerpt, with the code once.",
                again,
                again,
            )
        )
    if together:
        work.left_out.append(
            LeftOut(
                "codings with initial codes of one focused code",
                "The excerpt carries the focused code, once.",
                together,
                together,
            )
        )
    return carried


def _line(coding: Coding, text: str) -> int | None:
    """The line of the transcript on which a passage begins."""
    words = coding.text.strip()
    start = coding.start
    if start is not None:
        start += len(coding.text) - len(coding.text.lstrip())
    elif text.count(words) == 1:
        start = text.index(words)
    return None if start is None else printable(text[:start]).count("\n") + 1


# memos


def _memo(number: int, note: Note, work: _Import) -> Memo:
    excerpt = work.excerpts.get((note.source, note.passage))
    participant = work.participants.get(note.source, "")
    placed = [work.placed[code] for code in note.codes if code in work.placed]
    codes = _once(p.id for p in placed if p.rank != "category")
    categories = _once(p.id for p in placed if p.rank == "category")
    if not placed and excerpt is not None:
        codes, categories = excerpt.codes, excerpt.categories
    title = note.title
    if not title and excerpt is not None:
        title = f"about {excerpt.id}"
    elif not title and note.passage:
        title = f"about a passage of {participant or 'a source'}"
    elif not title and note.source:
        title = f"about {participant or 'a source'}"
    elif not title and placed:
        title = f"about {placed[0].label}"
    identity = f"m{number}"
    work.fates.append(Fate("memo", note.title, str(note.place), f"memo {identity}"))
    return Memo(
        id=identity,
        date=_date(note.date),
        title=printable(title).strip() or _beginning(note.text),
        text=printable(note.text).strip() or note.text,
        codes=codes,
        categories=categories,
    )


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
