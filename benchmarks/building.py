"""Measure `kg build` on generated articles: articles a second by number of workers, memory, size, and what is not the pipeline.

    python -m benchmarks.building --articles 1000 10000 --workers 1 2 -o FOLDER
    python -m benchmarks.building --shares 60 -o FOLDER

The articles are the texts of `benchmarks.graph_generator`, written as files with title, date and publisher. Each build is a
`kg build` in a process of its own; memory is that of the process and its workers together, looked at twice a second. With
`--shares`, so many articles are read in this process, and the time of each step is printed beside that of the pipeline.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import psutil

from benchmarks.graph_generator import readings

SEED = 11
COLUMNS = ("articles", "workers", "s", "articles a second", "memory in the middle, MB", "at most, MB", "N-Quads, KB a document",
           "database, KB a document")


def write_articles(folder: Path, number: int) -> Path:
    """Write so many articles, in folders of a thousand; those that are there are left."""
    for count, reading in enumerate(islice(readings(SEED), number)):
        path = folder / f"{count // 1000:04}" / f"{count:06}.txt"
        if not path.exists():
            document = reading.document
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{document.title}\n\n{document.date}\n\n{document.text}\n", "utf-8")
    return folder


def size(folder: Path, pattern: str) -> int:
    """Return the bytes of the files of a graph that a pattern takes."""
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def memory_of(process: psutil.Process) -> int:
    """Return the resident bytes of a process and of all that it started; shared pages count for each."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def build(articles: Path, graph: Path, workers: int) -> tuple[float, list[int]]:
    """Build, and return the seconds that it took and the memory as it went."""
    shutil.rmtree(graph, ignore_errors=True)
    command = [sys.executable, "-m", "kg", "build", str(articles), "-o", str(graph), "--workers", str(workers)]
    began = time.perf_counter()
    building = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    process, seen = psutil.Process(building.pid), []
    while building.poll() is None:
        try:
            seen.append(memory_of(process))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    if building.wait() != 0:
        raise SystemExit(f"kg build ended with {building.returncode}")
    return time.perf_counter() - began, seen


def measure_builds(folder: Path, numbers: Iterable[int], workers: Iterable[int]) -> None:
    """Print a row for each number of articles and workers."""
    workers = list(workers)
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    for number in numbers:
        articles = write_articles(folder / f"articles-{number}", number)
        for count in workers:
            graph = folder / f"graph-{number}-{count}"
            took, seen = build(articles, graph, count)
            middle, top = sorted(seen)[len(seen) // 2] / 1e6, max(seen) / 1e6
            quads, database = (size(graph, pattern) / number / 1000 for pattern in ("parts/*.nq", "oxigraph/**/*"))
            print(f"| {number:,} | {count} | {took:.0f} | {number / took:.2f} | {middle:.0f} | {top:.0f} | {quads:.1f} "
                  f"| {database:.1f} |", flush=True)


def measure_shares(folder: Path, number: int) -> None:
    """Print how long each step takes, and all but the pipeline as a share of it, in processor time."""
    from kg import language
    from kg.documents import find_files, read
    from kg.ontology import load_ontology
    from kg.reading import read_doc
    from kg.store import create_store

    nlp, ontology = language.load(), load_ontology()
    nlp("Orla Venn met Tomas Brandl.")
    files = find_files([write_articles(folder / f"articles-{number}", number)])
    graph = folder / "graph-of-shares"
    shutil.rmtree(graph, ignore_errors=True)
    store = create_store(graph, release="benchmark")
    took = dict.fromkeys(("files to documents", "pipeline", "claims", "kept", "finished"), 0.0)
    for file in files:
        at = [time.process_time()]
        document = read(file)
        at.append(time.process_time())
        doc = nlp(document.text)
        at.append(time.process_time())
        reading = read_doc(document, doc, ontology)
        at.append(time.process_time())
        store.put(reading)
        at.append(time.process_time())
        for name, begun, ended in zip(took, at, at[1:], strict=False):
            took[name] += ended - begun
    begun = time.process_time()
    store.finish()
    took["finished"] = time.process_time() - begun
    for name, seconds in took.items():
        print(f"{name:<20} {seconds:7.2f} s  {1000 * seconds / len(files):7.1f} ms a document")
    print(f"all but the pipeline: {100 * (sum(took.values()) / took['pipeline'] - 1):.0f} % of it")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--shares", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    if options.shares:
        measure_shares(options.output, options.shares)
    measure_builds(options.output, options.articles, options.workers)


if __name__ == "__main__":
    main()
