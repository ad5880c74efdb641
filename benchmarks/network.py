"""How long the networkx graph and the measures on it take, at a given number of claims.

    python -m benchmarks.network --claims 100000
    python -m benchmarks.graph_generator --triples 5780000 -o DIR       # some 100,000 claims
    python -m benchmarks.network --graph DIR

Without `--graph` the readings are those of `benchmarks.graph_generator`, made in memory, and their making is not counted.
With it, times count from `kg.open(DIR)`, reading from the disk included; parts that were not read before are taken in
first, which is told of apart. `--documents` of its parts are taken in anew, without what is kept of them, for comparison.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import networkx as nx

from benchmarks.graph_generator import readings
from kg.bulk import uncollected
from kg.model import Reading
from kg.network import (
    betweenness,
    collapse,
    communities,
    components,
    cooccurrence,
    cut_points,
    degree,
    pagerank,
    report,
    timeline,
    to_networkx,
)
from kg.network.faster import installed
from kg.rdf import from_nquads, from_quads
from kg.store.manifest import read_manifest

T = TypeVar("T")
AT_LEAST = {"build": 8.0, "measures": 15.0}


def with_claims(number: int, *, seed: int = 0) -> list[Reading]:
    """Return readings until they have this many claims."""
    found, claims = [], 0
    for reading in readings(seed):
        found.append(reading)
        claims += len(reading.claims)
        if claims >= number:
            break
    return found


def timed(name: str, work: Callable[[], T]) -> tuple[T, float]:
    """Do something once and print how long it took, by the clock and of the processor."""
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    took = time.perf_counter() - clock
    print(f"{name:<34} {took:8.2f} s {time.process_time() - processor:8.2f} s of processor")
    return found, took


def measure(graph: nx.MultiDiGraph[str], kept: list[Reading]) -> float:
    """Time all measures on a graph; return how long they took together."""
    ties, total = timed("collapse, named entities", lambda: collapse(graph, unnamed=False))
    print(f"  {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges; ties: {len(ties):,} entities, "
          f"{ties.number_of_edges():,} ties")
    for one in (degree, betweenness, pagerank, communities, components, cut_points):
        total += timed(one.__name__, lambda one=one: one(ties))[1]
    total += timed("timeline", lambda: timeline(graph, unnamed=False))[1]
    return total + timed("co-occurrence in passages", lambda: cooccurrence(kept))[1]


def take_in(directory: Path, documents: int) -> None:
    """Measure how long parts take to become readings, without what is kept of them."""
    paths = list(islice(sorted((directory / "parts").glob("*.nq")), documents))
    base = read_manifest(directory).base
    found, took = timed(f"{len(paths):,} parts taken in", lambda: [
        from_quads(from_nquads(path.read_bytes()), base=base) for path in paths])
    claims = sum(len(reading.claims) for reading in found)
    print(f"  {claims:,} claims: {1000 * took / len(found):.1f} ms a document, 100,000 claims in {100_000 * took / claims:.0f} s")


def from_directory(directory: Path, documents: int) -> tuple[float, float]:
    """Time a graph directory's way to the networkx graph and the measures; return how long each took."""
    import kg

    take_in(directory, documents)
    store = timed("kg.open", lambda: kg.open(directory))[0].store
    if len(list((directory / "readings").glob("*.json"))) < len(store.ids()):
        timed("first reading of all", lambda: sum(1 for _ in store.readings()))
    with uncollected():
        kept = timed("readings from disk", lambda: list(store.readings()))[0]
    print(f"  {len(kept):,} documents, {sum(len(r.claims) for r in kept):,} claims, {sum(len(r.acts) for r in kept):,} acts")
    graph, build = timed("kg.open(DIR).to_networkx()", lambda: kg.open(directory).to_networkx())
    return build, measure(graph, kept)


def from_memory(claims: int) -> tuple[float, float]:
    """Time the graph of generated readings and the measures; return how long each took."""
    kept = with_claims(claims)
    print(f"{len(kept):,} documents, {sum(len(r.claims) for r in kept):,} claims, {sum(len(r.acts) for r in kept):,} acts")
    graph, build = timed("to_networkx", lambda: to_networkx(kept))
    timed("to_networkx, relations", lambda: to_networkx(kept, edges="relations"))
    timed("to_networkx, one month's claims",
          lambda: to_networkx(kept, since="2023-05-01", until="2023-05-31", undated="published"))
    total = measure(graph, kept)
    timed("report, all of it", lambda: report(kept))
    return build, total


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    print(f"rustworkx {'is' if installed() else 'is not'} installed; load {os.getloadavg()[0]:.1f}")
    build, measures = from_directory(options.graph, options.documents) if options.graph else from_memory(options.claims)
    for name, took in (("build", build), ("measures", measures)):
        print(f"{name} {took:.1f} s (at least {AT_LEAST[name]:.0f})")


if __name__ == "__main__":
    main()
