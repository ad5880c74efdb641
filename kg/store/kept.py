"""What a server keeps besides the documents' graphs: their texts and ledgers, and what the store says of itself.

These lie in graphs of their own, which are no part of the union. The first names the store, by an IRI that is the same
whatever the base: it shows that a server's data are ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import NotAGraph
from kg.model import Reading
from kg.rdf.iris import RDF, RDFS, make_iri
from kg.store.ledger import to_lines
from kg.store.manifest import Manifest, manifest_from

STORE = NamedNode("urn:rightsgraph:store")
_VALUE, _COMMENT = NamedNode(RDF + "value"), NamedNode(RDFS + "comment")
_FILE = f"{STORE.value}:ontology:"


def kept_graph(document: str, *, base: str) -> NamedNode:
    """Return the name of the graph that holds a document's text and ledger."""
    return NamedNode(make_iri(base, "graph", "kept", document))


def text_triples(reading: Reading, *, base: str) -> bytes:
    """Write a reading's text and ledger as N-Triples."""
    name = kept_graph(reading.document.id, base=base)
    ledger = to_lines(reading.gaps).decode()
    return _written([Triple(name, _VALUE, Literal(reading.document.text)), Triple(name, _COMMENT, Literal(ledger))])


def text_of(triples: bytes) -> tuple[str, str]:
    """Return the text and the ledger's lines that `text_triples` wrote; raise `ValueError` if they are not there."""
    found = _read(triples)
    texts = {predicate: value for (_, predicate), value in found.items()}
    if not {_VALUE.value, _COMMENT.value} <= set(texts):
        raise ValueError("no text and ledger")
    return texts[_VALUE.value], texts[_COMMENT.value]


def store_triples(manifest: Manifest, ontology: Mapping[str, str]) -> bytes:
    """Write a manifest, and the texts of the user's extensions by name, as N-Triples."""
    files = [Triple(NamedNode(make_iri(_FILE, name)), _VALUE, Literal(text)) for name, text in ontology.items()]
    return _written([Triple(STORE, _VALUE, Literal(manifest.to_json())), *files])


def store_of(triples: bytes, *, place: str) -> tuple[Manifest, dict[str, str]] | None:
    """Return what `store_triples` wrote, None if there are no triples; raise `NotAGraph` if they are others."""
    found = {subject: value for (subject, _), value in _read(triples).items()}
    if not found:
        return None
    if STORE.value not in found:
        raise NotAGraph(f"The graph <{STORE.value}> at {place} holds something else.", "Name another server.")
    manifest = manifest_from(found[STORE.value], place=place)
    try:
        return manifest, {name: found[make_iri(_FILE, name)] for name in manifest.ontology}
    except KeyError as error:
        raise NotAGraph(f"The graph at {place} lacks the ontology file {error}.", "Build the graph again.") from error


def _written(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _read(triples: bytes) -> dict[tuple[str, str], str]:
    quads = parse(triples, format=RdfFormat.N_TRIPLES)
    return {(quad.subject.value, quad.predicate.value): quad.object.value for quad in quads
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)}
