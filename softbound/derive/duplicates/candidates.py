"""Records → the pairs that are worth comparing.

100,000 records have five thousand million pairs. Records are compared only where a key is the same:
an identifier, a title, a place in a volume, a first author and the beginning of a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from softbound.derive.duplicates.known import Known

LARGEST = 40
"""In a larger block each record is compared with its neighbours only, else 5,000 editorials alone
would be twelve million pairs."""
NEIGHBOURS = 12


def pairs(records: Sequence[Known]) -> list[tuple[int, int]]:
    """Pairs of positions, the smaller one first, each once and in order.

    :param records: in an order that does not depend on files.
    """
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for key in set(keys(record)):
            blocks[key].append(index)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= LARGEST:
            for position, first in enumerate(block):
                found.update((first, second) for second in block[position + 1 :])
        else:
            near = sorted(block, key=lambda index: (*_neighbourhood(records[index]), index))
            for position, one in enumerate(near):
                found.update(
                    (min(one, other), max(one, other))
                    for other in near[position + 1 : position + 1 + NEIGHBOURS]
                )
    return sorted(found)


def keys(record: Known) -> Iterator[Hashable]:
    """What a record must share one of with another, to be compared with it."""
    title, family = record.title, record.authors[0].family if record.authors else ""
    first, volume, year = record.pages.first, record.volume, record.year
    for name in ("doi", "pmid", "accession"):
        value = getattr(record, name)
        if value:
            yield name, value
    if title.compact:
        yield "title", title.compact
        yield "title", title.compact, family, year
        yield "title", title.compact, volume, first
        if title.main:
            yield "title", title.main
            yield "main", title.main, family
        yield "main", title.compact, family
    if family:
        yield "begins", family, title.compact[:14]
        yield "ends", family, year, title.compact[-14:]
        if first:
            yield "author and page", family, first, volume or year
    if first and volume and year:
        yield "place", volume, first, year


def _neighbourhood(record: Known) -> tuple[str, ...]:
    """Records of one work stand side by side in this order."""
    family = record.authors[0].family if record.authors else ""
    return (
        record.title.compact,
        family,
        str(record.year),
        record.volume,
        record.pages.first,
        record.doi,
    )
