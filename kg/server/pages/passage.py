"""`/claim/ID` and `/act/ID`: lasting addresses of what was read, which lead to its passage on the page of its document."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.rdf.iris import id_of, make_iri
from kg.server.addresses import document_address
from kg.server.lookup import lookup, named
from kg.server.refusals import Refusal

_ID = re.compile("[0-9a-f]{24}")


async def claim_page(request: Request) -> Response:
    """Lead to the passage of a claim."""
    return await _passage(request, "claim")


async def act_page(request: Request) -> Response:
    """Lead to the passage of an act."""
    return await _passage(request, "act")


async def _passage(request: Request, kind: str) -> Response:
    asking, identifier = request.app.state.asking, request.path_params["id"]
    base = (await asking.state()).store.base
    found = (await lookup(asking, "passage", said=named(make_iri(base, kind, identifier)))) if _ID.fullmatch(identifier) else []
    if not found:
        raise Refusal(404, f"The graph holds no such {kind}.", "It may have been read anew since the link was made; begin at /.")
    document = id_of(found[0]["document"], base=base).removeprefix("document:")
    fields = f"&{request.url.query}" if request.url.query else ""
    address, _, anchor = document_address(document, said=f"{kind}-{identifier}").partition("#")
    return RedirectResponse(f"{address}{fields}#{anchor}", 303)
