"""A real SPARQL server on loopback, and another of the tester's own where the environment names one."""

from __future__ import annotations

import os
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store.addresses import find_endpoint
from kg.store.endpoint import Endpoint


@contextmanager
def oxigraph(*arguments: str, command: str = "serve") -> Iterator[str]:
    """Run Oxigraph's server on a free port; yields its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    process = subprocess.Popen([program, command, "--bind", f"127.0.0.1:{port}", *arguments],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server does not answer")


def emptied(address: str) -> str:
    """Remove what tests before left on a server of the tester's."""
    endpoint = find_endpoint(address, os.environ)
    for row in endpoint.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
        if row["g"].startswith(("urn:rightsgraph:", "urn:other:", "https://example.org/kg/")):
            endpoint.delete_graph(row["g"])
    return address


@pytest.fixture(scope="session")
def one_server() -> Iterator[str]:
    with oxigraph() as address:
        yield address


@pytest.fixture
def server(one_server: str) -> str:
    """Give the address of an empty server."""
    Endpoint(f"{one_server}/query", f"{one_server}/update").update("DROP ALL")
    return one_server
