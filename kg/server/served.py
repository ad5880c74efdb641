"""The graph that is served, as it stands now: opened anew when it was rebuilt, the last whole state while it is being."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import kg
from kg.store.addresses import address_of
from kg.store.manifest import NAME, read_manifest
from kg.store.protocol import Store
from kg.store.source import Database, Quads, Source

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class State:
    """A graph at one time; not `whole` where it is being built, or its build was broken off."""

    store: Store
    source: Source
    whole: bool = True

    @property
    def lasts(self) -> bool:
        """Tell whether what queries need is still there."""
        return not isinstance(self.source, Database) or self.source.path.is_dir()


class Served:
    """Opens a graph, by its directory or its address; safe for threads."""

    def __init__(self, place: str, *, opened: Callable[[str], Store] = lambda place: kg.open(place).store) -> None:
        self.place = place
        self._open = opened
        self._lock = threading.Lock()
        self._last: tuple[Stamp | None, State] | None = None
        self._directory = None if address_of(place) else Path(place)

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
            last = self._last if self._last and self._last[1].lasts else None
            if last and last[0] == stamp:
                return last[1]
            whole = self._directory is None or read_manifest(self._directory).finished
            if last and not whole:
                return replace(last[1], whole=False)
            state = self._opened(whole=whole)
            if whole:
                self._last = stamp, state
            return state

    def _opened(self, *, whole: bool) -> State:
        store = self._open(self.place)
        source = store.source()
        if self._directory and isinstance(source, Quads) and os.access(self._directory, os.W_OK):
            # A build that has just ended sweeps away what other processes were making; now nothing hinders it.
            source = store.source()
        return State(store, source, whole)

    def _stamp(self) -> Stamp | None:
        """Return what tells one manifest from the next, which each build writes anew; None for a server."""
        if self._directory is None:
            return None
        try:
            found = (self._directory / NAME).stat()
        except OSError:
            return (0, 0, 0)  # opening it says in words what is wrong
        return found.st_ino, found.st_size, found.st_mtime_ns
