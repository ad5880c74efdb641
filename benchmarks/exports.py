"""Time and memory of each export of a large graph, beside what pyoxigraph by itself needs for its Turtle.

    python -m benchmarks.graph_generator --triples 1000000 -o DIR
    python -m benchmarks.exports DIR [--formats turtle nquads ...] [--runs 3]

Each format runs in processes of its own, as often as asked; times are the middle one, in brackets processor time. Memory is
the peak above what the process held with the graph open and the exporters imported (Linux). The runs' bytes must be the same. Two
references write the union of the same graphs, without our order and without sums of counts: `native, on disk` dumps the
default graph of our database, `native, in memory` parses the same triples from a file and dumps them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from kg.export import FORMATS, export
from kg.rdf.iris import prefixes_of
from kg.store import Store, open_store
from kg.store.source import Database

REFERENCES = ("native, on disk", "native, in memory")


def main() -> None:
    """Print the table, or run one export where `--one` names it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--formats", nargs="+", choices=list(FORMATS), default=list(FORMATS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.graph, Path(os.environ["KG_BENCHMARK_OUTPUT"]))))
        return
    print(f"load average at the start {os.getloadavg()[0]:.1f}\n\n{table(options.graph, options.formats, options.runs)}")


def table(graph: Path, formats: list[str], runs: int) -> str:
    """Return the measurements in Markdown."""
    lines = ["| export | time (processor) | memory above the open graph | size | time / native on disk |", "|---|---|---|---|---|"]
    native = 0.0
    for name in (*REFERENCES, *formats):
        found = [one(name, graph) for _ in range(runs)]
        seconds, busy = (statistics.median(run[key] for run in found) for key in ("seconds", "busy"))
        native = native or seconds
        same = "" if name in REFERENCES or len({run["digest"] for run in found}) == 1 else " ≠"
        lines.append(f"| {name} | {seconds:.1f} s ({busy:.1f} s) | {max(run['above'] for run in found) / 1e6:.0f} MB "
                     f"| {found[0]['size'] / 1e6:.0f} MB{same} | {seconds / native:.2f} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def one(name: str, graph: Path) -> dict[str, Any]:
    """Run one export in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as work:
        environment = os.environ | {"KG_BENCHMARK_OUTPUT": str(Path(work) / "out")}
        command = [sys.executable, "-m", "benchmarks.exports", str(graph), "--one", name]
        found: dict[str, Any] = json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)
        return found


def measure(name: str, graph: Path, output: Path) -> dict[str, Any]:
    """Return what one export took."""
    store = open_store(graph)
    database = database_of(store) if name in REFERENCES else graph
    if name == REFERENCES[1]:
        union = pyoxigraph.Store.read_only(str(database))
        union.dump(output.with_suffix(".nt"), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        del union
    before, start, busy = memory(), time.perf_counter(), time.process_time()
    if name == REFERENCES[0]:
        on_disk = pyoxigraph.Store.read_only(str(database))
        on_disk.dump(output, RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=prefixes_of(store.base))
    elif name == REFERENCES[1]:
        in_memory = pyoxigraph.Store()
        in_memory.bulk_load(path=output.with_suffix(".nt"), format=RdfFormat.N_TRIPLES)
        in_memory.dump(output, RdfFormat.TURTLE, from_graph=DefaultGraph(), prefixes=prefixes_of(store.base))
    else:
        export(store, name, output)
    seconds, busy, above = time.perf_counter() - start, time.process_time() - busy, memory(peak=True) - before
    files = sorted(output.iterdir()) if output.is_dir() else [output]
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as read:
            digest.update(hashlib.file_digest(read, "sha256").digest())
    return {"seconds": seconds, "busy": busy, "above": above, "size": sum(file.stat().st_size for file in files),
            "digest": digest.hexdigest()}


def database_of(store: Store) -> Path:
    """Return the database of a graph directory, made if need be."""
    source = store.source()
    if not isinstance(source, Database):
        raise SystemExit("the graph has no database")
    return source.path


def memory(*, peak: bool = False) -> int:
    """Return the bytes that this process holds, and start the peak anew; or the peak since then."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    if not peak:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    name = "VmHWM" if peak else "VmRSS"
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1]) * 1024


if __name__ == "__main__":
    main()
