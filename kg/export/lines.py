"""What a graph holds as lines of N-Quads: the one form that every export of RDF starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from kg.ontology import SCHEMES, ontology_file
from kg.rdf.iris import make_iri
from kg.store.ontology import ontology_nquads
from kg.store.protocol import Store

STEP = 50_000  # lines between two words of progress

Progress = Callable[[str, int], None]
"""Told from time to time what is being done and how much of it is done."""


def no_progress(_what: str, _done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of an export beside its format; see `kg.export.export`."""

    rdf12: bool = False
    ontology: bool = False
    align: tuple[str, ...] = ()
    progress: Progress = no_progress


def graph_lines(store: Store, options: Options) -> Iterator[bytes]:
    """Yield N-Quads lines in no order: the documents' graphs, the direct triples, and what the options add."""
    for done, line in enumerate(store.lines(), 1):
        yield line
        if done % STEP == 0:
            options.progress("triples read", done)
    if options.ontology:
        yield from ontology_nquads(store.ontology, base=store.base).splitlines(keepends=True)
    for name in options.align:
        yield from alignment_nquads(name, base=store.base).splitlines(keepends=True)


def added_prefixes(store: Store, options: Options) -> dict[str, str]:
    """Return the prefixes of what the options add, by name, as its own files declare them."""
    files = [ontology_file(name) for name in SCHEMES] + list(store.ontology) if options.ontology else []
    files += [ontology_file(f"align/{name}.ttl") for name in options.align]
    found: dict[str, str] = {}
    for path in files:
        parser = parse(path=str(path), format=RdfFormat.TURTLE)
        for _ in parser:
            pass
        found = parser.prefixes | found
    return found


def alignment_nquads(name: str, *, base: str) -> bytes:
    """Return an alignment as N-Quads in a graph of its own, the same bytes each time."""
    graph = NamedNode(make_iri(base, "graph", "align", name))
    quads = parse(path=str(ontology_file(f"align/{name}.ttl")), format=RdfFormat.TURTLE)
    dataset = Dataset(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # blank nodes are named by what they hold, not by chance
    # Two files' blank nodes are not to meet under one name.
    return (serialize(dataset, format=RdfFormat.N_QUADS) or b"").replace(b"_:c14n", b"_:" + name.encode() + b"n")
