"""Whether an excerpt stands in a transcript, word for word but for marked edits.

An excerpt becomes a pattern: words and marks that must stand so; gaps, where the transcription key's
omission marks stand; and brackets, whose words were added or stand for others. A transcript becomes
the row of its words and marks, each with who says it. All else that differs is a difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from softbound.collect.transcripts import Transcript
from softbound.derive.wording import Token, clean, tokens

REPLACED = 5
"""The most words for which [words in brackets] may stand. More are an omission, and marked as one."""
NEGATIONS = frozenset(
    {"no", "not", "never", "none", "nobody", "nothing", "nowhere", "nor", "neither", "cannot"}
    | {"without", "hardly"}
)
"""Words that nothing in brackets may stand for: without them a sentence says the opposite."""
_LIGHT = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "do", "does", "did", "am", "is", "are", "was"}
    | {"were", "be", "been", "can", "could", "will", "would", "shall", "should", "may", "might"}
    | {"must", "have", "has", "had", "ever", "at", "all", "really", "and", "but", "so", "that"}
)
"""Words beside which a negation in brackets negates what was said: [I never]. With others it names
something: [not being heard]."""
_OPPOSITES = frozenset({"un", "dis", "in", "im", "ir", "il", "non", "mis", "less"})
"""Letters in brackets that make a word its opposite: [un]kind, hope[less]."""


class Said(NamedTuple):
    """A word or mark of a transcript."""

    key: str
    text: str
    line: int
    turn: int
    own: bool
    """Whether it is the participant's."""
    word: bool
    spaced: bool
    """Whether white space stands before it."""
    opening: int
    """The line on which its turn begins."""

    def turned(self) -> Said:
        """The same in another's mouth."""
        return self._replace(own=not self.own)


