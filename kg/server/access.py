"""The log of what was asked: method, path, status and time; never the query string, which may hold the token or a name."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("kg.server.access")


class AccessLog:
    """Writes a line for each answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on and log its answer."""
        if scope["type"] != "http" or not logger.isEnabledFor(logging.INFO):
            await self.app(scope, receive, send)
            return
        begun, statuses = time.perf_counter(), [500]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            path = scope["path"].encode("unicode_escape").decode()
            logger.info("%s %s %d %.0f ms", scope["method"], path, statuses[-1], (time.perf_counter() - begun) * 1e3)
