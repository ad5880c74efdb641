"""Canonical N-Quads of all graphs: one quad a line, sorted, the same bytes for the same graph."""

from __future__ import annotations

from pathlib import Path

from kg.rdf.canonical import to_nquads
from kg.store.files import write_atomically
from kg.store.protocol import Store


def write_nquads(store: Store, path: Path) -> None:
    """Write the named graphs as canonical N-Quads."""
    write_atomically(path, to_nquads(store.quads()))
