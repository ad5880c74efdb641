"""Progress of a build on stderr: a bar on a terminal, now and then a line elsewhere; with the rate and the time left."""

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

    name = TextColumn("{task.fields[pace]}  {task.fields[name]}", markup=False)
    columns = (BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), name)
    began = time.monotonic()
    with Progress(*columns, console=screen(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, name="", pace="")

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=shorten(name, NAME_WIDTH),
                       pace=pace(done, total, time.monotonic() - began))

        yield show


class _Lines:
    """Prints a line for the first input, and then at most one in two seconds."""

    def __init__(self, doing: str) -> None:
        self.doing = doing
        self.began, self.last = time.monotonic(), float("-inf")

    def __call__(self, done: int, total: int, name: str) -> None:
        now = time.monotonic()
        if name and now - self.last >= SECONDS_BETWEEN_LINES:
            self.last = now
            told = pace(done, total, now - self.began)
            note(f"{self.doing} {done + 1:,} of {total:,}{f' ({told})' if told else ''}: {name}")


def pace(done: int, total: int, seconds: float) -> str:
    """Say how fast it goes and how long the rest will take; nothing before there is something to judge by.

    >>> pace(120, 1000, 60.0), pace(30, 90, 3600.0), pace(1, 10, 3.0)
    ('2.0 a second, 7 min left', '30 an hour, 2.0 h left', '')
    """
    if done < 3 or seconds < 5 or done >= total:
        return ""
    return f"{_rate(done / seconds)}, {_span((total - done) * seconds / done)} left"


def _rate(a_second: float) -> str:
    for rate, unit in ((a_second, "a second"), (a_second * 60, "a minute"), (a_second * 3600, "an hour")):
        if rate >= 1 or unit == "an hour":
            return f"{rate:.1f} {unit}" if rate < 10 else f"{rate:.0f} {unit}"
    raise AssertionError("there is no slower unit")


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
