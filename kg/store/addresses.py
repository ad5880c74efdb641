"""Where a server's three protocols are: given one by one in the environment, or found by asking politely.

Nothing is written to find out: an empty SELECT shows where queries go, a HEAD of the default graph where graphs are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.errors import ServerUnsuitable
from kg.store.endpoint import Credentials, Endpoint

QUERY, UPDATE, GRAPHS = "RIGHTSGRAPH_QUERY_URL", "RIGHTSGRAPH_UPDATE_URL", "RIGHTSGRAPH_GRAPHS_URL"
# pathlib makes one slash of two: a URL that came through it is still the URL that was meant.
_ADDRESS = re.compile(r"(https?):/{1,2}(?=[^/])(.+)", re.IGNORECASE | re.DOTALL)


class Layout(NamedTuple):
    """Where one make of server has its protocols, as paths below its address; "" is the address itself."""

    server: str
    query: str
    update: str
    graphs: str
    signed: bool | None = None  # whether the layout is for requests with credentials, without, or either


LAYOUTS = (
    Layout("Oxigraph", "query", "update", "store"),
    Layout("Fuseki", "query", "update", "data"),
    Layout("Fuseki", "sparql", "update", "data"),
    Layout("RDF4J, GraphDB", "", "statements", "rdf-graphs/service"),
    Layout("Virtuoso", "sparql", "sparql-auth", "sparql-graph-crud-auth", True),
    Layout("Virtuoso", "sparql", "sparql", "sparql-graph-crud", False),
    Layout("Neptune", "sparql", "sparql", "sparql/gsp/"),
    Layout("Stardog", "query", "update", ""),
    Layout("QLever", "", "", ""),
)


def address_of(place: str | Path) -> str | None:
    """Return the URL that a text or path gives, without a slash at its end; None if it is a path.

    >>> address_of("http://localhost:7878/"), address_of(Path("http://localhost:3030/news")), address_of("my-graph")
    ('http://localhost:7878', 'http://localhost:3030/news', None)
    """
    found = _ADDRESS.fullmatch(place if isinstance(place, str) else place.as_posix())
    return f"{found[1].lower()}://{found[2].rstrip('/')}" if found else None


def find_endpoint(address: str, environment: Mapping[str, str], *, timeout: float | None = None) -> Endpoint:
    """Return the endpoint at an address; raise `ServerUnsuitable` if it lacks one of the protocols, or a `Server...` error.

    What RIGHTSGRAPH_QUERY_URL, RIGHTSGRAPH_UPDATE_URL and RIGHTSGRAPH_GRAPHS_URL name is taken as it is.
    """
    _refuse_secrets(address)
    given = [environment.get(name, "") for name in (QUERY, UPDATE, GRAPHS)]
    plain = Endpoint(address, credentials=Credentials.of(environment))
    if timeout is not None:
        plain = replace(plain, timeout=timeout)
    if all(given):
        return replace(plain, query_url=given[0], update_url=given[1], graphs_url=given[2])
    found = next(_matches(plain), None)
    if found is None:
        raise ServerUnsuitable(
            f"{address} is not the address of a SPARQL server that also keeps graphs by name.",
            f"Check the address; where its parts lie elsewhere, set {QUERY}, {UPDATE} and {GRAPHS}.")
    return replace(found, query_url=given[0] or found.query_url, update_url=given[1] or found.update_url,
                   graphs_url=given[2] or found.graphs_url)


def _refuse_secrets(address: str) -> None:
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None:
        raise ServerUnsuitable("The address holds a user or password, which other programs can see.",
                               "Take it out, and set RIGHTSGRAPH_USER and RIGHTSGRAPH_PASSWORD in the environment.")


def _matches(plain: Endpoint) -> Iterator[Endpoint]:
    """Yield the endpoints of the layouts that fit, each address asked once."""
    signed = bool(plain.credentials.user or plain.credentials.token)
    answers: dict[str, bool] = {}
    for layout in LAYOUTS:
        if layout.signed not in (None, signed):
            continue
        found = _at(plain, layout)
        for url, ask in ((found.query_url, found.takes_queries), (found.graphs_url, found.keeps_graphs)):
            key = f"{ask.__name__} {url}"
            if key not in answers:
                answers[key] = ask()
            if not answers[key]:
                break
        else:
            yield found


def _at(plain: Endpoint, layout: Layout) -> Endpoint:
    """Return the endpoint of a layout, the address being the server's or, as people copy it, that of its queries."""
    address = plain.query_url
    root = address.removesuffix(f"/{layout.query}") if layout.query else address
    query, update, graphs = (f"{root}/{path}" if path else root for path in layout[1:4])
    return replace(plain, query_url=query, update_url=update, graphs_url=graphs)
