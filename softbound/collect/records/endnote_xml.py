"""EndNote's XML → records, with the lines on which they begin.

A file that breaks off in the middle gives what stands before; external entities are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import repeat
from typing import Any

from softbound.collect.records import kinds, values
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

_LAST_SURE_LINE = 65_535
"""libxml2 keeps no more of an element's own line."""
_RECORD = re.compile(rb"<record[\s>/]")
_CONTROL = re.compile(
    rb"[\x01-\x08\x0b\x0c\x0e-\x1f]|&#(?:x(?:[0-8bcefBCEF]|1[0-9a-fA-F])|[0-8]|1[124-9]|2\d|3[01]);"
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S)


def read(content: bytes, file: str) -> tuple[list[Record], list[Problem]]:
    """A file's UTF-8 bytes → records in order, and what is lost."""
    records: list[Record] = []
    parser = _parser(_cleaned(content))
    try:
        for element, start in zip(_elements(parser), _starts(content), strict=False):
            line = element.sourceline or start
            records.append(_record(element, file, line if line < _LAST_SURE_LINE else start))
    except SyntaxError:  # lxml's XMLSyntaxError; the log says more
        pass
    counted = sum(1 for _ in _RECORD.finditer(content))
    fault = next(iter(parser.error_log), None)
    if fault is None and counted <= len(records):
        return records, []
    where, why = (fault.line, fault.message) if fault is not None else (1, "")
    return records, [_lost(len(records), counted, max(where, 1), why, file)]


def _starts(content: bytes) -> Iterator[int]:
    """The lines of the start tags, as a search for them finds them; then 1 without end."""
    line, before = 1, 0
    for found in _RECORD.finditer(content):
        line += content.count(b"\n", before, found.start())
        before = found.start()
        yield line
    yield from repeat(1)


def _cleaned(content: bytes) -> bytes:
    """Without a document type, which could define entities, and without what XML does not allow."""
    kept = _DOCTYPE.sub(lambda found: b"\n" * found[0].count(b"\n"), content, count=1)
    return _CONTROL.sub(b" ", kept)


def _parser(content: bytes) -> Any:
    # imported here: it loads slowly, and few reviews need it
    from lxml import etree

    return etree.iterparse(
        BytesIO(content),
        events=("end",),
        tag="record",
        encoding="utf-8",
        huge_tree=True,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )


def _elements(parser: Any) -> Iterator[Any]:
    """The record elements one by one, each forgotten when the next one comes."""
    for _, element in parser:
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


def _lost(found: int, counted: int, line: int, why: str, file: str) -> Problem:
    what = f"The XML is broken here ({why}): " if why else ""
    read = f"{found} of {counted} records were read"
    return problem(
        "records-file-gives-all-its-records",
        Place(file, line),
        f"{what}{read}{', and of the one that stands here a part may be missing' if why else ''}.",
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


def _record(element: Any, file: str, line: int) -> Record:
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
        line=line,
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
