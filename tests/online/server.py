"""A Crossref and a doi.org on this machine, for tests: answers in the shapes of their documentation.

All its works are synthetic; DOIs begin with 10.5555, Crossref's prefix for tests.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Answer = tuple[int, Mapping[str, str], bytes]
JSON = {"Content-Type": "application/json"}


def work(doi: str, title: str, **more: Any) -> dict[str, Any]:
    """A record as Crossref gives it."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"given": "Ann", "family": "Sampleton", "sequence": "first", "affiliation": []}],
        "container-title": ["Journal of Synthetic Works"],
        "issued": {"date-parts": [[2010, 5]]},
        "published-print": {"date-parts": [[2010, 5]]},
        "volume": "12",
        "issue": "3",
        "page": "101-120",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def notice(kind: str, doi: str, source: str = "publisher") -> dict[str, Any]:
    """An item of ``updated-by``."""
    return {
        "updated": {"date-parts": [[2015, 4, 1]], "date-time": "2015-04-01T00:00:00Z"},
        "DOI": doi,
        "type": kind,
        "source": source,
        "label": kind.title(),
    }


@dataclass
class Registry:
    """What the servers know."""

    works: list[dict[str, Any]] = field(default_factory=list)
    agencies: dict[str, str] = field(default_factory=dict)
    """DOI → agency, of those that are not Crossref's."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Abbreviated DOI → DOI."""
    forms: dict[str, str] = field(default_factory=dict)
    """Another form of a DOI → the DOI under which its work is found."""
    instead: Callable[[str], Answer | None] = lambda _: None
    """Answers some requests in another way."""
    asked: list[str] = field(default_factory=list)
    """Paths and queries of all requests."""
    agents: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        other = self.instead(path)
        if other is not None:
            return other
        parts = urlsplit(path)
        place = parts.path
        if place == "/v1/works":
            return self._list(parse_qs(parts.query))
        if place.startswith("/v1/works/"):
            return self._one(unquote(place.removeprefix("/v1/works/")).lower())
        if place.startswith("/doiRA/"):
            dois = unquote(place.removeprefix("/doiRA/")).split(",")
            return _json([self._agency(doi) for doi in dois])
        if place.startswith("/api/handles/"):
            return self._handle(unquote(place.removeprefix("/api/handles/")))
        return 404, {"Content-Type": "text/plain"}, b"Resource not found."

    def _list(self, query: Mapping[str, list[str]]) -> Answer:
        if "filter" in query:
            wanted = {f.removeprefix("doi:") for f in query["filter"][0].split(",")}
            if any(doi.count(":") > 1 for doi in wanted):
                return 400, JSON, b'{"status":"failed","message-type":"validation-failure"}'
            found = [w for w in self.works if w["DOI"].lower() in wanted]
        else:
            words = set(query["query.bibliographic"][0].lower().split())
            found = [w for w in self.works if words & set(w["title"][0].lower().split())]
        rows = int(query["rows"][0])
        names = query["select"][0].split(",")
        items = [{n: w[n] for n in names if n in w} for w in found[:rows]]
        message = {"facets": {}, "total-results": len(found), "items": items}
        return _json(
            {"status": "ok", "message-type": "work-list", "message-version": "1.0.0"}
            | {"message": message}
        )

    def _one(self, doi: str) -> Answer:
        wanted = self.forms.get(doi, doi)
        for each in self.works:
            if each["DOI"].lower() == wanted:
                return _json({"status": "ok", "message-type": "work", "message": each})
        return 404, {"Content-Type": "text/plain"}, b"Resource not found."

    def _agency(self, doi: str) -> dict[str, str]:
        known = {w["DOI"].lower() for w in self.works} | set(self.forms)
        if doi in known:
            return {"DOI": doi, "RA": "Crossref"}
        if doi in self.agencies:
            return {"DOI": doi, "RA": self.agencies[doi]}
        return {"DOI": doi, "status": "DOI does not exist"}

    def _handle(self, doi: str) -> Answer:
        if doi not in self.aliases:
            return 404, JSON, json.dumps({"responseCode": 100, "handle": doi}).encode()
        data = {"format": "string", "value": self.aliases[doi].upper()}
        values = [{"index": 1, "type": "HS_ALIAS", "data": data}]
        return _json({"responseCode": 1, "handle": doi, "values": values})


def _json(value: Any) -> Answer:
    limits = {"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Interval": "1s"}
    return 200, {**JSON, **limits}, json.dumps(value).encode()


@contextmanager
def serving(registry: Registry) -> Iterator[str]:
    """The registry as a server; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            registry.agents.append(self.headers["User-Agent"])
            status, headers, body = registry.answer(self.path)
            if status == 0:  # hang up
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
