"""A store in memory, for tests, notebooks and single texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.model import Document, Gap, Reading
from kg.rdf.canonical import quad_lines, with_union
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.mapping import document_graph, to_quads
from kg.rdf.projection import alleged_graph, project, relations_graph
from kg.rdf.reading import from_quads
from kg.store.ontology import accusatory_predicates, iris_of, ontology_nquads, with_ontology
from kg.store.source import Quads


class MemoryStore:
    """Keeps the quads in an Oxigraph store in memory; gone with the object."""

    def __init__(self, *, release: str = "", pipeline: str = "", base: str = DEFAULT_BASE,
                 ontology: Sequence[Path] = ()) -> None:
        self.release, self.pipeline, self.base, self.ontology = release, pipeline, base, tuple(ontology)
        self._store = pyoxigraph.Store()
        self._documents: dict[str, Document] = {}
        self._gaps: dict[str, tuple[Gap, ...]] = {}

    def put(self, reading: Reading) -> None:
        """Keep a reading, in place of what was kept of that document before."""
        document = reading.document
        self._store.remove_graph(document_graph(document.id, base=self.base))
        self._store.extend(to_quads(reading, base=self.base, release=self.release,
                                    pipeline=with_ontology(self.pipeline, self.ontology), iris=iris_of(self.ontology)))
        self._documents[document.id] = document
        self._gaps[document.id] = reading.gaps

    def remove(self, document: str) -> None:
        """Forget a document; nothing happens if it is not kept."""
        if self._documents.pop(document, None) is not None:
            self._store.remove_graph(document_graph(document, base=self.base))
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
        quads = self._graph(document_graph(document, base=self.base))
        return replace(from_quads(quads, text=text, base=self.base), gaps=self._gaps[document])

    def readings(self) -> Iterator[Reading]:
        """Yield all readings."""
        return map(self.reading, self.ids())

    def relations(self) -> Iterator[Quad]:
        """Yield the direct triples."""
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            yield from self._graph(graph)

    def quads(self) -> Iterator[Quad]:
        """Yield the documents' graphs and the direct triples."""
        for document in self.ids():
            yield from self._graph(document_graph(document, base=self.base))
        yield from self.relations()

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads."""
        return quad_lines(self.quads())

    def finish(self, *, accusatory: Collection[str] | None = None) -> None:
        """Derive the direct triples anew."""
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            self._store.remove_graph(graph)
        accusatory = accusatory_predicates(accusatory, self.ontology)
        self._store.extend(project(self.readings(), accusatory=accusatory, base=self.base, iris=iris_of(self.ontology)))

    def source(self) -> Quads:
        """Return the quads themselves."""
        return Quads(self.dump())

    def database(self) -> Path | None:
        """Return None: nothing lies on disk."""
        return None

    def dump(self) -> bytes:
        """Return all graphs, the ontology and their union as N-Quads."""
        data = (self._store.dump(format=RdfFormat.N_QUADS) or b"") + ontology_nquads(self.ontology, base=self.base)
        return b"".join(with_union(data.splitlines(keepends=True)))

    def _graph(self, graph: NamedNode) -> Iterator[Quad]:
        return iter(self._store.quads_for_pattern(None, None, None, graph))
