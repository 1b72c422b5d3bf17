"""Entries → what Crossref and doi.org know of them, in as few requests as possible.

DOIs are asked for many at a time, and whether one exists at all is for doi.org to say: other
agencies than Crossref register DOIs too. Works without a DOI are looked for one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from softbound.collect import crossref
from softbound.derive import registered
from softbound.derive.registered import Item
from softbound.model.registered import Answer
from softbound.online.asking import Asker, Refused
from softbound.online.cache import Cache
from softbound.online.network import Unreached

AT_ONCE = 40
"""DOIs in one request: its address stays below 4,000 characters, which all proxies pass on."""
AGENCIES_AT_ONCE = 20
ROWS = 5
"""Works that are asked for by title."""
_FAILURES = 2
"""Requests in a row without an answer after which nothing more is asked."""


T = TypeVar("T")


class Lookups:
    """Asks about entries, and remembers why some could not be asked."""

    def __init__(
        self, asker: Asker, cache: Cache, crossref_at: str, doi_at: str, mailto: str
    ) -> None:
        self.asker, self.cache = asker, cache
        self.crossref_at, self.doi_at = crossref_at.rstrip("/"), doi_at.rstrip("/")
        self.mailto = mailto
        self.asked = 0
        """Requests that were answered."""
        self.failures: list[str] = []
        """Why some were not, in sentences."""
        self.in_a_row = 0
        self.stopped = False

    # the walk

    def run(self, items: Mapping[str, Item], advance: Callable[[int], None]) -> None:
        """Ask about entries that the cache does not know, until all are or nobody answers.

        :param items: key → CSL JSON item.
        :param advance: told how many entries are done with.
        """
        dois = {key: doi for key, item in items.items() if (doi := registered.doi(item))}
        self._resolve({doi for doi in dois.values() if doi.startswith("10/")})
        for keys in _batches(list(dois), AT_ONCE):
            self._ask_dois([self.whole(dois[key]) for key in keys])
            advance(sum(not self._needs_title(items[key]) for key in keys))
        for key, item in items.items():
            if self._needs_title(item):
                self._ask_title(item)
            if key not in dois or self._needs_title(item):
                advance(1)

    def answer(self, item: Item) -> Answer:
        """What is known of an entry."""
        doi = self.whole(registered.doi(item))
        candidates = tuple(map(crossref.work, self.cache.get("title", _hash(item)) or ()))
        if not doi:
            known = self.cache.knows("title", _hash(item)) or not registered.is_searchable(item)
            return Answer(reached=known, candidates=candidates)
        if doi == "none":
            return Answer(doi=registered.doi(item), agency="none", candidates=candidates)
        record, agency = self.cache.get("doi", doi), self.cache.get("agency", doi) or ""
        known = record is not None or (agency != "" and self.cache.knows("doi", doi))
        work = crossref.work(record) if record is not None else None
        return Answer(known, doi, work, agency if work is None else "", candidates)

    def whole(self, doi: str) -> str:
        """An abbreviated DOI in full, as far as it is known; ``none`` where it does not exist."""
        return self.cache.get("alias", doi) or doi if doi.startswith("10/") else doi

    def _needs_title(self, item: Item) -> bool:
        """Whether an entry's work is looked for by its title: it has no DOI, or a wrong one."""
        if not registered.is_searchable(item):
            return False
        if not registered.doi(item):
            return True
        found = self.answer(item)
        wrong = found.work is not None and registered.is_another(item, found.work)
        return found.reached and (wrong or found.agency == "none")

    # the requests

    def _resolve(self, dois: Iterable[str]) -> None:
        for doi in sorted(dois):
            if not self.cache.knows("alias", doi):
                self._get(
                    f"{self.doi_at}/api/handles/{quote(doi, safe='/')}",
                    crossref.alias,
                    partial(self.cache.keep, "alias", doi),
                )

    def _ask_dois(self, dois: Sequence[str]) -> None:
        asked = [d for d in dict.fromkeys(dois) if d.startswith("10.")]
        unknown = [doi for doi in asked if not self.cache.knows("doi", doi)]
        plain = [doi for doi in unknown if "," not in doi]
        self._ask_together(plain)
        for doi in unknown:
            if "," in doi:
                self._ask_alone(doi)
        missing = [d for d in asked if self.cache.knows("doi", d) and not self.cache.get("doi", d)]
        self._ask_agencies([doi for doi in missing if not self.cache.knows("agency", doi)])
        for doi in missing:
            if self.cache.get("agency", doi) == "Crossref" and doi in plain:
                self._ask_alone(doi)  # another form of a DOI, which leads to the one that counts

    def _ask_together(self, dois: Sequence[str]) -> None:
        if not dois:
            return
        query = {
            "filter": ",".join(f"doi:{doi}" for doi in dois),
            "rows": str(2 * len(dois)),
        }

        def keep(found: list[dict[str, Any]]) -> None:
            by_doi = {str(item["DOI"]).lower(): item for item in found}
            for doi in dois:
                self.cache.keep("doi", doi, by_doi.get(doi))

        try:
            self._get(self._works(query), crossref.items, keep)
        except Refused:  # one of them has a form that the filter does not take
            if len(dois) == 1:
                self._ask_alone(dois[0])
            else:
                middle = len(dois) // 2
                self._ask_together(dois[:middle])
                self._ask_together(dois[middle:])

    def _ask_alone(self, doi: str) -> None:
        address = f"{self.crossref_at}/v1/works/{quote(doi, safe='')}{self._who('?')}"

        def keep(found: list[dict[str, Any]]) -> None:
            self.cache.keep("doi", doi, found[0] if found else None)

        try:
            nothing: list[dict[str, Any]] = []
            self._get(address, crossref.items, keep, missing=nothing)
        except Refused:
            self.cache.keep("doi", doi, None)

    def _ask_agencies(self, dois: Sequence[str]) -> None:
        for some in _batches(dois, AGENCIES_AT_ONCE):
            names = ",".join(quote(doi, safe="/") for doi in some)

            def keep(found: dict[str, str], some: Sequence[str] = some) -> None:
                for doi in some:
                    self.cache.keep("agency", doi, found.get(doi, ""))

            try:
                self._get(f"{self.doi_at}/doiRA/{names}", crossref.agencies, keep)
            except Refused:
                keep({})

    def _ask_title(self, item: Item) -> None:
        if self.cache.knows("title", _hash(item)):
            return
        query = {"query.bibliographic": registered.question(item), "rows": str(ROWS)}

        def keep(found: list[dict[str, Any]]) -> None:
            self.cache.keep("title", _hash(item), found)

        try:
            self._get(self._works(query), crossref.items, keep)
        except Refused:
            keep([])

    def _works(self, query: Mapping[str, str]) -> str:
        more = {"select": ",".join(crossref.SELECTED)}
        return f"{self.crossref_at}/v1/works?{urlencode({**query, **more})}{self._who('&')}"

    def _who(self, mark: str) -> str:
        return f"{mark}{urlencode({'mailto': self.mailto})}" if self.mailto else ""

    def _get(
        self,
        address: str,
        read: Callable[[Any], T],
        keep: Callable[[T], None],
        missing: T | None = None,
    ) -> None:
        """Ask, and keep the answer; or remember why there is none.

        :param missing: what 404 means; None where it means nothing.
        :raises Refused: where the request itself is wrong.
        """
        if self.stopped:
            return
        try:
            content = self.asker.json(address)
            if content is None and missing is not None:
                found = missing
            else:
                try:
                    found = read(content)
                except (ValueError, TypeError, KeyError, AttributeError):
                    where = address.split("?")[0].rsplit("/", 1)[0]
                    raise Unreached(f"{where} answered in a form that is not known.") from None
        except Unreached as trouble:
            self.in_a_row += 1
            self.stopped = trouble.lasting or self.in_a_row >= _FAILURES
            if str(trouble) not in self.failures:
                self.failures.append(str(trouble))
            return
        self.asked += 1
        self.in_a_row = 0
        keep(found)


def _hash(item: Item) -> str:
    return hashlib.sha256(registered.question(item).encode()).hexdigest()[:24]


def _batches(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
