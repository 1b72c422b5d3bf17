"""Which way each arrow takes along the lattice: the shortest, with few bends and crossings."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from softbound.derive.theory_model.lattice import Area, Lattice, Point
from softbound.derive.theory_model.sketch import Arrow

Path = tuple[Point, ...]
"""Points from end to end. At a box the first or last point is the box's middle; at a group it is the
point on the other side of its boundary."""

RIGHT, DOWN, LEFT, UP = range(4)
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
BEND, CROSSING, BESIDE, INTO, THROUGH = 9.0, 14.0, 0.25, 2.0, 80.0
"""What a bend costs, a crossing, a mm beside another arrow, a boundary, and one that is not to be crossed."""
CROWDED = 12.0
"""What it costs to be the third side by side between two neighbours."""
ASIDE = 0.1
"""What a mm away from the middle of a group's side costs."""
AGAINST = 4.0
"""What it costs to leave or reach a box by the side that does not face the other end."""
ROUNDS = 3
"""How often arrows are led anew, each knowing where the others are."""


def routes(lattice: Lattice, arrows: Sequence[Arrow]) -> list[Path]:
    """The way of each arrow, in the order of the arrows."""
    order = sorted(range(len(arrows)), key=lambda n: _first(lattice, arrows[n], n))
    found: dict[int, Path] = {}
    for _ in range(ROUNDS):
        for n in order:
            found.pop(n, None)
            found[n] = _Router(lattice, arrows[n], found.values()).path()
    return [found[n] for n in range(len(arrows))]


def _first(lattice: Lattice, arrow: Arrow, number: int) -> tuple[bool, float, int]:
    """Short arrows are led first, those that feed back last."""
    (x, y), (u, v) = _about(lattice, arrow.start), _about(lattice, arrow.to)
    return arrow.kind == "feedback", abs(x - u) + abs(y - v), number


def _about(lattice: Lattice, end: str) -> tuple[float, float]:
    if end in lattice.areas:
        area = lattice.areas[end]
        x, y = (area.left + area.right) // 2, (area.top + area.bottom) // 2
    else:
        x, y = lattice.middle(end)
    return lattice.down[x].at, lattice.across[y].at


