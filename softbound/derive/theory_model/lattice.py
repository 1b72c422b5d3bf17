"""The lines along which arrows may run: between rows and boxes, and through boxes' middles.

Lines across: for each channel between rows up to three, since groups' boundaries run there too: one
inside the groups that end above, one between, one inside the groups that begin below; and one through
the middle of each row. Lines down: the same for each half column, which is the middle of a box in
some rows and a gap in others. A point is ``(x, y)``: indices of a line down and a line across.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from softbound.derive.theory_model import sizes
from softbound.derive.theory_model.cost import BETWEEN, GAP, WIDEST, Cells, area, columns, rows
from softbound.derive.theory_model.sketch import Sketch

Part = Literal["before", "between", "after"]
"""Of a channel or a gap: inside what ends there, between, inside what begins there."""
Point = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A line of the lattice."""

    kind: Literal["channel", "row"]
    """``row`` is the middle of a row; a line down is always a ``channel``."""
    number: int
    """Of the channel, row or half column, from 0."""
    part: Part
    at: float
    """Where it is, about, in mm."""


@dataclass(frozen=True)
class Area:
    """What a group covers: all points between these lines, with them."""

    left: int
    right: int
    top: int
    bottom: int

    def holds(self, point: Point) -> bool:
        x, y = point
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Lattice:
    """All lines of one placement."""

    def __init__(self, sketch: Sketch, cells: Cells) -> None:
        self.sketch = sketch
        self.cells = cells
        self.columns = columns(cells)
        self.rows = rows(cells)
        self.spans = {r.id: area(cells, r.members) for r in sketch.regions}
        self.taken = {(column, row): i for i, (column, row) in cells.items()}

    @cached_property
    def wide(self) -> float:
        """How wide boxes are, about."""
        steps = (self.columns - 1) / 2
        spare = sizes.WIDTH - 10 * bool(self.spans) - steps * GAP
        return max(12.0, min(spare / (1 + steps), WIDEST))

    @cached_property
    def down(self) -> list[Line]:
        """The lines down, from left to right."""
        pitch = (self.wide + GAP) / 2
        ends = {right + 1 for _, right, *_ in self.spans.values()}
        begins = {left - 1 for left, *_ in self.spans.values()}
        found = []
        for number in range(self.columns + 2):
            at = number * pitch
            if number in ends:
                found.append(Line("channel", number, "before", at - 3))
            found.append(Line("channel", number, "between", at))
            if number in begins:
                found.append(Line("channel", number, "after", at + 3))
        return found

    @cached_property
    def across(self) -> list[Line]:
        """The lines across, from top to bottom."""
        ends = {bottom + 1 for *_, bottom in self.spans.values()}
        begins = {top for _, _, top, _ in self.spans.values()}
        high = [
            max(
                sizes.box(box.label, box.parts, self.wide)
                for box in self.sketch.boxes
                if self.cells[box.id][1] == row
            )
            for row in range(self.rows)
        ]
        found = []
        at = 0.0
        for number in range(self.rows + 1):
            if number in ends:
                found.append(Line("channel", number, "before", at - 3))
            found.append(Line("channel", number, "between", at))
            if number in begins:
                found.append(Line("channel", number, "after", at + 3))
            if number < self.rows:
                half = (high[number] + BETWEEN) / 2
                found.append(Line("row", number, "between", at + half))
                at += 2 * half
        return found

    @cached_property
    def _x(self) -> Mapping[tuple[int, Part], int]:
        return {(line.number, line.part): n for n, line in enumerate(self.down)}

    @cached_property
    def _y(self) -> Mapping[tuple[str, int, Part], int]:
        return {(line.kind, line.number, line.part): n for n, line in enumerate(self.across)}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Each group's."""
        return {
            i: Area(
                self._x[left - 1, "after"],
                self._x[right + 1, "before"],
                self._y["channel", top, "after"],
                self._y["channel", bottom + 1, "before"],
            )
            for i, (left, right, top, bottom) in self.spans.items()
        }

    def middle(self, box: str) -> Point:
        """The point in a box's middle."""
        column, row = self.cells[box]
        return self._x[column, "between"], self._y["row", row, "between"]

    @cached_property
    def boxes(self) -> dict[Point, str]:
        """All points that lie in a box → the box."""
        found = {}
        for n, line in enumerate(self.down):
            for m, other in enumerate(self.across):
                if other.kind == "row" and (line.number, other.number) in self.taken:
                    found[n, m] = self.taken[line.number, other.number]
        return found
