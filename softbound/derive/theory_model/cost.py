"""What a placement of boxes costs: about the length of its arrows in mm, and what the eye minds.

A cell is ``(column, row)``. Half columns let a row of two boxes be centred below one of three; the boxes
of a row are at least two half columns apart. The eye minds arrows against the reading direction, across
each other or across boxes, rows that hang to a side, boxes too narrow for their words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from softbound.derive.theory_model import sizes
from softbound.derive.theory_model.sketch import Arrow, Sketch

Cell = tuple[int, int]
Cells = Mapping[str, Cell]
Straight = tuple[float, float, float, float]
"""A line from one point to another: x and y, x and y."""

GAP = 9.0
"""Between neighbours, in mm."""
BETWEEN = 11.0
"""Between rows."""
NARROW, NARROWEST, WIDEST = 31.0, 25.0, 50.0
"""Boxes below the first look cramped; below the second they hold no words."""
HIGHEST = 175.0
"""A model higher than this needs smaller words."""
CROSSED, HIDDEN = 20.0, 50.0
"""What it costs when straight lines cross, or run across a box."""
BENT = 8.0
"""The cost of an arrow that is not straight, but for one of several from a box."""
STEP = 10.0
"""The cost of an arrow that steps aside by half a column, but for one of several from a box."""
SIDEWAYS = 0.55
"""Boxes are wider than high: a step to the side counts about as much as one down."""
UNLIKE = 0.8
"""The cost of a mm by which arrows from or to one box are not alike on both sides."""
NEVER = math.inf
"""The cost of a group that holds what is not its own."""


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


class Cost:
    """What a placement costs."""

    def __init__(self, sketch: Sketch, direction: str) -> None:
        self.across = direction == "across"
        self.boxes = sketch.boxes
        self.index = {box.id: n for n, box in enumerate(sketch.boxes)}
        self.members = {region.id: region.members for region in sketch.regions}
        self.arrows = [arrow for arrow in sketch.arrows if arrow.start != arrow.to]
        self.pairs = [
            (n, m)
            for (n, one), (m, other) in combinations(enumerate(self.arrows), 2)
            if not {one.start, one.to} & {other.start, other.to}
        ]
        home = {box.id: box.region for box in self.boxes}
        self.homes = [
            {end for e in (arrow.start, arrow.to) for end in (e, home.get(e))}
            for arrow in self.arrows
        ]
        self.others = [
            [box.id for box in self.boxes if box.id not in (arrow.start, arrow.to)]
            for arrow in self.arrows
        ]
        self.fans = [
            fan
            for box in self.boxes
            for end in ("start", "to")
            if len(fan := self._fan(box.id, end)) > 1
        ]
        self.fanned = {n for fan in self.fans for n in fan}
        self.spread = [sizes.spread(arrow.label) - GAP for arrow in self.arrows]
        self._high: dict[tuple[str, int], float] = {}
        self._lines: dict[int, float] = {}

    def __call__(self, cells: Cells, limit: float = math.inf) -> float:
        """In mm, about; as soon as it is above the limit, whatever it has come to."""
        areas = {i: area(cells, members) for i, members in self.members.items()}
        value = self._groups(cells, areas)
        if value > limit:
            return value
        value += self._balance(cells, areas) + self._order(cells)
        if value > limit:
            return value
        wide, pitch, cramped = self._width(cells, areas)
        tops = self._rows(cells, wide)
        value += cramped + 0.15 * tops[-1] + 3 * max(0.0, tops[-1] - HIGHEST)
        middles = [(a + b - BETWEEN) / 2 for a, b in pairwise(tops)]
        at = {i: (column * pitch, middles[row]) for i, (column, row) in cells.items()}
        lines = []
        for n, arrow in enumerate(self.arrows):
            line = self._ends(arrow, areas, at, pitch, tops)
            lines.append(line)
            value += self._arrow(arrow, n in self.fanned, *line)
            if 1 < abs(line[2] - line[0]) < 1.1 * pitch and n not in self.fanned:
                value += STEP
            if arrow.start in areas and arrow.to in areas:
                value += _aside(areas[arrow.start], areas[arrow.to])
            if value > limit:
                return value
        value += UNLIKE * sum(_unlike([lines[n] for n in fan], self.across) for fan in self.fans)
        for n, line in enumerate(lines):
            value += self._hidden(n, line, at, wide)
            value += self._through(n, line, areas, pitch, tops)
            if value > limit:
                return value
        return value + CROSSED * sum(_cross(lines[n], lines[m]) for n, m in self.pairs)

    def _fan(self, box: str, end: str) -> list[int]:
        """Arrows that leave a box, or reach it, for boxes that have no other."""
        other = "to" if end == "start" else "start"
        lone = Counter(e for arrow in self.arrows for e in (arrow.start, arrow.to))
        return [
            n
            for n, arrow in enumerate(self.arrows)
            if getattr(arrow, end) == box
            and arrow.kind != "feedback"
            and (end == "start" or lone[getattr(arrow, other)] == 1)
        ]

    def _groups(self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]) -> float:
        """Groups that hold others' boxes, or stand in each other; groups that sprawl."""
        value = 0.0
        for i, (left, right, top, bottom) in areas.items():
            for box in self.boxes:
                if box.region != i:
                    column, row = cells[box.id]
                    if left - 1 <= column <= right + 1 and top <= row <= bottom:
                        return NEVER
            value += 8 * ((right - left + 2) / 2 * (bottom - top + 1) - len(self.members[i]))
        for (a, b, c, d), (e, f, g, h) in combinations(areas.values(), 2):
            if e - 2 < b and a - 2 < f and g <= d and c <= h:
                return NEVER
        return value

    def _balance(self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]) -> float:
        """Rows that are not centred, in the whole and in their groups."""
        whole = columns(cells) + 1
        by_row: dict[int, list[int]] = {}
        for column, row in cells.values():
            by_row.setdefault(row, []).append(column)
        value = 0.0
        for found in by_row.values():
            found.sort()
            value += 1.25 * abs(found[0] + found[-1] - whole)
            steps = [b - a for a, b in pairwise(found)]
            value += sum(abs(a - b) for a, b in pairwise(steps))
        for i, (left, right, *_) in areas.items():
            inner: dict[int, list[int]] = {}
            for member in self.members[i]:
                column, row = cells[member]
                inner.setdefault(row, []).append(column)
            value += sum(1.5 * abs(min(r) + max(r) - left - right) for r in inner.values())
            value += 2 * abs(left + right - whole)
        return value

    def _order(self, cells: Cells) -> float:
        """Boxes that are read before those that the model names before them."""
        value = 0.0
        for one, other in pairwise(self.boxes):
            if one.region == other.region:
                (a, r), (b, s) = cells[one.id], cells[other.id]
                value += 5 * ((s, b) < (r, a))
        first = self.boxes[0]
        column, row = cells[first.id]
        own = [cells[b.id] for b in self.boxes if b.region == first.region]
        return value + sum(4 * (r < row) + 15 * (r == row and c < column) for c, r in own)

    def _width(
        self, cells: Cells, areas: Mapping[str, tuple[int, int, int, int]]
    ) -> tuple[float, float, float]:
        """The boxes' width, the distance of half columns, and the cost of narrow boxes."""
        used = columns(cells)
        spare = sizes.WIDTH - 8 * bool(areas)
        spread: dict[int, float] = {}
        for arrow, room in zip(self.arrows, self.spread, strict=True):
            if arrow.label and arrow.start in cells and arrow.to in cells:
                (a, r), (b, s) = cells[arrow.start], cells[arrow.to]
                if r == s and abs(a - b) == 2:
                    spread[a + b] = max(room, spread.get(a + b, 0.0))
        bounds = {side for left, right, *_ in areas.values() for side in (left - 1, right + 1)}
        spare -= sum(spread.values()) + 3 * len([side for side in bounds if 0 < side < used + 1])
        steps = (used - 1) / 2
        wide = min((spare - steps * GAP) / (1 + steps), WIDEST)
        cramped = (
            self._broken(max(wide, 12.0))
            + 3 * max(0.0, NARROW - wide)
            + 60 * max(0.0, NARROWEST - wide)
        )
        wide = max(wide, 12.0)
        return wide, (wide + GAP) / 2, cramped

    def _broken(self, wide: float) -> float:
        """The cost of words that break into many lines."""
        key = round(wide)
        if key not in self._lines:
            room = wide - 2 * sizes.INSET
            counts = [sizes.lines(t, room) for box in self.boxes for t in (box.label, *box.parts)]
            self._lines[key] = 6.0 * sum(max(0, count - 3) for count in counts)
        return self._lines[key]

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

    def _ends(
        self,
        arrow: Arrow,
        areas: Mapping[str, tuple[int, int, int, int]],
        at: Mapping[str, tuple[float, float]],
        pitch: float,
        tops: Sequence[float],
    ) -> Straight:
        """Where an arrow's straight line would begin and end; at a group, at the nearest point of it."""
        if arrow.start in at and arrow.to in at:
            return (*at[arrow.start], *at[arrow.to])
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

    def _arrow(self, arrow: Arrow, fanned: bool, x: float, y: float, u: float, v: float) -> float:
        """The length of an arrow, and how it leads against the direction of reading."""
        across, down = SIDEWAYS * (u - x), v - y
        bent = abs(across) > 1 and abs(down) > 1
        long = abs(across) + abs(down)
        if arrow.kind == "feedback":
            return 0.3 * long + 4 * bent
        value = long + BENT * (bent and not fanned)
        if arrow.kind != "leads-to":
            return 0.8 * value + 3 * (down < -1)
        if self.across:
            value += 18 * (across < -1) + 20 * (abs(across) <= 1) + 22 * (down < -1)
        else:
            value += 36 * (down < -1) + 30 * (abs(down) <= 1) + 12 * (across < -1)
        return value

    def _through(
        self,
        number: int,
        line: Straight,
        areas: Mapping[str, tuple[int, int, int, int]],
        pitch: float,
        tops: Sequence[float],
    ) -> float:
        """Groups with neither end in them that its straight line runs through."""
        return HIDDEN * sum(
            _within(line, ((left - 1) * pitch, (right + 1) * pitch, tops[top], tops[bottom + 1]))
            for i, (left, right, top, bottom) in areas.items()
            if i not in self.homes[number]
        )

    def _hidden(
        self, number: int, line: Straight, at: Mapping[str, tuple[float, float]], wide: float
    ) -> float:
        """Other boxes that its straight line runs across."""
        x, y, u, v = line
        left, right, top, bottom = min(x, u), max(x, u), min(y, v) - 5, max(y, v) + 5
        left, right = left - wide / 2, right + wide / 2
        value = 0.0
        for i in self.others[number]:
            a, b = at[i]
            if left < a < right and top < b < bottom:
                distance = abs((u - x) * (b - y) - (a - x) * (v - y))
                if distance < 6 * math.hypot(u - x, v - y) + 1e-9:
                    value += HIDDEN
        return min(value / 5, 12.0) if self.arrows[number].kind == "feedback" else value


