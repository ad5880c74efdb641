"""Maps drawn in a process of their own, so that a large one holds up neither pages nor queries, and kept for a while."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_process

from kg.server.refusals import Refusal

if TYPE_CHECKING:
    from kg.server.served import State

AT_ONCE, WAITING = 2, 6
"""Maps that are drawn at one time, and those that may be asked for, drawn or not yet begun."""

KEPT, KEPT_BYTES = 6, 256 << 20
"""Maps that are kept, and how large they may be together; the one asked for last is kept in any case."""

PATIENCE = 4.0
"""Seconds that a browser is kept waiting before it is told that the map is being drawn."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A map: of a graph, or of some of its documents; around an entity, by its id, where `focus` is given.

    `limit` is how many entities are drawn at first. `as_json` asks for the plain data in place of the page.
    """

    place: str
    title: str
    focus: str = ""
    limit: int = 300
    as_json: bool = False
    documents: tuple[str, ...] | None = None


class Drawings:
    """Draws each map once, `AT_ONCE` at a time; a graph that has changed is drawn anew."""

    def __init__(self) -> None:
        self._turns = CapacityLimiter(AT_ONCE)
        self._drawn: OrderedDict[Wanted, tuple[State, asyncio.Task[bytes]]] = OrderedDict()

    async def get(self, state: State, wanted: Wanted, *, patience: float | None = PATIENCE) -> bytes | None:
        """Return a map, None where it is not drawn within so many seconds or the graph changed meanwhile.

        Raises what went wrong with it, and `Refusal` where too many others are being drawn.
        """
        before = self._drawn.get(wanted)
        if before is None or before[1].cancelled() or (state.whole and before[0].store is not state.store):
            self._forget(wanted)
            if sum(not task.done() for _, task in self._drawn.values()) >= WAITING:
                raise Refusal(503, "Too many maps are being drawn.", "Try again in a while.", headers={"retry-after": "5"})
            self._make_room()
            before = self._drawn[wanted] = state, asyncio.create_task(draw_aside(wanted, self._turns))
        self._drawn.move_to_end(wanted)
        task = before[1]
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done or task.cancelled():
            return None
        if task.exception() is not None:
            self._forget(wanted)  # the next who asks may fare better
        self._make_room()
        return task.result()

    def close(self) -> None:
        """End what is being drawn."""
        while self._drawn:
            self._forget(next(iter(self._drawn)))

    def _make_room(self) -> None:
        """Forget maps that are drawn or failed, those asked for longest ago first; somebody may be waiting for the others."""
        drawn = {wanted: 0 if task.cancelled() or task.exception() else len(task.result())
                 for wanted, (_, task) in self._drawn.items() if task.done()}
        for wanted in list(drawn)[:-1]:
            if len(drawn) > KEPT or sum(drawn.values()) > KEPT_BYTES:
                del drawn[wanted]
                self._forget(wanted)

    def _forget(self, wanted: Wanted) -> None:
        found = self._drawn.pop(wanted, None)
        if found is not None and not found[1].done():
            found[1].cancel()


async def draw_aside(wanted: Wanted, turns: CapacityLimiter) -> bytes:
    """Draw a map in another process when its turn comes; the process ends where that is cancelled."""
    return await to_process.run_sync(draw, wanted, cancellable=True, limiter=turns)


def draw(wanted: Wanted) -> bytes:
    """Draw a map; raise `NotInGraph` where nobody is called as the focus is, and what opening the graph raises."""
    from kg.maps import map_view, render_map
    from kg.ontology import load_ontology
    from kg.store import open_store

    store = open_store(wanted.place)
    chosen: Sequence[str] = store.ids() if wanted.documents is None else wanted.documents
    view = map_view(map(store.reading, chosen), title=wanted.title, limit=wanted.limit, focus=wanted.focus,
                    ontology=load_ontology(*store.ontology), base=store.base, pages=True)
    if wanted.as_json:
        return json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")
    return render_map(view).encode("utf-8", "replace")
