"""A .bib file → its entries as CSL JSON.

Three routes see every entry: the scanner finds where each begins, bibtexparser takes it apart,
pandoc understands its values. What one of them drops is either mended or named, never lost.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from softbound.collect.bibliography import (
    cleaning,
    entry_types,
    fields,
    flaws,
    references,
    scanner,
)
from softbound.collect.bibliography.entries import Entry, Written
from softbound.collect.bibliography.fields import Fault, Source
from softbound.problems import Place, Problem, nearest, problem
from softbound.processes import Answer

Convert = Callable[[str, str], Answer]
"""Text and its format as pandoc names it → pandoc's JSON document
(``pandoc --sandbox -f FORMAT -t json``)."""

PARENTS = ("crossref", "xdata")
"""Fields that name entries whose fields are taken over."""
_LINE_OF_ERROR = re.compile(r"line (\d+)")
_TRIES = 100
"""How many entries that bibtexparser refuses are shown to pandoc one by one (30 ms each)."""


@dataclass(frozen=True)
class Work:
    """An entry on its way to pandoc."""

    source: Source
    fields: Mapping[str, str]
    """Cleaned."""
    id: str
    """Its key while it is with pandoc, which reads fewer keys than authors write."""

    @property
    def kind(self) -> str:
        """The type that pandoc is told."""
        return entry_types.read_as(self.source.type)[0]


def read(text: str, file: str, convert: Convert) -> tuple[list[Entry], list[Problem]]:
    """The text of a .bib file → entries in order, repeated keys included, and problems.

    :param text: the file, lines ended by ``\\n``.
    :param file: its name for places.
    :param convert: runs pandoc.
    :return: every entry of the file is either among the entries or named in a problem
        (``bibliography-entry-is-read``) with its line.
    """
    blocks, strays = scanner.scan(text)
    if text.strip() and "@" not in text and not strays:
        return [], [_no_entry(file)]
    works, faults, strings = _taken_apart(blocks)
    works, problems = _with_known_parents(works, file)
    items, refused, broken = _converted(works, convert)
    if broken:
        return [], [stopped(file, broken)]
    entries = []
    for work in works:
        if work.id in refused:
            faults.append(_fault(work.source, refused[work.id]))
        elif work.kind != "xdata":  # fields for other entries, no work that could be cited
            entries.append(_entry(work.source, _numbered(work, items[work.id]), file))
            problems += flaws.found(work.source, work.fields, items[work.id], file)
    problems += flaws.undefined([work.source for work in works], file)
    rescued, lost = _shown_to_pandoc(faults, strings, convert)
    entries += [
        _entry(Source(fault.type, fault.key, (), fault.start), item, file)
        for fault, item in rescued
    ]
    entries.sort(key=lambda entry: entry.place.line or 0)
    starts = {fault.start for fault in lost}
    strays += [stray for b in blocks if b.line in starts for stray in scanner.hidden(b)]
    problems += [_lost(fault, file) for fault in lost]
    problems += [_stray(stray, file) for stray in strays]
    return entries, problems


def _taken_apart(
    blocks: Sequence[scanner.Block],
) -> tuple[list[Work], list[Fault], dict[str, str]]:
    """Blocks → the works they describe, what cannot be read, and the abbreviations."""
    works: list[Work] = []
    faults: list[Fault] = []
    strings: dict[str, str] = {}
    for block in blocks:
        if block.kind in entry_types.SETTINGS:
            continue
        if block.kind == "preamble":
            what = "its closing bracket is missing"
            faults.append(Fault(block.line, what, start=block.line, subject="The @preamble"))
        elif block.kind == "string":
            defined = fields.string(block, strings)
            if isinstance(defined, Fault):
                faults.append(replace(defined, start=block.line, subject="The @string"))
            else:
                strings[defined[0]] = defined[1]
        else:
            source = fields.entry(block, strings)
            if isinstance(source, Fault):
                faults.append(replace(source, start=block.line))
                continue
            cleaned = cleaning.cleaned_all({field.name: field.text for field in source.fields})
            crooked = [name for name, value in cleaned.items() if not cleaning.balanced(value)]
            if crooked:
                what = f'the braces in "{crooked[0]}" do not match'
                faults.append(_fault(source, what))
            else:
                works.append(Work(source, cleaned, f"softbound-{len(works)}"))
    return works, faults, strings


def _fault(source: Source, what: str) -> Fault:
    return Fault(source.line, what, source.key, start=source.line)


def _with_known_parents(works: Sequence[Work], file: str) -> tuple[list[Work], list[Problem]]:
    """Works whose crossref and xdata name the parents' ids.

    Parents that no entry describes, and circles, in which pandoc would run for ever, are taken
    out and reported.
    """
    ids: dict[str, str] = {}
    for work in works:
        ids.setdefault(work.source.key, work.id)
    above: dict[str, list[str]] = {}
    problems, known = [], []
    for work in works:
        changed = dict(work.fields)
        for name in PARENTS:
            parents = []
            for key in re.split(r"[,\s]+", work.fields.get(name, "").strip()):
                if not key:
                    continue
                if key in ids and not _leads_back(ids[key], work.id, above):
                    above.setdefault(work.id, []).append(ids[key])
                    parents.append(ids[key])
                    continue
                what = "that leads back to it" if key in ids else "which no entry of the file is"
                problems.append(
                    problem(
                        "bibliography-name-is-defined",
                        Place(file, work.source.line_of(name)),
                        f'The {name} of "{work.source.key}" is "{key}", {what}.',
                        "" if key in ids else nearest(key, ids),
                    )
                )
            if name in changed:
                changed[name] = ",".join(parents)
        known.append(replace(work, fields={n: v for n, v in changed.items() if v}))
    return known, problems


def _leads_back(start: str, goal: str, above: Mapping[str, Sequence[str]]) -> bool:
    """Whether one comes from `start` to `goal` by going from child to parent."""
    waiting, seen = [start], set()
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            waiting += above.get(at, ())
    return False


def _converted(
    works: Sequence[Work], convert: Convert
) -> tuple[dict[str, dict[str, Any]], dict[str, str], str]:
    """Works → CSL items by id; why pandoc refuses others, by id; why pandoc does not run.

    All go to pandoc at once. Where it stops at one of them, the others go again without it.
    """
    refused: dict[str, str] = {}
    while True:
        lines, owners = _as_bib([work for work in works if work.id not in refused])
        if not lines:
            return {}, refused, ""
        answer = convert("\n".join(lines), "biblatex")
        if answer.ok:
            items = {item["id"]: item for item in references.items(json.loads(answer.output))}
            missing = {work.id for work in works if work.kind != "xdata"} - set(items)
            return items, dict.fromkeys(missing, "pandoc finds nothing in it") | refused, ""
        at = _LINE_OF_ERROR.search(answer.messages)
        if at is None:
            return {}, refused, answer.messages.strip()
        refused[owners[min(int(at[1]), len(owners)) - 1]] = _pandocs_reason(answer.messages)


def _as_bib(works: Iterable[Work]) -> tuple[list[str], list[str]]:
    """Works → lines of a .bib file, and the id of the work that each line is of."""
    lines: list[str] = []
    owners: list[str] = []
    for work in works:
        inside = ",\n".join(f"{name} = {{{value}}}" for name, value in work.fields.items())
        own = f"@{work.kind}{{{work.id},\n{inside}\n}}".split("\n")
        lines += own
        owners += [work.id] * len(own)
    return lines, owners


def _pandocs_reason(messages: str) -> str:
    """pandoc's error message as the end of a sentence."""
    unexpected = re.search(r"unexpected (.+)", messages)
    return f"pandoc does not expect {unexpected[1]}" if unexpected else "pandoc cannot read it"


