"""What `kg.open` gives."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import NotAGraph
from kg.graph import Graph
from kg.query import Answer
from kg.store import create_store
from tests.readings import readings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = create_store(tmp_path / "g", release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish()
    return tmp_path / "g"


@pytest.fixture
def graph(path: Path) -> Graph:
    return kg.open(path)


def test_claims_quote_their_documents(graph: Graph) -> None:
    texts = {document.id: document.text for document in graph.documents()}
    claims = list(graph.claims())
    assert len(claims) == 14
    for claim in claims:
        evidence = claim.evidence
        assert texts[evidence.document][evidence.start:evidence.end] == evidence.quote


def test_entities_are_merged_over_documents(graph: Graph) -> None:
    entities = {entity.id: entity for entity in graph.entities()}
    assert len(entities) == 9
    assert entities["person:Orla_Venn"].aliases == ("Minister Orla Venn", "O. Venn", "Venn")
    assert len(entities["person:Tomas_Brandl"].mentions) == 3
    assert entities["organization:police"].label == "police"
    assert entities["organization:police"].aliases == ("Police",)


def test_questions_and_queries(graph: Graph) -> None:
    answer = graph.question("denials")
    assert isinstance(answer, Answer)
    assert len(answer.rows) == 2
    assert graph.query("ASK { ?x hr:met ?y }") is True


def test_rdflib_gets_a_real_graph(graph: Graph) -> None:
    union = graph.to_rdflib()
    assert isinstance(union, rdflib.Graph)
    venn = rdflib.URIRef("urn:rightsgraph:person:Orla_Venn")
    hr = rdflib.Namespace("https://w3id.org/rightsgraph/ns#")
    assert (venn, hr.met, rdflib.URIRef("urn:rightsgraph:person:Tomas_Brandl")) in union
    assert all(len(triple) == 3 for triple in union)
    assert len(list(union.query("SELECT ?x { ?x a hr:Person }"))) == 4
    assert "person:Orla_Venn a hr:Person" in union.serialize(format="turtle")
    assert (hr.met, None, None) not in union


def test_networkx_gets_a_real_graph(graph: Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert {claim.id for claim in graph.claims()} <= {key for *_, key in network.edges(keys=True)}


def test_export(graph: Graph, tmp_path: Path) -> None:
    graph.export("turtle", tmp_path / "out" / "g.ttl")
    assert rdflib.Graph().parse(tmp_path / "out" / "g.ttl")


def test_what_is_not_a_graph(tmp_path: Path) -> None:
    with pytest.raises(NotAGraph):
        kg.open(tmp_path)
