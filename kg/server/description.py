"""The service's description of itself (SPARQL 1.1 Service Description), for programs that ask without a query."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Triple

from kg.query.formats import GRAPHS as SERIALISATIONS
from kg.rdf.iris import PREFIXES, RDF
from kg.server.formats import GRAPHS, TABLES, Format

SD = "http://www.w3.org/ns/sparql-service-description#"


def description(endpoint: str, format: Format) -> bytes:
    """Describe the endpoint at an address."""
    prefixes = PREFIXES | {"sd": SD, "formats": "http://www.w3.org/ns/formats/"}
    body = pyoxigraph.serialize(_triples(endpoint), format=SERIALISATIONS[format.name], prefixes=prefixes)
    return body or b""


def _triples(endpoint: str) -> Iterator[Triple]:
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    a = NamedNode(f"{RDF}type")
    yield Triple(service, a, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for format in (*TABLES, *GRAPHS):
        yield Triple(service, _sd("resultFormat"), NamedNode(format.iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, a, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, a, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
