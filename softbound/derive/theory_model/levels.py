"""What stands between rows of boxes, from top to bottom: arrows, boundaries, titles, words.

How high words are is known when the figure is drawn. So a place is said by a channel and a level in
it, and a level by the distance from what stands above it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from softbound.derive.theory_model.lanes import Lane, Stretch
from softbound.derive.theory_model.lattice import Lattice, Part

Kind = Literal["row", "lane", "end", "begin", "title", "words"]
"""``end`` and ``begin`` are boundaries of groups."""
CHANNEL, STEP = 10_000, 100
"""Heights are ordinal: so far apart are channels (with the row between them), and levels."""

DISTANCES: Mapping[tuple[Kind, Kind], float] = {
    ("row", "row"): 5, ("row", "lane"): 4.5, ("row", "end"): 3.5, ("row", "begin"): 6,
    ("row", "words"): 2.5,
    ("lane", "row"): 5.5, ("lane", "lane"): 4, ("lane", "end"): 4.5, ("lane", "begin"): 5.5,
    ("lane", "words"): 2,
    ("end", "row"): 6, ("end", "lane"): 4.5, ("end", "begin"): 6, ("end", "words"): 2,
    ("begin", "row"): 3.5, ("begin", "lane"): 4.5, ("begin", "title"): 1.5, ("begin", "words"): 2,
    ("title", "row"): 1.8, ("title", "lane"): 3, ("title", "words"): 2,
    ("words", "row"): 4, ("words", "lane"): 3, ("words", "end"): 3, ("words", "begin"): 4,
    ("words", "words"): 2,
}  # fmt: skip
"""In mm, from what is above to what is below; words and titles stand above their own level."""
PASSED: Mapping[tuple[Kind, Kind], float] = {
    ("row", "row"): 10, ("row", "begin"): 8.5, ("end", "row"): 8.5, ("end", "begin"): 8.5
}  # fmt: skip
"""The same where an arrow leads from the one to the other."""


@dataclass
class Level:
    """One height in a channel."""

    at: int
    """Ordinal, over the whole figure."""
    kind: Kind
    spans: list[tuple[float, float]] = field(default_factory=list)
    """Where words stand on it, from and to, in mm about."""


class Levels:
    """All levels of a drawing; words are added later."""

    def __init__(self, lattice: Lattice, given: Mapping[Stretch, Lane]) -> None:
        self.lattice = lattice
        self.given = given
        self.channels: list[list[Level]] = [[] for _ in range(lattice.rows + 1)]
        self._lanes: dict[int, tuple[int, int]] = {}
        self._boundaries: dict[tuple[int, Part], int] = {}
        self._titles: dict[int, int] = {}
        for number in range(lattice.rows + 1):
            self._fill(number)

    def _fill(self, number: int) -> None:
        """The levels of a channel, in order."""
        spans = self.lattice.spans
        titled = {region.id for region in self.lattice.sketch.regions if region.label}
        parts: dict[Part, int] = {
            line.part: n
            for n, line in enumerate(self.lattice.across)
            if line.kind == "channel" and line.number == number
        }
        if "before" in parts:
            self._add_lanes(number, parts["before"])
            self._boundaries[number, "before"] = self._add(number, "end")
        self._add_lanes(number, parts["between"])
        if "after" in parts:
            self._boundaries[number, "after"] = self._add(number, "begin")
            if any(top == number and i in titled for i, (_, _, top, _) in spans.items()):
                self._titles[number] = self._add(number, "title")
            self._add_lanes(number, parts["after"])

    def _add(self, number: int, kind: Kind) -> int:
        known = self.channels[number]
        at = number * CHANNEL + (len(known) + 1) * STEP
        known.append(Level(at, kind))
        return at

    def _add_lanes(self, number: int, line: int) -> None:
        own = [lane.of for s, lane in self.given.items() if not s.down and s.line == line]
        most = max(own, default=0)
        first = (len(self.channels[number]) + 1) * STEP + number * CHANNEL
        self._lanes[line] = (first, most)
        for _ in range(most):
            self._add(number, "lane")

    # where things are, in ordinal heights

    def lane(self, stretch: Stretch) -> int:
        """Of a stretch across; one through the middle of a row is where the row is."""
        line = self.lattice.across[stretch.line]
        if line.kind == "row":
            return self.row(line.number)
        first, most = self._lanes[stretch.line]
        lane = self.given[stretch]
        return first + (lane.number + (most - lane.of) // 2) * STEP

    def boundary(self, number: int, part: Part) -> int:
        return self._boundaries[number, part]

    def title(self, number: int) -> int:
        return self._titles[number]

    def row(self, number: int) -> int:
        return number * CHANNEL + CHANNEL // 2 + STEP

    def position(self, at: int) -> tuple[int, int]:
        """The channel and the place in it of a level."""
        number = at // CHANNEL
        return number, [level.at for level in self.channels[number]].index(at)

    # words

    def strip(self, at: int, span: tuple[float, float]) -> None:
        """Words on a level of their own, or on one that others have and where there is room."""
        level = next((lv for lv in self.channels[at // CHANNEL] if lv.at == at), None)
        if level is None:
            level = Level(at, "words")
            self.channels[at // CHANNEL].append(level)
            self.channels[at // CHANNEL].sort(key=lambda it: it.at)
        level.spans.append(span)

    def gaps(self, number: int) -> list[tuple[int, int]]:
        """Between which heights of a channel words of their own can stand, above and below."""
        known = [lv.at for lv in self.channels[number] if lv.kind not in ("words", "title")]
        top = number * CHANNEL
        return list(zip([top, *known], [*known, top + CHANNEL // 2], strict=True))

    def within(self, at: int) -> bool:
        """Whether a height of a channel lies inside of what ends or begins there."""
        known = self.channels[at // CHANNEL]
        return any(
            (level.kind == "end" and level.at > at) or (level.kind == "begin" and level.at < at)
            for level in known
        )

    # what the drawing is told

    def distances(self, number: int, passed: bool) -> list[float]:
        """From each of a channel's levels to the one above, and from the row below to the last.

        :param passed: whether arrows lead straight through it.
        """
        edges: list[Kind] = ["row", *(level.kind for level in self.channels[number]), "row"]
        found: list[float] = []
        for one, other in pairwise(edges):
            table = {**DISTANCES, **PASSED} if passed else DISTANCES
            found.append(table.get((one, other), 4))
        if number == 0:
            found[0] = 0.4
        if number == self.lattice.rows:
            found[-1] = 0.4
        return found
