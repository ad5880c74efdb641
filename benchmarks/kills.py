"""Kill builds and servers at random moments (`kill -9`), open what they leave, and let the build go on.

    python -m benchmarks.kills [--build 50] [--command 10] [--serve 50] [--seed 0]

Builds go through `kg.build` over generated documents with a table in place of the language pipeline: half of the moments are
times, half are operations on files; half of the builds begin at nothing, half add to a finished graph. `--command` builds go
through `kg build examples/`. After each kill the graph opens; every document that was told of as kept is there; every
document that is there is whole; a query counts its claims. Then the build is started again and must end with the same bytes
as one that nobody disturbed. After each killed server no process of its session may be left within five seconds, its graph's
bytes are as before, and it answers.

What a lost power supply would do is not tested: the operating system lives on and writes what it was handed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

import kg
from benchmarks.killed_build import documents
from benchmarks.serving import HOSTILE, SMALL
from kg.errors import NotAGraph
from kg.model import Reading
from kg.query import Answer
from kg.rdf.order import in_order

DOCUMENTS = 40
ROOT = Path(__file__).resolve().parents[1]
COUNT = "SELECT (COUNT(DISTINCT ?claim) AS ?claims) { ?claim a hr:Claim }"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a kill fell, and what was wrong after it."""

    fell: str
    faults: tuple[str, ...] = ()


def contents(directory: Path) -> dict[str, str]:
    """Return a hash of every file but the database, which is made from the others."""
    return {str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(directory.rglob("*")) if path.is_file() and "oxigraph" not in path.parts}


