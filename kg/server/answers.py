"""Asking the engine from the server's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread
from starlette.responses import Response, StreamingResponse

from kg.errors import KGError
from kg.model import Reading
from kg.ontology import Ontology, load_ontology
from kg.query.engine import Answered, Engine, Request
from kg.server.refusals import Refusal
from kg.server.served import Served, State

if TYPE_CHECKING:
    from kg.server.entity_names import Everyone
    from kg.server.pages.overview import Overview

WAITING = 64
PIECE = 1 << 16


@dataclass(slots=True)
class Asking:
    """The graph, the engine that asks it, how many questions may wait, and what the first page and the list of names told last."""

    served: Served
    engine: Engine
    waiting: CapacityLimiter
    overview: Overview | None = None
    everyone: Everyone | None = None

    async def state(self) -> State:
        """Return the graph as it stands; raise `Refusal` where it cannot be opened."""
        try:
            return await to_thread.run_sync(self.served.state)
        except KGError as error:
            raise Refusal.of(error) from error

    async def ontology(self) -> Ontology:
        """Return the ontology that the graph was read with; raise `Refusal` where a file of its own is damaged."""
        store = (await self.state()).store
        try:
            return await to_thread.run_sync(lambda: load_ontology(*store.ontology))
        except KGError as error:
            raise Refusal.of(error) from error

    async def reading(self, document: str) -> Reading:
        """Return what one document gave; raise `Refusal` where the graph holds no such document."""
        store = (await self.state()).store
        try:
            return await to_thread.run_sync(store.reading, document)
        except KeyError as error:
            raise Refusal(404, "The graph holds no such document.", "The list of documents is at /documents.") from error
        except KGError as error:
            raise Refusal.of(error) from error

    async def answer(self, request: Request) -> Answered:
        """Return the answer to a query over the graph as it stands; raise `Refusal` with the reason where there is none."""
        if self.waiting.available_tokens <= 0:
            raise Refusal(503, "Too many queries are waiting.", "Try again in a while.", headers={"retry-after": "2"})
        try:
            return await to_thread.run_sync(self._answer, request, limiter=self.waiting, abandon_on_cancel=True)
        except KGError as error:
            raise Refusal.of(error) from error

    def _answer(self, request: Request) -> Answered:
        state = self.served.state()
        try:
            return self.engine.run(state.source, request)
        except KGError:
            if state.lasts:
                raise
        # A build that has just ended took the database away before a worker had opened it; the new one is there by now.
        return self.engine.run(self.served.state().source, request)


def piecemeal(body: bytes, *, media_type: str, headers: dict[str, str]) -> Response:
    """Return a response that is written piece by piece, so that a client who does not read it is noticed."""
    if len(body) <= PIECE:
        return Response(body, headers=headers, media_type=media_type)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), PIECE):
            yield body[start : start + PIECE]

    return StreamingResponse(pieces(), headers=headers | {"content-length": str(len(body))},
                             media_type=media_type)
