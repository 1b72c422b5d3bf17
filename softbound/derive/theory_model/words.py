"""Where the words beside arrows and the groups' titles stand, clear of boxes and of all lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from softbound.derive.theory_model import sizes
from softbound.derive.theory_model.columns import Columns, X
from softbound.derive.theory_model.lanes import Stretch
from softbound.derive.theory_model.lattice import Lattice
from softbound.derive.theory_model.levels import CHANNEL, Levels
from softbound.derive.theory_model.sketch import Arrow

CLEAR = 1.8
"""Between words and a line beside them, in mm."""
MOST = 38.0
"""The longest line of such words."""
LEAST = 14.0
"""Words in less room than this look like a column of print."""
BROKEN = 60.0
"""The cost of a place where not even the longest word has room."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Words:
    """Words with their place; they end at a level, or stand above or below a line across a row."""

    text: str
    left: X
    right: X
    align: Align
    at: int
    """The ordinal height."""
    row: int | None = None
    """The row through whose middle their arrow runs."""
    lane: float = 0.0
    """The arrow's lane there, from the middle."""
    below: bool = False


@dataclass(frozen=True)
class _Place:
    """A place that words could have."""

    cost: float
    words: Words
    span: tuple[float, float]
    strip: bool
    """Whether they need a level of their own."""


@dataclass(frozen=True)
class _Wall:
    """A line down, of an arrow or a boundary, that words must not stand on."""

    x: float
    top: int
    bottom: int


def spread(
    parts: Sequence[Sequence[Stretch]], arrows: Sequence[Arrow], lattice: Lattice
) -> dict[int, float]:
    """Half columns that must be wide enough for words on an arrow between two neighbours."""

    def passing(stretch: Stretch) -> Iterator[Stretch]:
        """Other arrows that cross the row there."""
        for other in (s for each in parts for s in each if s is not stretch):
            if other.low <= stretch.line <= other.high:
                yield other

    found: dict[int, float] = {}
    for arrow, own in zip(arrows, parts, strict=True):
        if arrow.label and len(own) == 1 and not own[0].down:
            number = _between(own[0], lattice)
            if number is not None:
                needed = sizes.spread(arrow.label)
                if any(s.down and lattice.down[s.line].number == number for s in passing(own[0])):
                    needed *= 2
                found[number] = max(found.get(number, 0.0), needed)
    return found


def _between(stretch: Stretch, lattice: Lattice) -> int | None:
    """The only half column that an arrow crosses from box to box."""
    numbers = {
        lattice.down[n].number for n in range(len(lattice.down)) if stretch.low < n < stretch.high
    }
    return next(iter(numbers)) if len(numbers) == 1 else None


