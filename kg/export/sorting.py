"""Sorting more lines than memory should hold: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

RUN = 24 << 20  # bytes of text in memory at one time; as Python objects they take about half as much again
FILES = 64  # merged at one time: systems limit how many a process may hold open


def sort_lines(lines: Iterable[bytes], *, folder: Path | None = None, run: int = RUN) -> Iterator[bytes]:
    """Yield lines, each of which ends in a line feed, in order of their bytes; equal ones follow each other.

    What does not fit in memory goes to nameless files in the folder, or in the system's place for such files: they are
    gone with the process, however it ends.

    >>> list(sort_lines([b"b\\n", b"a\\n", b"c\\n"], run=2))
    [b'a\\n', b'b\\n', b'c\\n']
    """
    with Runs(folder) as runs:
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                held.sort()
                runs.add(held)
                held, size = [], 0
        held.sort()
        yield from runs.merged_with(held)


class Runs:
    """Sorted runs on disk; where there are many of one size, they become one of the next."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.sizes: list[list[IO[bytes]]] = []

    def __enter__(self) -> Runs:
        return self

    def __exit__(self, *_: object) -> None:
        for runs in self.sizes:
            _close(runs)

    def add(self, lines: Iterable[bytes], size: int = 0) -> None:
        """Keep sorted lines."""
        if size == len(self.sizes):
            self.sizes.append([])
        runs = self.sizes[size]
        runs.append(spill(lines, folder=self.folder))
        if len(runs) == FILES:
            self.add(heapq.merge(*runs), size + 1)
            _close(runs)

    def merged_with(self, held: list[bytes]) -> Iterator[bytes]:
        """Yield the lines of all runs and of one more that is in memory."""
        runs = [run for same in self.sizes for run in same]
        return heapq.merge(*runs, held) if runs else iter(held)


def spill(chunks: Iterable[bytes], *, folder: Path | None = None) -> IO[bytes]:
    """Return a nameless file that holds the chunks, set to its beginning."""
    with ExitStack() as at_fault:
        file = at_fault.enter_context(tempfile.TemporaryFile(dir=folder))
        file.writelines(chunks)
        file.seek(0)
        at_fault.pop_all()  # all is written: from here on it is the caller's to close
    return file


def _close(runs: list[IO[bytes]]) -> None:
    while runs:
        runs.pop().close()
