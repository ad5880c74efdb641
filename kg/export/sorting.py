"""Sorting more lines than memory should hold: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

RUN = 24 << 20  # bytes of text in memory at one time; as Python objects they take about half as much again


def sort_lines(lines: Iterable[bytes], *, folder: Path | None = None, run: int = RUN) -> Iterator[bytes]:
    """Yield lines, each of which ends in a line feed, in order of their bytes; equal ones follow each other.

    What does not fit in memory goes to nameless files in the folder, or in the system's place for such files: they are
    gone with the process, however it ends.

    >>> list(sort_lines([b"b\\n", b"a\\n", b"c\\n"], run=2))
    [b'a\\n', b'b\\n', b'c\\n']
    """
    with ExitStack() as stack:
        spilled: list[IO[bytes]] = []
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size >= run:
                spilled.append(stack.enter_context(spill(sorted(held), folder=folder)))
                held, size = [], 0
        held.sort()
        yield from heapq.merge(*spilled, held) if spilled else held


def spill(chunks: Iterable[bytes], *, folder: Path | None = None) -> IO[bytes]:
    """Return a nameless file that holds the chunks, set to its beginning."""
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (the caller closes it)
    try:
        file.writelines(chunks)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
