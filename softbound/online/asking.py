"""Asks for JSON, politely: one request at a time, at the pace that the server names.

Crossref's rules: https://www.crossref.org/documentation/retrieve-metadata/rest-api/ (access and
authentication; tips). A server's limits stand in its answers' headers; 429 asks to wait.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from softbound.online.network import Get, Reply, Unreached

TRIES = 3
LONGEST_WAIT = 90.0
"""Seconds that the author is made to wait where a server asks for it."""
PAUSE = 0.34
"""Seconds between two requests before a server has named its limits: three a second."""

Sleep = Callable[[float], None]


class Refused(Exception):
    """The server answered that it does not serve such a request (400)."""


class Asker:
    """Asks one server after the other, and heeds what they say of their limits."""

    def __init__(self, get: Get, sleep: Sleep) -> None:
        self.get, self.sleep = get, sleep
        self.pause: dict[str, float] = {}
        """Seconds after each request, by host."""

    def json(self, address: str) -> Any | None:
        """What an address answers; None for 404.

        :raises Refused: where the request itself is wrong.
        :raises Unreached: where there is no answer, even after some tries.
        """
        host = urlsplit(address).netloc
        for attempt in range(1, TRIES + 1):
            last = attempt == TRIES
            if host in self.pause:
                self.sleep(self.pause[host])
            self.pause.setdefault(host, PAUSE)
            try:
                reply = self.get(address)
            except Unreached as error:
                if error.lasting or last:
                    raise
                self.sleep(2.0**attempt)
                continue
            self.pause[host] = _pause(reply.headers)
            if reply.status in (429, 503) or reply.status >= 500:
                self._wait(reply, host, attempt, last)
                continue
            return _content(reply, host)
        raise AssertionError("the last try returns or raises")

    def _wait(self, reply: Reply, host: str, attempt: int, last: bool) -> None:
        """Wait as long as the server asks.

        :raises Unreached: where that is too long, or was tried often enough.
        """
        asked = _retry_after(reply.headers.get("retry-after", ""))
        if asked > LONGEST_WAIT:
            raise Unreached(
                f"{host} asks to wait {_long(asked)} before it is asked again.", lasting=True
            )
        if last and reply.status == 429:
            raise Unreached(f"{host} says that it is asked too often (429).", lasting=True)
        if last:
            raise Unreached(f"{host} has a fault of its own at the moment ({reply.status}).")
        self.sleep(asked or 2.0**attempt)


def _content(reply: Reply, host: str) -> Any | None:
    kind = reply.headers.get("content-type", "")
    if "html" in kind or reply.body.lstrip()[:1] == b"<":
        raise Unreached(
            f"Instead of {host}, a web page answered: the network may ask you to log in first. "
            "Open any page in a browser, then try again.",
            lasting=True,
        )
    if reply.status == 404:
        return _json(reply.body) if "json" in kind else None
    if reply.status == 400:
        raise Refused(host)
    if reply.status in (401, 403, 407, 451):
        raise Unreached(
            f"{host}, or the network, refuses to answer ({reply.status}).", lasting=True
        )
    value = _json(reply.body) if reply.status == 200 else None
    if value is None:
        raise Unreached(f"{host} answered with something that cannot be read ({reply.status}).")
    return value


def _json(body: bytes) -> Any | None:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _pause(headers: Mapping[str, str]) -> float:
    """``X-Rate-Limit-Limit: 50`` and ``X-Rate-Limit-Interval: 1s`` → seconds between requests."""
    limit = re.match(r"\s*(\d+)", headers.get("x-rate-limit-limit", ""))
    interval = re.match(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m)?", headers.get("x-rate-limit-interval", ""))
    if limit is None or interval is None or int(limit[1]) == 0:
        return PAUSE
    unit = {"ms": 0.001, "m": 60.0}.get(interval[2] or "s", 1.0)
    return min(max(float(interval[1]) * unit / int(limit[1]), 0.02), LONGEST_WAIT)


def _retry_after(value: str) -> float:
    """Seconds, or a date."""
    if re.fullmatch(r"\s*\d+\s*", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _long(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{round(seconds)} seconds"
