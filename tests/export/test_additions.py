"""The ontology, a user's own part of it with nameless nodes, and alignments, in every format of RDF."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat
from rdflib.compare import isomorphic

from kg.export import export
from kg.ontology import ALIGNMENTS, ontology_file
from kg.store import EmbeddedStore, create_store
from tests.readings import ACCUSATORY, readings

OWN = """@prefix my: <https://my.example/ns#> . @prefix hr: <https://w3id.org/rightsgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
my:mentored a owl:ObjectProperty ; rdfs:subPropertyOf hr:relatedTo ; rdfs:label "mentored"@en , "ណែនាំ"@km ; hr:trigger "mentor" ;
    rdfs:seeAlso [ rdfs:label "a note" ; rdfs:comment [ rdfs:label "in a note" ] ] .
"""
UNION = {"turtle": "turtle", "ntriples": "nt11", "jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("additions")
    (folder / "own.ttl").write_text(OWN, encoding="utf-8")
    store = create_store(folder / "graph", release="0.1.0", ontology=[folder / "own.ttl"])
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


@pytest.fixture(scope="module")
def expected(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("expected") / "plain.nt"
    export(store, "ntriples", path)
    graph = rdflib.Graph().parse(path, format="nt11").parse(data=OWN, format="turtle")
    for name in ("rights.ttl", "acts.ttl", *(f"align/{name}.ttl" for name in ALIGNMENTS)):
        graph.parse(ontology_file(name), format="turtle")
    return graph


@pytest.mark.parametrize("format_", UNION)
def test_nothing_of_them_is_lost(format_: str, store: EmbeddedStore, expected: rdflib.Graph, tmp_path: Path) -> None:
    export(store, format_, tmp_path / "out", ontology=True, align=ALIGNMENTS)
    found = rdflib.Graph().parse(tmp_path / "out", format=UNION[format_])
    assert set(expected) - set(found) == {triple for triple in expected if any(isinstance(term, rdflib.BNode) for term in triple)}
    export(store, "ntriples", tmp_path / "other", ontology=True, align=ALIGNMENTS)
    assert isomorphic(found, rdflib.Graph().parse(tmp_path / "other", format="nt11"))
    notes = list(found.query("SELECT ?deep { ?p rdfs:seeAlso/rdfs:comment/rdfs:label ?deep }"))
    assert [str(row[0]) for row in notes] == ["in a note"]


@pytest.mark.parametrize("format_", [RdfFormat.TRIG, RdfFormat.N_QUADS])
def test_they_lie_in_graphs_of_their_own(format_: RdfFormat, store: EmbeddedStore, tmp_path: Path) -> None:
    export(store, {"trig": "trig", "nq": "nquads"}[format_.file_extension], tmp_path / "out", ontology=True, align=["sdg", "schema"])
    graphs: dict[str, int] = {}
    for quad in pyoxigraph.parse(path=tmp_path / "out", format=format_):
        graphs[quad.graph_name.value] = graphs.get(quad.graph_name.value, 0) + 1
    own = {name.removeprefix("urn:rightsgraph:graph:") for name in graphs if ":graph:" in name}
    assert own == {"alleged", "relations", "ontology", "align:sdg", "align:schema"}


def test_same_bytes_twice(store: EmbeddedStore, tmp_path: Path) -> None:
    for format_ in (*UNION, "trig", "nquads"):
        for name in "ab":
            export(store, format_, tmp_path / name, ontology=True, align=ALIGNMENTS)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes(), format_


def test_an_alignment_twice_is_one(store: EmbeddedStore, tmp_path: Path) -> None:
    export(store, "turtle", tmp_path / "a", align=["sdg", "sdg"])
    export(store, "turtle", tmp_path / "b", align=["sdg"])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
