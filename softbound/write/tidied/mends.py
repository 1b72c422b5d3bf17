"""What is mended in a field's text: a table of fields and functions.

Each function gives its text back where it has nothing to mend or is not sure, and mends nothing
anew in what it mended.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from html.entities import html5

Mend = Callable[[str], str]

# identifiers

_BEFORE_DOI = re.compile(r"(?i)\A\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*[:=]?\s*)+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}]+|10/[A-Za-z0-9]+")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def bare_doi(text: str) -> str:
    """``https://doi.org/10.1000/182`` → ``10.1000/182``."""
    bare = _BEFORE_DOI.sub("", text).strip()
    return bare if bare != text.strip() and _DOI.fullmatch(bare) else text


def unescaped_doi(text: str) -> str:
    """``10.1016/S0272-7358%2802%2900146-0`` → ``10.1016/S0272-7358(02)00146-0``."""
    if not _DOI.fullmatch(text.strip()):
        return text
    plain = _ESCAPED.sub(_decoded, text)
    return plain if _DOI.fullmatch(plain.strip()) and "%" not in plain else text


def _decoded(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]


# pages

_PAGES = re.compile(
    r"(?P<before>[A-Za-z]{0,2})(?P<first>\d+)\s*[-‐‑‒–—−]{1,3}\s*(?P<again>[A-Za-z]{0,2})(?P<last>\d+)"
)


def page_range(text: str) -> str:
    """``171-185`` → ``171--185``; several ranges keep their commas."""
    parts = re.split(r"(\s*,\s*)", text.strip())
    ranges = [_PAGES.fullmatch(part) for part in parts[::2]]
    if not all(found is not None and _is_range(found) for found in ranges):
        return text
    parts[::2] = [f"{r['before']}{r['first']}--{r['again']}{r['last']}" for r in ranges if r]
    made = "".join(parts)
    return text if made == text.strip() else made


def _is_range(found: re.Match[str]) -> bool:
    """Whether it runs upwards, its end perhaps cut short ("123-8"): else it is a number."""
    first, last = found["first"], found["last"]
    if found["again"] not in ("", found["before"]):
        return False
    if len(last) < len(first):
        last = first[: -len(last)] + last
    return int(first) <= int(last)


# words

