"""Which format an export is in, by what stands in it; its name's ending decides only ties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from softbound.collect.records import tables

_START = 1 << 16
"""So much of the file is looked at first."""
_HEADER_WITHIN = 8
"""A table's header is one of so many first lines that are not blank."""
_XML = re.compile(rb"\A\s*<(?:\?xml|xml\b|records\b|record\b)")
_ENDNOTE = re.compile(rb"<records?[\s>/]")
_SIGNS: Mapping[str, re.Pattern[bytes]] = {
    "NBIB": re.compile(rb"(?m)^PMID- ?\d"),
    "RIS": re.compile(
        rb"(?m)^[ \t]{0,3}(?:[<(]?\d{1,6}[.):>]?[ \t]{1,3})?TY[ \t]{0,4}(?:-|\xe2\x80\x93)"
    ),
    "Web of Science": re.compile(rb"(?m)^(?:PT [A-Z]|FN (?:Clarivate|Thomson|ISI)[^\n]*)[ \t]*$"),
    "BibTeX": re.compile(rb"(?m)^[ \t]*@[ \t]*[A-Za-z_-]+[ \t]*[{(]"),
}
"""What a line of each format looks like; the first that stands in a file counts."""
_LATE: Mapping[str, re.Pattern[bytes]] = {
    "RIS": re.compile(rb"(?m)^(?:T[I1]|A[U1]|ER) {1,2}-(?: |$)"),
    "NBIB": re.compile(rb"(?m)^(?:TI  - |FAU - |JT  - )"),
    "Web of Science": re.compile(rb"(?m)^(?:TI|SO) \S"),
}
"""Formats without the lines that begin their records."""
_SUFFIXES: Mapping[str, str] = {
    ".ris": "RIS",
    ".nbib": "NBIB",
    ".ciw": "Web of Science",
    ".bib": "BibTeX",
    ".bibtex": "BibTeX",
}
_FOREIGN: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"\APK\x03\x04"), "an Excel workbook or a zip archive", "Save the sheet as CSV, or unpack the archive."),
    (re.compile(rb"\A\xd0\xcf\x11\xe0"), "an old Excel workbook", "Open it in Excel and save it as CSV UTF-8."),
    (re.compile(rb"\A%PDF"), "a PDF", "Export the records from the database as RIS."),
    (re.compile(rb"(?i)\A\s*(?:<!doctype html|<html|<head)"), "a web page", "The database may have asked you to log in: export again, as RIS."),
    (re.compile(rb"<(?:PubmedArticleSet|MedlineCitation|rdf:RDF|mods|modsCollection)\b"), "XML that is not EndNote's", "Export as NBIB from PubMed, or as RIS."),
    (re.compile(rb"(?m)^%0 \w+"), "EndNote's tagged format (.enw)", "Export as RIS or as EndNote XML."),
    (re.compile(rb"\A\s*[\[{]"), "JSON", "Export as RIS."),
    (re.compile(rb"(?m)^<\d+>\s*$|^Unique Identifier\s*$"), "Ovid's citation format", "Export from Ovid again, with the format RIS."),
)  # fmt: skip
"""What authors save by mistake: how it is known, what it is, what to do."""

FORMS = (
    "RIS",
    "NBIB",
    "Web of Science",
    "BibTeX",
    "EndNote XML",
    "Covidence CSV",
    "Rayyan CSV",
    "CSV",
)


def of(content: bytes, file: str) -> str:
    """The name of the format; empty where it is none that we read."""
    start = content[:_START]
    if _XML.match(start):
        return "EndNote XML" if _ENDNOTE.search(content) else ""
    if any(pattern.search(start) for pattern, _, _ in _FOREIGN[:4]):
        return ""
    first = start.decode("utf-8", errors="ignore")
    if (table := tables.header(first)) is not None:
        return table.form
    suffix = _SUFFIXES.get(PurePosixPath(file).suffix.lower(), "")
    if found := _first_sign(_SIGNS, content, suffix):
        return found
    if (table := header(content)) is not None:
        return table.form
    return _first_sign(_LATE, content, suffix)


def _first_sign(signs: Mapping[str, re.Pattern[bytes]], content: bytes, suffix: str) -> str:
    for text in (content[:_START], content):
        found = {form: at.start() for form, sign in signs.items() if (at := sign.search(text))}
        if found:
            return min(found, key=lambda form: (found[form], form != suffix))
    return ""


def header(content: bytes) -> tables.Header | None:
    """The header, where the file is a table."""
    return tables.header(content[:_START].decode("utf-8", errors="ignore"), _HEADER_WITHIN)


def foreign(content: bytes) -> tuple[str, str]:
    """What a file that we do not read is, and what to do; both empty if nobody knows."""
    start = content[:_START]
    found = ((what, hint) for pattern, what, hint in _FOREIGN if pattern.search(start))
    return next(found, ("", ""))
