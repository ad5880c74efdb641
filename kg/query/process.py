"""One worker process, as its engine holds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

if sys.platform == "win32":
    LATER, LAST = psutil.BELOW_NORMAL_PRIORITY_CLASS, psutil.IDLE_PRIORITY_CLASS
else:
    LATER, LAST = 15, 19


class WorkerDied(Exception):
    """The process ended before it answered; holds its status."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"the worker ended with status {status}")


class WorkerProcess:
    """A process that runs queries, started anew rather than forked, since the caller may hold threads and models.

    Not safe for threads, but for `kill` and `demote`. `source` names what its engine had it open.
    """

    def __init__(self, memory: int) -> None:
        # -P keeps the folder of worker.py out of its path; RUST_BACKTRACE=0 keeps an engine that dies from writing pages.
        command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), str(memory)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RUST_BACKTRACE": "0"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, env=environment)
        self.memory = memory
        self.source: str | None = None
        self.asked = 0

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        """Send a request and return the answer's header and body; raise `WorkerDied`."""
        self.asked += 1
        to, back = self._process.stdin, self._process.stdout
        if to is None or back is None:
            raise WorkerDied(self._process.wait())
        try:
            to.write(json.dumps({**request, "data": len(data)}).encode() + b"\n")
            to.write(data)
            to.flush()
            line = back.readline()
            header = json.loads(line) if line else {}
            body = back.read(header["size"]) if line else b""
        except OSError:
            line = b""
        if not line or len(body) < header["size"]:
            self._process.kill()  # it may have closed its output and live on
            raise WorkerDied(self._process.wait())
        return header, body

    def processor_time(self) -> float:
        """Return the seconds of processor time that the process has used, 0 where it has ended."""
        try:
            used = psutil.Process(self.pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(used.user + used.system)

    def demote(self, priority: int) -> None:
        """Let other processes go before this one, all of them at `LAST`, as far as the platform goes; there is no way back."""
        try:
            psutil.Process(self.pid).nice(priority)
        except psutil.Error:
            return  # it has just ended

    def kill(self) -> None:
        """End the process at once; what it is asked raises `WorkerDied`."""
        self._process.kill()

    def close(self) -> None:
        """End the process and free what it held."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue  # a request that it never read
