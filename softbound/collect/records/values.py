"""Single values of a record: what exports write → what a record holds.

Text of any kind goes in; nothing raises. What cannot be understood is left out (a year, a DOI) or
kept as it stands (a name).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_DAY_WITHOUT_MARKS = re.compile(r"\s*(1[5-9]\d\d|20\d\d)(?:0[0-9]|1[0-2])[0-3]\d\s*\Z")
_RESOLVER = re.compile(r"(?i)\A\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*[:=]?\s*)+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|]*[^\s\"<>|.,;:]")
_DOI_ALONE = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
"""In a field for it; older ones hold angle brackets."""
_LONGEST_DOI = 300
_SHORT_DOI = re.compile(r"(?i)10/[a-z0-9]{3,}")
_DOI_AND_NO_MORE = re.compile(r"(?i)(?:doi\W{0,3})?(10\.\d{4,9}(?:\.\d+)*/\S+)(?:\s*\[doi\])?")
_PMID = re.compile(
    r"(?i)(?:PMID|PubMed(?:\s+ID)?)\W{0,3}(\d{4,9})\b|pubmed(?:\.ncbi)?[^\s]*?/(\d{4,9})\b"
)
_INITIALS = r"[^\W\d_a-z](?:[.\- ]{0,2}[^\W\d_a-z]){0,4}\.?"
_FAMILY_INITIALS = re.compile(rf"(?P<family>\S.*?)\s+(?P<given>{_INITIALS})")
_SUFFIX = re.compile(r"(?P<name>.+?),?\s+(?P<suffix>Jr|Sr|II|III|IV)\.?")
_COMMA_INITIAL = re.compile(r"\w, [^\W\d_]\.")
_BETWEEN_NAMES = re.compile(r"(?<=\.), (?=[^,]{2,},|[^,.]+\Z)")
_OF_A_BODY = re.compile(r"\b(?:of|for|the|on|in)\b")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|sc|u|p|span|italic|bold|jats:\w+|h\d)(?:\s[^<>]*)?/?>"
)
_DASHES = re.compile(r"\s*(?:--+|[‐-―−])\s*")
_PAGES = re.compile(r"(?i)\A\s*(?:(?:pp?|pages?|s)\s*[.:]\s*|(?:pp|pages?)\s+)")
_TOOL = re.compile(r"RAYYAN-[A-Z]|USER-NOTES|(?i:exclusion reason|covidence)")

NO_VALUE = frozenset({"n/a", "na", "null", "none", "nan", "undefined", "-", "not available"})
"""What tools write where there is nothing."""
NO_AUTHOR = NO_VALUE | {"anonymous", "anon", "[anonymous]", "no author", "et al", "et al."}


def text(value: str) -> str:
    """Words on one line, without HTML's marks and entities."""
    if "<" in value:
        value = _TAG.sub("", value)
    if "&" in value:
        value = html.unescape(value)
    value = " ".join(value.split())
    return "" if value.lower() in NO_VALUE else value


def year(*values: str) -> int | None:
    """The year in the first value that has one: ``2020/05/01/``, ``May 2020``, ``c2020``."""
    for value in values:
        if found := _DAY_WITHOUT_MARKS.match(value) or _YEAR.search(value):
            return int(found[1])
    return None


def doi(value: str) -> str:
    """A DOI that stands in a field for DOIs: in small letters, without an address before it."""
    bare = _RESOLVER.sub("", html.unescape(value).strip())
    if "%" in bare:
        bare = _unquoted(bare)
    found = _DOI_ALONE.search(bare) or _SHORT_DOI.fullmatch(bare.rstrip("."))
    return _closed(found[0]).lower() if found else ""


def doi_within(*values: str) -> str:
    """A DOI in an address, or alone in a note; not one that is mentioned among other words.

    Notes mention other works: "Comment on …", "Erratum in …".
    """
    found = set()
    for value in values:
        if "://" in value:
            addressed = _DOI.findall(_unquoted(value))
            found |= {re.split(r"[&?#]", each)[0] for each in addressed}
        elif alone := _DOI_AND_NO_MORE.fullmatch(value.strip()):
            found.add(alone[1])
    closed = {_closed(each).lower() for each in found}
    return closed.pop() if len(closed) == 1 else ""


