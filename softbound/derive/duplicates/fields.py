"""Field by field: what two records say of a work.

No similarity is measured: a field is the same, near it, other, or not known.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import Enum, auto

from softbound.derive.duplicates.known import Author, Known, Pages, Title
from softbound.derive.duplicates.words import CORRECTING, FILLERS, GREEK, JSTOR, TELLING


class Agreement(Enum):
    """What two records say in one field."""

    SAME = auto()
    NEAR = auto()
    """Close enough where everything else is the same."""
    OTHER = auto()
    UNKNOWN = auto()
    """One of them does not say, or they say it in ways that cannot be compared."""


SAME, NEAR, OTHER, UNKNOWN = Agreement


def other(a: str, b: str) -> bool:
    return a != "" and b != "" and a != b


def other_dois(a: Known, b: Known) -> bool:
    """Whether the DOIs differ; JSTOR gives articles DOIs of its own, beside the publisher's."""
    if a.doi.startswith(JSTOR) != b.doi.startswith(JSTOR):
        return False
    return other(a.doi, b.doi)


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
    if not a.compact or not b.compact:
        return UNKNOWN
    if a.corrects != b.corrects:
        return OTHER
    if a.compact == b.compact:
        return SAME
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


def words_added(a: Known, b: Known) -> bool:
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
    if len(a) == len(b) and start > 1 and a[start:][:2] == b[start:][:2][::-1]:
        return a[start + 2 :] == b[start + 2 :]
    changed = max(len(a), len(b)) - start - end
    shorter = min(len(a), len(b))
    if changed <= 1 and len(a) != len(b):
        return shorter > 6 if start == 1 else start > 1 and shorter > 4
    return start >= 4 and (changed <= 1 or (changed <= 2 and shorter > 8))


def unrelated(a: Title, b: Title) -> bool:
    """Whether two titles have so few words in common that they are no two parts of a series."""
    ours, theirs = set(a.words) - FILLERS, set(b.words) - FILLERS
    return len(ours & theirs) * 3 < min(len(ours), len(theirs))


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
    long_names = min(len(a.family), len(b.family)) > 5
    if a.given and a.given == b.given and long_names and _one_word(a.family, b.family):
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
    """A volume named by its year cannot be compared with one that is counted; nor can the number of
    a supplement that stands where the volume should."""
    if not a.volume or not b.volume:
        return UNKNOWN
    if a.volume == b.volume:
        return SAME
    named = {str(year) for year in (a.year, b.year) if year is not None}
    supplement = f"s{a.volume}" == b.issue or f"s{b.volume}" == a.issue
    return UNKNOWN if supplement or {a.volume, b.volume} & named else OTHER


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


def word_for_word(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether two names of journals have the same words, of which one may shorten some."""
    return len(short) == len(long) and all(map(_begins, short, long))


def _begins(short: str, long: str) -> bool:
    """ "psychol" begins "psychology"; "jrnl" and "natl" leave letters out."""
    if long.startswith(short):
        return True
    if len(short) < 3 or short[0] != long[0] or short[-1] not in long[-2:]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def kinds(a: Known, b: Known) -> Agreement:
    """A thesis, a preprint, a book are works of their own, whatever has the same title."""
    if not a.kind or not b.kind:
        return UNKNOWN
    if a.kind == b.kind:
        return SAME
    return (
        OTHER
        if {a.kind, b.kind} & {"thesis", "preprint"}
        or {a.kind, b.kind}
        == {
            "book",
            "chapter",
        }
        else UNKNOWN
    )


def kind_names(a: Known, b: Known) -> str:
    one, other = sorted((a.kind, b.kind))
    return f"{'an' if one[0] in 'aeio' else 'a'} {one} and one a {other}"


def translation(a: Known, b: Known) -> bool:
    """Whether one title may be the other in another language."""
    return a.title.translated != b.title.translated or a.title.latin != b.title.latin
