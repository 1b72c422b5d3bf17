"""Where boxes stand: each in a row, centred on a half column, found by annealing from a plain start.

Half columns let a row of two boxes be centred below one of three. A cell is ``(column, row)``; the
boxes of a row are at least two half columns apart. The cost of a placement is about the length of its
arrows in mm, with what the eye minds besides: arrows against the reading direction, across each
other or across boxes, rows that hang to a side, boxes too narrow for their words.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from softbound.derive.theory_model import sizes
from softbound.derive.theory_model.sketch import Arrow, Sketch

Cell = tuple[int, int]
Cells = Mapping[str, Cell]

GAP = 9.0
"""Between neighbours, in mm."""
BETWEEN = 12.0
"""Between rows."""
NARROW, NARROWEST, WIDEST = 33.0, 25.0, 50.0
"""Boxes below the first look cramped; below the second they hold no words."""
HIGHEST = 165.0
"""A model higher than this needs smaller words."""
WRONG = 1000.0
"""The cost of a group that holds what is not its own: never chosen."""


def placements(sketch: Sketch, direction: str, seeds: Sequence[int]) -> list[dict[str, Cell]]:
    """The best placement that each seed finds, read across or down; all are valid."""
    if not sketch.boxes:
        return []
    found: dict[tuple[tuple[str, Cell], ...], dict[str, Cell]] = {}
    for seed in seeds:
        cells = _Search(sketch, direction, random.Random(seed)).best()
        found[tuple(sorted(cells.items()))] = cells
    return list(found.values())


def columns(cells: Cells) -> int:
    """How many half columns there are: centres are 1, 2, … that number."""
    return max(column for column, _ in cells.values())


def rows(cells: Cells) -> int:
    return 1 + max(row for _, row in cells.values())


def area(cells: Cells, members: Sequence[str]) -> tuple[int, int, int, int]:
    """Left and right half column, top and bottom row of some boxes."""
    own = [cells[member] for member in members]
    across, down = [c for c, _ in own], [r for _, r in own]
    return min(across), max(across), min(down), max(down)


def normal(cells: Cells) -> dict[str, Cell]:
    """Without empty rows, beginning at the first half column."""
    used = {row: n for n, row in enumerate(sorted({row for _, row in cells.values()}))}
    first = min(column for column, _ in cells.values()) - 1
    return {i: (column - first, used[row]) for i, (column, row) in cells.items()}


def free(cells: Cells) -> bool:
    """Whether no two boxes stand on one another."""
    by_row: dict[int, list[int]] = {}
    for column, row in cells.values():
        by_row.setdefault(row, []).append(column)
    for found in by_row.values():
        found.sort()
        if any(b - a < 2 for a, b in zip(found, found[1:], strict=False)):
            return False
    return True


def starts(sketch: Sketch, direction: str) -> Iterator[dict[str, Cell]]:
    """Plain placements that are always valid: each group in rows of its own, in reading order."""
    units: list[list[str]] = []
    done: set[str] = set()
    members = {region.id: list(region.members) for region in sketch.regions}
    for box in sketch.boxes:
        if box.id in done:
            continue
        alone = box.region is None
        unit = [box.id] if box.region is None else members[box.region]
        if alone and units and units[-1][0] not in {m for ms in members.values() for m in ms}:
            units[-1] += unit
        else:
            units.append(list(unit))
        done |= set(unit)
    wide = 3 if direction == "across" or len(sketch.boxes) > 7 else 1
    for order in (units, units[::-1]):
        cells: dict[str, Cell] = {}
        row = 0
        for unit in order:
            for chunk in (unit[n : n + wide] for n in range(0, len(unit), wide)):
                for n, box in enumerate(chunk):
                    cells[box] = (wide - len(chunk) + 2 * n + 1, row)
                row += 1
        yield normal(cells)


class _Search:
    """One run of annealing."""

    def __init__(self, sketch: Sketch, direction: str, chance: random.Random) -> None:
        self.cost = Cost(sketch, direction)
        self.chance = chance
        self.ids = [box.id for box in sketch.boxes]
        self.groups = [list(region.members) for region in sketch.regions]
        self.starts = list(starts(sketch, direction))

    def best(self) -> dict[str, Cell]:
        current = min(self.starts, key=self.cost)
        value = self.cost(current)
        best, least = current, value
        rounds = 1000 + 220 * min(len(self.ids), 16)
        for n in range(rounds):
            heat = 40.0 * (0.02 ** (n / rounds))
            moved = self._moved(current)
            if moved is None:
                continue
            new = self.cost(moved)
            if new <= value or self.chance.random() < math.exp((value - new) / heat):
                current, value = moved, new
                if value < least:
                    best, least = current, value
        return best

    def _moved(self, cells: dict[str, Cell]) -> dict[str, Cell] | None:
        """A neighbour of a placement; None where the move cannot be made."""
        chance = self.chance
        kind = chance.random()
        new = dict(cells)
        if kind < 0.3:
            one = chance.choice(self.ids)
            cell = (chance.randint(0, columns(cells) + 2), chance.randint(-1, rows(cells)))
            hit = [i for i, (c, r) in cells.items() if r == cell[1] and abs(c - cell[0]) < 2]
            if len(hit) == 1 and hit[0] != one:
                new[hit[0]], cell = cells[one], cells[hit[0]]
            new[one] = cell
        elif kind < 0.45:
            one, other = chance.choice(self.ids), chance.choice(self.ids)
            new[one], new[other] = cells[other], cells[one]
        elif kind < 0.6:
            one = chance.choice(self.ids)
            column, row = cells[one]
            new[one] = (column + chance.choice((-2, -1, 1, 2)), row)
        elif kind < 0.72:
            some = self._some()
            across, down = chance.choice(((1, 0), (-1, 0), (2, 0), (-2, 0), (0, 1), (0, -1)))
            new |= {i: (cells[i][0] + across, cells[i][1] + down) for i in some}
        elif kind < 0.8:
            one, other = chance.randrange(rows(cells)), chance.randrange(rows(cells))
            turned = {one: other, other: one}
            new = {i: (c, turned.get(r, r)) for i, (c, r) in cells.items()}
        elif kind < 0.87:
            some = self._some()
            left, right, *_ = area(cells, some)
            new |= {i: (left + right - cells[i][0], cells[i][1]) for i in some}
        elif kind < 0.94:
            one, place = chance.choice(self.ids), chance.randrange(rows(cells) + 1)
            new = {i: (c, 2 * r + 1) for i, (c, r) in cells.items()}
            new[one] = (cells[one][0], 2 * place)
        else:
            some = self._some()
            left, _, top, _ = area(cells, some)
            new |= {
                i: (left + 2 * (cells[i][1] - top), top + (cells[i][0] - left) // 2) for i in some
            }
        return normal(new) if new != cells and free(new) else None

    def _some(self) -> list[str]:
        """A group, a row by chance, or everything."""
        return self.chance.choice([*self.groups, self.ids]) if self.groups else self.ids


class Cost:
    """What a placement costs."""

    def __init__(self, sketch: Sketch, direction: str) -> None:
        self.sketch = sketch
        self.across = direction == "across"
        self.boxes = sketch.boxes
        self.members = {region.id: region.members for region in sketch.regions}
        self.arrows = [arrow for arrow in sketch.arrows if arrow.start != arrow.to]
        self._high: dict[tuple[str, int], float] = {}

    def __call__(self, cells: Cells) -> float:
        areas = {i: area(cells, members) for i, members in self.members.items()}
        wide, pitch, cramped = self._width(cells, areas)
        tops = self._rows(cells, wide)
        value = cramped + 0.15 * tops[-1] + 3 * max(0.0, tops[-1] - HIGHEST)
        value += self._groups(cells, areas) + self._balance(cells, areas) + self._order(cells)
        middles = [(a + b - BETWEEN) / 2 for a, b in zip(tops, tops[1:], strict=False)]
        at = {i: (column * pitch, middles[row]) for i, (column, row) in cells.items()}
        ends = [self._ends(arrow, cells, areas, at, pitch, wide, tops) for arrow in self.arrows]
        for arrow, line in zip(self.arrows, ends, strict=True):
            value += self._arrow(arrow, *line, pitch)
            value += self._hidden(arrow, line, cells, at, wide)
        return value + 16 * _crossings(self.arrows, ends)

    def _width(
        self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]
    ) -> tuple[float, float, float]:
        """The boxes' width, the distance of half columns, and the cost of narrow boxes."""
        used = columns(cells)
        spare = sizes.WIDTH - 8 * bool(areas)
        wide = 0.0
        for arrow in self.arrows:
            if arrow.label and arrow.start in cells and arrow.to in cells:
                (a, r), (b, s) = cells[arrow.start], cells[arrow.to]
                if r == s and abs(a - b) == 2:
                    spare -= 9
        bounds = {side for left, right, *_ in areas.values() for side in (left - 1, right + 1)}
        spare -= 3 * len([side for side in bounds if 0 < side < used + 1])
        steps = (used - 1) / 2
        wide = min((spare - steps * GAP) / (1 + steps), WIDEST)
        cramped = 3 * max(0.0, NARROW - wide) + 60 * max(0.0, NARROWEST - wide)
        wide = max(wide, 12.0)
        return wide, (wide + GAP) / 2, cramped

    def _rows(self, cells: Cells, wide: float) -> list[float]:
        """Where rows begin, and where the last ends."""
        high = [0.0] * rows(cells)
        for box in self.boxes:
            row = cells[box.id][1]
            key = (box.id, round(wide))
            if key not in self._high:
                self._high[key] = sizes.box(box.label, box.parts, wide)
            high[row] = max(high[row], self._high[key])
        tops = [0.0]
        for each in high:
            tops.append(tops[-1] + each + BETWEEN)
        return tops

    def _groups(self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]) -> float:
        """Groups that hold others' boxes, or stand in each other; groups that sprawl."""
        value = 0.0
        for i, (left, right, top, bottom) in areas.items():
            for box in self.boxes:
                column, row = cells[box.id]
                if box.region != i and left - 1 <= column <= right + 1 and top <= row <= bottom:
                    value += WRONG
            value += 3 * ((right - left + 2) / 2 * (bottom - top + 1) - len(self.members[i]))
        for (a, b, c, d), (e, f, g, h) in combinations(areas.values(), 2):
            if e - 2 < b and a - 2 < f and g <= d and c <= h:
                value += WRONG
        return value

    def _balance(self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]) -> float:
        """Rows that are not centred, in the whole and in their groups."""
        used = columns(cells)
        whole = (used + 1) / 2
        by_row: dict[int, list[int]] = {}
        for column, row in cells.values():
            by_row.setdefault(row, []).append(column)
        value = sum(2.5 * abs((min(r) + max(r)) / 2 - whole) for r in by_row.values())
        value += sum(
            1.0 * abs(a + d - b - c)
            for r in by_row.values()
            if len(r) == 4
            for a, b, c, d in [sorted(r)]
        )
        for i, (left, right, *_) in areas.items():
            inner: dict[int, list[int]] = {}
            for member in self.members[i]:
                inner.setdefault(cells[member][1], []).append(cells[member][0])
            value += sum(3 * abs(min(r) + max(r) - left - right) / 2 for r in inner.values())
            value += 2 * abs((left + right) / 2 - whole)
        return value

    def _order(self, cells: Cells) -> float:
        """Boxes that are read before those that the model names before them."""
        value = 0.0
        for one, other in zip(self.boxes, self.boxes[1:], strict=False):
            if one.region == other.region:
                (a, r), (b, s) = cells[one.id], cells[other.id]
                value += 3 * ((s, b) < (r, a))
        return value

    def _ends(
        self,
        arrow: Arrow,
        cells: Cells,
        areas: Mapping[str, tuple[int, int, int, int]],
        at: Mapping[str, tuple[float, float]],
        pitch: float,
        wide: float,
        tops: Sequence[float],
    ) -> tuple[float, float, float, float]:
        """Where an arrow's straight line would begin and end; at a group, at the nearest point of it."""
        spans = []
        for end in (arrow.start, arrow.to):
            if end in at:
                x, y = at[end]
                spans.append((x, x, y, y))
            else:
                left, right, top, bottom = areas[end]
                high = tops[bottom + 1] - BETWEEN
                spans.append((left * pitch, right * pitch, tops[top] - 3, high + 3))
        (a, b, c, d), (e, f, g, h) = spans
        x, u = _near(a, b, e, f)
        y, v = _near(c, d, g, h)
        return x, y, u, v

    def _arrow(self, arrow: Arrow, x: float, y: float, u: float, v: float, pitch: float) -> float:
        """The length of an arrow, and how it leads against the direction of reading."""
        across, down = u - x, v - y
        bent = abs(across) > 1 and abs(down) > 1
        if arrow.kind == "feedback":
            return 0.3 * (abs(across) + abs(down)) + 4 * bent
        value = abs(across) + abs(down) + 14 * bent
        if arrow.kind != "leads-to":
            return 0.8 * value + 3 * (down < -1)
        if self.across:
            value += 22 * (across < -1) + 4 * (abs(across) <= 1) + 8 * (down < -1)
        else:
            value += 22 * (down < -1) + 5 * (abs(down) <= 1) + 4 * (across < -1)
        return value

    def _hidden(
        self,
        arrow: Arrow,
        line: tuple[float, float, float, float],
        cells: Cells,
        at: Mapping[str, tuple[float, float]],
        wide: float,
    ) -> float:
        """Other boxes that its straight line runs across."""
        x, y, u, v = line
        factor = 6 if arrow.kind == "feedback" else 22
        value = 0.0
        left, right, top, bottom = min(x, u), max(x, u), min(y, v), max(y, v)
        for i, (a, b) in at.items():
            if i in (arrow.start, arrow.to):
                continue
            if left - wide / 2 < a < right + wide / 2 and top - 5 < b < bottom + 5:
                distance = abs((u - x) * (b - y) - (a - x) * (v - y))
                if distance < 6 * math.hypot(u - x, v - y) + 1e-9:
                    value += factor
        return value


def _near(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """A point of the one span and one of the other, nearest to each other and in their middles."""
    if b < c:
        return b, c
    if d < a:
        return a, d
    middle = (max(a, c) + min(b, d)) / 2
    return middle, middle


def _crossings(arrows: Sequence[Arrow], lines: Sequence[tuple[float, float, float, float]]) -> int:
    """How many pairs of straight lines cross."""
    count = 0
    for (one, p), (other, q) in combinations(zip(arrows, lines, strict=True), 2):
        if {one.start, one.to} & {other.start, other.to}:
            continue
        a, b, c, d = p
        e, f, g, h = q
        if max(a, c) < min(e, g) or max(e, g) < min(a, c):
            continue
        if max(b, d) < min(f, h) or max(f, h) < min(b, d):
            continue
        if _side(a, b, c, d, e, f) * _side(a, b, c, d, g, h) < 0 and (
            _side(e, f, g, h, a, b) * _side(e, f, g, h, c, d) < 0
        ):
            count += 1
    return count


def _side(a: float, b: float, c: float, d: float, x: float, y: float) -> float:
    return (c - a) * (y - b) - (d - b) * (x - a)
