"""The Oxigraph database of a graph directory: made from the parts, and made again when they change or it is damaged.

It lies in `oxigraph/STAMP/`, where STAMP is a hash of what it was made from and by what: a database that is there is whole
and right, since its directory takes its name only when it is done. One made in its place has a number behind the stamp.
What was replaced stays a while, for those who read it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import NotAGraph, OutputFailed
from kg.store.files import write_atomically

if TYPE_CHECKING:
    from typing_extensions import Buffer

LAYOUT = 3  # of the database: which graphs it holds, and how; another number has it made again
STAYS = 600.0  # seconds for which a database that was replaced stays, much longer than any query runs
READ_AT_ONCE = 1 << 20
SEAL, REPLACED, SEEN = "sealed.json", "replaced", "seen.json"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a database is made from: N-Quads files, further quads, and the release that wrote them.

    `read` gives the lines of a file, for which it may look into the files `beside`.
    """

    files: tuple[Path, ...]
    extra: bytes
    release: str
    beside: tuple[Path, ...] = ()
    read: Callable[[Path], bytes] = Path.read_bytes

    def stamp(self) -> str:
        """Return a hash of the files' names and bytes, and of what else makes the database (24 hex digits)."""
        digest = self._digest()
        for path in (*self.files, *self.beside):
            digest.update(path.name.encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:24]

    def touched(self) -> str:
        """Return a hash that differs when a file was written since, without reading any."""
        digest = self._digest()
        for path in (*self.files, *self.beside):
            status = path.stat()
            digest.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
        return digest.hexdigest()

    def _digest(self) -> hashlib._Hash:
        made_by = f"{LAYOUT}\0{pyoxigraph.__version__}\0{self.release}\0"
        return hashlib.sha256(made_by.encode() + hashlib.sha256(self.extra).digest())


def database(folder: Path, parts: Parts, *, anew: bool = False, progress: Progress | None = None) -> Path:
    """Return the directory of the parts' database, making it if need be, or in any case if `anew`.

    `progress` is called with how many files are loaded, how many there are, and the name of the next. Raises `OSError`
    if it must be made and cannot be, `NotAGraph` if a part is damaged.
    """
    stamp = _known_stamp(folder, parts)
    found = None if anew else _standing(folder, stamp)
    if found is None:
        found = _make(folder, stamp, parts, anew=anew, progress=progress)
    _retire_others(found)
    return found


def _known_stamp(folder: Path, parts: Parts) -> str:
    """Return the parts' stamp, from the last time where no file was touched since: hashing all takes long."""
    touched, note = parts.touched(), folder / SEEN
    with suppress(OSError, ValueError, KeyError, TypeError):
        seen = json.loads(note.read_bytes())
        if seen["touched"] == touched:
            return str(seen["stamp"])
    stamp = parts.stamp()
    with suppress(OutputFailed):  # where nothing can be written, the stamp is computed each time
        write_atomically(note, json.dumps({"touched": touched, "stamp": stamp}).encode())
    return stamp


def _standing(folder: Path, stamp: str) -> Path | None:
    """Return a database of that stamp which was not replaced and can be opened; drop those that cannot."""
    for path in sorted([*folder.glob(stamp), *folder.glob(f"{stamp}.*")]):
        if not (path / REPLACED).exists():
            if _is_sound(path):
                return path
            shutil.rmtree(path, ignore_errors=True)
    return None


def _is_sound(path: Path) -> bool:
    """Tell whether a database has the files that it was made with, and opens."""
    try:
        sizes = json.loads((path / SEAL).read_bytes())
        if any(not _fits(path / name, size) for name, size in sizes.items()):
            return False
        return bool(pyoxigraph.Store.read_only(str(path)))
    except (OSError, ValueError, RuntimeError):
        return False


def _fits(file: Path, size: int) -> bool:
    """Tell whether a file is as long as it was; who opens the database to write has another manifest, or a longer one."""
    if file.name.startswith("MANIFEST"):
        return not file.exists() or file.stat().st_size >= size
    return file.stat().st_size == size


def _make(folder: Path, stamp: str, parts: Parts, *, anew: bool, progress: Progress | None) -> Path:
    folder.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
    try:
        _load(work / "db", parts, progress)
        sizes = {file.name: file.stat().st_size for file in (work / "db").iterdir()
                 if file.suffix == ".sst" or file.name.startswith("MANIFEST")}
        (work / "db" / SEAL).write_text(json.dumps(sizes))
        # Another process may have made the same database meanwhile; it is as good as ours.
        return (None if anew else _standing(folder, stamp)) or _named(work / "db", folder, stamp)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _named(made: Path, folder: Path, stamp: str) -> Path:
    """Give a database its name: the stamp, with a number where that is taken."""
    number = 0
    while True:
        target = folder / (f"{stamp}.{number}" if number else stamp)
        if not target.exists():
            with suppress(OSError):
                os.rename(made, target)
                return target
            if not target.exists():
                raise OSError(f"{target} cannot be made")
        number += 1


def _load(path: Path, parts: Parts, progress: Progress | None) -> None:
    """Load everything, and its union as the default graph.

    In one bulk load: one for each part would leave as many small tables.
    """
    store = pyoxigraph.Store(str(path))
    try:
        store.bulk_load(io.BufferedReader(_Chunks(_all(parts, progress)), READ_AT_ONCE), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise _damaged(parts, error) from error
    store.optimize()  # a bulk load leaves tables that overlap, each of which every look-up must ask
    store.flush()


def _all(parts: Parts, progress: Progress | None) -> Iterator[bytes]:
    yield from (parts.extra, union(parts.extra))
    for number, path in enumerate(parts.files):
        if progress:
            progress(number, len(parts.files), path.name)
        data = parts.read(path)
        yield from (data, b"" if data.endswith(b"\n") else b"\n", union(data))
    if progress:
        progress(len(parts.files), len(parts.files), "")


def union(data: bytes) -> bytes:
    """Return the triples of N-Quads lines, for the default graph, which so holds the union of all graphs as a set.

    An engine's own union (Oxigraph's, for one, https://github.com/oxigraph/oxigraph/issues/1919) may give a triple once
    for each graph that holds it, so that counts and plain lists of entities come out too long.

    >>> union(b"<urn:a> <urn:b> <urn:c> <urn:g> .\\n")
    b'<urn:a> <urn:b> <urn:c> .\\n'
    """
    # The graph name is an IRI, which holds no space: it begins at the last " <".
    return b"".join([line[:line.rindex(b" <")] + b" .\n" for line in data.splitlines() if line])


def _damaged(parts: Parts, error: SyntaxError) -> NotAGraph:
    for path in parts.files:
        try:
            for _ in pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS):
                pass
        except SyntaxError as found:
            return NotAGraph(f"{path} is damaged: {found}.", "Build the graph again.")
    return NotAGraph(f"The graph is damaged: {error}.", "Build the graph again.")


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a file to read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        view = memoryview(buffer)
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _retire_others(kept: Path) -> None:
    """Mark the other databases as replaced, and drop those that were so long ago that nobody reads them."""
    for other in kept.parent.iterdir():
        # A name that begins with a dot is another process's unfinished work.
        if other == kept or other.name.startswith(".") or not other.is_dir():
            continue
        with suppress(OSError):
            mark = other / REPLACED
            if not mark.exists():
                mark.touch()
            elif time.time() - mark.stat().st_mtime > STAYS:
                shutil.rmtree(other, ignore_errors=True)