def _aside(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """How far the middles of two groups are from standing above or beside each other."""
    across, down = (abs(one[n] + one[n + 1] - other[n] - other[n + 1]) for n in (0, 2))
    return 8.0 * min(across, down)


def _within(line: Straight, box: tuple[float, float, float, float]) -> bool:
    """Whether a straight line runs through a rectangle, about."""
    x, y, u, v = line
    left, right, top, bottom = box
    return any(
        left < x + share * (u - x) < right and top < y + share * (v - y) < bottom
        for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
    )


def _unlike(lines: Sequence[Straight], across: bool) -> float:
    """How far arrows of one box are from leading to both sides alike, and as far as each other."""
    side = [SIDEWAYS * (u - x) for x, _, u, _ in lines]
    down = [v - y for _, y, _, v in lines]
    if across:
        side, down = down, side
    middle = sum(down) / len(down)
    return abs(sum(side)) + 0.9 * sum(abs(each - middle) for each in down)


def _near(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """A point of the one span and one of the other, nearest to each other and in their middles."""
    if b < c:
        return b, c
    if d < a:
        return a, d
    middle = (max(a, c) + min(b, d)) / 2
    return middle, middle


def _cross(one: Straight, other: Straight) -> bool:
    """Whether two straight lines cross."""
    a, b, c, d = one
    e, f, g, h = other
    if (a < e and c < e and a < g and c < g) or (a > e and c > e and a > g and c > g):
        return False
    if (b < f and d < f and b < h and d < h) or (b > f and d > f and b > h and d > h):
        return False
    x, y, u, v = c - a, d - b, g - e, h - f
    return (x * (f - b) - y * (e - a)) * (x * (h - b) - y * (g - a)) < 0 and (
        u * (b - f) - v * (a - e)
    ) * (u * (d - f) - v * (c - e)) < 0
