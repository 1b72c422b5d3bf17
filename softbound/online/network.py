"""The only asker of the network: one address → one answer, or a sentence why there is none.

Python's own urllib takes proxies from the environment, from Windows' settings and from macOS's;
truststore verifies certificates as the machine itself does, so that networks of hospitals, which
look into encrypted traffic with certificates of their own, are trusted where the machine trusts
them.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPSHandler, OpenerDirector, Request, build_opener

TIMEOUT = 20.0
"""Seconds to wait for a server."""
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes


class Unreached(Exception):
    """There is no answer; the message is a sentence for the author."""

    def __init__(self, sentence: str, lasting: bool = False) -> None:
        super().__init__(sentence)
        self.lasting = lasting
        """Whether asking again at once is of no use, for this or any other address."""


Get = Callable[[str], Reply]


def getter(agent: str, timeout: float = TIMEOUT) -> Get:
    """What fetches an address over HTTP.

    :param agent: how softbound names itself, with an address if it has one.
    :return: a function of an address that raises :class:`Unreached`.
    """
    opener = _opener()

    def get(address: str) -> Reply:
        headers = {"User-Agent": agent, "Accept": "application/json"}
        host = urlsplit(address).hostname or address
        try:
            request = Request(address, headers=headers)
            try:
                with opener.open(request, timeout=timeout) as answer:
                    return _reply(answer.status, answer.headers, answer.read(_LARGEST))
            except HTTPError as error:
                with error:
                    return _reply(error.code, error.headers, error.read(_LARGEST))
        except (OSError, HTTPException, ValueError) as error:
            raise _unreached(error, host, timeout) from None

    return get


def _opener() -> OpenerDirector:
    import truststore

    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return build_opener(HTTPSHandler(context=context))


def _reply(status: int, headers: Message, body: bytes) -> Reply:
    return Reply(status, {name.lower(): value for name, value in headers.items()}, body)


def _unreached(error: Exception, host: str, timeout: float) -> Unreached:
    """Why there is no answer."""
    cause: object = error.reason if isinstance(error, URLError) else error
    text = " ".join(str(cause).split())
    if isinstance(cause, socket.gaierror):
        return Unreached(
            f"The address {host} cannot be found: this computer seems to be offline, or its "
            "network asks for a proxy (set HTTPS_PROXY).",
            lasting=True,
        )
    if isinstance(cause, ssl.SSLError):
        return Unreached(
            f"There is no secure connection to {host} ({text}). The network may look into "
            "encrypted traffic, or ask you to log in first: open a web page in a browser, or try "
            "another network.",
            lasting=True,
        )
    if "407" in text or "roxy" in text:
        return Unreached(
            f"The network's proxy refuses the connection to {host} ({text}). If it asks for a "
            "name and a password, set HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT.",
            lasting=True,
        )
    if isinstance(cause, TimeoutError) or "timed out" in text:
        return Unreached(f"{host} did not answer within {timeout:g} seconds.")
    if isinstance(cause, ConnectionRefusedError):
        return Unreached(f"{host}, or the network's proxy, refused the connection.", lasting=True)
    return Unreached(f"The connection to {host} failed ({text or type(cause).__name__}).")
