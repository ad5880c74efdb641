"""A graph's triples on disk, in reading order: what the writers of RDF read from, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from operator import attrgetter
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.export.lines import Options, added_prefixes, graph_lines
from kg.export.order import dataset_in_order, union_in_order, without_marks
from kg.export.reifiers import with_reifiers
from kg.export.sorting import spill
from kg.rdf.iris import prefixes_of
from kg.store.protocol import Store

BATCH = 4096


@dataclass(frozen=True, slots=True)
class Spool:
    """N-Triples or N-Quads in a nameless file, set to its beginning, and the prefixes that they use, by name."""

    file: IO[bytes]
    prefixes: dict[str, str]

    def quads(self) -> Iterator[Quad]:
        """Return what the lines hold; those of a damaged graph raise `SyntaxError`."""
        return iter(parse(self.file, format=RdfFormat.N_QUADS))

    def triples(self) -> Iterator[Triple]:
        """Return the triples of what the lines hold."""
        return map(attrgetter("triple"), self.quads())


@contextmanager
def union_spool(store: Store, options: Options, *, folder: Path | None = None) -> Iterator[Spool]:
    """Give the union of all graphs as N-Triples in reading order."""
    lines = union_in_order(graph_lines(store, options), base=store.base, folder=folder)
    with spooled(with_reifiers(lines) if options.rdf12 else lines, store, options, folder=folder) as spool:
        yield spool


@contextmanager
def dataset_spool(store: Store, options: Options, *, folder: Path | None = None) -> Iterator[Spool]:
    """Give all graphs as N-Quads, graph by graph in order of name, each in reading order."""
    lines = dataset_in_order(graph_lines(store, options), base=store.base, folder=folder)
    with spooled(with_reifiers(lines) if options.rdf12 else lines, store, options, folder=folder) as spool:
        yield spool


@contextmanager
def spooled(lines: Iterable[bytes], store: Store, options: Options, *, folder: Path | None = None) -> Iterator[Spool]:
    """Give lines of N-Triples or N-Quads, with or without marks, in the order that they come in."""
    known = added_prefixes(store, options) | prefixes_of(store.base)
    unseen = {name: b"<" + iri.encode() for name, iri in known.items()}
    with spill(_chunks(lines, unseen, options), folder=folder) as file:
        yield Spool(file, {name: iri for name, iri in sorted(known.items()) if name not in unseen})


def _chunks(lines: Iterable[bytes], unseen: dict[str, bytes], options: Options) -> Iterator[bytes]:
    """Join lines to larger pieces, and take out of `unseen` each prefix whose namespace begins an IRI."""
    lines = iter(lines)
    for done in count(0, BATCH):
        chunk = without_marks(b"".join(islice(lines, BATCH)))
        if not chunk:
            return
        for name in [name for name, start in unseen.items() if start in chunk]:
            del unseen[name]
        options.progress("triples sorted", done)
        yield chunk
