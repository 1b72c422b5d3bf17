"""Where an excerpt and a transcript differ, told by the words around it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from softbound.verify.matching import Part, Segment, Words, first_end, stands_for, within_word


@dataclass(frozen=True)
class Difference:
    """The first place where an excerpt and a transcript differ."""

    kind: str
    """changed, added, left out, capital, marks, bracket, speaker or order."""
    excerpt: str
    """The excerpt's words around it."""
    transcript: str
    line: int
    more: int = 0
    """How many differences follow."""
    near: float = 1.0
    """The share of the excerpt's words that stand there."""


AROUND = 5
"""How many words and marks are shown on either side of a difference."""
LONGEST = 14
"""How many words and marks of a difference are shown."""


@dataclass(frozen=True)
class _Region:
    """A segment beside the words that are most like it."""

    segment: Segment
    words: Words
    start: int
    codes: Sequence[tuple[str, int, int, int, int]] = field(default=())
    near: float = 0.0


def nearest(segments: Sequence[Segment], words: Words) -> Difference | None:
    """Where a pattern that does not match comes nearest to it; None where nothing is near."""
    end = 0
    for index, segment in enumerate(segments):
        after = first_end(segment, words, end)
        if after is None:
            if index and (earlier := first_end(segment, words, 0)) is not None:
                return _out_of_order(segment, words, earlier)
            return _first(_region(segment, words))
        end = after
    return None


def _out_of_order(segment: Segment, words: Words, end: int) -> Difference:
    start = max(0, end - len(segment))
    shown = words.shown(start, min(end, start + 2 * AROUND))
    return Difference("order", _shown(segment[: 2 * AROUND]), shown, words.row[start].line)


def _region(segment: Segment, words: Words) -> _Region:
    """The part of a transcript that shares most words with a segment, the rare ones first."""
    votes: Counter[int] = Counter()
    for index, part in enumerate(segment):
        places = words.where.get(part.key, ()) if part.word else ()
        for place in places if len(places) <= 400 else ():
            votes[place - index] += 1
    if not votes:
        return _Region(segment, words, 0)
    weight = {key: 1 / (1 + len(words.where.get(key, ()))) for key in {p.key for p in segment}}
    reach = max(3, len(segment) // 4)
    candidates = [offset for offset, _ in votes.most_common(40)]
    best = max(candidates, key=lambda o: (_shared(segment, words, o, reach, weight), -o))
    beside = max(8, len(segment) // 2)
    start = max(0, best - beside)
    stop = min(len(words.row), best + len(segment) + beside)
    a = [part.key or part.text for part in segment]
    b = [said.key for said in words.row[start:stop]]
    codes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    total = sum(part.word for part in segment) or 1
    equal = [i for tag, i1, i2, _, _ in codes if tag == "equal" for i in range(i1, i2)]
    near = sum(segment[i].word for i in equal) / total
    return _Region(segment, words, start, _trimmed(codes), near)


def _shared(
    segment: Segment, words: Words, offset: int, reach: int, weight: Mapping[str, float]
) -> float:
    there = Counter(
        s.key for s in words.row[max(0, offset - reach) : offset + len(segment) + reach]
    )
    wanted = Counter(part.key for part in segment if part.word)
    return sum(weight[key] * min(count, there[key]) for key, count in wanted.items())


Code = tuple[str, int, int, int, int]


def _trimmed(codes: Sequence[Code]) -> list[Code]:
    """Without what stands before and after the segment in the transcript."""
    result = list(codes)
    for at in (0, -1):
        while result and result[at][0] == "insert":
            result.pop(at)
    if result and result[0][0] == "replace":
        _, i1, i2, j1, j2 = result[0]
        result[0] = ("replace", i1, i2, max(j1, j2 - (i2 - i1)), j2)
    if result and result[-1][0] == "replace":
        _, i1, i2, j1, j2 = result[-1]
        result[-1] = ("replace", i1, i2, j1, min(j2, j1 + i2 - i1))
    return result


def _first(region: _Region) -> Difference | None:
    """The first difference of a region that no mark allows."""
    if not region.codes or region.near == 0:
        return None
    told = [code for code in region.codes if code[0] != "equal" and not _allowed(region, code)]
    brackets = [code for code in region.codes if code[0] != "equal"]
    code = next(iter(told or brackets), None)
    if code is None:
        # All words are there: some are somebody else's.
        code = _foreign(region)
        return None if code is None else _difference(region, "speaker", code, 0)
    kind = _kind(region, code) if told else "bracket"
    return _difference(region, kind, code, max(0, len(told) - 1))


def _foreign(region: _Region) -> Code | None:
    for tag, i1, i2, j1, _ in region.codes:
        for step in range(i2 - i1):
            said = region.words.row[region.start + j1 + step]
            if said.own != region.segment[i1 + step].own:
                return (tag, i1 + step, i1 + step + 1, j1 + step, j1 + step + 1)
    return None


def _allowed(region: _Region, code: Code) -> bool:
    """Whether only brackets stand where the texts differ, for words that they may stand for."""
    _, i1, i2, j1, j2 = code
    parts = region.segment[i1:i2]
    if not parts or not all(part.inside for part in parts):
        return False
    at, end = region.start + j1, region.start + j2
    if len(parts) == 1 and not parts[0].free:
        return end == at + 1 and within_word(parts[0], region.words.row[at].key)
    if any(part.reverses for part in parts):
        return False
    return at == end or end in stands_for(region.words.row, at, parts[0].own)


def _kind(region: _Region, code: Code) -> str:
    _, i1, i2, j1, j2 = code
    parts = [part for part in region.segment[i1:i2] if not part.inside]
    said = region.words.row[region.start + j1 : region.start + j2]
    if any(s.own != region.segment[min(i1, len(region.segment) - 1)].own for s in said):
        return "speaker"
    if parts and [p.key.casefold() for p in parts] == [s.key.casefold() for s in said]:
        return "capital"
    spoken = any(part.word for part in parts) or any(s.word for s in said)
    if i2 - i1 == len(parts) and not spoken:
        return "marks"
    if not parts:
        return "bracket" if i2 > i1 else "left out"
    return "changed" if said else "added"


def _difference(region: _Region, kind: str, code: Code, more: int) -> Difference:
    _, i1, i2, j1, j2 = code
    row, start = region.words.row, region.start
    before, after = min(AROUND, i1), min(AROUND, len(region.segment) - i2)
    first, last = start + j1, min(start + j2, start + j1 + LONGEST)
    line = row[min(first, len(row) - 1)].line
    low, high = max(0, first - before), min(len(row), last + after)
    i1, i2 = i1 - before, min(i2, i1 + LONGEST) + after
    own = region.segment[min(i1, len(region.segment) - 1)].own
    if kind == "speaker":
        high = max(low, first)
    # Others' words around the difference are nobody's business.
    while low < first and any(s.own != own for s in row[low:first]):
        low += 1
    end = next((k for k in range(first, high) if row[k].own != own), high)
    shown = region.words.shown(low, end)
    return Difference(kind, _shown(region.segment[i1:i2]), shown, line, more, region.near)


def _shown(parts: Sequence[Part]) -> str:
    return "".join((" " if p.spaced and i else "") + p.text for i, p in enumerate(parts))
