"""The tree of codes: its levels, and levels that only the codes' names tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from softbound.model.coded import Code


def nested(codes: Sequence[Code], sign: str) -> tuple[Code, ...]:
    """Codes whose names hold their place in the tree, such as ``Coke::diet``, as a tree."""
    if not sign:
        return tuple(codes)
    depth = depths(codes)
    order = {code.id: index for index, code in enumerate(codes)}
    made: list[tuple[int, Code]] = []
    known: dict[tuple[str | None, str], str] = {}
    for code in sorted(codes, key=lambda code: (depth[code.id], code.name.count(sign))):
        parts = [part.strip() for part in code.name.split(sign) if part.strip()] or [code.name]
        above = code.parent
        for level, part in enumerate(parts[:-1], 1):
            key = (above, part.casefold())
            if key not in known:  # no code has this name: it only groups others
                known[key] = f"{code.id}:{level}"
                group = replace(code, id=known[key], name=part, parent=above, description="")
                made.append((order[code.id], group))
            above = known[key]
        known.setdefault((above, parts[-1].casefold()), code.id)
        made.append((order[code.id], replace(code, name=parts[-1], parent=above)))
    return by_tree(code for _, code in sorted(made, key=lambda pair: pair[0]))


def depths(codes: Sequence[Code]) -> dict[str, int]:
    """A code's id → its level in the tree, from 1; each code stands after the one above it."""
    level: dict[str, int] = {}
    for code in codes:
        level[code.id] = level.get(code.parent or "", 0) + 1
    return level


def by_tree(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Each code after the one above it, siblings in their order."""
    below: dict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent].append(code)
    found: list[Code] = []
    todo = list(reversed(below[None]))
    while todo:
        code = todo.pop()
        found.append(code)
        todo += reversed(below[code.id])
    return tuple(found)
