"""Processes that convert files, one file at a time each, so that a file can end none but the one that reads it."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from kg.documents.conversion import convert
from kg.documents.converted import Converted
from kg.documents.options import USUAL, Options
from kg.documents.process import ConverterProcess
from kg.documents.readers import READERS
from kg.documents.request import path_kind, request_for
from kg.documents.signatures import disguise, kind_of
from kg.documents.text import read_text
from kg.documents.unread import Unread, unread
from kg.documents.worker import bytes_of
from kg.errors import FileMissing, PastLimits

# Plain UTF-8 text of this many bytes at most is converted where it is: it is decoded and its first lines are looked at, by
# steps whose cost grows with its length alone.
PLAIN = 1 << 20
MEMORY = 3 << 30  # bytes of address space that a process may have: libraries take 1 GB of it and use little


class Converters:
    """A pool of processes that convert; each is started when it is needed, and anew after a file has ended it.

    Safe for threads: who asks while all are at work has one more started. `size` is how many are kept for the next file.
    Close it, or use it as a context.
    """

    def __init__(self, size: int = 1, *, memory: int = MEMORY) -> None:
        self.memory = memory
        self._size = size
        self._lock = threading.Lock()
        self._idle: list[ConverterProcess] = []
        self._closed = False

    def __enter__(self) -> Converters:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def convert(self, path: Path, options: Options, *, name: str = "", data: bytes | None = None,
                kind: str = "") -> Iterator[Converted | Unread]:
        """Yield what a file holds, or its bytes where they are given; `name` is what messages call it, `kind` its extension."""
        process = self._take()
        try:
            yield from process.convert(path, options, name=name or str(path), data=data, kind=kind)
        finally:
            self._give_back(process)

    def close(self) -> None:
        """End all processes that wait, and each other one when its file is done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for process in idle:
            process.close()

    def _take(self) -> ConverterProcess:
        with self._lock:
            return self._idle.pop() if self._idle else ConverterProcess(self.memory)

    def _give_back(self, process: ConverterProcess) -> None:
        with self._lock:
            keep = process.ready and not self._closed and len(self._idle) < self._size
            if keep:
                self._idle.append(process)
        if not keep:
            process.close()


_shared: dict[int, Converters] = {}
_sharing = threading.Lock()


def shared() -> Converters:
    """Return the pool of one that this process keeps until it ends."""
    with _sharing:
        if os.getpid() not in _shared:  # what a parent started before a fork is not ours
            _shared.clear()
            _shared[os.getpid()] = Converters()
            atexit.register(_shared[os.getpid()].close)
        return _shared[os.getpid()]


def convert_file(
    path: Path, options: Options = USUAL, *, converters: Converters | None = None, name: str = "", data: bytes | None = None,
    kind: str = "",
) -> Iterator[Converted | Unread]:
    """Yield what a file holds, or `data` in its place, and an `Unread` for each part that gave no document.

    `kind` is the extension that stands in for that of the name, where the bytes themselves do not tell more surely.
    All is converted in another process, but for plain text that is small and safe.
    """
    name = name or str(path)
    try:
        plain = _plain(path, data, kind or path_kind(name))
    except (FileMissing, PastLimits) as error:
        yield unread(error, name)
        return
    if plain is not None:
        yield from convert(plain, request_for(name, options, kind=kind))
        return
    yield from (converters or shared()).convert(path, options, name=name, data=data, kind=kind)


def _plain(path: Path, data: bytes | None, kind: str) -> bytes | None:
    """Return the bytes of a text that can be converted here; None for all others. Raise `FileMissing`."""
    if kind != ".txt" or READERS[".txt"] is not read_text:
        return None
    if data is None:
        try:
            if path.stat().st_size > PLAIN:
                return None
        except OSError:
            pass  # reading it says why
        data = bytes_of(path, str(path), most=PLAIN)
    return data if len(data) <= PLAIN and not kind_of(data) and not disguise(data) and _is_utf8(data) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
