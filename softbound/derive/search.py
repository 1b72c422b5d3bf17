"""Exports and search.yaml → the records of a review, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from softbound.collect.records import Export, identified
from softbound.model.findings.search import ScreeningFile, Search, Source
from softbound.model.records import Record
from softbound.problems import Place, Problem, nearest, problem


At = Callable[..., Place]


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


def gathered(
    search: Search, exports: Mapping[str, Export], at: At
) -> Gathered:
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


def _present(source: Source, exports: Mapping[str, Export]) -> list[str]:
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
                f"findings/records/{name} does not exist.",
                nearest(name, exports),
            )


def _counted_otherwise(
    search: Search, exports: Mapping[str, Export], at: At
) -> Iterator[Problem]:
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


def _files(source: Source) -> str:
    return " and ".join(source.files)


def _without_source(
    search: Search, exports: Mapping[str, Export], at: At
) -> Iterator[Problem]:
    """Exports that belong to no source, or to two."""
    owners: dict[str, list[str]] = {name: [] for name in exports}
    for source in search.sources:
        for name in dict.fromkeys(source.files):
            owners.setdefault(name, []).append(source.name)
    for each in search.screening:
        owners.setdefault(each.file, []).append(f"{each.tool} (screening)")
    for name, owned in owners.items():
        if not owned:
            count = len(exports[name].records)
            yield problem(
                "records-file-has-a-source",
                Place(exports[name].file),
                f"No source of search.yaml names {name}: its {_records(count)} not counted.",
                f"Write files: [{name}] under a source in {at().file}.",
            )
        elif len(owned) > 1:
            yield problem(
                "records-file-has-a-source",
                at(),
                f"{name} is named more than once: by {' and by '.join(owned)}.",
                "Its records would be counted twice: name it once.",
            )


def _records(count: int) -> str:
    return "1 record is" if count == 1 else f"{count} records are"


