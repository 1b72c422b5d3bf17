"""Two records → whether they are of one work.

Two works may share a title (an editorial, a first and a second part, an abstract and the paper it
became) and two records of one work may share no field to the letter. So no similarity is summed up:
each field is either the same, other or not known, and :func:`compare` says what must be the same,
and what must not be other.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

from softbound.derive.duplicates.known import Author, Known, Pages, Title
from softbound.derive.duplicates.words import CORRECTING, FILLERS, GREEK, TELLING


class Agreement(Enum):
    """What two records say in one field."""

    SAME = auto()
    NEAR = auto()
    """Close enough where everything else is the same."""
    OTHER = auto()
    UNKNOWN = auto()
    """One of them does not say, or they say it in ways that cannot be compared."""


SAME, NEAR, OTHER, UNKNOWN = Agreement


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
    title = titles(a.title, b.title)
    shared = shared_identifier(a, b)
    if shared:
        return _of_one_identifier(a, b, title, shared)
    return _of_one_place(a, b, title)


def contradict(a: Known, b: Known) -> bool:
    """Whether two records cannot be of one work, whatever third record they both resemble."""
    if _kinds(a, b) is OTHER:
        return True
    verdict = compare(a, b)
    if verdict is not None and verdict.same:
        return False
    if _other(a.doi, b.doi) or _other(a.pmid, b.pmid):
        return True
    if titles(a.title, b.title) is OTHER and not _translation(a, b):
        return True
    if years(a, b) is OTHER:
        return True
    return pages(a.pages, b.pages) is OTHER and containers(a, b) is not SAME


# rules


def _of_one_identifier(a: Known, b: Known, title: Agreement, shared: str) -> Verdict | None:
    """The same DOI, PubMed or database number: a whole issue or a correction may share it."""
    if _kinds(a, b) is OTHER:
        return Verdict(False, 90, f"same {shared}, but one is {_kind_names(a, b)}")
    if (shared != "DOI" and _other(a.doi, b.doi)) or (shared == "DOI" and _other(a.pmid, b.pmid)):
        return Verdict(False, 90, f"same {shared}, but another DOI or PMID")
    author, page = authors(a, b), pages(a.pages, b.pages)
    if title in (SAME, NEAR):
        generic = a.title.generic or b.title.generic
        if generic and (author is OTHER or page is OTHER):
            return Verdict(False, 90, f"same {shared}, but other authors or pages")
        words = "title" if title is SAME else "nearly the same title"
        return Verdict(True, 10 if title is SAME else 11, f"same {shared} and {words}")
    elsewhere = page is OTHER or volumes(a, b) is OTHER or years(a, b) is OTHER
    if title is UNKNOWN:
        if author is OTHER or elsewhere:
            return None
        return Verdict(True, 12, f"same {shared}; one has no title")
    if author is SAME and page is not OTHER and not elsewhere and _words_added(a, b):
        return Verdict(True, 14, f"same {shared} and first author, nearly the same title")
    if _translation(a, b) and author is SAME and page is SAME and not elsewhere:
        return Verdict(True, 13, f"same {shared}, first author and pages; a title is translated")
    return Verdict(False, 91, f"same {shared}, but another title")


def _of_one_place(a: Known, b: Known, title: Agreement) -> Verdict | None:
    """No identifier in common: title, authors, and the place where it was published."""
    author, year = authors(a, b), years(a, b)
    page, volume = pages(a.pages, b.pages), volumes(a, b)
    container = containers(a, b)
    range_ = page is SAME and a.pages.last != "" and a.pages == b.pages
    against = _against(a, b, author, year, page, volume, container)
    generic = a.title.generic or b.title.generic
    placed = page is SAME and volume is SAME and container is not OTHER
    pinned = (
        page in (SAME, NEAR)
        and volume is SAME
        and (container is SAME or (page is SAME and (container is UNKNOWN or range_)))
    ) or (page is SAME and volume is UNKNOWN and container is SAME)

    if against == "" or against == "year":
        if title is SAME:
            verdict = _of_one_title(a, b, author, year, page, volume, container, pinned, range_)
            if verdict is not None:
                return verdict
        elif title is NEAR and author is SAME and year is SAME and pinned and a.pages.first == b.pages.first and not generic:
            return Verdict(
                True, 40, "nearly the same title; same first author, year, volume and pages"
            )
        elif (
            (title is UNKNOWN or _translation(a, b))
            and all_authors(a, b)
            and year is SAME
            and placed
            and range_
            and a.pages.span > 1
        ):
            what = "no title" if title is UNKNOWN else "a translated title"
            return Verdict(True, 50, f"same authors, year, volume and pages; one has {what}")
        elif (
            title is OTHER
            and a.title.corrects == b.title.corrects
            and not generic
            and all_authors(a, b)
            and year is SAME
            and container is SAME
            and volume is SAME
            and a.issue != ""
            and a.issue == b.issue
            and range_
            and a.pages.span > 3
        ):
            return Verdict(
                True, 51, "same authors, year, journal, volume, issue and pages; titles differ"
            )
    return _alike(title, author, year, generic, against)


def _of_one_title(
    a: Known,
    b: Known,
    author: Agreement,
    year: Agreement,
    page: Agreement,
    volume: Agreement,
    container: Agreement,
    pinned: bool,
    range_: bool,
) -> Verdict | None:
    """The same title: what else must be the same."""
    generic = a.title.generic
    if author is SAME and year is SAME and pinned:
        return Verdict(True, 20, "same title, first author, year and pages")
    if author is SAME and pinned and volume is SAME and container is SAME:
        return Verdict(True, 21, "same title, first author, journal, volume and pages")
    if author is UNKNOWN and year is SAME and pinned and volume is SAME:
        return Verdict(True, 22, "same title, year, volume and pages")
    if generic:
        return None
    issue = a.issue != "" and a.issue == b.issue
    if author is UNKNOWN and year is SAME and container is SAME and volume is SAME and issue:
        return Verdict(True, 24, "same title, year, journal, volume and issue")
    if author is OTHER:
        if year is SAME and range_ and volume is SAME and container is SAME:
            return Verdict(True, 23, "same title, year, journal, volume and pages")
        return None
    if author is not SAME or page is OTHER:
        return None
    mixed = {a.kind, b.kind} == {"conference", "article"}
    if year is SAME and container is SAME and not mixed and len(a.title.words) > 3:
        if page is UNKNOWN and not _other(a.issue, b.issue):
            return Verdict(True, 30, "same title, first author, year and journal")
    elif year is SAME and page is SAME and container is not OTHER and not mixed:
        return Verdict(True, 31, "same title, first author, year and first page")
    if year is NEAR and container is SAME and all_authors(a, b) and not mixed:
        ahead = "" in (a.volume, b.volume) or "" in (a.pages.first, b.pages.first)
        if ahead and len(a.title.words) > 4:
            return Verdict(True, 32, "same title, authors and journal; published ahead of print")
    one_place = a.pages.first == b.pages.first not in ("", "1")
    if year is SAME and one_place and a.pages.span > 2 and all_authors(a, b) and not mixed:
        return Verdict(True, 34, "same title, authors, year and first page")
    nowhere = not (a.container and b.container)
    if nowhere and year is SAME and not mixed and page is not OTHER and len(a.title.words) > 6:
        if all_authors(a, b) and len(a.authors) > 1:
            return Verdict(True, 33, "same title, authors and year")
    return None


def _against(
    a: Known,
    b: Known,
    author: Agreement,
    year: Agreement,
    page: Agreement,
    volume: Agreement,
    container: Agreement,
) -> str:
    """What speaks against one work, in words; empty if nothing does."""
    if _kinds(a, b) is OTHER:
        return f"one is {_kind_names(a, b)}"
    if _other(a.doi, b.doi):
        return "another DOI"
    if _other(a.pmid, b.pmid):
        return "another PMID"
    if page is OTHER:
        return "other pages"
    if volume is OTHER:
        return "another volume"
    if year is OTHER:
        return "year"
    return ""


def _alike(
    title: Agreement, author: Agreement, year: Agreement, generic: bool, against: str
) -> Verdict | None:
    """Worth the author's look: the same title and author, though something speaks against it."""
    if generic or title not in (SAME, NEAR) or author is not SAME or year is OTHER:
        return None
    words = "same title" if title is SAME else "nearly the same title"
    but = f", but {'another ' if against == 'year' else ''}{against}" if against else ""
    years_ = "year" if year is SAME else "nearly the same year"
    return Verdict(
        False,
        80 if title is SAME else 85,
        f"{words}, first author and {years_}{but or ', but too little else to tell'}",
    )


