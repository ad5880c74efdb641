"""Writing that leaves either the whole file or none: to a temporary name beside it, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import OutputFailed


def write_atomically(path: Path, data: bytes, *, forced: bool = True) -> None:
    """Write a file whole, making the folders above it.

    Raises `OutputFailed` if the place cannot be written; what stood there before then stays. Unless `forced` to the disk,
    the file may be empty or half written after a power cut.
    """
    with replacing(path, forced=forced) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, forced: bool = True) -> Iterator[IO[bytes]]:
    """Give a file to write, which takes the place of `path` at the end of the block, and only if the block ends well.

    Raises `OutputFailed` if the place cannot be written; what stood there before then stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                if forced:
                    os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)  # already renamed where all went well
    except OSError as error:
        raise failed(path, error) from error


def _umask() -> int:
    """Return the process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def failed(path: Path, error: OSError) -> OutputFailed:
    """Return the error for the person when a path could not be written."""
    return OutputFailed(f"{path} cannot be written ({error.strerror or error}).", "Name another place, or free space.")
