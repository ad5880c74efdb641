"""One process that converts, as the one that asks holds it: it is watched for time and memory, and may end at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from kg.documents.conversion import too_much
from kg.documents.converted import Converted
from kg.documents.frames import options_told, read_frame, understood, write_frame
from kg.documents.options import Options
from kg.documents.readers import READERS
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile, KGError

TICK = 0.1  # seconds between two looks at the process
STARTING = 60.0  # seconds that a first request may take more, while the process imports its modules
FRAME = 6  # bytes that a character may take as JSON


class ConverterProcess:
    """A process that converts one file at a time, started anew rather than forked. Not safe for threads.

    `ready` tells whether it can be asked: it cannot once it has ended, or was left in the midst of a file.
    """

    def __init__(self, memory: int) -> None:
        # -P keeps the folder of worker.py out of its path.
        command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py")), str(memory)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1",
                                    "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, env=environment)
        self._memory = memory
        self._until: float | None = None
        self._ended = threading.Event()
        self._grace = STARTING
        self.reason = ""
        self.ready = True
        threading.Thread(target=self._watch, name="kg-converter-watch", daemon=True).start()

    def convert(self, path: Path, options: Options, *, name: str, data: bytes | None,
                kind: str = "") -> Iterator[Converted | Unread]:
        """Yield what a file holds; where the process ends, an `Unread` that says why comes last."""
        self.ready, self.reason = False, ""
        try:
            self._ask(path, {"name": name, "kind": kind}, options, data)
            while (found := self._next(options)) is not None:
                yield found
            self.ready = True
        except (OSError, ValueError, TypeError, KeyError):
            self.kill("")
            yield unread(self._error(name), name)

    def kill(self, reason: str) -> None:
        """End the process at once; `reason` is what it used too much of, if that is why."""
        self.reason = self.reason or reason
        self._process.kill()

    def close(self) -> None:
        """End the process and free what it held."""
        self.ready = False
        self._ended.set()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # a request that it never read
                if stream:
                    stream.close()

    def _ask(self, path: Path, called: dict[str, str], options: Options, data: bytes | None) -> None:
        to = self._process.stdin
        if to is None:
            raise OSError("the process has no input")
        request: dict[str, Any] = called | {"path": str(path.absolute()), "options": options_told(options),
                                            "readers": READERS.registered()}
        self._until = time.monotonic() + options.limits.seconds + self._grace
        write_frame(to, request if data is None else request | {"size": len(data)})
        to.write(data or b"")
        to.flush()

    def _next(self, options: Options) -> Converted | Unread | None:
        """Return the next thing found, None after the last; the clock runs while it is waited for, and only then."""
        back = self._process.stdout
        if back is None:
            raise OSError("the process has no output")
        self._until = time.monotonic() + options.limits.seconds + self._grace
        frame = read_frame(back, most=FRAME * options.limits.text + (1 << 20))
        self._until, self._grace = None, 0.0
        if frame is None:
            raise OSError("the process has ended")
        return None if "end" in frame else understood(frame)

    def _error(self, name: str) -> KGError:
        self._until = None
        self._process.wait()
        if self.reason:
            return too_much(self.reason, name)
        return DamagedFile(f"{name} made the program that converts it crash.",
                           "Open it in the program that made it, and save it anew or as text.")

    def _watch(self) -> None:
        """End the process when it is late or holds too much memory: the latter where the platform does not see to it."""
        while not self._ended.wait(TICK):
            until = self._until
            if until is None:
                continue
            if time.monotonic() > until:
                self.kill("time")
            elif self._holds() > self._memory:
                self.kill("memory")

    def _holds(self) -> int:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0  # it has just ended
