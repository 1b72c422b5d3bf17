"""Pairs → groups, without joining two works by a chain of likenesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MOST_COMPARED = 60
"""Of a group's members; a group of more has been exported so often that all look the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two records of one work, by their positions."""

    first: int
    second: int
    strength: int
    """Smaller is surer; 0 if no comparison could tell them apart."""
    reason: str


@dataclass
class Groups:
    """Which positions belong together; grows as links are joined."""

    size: int
    forbidden: Sequence[frozenset[int]] = ()
    """Sets of positions of which no two may come together."""
    of: list[int] = field(init=False)
    """Position → its group's name, which is one of its members."""
    members: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.of = list(range(self.size))
        self.members = {index: [index] for index in range(self.size)}
        self._clauses: dict[int, set[int]] = {}
        for number, clause in enumerate(self.forbidden):
            for index in clause:
                self._clauses.setdefault(index, set()).add(number)

    def forbids(self, first: int, second: int) -> bool:
        """Whether the author keeps the groups of two positions apart."""
        ours, theirs = (self._clauses.get(self.of[at], set()) for at in (first, second))
        return self.of[first] != self.of[second] and not ours.isdisjoint(theirs)

    def join(
        self, first: int, second: int, contradict: Callable[[int, int], bool] | None = None
    ) -> bool:
        """Bring two groups together; False if something forbids it.

        :param contradict: whether two positions cannot be of one work; asked for every pair that
            would come together.
        """
        one, other = self.of[first], self.of[second]
        if one == other:
            return True
        ours, theirs = self.members[one], self.members[other]
        if self.forbids(first, second):
            return False
        if contradict is not None and any(
            contradict(x, y) for x in ours[:MOST_COMPARED] for y in theirs[:MOST_COMPARED]
        ):
            return False
        if len(ours) < len(theirs):
            one, other, ours, theirs = other, one, theirs, ours
        for index in theirs:
            self.of[index] = one
        ours.extend(theirs)
        del self.members[other]
        clauses = self._clauses.pop(other, set())
        if clauses:
            self._clauses[one] = self._clauses.get(one, set()) | clauses
        return True


def joined(
    size: int,
    forced: Iterable[Sequence[int]],
    forbidden: Sequence[frozenset[int]],
    links: Iterable[Link],
    contradict: Callable[[int, int], bool] | None,
) -> tuple[Groups, list[Link]]:
    """Groups, and the links that were not followed.

    :param forced: positions that the author says are of one work.
    :param forbidden: positions that the author says are of different works.
    :param links: what was found, in any order.
    """
    groups = Groups(size, forbidden)
    for clause in forced:
        for other in clause[1:]:
            groups.join(clause[0], other)
    left = []
    for link in sorted(links, key=lambda link: (link.strength, link.first, link.second)):
        asked = contradict if link.strength else None
        if not groups.join(link.first, link.second, asked):
            left.append(link)
    return groups, left


def reasons(
    group: Sequence[int], kept: int, links: Mapping[int, Sequence[Link]]
) -> dict[int, tuple[int, str]]:
    """Member → the member it is like, and why: by the surest way to the one that is kept."""
    inside = set(group)
    found: dict[int, tuple[int, str]] = {}
    reached = [kept]
    seen = {kept}
    while reached:
        following = []
        for at in reached:
            for link in sorted(links.get(at, ()), key=lambda link: link.strength):
                other = link.second if link.first == at else link.first
                if other in inside and other not in seen:
                    seen.add(other)
                    found[other] = (at, link.reason)
                    following.append(other)
        reached = following
    return found
