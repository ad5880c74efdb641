"""Canonical N-Quads of all graphs, sorted by code point, the same bytes for the same graph; and N-Triples of their union."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.export.lines import Options, graph_lines
from kg.export.order import dataset_in_order, without_marks
from kg.export.reifiers import with_reifiers
from kg.export.sorting import sort_lines
from kg.export.spool import spooled, union_spool
from kg.store.files import replacing
from kg.store.protocol import Store


def write_nquads(store: Store, path: Path, options: Options) -> None:
    """Write the named graphs as canonical N-Quads: one quad a line, each once, sorted."""
    folder = path.parent
    with replacing(path) as file:
        lines = graph_lines(store, options)
        if options.rdf12:
            lines = map(without_marks, with_reifiers(dataset_in_order(lines, base=store.base, folder=folder)))
        with spooled(_each_once(sort_lines(lines, folder=folder)), store, options, folder=folder) as spool:
            serialize(spool.quads(), file, RdfFormat.N_QUADS)


def write_ntriples(store: Store, path: Path, options: Options) -> None:
    """Write the union of all graphs as N-Triples, in reading order."""
    with replacing(path) as file, union_spool(store, options, folder=path.parent) as spool:
        serialize(spool.triples(), file, RdfFormat.N_TRIPLES)


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
