"""RIS, PubMed's NBIB and Web of Science's plain text → records: which tag says what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from softbound.collect.records import kinds, values
from softbound.collect.records.tags import Dialect, Raw, Values, scan
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

Tags = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Which tags hold a record's parts; of several, the first that has a value counts."""

    dialect: Dialect
    starts: re.Pattern[bytes]
    """By another route than the dialect's: the lines with which records begin …"""
    ends: re.Pattern[bytes] | None
    """… and end."""
    title: Tags
    authors: Tags
    """Of several the one with the most names counts."""
    year: Tags
    container: Tags
    volume: Tags
    issue: Tags
    first_page: Tags
    last_page: Tags
    doi: Tags
    doi_within: Tags
    """Tags whose values may be a DOI or an address with one. Not those that list cited works."""
    pmid: Tags
    pmid_within: Tags
    accession: Tags
    isbn: Tags
    abstract: Tags
    notes: Tags
    kind: Tags
    editors: Tags = ()
    """Who counts as author of a book that has none. (For articles Ovid lists the authors of tests
    there.)"""
    database: Tags = ()
    """If they name MEDLINE or PubMed, the accession is a PubMed number."""


_RIS_TAGS = re.compile(
    r"A[1-4BDNUV]|BT|C[1-8ANPTY]|D[ABIOP]|E[DPRT]|I[DS]|J[12AFO]|K[1W]|L[1-4ABK]|M[1-3]|N[12V]"
    r"|OP|P[BMPTY]|R[INP]|S[ENPT]|T[1-3AITY]|U[1-5IRT]|V[LO]|Y[12]"
)
"""What is a tag even where its line is written loosely."""
_RIS = Dialect(
    tag=re.compile(r"\s{0,3}([A-Z][A-Z0-9])  -(?!-)(.*)"),
    loose=re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,4}[-–](?:[ \t]+(.*)|\s*$)"),
    start="TY",
    begins=re.compile(r"\s{0,3}(?:[<(]?\d{1,6}[.):>]?\s{1,3})?(TY)[ \t]{0,4}[-–](?:[ \t]*)(.*)"),
    end="ER",
    titles=("TI", "T1"),
    identity=frozenset({"TI", "T1", "AU", "A1", "DO", "PY", "Y1", "JF", "JO"}),
    known=_RIS_TAGS,
)
_NBIB = Dialect(
    tag=re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}-(.*)"),
    loose=None,
    start="PMID",
    begins=re.compile(r"(PMID)-\s(.*)"),
    end="",
    titles=("TI",),
    identity=frozenset({"TI", "AU", "FAU", "JT", "TA", "DP", "BTI"}),
)
_WOS = Dialect(
    tag=re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*$)"),
    loose=None,
    start="PT",
    begins=re.compile(r"(PT) ([A-Z]\s*$)"),
    end="ER",
    titles=("TI",),
    identity=frozenset({"TI", "AU", "SO", "UT"}),
    outside=frozenset({"FN", "VR", "EF"}),
    lists=frozenset({"AU", "AF", "BE", "BF", "CR", "ED"}),
)

LAYOUTS: Mapping[str, Layout] = {
    "RIS": Layout(
        dialect=_RIS,
        starts=re.compile(
            rb"(?m)^[ \t]{0,3}(?:[<(]?\d{1,6}[.):>]?[ \t]{1,3})?TY[ \t]{0,4}(?:-|\xe2\x80\x93)"
        ),
        ends=re.compile(rb"(?m)^[ \t]{0,3}ER[ \t]{1,4}(?:-|\xe2\x80\x93)[ \t]*$"),
        title=("TI", "T1", "CT", "BT", "TT"),
        authors=("AU", "A1"),
        editors=("A2", "ED", "A3"),
        year=("PY", "Y1", "DA", "YR"),
        container=("JF", "T2", "JO", "BT", "JA", "J2", "J1", "TA"),
        volume=("VL", "VO"),
        issue=("IS", "CP"),
        first_page=("SP", "C7", "AR"),
        last_page=("EP",),
        doi=("DO", "DI", "M3", "L3", "AN"),
        doi_within=("UR", "L3", "L2", "LK", "N1", "U2"),
        pmid=("PM",),
        pmid_within=("C2", "C3", "AN", "N1", "UR", "C7", "U1"),
        accession=("AN", "UT", "UI", "ID"),
        isbn=("SN", "BN"),
        abstract=("AB", "N2"),
        notes=("N1", "RN", "U1", "C1"),
        kind=("TY", "PT"),
        database=("DB", "DP"),
    ),
    "NBIB": Layout(
        dialect=_NBIB,
        starts=re.compile(rb"(?m)^PMID- "),
        ends=None,
        title=("TI", "BTI", "CTI", "TT"),
        authors=("FAU", "AU", "CN"),
        editors=("FED", "ED"),
        year=("DP", "DEP", "EDAT"),
        container=("JT", "TA", "BTI"),
        volume=("VI",),
        issue=("IP",),
        first_page=("PG",),
        last_page=(),
        doi=(),
        doi_within=("LID", "AID"),
        pmid=("PMID",),
        pmid_within=(),
        accession=("PMID",),
        isbn=("IS", "ISBN"),
        abstract=("AB", "OAB"),
        notes=(),
        kind=("PT",),
    ),
    "Web of Science": Layout(
        dialect=_WOS,
        starts=re.compile(rb"(?m)^PT [A-Z][ \t]*$"),
        ends=re.compile(rb"(?m)^ER[ \t]*$"),
        title=("TI",),
        authors=("AF", "AU", "CA"),
        editors=("BE", "ED"),
        year=("PY", "EY", "PD"),
        container=("SO", "JI", "J9"),
        volume=("VL",),
        issue=("IS",),
        first_page=("BP", "AR"),
        last_page=("EP",),
        doi=("DI", "D2"),
        doi_within=("DL",),
        pmid=("PM",),
        pmid_within=(),
        accession=("UT",),
        isbn=("SN", "EI", "BN"),
        abstract=("AB",),
        notes=(),
        kind=("DT", "PT"),
    ),
}
"""By the name of the format."""


