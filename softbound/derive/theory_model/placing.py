"""Where boxes stand: each in a row and a half column, found by annealing from a plain start."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

from softbound.derive.theory_model.cost import Cell, Cells, Cost, area, columns, rows
from softbound.derive.theory_model.sketch import Sketch

ROUNDS, ROUNDS_EACH, HOT = 800, 320, 40.0
"""How long annealing takes, for a model and each of its boxes, and how it begins."""
MANY = 30
"""The arrows from which on fewer placements are tried, since each takes longer."""


def placements(sketch: Sketch, direction: str, seeds: Sequence[int]) -> list[dict[str, Cell]]:
    """The best placement that each seed finds, read across or down; all are valid."""
    if not sketch.boxes:
        return []
    found: dict[tuple[tuple[str, Cell], ...], dict[str, Cell]] = {}
    for turn, seed in enumerate(seeds):
        cells = _Search(sketch, direction, random.Random(seed)).best(turn)
        found[tuple(sorted(cells.items()))] = cells
    return list(found.values())


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
        if any(b - a < 2 for a, b in pairwise(found)):
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
    wides = (3, 2, 4) if direction == "across" else (1, 2, 3)
    for wide, order in product(wides, (units, units[::-1])):
        cells: dict[str, Cell] = {}
        row = 0
        for unit in order:
            for chunk in (unit[n : n + wide] for n in range(0, len(unit), wide)):
                for n, one in enumerate(chunk):
                    cells[one] = (wide - len(chunk) + 2 * n + 1, row)
                row += 1
        yield normal(cells)
    yield _layered(sketch)


def _layered(sketch: Sketch) -> dict[str, Cell]:
    """Each box in the row below all that lead to it, rows spread over the width; back edges apart."""
    order = {box.id: n for n, box in enumerate(sketch.boxes)}
    layer = dict.fromkeys(order, 0)
    forward = [
        (arrow.start, arrow.to)
        for arrow in sketch.arrows
        if arrow.kind != "feedback"
        and arrow.start in order
        and arrow.to in order
        and order[arrow.start] < order[arrow.to]
    ]
    for _ in order:
        for start, to in forward:
            layer[to] = max(layer[to], layer[start] + 1)
    layers: dict[int, list[str]] = {}
    for box in order:
        layers.setdefault(layer[box], []).append(box)
    most = max(map(len, layers.values()))
    return normal(
        {
            box: ((2 * n + 1) * most // len(boxes), row)
            for row, boxes in layers.items()
            for n, box in enumerate(boxes)
        }
    )


class _Search:
    """One run of annealing."""

    def __init__(self, sketch: Sketch, direction: str, chance: random.Random) -> None:
        self.cost = Cost(sketch, direction)
        self.chance = chance
        self.arrows = len(sketch.arrows)
        self.ids = [box.id for box in sketch.boxes]
        self.groups = [list(region.members) for region in sketch.regions]
        valid = {tuple(each.items()): each for each in starts(sketch, direction)}
        self.starts = sorted(valid.values(), key=self.cost)

    def best(self, turn: int) -> dict[str, Cell]:
        """The best placement found.

        :param turn: which start to begin with: 0 is the best one.
        """
        current = self.starts[turn % len(self.starts)]
        value = self.cost(current)
        best, least = current, value
        rounds = ROUNDS + ROUNDS_EACH * min(len(self.ids), 16)
        rounds = int(rounds * (MANY / max(MANY, self.arrows)) ** 2)
        for n in range(rounds):
            heat = HOT * (0.02 ** (n / rounds))
            moved = self._moved(current)
            if moved is None:
                continue
            limit = value - heat * math.log(1 - self.chance.random())
            new = self.cost(moved, limit)
            if new <= limit:
                current, value = moved, new
                if value < least:
                    best, least = current, value
        return self._polished(best, least)

    def _polished(self, cells: dict[str, Cell], least: float) -> dict[str, Cell]:
        """Without any two boxes that would better stand in each other's place."""
        best, before = cells, math.inf
        while least < before:
            before = least
            for one, other in combinations(self.ids, 2):
                tried = {**best, one: best[other], other: best[one]}
                cost = self.cost(tried, least)
                if cost < least:
                    best, least = tried, cost
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
            first, second = chance.randrange(rows(cells)), chance.randrange(rows(cells))
            turned = {first: second, second: first}
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
