"""A bibliography's entry and a registered work → in what they agree.

Both become records as a search's are, and are compared as duplicates are: what exports and printers
write differently counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from softbound.derive.duplicates import fields
from softbound.derive.duplicates.fields import NEAR, OTHER, SAME, UNKNOWN, Agreement
from softbound.derive.duplicates.known import Known, known
from softbound.model.records import Record
from softbound.model.registered import Registered

Item = Mapping[str, Any]
"""A CSL JSON item."""

KINDS: Mapping[str, str] = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "book": "book", "chapter": "chapter", "entry-encyclopedia": "chapter",
    "paper-conference": "conference", "report": "report", "thesis": "thesis",
    "journal-article": "article", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-chapter": "chapter", "reference-entry": "chapter",
    "proceedings-article": "conference", "dissertation": "thesis",
}  # fmt: skip
"""Types of CSL and of Crossref → kinds of records."""

SEARCHED = frozenset(
    {
        "article", "article-journal", "book", "chapter", "dataset", "entry-encyclopedia",
        "paper-conference", "report", "thesis",
    }
)  # fmt: skip
"""CSL types of works that have DOIs more often than not."""

_DOI = re.compile(r"(?i)(?:doi\.org/|doi:\s*|\A\s*)(10\.\d{4,9}/\S+|10/[a-z0-9]+)\s*\Z")


def doi(item: Item) -> str:
    """An entry's DOI in small letters, from its address if need be; empty without one."""
    for name in ("DOI", "URL"):
        text = str(item.get(name) or "")
        found = _DOI.search(text) if name == "DOI" or "doi.org/" in text else None
        if found:
            decoded = re.sub(r"%([2-7][0-9A-Fa-f])", lambda hex_: chr(int(hex_[1], 16)), found[1])
            return decoded.lower().rstrip(".,;")
    return ""


def _words(value: Any) -> str:
    return re.sub(r"<[^<>]*>", "", str(value or ""))


