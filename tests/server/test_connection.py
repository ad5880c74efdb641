"""Clients that keep the server waiting are cut off."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from kg.server import connection, protocol
from kg.server.answers import piecemeal
from kg.server.connection import PatientConnection
from kg.server.refusals import Refusal

LARGE = b"x" * (32 << 20)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer /large with much, all else with what was sent."""
    from starlette.requests import Request
    from starlette.responses import Response

    if scope["type"] != "http":
        return
    request = Request(scope, receive)
    try:
        response = piecemeal(LARGE, media_type="text/plain", headers={}) if request.url.path == "/large" else Response(await protocol.read_body(request))
    except Refusal as refusal:
        response = refusal.response(None)
    await response(scope, receive, send)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Serve with short patience."""
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.4)
    monkeypatch.setattr(connection, "WRITE_SECONDS", 0.4)
    monkeypatch.setattr(protocol, "BODY_SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, http=PatientConnection, ws="none", lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        running.join()


def talk(port: int, *parts: bytes, pause: float = 0.0) -> tuple[bytes, float]:
    """Send parts with pauses, then read to the end; return what came and how long it took."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        got = b""
        with contextlib.suppress(ConnectionError):
            for part in parts:
                client.sendall(part)
                time.sleep(pause)
            while piece := client.recv(1 << 16):
                got += piece
    return got, time.monotonic() - begun


def slowly(client: socket.socket, data: bytes) -> int:
    """Send letter by letter until the server has enough of it; return how many were sent."""
    for number, letter in enumerate(data):
        try:
            client.sendall(bytes([letter]))
        except ConnectionError:
            return number
        time.sleep(0.02)
    return len(data)


def test_one_who_says_nothing(port: int) -> None:
    got, took = talk(port)
    assert got == b"" and took < 3


def test_one_who_sends_a_head_letter_by_letter(port: int) -> None:
    got, took = talk(port, *[bytes([letter]) for letter in b"GET / HTTP/1.1\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaa"], pause=0.05)
    assert got == b"" and took < 5


def test_one_who_sends_a_second_head_slowly(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 200")
        begun = time.monotonic()
        sent = slowly(client, b"GET / HTTP/1.1\r\nX: " + b"a" * 200)
    assert sent < 100 and time.monotonic() - begun < 3


def test_one_who_sends_a_body_slowly(port: int) -> None:
    got, _ = talk(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\nConnection: close\r\n\r\n", b"abc")
    assert got.startswith(b"HTTP/1.1 408")


def test_one_who_does_not_read(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.2)
        got = 0
        with contextlib.suppress(ConnectionError):
            while piece := client.recv(1 << 20):
                got += len(piece)
    assert got < len(LARGE)


def test_one_who_reads_slowly_but_goes_on_gets_all(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        got = 0
        while piece := client.recv(1 << 20):
            got += len(piece)
            time.sleep(0.02)
    assert got > len(LARGE)


def test_one_who_is_quick(port: int) -> None:
    got, _ = talk(port, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\n", b"abc")
    assert got.endswith(b"\r\n\r\nabc")
