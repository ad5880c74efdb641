"""What processes hold, read from `/proc` (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Held:
    """What a process and its children hold together; `memory` in bytes, shared pages counted by their share (PSS)."""

    processes: int
    threads: int
    handles: int
    memory: int


def children(pid: int) -> Iterator[int]:
    """Yield the processes that descend from one."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child
            yield from children(child)


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not asked for its status does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def memory_of(pid: int) -> int:
    """Return the bytes that a process holds in memory, its share of what it shares with others (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) * 1024


def busy(pid: int) -> float:
    """Return the seconds that a process's threads, those that there are now, have been on a processor."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def held_by(pid: int) -> Held:
    """Return what a process holds with all its children."""
    found = Held(0, 0, 0, 0)
    for one in (pid, *children(pid)):
        try:
            own = memory_of(one), len(os.listdir(f"/proc/{one}/task")), len(os.listdir(f"/proc/{one}/fd"))
        except (OSError, StopIteration):
            continue  # it ended meanwhile
        found = Held(found.processes + 1, found.threads + own[1], found.handles + own[2], found.memory + own[0])
    return found
