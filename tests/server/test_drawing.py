"""Maps drawn aside: how many at a time, and what becomes of those who wait."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from anyio import CapacityLimiter

from kg.server import drawing
from kg.server.drawing import KEPT, WAITING, Drawings, Wanted
from kg.server.refusals import Refusal
from kg.server.served import Served, State
from tests.server.conftest import build


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    return Served(str(build(tmp_path_factory.mktemp("drawn") / "g", most=1))).state()


class Drawer:
    """Draws when it is told to."""

    def __init__(self) -> None:
        self.may, self.drawn = asyncio.Event(), list[int]()

    async def __call__(self, wanted: Wanted, turns: CapacityLimiter) -> bytes:
        self.drawn.append(wanted.limit)
        await self.may.wait()
        return b"a map of %d" % wanted.limit


def wish(limit: int) -> Wanted:
    return Wanted("g", "g", limit=limit)


def test_a_client_cannot_have_the_server_draw_without_end(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> tuple[list[bytes], str, int]:
        drawer, drawings = Drawer(), Drawings()
        monkeypatch.setattr(drawing, "draw_aside", drawer)
        waiting = [asyncio.create_task(drawings.get(state, wish(limit))) for limit in range(WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as refused:
            await drawings.get(state, wish(WAITING))
        assert await drawings.get(state, wish(0), patience=0) is None, "one that is being drawn may be asked for again"
        drawer.may.set()
        drawn = [await one for one in waiting]
        assert await drawings.get(state, wish(WAITING)) == b"a map of %d" % WAITING, "now there is room"
        return [one for one in drawn if one], refused.value.message, len(drawer.drawn)

    drawn, message, number = asyncio.run(ask())
    assert drawn == [b"a map of %d" % limit for limit in range(WAITING)], "nobody who waits is sent away for others"
    assert (message, number) == ("Too many maps are being drawn.", WAITING + 1)


def test_maps_are_kept_while_there_is_room(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(limits: list[int]) -> list[int]:
        drawer, drawings = Drawer(), Drawings()
        drawer.may.set()
        monkeypatch.setattr(drawing, "draw_aside", drawer)
        for limit in limits:
            await drawings.get(state, wish(limit))
        return drawer.drawn

    assert asyncio.run(ask([1, 2, 1, 2])) == [1, 2]
    many = list(range(KEPT + 1))
    assert asyncio.run(ask([*many, 0, KEPT])) == [*many, 0], "the one asked for longest ago has gone"
    monkeypatch.setattr(drawing, "KEPT_BYTES", 15)
    assert asyncio.run(ask([1, 2, 2, 1])) == [1, 2, 1], "two are too large together"


def test_who_waits_while_the_graph_is_built_anew_is_told_to_ask_again(
        state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt = Served(str(build(tmp_path / "g", most=1))).state()

    async def ask() -> tuple[bytes | None, bytes | None]:
        drawer, drawings = Drawer(), Drawings()
        monkeypatch.setattr(drawing, "draw_aside", drawer)
        before = asyncio.create_task(drawings.get(state, wish(1), patience=None))
        await asyncio.sleep(0)
        after = asyncio.create_task(drawings.get(rebuilt, wish(1), patience=None))
        await asyncio.sleep(0)
        drawer.may.set()
        return await before, await after

    assert asyncio.run(ask()) == (None, b"a map of 1")
