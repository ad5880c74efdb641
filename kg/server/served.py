"""The graph that is served, as it stands now: opened anew when it was rebuilt, the last whole state while it is being."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.store.manifest import NAME, read_manifest
from kg.store.protocol import Store
from kg.store.source import Database, Source

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class State:
    """A graph at one time."""

    store: Store
    source: Source


class Served:
    """Opens a graph, by its directory or its address; safe for threads."""

    def __init__(self, place: str, *, opened: Callable[[str], Store] = lambda place: kg.open(place).store) -> None:
        self.place = place
        self._open = opened
        self._lock = threading.Lock()
        self._last: tuple[Stamp | None, State] | None = None
        self._directory = None if "://" in place else Path(place)

    @property
    def name(self) -> str:
        """Return what people call the graph: the name of its directory, or its address."""
        return self._directory.resolve().name if self._directory else self.place

    def state(self) -> State:
        """Return the graph as it was when it was last whole; raise `NotAGraph` where there is none.

        While a build is at work, and where one was broken off, that is the state before, if this server saw one, else what
        is kept so far.
        """
        with self._lock:
            stamp = self._stamp()
            if self._last and (self._last[0] == stamp or self._unfinished()):
                return self._last[1]
            store = self._open(self.place)
            state = State(store, store.source())
            if not self._unfinished():
                self._last = stamp, state
            return state

    def finished(self) -> bool:
        """Tell whether the graph is whole now."""
        return not self._unfinished()

    def _stamp(self) -> Stamp | None:
        """Return what tells one manifest from the next, which each build writes anew."""
        if self._directory is None:
            return None
        found = (self._directory / NAME).stat() if (self._directory / NAME).exists() else None
        return (found.st_ino, found.st_size, found.st_mtime_ns) if found else (0, 0, 0)

    def _unfinished(self) -> bool:
        """Tell whether the graph is being built; one whose last state's database is gone is taken as it is."""
        if self._directory is None or read_manifest(self._directory).finished:
            return False
        last = self._last[1].source if self._last else None
        return not isinstance(last, Database) or last.path.is_dir()
