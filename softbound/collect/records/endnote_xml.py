"""EndNote's XML → records, with the lines on which they begin.

A file that breaks off in the middle gives what stands before; external entities are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from softbound.collect.records import kinds, values
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

_RECORD = re.compile(rb"<record[\s>/]")
_CONTROL = re.compile(
    rb"[\x01-\x08\x0b\x0c\x0e-\x1f]|&#(?:x(?:[0-8bcefBCEF]|1[0-9a-fA-F])|[0-8]|1[124-9]|2\d|3[01]);"
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S)


def read(content: bytes, file: str) -> tuple[list[Record], list[Problem]]:
    """A file's UTF-8 bytes → records in order, and what is lost."""
    records: list[Record] = []
    fault: tuple[int, str] | None = None
    try:
        for element in _records(_cleaned(content)):
            records.append(_record(element, file))
    except SyntaxError as error:  # lxml's XMLSyntaxError
        fault = error.lineno or 1, str(error.msg or "").split(", line ")[0]
    counted = sum(1 for _ in _RECORD.finditer(content))
    if fault is None and counted <= len(records):
        return records, []
    return records, [_lost(len(records), counted, fault, file)]


def _cleaned(content: bytes) -> bytes:
    """Without a document type, which could define entities, and without what XML does not allow."""
    kept = _DOCTYPE.sub(lambda found: b"\n" * found[0].count(b"\n"), content, count=1)
    return _CONTROL.sub(b" ", kept)


def _records(content: bytes) -> Iterator[Any]:
    # imported here: it loads slowly, and few reviews need it
    from lxml import etree

    events = etree.iterparse(
        BytesIO(content),
        events=("end",),
        tag="record",
        encoding="utf-8",
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    for _, element in events:
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


def _lost(found: int, counted: int, fault: tuple[int, str] | None, file: str) -> Problem:
    where, why = fault or (1, "")
    what = f"The XML is broken here ({why}): " if fault else ""
    return problem(
        "records-file-gives-all-its-records",
        Place(file, where),
        f"{what}{found} of {counted} records were read.",
        "Export the file again from EndNote: it may have been cut off or edited by hand.",
    )


def _words(element: Any, *paths: str) -> str:
    """The text of the first of the paths that has any, with that of its style elements."""
    return next(iter(_all(element, *paths)), "")


def _all(element: Any, *paths: str) -> list[str]:
    found = []
    for path in paths:
        for part in element.iterfind(path):
            words = "".join(part.itertext()).strip()
            if words:
                found.append(words)
    return found


def _record(element: Any, file: str) -> Record:
    kind = element.find("ref-type")
    named = kind.get("name", "") if kind is not None else ""
    title = values.text(_words(element, "titles/title"))
    accession = values.text(_words(element, "accession-num"))
    addresses = _all(element, ".//urls//url", "remote-database-name", "notes", "custom2")
    names = values.authors(_all(element, "contributors/authors/author"))
    return Record(
        id="",
        source="",
        file=file,
        line=int(element.sourceline or 1),
        kind=kinds.of(named),
        title=title,
        authors=names
        or values.authors(_all(element, "contributors/secondary-authors/author", "auth-address/x")),
        year=values.year(*_all(element, "dates/year", "dates/pub-dates/date")),
        container=values.text(
            _words(
                element,
                "periodical/full-title",
                "titles/secondary-title",
                "periodical/abbr-1",
                "alt-periodical/full-title",
                "titles/alt-title",
            )
        ),
        volume=values.number(_words(element, "volume")),
        issue=values.number(_words(element, "number", "issue")),
        pages=values.pages(_words(element, "pages")),
        doi=values.doi(_words(element, "electronic-resource-num")) or values.doi_within(*addresses),
        pmid=_pmid(element, accession, addresses),
        accession=accession,
        isbn=values.text(_words(element, "isbn")),
        abstract=values.text(_words(element, "abstract")),
        notes=values.of_tool(*_all(element, "notes", "research-notes")),
    )


def _pmid(element: Any, accession: str, addresses: list[str]) -> str:
    database = " ".join(_all(element, "remote-database-name", "remote-database-provider"))
    if re.search(r"(?i)medline|pubmed|\bnlm\b", database) and (found := values.pmid(accession)):
        return found
    return values.pmid_within(*addresses)
