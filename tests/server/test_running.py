"""Starting and ending: ports, tokens, signals, and no process left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import COUNT, TOKEN, Server, build, environment, start

Serving = Callable[..., Server]


def serve(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command that is to fail."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60, check=False)


def children(pid: int) -> set[int]:
    """Return the processes that a process started, and theirs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found: set[int] = set()
    while True:
        more = {child for child, parent in parents.items() if parent in found | {pid}} - found
        if not more:
            return found
        found |= more


def alive(pids: set[int]) -> set[int]:
    """Return those of the processes that still run."""
    states = {pid: subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout for pid in pids}
    return {pid for pid, state in states.items() if state.strip() and not state.startswith("Z")}


def gone(pids: set[int], *, within: float = 10.0) -> bool:
    """Wait until none of the processes runs."""
    until = time.monotonic() + within
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not alive(pids)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
@pytest.mark.parametrize("busy", [False, True])
def test_no_process_is_left_behind(graph: Path, serving: Serving, number: signal.Signals, status: int, busy: bool) -> None:
    running = serving(graph, "--token", TOKEN)
    with running.client() as client:
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        if busy:
            sock = socket.create_connection(("127.0.0.1", running.port))
            slow = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20.%20%3Fg%20%3Fh%20%3Fi%20%7D"
            sock.sendall(f"GET {slow} HTTP/1.1\r\nHost: localhost:{running.port}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
            time.sleep(0.3)
        workers = children(running.process.pid)
        assert workers
        begun = time.monotonic()
        assert running.stop(number) == status
        assert time.monotonic() - begun < 8
        assert gone(workers)
        if busy:
            sock.close()


def test_ctrl_c_to_the_whole_terminal_ends_quietly(graph: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True)
    assert process.stdout is not None and process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=30)[1] and process.returncode == 130


def test_the_port_is_taken(graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        failed = serve(graph, "--port", listener.getsockname()[1])
    assert failed.returncode == 23 and "--port" in failed.stderr and "Traceback" not in failed.stderr and not failed.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nowhere",), 7, "nowhere"),
        ((".", "--token", "short"), 2, "at least 16"),
        ((".", "--token", "needs encoding & more"), 2, "at least 16"),
        ((".", "--port", "70000"), 2, "65535"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], status: int, said: str) -> None:
    failed = serve(*arguments)
    assert failed.returncode == status and said in failed.stderr and "Traceback" not in failed.stderr


def test_a_host_that_is_not_this_machine_is_told(graph: Path) -> None:
    failed = serve(graph, "--host", "192.0.2.1")
    assert failed.returncode == 23 and "192.0.2.1" in failed.stderr


def test_the_token_is_at_random_and_never_logged(graph: Path, serving: Serving) -> None:
    first, second = serving(graph, "--log"), serving(graph, "--host", "0.0.0.0", "--no-token")
    token = re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=([\w-]{43})", first.said)
    assert token is not None
    with first.client(token="") as client:
        assert client.get("/sparql", params={"query": "ASK { ?secret ?b ?c }", "token": token[1]}).status_code == 200
        assert client.get("/nowhere%1b%0a").status_code == 401
    first.process.send_signal(signal.SIGTERM)
    log = first.process.communicate(timeout=30)[1]
    assert "GET /sparql 200" in log and token[1] not in log and "secret" not in log and "\x1b" not in log
    second.process.send_signal(signal.SIGTERM)
    warned = second.process.communicate(timeout=30)[1]
    assert "Other machines" in warned and "No token" in warned


def test_a_token_from_the_environment(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.server.conftest.environment", lambda: environment() | {"RIGHTSGRAPH_SERVE_TOKEN": TOKEN})
    running = start(graph)
    assert running.said.endswith(f"?token={TOKEN}")
    running.stop()


def test_a_rebuilt_graph_is_served_without_a_new_start(tmp_path: Path, serving: Serving) -> None:
    running = serving(build(tmp_path / "graph", most=1), "--token", TOKEN)
    with running.client(accept="text/csv") as client:
        assert client.get("/sparql", params={"query": COUNT}).text.split() == ["n", "1"]
        build(tmp_path / "graph")
        assert client.get("/sparql", params={"query": COUNT}).text.split() == ["n", "3"]
        (tmp_path / "graph" / "rightsgraph.json").unlink()
        lost = client.get("/sparql", params={"query": COUNT}, headers={"accept": "text/plain, */*;q=0.1"})
        assert lost.status_code == 503 and "graph" in lost.text


def test_many_ask_at_once(graph: Path, serving: Serving) -> None:
    from concurrent.futures import ThreadPoolExecutor

    running = serving(graph, "--token", TOKEN)
    with running.client(accept="text/csv") as client, ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: client.get("/sparql", params={"query": COUNT}), range(200)))
    assert {(answer.status_code, answer.text.split()[1]) for answer in answers} == {(200, "3")}


def test_the_graph_on_a_sparql_server(tmp_path: Path, serving: Serving) -> None:
    program = shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [program, "serve", "--location", str(tmp_path / "db"), "--bind", f"127.0.0.1:{port}"]
    database = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        answers_at(port)
        build(f"http://127.0.0.1:{port}")
        running = serving(f"http://127.0.0.1:{port}", "--token", TOKEN)
        with running.client(accept="text/csv") as client:
            assert client.get("/sparql", params={"query": COUNT}).text.split() == ["n", "3"]
            assert client.get("/sparql", params={"query": "SELECT ?a {"}).status_code == 400
            assert "Orla Venn" in client.get("/query", params={"question": "who-met-whom"}, headers={"accept": "text/html"}).text
            database.kill()
            database.wait()
            down = client.get("/sparql", params={"query": COUNT})
            assert down.status_code == 502 and "No server answers" in down.text
    finally:
        database.kill()
        database.wait()


def answers_at(port: int) -> None:
    """Wait until something listens at a port."""
    until = time.monotonic() + 15
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def test_a_fault_of_the_server_is_told_on_its_terminal(tmp_path: Path) -> None:
    code = """
import kg.server.app as app
from kg.cli import main

async def broken(request):
    raise ZeroDivisionError("a fault of the program")

app.PAGES = {**app.PAGES, "/broken": broken}
raise SystemExit(main(["serve", "g", "--port", "0", "--no-token"]))
"""
    build(tmp_path / "g")
    serving = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=environment(), text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert serving.stdout is not None
    answer = httpx.get(serving.stdout.readline().strip() + "broken", trust_env=False)
    serving.terminate()
    said = serving.communicate(timeout=30)[1]
    assert (answer.status_code, "ZeroDivisionError" in answer.text) == (500, False)
    assert "ZeroDivisionError: a fault of the program" in said
