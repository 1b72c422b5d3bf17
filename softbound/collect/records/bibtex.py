"""BibTeX → records, by the scanner and the field reader that bibliographies use too.

Without pandoc: records are counted and compared, not set in a reference list, and it is quick
enough for the tens of thousands that a search may give.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from softbound.collect.bibliography import cleaning, entry_types, fields, scanner
from softbound.collect.bibliography.fields import Fault, Source
from softbound.collect.records import kinds, values
from softbound.model.records import Record
from softbound.problems import Place, Problem, problem

_LATEX = re.compile(r"[\\{}$~]|--")
_OPEN_COMMAND = re.compile(r"\\(?:[A-Za-z]+)?\Z")
_LONGEST = 5_000
_MOST_BRACES = 60
"""A longer word, or one with more braces, is no LaTeX that anybody meant."""


def read(content: bytes, file: str) -> tuple[list[Record], list[Problem]]:
    """A file's UTF-8 bytes → records in order; entries that cannot be read are named."""
    text = content.decode("utf-8")
    blocks, strays = scanner.scan(text)
    records: list[Record] = []
    problems: list[Problem] = []
    strings: dict[str, str] = {}
    for block in blocks:
        if block.kind in entry_types.SETTINGS or block.kind == "preamble":
            continue
        if block.kind == "string":
            defined = fields.string(block, strings)
            if isinstance(defined, tuple):
                strings[defined[0]] = defined[1]
            continue
        entry = fields.entry(block, strings)
        if isinstance(entry, Fault):
            problems.append(_lost(entry, block.line, file))
            problems += [_stray(stray, file) for stray in scanner.hidden(block)]
        elif block.kind != "xdata":
            records.append(_record(entry, file))
    return records, problems + [_stray(stray, file) for stray in strays]


def _lost(fault: Fault, line: int, file: str) -> Problem:
    named = f' "{fault.key}"' if fault.key else ""
    return problem(
        "records-file-gives-all-its-records",
        Place(file, fault.line or line),
        f"The entry{named} cannot be read: {fault.what}.",
        "It is no record now: mend it, or export the file again.",
    )


def _stray(stray: scanner.Stray, file: str) -> Problem:
    return problem(
        "records-file-gives-all-its-records", Place(file, stray.line), stray.what, stray.hint
    )


def _record(entry: Source, file: str) -> Record:
    said = {field.name: field.text for field in entry.fields}

    def words(*names: str) -> str:
        return next((_plain(said[name]) for name in names if said.get(name, "").strip()), "")

    title = words("title")
    if subtitle := words("subtitle"):
        title = f"{title}: {subtitle}" if title else subtitle
    addresses = [cleaning.verbatim(said[n]) for n in ("url", "howpublished", "note") if n in said]
    return Record(
        id="",
        source="",
        file=file,
        line=entry.line,
        kind=kinds.of(said.get("document_type", ""), entry_types.read_as(entry.type)[0]),
        title=title,
        authors=_names(said.get("author", "")) or _names(said.get("editor", "")),
        year=values.year(*(said[name] for name in ("year", "date") if name in said)),
        container=words("journal", "journaltitle", "booktitle", "maintitle", "series"),
        volume=values.number(words("volume")),
        issue=values.number(words("number", "issue")),
        pages=values.pages(words("pages", "art_number", "article-number", "eid")),
        doi=values.doi(cleaning.verbatim(said.get("doi", ""))) or values.doi_within(*addresses),
        pmid=values.pmid(words("pmid", "pubmed_id")) or values.pmid_within(*addresses),
        accession=words("unique-id", "accession", "eprint"),
        isbn=words("issn", "isbn"),
        abstract=words("abstract"),
        notes=values.of_tool(*(_plain(said[n]) for n in ("note", "annote") if n in said)),
    )


def _names(value: str) -> tuple[str, ...]:
    """A field of names, divided by "and" outside braces, as "Family, Given"."""
    found = []
    for name in _divided(" ".join(value.split())):
        braced = name.startswith("{") and name.endswith("}") and "}" not in name[1:-1]
        plain = _plain(name)
        parts = [part.strip() for part in plain.split(",")]
        if braced or not plain:
            found.append(plain)
        elif len(parts) == 1 and " " in plain and values.author(plain) == plain:
            *given, family = plain.split()
            found.append(f"{family}, {' '.join(given)}")
        elif len(parts) == 3:  # von Last, Jr, First
            found.append(f"{parts[0]}, {parts[2]}, {parts[1]}")
        else:
            found.append(values.author(plain))
    return tuple(
        name for name in found if name and name.lower() not in values.NO_AUTHOR | {"others"}
    )


def _divided(value: str) -> list[str]:
    if "{" not in value:
        return value.split(" and ")
    names, depth, start = [], 0, 0
    for at, character in enumerate(value):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth <= 0 and value.startswith(" and ", at) and at >= start:
            names.append(value[start:at])
            start = at + 5
    return [*names, value[start:]]


def _plain(value: str) -> str:
    """LaTeX → words."""
    if not _LATEX.search(value):
        return values.text(value)
    return values.text(_decoded(value))


def _decoded(value: str) -> str:
    """LaTeX's words one by one: the library takes a millisecond for a long text, and of an abstract
    but a few words are LaTeX."""
    words: list[str] = []
    held: list[str] = []
    for word in cleaning.text(value).split(" "):
        if not held and not _LATEX.search(word):
            words.append(word)
            continue
        held.append(word)
        if _is_whole(latex := " ".join(held)):
            words.append(_word(latex))
            held = []
    return " ".join([*words, *map(_word, held)])


def _is_whole(latex: str) -> bool:
    """Whether nothing is open at its end: no brace, no formula, no command, whose name takes the
    space after it (``Bj\\o rn``)."""
    formulas = latex.count("$") - latex.count(r"\$")
    braces = latex.count("{") - latex.count("}")
    return braces <= 0 and formulas % 2 == 0 and not _OPEN_COMMAND.search(latex)


@lru_cache(maxsize=20_000)
def _word(latex: str) -> str:
    if "\\" not in latex and "$" not in latex:
        bare = re.sub(r"[{}]", "", latex).replace("~", " ")
        return bare.replace("---", "—").replace("--", "–")
    if latex.count("{") > _MOST_BRACES or len(latex) > _LONGEST:
        return re.sub(r"[{}\\]", "", latex)
    try:
        return str(_library().latex_to_text(latex))
    except Exception:  # whatever the library makes of odd LaTeX: a title with marks beats none
        return re.sub(r"[{}]", "", latex)


@cache
def _library() -> Any:
    # imported here: it loads slowly, and only BibTeX needs it
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)
