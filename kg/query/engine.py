"""Queries in processes of their own, each with a deadline and a cap on memory, killed past either and made anew.

The engine cannot be stopped from Python, and running out of memory ends its process. So a few workers wait for queries, and
are handed one at a time (see `kg.query.pool`).
"""

from __future__ import annotations

import atexit
import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.errors import AnswerTooLarge, BadQuery, QueryRefused, QueryTooLong
from kg.query.formats import GRAPH_TYPES, TABLE_TYPES, TooLarge, rows_as, triples_as, truth_as
from kg.query.limit import limited
from kg.query.pool import ASK_FOR_LESS, Pool, Turn
from kg.rdf.iris import PREFIXES
from kg.store.endpoint import Endpoint
from kg.store.source import Database, Quads, Source

DEADLINE = 30.0
MEMORY = 4 << 30
PATIENCE = 0.45
WAIT = 10.0

@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of address space, rows or triples of its answer, bytes of its answer."""

    deadline: float = DEADLINE
    memory: int = MEMORY
    rows: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A query, and the formats that its answer is to have: `table` for rows and truth values, `graph` for triples.

    `default_graphs` and `named_graphs` make up the dataset, by the SPARQL Protocol, in place of the query's own `FROM`.
    `allow` names the servers that `SERVICE` may call. `base` is what relative IRIs are resolved against; without one they
    are faults. A server has a base of its own.
    """

    query: str
    table: str = "json"
    graph: str = "ntriples"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as bytes: `kind` is "select", "ask" or "graph"; `cut` says "rows" where the limit on rows was reached."""

    kind: str
    media_type: str
    body: bytes
    rows: int
    cut: str = ""


class Engine:
    """Runs queries from any number of threads: `size` at a time, and `long` besides that have used up its `patience`.

    `patience` is in seconds of processor time; a query that finds no free worker within `wait` seconds is sent away.
    """

    def __init__(self, *, size: int = 4, long: int = 8, limits: Limits = Limits(),
                 patience: float = PATIENCE, wait: float = WAIT) -> None:
        self.limits = limits
        self._pool = Pool(size=size, long=long, patience=patience, wait=wait)

    def run(self, source: Source, request: Request, *, limits: Limits | None = None) -> Answered:
        """Run a query over a store's source.

        Raises `BadQuery`, `QueryRefused`, `QueryTooLong` past the deadline or memory, `AnswerTooLarge`, `EngineBusy`.
        """
        limits = limits or self.limits
        opened = _Opened.of(source)
        with self._pool.turn(opened.key, limits.memory) as turn:
            _open(turn, opened, limits)
            header, body = turn.ask(_message(request, limits), limits.deadline)
        _refuse(header, limits)
        if isinstance(source, Endpoint):
            return _remote(source, request, limits)
        kind = header["kind"]
        return Answered(kind, _media_type(kind, request), body, header["rows"], "rows" if header.get("cut") else "")

    def warm(self, source: Source | None = None) -> None:
        """Start the workers and have them open a source, so that the first queries need not wait for it."""
        opened = _Opened.of(source)
        self._pool.warm(self.limits.memory, lambda turn: _open(turn, opened, self.limits))

    def pids(self) -> list[int]:
        """Return the numbers of the worker processes that there are now."""
        return self._pool.pids()

    def close(self) -> None:
        """End all workers; what runs raises `EngineBusy`."""
        self._pool.close()


def _open(turn: Turn, opened: _Opened, limits: Limits) -> None:
    """Have a worker open a source, unless it has."""
    if turn.worker.source != opened.key:
        # However short a query is to be, opening what it asks may take its time.
        header, _ = turn.ask(opened.message, max(limits.deadline, DEADLINE), data=opened.data, opening=True)
        _refuse(header, limits)
        turn.worker.source = opened.key


@dataclass(frozen=True, slots=True)
class _Opened:
    """How a worker is to open a source; `key` names it, so that a worker need not open it twice."""

    key: str
    message: dict[str, Any]
    data: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, source: Source | None) -> _Opened:
        """Return it for a source; a server's queries, and those over none, are only checked by the worker."""
        if isinstance(source, Database):
            path = str(source.path.absolute())
            return cls(path, {"query": None, "engine": "oxigraph", "database": path})
        if isinstance(source, Quads):
            key = f"{source.engine} {hashlib.sha256(source.data).hexdigest()}"
            return cls(key, {"query": None, "engine": source.engine, "database": None}, source.data)
        return cls("", {"query": None, "engine": None})


def _message(request: Request, limits: Limits) -> dict[str, Any]:
    """Write a query as a worker takes it."""
    return {
        "query": request.query, "table": request.table, "graph": request.graph, "allow": request.allow,
        "default_graph": request.default_graphs, "named_graphs": request.named_graphs,
        "prefixes": PREFIXES, "base": request.base or None, "rows": limits.rows, "size": limits.size}


def _refuse(header: dict[str, Any], limits: Limits) -> None:
    """Raise what a worker's answer says went wrong."""
    kind = header["kind"]
    if kind == "bad":
        raise BadQuery(header["message"], header["remedy"])
    if kind == "refused":
        raise QueryRefused(header["message"], header["remedy"])
    if kind == "failed":
        raise BadQuery(f"The query cannot be run: {header['message']}.")
    if kind == "memory":
        raise QueryTooLong("The query ran out of memory.", ASK_FOR_LESS)
    if kind == "large":
        raise _too_large(limits)


def _media_type(kind: str, request: Request) -> str:
    if kind == "graph":
        return GRAPH_TYPES[request.graph]
    return TABLE_TYPES[request.table if kind == "select" or request.table == "xml" else "json"]


def _remote(endpoint: Endpoint, request: Request, limits: Limits) -> Answered:
    """Send a query that the gate has passed to a server."""
    accept = f"{TABLE_TYPES['json']}, {GRAPH_TYPES['ntriples']};q=0.9"
    reply = endpoint.query(
        limited(request.query, limits.rows), accept=accept, default_graphs=request.default_graphs,
        named_graphs=request.named_graphs, prefixes=PREFIXES, timeout=limits.deadline, most=limits.size)
    try:
        if reply.cut:
            raise TooLarge
        if reply.media_type in ("application/n-triples", "text/plain"):
            body, number, cut = triples_as(request.graph, reply.body, rows=limits.rows, most=limits.size)
            return Answered("graph", _media_type("graph", request), body, number, "rows" if cut else "")
        truth = json.loads(reply.body).get("boolean") if b'"boolean"' in reply.body[:1000] else None
        if truth is not None:
            return Answered("ask", _media_type("ask", request), truth_as(request.table, truth), 1)
        body, number = rows_as(request.table, reply.body, most=limits.size)
        return Answered("select", _media_type("select", request), body, number, "rows" if number == limits.rows else "")
    except TooLarge as error:
        raise _too_large(limits) from error


def _too_large(limits: Limits) -> AnswerTooLarge:
    return AnswerTooLarge(f"The answer is larger than {(limits.size or 0) / 1e6:g} MB.", ASK_FOR_LESS)


@lru_cache(maxsize=1)
def shared_engine() -> Engine:
    """Return the engine that the library's own calls share; its workers end with the program."""
    engine = Engine(long=16)
    atexit.register(engine.close)
    return engine
