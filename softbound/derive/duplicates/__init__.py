"""Search records → which of them are of one work.

Two works are never merged: what is not certain is told as alike, for the author to decide. The
outcome depends on the records alone, not on the order of files or records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from softbound.derive.duplicates import candidates
from softbound.derive.duplicates.comparing import compare, contradict
from softbound.derive.duplicates.grouping import Groups, Link, joined, reasons
from softbound.derive.duplicates.known import Known, known
from softbound.model.duplicates import Alike, Duplicates, Group, Member
from softbound.model.findings.duplicates import Clause, Overruled
from softbound.model.records import Record

BUT_OTHERS = ", but a record that one was merged with speaks against it"
BY_AUTHOR = "duplicates.yaml says so"


def find(records: Sequence[Record], overruled: Overruled = Overruled()) -> Duplicates:  # noqa: B008
    """Which records are of one work.

    :param records: with ids, each id once.
    :param overruled: what the author knows better.
    """
    ordered = in_order(records)
    all_known = [known(record) for record in ordered]
    forced, forbidden = positions(ordered, overruled)
    decided = {index for clause in (*forced, *forbidden) for index in clause}
    firsts, copies = _copies(all_known, decided)
    links, alike = links_between(firsts, all_known)
    groups, left = joined(
        len(ordered),
        forced,
        forbidden,
        [*copies, *links],
        lambda a, b: contradict(all_known[a], all_known[b]),
    )
    not_merged = [replace(link, reason=f"{link.reason}{BUT_OTHERS}") for link in left]
    return outcome(ordered, groups, [*copies, *links], [*not_merged, *alike], forced)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records in the order of their ids, which does not depend on the order of files."""
    return sorted(records, key=lambda r: (r.id, r.file, r.line))


def positions(
    records: Sequence[Record], overruled: Overruled
) -> tuple[list[list[int]], list[frozenset[int]]]:
    """What the author decided, as positions of records: same and different.

    Ids that no record has are left out; where both are said of two records, different holds.
    """
    at = {record.id: index for index, record in enumerate(records)}

    def known_of(clauses: Iterable[Clause]) -> list[list[int]]:
        return [sorted({at[i] for i in clause.records if i in at}) for clause in clauses]

    same = [clause for clause in known_of(overruled.same) if len(clause) > 1]
    different = [frozenset(clause) for clause in known_of(overruled.different) if len(clause) > 1]
    return same, different


def _copies(records: Sequence[Known], decided: set[int]) -> tuple[list[int], list[Link]]:
    """One record of each that occurs word for word several times, and links to its copies.

    Records that the author decided about stand for themselves.
    """
    seen: dict[tuple[object, ...], int] = {}
    firsts, copies = [], []
    for index, record in enumerate(records):
        if index in decided:
            firsts.append(index)
            continue
        first = seen.setdefault(record.fingerprint, index)
        if first == index:
            firsts.append(index)
            continue
        verdict = compare(records[first], record)
        if verdict is not None and verdict.same:
            copies.append(Link(first, index, 0, verdict.reason))
        else:
            firsts.append(index)
    return firsts, copies


def links_between(
    positions_: Sequence[int], records: Sequence[Known]
) -> tuple[list[Link], list[Link]]:
    """Pairs of one work, and pairs that are only alike, among the records at some positions."""
    same: list[Link] = []
    alike: list[Link] = []
    for one, other in candidates.pairs([records[index] for index in positions_]):
        first, second = positions_[one], positions_[other]
        verdict = compare(records[first], records[second])
        if verdict is not None:
            link = Link(first, second, verdict.strength, verdict.reason)
            (same if verdict.same else alike).append(link)
    return same, alike


def outcome(
    records: Sequence[Record],
    groups: Groups,
    links: Iterable[Link],
    alike: Iterable[Link],
    forced: Iterable[Sequence[int]],
) -> Duplicates:
    """Groups of positions → groups of ids, each with the record that is kept."""
    beside: defaultdict[int, list[Link]] = defaultdict(list)
    for link in (*_told(forced), *links):
        beside[link.first].append(link)
        beside[link.second].append(link)
    found = []
    for members in groups.members.values():
        kept = min(members, key=lambda index: (-completeness(records[index]), index))
        why = reasons(members, kept, beside) if len(members) > 1 else {}
        others = (
            Member(records[index].id, records[why[index][0]].id, why[index][1])
            for index in sorted(members)
            if index != kept
        )
        found.append(Group(records[kept].id, (Member(records[kept].id), *others)))
    return Duplicates(
        groups=tuple(sorted(found, key=lambda group: group.kept)),
        alike=_alike(records, groups, alike),
    )


def _told(forced: Iterable[Sequence[int]]) -> list[Link]:
    return [Link(clause[0], other, -1, BY_AUTHOR) for clause in forced for other in clause[1:]]


def _alike(records: Sequence[Record], groups: Groups, links: Iterable[Link]) -> tuple[Alike, ...]:
    """Pairs of groups that look alike: as few as show each group beside one that it resembles."""
    shown = Groups(groups.size)
    for members in groups.members.values():
        for other in members[1:]:
            shown.join(members[0], other)
    found = []
    for link in sorted(links, key=lambda link: (link.strength, link.first, link.second)):
        decided = groups.forbids(link.first, link.second)
        if not decided and shown.of[link.first] != shown.of[link.second]:
            shown.join(link.first, link.second)
            found.append(Alike(records[link.first].id, records[link.second].id, link.reason))
    return tuple(sorted(found, key=lambda alike: (alike.first, alike.second)))


WORTH: tuple[tuple[Callable[[Record], object], int], ...] = (
    (lambda r: r.title, 8),
    (lambda r: r.authors, 6),
    (lambda r: r.year is not None, 4),
    (lambda r: r.doi, 4),
    (lambda r: r.abstract, 4),
    (lambda r: r.container, 3),
    (lambda r: r.pages, 2),
    (lambda r: r.volume, 2),
    (lambda r: r.pmid, 1),
    (lambda r: r.issue, 1),
    (lambda r: r.kind, 1),
    (lambda r: r.isbn, 1),
)
"""What makes a record complete, and how much it counts."""


def completeness(record: Record) -> int:
    """How much a record tells; the one that tells most is kept."""
    return sum(worth for has, worth in WORTH if has(record))
