"""What is said where there is no answer."""

from __future__ import annotations

import socket
import ssl
from urllib.error import URLError

import pytest

from softbound.online import network
from softbound.online.network import Unreached, getter
from tests.online.server import Registry, serving

CAUSES: list[tuple[Exception, str, bool]] = [
    (URLError(socket.gaierror(-2, "Name or service not known")), "seems to be offline", True),
    (URLError(ssl.SSLCertVerificationError("self-signed certificate")), "no secure", True),
    (
        URLError(OSError("Tunnel connection failed: 407 Proxy Authentication Required")),
        "proxy",
        True,
    ),
    (URLError(TimeoutError("timed out")), "did not answer within 5 seconds", False),
    (TimeoutError(), "did not answer within 5 seconds", False),
    (URLError(ConnectionRefusedError(111, "Connection refused")), "refused the connection", True),
    (ConnectionResetError(104, "Connection reset by peer"), "failed", False),
    (ValueError("proxy URL with no authority"), "proxy", True),
]


@pytest.mark.parametrize(("cause", "said", "lasting"), CAUSES, ids=lambda value: str(value)[:30])
def test_each_cause_is_a_sentence(cause: Exception, said: str, lasting: bool) -> None:
    error = network._unreached(cause, "api.crossref.org", 5)
    assert said in str(error)
    assert error.lasting is lasting
    assert str(error).endswith((".", ")."))


def test_a_closed_port_is_told() -> None:
    with serving(Registry()) as address:
        pass
    with pytest.raises(Unreached, match="refused the connection"):
        getter("test")(f"{address}/v1/works")


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Registry()) as address:
        pass
    monkeypatch.setenv("http_proxy", address)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(Unreached, match="proxy, refused"):
        getter("test")("http://api.example.org/v1/works")


def test_a_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    with serving(registry) as address:
        monkeypatch.setenv("http_proxy", address)
        monkeypatch.delenv("no_proxy", raising=False)
        reply = getter("test")("http://api.example.org/v1/elsewhere")
    assert reply.status == 404
    assert registry.asked == ["http://api.example.org/v1/elsewhere"]


def test_a_slow_server_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(Unreached, match=r"within 0\.2 seconds"):
            getter("test", timeout=0.2)(address)