_ENTITY = re.compile(r"\\?&(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_IN_LATEX: Mapping[str, str] = {sign: f"\\{sign}" for sign in "&%#$_"} | {"\u00a0": " "}
_KEPT = frozenset('{}\\~^"@')
"""Signs that mean something in a .bib file wherever they stand: their entities stay."""


def entities(text: str) -> str:
    """``&amp;`` → ``\\&``, ``&eacute;`` → ``é``."""
    return _ENTITY.sub(lambda found: _character(found, _IN_LATEX), text)


def plain_entities(text: str) -> str:
    """The same in an address, where ``&`` stands for itself."""
    return _ENTITY.sub(lambda found: _character(found, {}), text)


def _character(found: re.Match[str], written: Mapping[str, str]) -> str:
    if not found[1].startswith("#") and f"{found[1]};" not in html5:
        return found[0]
    sign = html.unescape(f"&{found[1]};")
    if len(sign) != 1 or sign in _KEPT or not (sign.isprintable() or sign in written):
        return found[0]
    return written.get(sign, sign)


_COMMANDS: Mapping[str, str] = {
    "i": "\\textit{",
    "em": "\\emph{",
    "b": "\\textbf{",
    "strong": "\\textbf{",
    "sub": "\\textsubscript{",
    "sup": "\\textsuperscript{",
    "sc": "\\textsc{",
    "scp": "\\textsc{",
}
_TAGGED = re.compile(
    rf"<(?P<tag>{'|'.join(_COMMANDS)})>(?P<inner>[^<>{{}}]*)</(?P=tag)>"
    r"|<span class=(?P<mark>[\"'])nocase(?P=mark)>(?P<spared>[^<>{}]*)</span>"
)


def tags(text: str) -> str:
    """``<i>Homo sapiens</i>`` → ``\\textit{Homo sapiens}``, from the innermost outwards."""
    return _TAGGED.sub(
        lambda found: (
            f"{_COMMANDS[found['tag']]}{found['inner']}}}"
            if found["tag"]
            else f"{{{found['spared']}}}"
        ),
        text,
    )


def single_spaces(text: str) -> str:
    """Two spaces between words → one; lines and their indentation stay."""
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", text)


_LAST_STOP = re.compile(r"(?P<word>[^\W\d_]{3,})\.(?P<after>\}*\s*)\Z")
_SHORTENED = frozenset(
    [
        "abbr",
        "anon",
        "appl",
        "approx",
        "assoc",
        "biol",
        "chap",
        "clin",
        "comm",
        "comp",
        "conf",
        "corp",
        "corr",
        "dept",
        "dev",
        "dipl",
        "dist",
        "div",
        "ed",
        "eds",
        "eng",
        "esp",
        "est",
        "etc",
        "exp",
        "fig",
        "figs",
        "gen",
        "gov",
        "hon",
        "inc",
        "inst",
        "int",
        "intl",
        "introd",
        "jnl",
        "journ",
        "lab",
        "ltd",
        "med",
        "misc",
        "natl",
        "nos",
        "orig",
        "para",
        "phys",
        "pres",
        "proc",
        "prof",
        "pseud",
        "psych",
        "psychol",
        "pubd",
        "publ",
        "ref",
        "rep",
        "repr",
        "res",
        "resp",
        "rev",
        "sci",
        "sec",
        "sect",
        "ser",
        "soc",
        "spec",
        "stat",
        "suppl",
        "supp",
        "tech",
        "transl",
        "trans",
        "univ",
        "viz",
        "vol",
        "vols",
    ]
)
"""Words that end with a full stop wherever they stand."""


def no_last_stop(text: str) -> str:
    """A title without the full stop after its last word, which styles set themselves."""
    found = _LAST_STOP.search(text)
    if found is None or found["word"].lower() in _SHORTENED:
        return text
    before = text[: found.start()]
    if before.endswith(".") or re.search(r"\bet\s*\Z", before):
        return text  # "U.S.A." and the like
    return f"{before}{found['word']}{found['after']}"


_ET_AL = re.compile(r"(?P<names>.*\S)(?:\s+and\s+|,?\s+)(?:\{et\.? al\.?\}|et\.? al\.?)\s*\Z", re.S)


def others(text: str) -> str:
    """``Smith, Jane and et al.`` → ``Smith, Jane and others``."""
    found = _ET_AL.fullmatch(text)
    if found is None:
        return text
    names = re.sub(r"\s+and\Z", "", found["names"]).rstrip(" ,;")
    each = re.split(r"\s+and\s+", names)
    clear = all(name.count(",") <= 1 and ";" not in name and name.strip(" ,") for name in each)
    return f"{names} and others" if clear and "others" not in each else text


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

SHORT = frozenset(name[:3] for name in MONTHS)
BARE = ("months by their short names",)


def month(text: str) -> str:
    """``January``, ``Jan.`` → ``jan``, the name that every program knows."""
    short = text.strip().lower().removesuffix(".")
    fits = [name for name in MONTHS if len(short) > 2 and name.startswith(short)]
    return fits[0][:3] if len(fits) == 1 else text


_WORDS: Sequence[tuple[str, Mend]] = (
    ("HTML entities as characters", entities),
    ("HTML tags as LaTeX", tags),
    ("single spaces", single_spaces),
)
_TITLE = (*_WORDS, ("no full stop after a title", no_last_stop))
_NAMES = (*_WORDS, ('"et al." as "and others"', others))

MENDS: Mapping[str, Sequence[tuple[str, Mend]]] = {
    "doi": (("DOIs alone", bare_doi), ("DOIs without escapes", unescaped_doi)),
    "url": (("HTML entities as characters", plain_entities),),
    "pages": (("page ranges with --", page_range),),
    "month": ((*BARE, month),),
    **dict.fromkeys(("title", "subtitle", "booktitle", "booksubtitle", "maintitle"), _TITLE),
    **dict.fromkeys(
        ("journal", "journaltitle", "shortjournal", "series", "publisher", "institution",
         "school", "organization", "address", "location", "edition", "note", "addendum",
         "howpublished", "type", "eventtitle", "shorttitle"),
        _WORDS,
    ),
    **dict.fromkeys(("author", "editor", "translator", "editora", "bookauthor"), _NAMES),
}  # fmt: skip
"""A field → what is mended in it: how that is told, and the function."""


def mended(name: str, text: str) -> tuple[str, list[str]]:
    """A field's text as it should be, and what was mended in it, in words."""
    done: list[str] = []
    for _ in range(8):  # an entity may hide a tag, and a tag another
        before = text
        for what, mend in MENDS.get(name, ()):
            after = mend(text)
            if after != text and what not in done:
                done.append(what)
            text = after
        if text == before:
            return text, done
    return text, done
