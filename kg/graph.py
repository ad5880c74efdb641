"""A graph that was built: what `kg.open` returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.model import Act, Claim, Document, Entity

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyvis.network import Network

    from kg.explaining import Explained
    from kg.maps.inline import InlineMap
    from kg.query import Result
    from kg.store import Store


def open_graph(place: Path | str) -> Graph:
    """Open the directory that `kg build` made, or the graph on a SPARQL server, by its URL.

    Raises `NotAGraph` if none is there. A server's credentials are those of the environment: RIGHTSGRAPH_USER and
    RIGHTSGRAPH_PASSWORD, or RIGHTSGRAPH_TOKEN.
    """
    from kg.store import open_store

    return Graph(open_store(place))


class Graph:
    """Claims with their evidence, the entities they are about and the documents they come from.

    Holds a store and nothing else: every call reads what is there now.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, document by document, in order of appearance."""
        return (claim for reading in self.store.readings() for claim in reading.claims)

    def acts(self) -> Iterator[Act]:
        """Yield every act that is told of, document by document, in order of appearance."""
        return (act for reading in self.store.readings() for act in reading.acts)

    def entities(self) -> list[Entity]:
        """Return the entities, those of the same id merged over documents: aliases united, mentions of all."""
        from kg.rdf.merging import merge_entities

        return [merged.entity for merged in merge_entities(self.store.readings())]

    def documents(self) -> list[Document]:
        """Return the documents with their texts, in order of source."""
        return list(self.store.documents())

    def query(self, sparql: str, *, deadline: float = 30.0) -> Result:
        """Run a SPARQL query: rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

        The standard prefixes (hr, hrv, rdf, rdfs, xsd, prov, oa, dcterms, skos) need no declaration. Raises `BadQuery`,
        `QueryRefused`, or `QueryTooLong` past the deadline in seconds.
        """
        from kg.query import run_query

        return run_query(self.store, sparql, deadline=deadline)

    def question(self, name: str, values: Mapping[str, str] | None = None, *, limit: int | None = None,
                 deadline: float = 30.0) -> Result:
        """Answer one of the named questions (`kg.query.questions()`), with values for its parameters.

        `limit` takes the place of the question's own; 0 gives all rows.
        """
        from kg.query import question
        from kg.query.complete import complete

        asked = question(name)
        if limit == 0:
            whole = complete(asked, values or {}, lambda text: self.query(text, deadline=deadline))
            return self.query(whole, deadline=deadline)
        return self.query(asked.bound(values, limit=limit), deadline=deadline)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the union of all documents and direct triples as an rdflib graph in memory, without the ontology.

        Its triples lie in an Oxigraph store, so that SPARQL on it is fast and `len` is not.
        """
        import pyoxigraph
        import rdflib
        from oxrdflib import OxigraphStore

        from kg.export.common import union_triples
        from kg.rdf.iris import make_iri, prefixes_of

        name = make_iri(self.store.base, "graph", "union")
        node, triples = pyoxigraph.NamedNode(name), union_triples(self.store)
        inner = pyoxigraph.Store()
        inner.bulk_extend(pyoxigraph.Quad(t.subject, t.predicate, t.object, node) for t in triples)
        graph = rdflib.Graph(store=OxigraphStore(store=inner), identifier=rdflib.URIRef(name))
        for prefix, namespace in prefixes_of(self.store.base).items():
            graph.bind(prefix, namespace)
        return graph

    def to_networkx(self, *, edges: Literal["claims", "relations"] = "claims", **filters: Any) -> nx.MultiDiGraph[str]:
        """Return the graph as a networkx multigraph: node key entity id, edge key claim id; nothing is dropped.

        `edges="relations"` gives the direct triples instead. The filters (`predicate`, `modality`, `polarity`, `since`,
        `until`, `undated`, `speaker`, `document`, `type`, `place`) are those of `kg.network.Filters`.
        """
        from kg.network import to_networkx
        from kg.ontology import load_ontology

        return to_networkx(self.store.readings(), edges=edges, ontology=load_ontology(*self.store.ontology), **filters)

    def to_pyvis(self, *, limit: int = 300) -> Network:
        """Return a `pyvis.network.Network` of the `limit` entities with most ties and the claims between them.

        Positions are set and physics is off; every text in it is shown as text. Nothing is written.
        """
        from kg.maps import to_pyvis
        from kg.ontology import load_ontology

        return to_pyvis(self.store.readings(), limit=limit, accusatory=load_ontology(*self.store.ontology).accusatory)

    def map(self, path: Path | str, **options: Any) -> None:
        """Write the interactive map, one HTML page.

        Options: `title`, `limit` (entities drawn at first), `focus` (a name or id: only what is around it is drawn at first).
        """
        from kg.maps import write_map

        write_map(self.store.readings(), path, **self._map_options(options))

    def show(self, *, height: int = 640, **options: Any) -> InlineMap:
        """Return the interactive map for a notebook: as the last line of a cell, it is shown there, offline.

        `height` is in pixels; the options are those of `map`.
        """
        from kg.maps import inline_map, map_view

        return inline_map(map_view(self.store.readings(), **self._map_options(options)), height=height)

    def _map_options(self, options: dict[str, Any]) -> dict[str, Any]:
        from kg.ontology import load_ontology

        return {"ontology": load_ontology(*self.store.ontology), "base": self.store.base} | options

    def explain(self, document: str) -> list[Explained]:
        """Return sentence by sentence what a document gave, by which rule, and what of it was not understood.

        `document` is its id, or part of its title or source; raises `NotInGraph` unless that is one. The text is parsed
        again by the graph's pipeline; claims, acts and the ledger are those that the graph holds.
        """
        from kg.explaining import explain, find_document

        return explain(self.store, find_document(self.store, document).id)

    def export(self, format: str, path: Path | str, **options: Any) -> None:
        """Write the graph in one of the formats of `kg.export.FORMATS`; the options are those of `kg.export.export`."""
        from kg.export import export

        export(self.store, format, path, **options)
