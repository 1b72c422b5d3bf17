"""Two records → whether they are of one work.

Two works may share a title (an editorial, a first and a second part, an abstract and the paper it
became) and two records of one work may share no field to the letter. So no similarities are summed
up. Rules say which fields must be the same, and what must not be other; the first that holds
decides, and gives its reason in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from softbound.derive.duplicates import fields
from softbound.derive.duplicates.fields import NEAR, OTHER, SAME, UNKNOWN
from softbound.derive.duplicates.known import Known
from softbound.derive.duplicates.pair import Pair


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of two records."""

    same: bool
    """Whether they are of one work; if not, they only look alike."""
    strength: int
    """Smaller is surer: groups are joined in this order."""
    reason: str


def compare(a: Known, b: Known) -> Verdict | None:
    """Whether two records are of one work; None if they do not even look alike."""
    pair = Pair(a, b)
    if pair.shared:
        return _of_one_identifier(pair)
    if pair.title is OTHER and not pair.fills_the_same_pages:
        return None
    against = _against(pair)
    if not against:
        for rule in BY_PLACE:
            if rule.holds(pair):
                return Verdict(True, rule.strength, rule.reason)
    return _alike(pair, against)


def contradict(a: Known, b: Known) -> bool:
    """Whether two records cannot be of one work, whatever third record they both resemble."""
    if fields.kinds(a, b) is OTHER:
        return True
    verdict = compare(a, b)
    if verdict is not None and verdict.same:
        return False
    pair = Pair(a, b)
    together = pair.page in (SAME, NEAR)
    return (
        fields.other_dois(a, b)
        or fields.other(a.pmid, b.pmid)
        or (pair.title is OTHER and not fields.translation(a, b))
        or OTHER in (pair.year, pair.page, pair.author)
        or (OTHER in (pair.container, pair.volume) and not together)
        or (fields.other(a.issue, b.issue) and not together)
    )


@dataclass(frozen=True)
class Rule:
    """When two records without a common identifier are of one work."""

    strength: int
    reason: str
    holds: Callable[[Pair], bool]


def _words(pair: Pair, more_than: int) -> bool:
    """Whether the title is long enough to be no other work's."""
    return not pair.generic and len(pair.a.title.words) > more_than


BY_PLACE: tuple[Rule, ...] = (
    Rule(
        20,
        "same title, first author, year and pages",
        lambda p: p.title is SAME and p.author is SAME and p.year is SAME and p.pinned,
    ),
    Rule(
        21,
        "same title, first author, journal, volume and pages",
        lambda p: (
            p.title is SAME
            and p.author is SAME
            and p.pinned
            and p.volume is SAME
            and p.container is SAME
        ),
    ),
    Rule(
        22,
        "same title, year, volume and pages",
        lambda p: (
            p.title is SAME
            and p.author is UNKNOWN
            and p.year is SAME
            and p.pinned
            and p.volume is SAME
        ),
    ),
    Rule(
        23,
        "same title, year, journal, volume and pages",
        lambda p: (
            p.title is SAME
            and not p.generic
            and p.year is SAME
            and p.range
            and p.pinned
            and p.volume is SAME
            and p.container is SAME
        ),
    ),
    Rule(
        24,
        "same title, year, journal, volume and issue",
        lambda p: (
            p.title is SAME
            and not p.generic
            and p.issue
            and p.author is UNKNOWN
            and p.year is SAME
            and p.page is not OTHER
        ),
    ),
    Rule(
        25,
        "same title, first author, journal, volume and issue",
        lambda p: (
            p.title is SAME
            and not p.generic
            and p.issue
            and p.author is SAME
            and p.page is not OTHER
            and not p.mixed
        ),
    ),
    Rule(
        30,
        "same title, first author, year and journal",
        lambda p: (
            p.title is SAME
            and _words(p, 3)
            and p.author is SAME
            and p.year is SAME
            and p.container is SAME
            and p.page is UNKNOWN
            and not fields.other(p.a.issue, p.b.issue)
            and not p.mixed
        ),
    ),
    Rule(
        31,
        "same title, first author, year and pages",
        lambda p: (
            p.title is SAME
            and not p.generic
            and p.author is SAME
            and p.year is SAME
            and p.page is SAME
            and p.container is not OTHER
            and not p.each_issue_has_it
            and not p.mixed
        ),
    ),
    Rule(
        32,
        "same title, authors and journal; one was published ahead of print",
        lambda p: (
            p.title is SAME
            and _words(p, 4)
            and p.authors
            and p.year is NEAR
            and p.container is SAME
            and p.page is not OTHER
            and ("" in (p.a.volume, p.b.volume) or "" in (p.a.pages.first, p.b.pages.first))
            and not p.mixed
        ),
    ),
    Rule(
        33,
        "same title, authors, year and first page",
        lambda p: (
            p.title is SAME
            and not p.generic
            and p.authors
            and p.year is SAME
            and p.first_page
            and p.a.pages.first != "1"
            and p.a.pages.span > 2
            and not p.each_issue_has_it
            and not p.mixed
        ),
    ),
    Rule(
        34,
        "same title, authors and year",
        lambda p: (
            p.title is SAME
            and _words(p, 6)
            and p.authors
            and len(p.a.authors) > 1
            and p.year is SAME
            and not (p.a.container and p.b.container)
            and p.page is not OTHER
            and not p.mixed
        ),
    ),
    Rule(
        40,
        "nearly the same title; same first author, year, volume and first page",
        lambda p: (
            p.title is NEAR
            and not p.generic
            and p.author is SAME
            and p.year is SAME
            and p.pinned
            and p.first_page
        ),
    ),
    Rule(
        41,
        "nearly the same title; same authors, year, journal, volume and issue",
        lambda p: (
            p.title is NEAR
            and not p.generic
            and p.authors
            and p.year is SAME
            and p.issue
            and p.page is not OTHER
        ),
    ),
    Rule(
        50,
        "same authors, year, volume and pages; one has no title",
        lambda p: p.title is UNKNOWN and p.fills_the_same_pages and p.container is not OTHER,
    ),
    Rule(
        51,
        "same authors, year, volume and pages; one title is a translation",
        lambda p: (
            p.title in (OTHER, NEAR)
            and not p.generic
            and fields.translation(p.a, p.b)
            and p.fills_the_same_pages
            and p.container is not OTHER
        ),
    ),
    Rule(
        52,
        "same authors, year, journal, volume, issue and pages, though titles differ",
        lambda p: (
            p.title is OTHER
            and not p.generic
            and p.a.title.corrects == p.b.title.corrects
            and fields.unrelated(p.a.title, p.b.title)
            and p.fills_the_same_pages
            and p.a.pages.span > 3
            and p.issue
        ),
    ),
)
"""From the surest to the least sure. That nothing speaks against one work was seen to before."""