def _unquoted(address: str) -> str:
    """Percent signs as addresses write them (``%2F``) undone, as far as DOIs need it."""
    return re.sub(r"%([2-7][0-9A-Fa-f])", lambda found: chr(int(found[1], 16)), address)


def _closed(found: str) -> str:
    """Without a bracket or a mark that belongs to the sentence around it; nothing if too long."""
    if len(found) > _LONGEST_DOI:
        return ""
    while found and (
        found[-1] in ".,;:"
        or (
            found[-1] in ")]}"
            and found.count(found[-1]) > found.count("([{"[")]}".index(found[-1])])
        )
    ):
        found = found[:-1]
    return found


def pmid(value: str) -> str:
    """A PubMed number that stands in a field for it."""
    found = re.fullmatch(r"(?i)\s*(?:PMID\W*|MEDLINE:)?(\d{1,9})(?:\.0)?\s*", value)
    return found[1].lstrip("0") if found else ""


def pmid_within(*values: str) -> str:
    """A PubMed number in addresses and notes: where it is said to be one, and no other is."""
    found = {
        (match[1] or match[2]).lstrip("0") for value in values for match in _PMID.finditer(value)
    }
    return found.pop() if len(found) == 1 else ""


def authors(values: Iterable[str]) -> tuple[str, ...]:
    """Names, one in each value, as "Family, Given" where that can be told.

    Some exports write all names into one value, divided by semicolons or after initials.
    """
    plain = [text(value) for value in values]
    if len(plain) == 1 and ";" not in plain[0]:
        plain = _by_commas(plain[0])
    names: dict[str, str] = {}
    for value in plain:
        for single in value.split(";"):
            name = author(single)
            if name.lower() not in NO_AUTHOR and any(map(str.isalnum, name)):
                names.setdefault(re.sub(r"\W", "", name).lower(), name)
    return tuple(names.values())


def authors_in(cell: str) -> tuple[str, ...]:
    """All names of a work in one cell: divided by semicolons, "and", or commas after initials."""
    words = text(cell)
    for mark in ";|":
        if mark in words:
            return authors(words.split(mark))
    parts = re.split(r",? (?:and|&) ", words)
    if len(parts) > 1 and not any(_OF_A_BODY.search(part) for part in parts):
        return authors([name for part in parts for name in _by_commas(part)])
    return authors([words])


def _by_commas(value: str) -> list[str]:
    """ "Smith, J., Doe, A." and "Smith J, Doe A" as two names; "Smith, John" as one."""
    if value.count(",") == 0:
        return [value]
    if value.count(",") > 1 and _COMMA_INITIAL.search(value):
        return _BETWEEN_NAMES.split(value)
    parts = [part.strip() for part in value.split(",")]
    persons = all(_FAMILY_INITIALS.fullmatch(part) for part in parts)
    several = len(parts) > 2 and all(" " in part for part in parts)
    return parts if persons or several else [value]


def author(value: str) -> str:
    """One name: "Smith JA" → "Smith, JA"; "Smith, John" and "John Smith" stay as they are."""
    name = value.strip(" ,;*")
    if "," in name:
        return ", ".join(part.strip() for part in name.split(",") if part.strip())
    suffixed = _SUFFIX.fullmatch(name)
    core, suffix = (suffixed["name"], f", {suffixed['suffix']}") if suffixed else (name, "")
    found = _FAMILY_INITIALS.fullmatch(core)
    return f"{found['family']}, {found['given']}{suffix}" if found else name


def pages(first: str, last: str = "") -> str:
    """Pages with a hyphen: "12-34"; only the first where the last is missing or the same."""
    first = _DASHES.sub("-", _PAGES.sub("", text(first))).strip(" -")
    last = _DASHES.sub("-", _PAGES.sub("", text(last))).strip(" -")
    if not first or not last or "-" in first or last == first:
        return first or last
    return last if last.startswith(f"{first}-") else f"{first}-{last}"


def number(value: str) -> str:
    """A volume or an issue without a word before it; spreadsheets write 12 as 12.0."""
    bare = re.sub(r"(?i)\A(?:v|vol|volume|no|nr|issue)\b\.?\s*(?=\d)", "", text(value))
    return re.sub(r"\A(\d+)\.0\Z", r"\1", bare)


def of_tool(*values: str) -> str:
    """Those notes in which a screening tool wrote what was decided, a line each."""
    return "\n".join(value.strip() for value in values if _TOOL.search(value))
