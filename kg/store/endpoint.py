"""A SPARQL 1.1 server: Query, Update and the Graph Store HTTP Protocol."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import ServerUnsuitable

if TYPE_CHECKING:
    from kg.store.connection import Connection

TIMEOUT = 60.0
TABLE = "application/sparql-results+json"
TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a user with a password, or a token. No secret is ever printed."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Credentials:
        """Return those that RIGHTSGRAPH_USER, RIGHTSGRAPH_PASSWORD and RIGHTSGRAPH_TOKEN give.

        >>> Credentials.of({"RIGHTSGRAPH_USER": "ana", "RIGHTSGRAPH_PASSWORD": "secret"})
        Credentials(user='ana')
        """
        return cls(*(environment.get(f"RIGHTSGRAPH_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `cut` if it would have been longer than what was asked for."""

    media_type: str
    body: bytes
    cut: bool = False


@dataclass(frozen=True)
class Endpoint:
    """The addresses of one server's three protocols. Threads may share it; its connection is kept and closed with it.

    Every method raises `ServerUnreachable`, `ServerDenied`, `ServerUnsuitable`, `ServerTooSlow` or `ServerFailed`.
    """

    query_url: str
    update_url: str = ""
    graphs_url: str = ""
    credentials: Credentials = Credentials()
    timeout: float = TIMEOUT

    def query(self, query: str, *, accept: str = TABLE, default_graphs: Sequence[str] = (),
              named_graphs: Sequence[str] = (), prefixes: Mapping[str, str] | None = None,
              timeout: float | None = None, most: int | None = None) -> Reply:
        """Ask a query; at most `most` bytes of the answer are read, within `timeout` seconds in all.

        The server knows no prefix of ours: those in `prefixes` are declared before the query's own, on its first line.
        Raises `BadQuery` with the server's own words.
        """
        form: dict[str, str | list[str]] = {"query": declared(prefixes or {}) + query,
                                            "default-graph-uri": list(default_graphs),
                                            "named-graph-uri": list(named_graphs)}
        return _truth(self._connection.send("POST", self.query_url, data=form, accept=accept, timeout=timeout, most=most,
                                            asks=True))

    def select(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT as dictionaries from variable to plain string."""
        from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

        solutions = parse_query_results(self.query(query).body, format=QueryResultsFormat.JSON)
        if not isinstance(solutions, QuerySolutions):
            raise ServerUnsuitable(f"{self.query_url} answers a SELECT with a truth value.", "Name another server.")
        names = [variable.value for variable in solutions.variables]
        return [{name: value.value for name in names if isinstance(value := row[name], NamedNode | Literal)}
                for row in solutions]

    def takes_queries(self) -> bool:
        """Tell whether queries are answered here."""
        return self._connection.answers("POST", self.query_url, data={"query": "SELECT (1 AS ?x) {}"}, accept=TABLE,
                                        wants=TABLE)

    def keeps_graphs(self) -> bool:
        """Tell whether the Graph Store Protocol is spoken here."""
        return self._connection.answers("HEAD", self.graphs_url, params={"default": ""}, accept=TRIPLES)

    def update(self, update: str, *, timeout: float | None = None) -> None:
        """Run an update; raise `BadQuery` if the server cannot read it."""
        self._connection.send("POST", self.update_url, data={"update": update}, timeout=timeout, asks=True)

    def get_graph(self, graph: str) -> bytes:
        """Return a graph as N-Triples, which are none if there is no graph of that name."""
        return self._connection.send("GET", self.graphs_url, params={"graph": graph}, accept=TRIPLES,
                                     missing=True).body

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of what the graph held, in one step."""
        self._connection.send("PUT", self.graphs_url, params={"graph": graph}, content=triples)

    def delete_graph(self, graph: str) -> None:
        """Remove a graph; nothing happens if there is none of that name."""
        self._connection.send("DELETE", self.graphs_url, params={"graph": graph}, missing=True)

    @cached_property
    def _connection(self) -> Connection:
        from kg.store.connection import Connection  # httpx is for those who use a server

        return Connection(self.credentials, timeout=self.timeout)


def _truth(reply: Reply) -> Reply:
    """Return an answer with the truth value that Virtuoso 7 writes as a table in JSON: one row for true, none for false."""
    if b"__ASK_RETVAL" not in reply.body[:100]:
        return reply
    rows = json.loads(reply.body)["results"]["bindings"]
    return Reply(reply.media_type, json.dumps({"head": {}, "boolean": bool(rows)}).encode())


def declared(prefixes: Mapping[str, str]) -> str:
    """Write prefixes as a query declares them, on one line.

    >>> declared({"hr": "urn:a:"})
    'PREFIX hr: <urn:a:> '
    """
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
