"""Whether each term is explained and has its place, and nothing goes in a circle or says more than it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.ontology.checks.finding import Finding

if TYPE_CHECKING:
    import rdflib

HR = "https://w3id.org/rightsgraph/ns#"
HRV = "https://w3id.org/rightsgraph/vocab/"


def curie(iri: str) -> str:
    """Return the short name of a term of the ontology.

    >>> curie("https://w3id.org/rightsgraph/vocab/torture")
    'hrv:torture'
    """
    for prefix, namespace in (("hr:", HR), ("hrv:", HRV)):
        if iri.startswith(namespace) and iri != namespace:
            return prefix + iri.removeprefix(namespace)
    return f"<{iri}>"


def terms_of(graph: rdflib.Graph) -> set[str]:
    """Return the terms that a graph declares in the ontology's own namespaces."""
    from rdflib.namespace import RDF

    return {str(s) for s in graph.subjects(RDF.type) if str(s).startswith((HR, HRV))}


def explained(graph: rdflib.Graph, path: str) -> Iterator[Finding]:
    """Yield the terms without a label or definition, and the concepts without a scheme."""
    from rdflib import URIRef
    from rdflib.namespace import RDF, RDFS, SKOS

    for iri in terms_of(graph):
        term = URIRef(iri)
        if not (graph.value(term, RDFS.label) or graph.value(term, SKOS.prefLabel)):
            yield Finding(path, 0, f"{curie(iri)} has no label.", "Add rdfs:label, or skos:prefLabel for a concept.")
        if not graph.value(term, SKOS.definition):
            yield Finding(path, 0, f"{curie(iri)} has no definition.", "Add skos:definition.")
        if (term, RDF.type, SKOS.Concept) in graph and not graph.value(term, SKOS.inScheme):
            yield Finding(path, 0, f"{curie(iri)} is in no scheme.", "Add skos:inScheme.")


def cycles(edges: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the circles in a graph of parents, each once, from its first name in the alphabet.

    >>> cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    [('a', 'b', 'c')]
    """
    found: set[tuple[str, ...]] = set()

    def walk(node: str, way: tuple[str, ...]) -> None:
        if node in way:
            circle = way[way.index(node):]
            first = circle.index(min(circle))
            found.add(circle[first:] + circle[:first])
            return
        for parent in edges.get(node, ()):
            walk(parent, (*way, node))

    for node in edges:
        walk(node, ())
    return sorted(found)


def circles(graph: rdflib.Graph, path: str) -> Iterator[Finding]:
    """Yield the circles of subclasses, subproperties and broader concepts."""
    from rdflib.namespace import RDFS, SKOS

    for property_, name in ((RDFS.subClassOf, "rdfs:subClassOf"), (RDFS.subPropertyOf, "rdfs:subPropertyOf"),
                            (SKOS.broader, "skos:broader")):
        edges: dict[str, list[str]] = {}
        for child, parent in graph.subject_objects(property_):
            edges.setdefault(str(child), []).append(str(parent))
        for circle in cycles(edges):
            way = " → ".join(map(curie, (*circle, circle[0])))
            yield Finding(path, 0, f"{name} goes in a circle: {way}.", "Take one of these links away.")


def restrained(graph: rdflib.Graph, path: str) -> Iterator[Finding]:
    """Yield domains and ranges, from which tools would infer wrong classes, and equivalences with other vocabularies."""
    from rdflib.namespace import OWL, RDFS

    for property_, name, instead in (
        (RDFS.domain, "rdfs:domain", "hr:subjectClass"), (RDFS.range, "rdfs:range", "hr:objectClass"),
        (OWL.equivalentClass, "owl:equivalentClass", "rdfs:subClassOf or skos:closeMatch"),
        (OWL.equivalentProperty, "owl:equivalentProperty", "rdfs:subPropertyOf or skos:closeMatch"),
    ):
        for subject in graph.subjects(property_):
            yield Finding(path, 0, f"{curie(str(subject))} has {name}, which says more than a text can bear out.",
                          f"Use {instead}.")
