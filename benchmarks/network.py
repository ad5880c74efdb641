"""How long the networkx graph and the measures on it take, at a given number of claims.

    python -m benchmarks.network --claims 100000 [--graph DIR]

The readings are those of `benchmarks.graph_generator`, made in memory (their making is not counted). With `--graph`, the
time to read readings back from a graph directory is measured too, a reading at a time, on at most `--documents` of them.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.graph_generator import readings
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


def read_back(directory: Path, documents: int) -> None:
    """Measure how long readings take to come back from N-Quads."""
    import kg

    store = kg.open(directory).store
    found, took = timed("readings from disk", lambda: list(islice(store.readings(), documents)))
    claims = sum(len(reading.claims) for reading in found)
    print(f"  {len(found):,} documents, {claims:,} claims: {1000 * took / len(found):.1f} ms a document, "
          f"100,000 claims in {100_000 * took / claims:.0f} s")


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    kept = with_claims(options.claims)
    print(f"{len(kept):,} documents, {sum(len(r.claims) for r in kept):,} claims, {sum(len(r.acts) for r in kept):,} acts; "
          f"rustworkx {'is' if installed() else 'is not'} installed")
    graph, build = timed("to_networkx", lambda: to_networkx(kept))
    timed("to_networkx, relations", lambda: to_networkx(kept, edges="relations"))
    timed("to_networkx, one month's claims",
          lambda: to_networkx(kept, since="2023-05-01", until="2023-05-31", undated="published"))
    ties, total = timed("collapse, named entities", lambda: collapse(graph, unnamed=False))
    print(f"  {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges; ties: {len(ties):,} entities, "
          f"{ties.number_of_edges():,} ties")
    for measure in (degree, betweenness, pagerank, communities, components, cut_points):
        total += timed(measure.__name__, lambda measure=measure: measure(ties))[1]
    total += timed("timeline", lambda: timeline(graph, unnamed=False))[1]
    total += timed("co-occurrence in passages", lambda: cooccurrence(kept))[1]
    timed("report, all of it", lambda: report(kept))
    print(f"build {build:.1f} s (at least {AT_LEAST['build']:.0f}), measures {total:.1f} s (at least {AT_LEAST['measures']:.0f})")
    if options.graph:
        read_back(options.graph, options.documents)


if __name__ == "__main__":
    main()
