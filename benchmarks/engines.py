"""The engines that `benchmarks.store` compares, each with the same four things to do: load, answer, write Turtle, say its size.

    python -m benchmarks.engines NAME GRAPH NQUADS WORK [questions]

runs one of them, or its named questions alone, and prints a line of JSON a step; `benchmarks.store` starts it, in a process
for each.
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import math
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat

from benchmarks.processes import busy, memory_of
from kg.errors import QueryTooLong
from kg.query import questions
from kg.rdf.iris import HR, PREFIXES

# DISTINCT, because an engine's own union of graphs gives a label once for each graph that holds it.
QUERIES = {
    "three-way join": """SELECT DISTINCT ?claim ?who ?quote { ?claim rdf:predicate hr:told ; rdf:subject ?person ;
        hr:evidence ?passage . ?person rdfs:label ?who . ?passage hr:quote ?quote }""",
    "aggregate": """SELECT ?relation ?modality (COUNT(DISTINCT ?claim) AS ?claims) {
        ?claim a hr:Claim ; rdf:predicate ?relation ; hr:modality ?modality } GROUP BY ?relation ?modality""",
    "path": """SELECT DISTINCT ?person ?body {
        ?person (hr:memberOf|hr:worksFor|hr:headOf|hr:affiliatedWith)/hr:partOf+ ?body }""",
}
SLOW = 120  # seconds that one step may take
RUNS = 7
Row = tuple[str, ...]


class Engine(Protocol):
    """One way to keep the graph and ask it."""

    def load(self) -> None:
        """Read the graph."""

    def ask(self, query: str) -> Callable[[], Iterable[Row]]:
        """Run a query to the last row; return how to read the rows, which is not timed."""

    def turtle(self, path: Path) -> None:
        """Write the union of all graphs."""

    def workers(self) -> list[int]:
        """Return the processes that it has besides this one."""


class Ours:
    """The package as its users go: the database that a graph directory makes, workers, and `kg export`."""

    def __init__(self, graph: Path, nquads: Path, work: Path) -> None:
        from kg.query.engine import Engine, Limits

        self.graph = work / "graph"
        shutil.copytree(graph, self.graph, ignore=shutil.ignore_patterns("oxigraph"))
        self.engine = Engine(limits=Limits(deadline=SLOW))

    def load(self) -> None:
        from kg.store import open_store

        self.source = open_store(self.graph).source()

    def ask(self, query: str) -> Callable[[], Iterable[Row]]:
        from kg.query.engine import Request

        body = self.engine.run(self.source, Request(query)).body
        return lambda: rows_of_json(body)

    def turtle(self, path: Path) -> None:
        # By the interface rather than `python -m kg export`: the others' time is without a start of Python too.
        from kg.export import export
        from kg.store import open_store

        export(open_store(self.graph), "turtle", path)

    def workers(self) -> list[int]:
        return self.engine.pids()


class Native:
    """pyoxigraph by itself on the same named graphs, its union made at each query."""

    union = True

    def __init__(self, graph: Path, nquads: Path, work: Path) -> None:
        self.graph, self.nquads, self.work = graph, nquads, work

    def load(self) -> None:
        self.store = pyoxigraph.Store(self.work / "db")
        self.store.bulk_load(path=self.nquads, format=RdfFormat.N_QUADS)

    def ask(self, query: str) -> Callable[[], Iterable[Row]]:
        found = self.store.query(query, prefixes=PREFIXES, use_default_graph_as_union=self.union)
        if not isinstance(found, QuerySolutions):
            raise TypeError("only rows are asked for")
        body = found.serialize(format=QueryResultsFormat.JSON) or b""
        return lambda: rows_of_json(body)

    def turtle(self, path: Path) -> None:
        found = self.store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", use_default_graph_as_union=self.union)
        if isinstance(found, pyoxigraph.QueryTriples):
            pyoxigraph.serialize(found, path, RdfFormat.TURTLE, prefixes=PREFIXES)

    def workers(self) -> list[int]:
        return []


class NativeOnOurs(Native):
    """pyoxigraph by itself on the database that our graph directory made: what the workers add."""

    union = False

    def load(self) -> None:
        from kg.store import open_store
        from kg.store.source import Database

        shutil.copytree(self.graph, self.work / "graph")
        source = open_store(self.work / "graph").source()
        if not isinstance(source, Database):
            raise TypeError(f"{self.graph} has no database")
        self.store = pyoxigraph.Store.read_only(str(source.path))


class OxRDFLib:
    """rdflib on an Oxigraph store on disk, loaded without transactions."""

    store = "Oxigraph"
    options = {"format": "ox-nquads", "transactional": False}

    def __init__(self, graph: Path, nquads: Path, work: Path) -> None:
        import rdflib

        self.nquads = nquads
        self.dataset = rdflib.Dataset(store=self.store, default_union=True)
        if self.store == "Oxigraph":
            self.dataset.open(str(work / "db"))

    def load(self) -> None:
        with self.nquads.open("rb") as file:
            self.dataset.parse(file, **self.options)

    def ask(self, query: str) -> Callable[[], Iterable[Row]]:
        rows = list(self.dataset.query(query, initNs=PREFIXES))
        return lambda: (tuple("" if term is None else str(term) for term in row) for row in rows)

    def turtle(self, path: Path) -> None:
        import rdflib

        union = rdflib.Graph()
        for triple in self.dataset.triples((None, None, None)):
            union.add(triple[:3])
        union.serialize(path, format="turtle")

    def workers(self) -> list[int]:
        return []


class RDFLib(OxRDFLib):
    """rdflib in memory."""

    store = "default"
    options = {"format": "nquads"}


ENGINES: dict[str, type[Engine]] = {
    "ours": Ours, "pyoxigraph": Native, "pyoxigraph on our database": NativeOnOurs, "oxrdflib": OxRDFLib, "rdflib": RDFLib}


def rows_of_json(body: bytes) -> Iterable[Row]:
    """Yield the rows of a table in SPARQL's JSON."""
    table = json.loads(body)
    for row in table["results"]["bindings"]:
        yield tuple(row[name]["value"] if name in row else "" for name in table["head"]["vars"])


