"""Quads between pyoxigraph and rdflib: the same terms on both sides, to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
import rdflib

_STRING = rdflib.XSD.string


def add_quads(dataset: rdflib.Dataset, quads: Iterable[ox.Quad]) -> None:
    """Add quads of named graphs to a dataset."""
    graphs: dict[str, Any] = {}
    for quad in quads:
        name = str(quad.graph_name)
        if name not in graphs:
            graphs[name] = dataset.graph(_from_ox(quad.graph_name))
        graphs[name].add((_from_ox(quad.subject), _from_ox(quad.predicate), _from_ox(quad.object)))


def quads_of(dataset: rdflib.Dataset, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the quads of one graph."""
    for subject, predicate, object_ in dataset.graph(rdflib.URIRef(graph.value)):
        yield ox.Quad(_node(subject), ox.NamedNode(str(predicate)), _to_ox(object_), graph)


def _from_ox(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    match term:
        case ox.NamedNode(value=value):
            return rdflib.URIRef(value)
        case ox.BlankNode(value=value):
            return rdflib.BNode(value)
        case ox.Literal(value=value, language=str(language)):
            return rdflib.Literal(value, lang=language)
        case ox.Literal(value=value, datatype=datatype):
            # rdflib tells "a" from "a"^^xsd:string, which RDF 1.1 does not, and would write "01" as "1".
            type_ = rdflib.URIRef(datatype.value)
            return rdflib.Literal(value, datatype=None if type_ == _STRING else type_, normalize=False)
    raise TypeError(f"{term!r} is no term of RDF 1.1")


def _to_ox(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, rdflib.Literal):
        return _node(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _STRING)))


def _node(term: object) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(term)) if isinstance(term, rdflib.BNode) else ox.NamedNode(str(term))