def read(content: bytes, file: str, form: str) -> tuple[list[Record], list[Problem]]:
    """A file's UTF-8 bytes → records in order, and what may be lost.

    :param form: a key of :data:`LAYOUTS`.
    """
    layout = LAYOUTS[form]
    records, problems = [], []
    for raw in _scanned(content, layout.dialect):
        records.append(_record(raw, layout, file))
        if raw.second_title:
            problems.append(_two_titles(raw, layout.dialect, file))
    return records, problems + _recounted(content, len(records), layout, file)


def _scanned(content: bytes, dialect: Dialect) -> Iterator[Raw]:
    # a line at a time: with 100,000 records, one long text would need four bytes a letter
    return scan(TextIOWrapper(BytesIO(content), encoding="utf-8", newline="\n"), dialect)


def _two_titles(raw: Raw, dialect: Dialect, file: str) -> Problem:
    wanted = " or ".join(tag for tag in (dialect.end, dialect.start) if tag)
    return problem(
        "records-file-gives-all-its-records",
        Place(file, raw.second_title),
        f"A second title stands in the record of line {raw.line}: two records may have become one.",
        f"If so, put the missing {wanted} line between them.",
    )


def _recounted(content: bytes, found: int, layout: Layout, file: str) -> list[Problem]:
    """Whether the lines that begin and end records are more than the records found."""
    starts = sum(1 for _ in layout.starts.finditer(content))
    ends = sum(1 for _ in layout.ends.finditer(content)) if layout.ends else 0
    if found >= max(starts, ends):
        return []
    tag, pattern = (layout.dialect.start, layout.starts)
    if layout.ends and ends > starts:
        tag, pattern = layout.dialect.end, layout.ends
    return [
        problem(
            "records-file-gives-all-its-records",
            Place(file, _line_of_surplus(content, pattern, layout) or 1),
            f"{max(starts, ends)} lines with {tag} stand in the file, but {found} records were found.",
            f"Look for a line with {tag} that has no record, or export the file again.",
        )
    ]


def _line_of_surplus(content: bytes, pattern: re.Pattern[bytes], layout: Layout) -> int:
    """The first line of the pattern that follows another with no tag between them."""
    before = 0
    for found in pattern.finditer(content):
        between = content[before : found.start()].decode("utf-8").split("\n")
        if before and not any(map(layout.dialect.tag.match, between[1:])):
            return content.count(b"\n", 0, found.start()) + 1
        before = found.end()
    return 0


def _first(raw: Values, tags: Iterable[str]) -> str:
    for tag in tags:
        if tag in raw:
            return raw[tag][0]
    return ""


def _all(raw: Values, tags: Iterable[str]) -> list[str]:
    return [value for tag in tags if tag in raw for value in raw[tag]]


def _record(raw: Raw, layout: Layout, file: str) -> Record:
    said = raw.values
    title = values.text(_first(said, layout.title))
    authors = max((values.authors(said.get(tag, ())) for tag in layout.authors), key=len)
    container = next(
        (
            words
            for tag in layout.container
            if tag in said and (words := values.text(said[tag][0])) and words != title
        ),
        "",
    )
    accession = _accession(said, layout)
    kind = kinds.of(*_all(said, layout.kind))
    editors = values.authors(_all(said, layout.editors))
    return Record(
        id="",
        source="",
        file=file,
        line=raw.line,
        kind=kind,
        title=title,
        authors=authors or (editors if kind == "book" else ()),
        year=values.year(*_all(said, layout.year)),
        container=container,
        volume=values.number(_first(said, layout.volume)),
        issue=values.number(_first(said, layout.issue)),
        pages=values.pages(_first(said, layout.first_page), _first(said, layout.last_page)),
        doi=_doi(said, layout),
        pmid=_pmid(said, layout, accession),
        accession=accession,
        isbn=values.text(_first(said, layout.isbn)),
        abstract=values.text(_first(said, layout.abstract)),
        notes=values.of_tool(*_all(said, layout.notes)),
    )


def _accession(said: Values, layout: Layout) -> str:
    """The database's number; a short one after ID is only the place in a reference manager."""
    for tag in layout.accession:
        number = values.text(_first(said, (tag,)))
        if number and (tag != "ID" or len(number) > 5):
            return number
    return ""


def _doi(said: Values, layout: Layout) -> str:
    for value in _all(said, layout.doi):
        if found := values.doi(value):
            return found
    for value in _all(said, layout.doi_within):
        if found := values.doi_within(value):
            return found
    return ""


_PUBMED = re.compile(r"(?i)\b(?:medline|pubmed|nlm)\b")


def _pmid(said: Values, layout: Layout, accession: str) -> str:
    if found := values.pmid(_first(said, layout.pmid)):
        return found
    if any(_PUBMED.search(value) for value in _all(said, layout.database)) and (
        found := values.pmid(accession)
    ):
        return found
    return values.pmid_within(*_all(said, layout.pmid_within))
