"""The worker processes that queries share: whose turn it is, for how long, and who makes room when there are too many.

A turn that has used more processor time than the pool's patience is *long*. It goes on behind all other processes and leaves
its place to the next, and when there are more long ones than may be, the one that has used the most is ended.
So one greedy query does not keep the others waiting, nor do many, and what needs a few seconds still gets them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kg.errors import EngineBusy, KGError, QueryTooLong
from kg.query.process import LAST, LATER, WorkerDied, WorkerProcess

RENEWED_AFTER = 1000
"""A worker that has been asked so often is replaced, so that nothing it may leak adds up."""

TICK = 0.05
GREED = 2.0
"""Seconds of processor time after which a long turn goes behind the other long ones too."""

IDLE_FACTOR = 10
"""A turn that waits and computes nothing (for another server) is long after so many times the pool's patience."""

ASK_FOR_LESS = "Ask for less: add a LIMIT, or join the patterns."
log = logging.getLogger(__name__)


class Turn:
    """One query's hold on a worker; `state` is "running", "long", or why it was ended: "late", "crowded", "closed"."""

    def __init__(self, pool: Pool, worker: WorkerProcess) -> None:
        self.pool, self.worker = pool, worker
        self.state = "running"
        self.began = self.until = time.monotonic()
        self.processor: float | None = None

    def ask(self, message: Mapping[str, Any], deadline: float, *, data: bytes = b"", opening: bool = False
            ) -> tuple[dict[str, Any], bytes]:
        """Put a request to the worker; opening a store counts toward the deadline, but never as long.

        Raises `QueryTooLong` past the deadline in seconds or where the worker runs out of memory, `EngineBusy` where it had to
        make room.
        """
        used = None if opening else self.worker.processor_time()
        with self.pool.changed:
            self.began = time.monotonic()
            self.until, self.processor = self.began + deadline, used
            self.pool.asking.append(self)
            self.pool.changed.notify_all()
        try:
            return self.worker.ask(message, data)
        except WorkerDied as died:
            raise self._why(died, deadline) from died
        finally:
            with self.pool.changed:
                self.pool.asking.remove(self)

    def is_greedy(self, patience: float) -> bool:
        """Tell whether it has used more than its share."""
        if self.processor is None or self.state != "running":
            return False
        waited = time.monotonic() - self.began > patience * IDLE_FACTOR
        return waited or self.used() > patience

    def used(self) -> float:
        """Return the seconds of processor time since it was asked."""
        return self.worker.processor_time() - (self.processor or 0.0)

    def end(self, why: str) -> None:
        """Kill the worker; what it was asked raises the reason."""
        self.state = why
        self.worker.kill()

    def _why(self, died: WorkerDied, deadline: float) -> QueryTooLong | EngineBusy:
        state, self.state = self.state, "ended"
        if state == "late":
            return QueryTooLong(f"The query ran past its deadline of {deadline:g} seconds.", ASK_FOR_LESS)
        if state == "crowded":
            return EngineBusy(f"The query was stopped after {time.monotonic() - self.began:.0f} seconds to make room: "
                              f"only {self.pool.long} long ones may run at once.", "Try again in a while, or ask for less.")
        if state == "closed":
            return EngineBusy("The query engine was closed.", "Open the graph again.")
        return QueryTooLong(f"The query ran out of memory (its process ended with status {died.status}).", ASK_FOR_LESS)