def start_build(directory: Path, step: int = 0, *, number: int = DOCUMENTS) -> subprocess.Popen[str]:
    """Start a build of the generated documents."""
    command = [sys.executable, "-m", "benchmarks.killed_build", str(directory), str(number)]
    return subprocess.Popen([*command, str(step)] if step else command, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """Kill a process so many seconds after its first line; return the other lines that it wrote."""
    output = process.stdout
    if output is None:
        raise RuntimeError("the process has no output")
    output.readline()
    alarm = threading.Timer(seconds, process.kill)
    alarm.start()
    lines = output.read().split()
    alarm.cancel()
    process.wait()
    return lines


def faults_in(directory: Path, kept: list[str], whole: dict[str, Reading]) -> Iterator[str]:
    """Yield what is wrong with a graph whose build was killed."""
    try:
        graph = kg.open(directory)
    except NotAGraph as error:
        if kept or any(True for _ in directory.glob("parts/[!.]*")):
            yield f"it does not open: {error}"
        return
    ids = set(graph.store.ids())
    yield from (f"{document} was told of as kept and is not there" for document in set(kept) - ids)
    for document in ids:
        if in_order(graph.store.reading(document)) != whole.get(document):
            yield f"{document} is not whole"
    answer = graph.query(COUNT)
    expected = sum(len(whole[document].claims) for document in ids)
    if not isinstance(answer, Answer) or answer.texts() != [(str(expected),)]:
        yield f"a query counts {answer} claims where {expected} are kept"


def after_the_end(directory: Path, reference: dict[str, str]) -> Iterator[str]:
    """Yield how a graph differs from one whose build nobody disturbed, and what it has besides."""
    found = contents(directory)
    different = sorted(name for name in found.keys() | reference.keys() if found.get(name) != reference.get(name))
    if different:
        yield f"other bytes at the end: {different[:5]}"
    yield from (f"left behind: {path.name}" for path in directory.rglob(".*"))


def builds(number: int, rng: random.Random, folder: Path) -> Iterator[Outcome]:
    """Kill builds of the generated documents."""
    whole = {reading.document.id: in_order(reading) for reading in documents(DOCUMENTS).values()}
    reference, took = undisturbed(folder / "reference")
    operations = operations_of_a_build(folder / "counted")
    before = kill_after(start_build(folder / "half", number=DOCUMENTS // 2), 600)[:-1]
    for kill in range(number):
        directory, adds = folder / f"killed-{kill}", kill % 4 >= 2
        if adds:
            shutil.copytree(folder / "half", directory)
        step = rng.randint(1, operations // 2 if adds else operations) if kill % 2 else 0
        told = kill_after(start_build(directory, step), 600 if step else rng.uniform(0, took))
        fell = where(told, started=(directory / "rightsgraph.json").exists()) + ", adding" * adds
        kept = [line for line in told if line != "done"] + before * adds
        faults = [*faults_in(directory, kept, whole)]
        again = start_build(directory)
        kill_after(again, 600)
        if again.returncode:
            faults.append(f"the build does not go on (status {again.returncode})")
        yield Outcome(fell, (*faults, *after_the_end(directory, reference)))
        shutil.rmtree(directory)


def undisturbed(directory: Path) -> tuple[dict[str, str], float]:
    """Build, and return what came of it and how long it took from the first line on."""
    process = start_build(directory)
    if process.stdout is None:
        raise RuntimeError("the build has no output")
    process.stdout.readline()
    began = time.monotonic()
    process.stdout.read()
    process.wait()
    return contents(directory), time.monotonic() - began


def operations_of_a_build(directory: Path) -> int:
    """Return how many operations on files a build takes."""
    command = [sys.executable, "-m", "benchmarks.killed_build", str(directory), str(DOCUMENTS), "count"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def where(told: list[str], *, started: bool) -> str:
    """Say how far a killed build had come."""
    if "done" in told:
        return "after the end"
    if len(told) == DOCUMENTS:
        return "deriving, or making the database"
    return "reading" if started else "making the directory"


def commands(number: int, rng: random.Random, folder: Path) -> Iterator[Outcome]:
    """Kill `kg build examples/`."""
    command = [sys.executable, "-m", "kg", "build", str(ROOT / "examples"), "-o"]
    began = time.monotonic()
    subprocess.run([*command, str(folder / "examples")], check=True, capture_output=True)
    took = time.monotonic() - began
    reference = contents(folder / "examples")
    whole = {reading.document.id: in_order(reading) for reading in kg.open(folder / "examples").store.readings()}
    for kill in range(number):
        directory = folder / f"command-{kill}"
        process = subprocess.Popen([*command, str(directory)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.1, 1) * took)
        process.kill()
        process.wait()
        there = len(list(directory.glob("parts/[!.]*.nq")))
        faults = [*faults_in(directory, [], whole)] if directory.exists() else []
        again = subprocess.run([*command, str(directory)], capture_output=True, text=True, check=False)
        if again.returncode:
            faults.append(f"the build does not go on: {again.stderr[-200:]}")
        yield Outcome(f"kg build, {there} of {len(whole)} kept", (*faults, *after_the_end(directory, reference)))


def session(leader: int) -> list[int]:
    """Return the processes of a session."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def ask_on(address: str, rng: random.Random, stop: threading.Event) -> None:
    """Ask small and hostile queries until the server is gone."""
    with httpx.Client(timeout=60) as http:
        while not stop.is_set():
            query = rng.choice([*SMALL.values(), *HOSTILE.values()])
            try:
                http.post(address, data={"query": query})
            except httpx.HTTPError:
                return


def servers(number: int, rng: random.Random, folder: Path) -> Iterator[Outcome]:
    """Kill servers that are being asked."""
    directory = folder / "served"
    reference, _ = undisturbed(directory)
    expected = kg.open(directory).query(COUNT)
    for _ in range(number):
        command = [sys.executable, "-m", "kg", "serve", str(directory), "--port", "0", "--no-token"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        address = (server.stdout.readline().strip() if server.stdout else "") + "sparql"
        stop = threading.Event()
        clients = [threading.Thread(target=ask_on, args=(address, random.Random(rng.random()), stop)) for _ in range(4)]
        for client in clients:
            client.start()
        time.sleep(rng.uniform(0, 3))
        workers = len(session(server.pid)) - 1
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        stop.set()
        faults = [*left_by(server.pid)]
        for client in clients:
            client.join()
        if contents(directory) != reference:
            faults.append("the graph's files are others")
        if kg.open(directory).query(COUNT) != expected:
            faults.append("the graph answers otherwise")
        yield Outcome(f"serving, {workers} workers", tuple(faults))


def left_by(leader: int) -> Iterator[str]:
    """Yield which processes of a killed server live on after five seconds, and end them."""
    until = time.monotonic() + 5
    while (left := session(leader)) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in left:
        yield f"a worker lives on ({Path(f'/proc/{pid}/stat').read_text().split()[2]})"
        os.kill(pid, signal.SIGKILL)


def report(name: str, outcomes: Iterator[Outcome]) -> None:
    """Print what came of the kills of one kind."""
    found, places = [], Counter[str]()
    for outcome in outcomes:
        found.append(outcome)
        places[outcome.fell] += 1
        for fault in outcome.faults:
            print(f"{name} {len(found)} ({outcome.fell}): {fault}", file=sys.stderr, flush=True)
    sound = sum(not outcome.faults for outcome in found)
    print(f"| {name} | {sound} of {len(found)} | {'; '.join(f'{n} {place}' for place, n in places.most_common())} |", flush=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=int, default=50)
    parser.add_argument("--command", type=int, default=10)
    parser.add_argument("--serve", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print("| killed | nothing lost | where it fell |", "|---|---|---|", sep="\n")
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        kinds = (("a build", options.build, builds), ("kg build", options.command, commands), ("kg serve", options.serve, servers))
        for kind, number, run in kinds:
            if number:
                report(kind, run(number, random.Random(f"{options.seed} {kind}"), Path(name)))


if __name__ == "__main__":
    main()
