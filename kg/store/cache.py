"""The Oxigraph database of a graph directory: made from the parts, and made again when they change.

It lies in `oxigraph/STAMP/`, where STAMP is a hash of what it was made from: a database that is there is whole and
right, since its directory takes its name only when it is done, and one of another name is out of date.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.rdf.canonical import with_union


def stamp(files: Iterable[Path], *, salt: str) -> str:
    """Return a hash of the files' names and bytes (24 hex digits)."""
    digest = hashlib.sha256(salt.encode())
    for path in files:
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:24]


def database(folder: Path, files: Iterable[Path], *, extra: bytes, salt: str) -> Path:
    """Return the directory of the database of these N-Quads files and the extra quads, making it if need be.

    Raises `OSError` if it must be made and cannot be.
    """
    files = list(files)
    target = folder / stamp(files, salt=salt + hashlib.sha256(extra).hexdigest())
    if not target.is_dir():
        _make(target, files, extra)
    return target


def _make(target: Path, files: Iterable[Path], extra: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
    try:
        _load(work, files, extra)
        try:
            os.rename(work / "db", target)
        except OSError:
            # Another process may have made the same database meanwhile; it is as good as ours.
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _drop_others(target)


def _load(work: Path, files: Iterable[Path], extra: bytes) -> None:
    """Load everything, and its union as the default graph.

    In one bulk load: one for each part would leave as many small tables.
    """
    joined = work / "all.nq"
    with joined.open("wb") as out:
        out.writelines(with_union(extra.splitlines(keepends=True)))
        for path in files:
            with path.open("rb") as part:
                out.writelines(with_union(part))
    store = pyoxigraph.Store(work / "db")
    store.bulk_load(path=joined, format=RdfFormat.N_QUADS)
    store.flush()


def _drop_others(target: Path) -> None:
    for other in target.parent.iterdir():
        # A name that begins with a dot is another process's unfinished work.
        if other != target and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)