def _against(pair: Pair) -> str:
    """What speaks against one work, in words; empty if nothing does."""
    a, b = pair.a, pair.b
    if fields.kinds(a, b) is OTHER:
        return f"one is {fields.kind_names(a, b)}"
    if fields.other_dois(a, b):
        return "another DOI"
    if fields.other(a.pmid, b.pmid):
        return "another PMID"
    if pair.page is OTHER:
        return "other pages"
    if pair.volume is OTHER:
        return "another volume"
    return ""


def _of_one_identifier(pair: Pair) -> Verdict | None:
    """The same DOI, PubMed or database number: a whole issue or a correction may share it."""
    a, b, shared = pair.a, pair.b, pair.shared
    if fields.kinds(a, b) is OTHER:
        return Verdict(False, 90, f"same {shared}, but one is {fields.kind_names(a, b)}")
    doi = shared != "DOI" and fields.other_dois(a, b)
    if doi or (shared == "DOI" and fields.other(a.pmid, b.pmid)):
        return Verdict(False, 90, f"same {shared}, but another {'DOI' if doi else 'PMID'}")
    if pair.title in (SAME, NEAR):
        if pair.generic and (pair.author is OTHER or pair.page is OTHER):
            return Verdict(False, 90, f"same {shared}, but other authors or pages")
        if pair.page is OTHER and not (pair.title is SAME and pair.authors):
            return Verdict(False, 90, f"same {shared} and nearly all else, but other pages")
        if pair.title is SAME:
            return Verdict(True, 10, f"same {shared} and title")
        return Verdict(True, 11, f"same {shared} and nearly the same title")
    elsewhere = pair.page is OTHER or pair.volume is OTHER or pair.year is OTHER
    if pair.title is UNKNOWN and pair.author is not OTHER and not elsewhere:
        return Verdict(True, 12, f"same {shared}; one has no title")
    if pair.title is OTHER and pair.author is SAME and not elsewhere:
        if fields.words_added(a, b) and pair.page is not UNKNOWN:
            return Verdict(True, 13, f"same {shared} and first author, nearly the same title")
        if fields.translation(a, b) and pair.page is SAME:
            return Verdict(
                True, 14, f"same {shared}, first author and pages; one title is a translation"
            )
    return Verdict(False, 91, f"same {shared}, but another title")


def _alike(pair: Pair, against: str) -> Verdict | None:
    """Worth the author's look: the same title and author, though something speaks against it."""
    if pair.generic or pair.title not in (SAME, NEAR):
        return None
    if pair.author is not SAME or pair.year is OTHER:
        return None
    title = "same title" if pair.title is SAME else "nearly the same title"
    year = {SAME: ", first author and year", NEAR: ", first author and nearly the same year"}
    agree = title + year.get(pair.year, " and first author")
    reason = f"{agree}, but {against or 'too little else to tell'}"
    return Verdict(False, 80 if pair.title is SAME else 85, reason)
