"""A store in an rdflib dataset in memory, for tests, notebooks and single texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad

from kg.model import Document, Gap, Reading
from kg.rdf.canonical import from_nquads, quad_lines, with_union
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.mapping import document_graph, to_quads
from kg.rdf.projection import alleged_graph, project, relations_graph
from kg.rdf.reading import from_quads
from kg.store.ontology import accusatory_predicates, iris_of, ontology_graph, ontology_nquads, with_ontology
from kg.store.source import Quads
from kg.store.terms import add_quads, quads_of


class MemoryStore:
    """Keeps the quads in an rdflib dataset, gone with the object.

    `dataset` is that dataset, to be asked and walked but not changed: its graphs are those of the documents, the direct
    triples and, from `finish` on, the ontology; its default graph is their union.
    """

    def __init__(self, *, release: str = "", pipeline: str = "", base: str = DEFAULT_BASE,
                 ontology: Sequence[Path] = ()) -> None:
        self.release, self.pipeline, self.base, self.ontology = release, pipeline, base, tuple(ontology)
        self.dataset = rdflib.Dataset(default_union=True)
        self.finished = False
        self._documents: dict[str, Document] = {}
        self._gaps: dict[str, tuple[Gap, ...]] = {}

    def put(self, reading: Reading) -> None:
        """Keep a reading, in place of what was kept of that document before."""
        document = reading.document
        quads = to_quads(reading, base=self.base, release=self.release,
                         pipeline=with_ontology(self.pipeline, self.ontology), iris=iris_of(self.ontology))
        self._begin()
        self._drop(document_graph(document.id, base=self.base))
        add_quads(self.dataset, quads)
        self._documents[document.id] = document
        self._gaps[document.id] = reading.gaps

    def remove(self, document: str) -> None:
        """Forget a document; nothing happens if it is not kept."""
        if self._documents.pop(document, None) is not None:
            self._begin()
            self._drop(document_graph(document, base=self.base))
            del self._gaps[document]

    def has(self, document: str) -> bool:
        """Return whether the document is kept."""
        return document in self._documents

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids in order of source and id."""
        return tuple(document.id for document in self.documents())

    def documents(self) -> Iterator[Document]:
        """Yield the documents in order of source and id."""
        return iter(sorted(self._documents.values(), key=lambda document: (document.source, document.id)))

    def reading(self, document: str) -> Reading:
        """Return what one document gave."""
        text = self._documents[document].text
        quads = quads_of(self.dataset, document_graph(document, base=self.base))
        return replace(from_quads(quads, text=text, base=self.base), gaps=self._gaps[document])

    def gaps(self, document: str) -> tuple[Gap, ...]:
        """Return what was not understood of one document."""
        return self._gaps[document]

    def readings(self) -> Iterator[Reading]:
        """Yield all readings."""
        return map(self.reading, self.ids())

    def relations(self) -> Iterator[Quad]:
        """Yield the direct triples."""
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            yield from quads_of(self.dataset, graph)

    def quads(self) -> Iterator[Quad]:
        """Yield the documents' graphs and the direct triples."""
        for document in self.ids():
            yield from quads_of(self.dataset, document_graph(document, base=self.base))
        yield from self.relations()

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads."""
        return quad_lines(self.quads())

    def finish(self, *, accusatory: Collection[str] | None = None) -> None:
        """Derive the direct triples anew."""
        self._begin()
        accusatory = accusatory_predicates(accusatory, self.ontology)
        derived = project(self.readings(), accusatory=accusatory, base=self.base, iris=iris_of(self.ontology))
        add_quads(self.dataset, list(derived))
        self._drop(ontology_graph(self.base))
        add_quads(self.dataset, from_nquads(ontology_nquads(self.ontology, base=self.base)))
        self.finished = True

    def source(self) -> Quads:
        """Return all graphs, the ontology and their union, for rdflib to ask."""
        lines = [*self.lines(), *ontology_nquads(self.ontology, base=self.base).splitlines(keepends=True)]
        return Quads(b"".join(with_union(lines)), engine="rdflib")

    def _begin(self) -> None:
        """Withdraw the direct triples before a change: they may no longer be those of the documents."""
        self.finished = False
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            self._drop(graph)

    def _drop(self, graph: NamedNode) -> None:
        self.dataset.remove_graph(rdflib.URIRef(graph.value))
