"""`/map`: the map of the graph, or of what is around one entity."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError
from kg.rdf.iris import id_of, iri_of
from kg.server.answers import Asking
from kg.server.drawing import Drawings, Wanted
from kg.server.lookup import lookup, named
from kg.server.pages.page import Page, number_in, wants_json
from kg.server.refusals import Refusal

MOST_CLAIMS = 200_000
MOST_DOCUMENTS = 1_000
"""Where a graph has more claims than one page holds, what is around an entity is drawn from so many documents."""

LIMIT, MOST_DRAWN = 300, 3_000
FRAMES = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""The page carries a stricter policy inside, which names each script and style by its hash; both hold."""


async def map_page(request: Request) -> Response:
    """Answer with the map; with a page that waits for it where drawing takes longer."""
    asking, drawings = request.app.state.asking, request.app.state.drawings
    as_json = wants_json(request)
    wanted = await _wanted(asking, request, as_json=as_json)
    try:
        drawn = await _drawn(drawings, asking, wanted, patient=as_json)
    except KGError as error:
        raise Refusal.of(error) from error
    if drawn is None and as_json:
        raise Refusal(503, "The graph was built anew while its map was drawn.", "Ask again.", headers={"retry-after": "2"})
    if drawn is None:
        return Page("drawing.html.jinja", {"focus": wanted.focus}, {}, 202, {"retry-after": "2"}).response(request)
    if as_json:
        return Response(drawn, media_type="application/json", headers={"vary": "accept"})
    return Response(drawn, media_type="text/html", headers={"vary": "accept", "content-security-policy": FRAMES})


async def _drawn(drawings: Drawings, asking: Asking, wanted: Wanted, *, patient: bool) -> bytes | None:
    state = await asking.state()
    return await (drawings.get(state, wanted, patience=None) if patient else drawings.get(state, wanted))


async def _wanted(asking: Asking, request: Request, *, as_json: bool) -> Wanted:
    """Read from the address what is to be drawn; raise `Refusal` where it is too much for one page."""
    focus, limit = request.query_params.get("focus", ""), min(number_in(request, "limit", LIMIT) or LIMIT, MOST_DRAWN)
    served, documents = asking.served, None
    totals = (await lookup(asking, "totals"))[0]
    if int(totals["claims"]) > MOST_CLAIMS:
        documents = await _around(asking, focus)
    return Wanted(served.place, served.name, focus, limit, as_json, documents)


async def _around(asking: Asking, focus: str) -> tuple[str, ...]:
    """Return the documents that the map around an entity is drawn from, in a graph that is too large for one page."""
    if not focus:
        raise Refusal(413, f"The graph has more than {MOST_CLAIMS:,} claims, which are too many for one map.",
                      "Choose a name at /entities and look at the map around it, or draw a part with kg map.")
    base = (await asking.state()).store.base
    found = await lookup(asking, "documents-with", entity=named(iri_of(focus, base=base)), limit=MOST_DOCUMENTS)
    if not found:
        raise Refusal(404, "Nobody in the graph has that id.", "Choose a name at /entities.")
    return tuple(id_of(row["document"], base=base).removeprefix("document:") for row in found)
