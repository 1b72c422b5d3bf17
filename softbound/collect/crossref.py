"""Answers of Crossref's REST API and of doi.org → works as they are registered.

Crossref describes its format at
https://api.crossref.org/swagger-ui/index.html: ``updated-by`` holds notices of publishers and of
Retraction Watch. Records are what members deposited: any field may be missing, or of another
shape, and is then left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from softbound.model.registered import Notice, Registered

SELECTED = (
    "DOI", "type", "title", "subtitle", "original-title", "author", "editor", "container-title",
    "short-container-title", "issued", "published-print", "published-online", "volume", "issue",
    "page", "article-number", "updated-by",
)  # fmt: skip
"""What is asked for of each work."""


def items(answer: Any) -> list[dict[str, Any]]:
    """An answer about works → their records.

    :raises ValueError: where it is no such answer.
    """
    if not isinstance(answer, dict) or not isinstance(message := answer.get("message"), dict):
        raise ValueError("no message")
    listed = message.get("items") if answer.get("message-type") == "work-list" else [message]
    if not isinstance(listed, list):
        raise ValueError("no list of works")
    return [kept(item) for item in listed if isinstance(item, dict) and _doi(item.get("DOI"))]


def kept(item: Mapping[str, Any]) -> dict[str, Any]:
    """Of a record, what :func:`work` reads."""
    return {name: item[name] for name in SELECTED if item.get(name)}


def work(item: Mapping[str, Any]) -> Registered:
    """A record → the work."""
    titles, subtitles = _texts(item.get("title")), _texts(item.get("subtitle"))
    whole = [f"{title}: {subtitle}" for title in titles[:1] for subtitle in subtitles]
    people = _list(item.get("author")) or _list(item.get("editor"))
    years = (_year(item.get(n)) for n in ("published-print", "issued", "published-online"))
    numbers = (item.get("page"), item.get("article-number"))
    return Registered(
        doi=_doi(item.get("DOI")),
        kind=_text(item.get("type")),
        titles=tuple([*whole, *titles, *_texts(item.get("original-title"))]),
        authors=tuple(filter(None, map(_name, people))),
        organisations=any(not _text(p.get("family")) for p in people),
        years=tuple(dict.fromkeys(year for year in years if year is not None)),
        containers=(
            *_texts(item.get("container-title")),
            *_texts(item.get("short-container-title")),
        ),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=tuple(page for page in map(_text, numbers) if re.search(r"\d", page)),
        notices=tuple(_notices(item.get("updated-by"))),
    )


def _notices(value: Any) -> Iterator[Notice]:
    """Each notice once: publishers and Retraction Watch may both tell of it."""
    seen = set()
    for each in _list(value):
        kind = _text(each.get("type")).lower().replace("-", "_").replace(" ", "_")
        doi = _doi(each.get("DOI"))
        if kind and (kind, doi) not in seen:
            seen.add((kind, doi))
            yield Notice(kind, doi, _date(each.get("updated")))


def agencies(answer: Any) -> dict[str, str]:
    """doi.org's answer to ``doiRA`` → DOI in small letters → who registered it, or ``none``.

    :raises ValueError: where it is no such answer.
    """
    if not isinstance(answer, list):
        raise ValueError("no list of DOIs")
    found = {}
    for each in _list(answer):
        status = _text(each.get("status")).lower()
        agency = _text(each.get("RA"))
        if not agency and status in ("doi does not exist", "invalid doi"):
            agency = "none"
        found[_doi(each.get("DOI"))] = agency
    return found


def alias(answer: Any) -> str:
    """doi.org's answer about an abbreviated DOI (``10/abcd``) → the DOI that it stands for.

    :return: ``none`` where doi.org says that there is no such DOI; empty where it tells nothing.
    :raises ValueError: where it is no such answer.
    """
    if not isinstance(answer, dict) or "responseCode" not in answer:
        raise ValueError("no answer about a handle")
    if answer["responseCode"] == 100:
        return "none"
    for value in _list(answer.get("values")):
        data = value.get("data")
        if value.get("type") == "HS_ALIAS" and isinstance(data, dict):
            return _doi(data.get("value"))
    return ""


def _list(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _doi(value: Any) -> str:
    """A DOI in small letters: whatever signs it has are its own."""
    return value.strip().lower() if isinstance(value, str) else ""


def _text(value: Any) -> str:
    """A text or number without tags, its entities as characters, on one line."""
    if not isinstance(value, str | int):
        return ""
    plain = html.unescape(html.unescape(str(value)))
    return " ".join(re.sub(r"</?[A-Za-z][^<>]{0,80}>", "", plain).split())


def _texts(value: Any) -> list[str]:
    return [text for text in map(_text, value) if text] if isinstance(value, list) else []


def _name(person: Mapping[str, Any]) -> str:
    family, given = _text(person.get("family")), _text(person.get("given"))
    return f"{family}, {given}" if family and given else family


def _parts(value: Any) -> list[int]:
    """``{"date-parts": [[2020, 5]]}`` → its numbers."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first: Iterable[Any] = parts[0] if isinstance(parts, list) and parts else ()
    return [part for part in first if isinstance(part, int)] if isinstance(first, list) else []


def _year(value: Any) -> int | None:
    parts = _parts(value)
    return parts[0] if parts else None


def _date(value: Any) -> str:
    parts = _parts(value)
    return "-".join([str(parts[0]), *(f"{part:02}" for part in parts[1:])]) if parts else ""
