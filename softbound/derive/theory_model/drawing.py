"""Where everything of a model stands → plain data, of which Typst makes the figure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any

from softbound.derive.theory_model import lanes, placing, routing, sizes, words
from softbound.derive.theory_model.columns import LANE, Columns, X
from softbound.derive.theory_model.cost import HIGHEST, NARROW, NARROWEST, WIDEST, Cells, Cost
from softbound.derive.theory_model.lanes import Lane, Stretch
from softbound.derive.theory_model.lattice import Lattice
from softbound.derive.theory_model.levels import Levels
from softbound.derive.theory_model.sketch import Sketch
from softbound.derive.theory_model.words import Words, Writing


class Drawing:
    """A placement with the ways of its arrows and the places of its words."""

    def __init__(self, sketch: Sketch, cells: Cells) -> None:
        self.sketch = sketch
        self.cells = cells
        self.lattice = Lattice(sketch, cells)
        paths = routing.routes(self.lattice, sketch.arrows)
        self.parts = [
            lanes.stretches(self.lattice, arrow, path, n)
            for n, (arrow, path) in enumerate(zip(sketch.arrows, paths, strict=True))
        ]
        self.given: dict[Stretch, Lane] = lanes.lanes(self.parts)
        spread = words.spread(self.parts, sketch.arrows, self.lattice)
        self.columns = Columns(self.lattice, self.given, spread)
        self.levels = Levels(self.lattice, self.given)
        self.writing = Writing(self.lattice, self.parts, self.columns, self.levels)
        self.beside, self.titles = self.writing.all()

    def cost(self, fanned: Collection[int] = ()) -> float:
        """How far the arrows and words are from a good drawing.

        :param fanned: arrows that leave their box with others, where bends are no fault.
        """
        wide = self.columns.wide
        bends = sum(
            (len(own) - 1) * (0.2 if n in fanned else 1) for n, own in enumerate(self.parts)
        )
        value = 25.0 * lanes.crossings(self.parts, self.given) + 5.0 * bends + self.writing.cost
        value += 4 * max(0.0, NARROW - wide) + 60 * max(0.0, NARROWEST - wide)
        for box in self.sketch.boxes:
            lacking = sizes.longest_word(box.label) - (wide - 2 * sizes.INSET)
            value += 20 * max(0.0, lacking)
        high = self.height()
        return value + 0.3 * high + 3 * max(0.0, high - HIGHEST)

    def height(self) -> float:
        """How high it is, about."""
        wide = self.columns.wide
        value = 0.0
        for row in range(self.lattice.rows):
            value += max(
                sizes.box(box.label, box.parts, wide)
                for box in self.sketch.boxes
                if self.cells[box.id][1] == row
            )
        for number in range(self.lattice.rows + 1):
            value += sum(self.levels.distances(number, self._passed(number)))
        texts = [each for each in (*self.beside, *self.titles.values()) if each]
        for each in texts:
            room = self.columns.mm(each.right) - self.columns.mm(each.left)
            if each.row is None:
                count = sizes.lines(each.text, room, sizes.SMALL)
                value += sizes.height(count, sizes.SMALL)
        return value

    def _passed(self, number: int) -> bool:
        """Whether an arrow leads down or up through a channel, with nothing in between."""
        top, bottom = (self.levels.row(n) for n in (number - 1, number))
        for own in self.parts:
            for stretch in own:
                if stretch.down:
                    ends = [self.writing.height(stretch, e) for e in (stretch.first, stretch.last)]
                    if max(min(ends), top) < min(max(ends), bottom):
                        return True
        return False

    def data(self) -> dict[str, Any]:
        """What the figure is told."""
        kinds = {box.id: "stage" if box.stage else "category" for box in self.sketch.boxes}
        return {
            "width": self._x(self.columns.whole),
            "widest": WIDEST,
            "boxes": [
                {
                    "id": box.id,
                    "kind": kinds[box.id],
                    "x": self._x(self.columns.middle(self.cells[box.id][0]).plus(0, -0.5)),
                    "row": self.cells[box.id][1],
                    "label": _begun(box.label),
                    "parts": [_begun(part) for part in box.parts],
                    "ports": self._ports(box.id),
                }
                for box in self.sketch.boxes
            ],
            "groups": [self._group(region.id) for region in self.sketch.regions],
            "channels": [
                self.levels.distances(n, self._passed(n)) for n in range(self.lattice.rows + 1)
            ],
            "arrows": [self._arrow(n) for n in range(len(self.sketch.arrows))],
        }

    def _x(self, place: X) -> list[float]:
        return [round(place.mm, 2), round(place.boxes, 4)]

    def _ports(self, box: str) -> int:
        """How many arrows stand side by side at its left or right: it must be high enough."""
        _, y = self.lattice.middle(box)
        own = [
            lane.of
            for stretch, lane in self.given.items()
            if not stretch.down
            and stretch.line == y
            and box
            in (self.sketch.arrows[stretch.arrow].start, self.sketch.arrows[stretch.arrow].to)
        ]
        return max(own, default=0)

    def _level(self, at: int) -> list[Any]:
        channel, number = self.levels.position(at)
        return ["level", channel, number]

    def _group(self, region: str) -> dict[str, Any]:
        given = next(r for r in self.sketch.regions if r.id == region)
        left, right, top, bottom = self.lattice.spans[region]
        title = self.titles.get(region)
        return {
            "id": region,
            "boundary": given.boundary,
            "left": self._x(self.columns.boundary(left - 1, "after")),
            "right": self._x(self.columns.boundary(right + 1, "before")),
            "top": self._level(self.levels.boundary(top, "after")),
            "bottom": self._level(self.levels.boundary(bottom + 1, "before")),
            "title": self._words(title, _begun(given.label)) if title else None,
        }

    def _words(self, given: Words, text: str = "") -> dict[str, Any]:
        if given.row is None:
            y = self._level(given.at)
        else:
            y = ["row", given.row, given.lane * LANE, given.below]
        return {
            "words": text or given.text,
            "left": self._x(given.left),
            "right": self._x(given.right),
            "align": given.align,
            "y": y,
        }

    def _arrow(self, number: int) -> dict[str, Any]:
        arrow, own = self.sketch.arrows[number], self.parts[number]
        beside = self.beside[number]
        points = [self._end(own, 0)]
        points += [self._corner(one, other) for one, other in pairwise(own)]
        points.append(self._end(own, -1))
        return {
            "from": arrow.start,
            "to": arrow.to,
            "kind": arrow.kind,
            "points": points,
            "label": self._words(beside) if beside else None,
        }

    def _corner(self, one: Stretch, other: Stretch) -> dict[str, Any]:
        down, across = (one, other) if one.down else (other, one)
        return {"x": self._x(self.columns.lane(down)), "y": self._y(across)}

    def _y(self, across: Stretch) -> list[Any]:
        line = self.lattice.across[across.line]
        if line.kind == "row":
            return ["row", line.number, self.given[across].offset * LANE]
        return self._level(self.levels.lane(across))

    def _end(self, own: Sequence[Stretch], which: int) -> dict[str, Any]:
        """Where an arrow begins (0) or ends (-1)."""
        stretch = own[which]
        place = stretch.first if which == 0 else stretch.last
        arrow = self.sketch.arrows[stretch.arrow]
        box = arrow.start if which == 0 else arrow.to
        if not stretch.down:
            return {"x": self._x(self.writing.end(stretch, place)), "y": self._y(stretch)}
        x = self._x(self.columns.lane(stretch))
        if box in self.cells:
            _, y = self.lattice.middle(box)
            return {"x": x, "y": ["top" if place < y else "bottom", box]}
        return {"x": x, "y": self._level(self.writing.height(stretch, place))}


def _begun(label: str) -> str:
    """A label at the start of a line: with a capital."""
    return label[:1].upper() + label[1:]


def best(sketch: Sketch) -> Drawing | None:
    """The best drawing of a model; None if nothing of it can be drawn."""
    directions = ("across", "down") if sketch.direction == "auto" else (sketch.direction,)
    found = []
    for direction in directions:
        cost = Cost(sketch, direction)
        for cells in placing.placements(sketch, direction, SEEDS):
            drawing = Drawing(sketch, cells)
            found.append((cost(cells) + drawing.cost(cost.fanned), drawing))
    return min(found, key=lambda each: each[0], default=(0.0, None))[1]


SEEDS = (1, 2, 3)
"""Each finds a placement of its own; the same model always gives the same figure."""
