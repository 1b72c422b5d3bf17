"""A field's text → the text that pandoc reads as its author meant it.

Reference managers write fields that LaTeX, and so pandoc, understands otherwise: a bare % makes
the rest of a title a comment, <i> is no LaTeX, "in press" is no date. Each quirk has its function
in the table :data:`BY_FIELD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

LEFT_OUT = frozenset(
    {
        "abstract",
        "file",
        "pdf",
        "owner",
        "timestamp",
        "groups",
        "comment",
        "keywords",
        "mendeley-groups",
    }
)
"""Fields that no reference list shows; reading long abstracts would cost as much as all the rest."""

_TAG = re.compile(
    r"(?:<|\{<\}|\{?\\textless(?:\{\}|\s)?\}?)(?P<end>/?)(?P<tag>i|b|em|strong|sub|sup|scp?)"
    r"(?:>|\{>\}|\{?\\textgreater(?:\{\}|\s)?\}?)"
)
_SPAN = re.compile(r'<span class="nocase">(.*?)</span>', re.S)
_COMMANDS: Mapping[str, str] = {
    "i": "textit",
    "em": "textit",
    "b": "textbf",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "scp": "textsc",
}
_SIGNS: Mapping[str, str] = {
    "textbar": "|",
    "textemdash": "—",
    "textendash": "–",
    "textquotesingle": "'",
    "texttimes": "×",
    "upmu": "μ",
}
"""Commands that pandoc does not know, or with which it leaves out the word that follows."""
_SIGN = re.compile(
    rf"\{{\\({'|'.join(_SIGNS)})\}}|\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}|\s+)?"
)
_MATHS = re.compile(r"(?<!\\)\$([^$]*?)(?<!\\)\$")
_MONEY = re.compile(r"\d[^\\^_=]*\s[^\\^_=]*[A-Za-z]{2}")
_EDTF_DAY = r"-?\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.Z+-]*)?)?)?[~?%]?"
EDTF = re.compile(rf"{_EDTF_DAY}(?:/(?:{_EDTF_DAY})?)?")
"""The dates that BibLaTeX and pandoc read alike: 2020, 2020-05-06, 2020/2021, 2020-05~."""
_LOOSE_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WRITTEN_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y")
_WRITTEN_MONTHS = ("%B %Y", "%b %Y")


def text(value: str) -> str:
    """Words: titles, names, publishers."""
    value = " ".join(value.split())  # an empty line would glue the words beside it
    if "<" in value or "textless" in value:
        value = _SPAN.sub(r"{\1}", value)
        opened, closed = _TAG.findall(value), [tag for end, tag in _TAG.findall(value) if end]
        if 2 * len(closed) == len(opened):
            value = _TAG.sub(_command, value)
    if "\\" in value:
        value = _SIGN.sub(lambda found: _SIGNS[found[1] or found[2]], value)
    value = re.sub(r"(?<!\\)([%#])", r"\\\1", value)
    return _maths(value) if "$" in value else value


def _command(found: re.Match[str]) -> str:
    return "}" if found["end"] else rf"\{_COMMANDS[found['tag']]}{{"


def _maths(value: str) -> str:
    """Dollar signs that mean money are escaped; those around formulas stay."""
    if len(re.findall(r"(?<!\\)\$", value)) % 2:
        return re.sub(r"(?<!\\)\$", r"\\$", value)
    return _MATHS.sub(
        lambda found: found[0].replace("$", r"\$") if _MONEY.match(found[1]) else found[0], value
    )


def verbatim(value: str) -> str:
    """Addresses: LaTeX's escapes, which Mendeley and others write into them, are undone."""
    value = value.strip()
    if wrapped := re.fullmatch(r"\\(?:url|path|nolinkurl)\{(.*)\}", value, re.S):
        value = wrapped[1]
    value = re.sub(r"\{?\\textasciitilde(?:\{\})?\}?|\\~\{\}|\{\\~\{?\}?\}", "~", value)
    value = re.sub(r"\{\\?([_%&#~])\}|\\([_%&#~])", lambda found: found[1] or found[2], value)
    return re.sub(r"\s+", "", value)


def doi(value: str) -> str:
    """A DOI without the address or the prefix before it."""
    return re.sub(r"(?i)\A(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)+", "", verbatim(value))


def kind(value: str) -> str:
    """A kind of thesis or report, in which pandoc keeps braces: "Ph.{{D}}. thesis"."""
    return re.sub(r"(?<!\\)[{}]", "", text(value))


def month(value: str) -> str:
    """January, Jan. and sept as the abbreviations that pandoc knows."""
    short = value.strip().lower().rstrip(".")
    known = len(short) > 2 and any(name.startswith(short) for name in _MONTH_NAMES)
    return short[:3] if known else value


def year(value: str) -> str:
    """1999--2000 as a range."""
    if years := re.fullmatch(r"(\d{4})\s*(?:--?|–)\s*(\d{4})", value.strip()):
        return f"{years[1]}/{years[2]}"
    return value.strip()


def date(value: str) -> str:
    """A date as EDTF where it can be told which day is meant; else as it stands."""
    value = value.strip().removesuffix("..")
    if EDTF.fullmatch(value):
        return value
    if loose := _LOOSE_DAY.fullmatch(value):
        return "-".join([loose[1], *(f"{int(part):02}" for part in loose.groups()[1:] if part)])
    for formats, shape in ((_WRITTEN_DAYS, "%Y-%m-%d"), (_WRITTEN_MONTHS, "%Y-%m")):
        for form in formats:
            try:
                return datetime.strptime(value, form).strftime(shape)
            except ValueError:
                continue
    return year(value)


BY_FIELD: Mapping[str, Callable[[str], str]] = {
    "crossref": str.strip,
    "date": date,
    "doi": doi,
    "eprint": verbatim,
    "eventdate": date,
    "ids": str.strip,
    "month": month,
    "origdate": date,
    "type": kind,
    "url": verbatim,
    "urldate": date,
    "xdata": str.strip,
    "year": year,
}
"""How each field is cleaned; all others are words."""


def cleaned(name: str, value: str) -> str:
    """A field's text as pandoc shall read it."""
    value = BY_FIELD.get(name, text)(value)
    # pandoc takes \\} for an escaped brace, LaTeX for a line break and a brace
    value = re.sub(r"\\\\(?=[{}])", r"\\\\ ", value)
    return value + " " if value.endswith("\\") else value


def balanced(value: str) -> bool:
    """Whether pandoc finds each brace's partner."""
    depth = 0
    for mark in re.findall(r"\\[{}]|[{}]", value):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0


def cleaned_all(fields: Mapping[str, str]) -> dict[str, str]:
    """An entry's fields as pandoc shall read them.

    A date that is none ("in press") becomes a year, which pandoc keeps as words; an address alone
    in a note or in howpublished, where Zotero and Google Scholar put it, becomes the url.
    """
    done = {
        name: cleaned(name, value)
        for name, value in fields.items()
        if name not in LEFT_OUT and value.strip()
    }
    if "date" in done and not EDTF.fullmatch(done["date"]):
        done["year"] = done.pop("date")
    for name in ("howpublished", "note"):
        address = verbatim(fields.get(name, ""))
        if "url" not in done and re.fullmatch(r"https?://\S+", address):
            done["url"] = address
            done.pop(name, None)
    return done
