"""Attempts to get past the gate, and the named questions, which it must let through.

    python -m benchmarks.gate

Each attempt of `data/gate.txt` is a query that would call another server, read a file or change the graph. Each is put to
the gate, and to an engine over a store with a server of our own in the place of every address, which counts who calls.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from kg.errors import KGError, QueryRefused
from kg.query import Engine, Request, check, questions
from kg.store.source import Quads

ATTEMPTS = tuple(Path(__file__).with_name("data").joinpath("gate.txt").read_text(encoding="utf-8").split("\n---\n"))
HOSTS = ("http://x.org", "http://127.0.0.1:1")


class _Canary(BaseHTTPRequestHandler):
    calls = 0

    def do_GET(self) -> None:
        type(self).calls += 1
        self.send_error(404)

    do_POST = do_GET


def refused(query: str) -> bool:
    """Return whether the gate refuses a query for what it asks for, not for its syntax."""
    try:
        check(query)
    except QueryRefused:
        return True
    except KGError:
        return False
    return False


def answered(engine: Engine, query: str) -> bool:
    """Return whether an engine answers a query."""
    try:
        engine.run(Quads(b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"), Request(query))
    except KGError:
        return False
    return True


def main() -> None:
    """Print how many attempts were refused, how many answered, how many calls got out, and false refusals."""
    server = HTTPServer(("127.0.0.1", 0), _Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    engine = Engine(size=1)
    redirected = [query.replace(HOSTS[0], here).replace(HOSTS[1], here) for query in ATTEMPTS]
    got_through = [query for query in redirected if answered(engine, query)]
    engine.close()
    server.shutdown()
    false = [question.name for question in questions() if refused(question.query)]
    print("| what | asked | got |\n|---|---|---|")
    print(f"| attempts refused | all of 60 | {sum(map(refused, ATTEMPTS))} of {len(ATTEMPTS)} |")
    print(f"| attempts that an engine answered; calls that reached a server | 0; 0 | {len(got_through)}; {_Canary.calls} |")
    print(f"| named questions refused | 0 | {len(false)} of {len(questions())} |")
    for query in [*(query for query in ATTEMPTS if not refused(query)), *got_through, *false]:
        print(f"\n{query}")


if __name__ == "__main__":
    main()
