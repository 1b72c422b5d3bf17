"""Made-up works, and how programs write them: for tests that know what must come out again."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from softbound.collect.records.values import NO_VALUE

LETTERS = "abcdefghijklmnopqrstuvwxyzäéøßñ"
WORDS = st.text(alphabet=LETTERS, min_size=2, max_size=9)


@dataclass(frozen=True)
class Work:
    """What a test puts into a file."""

    title: str
    authors: tuple[str, ...]
    year: int
    doi: str
    abstract: str
    abrupt: bool = False
    """Its last line is left out."""
    headless: bool = False
    """Its first line is left out."""


def sentences(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=least, max_size=most).map(" ".join)


WORKS = st.lists(
    st.builds(
        Work,
        title=sentences(2, 6),
        authors=st.lists(
            st.builds("{}, {}.".format, WORDS.map(str.capitalize), st.sampled_from("ABC")),
            max_size=3,
            unique=True,
        ).map(tuple),
        year=st.integers(1900, 2030),
        doi=st.one_of(st.just(""), st.integers(1, 9999).map("10.1234/ex.{}".format)),
        abstract=sentences(0, 12).filter(lambda words: words not in NO_VALUE),
        abrupt=st.booleans(),
        headless=st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda work: work.title,
)


@dataclass(frozen=True)
class Style:
    """What programs do differently."""

    end: str = "\n"
    """Of a line."""
    gap: int = 1
    """Blank lines between records."""
    mark: bool = False
    """A byte order mark at the beginning."""
    second: bool = False
    """The format's other tags or separators."""
    cut: bool = False
    """First and last lines of records are missing, where a work says so."""


STYLES = st.builds(
    Style,
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    gap=st.integers(0, 2),
    mark=st.booleans(),
    second=st.booleans(),
    cut=st.booleans(),
)

Lines = list[list[str]]
"""The lines of each record."""


def ris(works: Sequence[Work], style: Style) -> Lines:
    title, author, year = ("T1", "A1", "Y1") if style.second else ("TI", "AU", "PY")
    found = []
    for index, work in enumerate(works):
        lines = [f"{title}  - {work.title}"]
        lines += [f"{author}  - {name}" for name in work.authors]
        lines += [f"{year}  - {work.year}{'//' if style.second else ''}"]
        lines += [f"DO  - {work.doi}"] if work.doi else []
        lines += [f"AB  - {work.abstract}"] if work.abstract else []
        # one of the two may be missing at each boundary, not both
        follows = index + 1 < len(works) and works[index + 1]
        abrupt = style.cut and work.abrupt and not (follows and follows.headless)
        headless = style.cut and work.headless
        found.append(([] if headless else ["TY  - JOUR"]) + lines + ([] if abrupt else ["ER  - "]))
    return found


def nbib(works: Sequence[Work], style: Style) -> Lines:
    found = []
    for work in works:
        # Of the work, not of its place: a file turned round holds the same records.
        number = zlib.crc32(work.title.casefold().encode()) % 99_999_999 + 1
        words = work.title.split(" ")
        lines = [f"PMID- {number}", f"TI  - {words[0]}", f"      {' '.join(words[1:])}"]
        lines += [f"FAU - {name}" for name in work.authors] + [f"DP  - {work.year} May"]
        lines += [f"LID - {work.doi} [doi]"] if work.doi else []
        lines += [f"AB  - {work.abstract}"] if work.abstract else []
        found.append(lines)
    return found


def wos(works: Sequence[Work], style: Style) -> Lines:
    found = []
    for work in works:
        lines = ["PT J", f"TI {work.title}", f"PY {work.year}"]
        for index, name in enumerate(work.authors):
            lines.append(f"{'   ' if index else 'AU '}{name}")
        lines += [f"DI {work.doi}"] if work.doi else []
        lines += [f"AB {work.abstract}"] if work.abstract else []
        found.append([*lines, "ER"])
    return found


def bibtex(works: Sequence[Work], style: Style) -> Lines:
    opening, closing = ('"', '"') if style.second else ("{", "}")
    found = []
    for number, work in enumerate(works):
        fields = {
            "title": work.title,
            "author": " and ".join(work.authors),
            "year": str(work.year),
            "doi": work.doi,
            "abstract": work.abstract,
        }
        lines = [f"  {n} = {opening}{v}{closing}," for n, v in fields.items() if v]
        found.append([f"@article{{key{number},", *lines, "}"])
    return found


def endnote_xml(works: Sequence[Work], style: Style) -> Lines:
    found = [["<?xml version='1.0' encoding='UTF-8'?>", "<xml><records>"]]
    styled = "<style face='normal'>{}</style>" if style.second else "{}"
    for work in works:
        authors = "".join(f"<author>{styled.format(escape(n))}</author>" for n in work.authors)
        found.append(
            [
                "<record>",
                f"<contributors><authors>{authors}</authors></contributors>",
                f"<titles><title>{styled.format(escape(work.title))}</title></titles>",
                f"<dates><year>{work.year}</year></dates>",
                f"<electronic-resource-num>{work.doi}</electronic-resource-num>",
                f"<abstract>{escape(work.abstract)}</abstract>",
                "</record>",
            ]
        )
    return [*found, ["</records></xml>"]]


def table(works: Sequence[Work], style: Style) -> Lines:
    rows = [["Title", "Authors", "Year", "DOI", "Abstract"]]
    for work in works:
        # a cell of two lines, which quotation marks hold together
        abstract = work.abstract.replace(" ", "\n", 1)
        rows.append([work.title, "; ".join(work.authors), str(work.year), work.doi, abstract])
    found = []
    for row in rows:
        written = io.StringIO()
        csv.writer(written, delimiter=";" if style.second else ",", lineterminator="\n").writerow(
            row
        )
        found.append(written.getvalue()[:-1].split("\n"))
    return found


WRITERS: Mapping[str, Callable[[Sequence[Work], Style], Lines]] = {
    "RIS": ris,
    "NBIB": nbib,
    "Web of Science": wos,
    "BibTeX": bibtex,
    "EndNote XML": endnote_xml,
    "CSV": table,
}
BEFORE = {"EndNote XML": 1, "CSV": 1}
"""How many of the blocks of lines come before the first record."""


def written(works: Sequence[Work], form: str, style: Style) -> tuple[bytes, list[int]]:
    """A file, and the line on which each work begins."""
    blocks = WRITERS[form](works, style)
    # in NBIB only a blank line or PMID divides; both are always there
    gap = [""] * style.gap
    lines: list[str] = []
    starts = []
    for block in blocks:
        starts.append(len(lines) + 1)
        lines += [*block, *gap]
    text = style.end.join(lines) + style.end
    before = BEFORE.get(form, 0)
    return ("\ufeff" * style.mark + text).encode(), starts[before : before + len(works)]