# fields


def _other(a: str, b: str) -> bool:
    return a != "" and b != "" and a != b


def shared_identifier(a: Known, b: Known) -> str:
    """The name of an identifier that both have."""
    if a.doi and a.doi == b.doi:
        return "DOI"
    if a.pmid and a.pmid == b.pmid:
        return "PMID"
    if a.accession and a.accession == b.accession:
        return "accession number"
    return ""


def titles(a: Title, b: Title) -> Agreement:
    """NEAR: spelt otherwise, a subtitle left out, or cut off at its end."""
    if a.compact == b.compact:
        return SAME if a.compact else UNKNOWN
    if not a.compact or not b.compact:
        return UNKNOWN
    if a.corrects != b.corrects:
        return OTHER
    short, long = (a, b) if len(a.compact) < len(b.compact) else (b, a)
    if not short.generic and len(short.words) > 2 and long.compact.startswith(short.compact):
        whole = long.main == short.compact or len(short.compact) > 50
        rest = _rest(short, long)
        return NEAR if whole and not _tells(rest) else OTHER
    if len(long.compact) - len(short.compact) > 12 + len(short.compact) // 10:
        return OTHER
    return NEAR if _spelt_otherwise(a.words, b.words) else OTHER


def _rest(short: Title, long: Title) -> tuple[str, ...]:
    """The words that the longer of two titles has after the shorter one; cut words count."""
    length = 0
    for index, word in enumerate(long.words):
        if length >= len(short.compact):
            return long.words[index:]
        length += len(word)
    return ()