def digest(rows: Iterable[Row]) -> tuple[int, str]:
    """Return the number of rows and a hash of them, whatever their order.

    >>> digest([("a", "b"), ("c", "d")]) == digest([("c", "d"), ("a", "b")])
    True
    """
    lines = sorted("\x1f".join(row) for row in rows)
    return len(lines), hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:12]


def triples_in(path: Path) -> tuple[int, str]:
    """Return the number of triples of a Turtle file and a hash, but for counts of mentions, which ours adds up."""
    # A decimal's canonical form, which Oxigraph writes, is "1" and not "1.0".
    found = {str(quad.triple).replace('"1.0"^^', '"1"^^') for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.TURTLE)
             if quad.predicate.value != HR + "mentionCount" and "w3id.org/rightsgraph" not in str(quad.subject)}
    return digest((text,) for text in found)


def told(step: str, **what: object) -> None:
    """Print one result."""
    print(json.dumps({"step": step, **what}), flush=True)


def timed(step: str, engine: Engine, work: Callable[[], object], *, runs: int = 1) -> None:
    """Do something some times and tell the middle time; once where it takes long, `inf` where longer than `SLOW`.

    `busy` is the mean of processor time, all threads and workers together, which tells more on a machine that others use.
    What runs outside Python, or catches all errors, is not stopped at once: the process ends at twice that time, and the later
    steps are missing.
    """
    told(step, seconds=math.inf)  # which stands if the process has to be ended; the last word on a step counts
    times: list[float] = []
    result: object = None
    started = time.process_time(), {worker: busy(worker) for worker in engine.workers()}
    for _ in range(runs):
        signal.setitimer(signal.ITIMER_REAL, SLOW)
        faulthandler.dump_traceback_later(2 * SLOW, exit=True)  # for what never comes back to Python to be stopped
        began = time.perf_counter()
        try:
            result = work()
        except (TimeoutError, QueryTooLong):
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
        times.append(time.perf_counter() - began)
        if times[0] > 5:
            break
    spent = time.process_time() - started[0]
    spent += sum(busy(worker) - started[1].get(worker, 0.0) for worker in engine.workers())
    rows = digest(result()) if callable(result) else ()
    told(step, seconds=statistics.median(times), busy=spent / len(times), rows=rows)


def too_slow(*_: object) -> None:
    """Stop what a timer was set for."""
    raise TimeoutError


def measure_steps(engine: Engine, work: Path) -> None:
    """Run what is compared with other engines: queries, memory behind them, Turtle, `kg query`."""
    for step, query in QUERIES.items():
        timed(step, engine, partial(engine.ask, query), runs=RUNS)
    told("resident", bytes=sum(map(memory_of, (os.getpid(), *engine.workers()))))
    path = work / "out.ttl"
    timed("turtle", engine, partial(engine.turtle, path), runs=3)
    if path.exists():
        told("triples", rows=triples_in(path), bytes=path.stat().st_size)
    if isinstance(engine, Ours):
        command = [sys.executable, "-m", "kg", "query", str(engine.graph), QUERIES["aggregate"], "--json"]
        timed("kg query", engine, lambda: subprocess.run(command, check=True, capture_output=True) and None, runs=RUNS)


def run(name: str, graph: Path, nquads: Path, work: Path, *, all_steps: bool = True) -> None:
    """Have one engine do everything, or load and answer the named questions."""
    signal.signal(signal.SIGALRM, too_slow)
    engine = ENGINES[name](graph, nquads, work)
    timed("load", engine, engine.load)
    told("peak", bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    engine.ask("SELECT ?s { ?s hr:met ?o } LIMIT 1")  # so that no start of a worker is timed
    if all_steps:
        measure_steps(engine, work)
    for question in questions() if isinstance(engine, Ours | NativeOnOurs) else ():
        timed(f"? {question.name}", engine, partial(engine.ask, question.query), runs=RUNS)


if __name__ == "__main__":
    name_, *paths = sys.argv[1:5]
    run(name_, *map(Path, paths), all_steps=sys.argv[5:] != ["questions"])
