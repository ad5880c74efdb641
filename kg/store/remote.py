"""A store on a SPARQL 1.1 server: one graph a document there, texts and ledgers beside them, and the direct triples.

A document is there if and only if its graph is: its text is put first, and its graph is replaced by one PUT. The server's
default graph is filled with the union of the graphs, in `finish`, unless the server itself gives their union.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import NotAGraph, OutputFailed, ServerUnsuitable
from kg.model import Document, Gap, Reading
from kg.ontology import digest
from kg.rdf.canonical import from_nquads, quad_lines
from kg.rdf.iris import DCTERMS, DEFAULT_BASE, HR, PROV, RDF, RDFS, SCHEMA, id_of, make_iri
from kg.rdf.mapping import document_graph, to_quads
from kg.rdf.projection import alleged_graph, project, relations_graph
from kg.rdf.reading import from_quads
from kg.store.addresses import find_endpoint
from kg.store.cache import Progress
from kg.store.endpoint import Endpoint, declared
from kg.store.kept import STORE, kept_graph, store_of, store_triples, text_of, text_triples
from kg.store.ledger import from_lines
from kg.store.listing import Listing
from kg.store.manifest import Entry, Manifest
from kg.store.ontology import (
    accusatory_predicates,
    iris_of,
    keep_ontology,
    kept_ontology,
    ontology_graph,
    ontology_nquads,
    with_ontology,
)

GRAPHS_AT_ONCE = 50  # how many graphs one update copies into the union: a server holds an update's changes in memory
_PREFIXES = declared({"hr": HR, "dcterms": DCTERMS, "prov": PROV, "schema": SCHEMA, "rdfs": RDFS, "rdf": RDF})
_LISTED = _PREFIXES + """
SELECT ?g ?source ?title ?date ?publisher ?author ?language ?pages ?release ?pipeline {{
  GRAPH ?g {{
    ?g a hr:Document .
    OPTIONAL {{ ?g dcterms:source ?source }} OPTIONAL {{ ?g dcterms:title ?title }}
    OPTIONAL {{ ?g dcterms:issued ?date }} OPTIONAL {{ ?g dcterms:publisher ?publisher }}
    OPTIONAL {{ ?g dcterms:creator ?author }} OPTIONAL {{ ?g dcterms:language ?language }} OPTIONAL {{ ?g hr:pages ?pages }}
    OPTIONAL {{ ?run prov:used ?g ; prov:wasAssociatedWith ?extractor . ?extractor rdfs:label ?pipeline
                OPTIONAL {{ ?extractor schema:softwareVersion ?release }} }}
  }}
  FILTER(STRSTARTS(STR(?g), "{start}"))
}}"""
_COUNTED = _PREFIXES + """
SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?g a hr:Document }} FILTER(STRSTARTS(STR(?g), "{start}")) }}"""
# Graphs that a server makes for itself, before anybody puts data there.
_SYSTEM = ("http://www.openlinksw.com/", "http://www.w3.org/ns/ldp#", "http://localuriqaserver/")


def create_remote(address: str, *, release: str, pipeline: str = "", base: str = DEFAULT_BASE,
                  ontology: Sequence[Path] | None = None, environment: Mapping[str, str] | None = None) -> RemoteStore:
    """Make a store on an empty server, or open the one that is there to add to it; see `create_store`.

    Raises `OutputFailed` if the server holds anything else, or a store with another base.
    """
    endpoint = find_endpoint(address, os.environ if environment is None else environment)
    found = store_of(endpoint.get_graph(STORE.value), place=address)
    if found is None:
        _refuse_strangers(endpoint, address)
        manifest, extensions = Manifest(release, base, pipeline), dict[str, str]()
        endpoint.put_graph(STORE.value, store_triples(manifest, extensions))
    elif found[0].base != base:
        raise OutputFailed(f"{address} holds a graph whose base is {found[0].base}.",
                           "Name another server or that base.")
    else:
        manifest, extensions = replace(found[0], release=release, pipeline=pipeline), found[1]
    store = RemoteStore(address, endpoint, manifest, extensions)
    if ontology is not None:
        store.adopt(ontology)
    return store


def open_remote(address: str, *, environment: Mapping[str, str] | None = None) -> RemoteStore:
    """Open the store on a server; raise `NotAGraph` if none is there."""
    endpoint = find_endpoint(address, os.environ if environment is None else environment)
    found = store_of(endpoint.get_graph(STORE.value), place=address)
    if found is None:
        raise NotAGraph(f"The server at {address} holds no graph of ours.", f"Make one: kg build ARTICLES -o {address}")
    return RemoteStore(address, endpoint, *found)


def _refuse_strangers(endpoint: Endpoint, address: str) -> None:
    """Raise `OutputFailed` if a server without our mark holds data: they would enter answers, and could be lost."""
    used = endpoint.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 20")
    named = [row["g"] for row in used if "g" in row and not row["g"].startswith(_SYSTEM)]
    loose = not used and endpoint.select("SELECT ?s { ?s ?p ?o } LIMIT 1")
    if named or loose:
        raise OutputFailed(f"The server at {address} holds other data"
                           f"{f' (in the graph <{named[0]}>, for one)' if named else ''}.",
                           "Name an empty server, or an empty dataset of that one.")


class RemoteStore:
    """Keeps readings on a SPARQL server. One process writes; any number may read at the same time."""

    def __init__(self, address: str, endpoint: Endpoint, manifest: Manifest, extensions: Mapping[str, str]) -> None:
        self.address, self.endpoint = address, endpoint
        self.release, self.pipeline = manifest.release, manifest.pipeline
        self._manifest, self._extensions = manifest, dict(extensions)
        self._begun = False
        self._folder: Path | None = None
        self._listed: Listing | None = None
        self.ontology = self._as_files()
        self._reader = with_ontology(self.pipeline, self.ontology)

    @property
    def base(self) -> str:
        """Return the base of the IRIs."""
        return self._manifest.base

    @property
    def finished(self) -> bool:
        """Return whether the direct triples are those of the documents kept."""
        return self._manifest.finished

    def adopt(self, ontology: Sequence[Path]) -> None:
        """Take these files as the user's own relations, in place of those before."""
        if digest(ontology) != digest(self.ontology):
            self._begin()
            folder = self._own_folder()
            names = keep_ontology(folder, ontology)
            self._extensions = {path.name: path.read_text(encoding="utf-8") for path in kept_ontology(folder, names)}
            self._note(ontology=names)
            self.ontology = kept_ontology(folder, names)
            self._reader = with_ontology(self.pipeline, self.ontology)

    def outdated(self) -> Iterator[Document]:
        """Yield the documents that were read by other relations of the user's than the graph has now."""
        for entry in self._listing().read_by_other_ontology(self._extractor()):
            yield entry.document(self._text(entry.id)[0])

    def put(self, reading: Reading) -> None:
        """Keep a reading, in place of what was kept of that document before."""
        document = reading.document
        quads = to_quads(reading, base=self.base, release=self.release, pipeline=self._reader,
                         iris=iris_of(self.ontology))
        listing = self._listing()
        self._begin()
        self.endpoint.put_graph(self._kept(document.id), text_triples(reading, base=self.base))
        self.endpoint.put_graph(self._graph(document.id), _triples(quads))
        listing.add(Entry.of(document, extractor=self._extractor()))

    def remove(self, document: str) -> None:
        """Forget a document; nothing happens if it is not kept."""
        if document in self._listing():
            self._begin()
            self.endpoint.delete_graph(self._graph(document))
            self.endpoint.delete_graph(self._kept(document))
            self._listing().drop(document)

    def has(self, document: str) -> bool:
        """Return whether the document was read by this release and pipeline."""
        return self._listing().read_by(self._extractor(), document)

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids in order of source and id."""
        return self._listing().ids()

    def documents(self) -> Iterator[Document]:
        """Yield the documents with their texts, in order of source and id."""
        return (entry.document(self._text(entry.id)[0]) for entry in self._listing())

    def reading(self, document: str) -> Reading:
        """Return what one document gave; raise `KeyError` if it is not kept, `NotAGraph` if its graph is damaged."""
        if document not in self._listing():
            raise KeyError(document)
        text, ledger = self._text(document)
        try:
            reading = from_quads(self._quads(self._graph(document)), text=text, base=self.base)
            return replace(reading, gaps=from_lines(ledger.encode(), reading.document))
        except ValueError as error:
            raise self._damaged(document, error) from error

    def gaps(self, document: str) -> tuple[Gap, ...]:
        """Return what was not understood of one document; raise as `reading` does."""
        if document not in self._listing():
            raise KeyError(document)
        text, ledger = self._text(document)
        try:
            return from_lines(ledger.encode(), Document(document, text))
        except ValueError as error:
            raise self._damaged(document, error) from error

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, in order of source and id."""
        return map(self.reading, self.ids())

    def relations(self) -> Iterator[Quad]:
        """Yield the direct triples; none before `finish`."""
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            yield from self._quads(graph.value)

    def quads(self) -> Iterator[Quad]:
        """Yield the documents' graphs and the direct triples."""
        for document in self.ids():
            yield from self._quads(self._graph(document))
        yield from self.relations()

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads."""
        return quad_lines(self.quads())

    def finish(self, *, accusatory: Collection[str] | None = None) -> None:
        """Derive the direct triples anew and fill the default graph."""
        accusatory = accusatory_predicates(accusatory, self.ontology)
        quads = project(self.readings(), accusatory=accusatory, base=self.base, iris=iris_of(self.ontology))
        derived = dict.fromkeys((relations_graph(self.base), alleged_graph(self.base)), b"")
        for graph, found in groupby(sorted(quads, key=_name_of), key=attrgetter("graph_name")):
            derived[graph] = _triples(found)
        derived[ontology_graph(self.base)] = _triples(from_nquads(ontology_nquads(self.ontology, base=self.base)))
        for name, triples in derived.items():
            if triples:
                self.endpoint.put_graph(name.value, triples)
            else:
                self.endpoint.delete_graph(name.value)
        self._fill()
        self._note(finished=True)

    def reindex(self, progress: Progress | None = None) -> None:
        """Fill the default graph anew from the graphs; `progress` is told how many of how many are copied."""
        self._fill(progress)

    def source(self) -> Endpoint:
        """Return the server; where the build is not finished, its default graph is filled first with what there is."""
        found = store_of(self.endpoint.get_graph(STORE.value), place=self.address)
        if found is not None and not found[0].finished:
            self._fill()
        return self.endpoint

    def _fill(self, progress: Progress | None = None) -> None:
        """Copy all graphs into the default graph, unless the server gives their union there."""
        if self._gives_union():
            return
        self.endpoint.update("CLEAR SILENT DEFAULT")
        own = (relations_graph(self.base).value, alleged_graph(self.base).value, ontology_graph(self.base).value)
        graphs = [*map(self._graph, self.ids()), *own]
        for start in range(0, len(graphs), GRAPHS_AT_ONCE):
            names = " ".join(f"<{name}>" for name in graphs[start:start + GRAPHS_AT_ONCE])
            if progress:
                progress(start, len(graphs), graphs[start])
            self.endpoint.update(f"INSERT {{ ?s ?p ?o }} WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}")

    def _gives_union(self) -> bool:
        """Tell whether the default graph shows what was only ever put into a named one."""
        return bool(self.endpoint.select(f"SELECT ?x {{ <{STORE.value}> ?p ?x }} LIMIT 1"))

    def _begin(self) -> None:
        """Mark the direct triples as out of date before the first change: a killed build is not to pass for whole."""
        if self._begun and not self._manifest.finished:
            return
        if self._manifest.finished:
            self._note(finished=False)
            if not self._gives_union():
                self.endpoint.update("CLEAR SILENT DEFAULT")
        self._begun = True
        for graph in (relations_graph(self.base), alleged_graph(self.base)):
            self.endpoint.delete_graph(graph.value)

    def _note(self, *, finished: bool | None = None, ontology: Iterable[str] | None = None) -> None:
        now = self._manifest
        self._manifest = replace(now, finished=now.finished if finished is None else finished,
                                 ontology=now.ontology if ontology is None else tuple(ontology))
        self.endpoint.put_graph(STORE.value, store_triples(self._manifest, self._extensions))

    def _listing(self) -> Listing:
        """Return the documents there, as they were when first asked and with what was put since."""
        if self._listed is None:
            start = make_iri(self.base, "document", "")
            listed = {row["g"]: self._entry(row) for row in self.endpoint.select(_LISTED.format(start=start))}
            number = self.endpoint.select(_COUNTED.format(start=start))[0]["n"]
            if len(listed) != int(number):
                raise ServerUnsuitable(f"The server at {self.address} lists {len(listed)} of {number} documents.",
                                       "Raise the number of rows that it gives at most.")
            self._listed = Listing(listed.values())
        return self._listed

    def _entry(self, row: Mapping[str, str]) -> Entry:
        made_by = (row.get("release", ""), row.get("pipeline", "").removeprefix("rightsgraph").strip())
        told = {name: row.get(name, "") for name in ("source", "title", "date", "publisher", "author", "language", "pages")}
        return Entry(id_of(row["g"], base=self.base).removeprefix("document:"), **told,
                     extractor=" ".join(filter(None, made_by)))

    def _extractor(self) -> str:
        return " ".join(filter(None, (self.release, self._reader)))

    def _graph(self, document: str) -> str:
        return document_graph(document, base=self.base).value

    def _kept(self, document: str) -> str:
        return kept_graph(document, base=self.base).value

    def _text(self, document: str) -> tuple[str, str]:
        try:
            return text_of(self.endpoint.get_graph(self._kept(document)))
        except ValueError as error:
            raise self._damaged(document, error) from error

    def _quads(self, graph: str) -> Iterator[Quad]:
        name = NamedNode(graph)
        for quad in parse(self.endpoint.get_graph(graph), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, name)

    def _damaged(self, document: str, error: ValueError) -> NotAGraph:
        return NotAGraph(f"What {self.address} holds of document {document} is damaged: {error}.",
                         "Build the graph again.")

    def _as_files(self) -> tuple[Path, ...]:
        """Return the user's extensions as files, which are gone with the store."""
        if not self._extensions:
            return ()
        folder = self._own_folder()
        for name, text in self._extensions.items():
            path = folder / "ontology" / Path(name).name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return kept_ontology(folder, self._extensions)

    def _own_folder(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="rightsgraph-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


def _name_of(quad: Quad) -> str:
    return str(quad.graph_name)


def _triples(quads: Iterable[Quad]) -> bytes:
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
