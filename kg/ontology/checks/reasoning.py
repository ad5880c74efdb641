"""Whether the ontology keeps to its own shapes, and whether a reasoner finds a contradiction in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.ontology.checks.finding import Finding
from kg.ontology.checks.terms import curie
from kg.ontology.files import ontology_file

if TYPE_CHECKING:
    import rdflib

DESCRIPTIVE = ("http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/")


def shaped(graph: rdflib.Graph, path: str) -> Iterator[Finding]:
    """Yield what breaks `ontology-shapes.ttl`. Needs the extra `check` (pyshacl)."""
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    shapes = rdflib.Graph().parse(ontology_file("ontology-shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=False)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pyshacl gave {type(report).__name__} instead of a report graph")
    for result in report.objects(None, SH.result, unique=True):
        node, way, message = (report.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.resultMessage))
        about = f"{curie(str(node))} ({str(way).rpartition('#')[2]})" if isinstance(way, rdflib.URIRef) else curie(str(node))
        yield Finding(path, 0, f"{about}: {message}")


def contradictions(graph: rdflib.Graph, path: str) -> Iterator[Finding]:
    """Yield what an OWL 2 RL reasoner finds wrong: its error messages, and members of owl:Nothing. Needs owlrl.

    The graph itself is left as it is. Annotations, which mean nothing to a reasoner, are kept from it: it is slow.
    """
    import importlib

    import rdflib
    from rdflib.namespace import OWL, RDF, RDFS

    owlrl = importlib.import_module("owlrl")  # it has no types, and is there for those who develop alone
    annotations = {RDFS.label, RDFS.comment, *graph.subjects(RDF.type, OWL.AnnotationProperty)}
    copy = rdflib.Graph()
    for subject, predicate, object_ in graph:
        if predicate not in annotations and not str(predicate).startswith(DESCRIPTIVE):
            copy.add((subject, predicate, object_))
    closure = owlrl.OWLRL_Semantics(copy, False, False, False)
    closure.closure()
    for message in closure.error_messages:
        yield Finding(path, 0, f"A reasoner finds a contradiction: {message}")
    for member in copy.subjects(RDF.type, OWL.Nothing):
        yield Finding(path, 0, f"By a reasoner, {curie(str(member))} belongs to two classes that exclude one another.")