def year(item: Item) -> int | None:
    """The year in which an entry says that its work appeared."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if parts and isinstance(parts[0], list) and parts[0] else [None]
    text = str(first[0])
    return int(text) if re.fullmatch(r"-?\d{1,4}", text) else None


def people(item: Item, particles: bool = True) -> tuple[list[str], bool]:
    """ "Family, Given" of its authors, or of its editors; and whether an organisation is one.

    :param particles: whether "van" and "de" belong to the family; Crossref has them either way.
    """
    listed = item.get("author") or item.get("editor") or ()
    people_ = [each for each in listed if isinstance(each, dict)]
    names = []
    for each in people_:
        particle = each.get("non-dropping-particle") or each.get("dropping-particle") or ""
        particle = particle if particles else ""
        family = f"{particle} {each.get('family') or ''}".strip()
        if family:
            names.append(f"{family}, {each.get('given') or ''}".rstrip(" ,"))
    return names, any(not each.get("family") for each in people_)


def record(item: Item) -> Record:
    """An entry as a record."""
    names, _ = people(item)
    return Record(
        id="", source="", file="", line=0,
        kind=KINDS.get(str(item.get("type")), ""),
        title=_words(item.get("title")), authors=tuple(names), year=year(item),
        container=_words(item.get("container-title")), volume=_words(item.get("volume")),
        issue=_words(item.get("issue")), pages=_words(item.get("page")), doi=doi(item),
    )  # fmt: skip


def readings(work: Registered) -> Iterator[Record]:
    """A registered work as records: one for each title, year, container and pages that it has."""
    rows = max(map(len, (work.titles, work.years, work.containers, work.pages, "1")))

    def at(values: tuple[Any, ...], index: int, without: Any) -> Any:
        return values[min(index, len(values) - 1)] if values else without

    for index in range(rows):
        yield Record(
            id="", source="", file="", line=0,
            kind=KINDS.get(work.kind, ""),
            title=at(work.titles, index, ""), authors=work.authors,
            year=at(work.years, index, None), container=at(work.containers, index, ""),
            volume=work.volume, issue=work.issue, pages=at(work.pages, index, ""), doi=work.doi,
        )  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """In what an entry and a work agree."""

    title: Agreement
    author: Agreement
    """Of the first authors."""
    year: Agreement
    container: Agreement
    volume: Agreement
    pages: Agreement
    generic: bool
    """Whether many works have such a title."""
    whole: bool
    """Whether the work's title is that of the book or journal in which the entry's stands."""
    same_kind: bool


_BEST = (SAME, NEAR, UNKNOWN, OTHER)


def compare(item: Item, work: Registered) -> Compared:
    """An entry beside a work. Where the work says something in several ways, the nearest counts."""
    entry = known(record(item))
    others = [known(each) for each in readings(work)]

    def best(agreement: Callable[[Known, Known], Agreement]) -> Agreement:
        return min((agreement(entry, other) for other in others), key=_BEST.index)

    book = known(Record("", "", "", 0, title=_words(item.get("container-title"))))
    bare = known(replace(record(item), authors=tuple(people(item, particles=False)[0])))
    author = min(
        best(fields.authors), best(lambda _, other: fields.authors(bare, other)), key=_BEST.index
    )
    if author is OTHER and (work.organisations or people(item)[1]):
        author = UNKNOWN  # "WHO" is the World Health Organization
    return Compared(
        title=best(_titles),
        author=author,
        year=best(fields.years),
        container=best(fields.containers),
        volume=best(fields.volumes),
        pages=best(lambda a, b: fields.pages(a.pages, b.pages)),
        generic=entry.title.generic,
        whole=any(fields.titles(book.title, other.title) in (SAME, NEAR) for other in others),
        same_kind=all(fields.kinds(entry, other) is not OTHER for other in others),
    )


def _titles(entry: Known, other: Known) -> Agreement:
    """As among records; but one of the two may lack the subtitle, however short the rest is."""
    ours, theirs = entry.title, other.title
    found = fields.titles(ours, theirs)
    if found is OTHER and ours.corrects == theirs.corrects:
        whole, rest = _mains(entry.record.title), _mains(other.record.title)
        return NEAR if theirs.compact in whole or ours.compact in rest else OTHER
    return found


_SUBTITLE = re.compile(r":\s|[?!.]\s|\s[-–—]\s|—")


def _mains(title: str) -> set[str]:
    """What a title may be without its subtitle, as titles are compared."""
    before = (title[: found.start()] for found in _SUBTITLE.finditer(title))
    return {known(Record("", "", "", 0, title=text)).title.compact for text in before} - {""}


def is_the_work(item: Item, work: Registered) -> bool:
    """Whether a work found by title and author is surely the entry's."""
    found = compare(item, work)
    return (
        not found.generic
        and found.same_kind
        and (found.title, found.author, found.year) == (SAME, SAME, SAME)
        and OTHER not in (found.container, found.volume, found.pages)
    )


def suggested(item: Item, candidates: Iterable[Registered]) -> Registered | None:
    """The one work among some that is surely the entry's; None where none or several are."""
    fitting = [work for work in candidates if is_the_work(item, work)]
    return fitting[0] if len({work.doi for work in fitting}) == 1 else None


def is_another(item: Item, work: Registered) -> bool:
    """Whether a work is surely not the entry's, nor the book in which the entry's stands."""
    found = compare(item, work)
    author_or_year = found.author is OTHER or (found.author is UNKNOWN and found.year is OTHER)
    return found.title is OTHER and author_or_year and not found.whole


def is_searchable(item: Item) -> bool:
    """Whether a work can be looked for by its title: published, and with a title of its own."""
    entry = known(record(item))
    return item.get("type") in SEARCHED and not entry.title.generic and bool(entry.authors)


def question(item: Item) -> str:
    """What a work is looked for by: its authors, year and title."""
    names, _ = people(item)
    families = [name.split(",")[0] for name in names[:3]]
    parts = (*families, year(item) or "", _words(item.get("title")))
    return " ".join(" ".join(str(part).split()) for part in parts if part)[:300]


def digest(value: Any) -> str:
    """What tells a variable's content from any other."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
