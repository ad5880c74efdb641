"""Running the server: a socket of its own, uvicorn on it, and an end that leaves no process behind."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from kg.errors import CannotListen
from kg.server.connection import PatientConnection
from kg.server.guard import LONGEST_URL

CONNECTIONS = 256
GRACE = 2
TERMINATED = 143


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address, port 0 being any that is free; raise `CannotListen`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            if os.name != "nt":  # there it would let two servers share the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
        except OSError:
            listener.close()
            raise
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotListen(f"The server cannot listen at {host}, port {port} ({reason}).",
                           "Name another port with --port, or 0 for any that is free.") from error
    return listener


def run(app: ASGIApp, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a signal to end; `ready` is called when requests are answered."""
    config = uvicorn.Config(
        app, http=PatientConnection, ws="none", lifespan="on", log_config=None, access_log=False, proxy_headers=False,
        server_header=False, limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=LONGEST_URL * 2)
    server = _Server(config, ready)
    # uvicorn ends in order and then raises the signal once more, which would end the process before its caller can clean up.
    before = signal.signal(signal.SIGTERM, _end)
    try:
        server.run(sockets=[listener])
    finally:
        signal.signal(signal.SIGTERM, before)
        listener.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
