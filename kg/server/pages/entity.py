"""`/entity/ID`: what the graph holds of one entity."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.network.entities import words_of_id
from kg.rdf.iris import iri_of
from kg.server import entity_views as views
from kg.server.addresses import address_of
from kg.server.answers import Asking
from kg.server.entity_claims import BETWEEN, SHOWS
from kg.server.entity_names import Search, named_all, search
from kg.server.entity_portrait import Portrait, portrait_of
from kg.server.pages.page import Page


async def entity_page(request: Request) -> Response:
    """Answer with one entity: an overview, or one of its lists where the address asks for that."""
    asking: Asking = request.app.state.asking
    identifier = request.path_params["id"]
    base = (await asking.state()).store.base
    iri = iri_of(identifier, base=base)
    address = address_of(iri, base=base)
    if address.startswith("/query"):
        return await _missing(request, identifier)
    if not address.startswith("/entity/"):
        return RedirectResponse(address, 303)  # a document that was read has a page of its own, and so has a claim
    piece = _piece(request)
    found = await portrait_of(asking, identifier, iri, also=views.needs(iri) if piece is views.overview else {})
    if not found.known:
        return await _missing(request, identifier)
    return await piece(request, found)


def _piece(request: Request) -> Callable[[Request, Portrait], Awaitable[Response]]:
    """Return what makes the piece of the page that an address asks for; the overview, where it asks for none."""
    show = request.query_params.get("show", "")
    if request.query_params.get("with"):
        return partial(views.claims, show=BETWEEN)
    if show in SHOWS:
        return partial(views.claims, show=show)
    return {"ties": views.ties, "documents": views.documents}.get(show, views.overview)


async def _missing(request: Request, identifier: str) -> Response:
    """Answer that there is no such entity, with those that are called alike."""
    words = words_of_id(identifier).strip()
    alike = (await search(request.app.state.asking, Search(words))).fitting[:10] if words else []
    labels = await named_all(request.app.state.asking, [one.id for one in alike])
    values = {"identifier": identifier, "words": words, "alike": list(labels.values())}
    twin = {"error": {"message": f"The graph holds nothing by the id {identifier}."}, "id": identifier,
            "alike": [asdict(one) for one in labels.values()]}
    return Page("entity-missing.html.jinja", values, twin, 404).response(request)


