"""A record → what is known of it, in a form in which two records can be compared.

Exports write one work in many ways: "Müller, J." and "Mueller J", "&alpha;" and "α", "123-8" and
"123–128". Each such difference is taken out here, once for each record.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from softbound.derive.duplicates.words import (
    CORRECTING,
    CORRECTING_AT_END,
    GENERIC,
    JOURNAL_FILLERS,
    LANGUAGES,
    NO_AUTHOR,
    NO_TITLE,
    PREPRINT_DOIS,
    PREPRINT_SERVERS,
)
from softbound.model.records import Record


@dataclass(frozen=True, slots=True)
class Title:
    """A title without what exports write differently."""

    words: tuple[str, ...]
    compact: str
    """All letters and digits, without spaces."""
    main: str
    """The same of what stands before a colon; empty where there is no subtitle."""
    translated: bool
    """Whether it stands in brackets, as databases print a title that they translated."""
    latin: bool
    generic: bool
    """Whether many works have such a title: "Editorial", "Book review"."""
    corrects: bool
    """Whether it is of a correction, a reply or a comment."""


@dataclass(frozen=True, slots=True)
class Author:
    """A name, however it was written."""

    family: str
    """What is taken for the family name, without spaces."""
    given: str
    """Initials of the given names, as far as they are told."""
    words: frozenset[str]
    """All words of more than one letter, for names in the wrong order."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where it stands in its volume."""

    first: str
    last: str
    """Written out ("123-8" ends at 128); empty if unknown or the same."""

    @property
    def span(self) -> int:
        """How many pages it has, as far as that can be told; 0 if it cannot."""
        if self.first.isdigit() and self.last.isdigit():
            return max(0, int(self.last) - int(self.first) + 1)
        return 0


@dataclass(frozen=True, slots=True)
class Known:
    """A record, ready to be compared."""

    record: Record
    doi: str
    pmid: str
    accession: str
    """With its database before it, since two databases may use one number."""
    title: Title
    year: int | None
    authors: tuple[Author, ...]
    container: tuple[str, ...]
    """Its words, without those that abbreviations leave out."""
    volume: str
    issue: str
    pages: Pages
    kind: str
    """``thesis``, ``book``, ``chapter``, ``preprint``, ``conference``, ``article`` or empty."""

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """Equal for records that no comparison could tell apart."""
        return (
            self.doi, self.pmid, self.accession, self.title, self.year, self.authors,
            self.container, self.volume, self.issue, self.pages, self.kind,
        )  # fmt: skip


LONGEST = 1000
"""Letters of a title that are read; of other fields, a fifth."""


def known(record: Record) -> Known:
    """What is known of a record."""
    short = LONGEST // 5
    volume, issue = _volume(record.volume[:short], record.issue[:short])
    doi = _doi(record.doi[:short])
    container = _container(record.container[:short])
    return Known(
        record=record,
        doi=doi,
        pmid=re.sub(r"\D", "", record.pmid[:short]).lstrip("0"),
        accession=_accession(record),
        title=_title(record.title[:LONGEST]),
        year=record.year,
        authors=_authors(tuple(name[:short] for name in record.authors)),
        container=container,
        volume=volume,
        issue=issue,
        pages=_pages(record.pages[:short]),
        kind=_kind(record.kind, doi, container),
    )


# text


SPECIAL: Mapping[int, str] = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
)
"""Letters that Unicode does not take apart."""
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:]{0,9}(?:\s[^<>]{0,80})?/?>")
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Small letters without accents, tags and entities; Greek letters as their names."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(_tag, text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(map(_letter, text)).translate(SPECIAL)


def _tag(found: re.Match[str]) -> str:
    """Nothing for a tag, but the sign by which a database begins the original title."""
    return "<original>" if found[0].lower() == "<original>" else ""


