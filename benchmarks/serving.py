"""Measure `kg serve` with eight clients at once, first by themselves, then with one hostile query a second.

    python -m benchmarks.serving DIR [--seconds 60] [--after 600]

Each client asks a named question or a small query, reads the whole answer, thinks for a tenth of a second in the middle, and
asks again; the same seeds in both parts. Hostile queries are sent whether or not the last one has come back. Before and
after, the processes, threads, file handles and memory of the server and its workers are counted; `--after` waits and
counts once more.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.processes import Held, held_by
from kg.query import questions

SMALL = {
    "label": "SELECT ?person ?name { ?person a hr:Person ; rdfs:label ?name } LIMIT 20",
    "count": "SELECT (COUNT(*) AS ?meetings) { ?one hr:met ?other }",
    "ask": "ASK { ?claim a hr:Claim ; hr:modality hrv:denied }",
    "neighbours": "SELECT DISTINCT ?how ?whom { ?body a hr:Organization . ?who ?how ?body . ?who hr:told ?whom } LIMIT 50",
    "construct": "CONSTRUCT { ?one hr:met ?other } { ?one hr:met ?other } LIMIT 100",
}
HOSTILE = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a LIMIT 10",
    "deep path": "SELECT (COUNT(*) AS ?n) { ?a (hr:relatedTo|!hr:none)* ?b . ?b (hr:relatedTo|!hr:none)* ?c }",
    "regular expression": """SELECT (COUNT(*) AS ?n) { ?a hr:quote ?q . ?b hr:quote ?r
        FILTER(REGEX(CONCAT(?q, ?r), "^(([a-z ]+)*[A-Z]?)*\\\\d$", "i")) }""",
    "long list": 'SELECT (GROUP_CONCAT(CONCAT(?q, ?r); separator=" ") AS ?all) { ?a hr:quote ?q . ?b hr:quote ?r }',
    "long strings": """SELECT (MAX(STRLEN(?e)) AS ?n) { ?x hr:quote ?a BIND(CONCAT(?a, ?a, ?a, ?a, ?a, ?a, ?a, ?a) AS ?b)
        BIND(CONCAT(?b, ?b, ?b, ?b, ?b, ?b, ?b, ?b) AS ?c) BIND(CONCAT(?c, ?c, ?c, ?c, ?c, ?c, ?c, ?c) AS ?d)
        BIND(CONCAT(?d, ?d, ?d, ?d, ?d, ?d, ?d, ?d) AS ?e) }""",
    "optionals": """SELECT (COUNT(*) AS ?n) { ?a a hr:Mention OPTIONAL { ?b a hr:Claim OPTIONAL { ?c a hr:Evidence
        OPTIONAL { ?d a hr:Person FILTER(?d != ?a) } FILTER(?c != ?b) } FILTER(?b != ?a) } }""",
    "long parse": "SELECT * { " + "{ " * 300 + "?a ?b ?c" + " }" * 300 + " FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }",
}
THINK = 0.1
PATIENCE = 60.0


@dataclass
class Seen:
    """What the clients met in one part of the run; a time is infinite where a query was refused or stopped."""

    times: list[float] = field(default_factory=list)
    by_query: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    hostile: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    hostile_times: list[float] = field(default_factory=list)


class Server:
    """`kg serve` in a process of its own."""

    def __init__(self, graph: Path) -> None:
        command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", "--no-token"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self.process.stdout is None:
            raise RuntimeError("the server has no output")
        self.address = self.process.stdout.readline().strip() + "sparql"

    def held(self) -> Held:
        """Return what it and its workers hold."""
        return held_by(self.process.pid)

    def close(self) -> None:
        """End it as Ctrl-C would."""
        self.process.terminate()
        self.process.wait(30)


def friendly() -> dict[str, str]:
    """Return what the clients ask: small queries as often as named questions."""
    return SMALL | {question.name: question.query for question in questions()}


def client(number: int, address: str, until: float, seen: Seen) -> None:
    """Ask, read, think, ask again."""
    rng, asked = random.Random(number), friendly()
    named = [name for name in asked if name not in SMALL]
    with httpx.Client(timeout=PATIENCE) as http:
        while time.monotonic() < until:
            name = rng.choice(list(SMALL) if rng.random() < 0.5 else named)
            began = time.perf_counter()
            answer = http.post(address, data={"query": asked[name]})
            took = time.perf_counter() - began
            seen.statuses[answer.status_code] += 1
            # A refusal is no answer, however quickly it comes.
            seen.times.append(took if answer.status_code == 200 else math.inf)
            seen.by_query[name].append(seen.times[-1])
            if answer.status_code != 200:
                seen.refusals[f"{name}: {answer.text.strip()[:100]}"] += 1
            time.sleep(rng.expovariate(1 / THINK))


def attack(name: str, address: str, seen: Seen) -> None:
    """Send one hostile query and wait for what comes of it."""
    began = time.perf_counter()
    try:
        status = httpx.post(address, data={"query": HOSTILE[name]}, timeout=PATIENCE).status_code
    except httpx.HTTPError:
        status = 0
    seen.hostile[name][status] += 1
    seen.hostile_times.append(time.perf_counter() - began)


def part(address: str, seconds: float, *, clients: int, hostile: bool) -> Seen:
    """Let the clients ask for some seconds."""
    seen, until = Seen(), time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as friends, ThreadPoolExecutor(200) as enemies:
        asking = [friends.submit(client, number, address, until, seen) for number in range(clients)]
        for number in range(int(seconds) if hostile else 0):
            enemies.submit(attack, list(HOSTILE)[number % len(HOSTILE)], address, seen)
            time.sleep(1)
        for done in asking:
            done.result()
    return seen


def row(name: str, seen: Seen) -> str:
    """Write what the clients met as a row."""
    others = {status: number for status, number in seen.statuses.items() if status != 200}
    times = sorted(seen.times)
    middle, late = statistics.median(times), times[int(0.95 * len(times))]
    longest = max(time for time in times if time < math.inf)
    return f"| {name} | {len(times):,} | {1000 * middle:.0f} ms | {1000 * late:.0f} ms | {longest:.1f} s | {others or 'none'} |"


def resources(when: str, held: Held) -> str:
    """Write what the server holds as a row."""
    return f"| {when} | {held.processes} | {held.threads} | {held.handles} | {held.memory / 1e6:,.0f} MB |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--after", type=float, default=0, help="seconds to wait before counting once more")
    parser.add_argument("--verbose", action="store_true", help="print the middle time of each query")
    options = parser.parse_args()
    print(f"load average at the start {os.getloadavg()[0]:.1f}", flush=True)
    server = Server(options.graph)
    try:
        part(server.address, 10, clients=8, hostile=False)  # so that all have been opened and read once
        rows = [resources("before", server.held())]
        alone = part(server.address, min(20, options.seconds), clients=1, hostile=False)
        idle = part(server.address, options.seconds, clients=8, hostile=False)
        rows.append(resources("after eight clients", server.held()))
        pressed = part(server.address, options.seconds, clients=8, hostile=True)
        time.sleep(2)
        rows.append(resources("after the hostile queries", server.held()))
        if options.after:
            time.sleep(options.after)
            part(server.address, 10, clients=8, hostile=False)
            rows.append(resources(f"{options.after:.0f} s later", server.held()))
        threads = threading.active_count()
    finally:
        server.close()
    report(alone, idle, pressed, rows, verbose=options.verbose)
    print(f"\nload average at the end {os.getloadavg()[0]:.1f}; {threads} threads of the clients left")


def report(alone: Seen, idle: Seen, pressed: Seen, rows: list[str], *, verbose: bool) -> None:
    """Print what was met."""
    print("| who asks | answers | middle | 95 of 100 within | longest | others than 200 |", "|---|---|---|---|---|---|",
          row("one client", alone), row("eight clients", idle), row("eight clients, a hostile query a second", pressed), sep="\n")
    times = statistics.median(pressed.times) / statistics.median(idle.times)
    print(f"\nmiddle answer {times:.2f} times the idle one (asked: under 3)\n")
    print("| hostile query | came back with |", "|---|---|", sep="\n")
    for name, statuses in pressed.hostile.items():
        told = ", ".join(f"{number} × {status or 'nothing'}" for status, number in statuses.items())
        print(f"| {name} | {told} |")
    print(f"\nlongest wait for a hostile answer {max(pressed.hostile_times):.1f} s\n")
    print("| server and workers | processes | threads | handles | memory |", "|---|---|---|---|---|", *rows, sep="\n")
    for sentence, number in pressed.refusals.most_common() if verbose else ():
        print(f"{number} × {sentence}")
    for name in friendly() if verbose else ():
        both = (seen.by_query.get(name) for seen in (idle, pressed))
        print(name, *(f"{1000 * statistics.median(times):.0f} ms" if times else "–" for times in both))


if __name__ == "__main__":
    main()