def _words_added(a: Known, b: Known) -> bool:
    """Whether one title is the other with one or two words more, none of which tells parts apart."""
    short, long = sorted((a.title.words, b.title.words), key=len)
    if len(short) < 4 or len(long) - len(short) > 2:
        return False
    rest = iter(long)
    return all(word in rest for word in short) and not _tells(
        tuple(word for word in long if word not in short)
    )


def _tells(words: tuple[str, ...]) -> bool:
    """Whether words that only one title has make it another work's: "part 2", "a reply to"."""
    return bool(CORRECTING.intersection((*words[:3], *words[-1:]))) or any(
        w in TELLING or (len(words) < 4 and not w.isalpha()) for w in words
    )


def _spelt_otherwise(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two titles differ in spelling only: no word of meaning is added or replaced."""
    common = set(a) & set(b)
    if len(common) * 2 < min(len(a), len(b)):
        return False
    changes = 0
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        changes += 1
        mine, theirs = a[a1:a2], b[b1:b2]
        if "".join(mine) == "".join(theirs):
            continue
        mine = tuple(w for w in mine if w not in FILLERS)
        theirs = tuple(w for w in theirs if w not in FILLERS)
        if not (mine and theirs) and GREEK.issuperset(mine + theirs):
            continue
        if len(mine) == len(theirs):
            if not all(map(_one_word, mine, theirs)):
                return False
        elif not _one_word("".join(mine), "".join(theirs)):
            return False
    return changes <= 5


def _one_word(a: str, b: str) -> bool:
    """Whether two words are one word, spelt or typed otherwise: behavior, behaviour."""
    if a == b:
        return True
    if not (a.isalpha() and b.isalpha()) or {a, b} & (TELLING | CORRECTING):
        return False
    if a.rstrip("s").endswith(("ite", "ate")) and b.rstrip("s").endswith(("ite", "ate")):
        return False  # nitrite, nitrate
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    changed = max(len(a), len(b)) - start - end
    shorter = min(len(a), len(b))
    if changed <= 1 and len(a) != len(b):
        return start >= 2 and shorter > 4
    return start >= 4 and (changed <= 1 or (changed <= 2 and shorter > 8))


def years(a: Known, b: Known) -> Agreement:
    """NEAR: one year apart, as online and in print."""
    if a.year is None or b.year is None:
        return UNKNOWN
    apart = abs(a.year - b.year)
    return SAME if apart == 0 else NEAR if apart == 1 else OTHER


def authors(a: Known, b: Known) -> Agreement:
    """Whether the first authors are one person, or the same persons stand in another order."""
    if not a.authors or not b.authors:
        return UNKNOWN
    if same_person(a.authors[0], b.authors[0]):
        return SAME
    ours = {author.family for author in a.authors}
    theirs = {author.family for author in b.authors}
    shared = len(ours & theirs)
    return SAME if shared > 1 and shared * 3 >= min(len(ours), len(theirs)) * 2 else OTHER


def all_authors(a: Known, b: Known) -> bool:
    """Whether all authors are the same, or one list is cut short after three or more."""
    pairs = list(zip(a.authors, b.authors, strict=False))
    whole = len(a.authors) == len(b.authors) or len(pairs) > 2
    return bool(pairs) and whole and all(same_person(x, y) for x, y in pairs)


def same_person(a: Author, b: Author) -> bool:
    """One family name and initials that fit; or the names are written in the wrong order."""
    if a.family == b.family:
        return not a.given or not b.given or a.given[0] == b.given[0]
    if _within(a.family, b.words) and _within(b.family, a.words):
        return True
    short, long = sorted((a.family, b.family), key=len)
    fit = not a.given or not b.given or a.given[0] == b.given[0]
    return len(short) > 3 and fit and (long.endswith(short) or long.startswith(short))


def _within(family: str, words: frozenset[str]) -> bool:
    return len(family) > 1 and family in words


def pages(a: Pages, b: Pages) -> Agreement:
    """NEAR: not the same, but a first or last page is.

    Numbers of articles and pages counted from 1 cannot be compared with pages of a volume; those of
    a supplement (S12, 100A) can.
    """
    if not a.first or not b.first:
        return UNKNOWN
    if a.first == b.first:
        return SAME if not (a.last and b.last) or a.last == b.last else NEAR
    if a.first.isdigit() != b.first.isdigit():
        ours, theirs = _digits(a.first), _digits(b.first)
        if ours == theirs and len(ours) > 1:
            return SAME
        supplement = any(p.first.startswith("s") or p.first[-1] in "as" for p in (a, b))
        return OTHER if supplement else UNKNOWN
    if "1" in (a.first, b.first):
        return UNKNOWN
    met = (a.last, b.last), (a.first, b.last), (a.last, b.first)
    return NEAR if any(one and one == other for one, other in met) else OTHER


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def volumes(a: Known, b: Known) -> Agreement:
    """A volume that is named by its year cannot be compared with one that is counted."""
    if not a.volume or not b.volume:
        return UNKNOWN
    if a.volume == b.volume:
        return SAME
    named = {str(year) for year in (a.year, b.year) if year is not None}
    return UNKNOWN if a.volume in named or b.volume in named else OTHER


def containers(a: Known, b: Known) -> Agreement:
    """Journals: "J Couns Psychol" is "Journal of Counseling Psychology"."""
    x, y = a.container, b.container
    if not x or not y:
        return UNKNOWN
    if x == y or "".join(x) == "".join(y):
        return SAME
    return SAME if _abbreviates(x, y) or _abbreviates(y, x) else OTHER


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of one is the beginning of a word of the other, in order."""
    if len(short) > len(long):
        return False
    if len(short) == 1 and len(short[0]) > 2 and short[0] == "".join(w[0] for w in long):
        return True
    at = 0
    for word in short:
        while at < len(long) and not _begins(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return _begins(short[0], long[0]) or short[0] in long


def _begins(short: str, long: str) -> bool:
    """"psychol" begins "psychology"; "jrnl" and "natl" leave letters out."""
    if long.startswith(short):
        return True
    if len(short) < 3 or short[0] != long[0] or short[-1] not in long[-2:]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _kinds(a: Known, b: Known) -> Agreement:
    """A thesis, a preprint, a book are works of their own, whatever has the same title."""
    if not a.kind or not b.kind:
        return UNKNOWN
    if a.kind == b.kind:
        return SAME
    return OTHER if {a.kind, b.kind} & {"thesis", "preprint"} or {a.kind, b.kind} == {
        "book",
        "chapter",
    } else UNKNOWN


def _kind_names(a: Known, b: Known) -> str:
    one, other = sorted((a.kind, b.kind))
    return f"{'an' if one[0] in 'aeio' else 'a'} {one} and one a {other}"


def _translation(a: Known, b: Known) -> bool:
    """Whether one title may be the other in another language."""
    return a.title.translated != b.title.translated or a.title.latin != b.title.latin
