"""Count what the search for duplicates finds, merges wrongly and misses, on labelled records.

    python benchmarks/duplicates.py FOLDER [--show wrong|missed] [--only NAME ...]
    python benchmarks/duplicates.py --speed [RECORDS]

FOLDER has a data set a folder or a file:

- ``NAME/records_pre_merged.csv`` with a column ``ID``, and ``NAME/merged_record_ids.csv`` with a
  column ``merged_ids``, the ids of the records of one work with semicolons between them; or
- ``NAME.csv`` with the columns ``ID`` and ``group``: records of one work have the same group, and
  an empty one stands for a work of its own.

Of the other columns these are read: title, author (with " and " or semicolons between them), year,
journal or booktitle, volume, number or issue, pages, doi, abstract, isbn, ENTRYTYPE.

Compared are softbound's own search, bib-dedupe where it is installed, and records merged where they
have the same DOI. *Pairs* are pairs of records of one work. A wrong merge is a pair that was merged
though the labels say two works; *wrongly removed* are the records that are lost by it.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from softbound.derive import duplicates
from softbound.derive.duplicates import bib_dedupe, report
from softbound.derive.duplicates.known import known
from softbound.model.duplicates import Group
from softbound.model.records import Record

console = Console(width=140)
Groups = Sequence[Sequence[str]]
Method = Callable[[Sequence[Record]], Groups]
KINDS = {
    "article": "article",
    "inproceedings": "conference",
    "conference": "conference",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
}


@dataclass(frozen=True)
class Labelled:
    """Records, and which of them are of one work."""

    name: str
    records: tuple[Record, ...]
    groups: Groups


@dataclass(frozen=True)
class Count:
    """What one method did with one data set."""

    found: int
    wrong: int
    missed: int
    wrongly_removed: int
    seconds: float

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


# reading


def read(folder: Path, only: Sequence[str] = ()) -> list[Labelled]:
    """The labelled data sets of a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        name = path.stem
        if only and name not in only:
            continue
        if (path / "merged_record_ids.csv").exists() and (path / "records_pre_merged.csv").exists():
            rows = _rows(path / "records_pre_merged.csv")
            groups = [
                [part.strip() for part in row["merged_ids"].split(";") if part.strip()]
                for row in _rows(path / "merged_record_ids.csv")
            ]
        elif path.suffix == ".csv":
            rows = _rows(path)
            by_group: defaultdict[str, list[str]] = defaultdict(list)
            for row in rows:
                if row.get("group"):
                    by_group[row["group"]].append(row["ID"])
            groups = list(by_group.values())
        else:
            continue
        _without_row_numbers(rows)
        records = tuple(record(row, path.name, line) for line, row in enumerate(rows, 2))
        ids = {one.id for one in records}
        found.append(Labelled(name, records, [[i for i in group if i in ids] for group in groups]))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(file)]


def _without_row_numbers(rows: Sequence[dict[str, str]]) -> None:
    """An issue's number that hardly any two records share is no issue's: some sets count rows."""
    for column in ("number", "issue"):
        values = [row[column] for row in rows if row.get(column)]
        if len(set(values)) > len(values) * 0.8:
            for row in rows:
                row.pop(column, None)


def record(row: Mapping[str, str], file: str, line: int) -> Record:
    """A row of a labelled file → a record."""
    year = re.search(r"\d{4}", row.get("year", ""))
    return Record(
        id=row["ID"],
        source="",
        file=file,
        line=line,
        kind=KINDS.get(row.get("ENTRYTYPE", "").lower(), ""),
        title=row.get("title", ""),
        authors=authors(row.get("author", "")),
        year=int(year[0]) if year else None,
        container=row.get("journal", "") or row.get("booktitle", ""),
        volume=_number(row.get("volume", "")),
        issue=_number(row.get("number", "") or row.get("issue", "")),
        pages=row.get("pages", ""),
        doi=row.get("doi", ""),
        isbn=row.get("isbn", ""),
        abstract=row.get("abstract", ""),
    )


def _number(text: str) -> str:
    return text.removesuffix(".0")


def authors(text: str) -> tuple[str, ...]:
    """Names between " and " or semicolons; EndNote's "Smith A.Jones B." has neither."""
    parts = re.split(r"\s+and\s+|;", text)
    if len(parts) == 1 and "," not in text:
        parts = re.split(r"(?<=\.)(?=[^\W\d_][^\W\d_.])", text)
    return tuple(part.strip() for part in parts if part.strip())


# methods


def ours(records: Sequence[Record]) -> Groups:
    return _members(duplicates.find(records).groups)


def theirs(records: Sequence[Record]) -> Groups:
    return _members(bib_dedupe.find(records).groups)


def doi_only(records: Sequence[Record]) -> Groups:
    by_doi: defaultdict[str, list[str]] = defaultdict(list)
    for one in records:
        doi = known(replace(one, authors=(), title="")).doi
        if doi:
            by_doi[doi].append(one.id)
    return list(by_doi.values())


def _members(groups: Iterable[Group]) -> Groups:
    return [[member.record for member in group.members] for group in groups]


def methods(without: bool) -> dict[str, Method]:
    found: dict[str, Method] = {"DOI only": doi_only, "softbound": ours}
    if not without and importlib.util.find_spec("bib_dedupe") is not None:
        found["bib-dedupe"] = theirs
    return found


# counting


def pairs(groups: Groups) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def count(labelled: Labelled, groups: Groups, seconds: float) -> Count:
    """Compare groups with the labels."""
    wanted, got = pairs(labelled.groups), pairs(groups)
    work = {one: number for number, group in enumerate(labelled.groups) for one in group}
    removed = 0
    for group in groups:
        works = Counter(work.get(one, one) for one in group)
        removed += len(works) - 1
    return Count(len(got & wanted), len(got - wanted), len(wanted - got), removed, seconds)


