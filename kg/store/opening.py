"""Making and opening stores: a path is a directory's, a URL that of a SPARQL server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from kg.rdf.iris import DEFAULT_BASE
from kg.store.addresses import address_of
from kg.store.embedded import EmbeddedStore, create_directory, open_directory
from kg.store.remote import RemoteStore, create_remote, open_remote

LastingStore: TypeAlias = EmbeddedStore | RemoteStore
"""A store that outlives the process."""


def create_store(place: Path | str, *, release: str, pipeline: str = "", base: str = DEFAULT_BASE,
                 ontology: Sequence[Path] | None = None) -> LastingStore:
    """Make a graph in a directory or on a server, or open the one that is there to add to it.

    `ontology` names files with a user's own relations, which are copied; None leaves those that the graph has. Raises
    `OutputFailed` if the place cannot be written, holds anything else, or holds a graph with another base; for a
    server also the `Server...` errors.
    """
    address = address_of(place)
    if address is not None:
        return create_remote(address, release=release, pipeline=pipeline, base=base, ontology=ontology)
    return create_directory(Path(place), release=release, pipeline=pipeline, base=base, ontology=ontology)


def open_store(place: Path | str) -> LastingStore:
    """Open a graph directory, or the graph on a server; raise `NotAGraph` if there is none."""
    address = address_of(place)
    return open_remote(address) if address is not None else open_directory(Path(place))