def _shown_to_pandoc(
    faults: Sequence[Fault], strings: Mapping[str, str], convert: Convert
) -> tuple[list[tuple[Fault, dict[str, Any]]], list[Fault]]:
    """Entries that bibtexparser refuses: those that pandoc reads, and those lost for good."""
    definitions = "".join(f"@string{{{name} = {{{text}}}}}\n" for name, text in strings.items())
    rescued, lost = [], []
    for number, fault in enumerate(faults):
        kind, _ = entry_types.read_as(fault.type)
        raw = f"{definitions}@{kind}{{softbound-rescued,\n{fault.raw}\n}}"
        items = []
        if fault.raw and number < _TRIES and not fault.raw.endswith("\\"):
            answer = convert(raw, "biblatex")
            items = references.items(json.loads(answer.output)) if answer.ok else []
        if len(items) == 1:
            rescued.append((fault, items[0]))
        else:
            lost.append(fault)
    return rescued, lost


_ARTICLE_NUMBERS = ("eid", "article-number", "art_number", "articleno")
"""Fields for an article's number, which pandoc passes over: BibLaTeX, Web of Science, Scopus, ACM."""


def _numbered(work: Work, item: dict[str, Any]) -> dict[str, Any]:
    """An item with its article number, if it has no pages."""
    number = next((work.fields[name] for name in _ARTICLE_NUMBERS if name in work.fields), "")
    plain = re.sub(r"[{}\\]|(?i:article\s+)", "", number).strip()
    known = not plain or "page" in item or "number" in item
    return item if known or item["type"] != "article-journal" else item | {"number": plain}


def _entry(source: Source, item: Mapping[str, Any], file: str) -> Entry:
    key = unicodedata.normalize("NFC", source.key)
    aliases = re.split(r"[,\s]+", str(item.get("other-ids", "")).strip())
    csl = {name: value for name, value in item.items() if name != "other-ids"} | {"id": key}
    given = {f.name: (f.text, f.line) for f in source.fields if f.name not in cleaning.LEFT_OUT}
    return Entry(
        key,
        csl,
        Place(file, source.line),
        tuple(alias for alias in aliases if alias),
        Written(source.type, given),
    )


def stopped(file: str, messages: str) -> Problem:
    """pandoc failed, and it is not the fault of an entry that could be named."""
    rule = "engine-runs" if "could not be started" in messages else "bibliography-file-is-read"
    return problem(rule, Place(file), f"pandoc cannot read the file: {messages.strip()}")


def _no_entry(file: str) -> Problem:
    return problem(
        "bibliography-file-is-read",
        Place(file, 1),
        "The file holds text, but no reference.",
        "Export it again from your reference manager as BibLaTeX.",
    )


def _lost(fault: Fault, file: str) -> Problem:
    named = f'{fault.subject} "{fault.key}"' if fault.key else fault.subject
    return problem(
        "bibliography-entry-is-read",
        Place(file, fault.line),
        f"{named} cannot be read: {fault.what}.",
        "It is left out; the other entries count.",
    )


def _stray(stray: scanner.Stray, file: str) -> Problem:
    return problem("bibliography-entry-is-read", Place(file, stray.line), stray.what, stray.hint)
