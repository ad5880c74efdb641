"""Run the W3C's tests of the SPARQL 1.1 Protocol against the endpoint of `kg serve`, in a process of its own.

python -m benchmarks.w3c_protocol --shared ../shared

Query tests are to have the status and the form that the manifest says. The endpoint is read-only: each request of an update
test that asks for an update is to be answered 403, and its follow-up query is to find that nothing changed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDFS

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
TOKEN = "the-token-of-the-protocol-tests"

FORMS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, and what the manifest says of its answer."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[int, ...]
    form: str
    boolean: bool | None

    @property
    def is_update(self) -> bool:
        """Tell whether an update is asked for, in whatever form."""
        kind = dict(self.headers).get("content-type", "")
        text = unquote((self.body or b"").decode("utf-16" if "UTF-16" in kind else "utf-8")).lstrip()
        in_url = "update=" in urlsplit(self.path).query
        return in_url or "sparql-update" in kind or bool(re.match(r"update=|CLEAR|INSERT|DELETE|DROP", text))


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its name, its data by the graphs' names, its exchanges in order."""

    name: str
    data: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]

    @property
    def is_update(self) -> bool:
        """Tell whether the test is one of updates."""
        return any(exchange.is_update for exchange in self.exchanges)


def cases(folder: Path) -> Iterator[Case]:
    """Read the manifest, in its order."""
    graph = rdflib.Graph().parse(folder / "manifest.ttl", publicID=folder.as_uri() + "/")
    for entry in Collection(graph, next(graph.objects(None, MF.entries))):
        data = tuple((str(graph.value(node, RDFS.label)), folder / str(graph.value(node, UT.graph)).rpartition("/")[2])
                     for node in sorted(graph.objects(entry, UT.graphData), key=str))
        action = graph.value(entry, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))
        yield Case(str(entry).rpartition("#")[2], tuple(sorted(data)), tuple(_exchange(graph, node) for node in requests))


def _exchange(graph: rdflib.Graph, node: rdflib.term.Node) -> Exchange:
    body = graph.value(node, HT.body)
    answer = graph.value(node, HT.resp)
    listed = graph.value(node, HT.headers)
    headers = tuple((str(graph.value(h, HT.fieldName)), str(graph.value(h, HT.fieldValue)))
                    for h in (Collection(graph, listed) if listed is not None else ()))
    encoded = None
    if body is not None:
        encoded = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
    statuses = tuple(sorted(int(str(status)[-3]) for status in graph.objects(answer, MF.expectedStatus)))
    truth = graph.value(answer, MF.expectedBoolean)
    return Exchange(str(graph.value(node, HT.methodName)), str(graph.value(node, HT.absolutePath)), headers, encoded, statuses,
                    str(graph.value(answer, MF.expectedFormat) or ""), None if truth is None else bool(truth))


def faults(client: httpx.Client, case: Case) -> list[str]:
    """Run a test and return what is wrong with the answers."""
    found = []
    for exchange in case.exchanges:
        path = re.sub(r"^/sparql/", "/sparql", exchange.path)
        answer = client.request(exchange.method, path, headers=dict(exchange.headers), content=exchange.body)
        found += [f"{exchange.method} {path[:60]}: {fault}" for fault in _wrong(answer, exchange, case)]
    return found


def _wrong(answer: httpx.Response, exchange: Exchange, case: Case) -> Iterator[str]:
    if exchange.is_update:
        if answer.status_code != 403:
            yield f"an update was answered {answer.status_code}"
        return
    if answer.status_code // 100 not in exchange.statuses:
        yield f"answered {answer.status_code}, not {' or '.join(f'{status}xx' for status in exchange.statuses)}"
        return
    media = answer.headers.get("content-type", "").partition(";")[0]
    if exchange.form and media not in FORMS[exchange.form]:
        yield f"answered as {media}, not as {exchange.form}"
    expected = False if case.is_update else exchange.boolean
    if expected is not None and json.loads(answer.content)["boolean"] is not expected:
        yield f"answered {answer.text}, not {expected}"


@contextmanager
def endpoint(quads: bytes) -> Iterator[httpx.Client]:
    """Serve N-Quads in a process of its own, and yield a client that may ask it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.nq"
        path.write_bytes(quads)
        command = [sys.executable, "-m", "benchmarks.w3c_protocol", "--serve", str(path)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            headers = {"authorization": f"Bearer {TOKEN}"}
            with httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False) as client:
                del client.headers["accept"]
                yield client
        finally:
            process.terminate()
            process.communicate()


def serve(path: Path) -> None:
    """Serve a file of N-Quads at any free port, and print its address."""
    from kg.query.engine import Engine
    from kg.server import Served, Settings, make_app
    from kg.server.running import listen, run
    from kg.server.settings import hosts_for
    from kg.store import MemoryStore
    from kg.store.source import Quads

    class Given(MemoryStore):
        def source(self) -> Quads:
            return Quads(path.read_bytes())

    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    served = Served("http://given.example/", opened=lambda place: Given())
    app = make_app(served, Engine(), Settings(TOKEN, hosts_for("127.0.0.1", port), port))
    run(app, listener, ready=lambda: print(f"http://127.0.0.1:{port}", flush=True))


def quads_of(case: Case) -> bytes:
    """Return a test's graphs and their union as N-Quads."""
    from kg.rdf.canonical import with_union

    lines = [line.rstrip().rstrip(b".").rstrip() + f" <{name}> .\n".encode()
             for name, path in case.data for line in path.read_bytes().splitlines() if line.strip()]
    return b"".join(with_union(lines))


def run_all(folder: Path) -> dict[str, list[str]]:
    """Run every test; return the faults by the name of the test, an empty list where there are none."""
    listed = list(cases(folder))
    found: dict[str, list[str]] = {}
    for data in dict.fromkeys(case.data for case in listed):
        same = [case for case in listed if case.data == data]
        with endpoint(quads_of(same[0])) as client:
            found |= {case.name: faults(client, case) for case in same}
    return {case.name: found[case.name] for case in listed}


def main() -> None:
    """Print a line for each test, and how many pass."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    folder = options.shared.resolve() / "w3c" / "sparql11-protocol"
    results = run_all(folder)
    for name, wrong in results.items():
        print(f"{'FAIL' if wrong else 'pass'}  {name}", *wrong, sep="\n        " if wrong else "")
    updates = {case.name for case in cases(folder) if case.is_update}
    for what, chosen in (("query tests", set(results) - updates), ("update tests, answered 403", updates)):
        print(f"{sum(not results[name] for name in chosen)} of {len(chosen)} {what}")


if __name__ == "__main__":
    main()
