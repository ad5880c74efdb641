"""The shapes accept what the mapping writes and reject what breaks a promise."""

from __future__ import annotations

import pytest
import rdflib

from kg.graph import Graph
from kg.model import Document, Entity, EntityType, Reading
from kg.rdf import to_quads, validate
from kg.rdf.iris import HR
from kg.store import MemoryStore
from tests.readings import ACCUSATORY, readings


@pytest.fixture
def union() -> rdflib.Graph:
    store = MemoryStore()
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    plain = rdflib.Graph()
    for triple in Graph(store).to_rdflib():
        plain.add(triple)
    return plain


def test_the_sample_graph_conforms(union: rdflib.Graph) -> None:
    assert validate(union) == []


def test_breaks_are_named(union: rdflib.Graph) -> None:
    evidence = next(union.subjects(rdflib.RDF.type, rdflib.URIRef(HR + "Evidence")))
    union.set((evidence, rdflib.URIRef(HR + "quote"), rdflib.Literal("shorter")))
    venn, ruiz = (rdflib.URIRef(f"urn:rightsgraph:person:{name}") for name in ("Orla_Venn", "Ana_Ruiz"))
    union.add((venn, rdflib.URIRef(HR + "killed"), ruiz))
    breaks = validate(union)
    assert any("not the length of the quote" in line for line in breaks)
    assert any("direct triple without a claim" in line and "Orla_Venn" in line for line in breaks)
    assert len(breaks) == 2


def test_a_place_with_a_kind_conforms() -> None:
    place = Entity("place:Phnom_Penh", "Phnom Penh", EntityType.PLACE)
    graph = rdflib.Graph()
    for quad in to_quads(Reading(Document("00000000000000f1", ""), (place,), ())):
        graph.parse(data=f"{quad.triple} .", format="nt")
    assert (rdflib.URIRef("urn:rightsgraph:place:Phnom_Penh"), rdflib.RDF.type, rdflib.URIRef(HR + "City")) in graph
    assert validate(graph) == []
