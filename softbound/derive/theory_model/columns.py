"""Where lines down, boxes and boundaries stand across the width.

Every place is ``(mm, boxes)``: so many mm and so many widths of a box from the left. How wide a box
is follows from how wide the text is, and is known when the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from softbound.derive.theory_model import sizes
from softbound.derive.theory_model.cost import GAP, WIDEST
from softbound.derive.theory_model.lanes import Lane, Stretch
from softbound.derive.theory_model.lattice import Lattice, Part

LANE = 4.0
"""Between arrows that run side by side."""
PAD = 3.5
"""Between a boundary or an arrow and a box beside it."""
APART = 5.0
"""Between the boundaries of two groups."""


class X(NamedTuple):
    """A place across the width."""

    mm: float
    boxes: float

    def plus(self, mm: float, boxes: float = 0.0) -> X:
        return X(round(self.mm + mm, 3), self.boxes + boxes)


class Columns:
    """The places across the width of one drawing."""

    def __init__(
        self, lattice: Lattice, given: Mapping[Stretch, Lane], spread: Mapping[int, float]
    ) -> None:
        """Work them out.

        :param given: the lanes.
        :param spread: half column → mm that it needs between two boxes, for words.
        """
        self.lattice = lattice
        self.given = given
        self.down = [stretch for stretch in given if stretch.down]
        last = lattice.columns + 1
        self._own = {n: _Slot(self, n) for n in range(last + 1)}
        half = GAP / 2
        self._middles = [X(0, 0).plus(self._own[0].reach(-1))]
        for n in range(1, last + 1):
            right, left = self._own[n - 1].room(1), self._own[n].room(-1)
            right, left = max(right, spread.get(n - 1, 0) / 2), max(left, spread.get(n, 0) / 2)
            if 1 < n < last:  # two half columns are half a box and half a gap apart
                step = max(half, right) + max(half, left) - half
            else:
                step = right if n == 1 else left
            self._middles.append(self._middles[-1].plus(step, 0.5))
        self.whole = self._middles[-1].plus(self._own[last].reach(1))

    @property
    def wide(self) -> float:
        """How wide a box is on a page of the usual width."""
        return min(WIDEST, (sizes.WIDTH - self.whole.mm) / self.whole.boxes)

    def mm(self, place: X) -> float:
        """Where a place is on a page of the usual width."""
        return place.mm + place.boxes * self.wide

    def middle(self, number: int) -> X:
        """Of a half column."""
        return self._middles[number]

    def boundary(self, number: int, part: Part) -> X:
        """Of the groups that end (``before``) or begin (``after``) there."""
        return self.middle(number).plus(self._own[number].boundary(part))

    def lane(self, stretch: Stretch) -> X:
        """Of a stretch that runs down."""
        line = self.lattice.down[stretch.line]
        offset = self._own[line.number].lane(line.part, self.given[stretch])
        return self.middle(line.number).plus(offset)


class _Slot:
    """What stands in one half column that is no box."""

    def __init__(self, columns: Columns, number: int) -> None:
        self.columns = columns
        self.number = number
        lattice = columns.lattice
        self.lines = {
            line.part: [s for s in columns.down if s.line == n]
            for n, line in enumerate(lattice.down)
            if line.number == number
        }
        self.ends = [i for i, (_, right, *_) in lattice.spans.items() if right + 1 == number]
        self.begins = [i for i, (left, *_) in lattice.spans.items() if left - 1 == number]

    def boundary(self, part: Part) -> float:
        """How far a boundary is from the middle."""
        groups = self.ends if part == "before" else self.begins
        areas = [self.columns.lattice.areas[i] for i in groups]
        beside = [
            s
            for s in self.lines["between"]
            if any(s.low <= a.bottom + 0.5 and a.top - 0.5 <= s.high for a in areas)
        ]
        way = -1 if part == "before" else 1
        if beside:
            return way * (self._reach(beside, "between") + PAD)
        return way * APART / 2 if self.ends and self.begins else 0.0

    def lane(self, part: Part, lane: Lane) -> float:
        """How far a lane is from the middle."""
        if part == "between":
            return lane.offset * LANE
        edge = self.boundary(part)
        if part == "before":
            return edge - PAD - (lane.of - 1 - lane.number) * LANE
        return edge + PAD + lane.number * LANE

    def reach(self, way: int) -> float:
        """How far all that stands here reaches to the left (-1) or right (1) of the middle."""
        found = [0.0]
        if self.ends:
            found.append(self.boundary("before"))
        if self.begins:
            found.append(self.boundary("after"))
        found += [
            self.lane(part, self.columns.given[s]) for part, own in self.lines.items() for s in own
        ]
        return max(way * each for each in found)

    def room(self, way: int) -> float:
        """How far the boxes to the left (-1) or right (1) must be from the middle."""
        found = []
        if self.ends:
            found.append(self.boundary("before"))
        if self.begins:
            found.append(self.boundary("after"))
        for part, own in self.lines.items():
            found += [
                self.lane(part, self.columns.given[s])
                for s in own
                if part != "between" or self._beside_box(s, way)
            ]
        return max((max(0.0, way * each) + PAD for each in found), default=0.0)

    def _beside_box(self, stretch: Stretch, way: int) -> bool:
        lattice = self.columns.lattice
        return any(
            line.kind == "row"
            and stretch.low <= n <= stretch.high
            and (self.number + way, line.number) in lattice.taken
            for n, line in enumerate(lattice.across)
        )

    def _reach(self, stretches: Iterable[Stretch], part: Part) -> float:
        return max(abs(self.lane(part, self.columns.given[s])) for s in stretches)
