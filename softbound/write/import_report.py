"""What an import carried over and what not: for the terminal, and each thing in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from softbound import spreadsheets
from softbound.derive.coded import Imported
from softbound.model.coded import Coded, LeftOut

_MOST_SOURCES = 40
"""So many participants are told one by one."""


def summary(coded: Coded, imported: Imported) -> list[str]:
    """The report in lines, without where it was written to."""
    by = f" by {coded.origin}" if coded.origin and coded.origin not in coded.form else ""
    return [
        f"Read {coded.file}: {coded.form}{by}.",
        "",
        "Carried over",
        *(f"  {line}" for line in _carried(coded, imported)),
        "",
        *_not_carried(imported),
        *_sources(imported),
    ]


def _carried(coded: Coded, imported: Imported) -> Iterator[str]:
    ranks, levels = imported.ranks, ", ".join(map(str, imported.levels))
    yield (
        f"codes: {sum(ranks.values()):,} (categories {ranks.get('category', 0)}, focused codes "
        f"{ranks.get('focused code', 0)}, initial codes {ranks.get('initial code', 0)}"
        + (f"; on the tree's levels {levels})" if len(imported.levels) > 2 else ")")
    )
    found = {kind: len(items) for kind, items in imported.findings.items()}
    sources = sum(map(len, imported.sources.values()))
    yield f"sources: {sources:,}, as {_counted(found.get('participants', 0), 'participant')}"
    yield (
        f"codings: {imported.carried:,} of {imported.codings:,}, in "
        f"{_counted(found.get('excerpts', 0), 'excerpt')}"
    )
    yield f"memos: {found.get('memos', 0):,}"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _not_carried(imported: Imported) -> list[str]:
    if not imported.left_out:
        return ["Everything was carried over.", ""]
    groups: dict[tuple[str, str], int] = {}
    for item in imported.left_out:
        key = (item.what, item.why)
        groups[key] = groups.get(key, 0) + item.count
    lines = (f"  {what}: {count:,}. {why}" for (what, why), count in groups.items())
    return ["Not carried over", *lines, ""]


def _sources(imported: Imported) -> list[str]:
    """Which participant is whom: here and in the table only, never in the findings."""
    if not imported.sources:
        return []
    told = [f"  {key} = {', '.join(names)}" for key, names in imported.sources.items()]
    more = len(told) - _MOST_SOURCES
    if more > 0:
        told = [*told[:_MOST_SOURCES], f"  … and {more} more"]
    return ["Participants (this stands in no findings)", *told, ""]


def table(imported: Imported) -> str:
    """Each thing and what became of it, as CSV."""
    header = ("what", "name", "where", "became", "why not")
    rows: list[tuple[object, ...]] = [header]
    rows += [(fate.kind, fate.name, fate.place, fate.became, "") for fate in imported.fates]
    rows += [_row(item) for item in imported.left_out]
    return spreadsheets.text(rows)


def _row(item: LeftOut) -> tuple[object, ...]:
    count = f" ({item.count})" if item.count > 1 else ""
    return (f"{item.what}{count}", item.name, str(item.place or ""), "", item.why)


REMARKS = {
    "participants": "Pseudonyms are placeholders: write your own, and what may be told in bands.",
    "excerpts": "Look through the words for names of people and places before anything is built.",
    "memos": "Look through the words for names of people and places before anything is built.",
}
"""What authors must know of a file that an import made."""


def remarks(coded: Coded, kind: str) -> list[str]:
    """The lines at the head of a file of findings."""
    own = REMARKS.get(kind)
    return [f"Imported from {coded.file} ({coded.form}).", *([own] if own else [])]


def files_of(coded: Coded, imported: Imported) -> Mapping[str, str]:
    """A findings file's name without .yaml → its text."""
    from softbound.write import findings_yaml

    return {
        kind: findings_yaml.text(kind, findings, remarks(coded, kind))
        for kind, findings in imported.findings.items()
    }
