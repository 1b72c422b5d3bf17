"""Exports and search.yaml → the records of a review, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath, PureWindowsPath
from typing import Any

from softbound.collect.records import Export, identified
from softbound.derive import flow
from softbound.model.duplicates import Duplicates
from softbound.model.findings.flow import Flow
from softbound.model.findings.search import ScreeningFile, Search, SearchSource
from softbound.model.records import Decision, Record
from softbound.problems import At, Place, Problem, nearest, problem


@dataclass(frozen=True)
class Gathered:
    """The records of a review, before duplicates are found."""

    records: tuple[Record, ...]
    """Those of all sources, in the order of search.yaml."""
    screened: Mapping[str, tuple[Record, ...]]
    """A screening tool's file → its records: the same works again, with decisions."""
    counts: Mapping[str, int]
    """A source's id → how many records it gave, by its files or as typed."""
    problems: tuple[Problem, ...]


def gathered(search: Search, exports: Mapping[str, Export], at: At) -> Gathered:
    """Give every record its source.

    :param exports: the name of a file in findings/records/ → what was read from it.
    :param at: keys and indices in search.yaml → their place, as ``at("sources", 0, "files", 1)``.
    :return: problems of the rules ``search-…`` and ``records-file-has-a-source``.
    """
    records: list[Record] = []
    counts: dict[str, int] = {}
    for source in search.sources:
        own = [record for name in _present(source, exports) for record in exports[name].records]
        records += identified(own, source.id)
        count = len(own) if source.files else source.records
        if count is not None:
            counts[source.id] = count
    screened = {
        each.file: identified(exports[each.file].records, _name(each))
        for each in search.screening
        if each.file in exports
    }
    problems = [
        *_missing(search, exports, at),
        *_counted_otherwise(search, exports, at),
        *_without_source(search, exports, at),
    ]
    return Gathered(tuple(records), screened, counts, tuple(problems))


def _present(source: SearchSource, exports: Mapping[str, Export]) -> list[str]:
    return [name for name in dict.fromkeys(source.files) if name in exports]


def _name(screening: ScreeningFile) -> str:
    """What the records of a screening tool's file are called, instead of a source's id."""
    return screening.file.rpartition(".")[0] or screening.file


def _missing(search: Search, exports: Mapping[str, Export], at: At) -> Iterator[Problem]:
    """Files that search.yaml names and that are not there."""
    named = [
        (name, at("sources", i, "files", j))
        for i, source in enumerate(search.sources)
        for j, name in enumerate(source.files)
    ]
    named += [(each.file, at("screening", i, "file")) for i, each in enumerate(search.screening)]
    for name, place in named:
        if name not in exports:
            yield problem(
                "search-file-exists",
                place,
                f"findings/records/ has no file {name}."
                if PurePath(name).name != name
                else f"findings/records/{name} does not exist.",
                nearest(PureWindowsPath(name).name, exports),
            )


def _counted_otherwise(search: Search, exports: Mapping[str, Export], at: At) -> Iterator[Problem]:
    """Sources whose number of records is typed and is another one, or is not known at all."""
    for index, source in enumerate(search.sources):
        found = sum(len(exports[name].records) for name in _present(source, exports))
        if not source.files and source.records is None:
            yield problem(
                "search-source-has-records",
                at("sources", index),
                f"{source.name} has neither files nor a number of records.",
                "Name its exports under files, or write records: 0 if it gave none.",
            )
        elif source.files and source.records not in (None, found):
            yield problem(
                "search-counts-agree",
                at("sources", index, "records"),
                f"{source.name}: {source.records} records are typed, but {_files(source)} "
                f"{'holds' if len(source.files) == 1 else 'hold'} {found}.",
                "Take out records: the files are counted.",
            )


def _files(source: SearchSource) -> str:
    return " and ".join(source.files)


def _without_source(search: Search, exports: Mapping[str, Export], at: At) -> Iterator[Problem]:
    """Exports that belong to no source, or to two."""
    owners: dict[str, list[str]] = {name: [] for name in exports}
    for source in search.sources:
        for name in dict.fromkeys(source.files):
            owners.setdefault(name, []).append(source.name)
    for each in search.screening:
        owners.setdefault(each.file, []).append(f"{each.tool} (screening)")
    for name, owned in owners.items():
        if not owned and not exports[name].form:
            continue  # not recognised, as its own problem says
        if not owned:
            count = len(exports[name].records)
            yield problem(
                "records-file-has-a-source",
                Place(exports[name].file),
                f"No source of search.yaml names {name}: its {_records(count)} not counted.",
                _where_to_name(exports[name], name, at().file),
            )
        elif len(owned) > 1:
            yield problem(
                "records-file-has-a-source",
                at(),
                f"{name} is named more than once: by {' and by '.join(owned)}.",
                "Its records would be counted twice: name it once.",
            )


