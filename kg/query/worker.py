"""The process that runs queries for an engine, one after another: `python worker.py`, requests on stdin, answers on stdout.

A request is a line of JSON, then as many bytes of N-Quads as its `data` says; one without a query opens a store. An answer
is a line of JSON with its `kind` ("select", "ask", "graph", or what went wrong) and the `size` of the body that follows.
The gate stands here and not with the caller, so that a query made to keep a parser busy runs into the deadline like any
other. Ends with its standard input.
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from typing import IO, Any

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import BadQuery, QueryRefused
from kg.query.diagnosis import Diagnosis
from kg.query.formats import Sink, TooLarge, rows_as, triples_as, truth_as
from kg.query.gate import check
from kg.query.lifeline import lifeline
from kg.query.limit import limited

Answer = tuple[dict[str, Any], bytes]
admitted = lru_cache(maxsize=512)(check)


class Oxigraph:
    """Queries by Oxigraph, on a database on disk or on N-Quads."""

    def __init__(self, database: str | None, data: bytes) -> None:
        if database is not None:
            self.store = pyoxigraph.Store.read_only(database)
        else:
            self.store = pyoxigraph.Store()
            self.store.bulk_load(data, format=RdfFormat.N_QUADS)

    def answer(self, request: dict[str, Any]) -> Answer:
        """Run a query that the gate has passed; raise `SyntaxError` where it does not parse, `TooLarge`."""
        default, named = ([NamedNode(iri) for iri in request[name]] for name in ("default_graph", "named_graphs"))
        text, prefixes, base = limited(request["query"], request["rows"]), request["prefixes"], request["base"]
        if default or named:
            # By the protocol, a dataset in the request stands in place of all: a part that it leaves out is empty.
            found = self.store.query(text, base_iri=base, prefixes=prefixes, default_graph=[*default], named_graphs=[*named])
        else:
            found = self.store.query(text, base_iri=base, prefixes=prefixes)
        if isinstance(found, QueryBoolean):
            return _truth(bool(found), request)
        sink = Sink(request["size"])
        if isinstance(found, QuerySolutions):
            found.serialize(sink, QueryResultsFormat.JSON)
            return _rows(sink.getvalue(), request)
        found.serialize(sink, RdfFormat.N_TRIPLES)
        return _triples(sink.getvalue(), request)


class RDFLib:
    """Queries by rdflib, on N-Quads. Nothing is fetched for `FROM`, as rdflib by itself would."""

    def __init__(self, data: bytes) -> None:
        import rdflib
        import rdflib.plugins.sparql

        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
        self.dataset = rdflib.Dataset()
        self.dataset.parse(data=data, format="nquads")

    def answer(self, request: dict[str, Any]) -> Answer:
        """Run a query that the gate has passed."""
        text = limited(request["query"], request["rows"])
        found = self._dataset(request).query(text, initNs=request["prefixes"], base=request["base"])
        if found.type == "ASK":
            return _truth(bool(found.askAnswer), request)
        if found.type == "SELECT":
            return _rows(found.serialize(format="json") or b"", request)
        return _triples(found.graph.serialize(format="nt", encoding="utf-8") if found.graph is not None else b"", request)

    def _dataset(self, request: dict[str, Any]) -> Any:
        """Return the dataset, or that part of it which the request names."""
        import rdflib

        if not request["default_graph"] and not request["named_graphs"]:
            return self.dataset
        part = rdflib.Dataset()
        for iri in request["default_graph"]:
            part.default_graph.__iadd__(self.dataset.graph(rdflib.URIRef(iri)))
        for iri in request["named_graphs"]:
            part.graph(rdflib.URIRef(iri)).__iadd__(self.dataset.graph(rdflib.URIRef(iri)))
        return part


def _rows(body: bytes, request: dict[str, Any]) -> Answer:
    body, number = rows_as(request["table"], body, most=request["size"])
    return {"kind": "select", "rows": number, "cut": number == request["rows"]}, body


def _truth(truth: bool, request: dict[str, Any]) -> Answer:
    return {"kind": "ask", "rows": 1}, truth_as(request["table"], truth)


def _triples(body: bytes, request: dict[str, Any]) -> Answer:
    body, number, cut = triples_as(request["graph"], body, rows=request["rows"], most=request["size"])
    return {"kind": "graph", "rows": number, "cut": cut}, body


class Worker:
    """Answers requests; keeps the store of the last one open."""

    def __init__(self) -> None:
        self.engine: Oxigraph | RDFLib | None = None
        self.empty = pyoxigraph.Store()

    def answer(self, request: dict[str, Any], data: bytes) -> Answer:
        """Run one request, whatever it meets."""
        try:
            return self._answer(request, data)
        except MemoryError:
            return {"kind": "memory"}, b""
        except TooLarge:
            return {"kind": "large"}, b""
        except (QueryRefused, BadQuery) as error:
            refused = isinstance(error, QueryRefused)
            return {"kind": "refused" if refused else "bad", "message": error.message, "remedy": error.remedy}, b""
        except (OSError, ValueError, RuntimeError) as error:
            return {"kind": "failed", "message": str(error)}, b""

    def _answer(self, request: dict[str, Any], data: bytes) -> Answer:
        if request["query"] is None:
            self._open(request, data)
            return {"kind": "opened"}, b""
        diagnosis = Diagnosis(request["query"], request["prefixes"], self.empty, base=request["base"])
        try:
            admitted(request["query"], allow=tuple(request["allow"]))
        except BadQuery as error:
            # The engine's own words point closer than those of the gate's parser, where it finds a fault too.
            raise diagnosis.found() or error from error
        if self.engine is None:
            return {"kind": "checked"}, b""
        try:
            return self.engine.answer(request)
        except SyntaxError as error:
            raise diagnosis.told(str(error)) from error

    def _open(self, request: dict[str, Any], data: bytes) -> None:
        """Make ready for queries over a source, or for none but checks where the request names no source."""
        self.engine = None
        if request["engine"] == "rdflib":
            self.engine = RDFLib(data)
        elif request["engine"] == "oxigraph":
            self.engine = Oxigraph(request["database"], data)
        admitted("ASK {}", allow=())  # loads the gate's parser


def limit_memory(size: int) -> None:
    """Cap the address space of this process, where the platform can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, AttributeError, OSError, ValueError):
        # Windows has no such limit, macOS does not always take it; the deadline still holds there.
        return


def main(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    limit_memory(int(sys.argv[1]))
    worker = Worker()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["data"])
        with lifeline(requests.fileno()):
            told, body = worker.answer(request, data)
        answers.write(json.dumps(told | {"size": len(body)}).encode() + b"\n" + body)
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
