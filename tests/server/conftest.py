"""A graph of invented documents, and `kg serve` on it in a process of its own."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from kg.identity.across.judgements import Judged, Judgement
from kg.identity.across.profile import Key
from kg.store import create_store
from kg.store.judgements import add_judgements
from tests.maps.conftest import browser  # noqa: F401
from tests.maps.sample import HOSTILE, hostile
from tests.readings import ACCUSATORY, readings

TOKEN = "a-token-for-the-tests-of-kg-serve"
Place = TypeVar("Place", str, Path)
COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a hr:Document }"


@dataclass
class Server:
    """A running server: `url` without the token, `said` what it printed first."""

    process: subprocess.Popen[str]
    url: str
    said: str

    @property
    def port(self) -> int:
        """Return the port that it listens at."""
        return int(self.url.rpartition(":")[2])

    def client(self, *, token: str = TOKEN, **headers: str) -> httpx.Client:
        """Return a client without the headers that httpx would send by itself."""
        client = httpx.Client(base_url=self.url, timeout=60, trust_env=False)
        client.headers.clear()
        client.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
        if token:
            client.headers["authorization"] = f"Bearer {token}"
        return client

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait for the end and return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


def start(*arguments: object) -> Server:
    """Start `kg serve` at any free port and wait until it answers."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    assert said, process.communicate()[1]
    return Server(process, said.partition("/?")[0].rstrip("/"), said)


def environment() -> dict[str, str]:
    """Return the environment of a server: this checkout's package, no token."""
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: value for name, value in os.environ.items() if name != "RIGHTSGRAPH_SERVE_TOKEN"}
    return kept | {"PYTHONPATH": root, "PYTHONUNBUFFERED": "1"}


def build_hostile(place: Path) -> Path:
    """Make a graph whose names, relations and titles are markup; each name stays one of its own, though some differ by a bracket."""
    store = create_store(place, release="test")
    for reading in hostile():
        store.put(reading)
    keys = [Key(reading.document.id, f"person:{label}") for reading, label in zip(hostile(), HOSTILE, strict=True)]
    said = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
    add_judgements(place, [Judgement(*two, Judged.DIFFERENT, "Ann", said) for two in combinations(keys, 2)])
    store.finish()
    return place


def build(place: Place, *, most: int | None = None) -> Place:
    """Make a graph of the first few invented documents, in a directory or on a server."""
    store = create_store(place, release="test")
    for reading in readings()[:most]:
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return place


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph directory that no test changes."""
    return build(tmp_path_factory.mktemp("served") / "karsk")


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[Server]:
    """Serve the graph."""
    running = start(graph, "--token", TOKEN, "--rows", "2000", "--deadline", "3")
    yield running
    assert running.stop() == 143


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """Return a program's client with the token."""
    with server.client() as client:
        yield client


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    """Return a function that starts a server, which is stopped after the test."""
    started: list[Server] = []

    def serve(*arguments: object) -> Server:
        started.append(start(*arguments))
        return started[-1]

    yield serve
    for one in started:
        one.stop(signal.SIGKILL)