@lru_cache(4096)
def _letter(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    if "\u0370" <= letter <= "\u03ff":
        name = unicodedata.name(letter, "").split()
        # A Greek word stays Greek letter by letter on both sides, so nothing is lost.
        return name[3].lower() if len(name) >= 4 and name[2] == "LETTER" else letter
    return letter


# titles


_ERRATUM = re.compile(
    r"\s*\[\s*(?:(?:published )?(?:erratum|correction|corrected and republished)[^\]]*"
    r"(?:appears|in:)|see comments?|comment (?:in|on)|corrected\s*\]|retraction in).*$"
)
"""What databases add to the title of a work that was corrected or commented on elsewhere."""
_NOTE = re.compile(r"[\s.]*(?:\[([^\[\]]{1,60})\]|\(([^()]{1,40})\))[\s.]*$")
_NOTES = re.compile(
    r"reviews?|abstract|(?:provisional|structured) abstract|meeting abstract|conference abstract|"
    r"article|letter|comments?|\d+ refs?\.?"
)
"""What else they add at its end: "[Review] [45 refs]"."""
_SIGNS = re.compile(r"([<>])\s*or\s*=|\bplus or minus\b")
"""">=30" is printed as "> or =30" too, and "±" in words."""
_CORRECTION = re.compile(
    r"\(vol\.? \d+[^()]*\)\s*$|\([^()]*\(\d{4}\)[^()]*(?:\([^()]*\)[^()]*)?\)\s*$"
)
"""How the title of a correction names the corrected work: "(vol 36, pg 54, 2009)"."""
_CORRECTS = re.compile(
    r"\b(?:correction|erratum|corrigendum|addendum) (?:to|for)\b|\bexpression of concern\b|"
    r"\b(?:reply|response|rejoinder|comments?|commentary) (?:to|on) [^:]{1,80}\(\d{4}\)"
)
"""The same within a title: "“…”: Correction to Sampleton et al. (2014)"."""
_SUBTITLE = re.compile(r"(?<=\w)[\])\"'”’]*(?::|\s\[|\s[-–—]+\s|—|\?\s|\.\s)")


def _title(text: str) -> Title:
    raw = plain(text).strip()
    if raw in NO_TITLE:
        raw = ""
    raw, translated = _without_notes(_SIGNS.sub(r"\1", raw))
    raw, correction = _CORRECTION.subn("", raw)
    spelt = _words(raw)
    words = tuple(map(spelling, spelt))
    compact = "".join(words)
    cut = _SUBTITLE.search(raw)
    main = "".join(map(spelling, _words(raw[: cut.start()]))) if cut is not None else ""
    return Title(
        words=words,
        compact=compact,
        main=main if main != compact else "",
        translated=translated,
        latin=_is_latin(compact),
        generic=len(words) <= 2 or len(compact) < 16 or all(w in GENERIC for w in spelt),
        corrects=bool(
            correction
            or _CORRECTS.search(raw)
            or CORRECTING.intersection(words[:2])
            or words[:1] == ("re",)
            or CORRECTING_AT_END.intersection(words[-1:])
        ),
    )


def _words(text: str) -> list[str]:
    """The words of a title, without an article before them."""
    words = _WORD.findall(text.replace("'", "").replace("’", ""))
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


_ISE = re.compile(r"(i|ly)s(e|ed|es|er|ers|ing|ation|ations)$")


@lru_cache(100_000)
def spelling(word: str) -> str:
    """British and American spelling in one: haemolytic, behaviour, organisation."""
    if len(word) < 6 or not word.isascii():
        return word
    word = word.replace("ae", "e").replace("oe", "e").replace("our", "or")
    return _ISE.sub(r"\1z\2", word)


def _without_notes(raw: str) -> tuple[str, bool]:
    """A title without the notes at its end, and whether it was translated."""
    raw = raw.split("<original>")[0] or raw
    raw = _ERRATUM.sub("", raw) or raw
    translated = False
    while (found := _NOTE.search(raw)) is not None and found.start() > 0:
        note = (found[1] or found[2]).strip(" .")
        languages = LANGUAGES.intersection(note.replace(",", " ").replace("-", " ").split())
        if not _NOTES.fullmatch(note) and not (found[1] and languages):
            break
        translated = translated or bool(languages - {"english"})
        raw = raw[: found.start()]
    bare = raw.rstrip(" .")
    if bare.endswith("]") and bare.count("[") == 1:
        if bare.startswith("["):
            return bare[1:-1], True
        translated = translated or len(bare) - bare.index("[") > 30
    return raw, translated


def _is_latin(text: str) -> bool:
    letters = [c for c in text[:40] if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


# authors


_INITIALS = re.compile(r"(?:[^\W\d_]{1,3})")


def _authors(names: tuple[str, ...]) -> tuple[Author, ...]:
    found = (_author(name) for name in names)
    return tuple(author for author in found if author is not None)


@lru_cache(200_000)
def _author(name: str) -> Author | None:
    text = plain(name).strip(" .;,[]")
    if text in NO_AUTHOR:
        return None
    family, comma, given = text.partition(",")
    if not comma:
        upper = [w.strip(".") for w in re.split(r"[\s]+|(?<=\.)(?=\w)", name.strip(" ;,"))]
        tail = len(upper)
        while tail > 1 and _are_initials(upper[tail - 1]):
            tail -= 1
        if tail < len(upper):  # "Smith JA", "Smith J. A."
            family, given = " ".join(upper[:tail]), " ".join(" ".join(w) for w in upper[tail:])
        elif len(upper) > 1:  # "Jane A. Smith"
            family, given = upper[-1], " ".join(upper[:-1])
        family, given = plain(family), plain(given)
    families = _WORD.findall(family)
    givens = _WORD.findall(re.sub(r"\b(?:jr|sr|ii|iii|phd|md|dr|prof)\b", "", given))
    if not families and not givens:
        return None
    words = frozenset(w for w in (*families, *givens) if len(w) > 1)
    return Author("".join(families), "".join(w[0] for w in givens), words)


def _are_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return 0 < len(letters) <= 3 and letters.isupper()


# where it stands


def _doi(text: str) -> str:
    decoded = re.sub(r"%([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), text.lower())
    found = re.search(r"10\.\d{3,9}/\S+", decoded)
    if found is None:
        return ""
    doi = found[0].rstrip(".,;]/")
    return doi if "(" in doi else doi.rstrip(")")


def _accession(record: Record) -> str:
    number = "".join(_WORD.findall(record.accession.lower()))
    return f"{record.source or record.file}:{number}" if len(number) > 3 else ""


def _container(text: str) -> tuple[str, ...]:
    raw = plain(text)
    raw = re.split(r"\bconference\s*:|\bconference start\b", raw)[0] or raw
    raw = re.sub(r"\([^()]*\)", " ", raw)
    words = tuple(w for w in _WORD.findall(raw.replace("'", "")) if w not in JOURNAL_FILLERS)
    return words


def _volume(volume: str, issue: str) -> tuple[str, str]:
    """ "38 (Supplement 1)" → 38 and s1; "Vol. 12(3)" → 12 and 3; "1)" is only half of something."""
    whole = plain(volume) if volume.count("(") == volume.count(")") else ""
    found = re.search(r"[a-z]?\d+", whole)
    if found is None:
        return "", _issue(plain(issue))
    number = found[0].lstrip("0") or found[0]
    return number, _issue(whole[found.end() :]) or _issue(plain(issue))


def _issue(text: str) -> str:
    """The number of an issue or a supplement; higher ones may be numbers of articles."""
    found = re.search(r"\d+", text)
    if found is None or len(found[0]) > 3 or int(found[0]) > 400:
        return ""
    supplement = re.search(r"\bsup", text)
    first = supplement is not None and supplement.start() < found.start()
    return ("s" if first else "") + (found[0].lstrip("0") or "0")


_RANGE = re.compile(r"([a-z]{0,4})\.?\s*(\d+)([a-z]?)\s*(?:[-–—‐‑−]+|\bto\b)?\s*([a-z]{0,4})(\d*)")
_NO_PAGES = re.compile(r"no pagination|no page|not specified|^n\.?p\.?$|^n/?a$|unpaginated")
_MONTHS = frozenset(
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)
"""A spreadsheet makes dates of pages: "1-Sep"."""


def _pages(text: str) -> Pages:
    raw = plain(text).strip(" \"'")
    if not raw or _NO_PAGES.search(raw):
        return Pages("", "")
    if _MONTHS.intersection(_WORD.findall(raw)):
        return Pages(f"~{''.join(_WORD.findall(raw))}", "")
    raw = re.sub(r"\([^()]*\)", "", raw)
    raw = re.sub(r"^(?:pages?|pp|p)\b\.?\s*", "", raw.strip())
    raw = re.sub(r"^(?:art(?:icle)?|no|id|number)\b\.?\s*(?:no\.?|id|number)?\s*", "", raw)
    ranges = [_range(part.strip()) for part in re.split(r"[+,]|;(?!\s*discussion)", raw)]
    found = [pages for pages in ranges if pages.first]
    # A translation is printed beside the original: "233-8, 230-5".
    numbers = [pages for pages in found if pages.first.isdigit()]
    return min(numbers, key=lambda pages: int(pages.first)) if numbers else (found or ranges)[0]


def _range(text: str) -> Pages:
    found = _RANGE.match(text)
    if found is None:
        return Pages("", "")
    letters, number, after, _, end = found.groups()
    number = number.lstrip("0") or number
    end = end.lstrip("0")
    if end and len(end) < len(number):
        end = number[: -len(end)] + end
    first, last = f"{letters}{number}{after}", f"{letters}{end}" if end else ""
    return Pages(first, "" if last == first else last)


def _kind(kind: str, doi: str, container: tuple[str, ...]) -> str:
    if doi.startswith(PREPRINT_DOIS) or PREPRINT_SERVERS.intersection(container):
        return "preprint"
    if "dissertation" in container or "dissertations" in container:
        return "thesis"
    return kind if kind in {"thesis", "book", "chapter", "conference", "article"} else ""
