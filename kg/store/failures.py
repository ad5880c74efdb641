"""`failures.jsonl`: the files that gave nothing, with the reason and the remedy, until a later build reads them.

It is no part of the graph, which holds what was read; it says what the graph lacks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from kg.documents.unread import Unread
from kg.errors import NotAGraph
from kg.store.files import failed, write_atomically

NAME = "failures.jsonl"
__all__ = ["NAME", "Unread", "keep_unread", "unread"]


def unread(directory: Path) -> tuple[Unread, ...]:
    """Return the files that a graph lacks, by name; raise `NotAGraph` where the list is damaged."""
    path = directory / NAME
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else ()
        return tuple(Unread(**json.loads(line)) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise NotAGraph(f"{path} is damaged: {error}.", "Delete it, and build the graph again.") from error


def keep_unread(directory: Path, found: Iterable[Unread], *, tried: Collection[str]) -> None:
    """Write down the files that a build could not read, beside those of earlier builds which it did not try again.

    Raises `OutputFailed` where the list cannot be written, `NotAGraph` where the one before is damaged.
    """
    kept = sorted({*found, *(before for before in unread(directory) if before.file not in tried)})
    path = directory / NAME
    if kept:
        write_atomically(path, "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in kept).encode())
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise failed(path, error) from error
