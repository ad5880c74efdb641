"""`/sparql`: the endpoint for programs."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.query.engine import Answered
from kg.query.engine import Request as Query
from kg.server.answers import Asking, piecemeal
from kg.server.description import description
from kg.server.formats import FORMATS, GRAPHS, JSON, TABLES, TRUTHS, TURTLE, Format, accepted, form_of, named
from kg.server.negotiation import best
from kg.server.protocol import FORM, QUERY, Asked, read_request
from kg.server.refusals import Refusal
from kg.server.settings import Settings

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
HTML = "text/html"
_OFFERED = (*(media for format in (*TABLES, *GRAPHS) for media in format.media), HTML)


async def sparql(request: Request) -> Response:
    """Answer a request by the SPARQL 1.1 Protocol."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": ", ".join(METHODS), "accept-post": f"{FORM}, {QUERY}"})
    asked = await read_request(request)
    accept = request.headers.get("accept")
    if request.method != "POST" and not asked.format and best(accept, _OFFERED) == HTML:
        return _page(asked)
    if asked.query is None:
        return _describe(request, asked)
    asking: Asking = request.app.state.asking
    settings: Settings = request.app.state.settings
    table, graph = _formats(asked, accept)
    query = Query(asked.query, table=table.name, graph=graph.name, default_graphs=asked.default_graphs,
                  named_graphs=asked.named_graphs, base=str(request.url.replace(query="")))
    answered = await asking.answer(query)
    return piecemeal(answered.body, media_type=answered.media_type, headers=cut_headers(answered, settings))


def cut_headers(answered: Answered, settings: Settings) -> dict[str, str]:
    """Tell in a header that an answer was cut, by the name that Virtuoso gave to it."""
    return {"x-sparql-maxrows": str(settings.limits.rows)} if answered.cut else {}


def _page(asked: Asked) -> Response:
    """Send a browser to the page, with its query."""
    return RedirectResponse("/query" + (f"?{urlencode({'query': asked.query})}" if asked.query is not None else ""), 303)


def _describe(request: Request, asked: Asked) -> Response:
    if request.method == "POST":
        raise Refusal(400, "The request holds no query.", "Send it as the parameter “query”.")
    format = _chosen(asked, request.headers.get("accept"), GRAPHS)
    return Response(description(str(request.url.replace(query="")), format), media_type=format.media[0])


def _formats(asked: Asked, accept: str | None) -> tuple[Format, Format]:
    """Return the formats for rows and for triples; the one that the query does not need is the usual one."""
    form = form_of(asked.query or "")
    if not form:
        return JSON, TURTLE
    chosen = _chosen(asked, accept, FORMATS[form])
    return (JSON, chosen) if form == "graph" else (chosen, TURTLE)


def _chosen(asked: Asked, accept: str | None, formats: tuple[Format, ...]) -> Format:
    found = named(asked.format, formats) if asked.format else accepted(accept, formats)
    if found is None:
        offered = ", ".join(format.media[0] for format in formats)
        what = {TABLES: "A SELECT", TRUTHS: "An ASK"}.get(formats, "What is asked for")
        raise Refusal(406, f"{what} is answered in none of the formats that the request accepts.", f"Accept one of: {offered}.")
    return found