@dataclass(frozen=True)
class Words:
    """A transcript's words and marks, in order."""

    row: tuple[Said, ...]

    @cached_property
    def where(self) -> Mapping[str, list[int]]:
        """A word or mark → where it stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, said in enumerate(self.row):
            found[said.key].append(position)
        return found

    def shown(self, start: int, end: int) -> str:
        """Some of it, as it is written."""
        parts = [
            (" " if s.spaced and i else "") + s.text for i, s in enumerate(self.row[start:end])
        ]
        return "".join(parts)


def words_of(transcript: Transcript, own: Callable[[str], bool]) -> Words:
    """A transcript as a row of words.

    :param own: a speaker's label → whether that is the participant.
    """
    row: list[Said] = []
    for index, turn in enumerate(transcript.turns):
        mine = own(turn.speaker)
        for line in turn.lines:
            text = clean(line.text)
            end = -1
            for token in tokens(text):
                piece = text[token.start : token.end]
                row.append(
                    Said(
                        token.key, piece, line.number, index, mine, token.word,
                        token.start != end, turn.line,
                    )
                )  # fmt: skip
                end = token.end
    return Words(tuple(row))


# the pattern


@dataclass(frozen=True)
class Part:
    """A word or mark of an excerpt, or some of it in brackets."""

    text: str
    """As the excerpt writes it."""
    spaced: bool
    own: bool = True
    """Whether the participant says it."""
    key: str = ""
    """How a word or mark is compared; empty for brackets."""
    word: bool = False
    inside: tuple[str, ...] = ()
    """Brackets: all their words and marks, themselves included."""
    before: str = ""
    """Brackets within a word, as in [I]t and walk[ed]: the letters before and after."""
    after: str = ""

    @property
    def free(self) -> bool:
        """Whether it is in brackets by itself."""
        return bool(self.inside) and not self.before and not self.after

    @property
    def reverses(self) -> bool:
        """Whether it is brackets that do nothing but negate what was said: [not], [I never]."""
        return self.free and any(map(_reverses, " ".join(self.inside).split("] [")))


Segment = tuple[Part, ...]
"""Parts that follow each other without a gap."""


def pattern(
    parts: Sequence[tuple[str, bool]], omissions: Collection[str], additions: bool
) -> list[Segment]:
    """An excerpt as segments with gaps between them; without those at its ends.

    :param parts: texts, and whether each is the participant's.
    :param omissions: marks that stand for words left out.
    :param additions: whether [words in brackets] may be added.
    """
    marks = sorted((m for mark in omissions if (m := _mark(mark))), key=len, reverse=True)
    segments: list[list[Part]] = [[]]
    for text, own in parts:
        text = clean(text)
        found = tokens(text)
        at = 0
        while at < len(found):
            mark = _mark_at(found, at, marks)
            if mark:
                segments.append([])
                at += mark
                continue
            end = _closing(found, at) if additions and found[at].key == "[" else None
            if end is None:
                segments[-1].append(_literal(text, found, at, own))
                at += 1
            else:
                at = _bracket(segments[-1], text, found, at, end, own)
    return [tuple(_bare(segment)) for segment in segments if any(map(_says, segment))]


def _mark(mark: str) -> tuple[str, ...]:
    """An omission mark as it is compared; empty for mere words, which are no mark."""
    found = tokens(clean(mark))
    return () if all(token.word for token in found) else tuple(token.key for token in found)


def _mark_at(found: Sequence[Token], at: int, marks: Sequence[tuple[str, ...]]) -> int:
    for mark in marks:
        if tuple(token.key for token in found[at : at + len(mark)]) == mark:
            return len(mark)
    return 0


def _closing(found: Sequence[Token], at: int) -> int | None:
    """Where the bracket closes that opens at a place; brackets within it count."""
    depth = 0
    for index in range(at, len(found)):
        depth += {"[": 1, "]": -1}.get(found[index].key, 0)
        if depth == 0:
            return index
    return None


def _spaced(found: Sequence[Token], at: int) -> bool:
    return at == 0 or found[at - 1].end != found[at].start


def _literal(text: str, found: Sequence[Token], at: int, own: bool) -> Part:
    token = found[at]
    return Part(text[token.start : token.end], _spaced(found, at), own, token.key, token.word)


def _bracket(
    segment: list[Part], text: str, found: Sequence[Token], at: int, end: int, own: bool
) -> int:
    """Add a part in brackets, with the letters that stand right before and after it."""
    first, last = at, end
    before = after = ""
    if segment and segment[-1].word and not _spaced(found, at):
        before, first = segment.pop().key, at - 1
    if end + 1 < len(found) and not _spaced(found, end + 1):
        tail = found[end + 1]
        possessive = tail.key == "'" and end + 2 < len(found) and found[end + 2].word
        if tail.word:
            after, last = tail.key, end + 1
        elif possessive and not _spaced(found, end + 2):
            last = end + 2  # [my supervisor]'s: it stands for a whole word
    inside = tuple(token.key for token in found[at : end + 1])
    shown = text[found[first].start : found[last].end]
    part = Part(shown, _spaced(found, first), own, inside=inside, before=before, after=after)
    if part.free and segment and segment[-1].free:  # two in a row stand for no more than one
        other = segment.pop()
        part = replace(part, text=f"{other.text} {shown}", inside=other.inside + inside)
    segment.append(part)
    return last + 1


def _says(part: Part) -> bool:
    """Whether a part must be compared wherever it stands."""
    return not part.free or part.reverses


def _bare(segment: Sequence[Part]) -> Sequence[Part]:
    """Without brackets at its ends: what is added there stands for nothing."""
    start, end = 0, len(segment)
    while not _says(segment[start]):
        start += 1
    while not _says(segment[end - 1]):
        end -= 1
    return segment[start:end]


# matching


@dataclass(frozen=True)
class Match:
    """Where an excerpt stands in a row of words."""

    start: int
    end: int
    """After its last word."""


def matches(segments: Sequence[Segment], words: Words) -> list[Match]:
    """Every place where a pattern stands, by where it begins."""
    found = []
    later = [_Later(segment, words) for segment in segments[1:]]
    for start in _starts(segments[0], words) if segments else ():
        end = _end(segments[0], words, start)
        for segment in later:
            if end is not None:
                end = segment.end(end)
        if end is not None:
            found.append(Match(start, end))
    return found


class _Later:
    """A segment behind a gap, looked for from one place after another: what was found, or not found,
    holds for every place up to where it begins."""

    def __init__(self, segment: Segment, words: Words) -> None:
        self.segment, self.words = segment, words
        self._from, self._to = 0, -1.0
        self._end: int | None = None

    def end(self, after: int) -> int | None:
        """The nearest end of the segment where it begins at or after a place."""
        if not self._from <= after <= self._to:
            found = _nearest(self.segment, self.words, after)
            self._from = after
            self._to, self._end = found or (float("inf"), None)
        return self._end


def first_end(segment: Segment, words: Words, after: int) -> int | None:
    """The nearest end of a segment that begins at or after a place."""
    found = _nearest(segment, words, after)
    return None if found is None else found[1]


def _nearest(segment: Segment, words: Words, after: int) -> tuple[int, int] | None:
    """Where a segment begins and ends that begins at or after a place."""
    for start in _starts(segment, words, after):
        end = _end(segment, words, start)
        if end is not None:
            return start, end
    return None


def _starts(segment: Segment, words: Words, after: int = 0) -> Iterator[int]:
    first = segment[0]
    if first.inside:
        yield from range(after, len(words.row))
    else:
        found = words.where.get(first.key, [])
        yield from found[bisect_left(found, after) :]


def _end(segment: Segment, words: Words, start: int) -> int | None:
    """Where a segment ends that begins at a place; the nearest end, or None."""
    places = {start}
    for part in segment:
        places = {end for place in places for end in _ends(part, words, place)}
        if not places:
            return None
    return min(places)


def _ends(part: Part, words: Words, at: int) -> Iterator[int]:
    """The places at which a part may end that begins at a place."""
    row = words.row
    if not part.inside:
        if at < len(row) and row[at].key == part.key and row[at].own == part.own:
            yield at + 1
    elif not part.free:
        if at < len(row) and row[at].own == part.own and within_word(part, row[at].key):
            yield at + 1
    else:
        literal = at + len(part.inside)
        if tuple(s.key for s in row[at:literal] if s.own == part.own) == part.inside:
            yield literal
        if part.reverses:
            return
        yield at
        yield from stands_for(row, at, part.own)


def stands_for(row: Sequence[Said], at: int, own: bool) -> Iterator[int]:
    """Where words end that one in brackets may stand for: a few words of one turn, no negation."""
    count = 0
    for place in range(at, len(row)):
        said = row[place]
        count += said.word
        if said.own != own or said.turn != row[at].turn or count > REPLACED or negates(said.key):
            return
        yield place + 1


def _reverses(words: str) -> bool:
    said = [key.casefold() for key in words.split() if key[:1].isalnum()]
    denied = [negates(key) for key in said]
    return any(denied) and all(no or key in _LIGHT for no, key in zip(denied, said, strict=True))


def negates(key: str) -> bool:
    return key.casefold() in NEGATIONS or key.casefold().endswith("n't")


def within_word(part: Part, key: str) -> bool:
    """[I]t for it, friend[s] for friend, th[ey] for them."""
    content = "".join(part.inside[1:-1])
    whole = part.before + content + part.after
    if key.casefold() == whole.casefold():
        return True
    if negates(whole) or content.casefold() in _OPPOSITES:
        return False
    if key == part.before + part.after:
        return True
    if len(content) < 2 or negates(key):
        return False
    around = len(part.before) + len(part.after)
    return key.startswith(part.before) and key.endswith(part.after) and len(key) <= 2 * around
