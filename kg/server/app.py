"""The application: its pages and endpoint, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.query.engine import Engine
from kg.server.access import AccessLog
from kg.server.answers import WAITING, Asking
from kg.server.assets import asset
from kg.server.drawing import Drawings
from kg.server.endpoint import METHODS, sparql
from kg.server.guard import Guard
from kg.server.pages import PAGES
from kg.server.refusals import Refusal
from kg.server.served import Served
from kg.server.settings import Settings


def make_app(served: Served, engine: Engine, settings: Settings) -> ASGIApp:
    """Return the application that serves a graph; the engine is closed with it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        app.state.drawings.close()
        await to_thread.run_sync(engine.close)

    routes = [
        *(Route(path, page, methods=["GET"]) for path, page in PAGES.items()),
        Route("/sparql", sparql, methods=METHODS),
        Route("/assets/{name}", asset, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={
        Refusal: _refused, HTTPException: _no_such_page, Exception: _failed})
    app.router.redirect_slashes = False
    app.state.asking = Asking(served, engine, CapacityLimiter(WAITING))
    app.state.drawings = Drawings()
    app.state.settings = settings
    return AccessLog(Guard(app, settings))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return error.response(_accepted(request))


async def _no_such_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = Refusal(error.status_code, "There is no such page.", "Begin at /.")
    if error.status_code == 405:
        taken = ", ".join(sorted((error.headers or {})["Allow"].split(", ")))
        refusal = Refusal(405, f"This address takes no {request.method[:20]}.", f"It takes {taken}.", headers={"allow": taken})
    return refusal.response(_accepted(request))


async def _failed(request: Request, error: Exception) -> Response:
    refusal = Refusal(500, "The server failed.", "What it says on its terminal helps to mend it.")
    return refusal.response(_accepted(request))


def _accepted(request: Request) -> str | None:
    """Return what a client takes: JSON where the address of a page asks for it, as for what the page would have told."""
    as_json = request.query_params.get("format") == "json" and request.url.path != "/sparql"
    return "application/json" if as_json else request.headers.get("accept")
