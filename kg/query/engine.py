"""Queries in processes of their own, each with a deadline and a memory cap, killed past either and made anew.

The engine cannot be stopped from Python, and running out of memory ends its process. So a few workers wait for queries, and
are handed one at a time. A query that runs for longer than `PATIENCE` is *long*: it goes on behind all others and leaves its
place to them, and only few such may run at once. So one greedy query does not keep the others waiting, nor do many.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.errors import AnswerTooLarge, BadQuery, EngineBusy, QueryRefused, QueryTooLong
from kg.query.formats import GRAPH_TYPES, TABLE_TYPES, TooLarge, rows_as, triples_as, truth_as
from kg.query.limit import limited
from kg.query.process import WorkerDied, WorkerProcess
from kg.rdf.iris import PREFIXES
from kg.store.endpoint import Endpoint
from kg.store.source import Database, Quads, Source

DEADLINE = 30.0
MEMORY = 4 << 30
PATIENCE = 1.0
WAIT = 10.0
RENEWED_AFTER = 1000
"""A worker that has run so many queries is replaced, so that nothing it may leak adds up."""

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
    """Runs queries from any number of threads, `size` at a time, and `long` long ones besides."""

    def __init__(self, *, size: int = 2, long: int = 4, limits: Limits = Limits(),
                 patience: float = PATIENCE, wait: float = WAIT) -> None:
        self.size, self.long = size, long
        self.limits, self.patience, self.wait = limits, patience, wait
        self._changed = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._busy: dict[WorkerProcess, str] = {}
        self._closed = False

    def run(self, source: Source, request: Request, *, limits: Limits | None = None) -> Answered:
        """Run a query over a store's source.

        Raises `BadQuery`, `QueryRefused`, `QueryTooLong` past the deadline or memory, `AnswerTooLarge`, `EngineBusy`.
        """
        limits = limits or self.limits
        opened = _Opened.of(source)
        with self._worker(opened.key, limits.memory) as worker:
            self._open(worker, opened, limits)
            header, body = self._ask(worker, _message(request, limits), limits.deadline, patience=self.patience)
        _refuse(header, limits)
        if isinstance(source, Endpoint):
            return _remote(source, request, limits)
        kind = header["kind"]
        return Answered(kind, _media_type(kind, request), body, header["rows"], "rows" if header.get("cut") else "")

    def warm(self, source: Source | None = None) -> None:
        """Start the workers and have them open a source, so that the first queries need not wait for it."""
        for worker in [self._start(self.limits.memory) for _ in range(self.size)]:
            try:
                self._open(worker, _Opened.of(source), self.limits)
            finally:
                self._give_back(worker)

    def pids(self) -> list[int]:
        """Return the numbers of the worker processes that there are now."""
        with self._changed:
            return sorted(worker.pid for worker in (*self._idle, *self._busy))

    def close(self) -> None:
        """End all workers; what runs raises `EngineBusy`."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                self._busy[worker] = "closed"
                worker.kill()
            self._changed.notify_all()
        for worker in idle:
            worker.close()

    @contextmanager
    def _worker(self, key: str, memory: int) -> Iterator[WorkerProcess]:
        worker = self._take(key, memory) or self._start(memory)
        try:
            yield worker
        finally:
            self._give_back(worker)

    def _take(self, key: str, memory: int) -> WorkerProcess | None:
        """Return an idle worker, one that has the source open where there is one, or None where one is to be started."""
        with self._changed:
            if not self._changed.wait_for(self._has_room, timeout=self.wait):
                raise EngineBusy("All query processes are at work.", "Try again in a while.")
            if self._closed:
                raise EngineBusy("The query engine is being closed.")
            fit = sorted((w for w in self._idle if w.memory == memory), key=lambda worker: worker.source != key)
            found = next(iter(fit), None)
            if found:
                self._idle.remove(found)
                self._busy[found] = ""
            return found

    def _has_room(self) -> bool:
        return self._closed or sum(state != "long" for state in self._busy.values()) < self.size

    def _start(self, memory: int) -> WorkerProcess:
        worker = WorkerProcess(memory)
        with self._changed:
            self._busy[worker] = ""
        return worker

    def _give_back(self, worker: WorkerProcess) -> None:
        with self._changed:
            state = self._busy.pop(worker)
            # A long query's worker stays behind all others, so it is of no more use.
            keep = not state and not self._closed and worker.asked < RENEWED_AFTER and len(self._idle) < self.size
            if keep:
                self._idle.append(worker)
            self._changed.notify_all()
        if not keep:
            worker.close()

    def _open(self, worker: WorkerProcess, opened: _Opened, limits: Limits) -> None:
        """Have a worker open a source, unless it has; however long that takes, the query is none the longer for it."""
        if worker.source != opened.key:
            header, _ = self._ask(worker, opened.message, limits.deadline, data=opened.data)
            _refuse(header, limits)
            worker.source = opened.key

    def _ask(self, worker: WorkerProcess, message: Mapping[str, Any], deadline: float, *, data: bytes = b"",
             patience: float | None = None) -> tuple[dict[str, Any], bytes]:
        alarms = [threading.Timer(deadline, self._end, [worker, "late"])]
        if patience is not None:
            alarms.append(threading.Timer(patience, self._grew_long, [worker]))
        for alarm in alarms:
            alarm.daemon = True
            alarm.start()
        try:
            return worker.ask(message, data)
        except WorkerDied as died:
            raise self._why(worker, died, deadline) from died
        finally:
            for alarm in alarms:
                alarm.cancel()

    def _grew_long(self, worker: WorkerProcess) -> None:
        with self._changed:
            if self._busy.get(worker) != "":
                return
            if sum(state == "long" for state in self._busy.values()) < self.long:
                self._busy[worker] = "long"
                worker.demote()
                self._changed.notify_all()
                return
        self._end(worker, "crowded")

    def _end(self, worker: WorkerProcess, why: str) -> None:
        with self._changed:
            if worker in self._busy:
                self._busy[worker] = why
                worker.kill()

    def _why(self, worker: WorkerProcess, died: WorkerDied, deadline: float) -> QueryTooLong | EngineBusy:
        state = self._busy.get(worker, "")
        if state == "":
            self._busy[worker] = "died"
        if state == "late":
            return QueryTooLong(f"The query ran past its deadline of {deadline:g} seconds.", _ASK_FOR_LESS)
        if state == "crowded":
            return EngineBusy(f"The query needs longer than {self.patience:g} seconds, and as many long ones as may "
                              f"({self.long}) are running.", "Try again in a while, or ask for less.")
        if state == "closed":
            return EngineBusy("The query engine was closed.")
        return QueryTooLong(f"The query ran out of memory (its process ended with status {died.status}).", _ASK_FOR_LESS)


_ASK_FOR_LESS = "Ask for less: add a LIMIT, or join the patterns."


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
        raise QueryTooLong("The query ran out of memory.", _ASK_FOR_LESS)
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
    return AnswerTooLarge(f"The answer is larger than {(limits.size or 0) / 1e6:g} MB.", _ASK_FOR_LESS)


@lru_cache(maxsize=1)
def shared_engine() -> Engine:
    """Return the engine that the library's own calls share; its workers end with the program."""
    engine = Engine(size=4, long=4)
    atexit.register(engine.close)
    return engine
