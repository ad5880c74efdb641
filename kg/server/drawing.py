"""Maps drawn in a process of their own, so that a large one holds up neither pages nor queries, and kept for a while."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyio import to_process

if TYPE_CHECKING:
    from kg.server.served import State

KEPT = 6
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
    """Draws each map once, two at a time; a graph that has changed is drawn anew."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Wanted, tuple[State, asyncio.Task[bytes]]] = OrderedDict()

    async def get(self, state: State, wanted: Wanted, *, patience: float | None = PATIENCE) -> bytes | None:
        """Return a map, None where it is not yet drawn within so many seconds; raise what went wrong with it."""
        before = self._drawn.get(wanted)
        if before is None or before[1].cancelled() or (state.whole and before[0].store is not state.store):
            self._forget(wanted)
            before = self._drawn[wanted] = state, asyncio.create_task(draw_aside(wanted))
            while len(self._drawn) > KEPT:
                self._forget(next(iter(self._drawn)))
        self._drawn.move_to_end(wanted)
        task = before[1]
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done:
            return None
        if task.exception() is not None:
            self._forget(wanted)  # the next who asks may fare better
        return task.result()

    def close(self) -> None:
        """End what is being drawn."""
        while self._drawn:
            self._forget(next(iter(self._drawn)))

    def _forget(self, wanted: Wanted) -> None:
        found = self._drawn.pop(wanted, None)
        if found is not None and not found[1].done():
            found[1].cancel()


async def draw_aside(wanted: Wanted) -> bytes:
    """Draw a map in another process, which ends when nobody waits for it any more."""
    return await to_process.run_sync(draw, wanted, cancellable=True)


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
