"""Arrows that run along the same line, side by side: which is beside which, with few crossings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from softbound.derive.theory_model.lattice import Area, Lattice, Point
from softbound.derive.theory_model.routing import Path
from softbound.derive.theory_model.sketch import Arrow

NEAR = 0.01
"""The distance of two lanes, where that of two lines is 1."""
SWEEPS = 6
"""How often all neighbours are tried the other way round."""
WORK, FEWEST = 2_000_000, 40
"""How many pairs of stretches are compared in all, and how many orders are tried at least: a model
in which everything leads to everything gets a figure that is not good, but soon."""


@dataclass(frozen=True)
class Stretch:
    """A straight part of an arrow."""

    arrow: int
    number: int
    """Which part of the arrow it is, from 0."""
    down: bool
    """Whether it runs along a line down; else along one across."""
    line: int
    first: float
    last: float
    """Where it begins and ends: indices of the lines that cross its own. A whole number is a bend,
    another is the edge of a box or a group."""

    @property
    def low(self) -> float:
        return min(self.first, self.last)

    @property
    def high(self) -> float:
        return max(self.first, self.last)

    def meets(self, other: Stretch) -> bool:
        """Whether they cannot be in the same lane."""
        same = self.down == other.down and self.line == other.line
        return same and self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Lane:
    """Which of how many lanes a stretch has; counted from the left or the top."""

    number: int
    of: int

    @property
    def offset(self) -> float:
        """From the middle of all lanes, in lanes."""
        return self.number - (self.of - 1) / 2


def stretches(lattice: Lattice, arrow: Arrow, path: Path, number: int) -> list[Stretch]:
    """The straight parts of an arrow's way."""
    turns = [path[0]]
    for before, point, after in zip(path, path[1:], path[2:], strict=False):
        if (before[0] == point[0]) != (point[0] == after[0]):
            turns.append(point)
    turns.append(path[-1])
    found = []
    for n, (one, other) in enumerate(pairwise(turns)):
        down = one[0] == other[0]
        first, last = (float(point[1] if down else point[0]) for point in (one, other))
        if n == 0:
            first = _edge(lattice, arrow.start, path[0], path[1], down)
        if n == len(turns) - 2:
            last = _edge(lattice, arrow.to, path[-1], path[-2], down)
        found.append(Stretch(number, n, down, one[0] if down else one[1], first, last))
    return found


def _edge(lattice: Lattice, end: str, point: Point, beside: Point, down: bool) -> float:
    """Where an arrow leaves or reaches what it is tied to."""
    axis = 1 if down else 0
    way = 1 if beside[axis] > point[axis] else -1
    area = lattice.areas.get(end)
    if isinstance(area, Area):
        return point[axis] + way * 0.5
    last = point
    while True:  # a box covers all lines of its half column
        step = (last[0], last[1] + way) if down else (last[0] + way, last[1])
        if lattice.boxes.get(step) != end:
            return last[axis] + way * 0.4
        last = step


def lanes(parts: Sequence[Sequence[Stretch]]) -> dict[Stretch, Lane]:
    """A lane for every stretch, such that none runs over another and few cross."""
    everything = [stretch for arrow in parts for stretch in arrow]
    orders = [_first_order(bundle, parts) for bundle in _bundles(everything)]
    best = _numbered(orders)
    least = _cost(parts, best)
    left = max(FEWEST, WORK // (len(everything) ** 2 or 1))
    for _ in range(SWEEPS):
        before = least
        for n, order in enumerate(orders):
            for i, j in combinations(range(len(order)), 2):
                if left == 0 or (len(order) > 8 and j - i > 1):
                    continue
                left -= 1
                tried = list(order)
                tried[i], tried[j] = tried[j], tried[i]
                given = _numbered([*orders[:n], tried, *orders[n + 1 :]])
                cost = _cost(parts, given)
                if cost < least - 1e-9:
                    best, least, order, orders[n] = given, cost, tried, tried
        if least == before:
            break
    return best


def crossings(parts: Sequence[Sequence[Stretch]], given: dict[Stretch, Lane]) -> int:
    """How many pairs of stretches cross."""
    lines = [_line(arrow, n, given) for arrow in parts for n in range(len(arrow))]
    down = [line for line in lines if line[0]]
    across = [line for line in lines if not line[0]]
    return sum(
        low < other < high and bottom < at < top
        for _, at, low, high in down
        for _, other, bottom, top in across
    )


def _cost(parts: Sequence[Sequence[Stretch]], given: dict[Stretch, Lane]) -> float:
    """Crossings, and straight arrows that are not in the middle."""
    aside = sum(abs(given[arrow[0]].offset) for arrow in parts if len(arrow) == 1)
    return crossings(parts, given) + 0.05 * aside


def _bundles(everything: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches that hang together: each meets another one of the bundle."""
    left = list(everything)
    while left:
        bundle = [left.pop(0)]
        for one in bundle:
            near = [other for other in left if one.meets(other)]
            bundle += near
            left = [other for other in left if other not in near]
        yield bundle


def _first_order(bundle: list[Stretch], parts: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    """By where each stretch's neighbours lie: what comes from above is above."""

    def pull(stretch: Stretch) -> float:
        arrow = parts[stretch.arrow]
        value = 0.0
        for n in (stretch.number - 1, stretch.number + 1):
            if 0 <= n < len(arrow):
                other = arrow[n]
                far = other.first if n < stretch.number else other.last
                value += far - stretch.line
        return value

    return sorted(bundle, key=lambda s: (pull(s), s.arrow, s.number))


def _numbered(orders: Sequence[Sequence[Stretch]]) -> dict[Stretch, Lane]:
    """Lanes as few as the order in each bundle allows."""
    found: dict[Stretch, Lane] = {}
    for order in orders:
        numbers: dict[Stretch, int] = {}
        for n, stretch in enumerate(order):
            met = [numbers[other] for other in order[:n] if stretch.meets(other)]
            numbers[stretch] = max(met, default=-1) + 1
        of = max(numbers.values()) + 1
        found |= {stretch: Lane(number, of) for stretch, number in numbers.items()}
    return found


def _line(
    arrow: Sequence[Stretch], n: int, given: dict[Stretch, Lane]
) -> tuple[bool, float, float, float]:
    """Whether a stretch runs down, where, from and to: with its lane and its neighbours' lanes."""
    stretch = arrow[n]
    first = _at(arrow[n - 1], given) if n > 0 else stretch.first
    last = _at(arrow[n + 1], given) if n + 1 < len(arrow) else stretch.last
    return stretch.down, _at(stretch, given), min(first, last), max(first, last)


def _at(stretch: Stretch, given: dict[Stretch, Lane]) -> float:
    return stretch.line + NEAR * given[stretch].offset