def _where_to_name(export: Export, name: str, file: str) -> str:
    if export.form in TOOLS:
        return f"Write {{file: {name}, tool: {TOOLS[export.form]}}} under screening in {file}."
    return f"Write files: [{name}] under a source in {file}."


TOOLS = {"Covidence CSV": "covidence", "Rayyan CSV": "rayyan"}
"""The format of a screening tool's export → how search.yaml calls the tool."""


def _records(count: int) -> str:
    return "1 record is" if count == 1 else f"{count} records are"


@dataclass(frozen=True)
class Pool:
    """The records to be screened, duplicates found."""

    records: tuple[Record, ...]
    """Those of the sources; where these gave numbers only, those of screening tools."""
    kept: Mapping[str, str]
    """Any record's id, a screening tool's too → the id of the record that stands for its work."""
    duplicates: Duplicates
    """Among ``records``."""
    from_tools: bool = False
    """Whether the sources gave numbers only."""


def pooled(records: Gathered, find: Callable[[Sequence[Record]], Duplicates]) -> Pool:
    """Find duplicates; find a screening tool's records again among those of the sources.

    A tool's records have no part in how the sources' are grouped: numbers do not change because
    decisions are told by one.
    """
    told = [record for found in records.screened.values() for record in found]
    if not records.records:
        found = find(told)
        return Pool(tuple(told), found.kept, found, from_tools=bool(told))
    found = find(records.records)
    kept = dict(found.kept)
    if told:
        for group in find([*records.records, *told]).groups:
            known = [found.kept[m.record] for m in group.members if m.record in found.kept]
            if known:
                kept |= {m.record: known[0] for m in group.members if m.record not in kept}
    return Pool(records.records, kept, found)


def flow_of(
    search: Search | None, pool: Pool, decisions: Sequence[Decision], studies: int | None
) -> Flow:
    """The flow by records and decisions.

    Where the sources gave numbers only, what a screening tool holds is what was left of them when
    duplicates had been removed.
    """
    if not pool.from_tools or search is None:
        return flow.derived(search, pool.records, pool.kept, decisions, studies)
    identified = flow.derived(search, (), {}, ())
    works = [replace(r, source="") for r in pool.records if pool.kept[r.id] == r.id]
    own = flow.derived(
        search.model_copy(update={"sources": ()}), works, pool.kept, decisions, studies
    )
    sources = (identified.database_results, identified.register_results)
    total = sum(n for n in sources if n is not None)
    removed = search.removed.automatic + search.removed.other
    left = total - removed - len(works)
    update = {name: getattr(own, name) for name in SELECTED if getattr(own, name) is not None}
    return identified.model_copy(update=update | ({"duplicates": left} if left >= 0 else {}))


SELECTED = (
    "records_screened",
    "records_excluded",
    "dbr_sought_reports",
    "dbr_notretrieved_reports",
    "dbr_assessed",
    "dbr_excluded",
    "new_studies",
    "new_reports",
    "total_studies",
    "total_reports",
    "several_reports",
)
"""Fields of the flow that follow from decisions."""


def of_other_methods(search: Search | None, pool: Pool) -> frozenset[str]:
    """Ids of kept records that no database or register gave: nobody screens their titles."""
    if search is None or pool.from_tools:
        return frozenset()
    right = {source.id for source in search.sources if source.kind not in flow.LEFT}
    left = {pool.kept[record.id] for record in pool.records if record.source not in right}
    return frozenset({pool.kept[record.id] for record in pool.records} - left)


def context(search: Search, counts: Mapping[str, int]) -> dict[str, Any]:
    """search.yaml as expressions get it: with each source's ``records`` filled in.

    ``records`` is what databases and registers gave together.
    """
    shown: dict[str, Any] = search.model_dump(mode="json")
    for source in shown["sources"]:
        source["records"] = counts.get(source["id"], source["records"])
        for index, line in enumerate(source["strategy"], start=1):
            line["line"] = index if line["line"] is None else line["line"]
    shown["records"] = sum(
        source["records"] or 0 for source in shown["sources"] if source["kind"] in flow.LEFT
    )
    return shown


def full_texts(records: Sequence[Record], decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """The reports that were sought, as a table of them may show: by author, year and title."""
    by_id = {record.id: record for record in records}
    rows = [
        {
            "title": by_id[decision.record].title,
            "authors": list(by_id[decision.record].authors),
            "year": by_id[decision.record].year,
            "container": by_id[decision.record].container,
            "doi": by_id[decision.record].doi,
            "report": decision.report,
            "verdict": decision.verdict,
            "reason": decision.reason,
            "study": decision.study,
        }
        for decision in decisions
        if decision.stage == "full-text" and decision.record in by_id
    ]
    return sorted(rows, key=lambda row: (row["authors"], row["year"] or 0, row["title"]))
