"""A build that can be killed at any moment: `kg.build` over generated documents, told of as they are kept.

    python -m benchmarks.killed_build DIR DOCUMENTS [STEP|count]

Prints "ready" when it begins, a document's id when that is kept, and "done". With a step it kills itself (SIGKILL) just
before its so many-th operation on files, which hits the short moments that a clock would miss; with "count" it prints how
many there are.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

import kg
from benchmarks.graph_generator import readings
from kg.model import Reading

WRITES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "tempfile.mkstemp", "tempfile.mkdtemp",
                    "shutil.rmtree"})
SEED = 5


def documents(number: int) -> dict[str, Reading]:
    """Return the readings of the documents, by their sources."""
    return {reading.document.source: reading for reading in islice(readings(SEED), number)}


def at_each_operation(act: Callable[[], None]) -> None:
    """Have something done before each operation on files of this process."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        if event in WRITES or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            act()

    sys.addaudithook(watch)


def kill_before(step: int) -> None:
    """Kill this process before its so many-th operation on files."""
    numbers = count(1)

    def act() -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    at_each_operation(act)


def build(directory: Path, known: dict[str, Reading]) -> None:
    """Build, and tell of each document once its `put` has returned."""
    before: list[str] = []

    def progress(done: int, total: int, name: str) -> None:
        for source in before:
            print(known[source].document.id, flush=True)
        before[:] = [name] if name else []

    kg.build([reading.document for reading in known.values()], directory, progress=progress,
             reader=lambda document: known[document.source])


def main() -> None:
    """Build, or be killed."""
    directory, number, *step = sys.argv[1:]
    known, done = documents(int(number)), count()
    print("ready", flush=True)
    if step == ["count"]:
        at_each_operation(lambda: (next(done), None)[1])
    elif step:
        kill_before(int(step[0]))
    build(Path(directory), known)
    print("done" if step != ["count"] else next(done), flush=True)


if __name__ == "__main__":
    main()