def table(sets: Sequence[Labelled], show: str) -> Table:
    rows = Table(title="Duplicates found")
    for heading in ("data set", "records", "pairs", "method", "found", "wrong", "missed",
                    "wrongly removed", "precision", "recall", "seconds"):  # fmt: skip
        rows.add_column(heading, justify="left" if heading in ("data set", "method") else "right")
    totals: defaultdict[str, list[Count]] = defaultdict(list)
    for labelled in sets:
        for name, method in methods(bool(show)).items():
            started = time.perf_counter()
            groups = method(labelled.records)
            result = count(labelled, groups, time.perf_counter() - started)
            totals[name].append(result)
            rows.add_row(labelled.name, str(len(labelled.records)),
                          str(len(pairs(labelled.groups))), name, *_cells(result))  # fmt: skip
            if show and name == "softbound":
                _show(labelled, groups, show)
    for name, counts in totals.items():
        whole = Count(
            found=sum(c.found for c in counts),
            wrong=sum(c.wrong for c in counts),
            missed=sum(c.missed for c in counts),
            wrongly_removed=sum(c.wrongly_removed for c in counts),
            seconds=sum(c.seconds for c in counts),
        )
        records = sum(len(labelled.records) for labelled in sets)
        wanted = sum(len(pairs(labelled.groups)) for labelled in sets)
        rows.add_row("all", str(records), str(wanted), name, *_cells(whole))
    return rows


def _cells(c: Count) -> list[str]:
    return [str(c.found), str(c.wrong), str(c.missed), str(c.wrongly_removed),
            f"{c.precision:.4f}", f"{c.recall:.4f}", f"{c.seconds:.1f}"]  # fmt: skip


def _show(labelled: Labelled, groups: Groups, show: str) -> None:
    by_id = {one.id: one for one in labelled.records}
    wanted, got = pairs(labelled.groups), pairs(groups)
    for pair in sorted(map(sorted, got - wanted if show == "wrong" else wanted - got)):
        console.rule(f"{labelled.name}: {' '.join(pair)}")
        for one in (by_id[i] for i in pair):
            print(
                f"{one.title[:230]}\n    {'; '.join(one.authors)[:110]} | {one.year} | {one.container} |"
                f" v{one.volume} i{one.issue} p{one.pages} | {one.doi} | {one.kind}"
            )


# speed


def generated(number: int, seed: int = 3) -> list[Record]:
    """Synthetic records: two thirds of works once, the rest again as another database has them."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(n))
        for n in (chance.randint(2, 5) for _ in range(3000))
    ]
    surnames = [chance.choice(words).title() + chance.choice(words) for _ in range(8000)]
    journals = [f"Journal of {chance.choice(words).title()} {chance.choice(words)}" for _ in range(400)]  # fmt: skip
    records: list[Record] = []
    while len(records) < number:
        at = len(records)
        if chance.random() < 0.05:
            title = chance.choice(["Editorial", "Book reviews", "Introduction", "Reply"])
        else:
            title = " ".join(chance.choices(words, k=chance.randint(6, 16))).capitalize()
        first = chance.randint(1, 1500)
        one = Record(
            id=f"synthetic-{at:07}",
            source="synthetic",
            file="synthetic.ris",
            line=at + 1,
            kind="article",
            title=title,
            authors=tuple(
                f"{chance.choice(surnames)}, {chance.choice('ABCDEFGH')}."
                for _ in range(chance.randint(1, 8))
            ),
            year=chance.randint(1990, 2025),
            container=chance.choice(journals),
            volume=str(chance.randint(1, 90)),
            issue=str(chance.randint(1, 12)),
            pages=f"{first}-{first + chance.randint(2, 20)}",
            doi=f"10.0000/synthetic.{at}" if chance.random() < 0.7 else "",
            abstract=" ".join(chance.choices(words, k=60)),
        )
        records.append(one)
        for _ in range(chance.choice((0, 0, 0, 0, 1, 1, 2))):
            at = len(records)
            records.append(
                replace(
                    one,
                    id=f"synthetic-{at:07}",
                    line=at + 1,
                    title=one.title.upper() if chance.random() < 0.5 else one.title + ".",
                    authors=tuple(a.replace(",", "").replace(".", "") for a in one.authors),
                    pages=chance.choice((one.pages, one.pages.split("-")[0], "")),
                    doi=chance.choice((one.doi, "")),
                )
            )
    return records[:number]


def speed(number: int) -> None:
    """Time the search on generated records."""
    records = generated(number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    wall, core = time.perf_counter(), time.process_time()
    found = duplicates.find(records)
    wall, core = time.perf_counter() - wall, time.process_time() - core
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    started = time.process_time()
    size = len(report.report(found, records)) >> 20
    written = time.process_time() - started
    console.print(
        f"{number:,} records, {found.removed:,} duplicates, {len(found.alike):,} pairs alike: "
        f"{core:.1f} s of one core ({wall:.1f} s passed) and {written:.1f} s for a report of "
        f"{size} MB; peak {peak} MB, of which {before} MB before"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--show", choices=["wrong", "missed"], default="")
    parser.add_argument("--speed", nargs="?", type=int, const=100_000)
    chosen = parser.parse_args()
    if chosen.speed:
        speed(chosen.speed)
    if chosen.folder:
        sets = read(chosen.folder, chosen.only)
        if not sets:
            sys.exit(f"{chosen.folder} holds no labelled records.")
        console.print(table(sets, chosen.show))


if __name__ == "__main__":
    main()
