"""The graph that is seen: the last whole one."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from pathlib import Path

import pytest
from anyio import CapacityLimiter

from kg.errors import NotAGraph
from kg.query.engine import Engine, Request
from kg.server.answers import Asking
from kg.server.served import Served
from kg.store import create_store
from kg.store.source import Database, Quads
from tests.readings import readings
from tests.server.conftest import COUNT, build


def documents(served: Served, engine: Engine) -> int:
    answered = asyncio.run(Asking(served, engine, CapacityLimiter(1)).answer(Request(COUNT, table="csv")))
    return int(answered.body.split()[1])


@pytest.fixture
def engine() -> Engine:
    """Return an engine that ends with the test."""
    made = Engine(size=1)
    yield made  # type: ignore[misc]
    made.close()


def test_a_rebuilt_graph_is_seen_by_the_next_query(tmp_path: Path, engine: Engine) -> None:
    served = Served(str(build(tmp_path / "graph", most=1)))
    assert served.name == "graph" and documents(served, engine) == 1
    assert served.state() is served.state()
    build(tmp_path / "graph", most=3)
    assert documents(served, engine) == 3


def test_the_last_whole_state_is_seen_while_a_build_is_at_work(tmp_path: Path, engine: Engine) -> None:
    served = Served(str(build(tmp_path / "graph", most=1)))
    before = served.state()
    store = create_store(tmp_path / "graph", release="test")
    for reading in readings():
        store.put(reading)
        assert served.state().source is before.source and not served.state().whole
        assert documents(served, engine) == 1
    store.finish()
    assert served.state().whole and documents(served, engine) == 3


def test_what_is_kept_is_seen_where_a_build_was_broken_off(tmp_path: Path, engine: Engine) -> None:
    store = create_store(tmp_path / "graph", release="test")
    store.put(readings()[0])
    served = Served(str(tmp_path / "graph"))
    assert not served.state().whole and documents(served, engine) == 1
    store.put(readings()[1])
    assert documents(served, engine) == 2


def test_a_database_that_was_deleted_is_made_again(tmp_path: Path, engine: Engine) -> None:
    served = Served(str(build(tmp_path / "graph")))
    assert isinstance(served.state().source, Database)
    shutil.rmtree(tmp_path / "graph" / "oxigraph")
    assert documents(served, engine) == 3


def test_a_graph_that_is_gone_is_told(tmp_path: Path) -> None:
    served = Served(str(build(tmp_path / "graph")))
    served.state()
    shutil.rmtree(tmp_path / "graph")
    with pytest.raises(NotAGraph):
        served.state()
    with pytest.raises(NotAGraph):
        Served(str(tmp_path / "nothing")).state()


def test_no_query_fails_while_the_graph_is_rebuilt(tmp_path: Path, engine: Engine) -> None:
    served = Served(str(build(tmp_path / "graph", most=1)))
    counted: list[int] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            counted.append(documents(served, engine))

    asking = threading.Thread(target=ask)
    asking.start()
    for number in (2, 3, 3, 3):
        so_far = len(counted)
        while asking.is_alive() and len(counted) < so_far + 3:
            time.sleep(0.01)
        build(tmp_path / "graph", most=number)
    ended.set()
    asking.join()
    counted.append(documents(served, engine))
    assert counted == sorted(counted) and counted[0] == 1 and counted[-1] == 3 and len(counted) > 10


def test_a_server_is_opened_by_its_address(engine: Engine) -> None:
    class Remote:
        def source(self) -> Quads:
            return Quads(b"<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/rightsgraph/ns#Document> .\n")

    opened: list[str] = []
    served = Served("http://db.example/sparql", opened=lambda place: opened.append(place) or Remote())  # type: ignore[arg-type, func-returns-value, return-value]
    assert served.name == "http://db.example/sparql" and served.state().whole
    assert documents(served, engine) == documents(served, engine) == 1 and opened == ["http://db.example/sparql"]