class Writing:
    """Finds a place for all words of a drawing."""

    def __init__(
        self,
        lattice: Lattice,
        parts: Sequence[Sequence[Stretch]],
        columns: Columns,
        levels: Levels,
    ) -> None:
        self.lattice = lattice
        self.parts = parts
        self.columns = columns
        self.levels = levels
        self.walls = [*self._arrows(), *self._boundaries()]
        self.rows_used: dict[tuple[int, int], set[bool]] = {}
        self.cost = 0.0

    def all(self) -> tuple[list[Words | None], dict[str, Words]]:
        """The words of each arrow, and the title of each group."""
        titles = {r.id: self._title(r.id, r.label) for r in self.lattice.sketch.regions if r.label}
        beside: list[Words | None] = []
        for arrow, own in zip(self.lattice.sketch.arrows, self.parts, strict=True):
            beside.append(self._beside(arrow, own) if arrow.label else None)
        return beside, titles

    # what is in the way

    def height(self, stretch: Stretch, end: float) -> int:
        """The ordinal height at which a stretch down begins or ends."""
        own = self.parts[stretch.arrow]
        other = stretch.number + (1 if end == stretch.last else -1)
        if end == int(end) and 0 <= other < len(own):
            return self.levels.lane(own[other])
        lower, upper = int(end), min(int(end) + 1, len(self.lattice.across) - 1)
        lines = self.lattice.across[lower], self.lattice.across[upper]
        for line in lines:
            if line.kind == "row":
                return self.levels.row(line.number)
        parts = [line.part for line in lines]
        part: Literal["before", "after"] = "before" if parts[0] == "before" else "after"
        return self.levels.boundary(lines[0].number, part)

    def _arrows(self) -> Iterator[_Wall]:
        for own in self.parts:
            for stretch in own:
                if stretch.down:
                    x = self.columns.mm(self.columns.lane(stretch))
                    ends = sorted(self.height(stretch, e) for e in (stretch.first, stretch.last))
                    yield _Wall(x, ends[0], ends[1])

    def _boundaries(self) -> Iterator[_Wall]:
        for left, right, top, bottom in self.lattice.spans.values():
            high = self.levels.boundary(top, "after"), self.levels.boundary(bottom + 1, "before")
            for place in (
                self.columns.boundary(left - 1, "after"),
                self.columns.boundary(right + 1, "before"),
            ):
                yield _Wall(self.columns.mm(place), *high)

    def _free(
        self, left: float, right: float, top: int, bottom: int
    ) -> Iterator[tuple[float, float]]:
        """The spans between all lines down, from left to right, in a height."""
        met = {w.x for w in self.walls if w.top < bottom and top < w.bottom}
        inner = sorted(x for x in met if left + 0.01 < x < right - 0.01)
        yield from pairwise([left, *inner, right])

    # titles

    def _title(self, region: str, label: str) -> Words:
        left, right, top, _ = self.lattice.spans[region]
        edges = self.columns.boundary(left - 1, "after"), self.columns.boundary(right + 1, "before")
        low, high = map(self.columns.mm, edges)
        at = self.levels.title(top)
        needed = sizes.width(label, sizes.SMALL) * 1.15
        spans = [
            (a + CLEAR, b - CLEAR)
            for a, b in self._free(low, high, self.levels.boundary(top, "after"), at)
        ]
        middle = (low + high) / 2
        for a, b in spans:
            half = min(middle - a, b - middle)
            if half >= needed / 2:
                return self._words(label, middle - half, middle + half, "center", at)
        fits = [(a, b) for a, b in spans if b - a >= needed] or [
            max(spans, key=lambda s: s[1] - s[0])
        ]
        a, b = fits[0]
        self.cost += 4
        return self._words(label, a, b, "left" if a < low + 2 * CLEAR else "center", at)

    def _words(self, text: str, low: float, high: float, align: Align, at: int) -> Words:
        return Words(text, self._x(low), self._x(high), align, at)

    def _x(self, mm: float) -> X:
        """A place given in mm on a page of the usual width, kept where it is between its neighbours."""
        whole = self.columns.whole
        total = self.columns.mm(whole)
        if mm < 0:
            return X(round(mm, 3), 0)
        if mm > total:
            return whole.plus(mm - total)
        share = mm / total if total else 0.0
        return X(round(whole.mm * share, 3), round(whole.boxes * share, 4))

    # words beside arrows

    def _beside(self, arrow: Arrow, own: Sequence[Stretch]) -> Words:
        places = [p for stretch in own for p in self._places(arrow.label, stretch, own)]
        if not places:
            places = [p for stretch in own for p in self._anywhere(arrow.label, stretch, own)]
        best = min(places, key=lambda p: p.cost)
        self.cost += best.cost
        if best.strip:
            self.levels.strip(best.words.at, best.span)
        if best.words.row is not None:
            key = best.words.row, round(best.span[0])
            self.rows_used.setdefault(key, set()).add(best.words.below)
        return best.words

    def _places(self, text: str, stretch: Stretch, own: Sequence[Stretch]) -> Iterator[_Place]:
        if stretch.down:
            yield from self._beside_down(text, stretch)
        elif self.lattice.across[stretch.line].kind == "row":
            yield from self._over_row(text, stretch, own)
        else:
            yield from self._over_lane(text, stretch, own)

    def _anywhere(self, text: str, stretch: Stretch, own: Sequence[Stretch]) -> Iterator[_Place]:
        """Where lines leave no room: words that may stand on one."""
        if stretch.down:
            x = self.columns.mm(self.columns.lane(stretch))
            top, bottom = sorted(self.height(stretch, e) for e in (stretch.first, stretch.last))
            for above, below in self.levels.gaps(bottom // CHANNEL):
                if below <= bottom or above >= top:
                    span = x + CLEAR, x + CLEAR + LEAST
                    at = (above + below) // 2
                    words = self._words(text, *span, "left", at)
                    yield _Place(2 * BROKEN, words, span, strip=True)
        else:
            low, high = self._span(stretch, own)
            if self.lattice.across[stretch.line].kind == "channel":
                at = self.levels.lane(stretch)
                words = self._words(text, low, high, "center", at)
                yield _Place(2 * BROKEN - (high - low), words, (low, high), strip=False)

    def _fitting(self, text: str, room: float) -> float:
        """What it costs to have words in so much room."""
        count = sizes.lines(text, room, sizes.SMALL)
        broken = BROKEN * (sizes.longest_word(text, sizes.SMALL) * 1.08 > room)
        return 2.0 * count + 4 * max(0, count - 3) + broken + 3 * (room < LEAST and count > 1)

    def _span(self, stretch: Stretch, own: Sequence[Stretch]) -> tuple[float, float]:
        """From where to where a stretch across runs."""
        ends = []
        for end, beside in (
            (stretch.first, stretch.number - 1),
            (stretch.last, stretch.number + 1),
        ):
            if 0 <= beside < len(own):
                ends.append(self.columns.mm(self.columns.lane(own[beside])))
            else:
                ends.append(self.columns.mm(self.end(stretch, end)))
        return min(ends), max(ends)

    def end(self, stretch: Stretch, end: float) -> X:
        """Where a stretch across begins or ends at a box or a group."""
        lower = int(end)
        lines = (
            self.lattice.down[lower],
            self.lattice.down[min(lower + 1, len(self.lattice.down) - 1)],
        )
        if abs(end - lower - 0.5) < 0.01:
            part: Literal["before", "after"] = "before" if lines[0].part == "before" else "after"
            return self.columns.boundary(lines[0].number, part)
        if end - lower < 0.5:  # right of a box
            return self.columns.middle(lines[0].number).plus(0, 0.5)
        return self.columns.middle(lines[1].number).plus(0, -0.5)

    def _over_lane(self, text: str, stretch: Stretch, own: Sequence[Stretch]) -> Iterator[_Place]:
        low, high = self._span(stretch, own)
        at = self.levels.lane(stretch)
        middle = (low + high) / 2
        for a, b in self._free(low, high, at - 90, at):
            a, b = a + CLEAR, b - CLEAR
            if b - a < 4:
                continue
            half = min(middle - a, b - middle)
            if half > 0 and self._fitting(text, 2 * half) == self._fitting(text, b - a):
                a, b = middle - half, middle + half
            centre = (a + b) / 2
            if b - a > MOST:
                a, b = centre - MOST / 2, centre + MOST / 2
            cost = self._fitting(text, b - a) + abs(centre - middle) / 10
            yield _Place(cost, self._words(text, a, b, "center", at), (a, b), strip=False)

    def _over_row(self, text: str, stretch: Stretch, own: Sequence[Stretch]) -> Iterator[_Place]:
        low, high = self._span(stretch, own)
        row = self.lattice.across[stretch.line].number
        lane = self.levels.given[stretch]
        at = self.levels.row(row)
        for a, b in self._free(low, high, at - 10, at + 10):
            a, b = a + 0.6, b - 0.6
            if b - a < 4:
                continue
            if b - a > MOST:
                middle = (a + b) / 2
                a, b = middle - MOST / 2, middle + MOST / 2
            used = self.rows_used.get((row, round(a)), set())
            for below in (False, True):
                outer = lane.number == (lane.of - 1 if below else 0)
                cost = self._fitting(text, b - a) + 1 + 2 * below + 30 * (not outer)
                cost += 4 * (len(own) > 1)
                cost += BROKEN * (below in used)
                words = Words(text, self._x(a), self._x(b), "center", at, row, lane.offset, below)
                yield _Place(cost, words, (a, b), strip=False)

    def _beside_down(self, text: str, stretch: Stretch) -> Iterator[_Place]:
        x = self.columns.mm(self.columns.lane(stretch))
        top, bottom = sorted(self.height(stretch, e) for e in (stretch.first, stretch.last))
        whole = self.columns.mm(self.columns.whole)
        for channel in range(top // CHANNEL, bottom // CHANNEL + 1):
            for above, below in self.levels.gaps(channel):
                if above < top - CHANNEL // 2 or below > bottom or below <= top:
                    continue
                if above < top and top % CHANNEL != self.levels.row(0):
                    continue
                at = (above + below) // 2
                aside = abs(at - (top + bottom) / 2) / CHANNEL + self.levels.within(at)
                for place in self._to_the_side(text, x, at, (above, below), whole):
                    yield replace(place, cost=place.cost + aside)

    def _to_the_side(
        self, text: str, x: float, at: int, between: tuple[int, int], whole: float
    ) -> Iterator[_Place]:
        spare = max(0.0, sizes.WIDTH - whole) / 2
        spans = list(self._free(-spare, whole + spare, *between))
        longest = sizes.width(text, sizes.SMALL) * 1.12
        taken = [
            span
            for level in self.levels.channels[at // CHANNEL]
            if level.at == at
            for span in level.spans
        ]
        for a, b in spans:
            for right in (True, False):
                if abs((a if right else b) - x) > 0.05:
                    continue
                low, high = a + CLEAR, b - CLEAR
                room = min(high - low, MOST, max(longest, LEAST))
                if room < 4:
                    continue
                span = (low, low + room) if right else (high - room, high)
                cost = self._fitting(text, room) + 2 + 0.5 * (not right) + 2 * (not taken)
                cost += BROKEN * any(span[0] < d and c < span[1] for c, d in taken)
                words = self._words(text, *span, "left" if right else "right", at)
                yield _Place(cost, words, span, strip=True)
