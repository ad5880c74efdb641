"""Progress of a build on stderr: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.cli.terminal import note, screen, shorten

SECONDS_BETWEEN_LINES = 2.0
NAME_WIDTH = 48


@contextmanager
def progress(doing: str = "Reading") -> Iterator[Callable[[int, int, str], None]]:
    """Show the progress of a build or the like; yields what `kg.build` takes as `progress`."""
    if not sys.stderr.isatty():
        yield _Lines(doing)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    name = TextColumn("{task.fields[name]}", markup=False)
    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), name)
    with Progress(*columns, console=screen(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, name="")

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=shorten(name, NAME_WIDTH))

        yield show


class _Lines:
    """Prints a line for the first input, and then at most one in two seconds."""

    def __init__(self, doing: str) -> None:
        self.doing = doing
        self.last = float("-inf")

    def __call__(self, done: int, total: int, name: str) -> None:
        now = time.monotonic()
        if name and now - self.last >= SECONDS_BETWEEN_LINES:
            self.last = now
            note(f"{self.doing} {done + 1} of {total}: {name}")
