"""`judgements.jsonl`: what people decided about two entities, in the order in which they did; no build removes a line.

Each line names documents and entities as the documents tell them, never nodes, so that it holds whatever else is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from kg.errors import NotAGraph
from kg.identity.across.judgements import Judgement
from kg.store.files import failed, write_atomically

NAME = "judgements.jsonl"
_LINE = msgspec.json.Decoder(Judgement)


def judgements(directory: Path) -> tuple[Judgement, ...]:
    """Return all judgements of a graph, also those that later ones replace; raise `NotAGraph` where the file is damaged."""
    path = directory / NAME
    try:
        return tuple(_LINE.decode_lines(path.read_bytes())) if path.exists() else ()
    except (OSError, ValueError) as error:
        raise NotAGraph(f"{path} is damaged: {error}.", "Mend or remove the line; each is one judgement.") from error


def add_judgements(directory: Path, new: Iterable[Judgement]) -> None:
    """Add judgements behind those that are there, all or none; raise `OutputFailed` where they cannot be written."""
    path = directory / NAME
    try:
        before = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise failed(path, error) from error
    lines = b"".join(msgspec.json.encode(judgement, order="deterministic") + b"\n" for judgement in new)
    write_atomically(path, before + b"\n" * (not before.endswith(b"\n") and bool(before)) + lines)
