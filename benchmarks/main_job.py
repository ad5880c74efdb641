"""Measure the main job: quality on gold documents, faithfulness of evidence, sameness, speed.

python -m benchmarks.main_job --shared ../shared
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kg
from kg import language
from kg.model import Document, Reading

ROOT = Path(__file__).resolve().parents[1]


def score(shared: Path, folder: Path) -> None:
    """Build each gold document's graph by the command line and compare its export with the gold."""
    for gold in sorted((shared / "evaluation" / "gold").glob("*.json")):
        date = json.loads(gold.read_text(encoding="utf-8"))["date"]
        text = shared / "evaluation" / "texts" / f"{gold.stem}.txt"
        run("build", text, "--date", date, "-o", folder / f"{gold.stem}.graph")
        run("export", folder / f"{gold.stem}.graph", "--format", "csv", "-o", folder / "export" / gold.stem)
    command = [
        sys.executable,
        str(shared / "evaluation" / "score.py"),
        str(shared / "evaluation" / "gold"),
        str(folder / "export"),
    ]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="")


def run(*arguments: object) -> None:
    """Run `kg` with arguments; stop where it fails."""
    subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], check=True, capture_output=True)


def readings(shared: Path) -> list[Reading]:
    """Read the examples and the gold texts."""
    from kg.reading import read_document

    nlp = language.load()
    paths = sorted(
        p for p in (ROOT / "examples").iterdir() if p.suffix in {".txt", ".md", ".html"} and p.stem != "README"
    )
    paths += sorted((shared / "evaluation" / "texts").glob("*.txt"))
    return [read_document(kg.read(p), nlp) for p in paths]


def faithful(found: list[Reading]) -> None:
    """Count claims whose quote is not the text at its offsets, or lacks the words of a mention."""
    claims = [(r.document, c) for r in found for c in r.claims]
    moved = sum(d.text[c.evidence.start : c.evidence.end] != c.evidence.quote for d, c in claims)
    lacking = sum(
        m is not None and (m.text not in c.evidence.quote or d.text[m.start : m.end] != m.text)
        for d, c in claims
        for m in (c.subject_mention, c.object_mention)
    )
    print(
        f"evidence: {len(claims)} claims of {len(found)} documents; quotes not at their offsets {moved}; "
        f"mentions not in their quote {lacking}"
    )


def same_bytes(folder: Path) -> None:
    """Build the examples twice and compare the N-Quads byte by byte."""
    for name in ("one", "two"):
        run("build", ROOT / "examples", "-o", folder / name)
    files = {
        n: {p.relative_to(folder / n): p.read_bytes() for p in sorted((folder / n).rglob("*.nq"))}
        for n in ("one", "two")
    }
    print(f"two builds: {len(files['one'])} N-Quads files, identical: {files['one'] == files['two']}")


def offline(folder: Path) -> None:
    """Build the examples in a network namespace without any interface."""
    command = [
        "unshare",
        "-rn",
        sys.executable,
        "-m",
        "kg",
        "build",
        str(ROOT / "examples"),
        "-o",
        str(folder / "offline"),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"build with the network off (unshare -n): exit status {result.returncode}")


def exports(folder: Path) -> None:
    """Check the exports of the examples: both parsers, the shapes, the network formats."""
    import networkx
    import pyoxigraph
    import rdflib

    from kg.rdf.validation import validate

    graph = kg.open(folder / "one")
    for name, file in (("turtle", "g.ttl"), ("gexf", "g.gexf"), ("graphml", "g.graphml")):
        graph.export(name, folder / file)
    slow = rdflib.Graph().parse(folder / "g.ttl")
    fast = {q.triple for q in pyoxigraph.parse(path=str(folder / "g.ttl"))}
    again = {q.triple for q in pyoxigraph.parse(slow.serialize(format="nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)}
    print(f"turtle: {len(fast)} triples in pyoxigraph, {len(slow)} in rdflib, the same: {fast == again}")
    print(f"SHACL: {len(validate(graph.to_rdflib()))} violations")
    edges = graph.to_networkx().number_of_edges()
    read = (
        networkx.read_gexf(folder / "g.gexf").number_of_edges(),
        networkx.read_graphml(folder / "g.graphml").number_of_edges(),
    )
    print(f"network: {edges} edges; reopened from GEXF {read[0]}, from GraphML {read[1]}")


def median_of(code: str) -> float:
    """Time a statement in a fresh interpreter, five times."""
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = (
        subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True, env=environment)
        for _ in range(5)
    )
    return sorted(float(r.stdout) for r in runs)[2]


def speed(shared: Path) -> None:
    """Time the import, the pipeline's load and one warm article of 900 words."""
    print(f"import kg: {median_of('import kg'):.3f} s (median of 5)")
    print(
        f"pipeline load: {median_of('import kg.language; kg.language.load()'):.2f} s, spaCy's import included (median of 5)"
    )
    from kg.reading import read_document

    nlp = language.load()
    text = (shared / "evaluation" / "texts" / "seed.txt").read_text(encoding="utf-8")
    words = text.split(" ")
    article = Document("0123456789abcdef", " ".join(words[:900]), date=dt.date(2022, 8, 25))
    read_document(article, nlp)
    cpu = []
    for _ in range(5):
        start = time.process_time()
        reading = read_document(article, nlp)
        cpu.append(time.process_time() - start)
    median = sorted(cpu)[2]
    print(
        f"one warm article of 900 words: {median:.2f} s of processor time (median of 5), {len(reading.claims)} claims, "
        f"{900 / median:.0f} words/s"
    )


def share(shared: Path) -> None:
    """Time what comes after the language pipeline, as a share of the pipeline's own time, on the examples and the gold texts."""
    from kg.ontology import load_ontology
    from kg.reading import read_doc

    nlp, ontology = language.load(), load_ontology()
    documents = [r.document for r in readings(shared)]
    seconds = [0.0, 0.0]
    words = 0
    for document in documents:
        parse = min(timed(lambda d=document: nlp(d.text)) for _ in range(3))  # type: ignore[misc]
        doc = nlp(document.text)
        extract = min(timed(lambda d=document, x=doc: read_doc(d, x, ontology)) for _ in range(3))  # type: ignore[misc]
        seconds = [seconds[0] + parse, seconds[1] + extract]
        words += len(doc)
    parse, extract = (1e6 * s / words for s in seconds)
    print(f"language pipeline {parse:.0f} µs a word, all that follows {extract:.0f} µs: +{extract / parse:.0%}")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of wall time that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        score(shared, folder)
        faithful(readings(shared))
        same_bytes(folder)
        offline(folder)
        exports(folder)
    speed(shared)
    share(shared)


if __name__ == "__main__":
    main()