class Pool:
    """At most `size` workers in turns that are not long, and `long` in long ones; made when they are needed.

    `patience` is in seconds of processor time; whoever gets no worker within `wait` seconds is sent away.
    """

    def __init__(self, *, size: int, long: int, patience: float, wait: float) -> None:
        self.size, self.long, self.patience, self.wait = size, long, patience, wait
        self.changed = threading.Condition()
        self.asking: list[Turn] = []
        self._turns: list[Turn] = []
        self._idle: list[WorkerProcess] = []
        self._closed = self._watched = False
        self._prepare: Callable[[Turn], None] | None = None

    @contextmanager
    def turn(self, source: str, memory: int) -> Iterator[Turn]:
        """Hold a worker with that cap on memory in bytes, one that has the source open where there is one.

        Raises `EngineBusy` where none comes free in time.
        """
        turn = self._take(source, memory)
        try:
            yield turn
        finally:
            self._give_back(turn)

    def warm(self, memory: int, prepare: Callable[[Turn], None]) -> None:
        """Start all workers and prepare them; from now on one that ends is replaced before it is missed."""
        self._prepare = prepare
        for turn in [turn for _ in range(self.size) if (turn := self._start(memory))]:
            self._made_ready(turn)

    def pids(self) -> list[int]:
        """Return the numbers of the processes that there are now."""
        with self.changed:
            return sorted(worker.pid for worker in (*self._idle, *(turn.worker for turn in self._turns)))

    def close(self) -> None:
        """End all workers and what they are asked."""
        with self.changed:
            self._closed = True
            idle, self._idle = self._idle, []
            for turn in self._turns:
                turn.end("closed")
            self.changed.notify_all()
        for worker in idle:
            worker.close()

    def _take(self, source: str, memory: int) -> Turn:
        with self.changed:
            if not self.changed.wait_for(self._has_room, timeout=self.wait):
                raise EngineBusy("All query processes are at work.", "Try again in a while.")
            if self._closed:
                raise EngineBusy("The query engine was closed.", "Open the graph again.")
            if not self._watched:
                threading.Thread(target=self._watch, name="kg-query-watch", daemon=True).start()
                self._watched = True
            fit = sorted((w for w in self._idle if w.memory == memory), key=lambda worker: worker.source != source)
            if fit:
                self._idle.remove(fit[0])
            # Starting one is a matter of milliseconds; what it loads is waited for outside of the lock.
            turn = Turn(self, fit[0] if fit else WorkerProcess(memory))
            self._turns.append(turn)
            return turn

    def _has_room(self) -> bool:
        return self._closed or self._places() > 0

    def _places(self) -> int:
        return self.size - sum(turn.state == "running" for turn in self._turns)

    def _start(self, memory: int) -> Turn | None:
        """Begin a turn with a new worker where one is missing."""
        with self.changed:
            if self._closed or self._places() <= len(self._idle):
                return None
            turn = Turn(self, WorkerProcess(memory))
            self._turns.append(turn)
            return turn

    def _give_back(self, turn: Turn) -> None:
        worker = turn.worker
        with self.changed:
            self._turns.remove(turn)
            # A long turn's worker stays behind all other processes, so it is of no more use.
            keep = (turn.state == "running" and not self._closed and worker.asked < RENEWED_AFTER
                    and len(self._idle) < self.size)
            if keep:
                self._idle.append(worker)
            self.changed.notify_all()
        if not keep:
            worker.close()
            if self._prepare and (fresh := self._start(worker.memory)):
                threading.Thread(target=self._made_ready, args=[fresh], name="kg-query-renew", daemon=True).start()

    def _made_ready(self, turn: Turn) -> None:
        try:
            if self._prepare:
                self._prepare(turn)
        except KGError as error:
            log.warning("A query process could not be made ready: %s", error)
        finally:
            self._give_back(turn)

    def _watch(self) -> None:
        """Look after the turns until the pool is closed."""
        with self.changed:
            while not self._closed:
                for turn in self.asking:
                    self._look_at(turn)
                self.changed.wait(timeout=TICK if self.asking else None)

    def _look_at(self, turn: Turn) -> None:
        if turn.state in ("running", "long") and time.monotonic() > turn.until:
            turn.end("late")
        elif turn.state == "long":
            if turn.used() > GREED:
                turn.worker.demote(LAST)
        elif turn.is_greedy(self.patience):
            turn.state = "long"
            turn.worker.demote(LATER)
            at_it = [other for other in self._turns if other.state == "long"]
            if len(at_it) > self.long:
                max(at_it, key=Turn.used).end("crowded")
            self.changed.notify_all()
