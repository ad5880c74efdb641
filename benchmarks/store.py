"""Measure the store on a generated graph beside rdflib in memory, oxrdflib and native pyoxigraph, in one run.

    python -m benchmarks.graph_generator --triples 1000000 -o DIR
    python -m benchmarks.store DIR [--engines ours pyoxigraph] [--questions]

Each engine runs in a process of its own and gets the same quads, the ontology with them. Times are the middle of seven (of
three for Turtle; one where it takes over five seconds); a step is given up after two minutes. In brackets stands processor
time, the mean over the runs, workers and threads together. All answers are compared with those of native pyoxigraph, row by
row whatever the order: ≠ marks another answer. `--questions` measures the named questions alone.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, serialize

from benchmarks.engines import ENGINES, QUERIES, SLOW
from kg.query import questions
from kg.store import open_store
from kg.store.ontology import ontology_nquads

Results = dict[str, dict[str, Any]]
REFERENCE = "pyoxigraph"


def measure(name: str, graph: Path, nquads: Path, *, most: float, all_steps: bool = True) -> Results:
    """Run one engine in a process of its own; what it has not done in `most` seconds is missing."""
    found: Results = {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as work:
        command = [sys.executable, "-m", "benchmarks.engines", name, str(graph), str(nquads), work]
        command += [] if all_steps else ["questions"]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, timeout=most, check=False)
            lines = done.stdout
        except subprocess.TimeoutExpired as late:
            lines = late.stdout or b""
    for line in lines.splitlines():
        step = json.loads(line)
        found[step.pop("step")] = step
    return found


def cell(results: Results, step: str, reference: Results) -> str:
    """Write a time, and whether the rows are not those of the reference."""
    if step not in results:
        return "–"
    seconds = results[step]["seconds"]
    if math.isinf(seconds):
        return f"over {SLOW} s"
    rows, expected = (found.get(step, {}).get("rows") for found in (results, reference))
    other = f" ≠ ({rows[0]:,} rows)" if rows and expected and rows != expected else ""
    return f"{written(seconds)} ({written(results[step]['busy'])}){other}"


def written(seconds: float) -> str:
    """Write a time.

    >>> written(2.51), written(0.0471)
    ('2.5 s', '47 ms')
    """
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.{1 if seconds < 0.01 else 0}f} ms"


def size(results: Results, step: str) -> str:
    """Write a number of megabytes."""
    return f"{results[step]['bytes'] / 1e6:,.0f} MB" if step in results else "–"


def ratio(results: dict[str, Results], step: str) -> str:
    """Write how many times native pyoxigraph's time ours is, and its processor time."""
    ours, other = (results.get(name, {}).get(step, {}) for name in ("ours", REFERENCE))
    if "busy" not in ours or "busy" not in other:
        return "–"
    return f"{ours['seconds'] / other['seconds']:.2f} ({ours['busy'] / other['busy']:.2f})"


def table(results: dict[str, Results]) -> str:
    """Lay everything out in Markdown."""
    names, reference = list(results), results.get(REFERENCE, {})
    lines = [f"| what | {' | '.join(names)} | ours / pyoxigraph |", "|---|" + "---|" * (len(names) + 1)]
    for step in ("load", *QUERIES, "turtle"):
        cells = " | ".join(cell(results[name], step, reference) for name in names)
        lines.append(f"| {step} | {cells} | {ratio(results, step)} |")
    for step, words in (("peak", "most memory while loading"), ("resident", "memory after the queries")):
        lines.append(f"| {words} | {' | '.join(size(results[name], step) for name in names)} | |")
    counts = (results[name].get("triples", {}).get("rows") for name in names)
    told = ("–" if c is None else f"{c[0]:,}" + " ≠" * (c != reference.get("triples", {}).get("rows")) for c in counts)
    lines.append(f"| triples in the Turtle, counts of mentions left out | {' | '.join(told)} | |")
    return "\n".join(lines)


def question_table(results: dict[str, Results]) -> str:
    """Lay out the named questions."""
    names = [name for name in results if name in ("ours", "pyoxigraph on our database")]
    lines = [f"| question | rows | {' | '.join(names)} |", "|---|---|" + "---|" * len(names)]
    ours = results.get("ours", {})
    for question in questions():
        step = f"? {question.name}"
        rows = ours.get(step, {}).get("rows") or ["–"]
        lines.append(f"| {question.name} | {rows[0]} | {' | '.join(cell(results[n], step, ours) for n in names)} |")
    lines.append("")
    for what, words in (("seconds", "by the clock"), ("busy", "of processor time")):
        slow = [q.name for q in questions() if ours.get(f"? {q.name}", {}).get(what, math.inf) >= 0.15]
        lines.append(f"{len(questions()) - len(slow)} of {len(questions())} questions under 150 ms {words}; over: {slow or 'none'}")
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--questions", action="store_true", help="measure the named questions alone")
    parser.add_argument("--most", type=float, default=900, help="seconds for one engine")
    options = parser.parse_args()
    store = open_store(options.graph)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        nquads = Path(folder) / "all.nq"
        nquads.write_bytes((serialize(store.quads(), format=RdfFormat.N_QUADS) or b"")
                           + ontology_nquads(store.ontology, base=store.base))
        with nquads.open("rb") as file:
            number = sum(1 for _ in file)
        print(f"{number:,} quads, ontology included; load average at the start {os.getloadavg()[0]:.1f}\n", flush=True)
        results = {name: measure(name, options.graph, nquads, most=options.most, all_steps=not options.questions)
                   for name in options.engines}
    print(*([] if options.questions else [table(results)]), question_table(results), sep="\n\n")
    if options.questions:
        print(f"\nLoad average at the end {os.getloadavg()[0]:.1f}")
        return
    command = results.get("ours", {}).get("kg query", {}).get("seconds", math.nan)
    print(f"\nAggregate by `kg query`, start of Python with it: {command:.2f} s; load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