class _Router:
    """Leads one arrow."""

    def __init__(self, lattice: Lattice, arrow: Arrow, others: Iterable[Path]) -> None:
        self.lattice = lattice
        self.arrow = arrow
        self.xs = [line.at for line in lattice.down]
        self.ys = [line.at for line in lattice.across]
        self.used: Counter[frozenset[Point]] = Counter()
        for path in others:
            self.used.update(frozenset(pair) for pair in pairwise(path))
        self.foreign = [
            area for i, area in lattice.areas.items() if i not in (arrow.start, arrow.to)
        ]
        self.start, self.to = self._end(arrow.start), self._end(arrow.to)
        self.faces = _about(lattice, arrow.start), _about(lattice, arrow.to)

    def _end(self, end: str) -> Point | Area:
        return self.lattice.areas.get(end) or self.lattice.middle(end)

    def path(self) -> Path:
        if self.arrow.start == self.arrow.to and isinstance(self.start, tuple):
            tried = [self._search(side) for side in range(4)]
        else:
            tried = [self._search(None)]
        return min(tried, key=lambda it: it[0])[1]

    def _search(self, side: int | None) -> tuple[float, Path]:
        """The best way and its cost.

        :param side: the side of the box by which to leave; any if None. With a side given, the way
            must end at another one.
        """
        queue: list[tuple[float, int, Point, int, Path]] = []
        tick = 0
        for point, before, way in self._leaving():
            if side in (None, way):
                cost = self._step(before, point, way) + self._side(way, self.faces)
                cost += self._aside(self.start, point, way)
                queue.append((cost, tick, point, way, (before, point)))
                tick += 1
        heapq.heapify(queue)
        done: set[tuple[Point, int]] = set()
        while queue:
            cost, _, point, way, path = heapq.heappop(queue)
            if self._arrived(path, way, side):
                return cost, path
            if (point, way) in done:
                continue
            done.add((point, way))
            within = point in self.lattice.boxes
            for turn, (x, y) in enumerate(STEPS):
                after = (point[0] + x, point[1] + y)
                if (turn + 2) % 4 == way or (within and turn != way) or not self._inside(after):
                    continue
                if self.lattice.boxes.get(after) not in (None, self.arrow.start, self.arrow.to):
                    continue
                more = cost + self._step(point, after, turn)
                more += self._across(point, turn) if turn == way else BEND
                more += self._aside(self.to, after, turn) if self._in(self.to, after) else 0.0
                if after == self.to:
                    more += self._side((turn + 2) % 4, self.faces[::-1])
                heapq.heappush(queue, (more, tick, after, turn, (*path, after)))
                tick += 1
        raise AssertionError("the outermost lines lead everywhere")

    def _leaving(self) -> Iterator[tuple[Point, Point, int]]:
        """First points outside the start, with the point before each and the way between them."""
        if isinstance(self.start, tuple):
            for way, (x, y) in enumerate(STEPS):
                yield (self.start[0] + x, self.start[1] + y), self.start, way
            return
        area = self.start
        inward = self._own(self.arrow.to, self.arrow.start)
        for before, after, way in _rim(area):
            points = (after, before, (way + 2) % 4) if inward else (before, after, way)
            if self._inside(after) and not {before, after} & self.lattice.boxes.keys():
                yield points[1], points[0], points[2]

    def _own(self, box: str, group: str) -> bool:
        """Whether a box lies in a group."""
        return any(r.id == group and box in r.members for r in self.lattice.sketch.regions)

    def _arrived(self, path: Path, way: int, side: int | None) -> bool:
        last, before = path[-1], path[-2]
        if isinstance(self.to, tuple):
            return last == self.to and (side is None or (way + 2) % 4 != side)
        crossed = self.to.holds(last) != self.to.holds(before)
        if self.arrow.start == self.arrow.to:
            return crossed and len(path) > 2
        return crossed

    def _inside(self, point: Point) -> bool:
        return 0 <= point[0] < len(self.xs) and 0 <= point[1] < len(self.ys)

    def _in(self, end: Point | Area, point: Point) -> bool:
        return isinstance(end, Area) and end.holds(point)

    def _aside(self, end: Point | Area, point: Point, way: int) -> float:
        """What it costs to leave or reach a group away from the middle of its side."""
        if not isinstance(end, Area):
            return 0.0
        lines, at = (self.xs, point[0]) if way in (UP, DOWN) else (self.ys, point[1])
        first, last = (end.left, end.right) if way in (UP, DOWN) else (end.top, end.bottom)
        return ASIDE * abs(lines[at] - (lines[first] + lines[last]) / 2)

    def _side(self, way: int, faces: Sequence[tuple[float, float]]) -> float:
        """What it costs to leave to a side from the first of two places for the second."""
        (x, y), (u, v) = faces
        toward = STEPS[way][0] * (u - x) + STEPS[way][1] * (v - y)
        return AGAINST if toward < -1 else 0.0

    def _step(self, one: Point, other: Point, way: int) -> float:
        """From a point to the next."""
        long = abs(self.xs[one[0]] - self.xs[other[0]]) + abs(self.ys[one[1]] - self.ys[other[1]])
        beside = self.used[frozenset((one, other))]
        cost = long * (1 + BESIDE * beside)
        if beside > 1 and one[1] == other[1] and self.lattice.across[one[1]].kind == "row":
            cost += CROWDED
        for area in self.foreign:
            if area.holds(one) != area.holds(other):
                ends = [end for end in (self.start, self.to) if isinstance(end, tuple)]
                own = any(area.holds(end) for end in ends)
                cost += INTO if own else THROUGH
        return cost

    def _across(self, point: Point, way: int) -> float:
        """What crosses a point at which the arrow goes straight on."""
        sides = (RIGHT, LEFT) if way in (DOWN, UP) else (UP, DOWN)
        met = [
            self.used[frozenset((point, (point[0] + x, point[1] + y)))]
            for x, y in (STEPS[side] for side in sides)
        ]
        return CROSSING * max(met)


def _rim(area: Area) -> Iterator[tuple[Point, Point, int]]:
    """Pairs of neighbours across a group's boundary: inside, outside, and the way out."""
    for x in range(area.left, area.right + 1):
        yield (x, area.top), (x, area.top - 1), UP
        yield (x, area.bottom), (x, area.bottom + 1), DOWN
    for y in range(area.top, area.bottom + 1):
        yield (area.left, y), (area.left - 1, y), LEFT
        yield (area.right, y), (area.right + 1, y), RIGHT
