"""An entry and what was found out about it → a status, and what is to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from softbound.derive import registered
from softbound.derive.duplicates import fields
from softbound.derive.registered import Compared, Item
from softbound.model.registered import Answer, Notice, Registered, Told
from softbound.problems import in_a_row


@dataclass(frozen=True)
class Verdict:
    """What is said of an entry."""

    status: str
    """``found``, ``differs``, ``not-found``, ``retracted``, ``no-identifier``, ``unreachable``."""
    told: tuple[Told, ...] = ()
    suggested: str = ""
    """A DOI for an entry that has none, or a wrong one."""


def judge(key: str, item: Item, answer: Answer) -> Verdict:
    """A verdict on an entry.

    :param key: the entry's.
    :param item: its CSL JSON item.
    """
    if not answer.reached:
        return Verdict("unreachable")
    better = registered.suggested(item, answer.candidates)
    doi = better.doi if better else ""
    if not answer.doi:
        told = [*_without_doi(key, item, better), *_notices(key, item, better)]
        status = "retracted" if _is_retracted(better) else "no-identifier"
        return Verdict(status, tuple(told), doi)
    if answer.agency == "none":
        return Verdict("not-found", (_missing(key, item, answer.doi, better),), doi)
    if answer.work is None:
        return Verdict("found")
    if registered.is_another(item, answer.work):
        return Verdict("differs", (_another(key, item, answer.work, better),), doi)
    differences = list(_differences(key, item, answer.work))
    notices = list(_notices(key, item, answer.work))
    status = "differs" if differences else "found"
    return Verdict("retracted" if _is_retracted(answer.work) else status, (*notices, *differences))


def _told(rule: str, item: Item, variables: Sequence[str], message: str, hint: str = "") -> Told:
    """Something about the first of some variables, as long as none of them changes."""
    depends = {name: registered.digest(item.get(name)) for name in variables}
    return Told(rule, message, hint, variables[0], depends)


IDENTITY = ("DOI", "URL", "title")


def _missing(key: str, item: Item, doi: str, better: Registered | None) -> Told:
    hint = f"The work's seems to be {better.doi}." if better else _CHECK
    message = f'The DOI of "{key}", {doi}, does not exist: doi.org knows of none like it.'
    return _told("doi-exists", item, IDENTITY, message, hint)


_CHECK = (
    "Look the work up: the DOI may be mistyped or cut off, or the work may not exist as it stands."
)


def _another(key: str, item: Item, work: Registered, better: Registered | None) -> Told:
    hint = f"This work's seems to be {better.doi}." if better else _CHECK
    message = f'The DOI of "{key}", {work.doi}, belongs to another work: {_named(work)}.'
    return _told("doi-leads-to-the-work", item, (*IDENTITY, "author"), message, hint)


def _named(work: Registered) -> str:
    """Author, year and title."""
    families = [name.split(",")[0] for name in work.authors]
    who = f"{families[0]} et al." if len(families) > 2 else in_a_row(families)
    when = str(work.years[0]) if work.years else ""
    by = ", ".join(filter(None, (who, when)))
    title = work.titles[0] if work.titles else "a work without a title"
    return f"“{_short(title)}”{f' ({by})' if by else ''}"


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + " …"


def _without_doi(key: str, item: Item, better: Registered | None) -> Iterator[Told]:
    if better is not None:
        variables = ("title", "DOI", "URL", "issued", "author")
        message = f'"{key}" has no DOI, but Crossref has one for it: {better.doi}.'
        yield _told(
            "work-has-its-doi", item, variables, message, "Add it, if the work is the same."
        )


# what differs


def _differences(key: str, item: Item, work: Registered) -> Iterator[Told]:
    """Each variable in which an entry and Crossref differ by more than typography."""
    found = registered.compare(item, work)
    if found.whole and found.title is fields.OTHER:
        return  # a chapter with its book's DOI: nothing else can be compared
    for name, (variable, differs, theirs) in _COMPARED.items():
        if differs(found, item, work):
            other = theirs(work)
            yield _told(
                "entry-agrees-with-crossref",
                item,
                (variable, "DOI"),
                f'The {name} of "{key}" is {_own(item, variable)}; Crossref has {other} '
                f"for {work.doi}.",
                "Look at the work itself: either of them may be wrong.",
            )


def _own(item: Item, variable: str) -> str:
    if variable == "issued":
        return str(registered.year(item))
    if variable == "author":
        return f"“{registered.people(item)[0][0]}”"
    return f"“{_short(re.sub(r'<[^<>]*>', '', str(item.get(variable, ''))))}”"


def _title_differs(found: Compared, item: Item, work: Registered) -> bool:
    """Nearly the same is told where the entry says less: a subtitle is left out, a word misspelt;
    Crossref often lacks subtitles itself."""
    if found.title is fields.NEAR:
        longest = max(map(len, work.titles), default=0)
        return len(str(item.get("title", ""))) <= longest
    return found.title is fields.OTHER


def _year_differs(found: Compared, item: Item, work: Registered) -> bool:
    """Books are registered again when they appear online, often decades later."""
    if found.year in (fields.NEAR, fields.OTHER):
        year = registered.year(item)
        later = year is not None and bool(work.years) and year > max(work.years)
        return work.kind == "journal-article" or later
    return False


def _in_journal(work: Registered) -> bool:
    return work.kind == "journal-article"


def _numbered(item: Item) -> bool:
    """Whether pages are a range, which can be compared with another."""
    return bool(re.search(r"\d\s*[-–]+\s*[A-Za-z]*\d", str(item.get("page", ""))))


def _pages_differ(found: Compared, item: Item, work: Registered) -> bool:
    if found.pages not in (fields.NEAR, fields.OTHER) or not _numbered(item):
        return False
    return any(re.search(r"\d\s*[-–]+\s*[A-Za-z]*\d", pages) for pages in work.pages)


_COMPARED: Mapping[str, tuple[str, Any, Any]] = {
    "title": ("title", _title_differs, lambda w: f"“{_short(w.titles[0])}”"),
    "first author": (
        "author",
        lambda f, i, w: f.author is fields.OTHER,
        lambda w: f"“{w.authors[0]}”",
    ),
    "year": (
        "issued",
        _year_differs,
        lambda w: " and ".join(map(str, sorted(w.years))),
    ),
    "journal": (
        "container-title",
        lambda f, i, w: f.container is fields.OTHER and _in_journal(w),
        lambda w: f"“{w.containers[0]}”",
    ),
    "volume": (
        "volume",
        lambda f, i, w: f.volume is fields.OTHER and _in_journal(w),
        lambda w: f"“{w.volume}”",
    ),
    "pages": ("page", _pages_differ, lambda w: f"“{w.pages[0]}”"),
}
"""How a difference is called → the CSL variable, whether it is one, and what Crossref has."""


# what was published later

_GONE: Mapping[str, str] = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "removal": "was removed",
}
_PARTLY: Mapping[str, str] = {
    "partial_retraction": "was retracted in part",
    "expression_of_concern": "was put under an expression of concern",
    "correction": "was corrected",
    "corrigendum": "was corrected",
    "erratum": "was corrected",
    "addendum": "has an addendum",
    "clarification": "was clarified",
    "reinstatement": "was reinstated",
}
"""Kinds of notices, and what is said of the work. Others, such as new versions, are not told."""


def _is_retracted(work: Registered | None) -> bool:
    return work is not None and any(notice.kind in _GONE for notice in work.notices)


def _notices(key: str, item: Item, work: Registered | None) -> Iterator[Told]:
    """Retractions, unless the entry says so itself; corrections, told once."""
    notices = work.notices if work is not None else ()
    gone = [notice for notice in notices if notice.kind in _GONE]
    if gone and not _says_so(item):
        yield _told(
            "work-is-not-retracted",
            item,
            (*IDENTITY, "note"),
            f'"{key}" {_sentence(gone[:1], _GONE)}.',
            "Take it out, or, if it is cited because of that, say so in the text and write the "
            "retraction into its note.",
        )
    partly = [notice for notice in notices if notice.kind in _PARTLY]
    if partly and not gone:
        yield _told(
            "notices-about-a-work-are-known",
            item,
            IDENTITY,
            f'"{key}" {_sentence(partly, _PARTLY)}.',
            "Read the notice: what you take from the work may have changed.",
        )


def _says_so(item: Item) -> bool:
    told = " ".join(str(item.get(name, "")) for name in ("note", "annote", "title", "status"))
    return re.search(r"(?i)\b(?:retract|withdr[ae]w)", told) is not None


def _sentence(notices: Sequence[Notice], words: Mapping[str, str]) -> str:
    """ "was corrected (2015-04-01, 10.1000/183) and …"."""
    said = []
    for notice in notices[:4]:
        about = ", ".join(filter(None, (notice.date, notice.doi)))
        said.append(f"{words[notice.kind]}{f' ({about})' if about else ''}")
    return in_a_row(dict.fromkeys(said))
