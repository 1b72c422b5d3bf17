"""DOI, URL, ISBN and ISSN: of the right form, with the right check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from softbound.collect.bibliography import cleaning
from softbound.problems import Problem, problem
from softbound.verify.bibliography.work import Asked, Work, short

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_SHORT_DOI = re.compile(r"10/[a-z0-9]+", re.I)
_TAIL = re.compile(
    r"(?:[.,;:]|/(?:full|abstract|abs|pdf|epdf|meta|html|fulltext)|\.pdf|[?#]\w.*)+\Z", re.I
)
_ADDRESS = re.compile(r"(?:https?|ftp)://(?P<host>[^/?#\s\[\]]*\w\.\w[^/?#\s\[\]]*)", re.I)
_PROXY = re.compile(r"ezproxy|libproxy|\bidm\.oclc\.org|[.-]proxy\d?[.-]|\bproxy\d?\.", re.I)
_LOCAL = re.compile(r"(?i)file:|[a-z]:\\|/(?:users|home)/|localhost\b|127\.0\.0\.1")


def doi(work: Work, asked: Asked) -> Iterator[Problem]:
    """A DOI that leads nowhere: no DOI, or more than one. "10/gjscsq" is a shortDOI, and right."""
    given = work.said("DOI")
    if not given.strip():
        return
    value = cleaning.doi(given)
    hint = "A DOI looks like 10.1037/pst0000185; copy it from the article's page."
    if _SHORT_DOI.fullmatch(value):
        return
    if not _DOI.fullmatch(value) or len(re.findall(r"\b10\.\d{4,9}/", value)) > 1:
        what = "is none"
        if inside := re.search(_DOI, value):
            hint = f'Write "{_TAIL.sub("", inside[0])}".'
    elif (tail := _TAIL.search(value)) and "<" not in value:
        what, hint = (
            f'ends in "{tail[0]}", which is not part of it',
            f'Write "{_TAIL.sub("", value)}".',
        )
    else:
        return
    yield problem(
        "bibliography-doi-is-well-formed",
        work.at("DOI"),
        f'The DOI of "{work.key}", "{short(given)}", {what}.',
        hint,
    )


def url(work: Work, asked: Asked) -> Iterator[Problem]:
    """An address that no reader can open."""
    given = work.said("URL").strip()
    if not given:
        return
    value = cleaning.verbatim(given)
    if _LOCAL.match(value):
        what = "leads to a file on your own computer"
    elif re.search(r"\S[\s;,]+https?://", given):
        what = "is more than one address"
    elif (opened := _ADDRESS.match(value)) is None:
        what = "is none that a browser opens"
    elif _PROXY.search(opened["host"]):
        what = "leads through a library's proxy, where readers elsewhere cannot go"
    else:
        return
    hint = ""
    if _DOI.fullmatch(value):
        hint = f'Write "https://doi.org/{value}", or give it as the DOI.'
    elif re.match(r"(?:www\.\w|doi\.org/)", value):
        hint = f'Write "https://{value}".'
    yield problem(
        "bibliography-url-is-well-formed",
        work.at("URL"),
        f'The URL of "{work.key}", "{short(given)}", {what}.',
        hint or "Copy the address from the work's own page.",
    )


def isbn(work: Work, asked: Asked) -> Iterator[Problem]:
    """ISBNs whose length or check digit is wrong. A field may hold several, and Mendeley writes ISSNs
    there."""
    wrong = _wrong_ones(work.said("ISBN"), r"97[89][\d\s-]{10,14}|[\d][\d\s-]{8,11}[\dXx]", 10)
    for one in wrong:
        yield problem(
            "bibliography-isbn-is-valid",
            work.at("ISBN"),
            f'The ISBN of "{work.key}", "{short(one)}", has {_wrong(one, (10, 13))}.',
            "Compare it with the book's copyright page.",
        )


def issn(work: Work, asked: Asked) -> Iterator[Problem]:
    """ISSNs whose length or check digit is wrong; a field may hold several."""
    for one in _wrong_ones(work.said("ISSN"), r"\d{4}\s?-?\s?\d{3}[\dXx]", 8):
        yield problem(
            "bibliography-issn-is-valid",
            work.at("ISSN"),
            f'The ISSN of "{work.key}", "{short(one)}", has {_wrong(one, (8,))}.',
            "Compare it with the journal's page.",
        )


def _wrong_ones(given: str, shape: str, least: int) -> list[str]:
    """The numbers in a field that are neither an ISBN nor an ISSN: programs mix the two up."""
    from stdnum import isbn, issn

    return [
        one
        for one in _numbers(given, shape, least)
        if not isbn.is_valid(one) and not issn.is_valid(one)
    ]


def _numbers(given: str, shape: str, least: int) -> list[str]:
    """The numbers in a field: all that have the shape; else what has digits enough to be meant."""
    plain = re.sub(r"\([^()]*\)|(?i:[ep]?-?isbn|e?-?issn)(?:-1[03])?:?|[{}]", " ", given)
    plain = re.sub(r"\$?\\(?:backslash)?\$?[nr]", " ", plain)  # Mendeley's line breaks
    plain = re.sub(r"[‐‑–—]+|--+", "-", plain)
    found: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;/|]|\band\b", plain))):
        whole = re.sub(r"[\s-]", "", part)
        several = [] if re.fullmatch(shape, part) else re.split(r"\s+", part)
        good = [one for one in several if len(re.sub(r"\D", "", one)) >= least - 1]
        if good and len(good) == len(several):
            found += good
        elif re.fullmatch(r"\d+[Xx]?", whole):
            found.append(part)
    return found


def _wrong(number: str, lengths: tuple[int, ...]) -> str:
    digits = len(re.sub(r"[\s-]", "", number))
    if digits in lengths:
        return "a wrong check digit"
    return f"{digits} digits, where it should have {' or '.join(map(str, lengths))}"
