"""What a store does, whichever engine keeps the quads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from kg.model import Document, Gap, Reading
from kg.store.source import Source


class Store(Protocol):
    """Keeps readings as quads: one graph a document, and the direct triples derived from their claims."""

    release: str
    pipeline: str
    ontology: tuple[Path, ...]

    @property
    def base(self) -> str:
        """Return the base of the IRIs."""

    def put(self, reading: Reading) -> None:
        """Keep a reading, in place of what was kept of that document before."""

    def remove(self, document: str) -> None:
        """Forget a document; nothing happens if it is not kept."""

    def has(self, document: str) -> bool:
        """Return whether the document was read by this release and pipeline."""

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids in order of source and id."""

    def documents(self) -> Iterator[Document]:
        """Yield the documents with their texts, in order of source and id."""

    def reading(self, document: str) -> Reading:
        """Return what one document gave; raise `KeyError` if the store does not hold it."""

    def gaps(self, document: str) -> tuple[Gap, ...]:
        """Return the ledger of one document by itself; raise `KeyError` if the store does not hold it."""

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, in order of source and id."""

    def relations(self) -> Iterator[Quad]:
        """Yield the direct triples, in their two graphs."""

    def quads(self) -> Iterator[Quad]:
        """Yield the documents' graphs and the direct triples; the ontology is not among them."""

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads, in no order, for exports of any size."""

    def finish(self, *, accusatory: Collection[str] | None = None) -> None:
        """Derive the direct triples anew from all claims; needed once after the last `put`.

        `accusatory` holds the predicates that accuse; None takes those of the ontology.
        """

    def source(self) -> Source:
        """Return how a query reaches all graphs and the ontology by name, and their union as the default graph."""
