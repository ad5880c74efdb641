"""Any name goes through every format, and comes back the same from two libraries."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from rdflib.compare import isomorphic

from kg.export import FORMATS, export
from kg.export.common import union_triples, xml_text
from kg.export.rdfxml import has_xml_name
from kg.model import Modality
from kg.network import to_networkx
from kg.rdf import make_iri
from kg.store import MemoryStore
from tests.export.names import reading_of, stored, texts
from tests.readings import ACCUSATORY, readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::UserWarning")

UNION = {"turtle": (RdfFormat.TURTLE, "turtle"), "ntriples": (RdfFormat.N_TRIPLES, "nt11"),
         "jsonld": (RdfFormat.JSON_LD, "json-ld"), "rdfxml": (RdfFormat.RDF_XML, "xml")}
DATASETS = {"trig": (RdfFormat.TRIG, "trig"), "nquads": (RdfFormat.N_QUADS, "nquads")}


def in_rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == str(rdflib.XSD.string) else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype)


def graph_of(triples: list[Triple]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((in_rdflib(triple.subject), in_rdflib(triple.predicate), in_rdflib(triple.object)))  # type: ignore[arg-type]
    return graph


def for_xml(triple: Triple) -> Triple:
    term = triple.object
    if isinstance(term, Literal) and term.datatype.value == str(rdflib.XSD.string):
        term = Literal(xml_text(term.value))
    return Triple(triple.subject, triple.predicate, term)


def written(store: MemoryStore, format_: str, folder: Path) -> Path:
    path = folder / f"graph-{format_}{FORMATS[format_].suffix}"
    export(store, format_, path)
    return path


@settings(max_examples=60, deadline=None)
@given(name=texts)
@example(name="e\u0301 \u202egnp.exe\u2066 \ufffe\uffff\x00\x0b\r\n\t\"'\\<b>&amp;\U0001f3a8")
@example(name="0")
def test_any_name_survives_six_formats_and_two_libraries(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("names")
    store = stored(reading_of(name))
    union = union_triples(store)
    assert name in {triple.object.value for triple in union if isinstance(triple.object, Literal)}
    for format_, (native, other) in UNION.items():
        path = written(store, format_, folder)
        expected = [for_xml(t) for t in union if has_xml_name(t.predicate.value)] if format_ == "rdfxml" else union
        assert {quad.triple for quad in pyoxigraph.parse(path=path, format=native)} == set(expected), format_
        assert isomorphic(rdflib.Graph().parse(path, format=other), graph_of(expected)), format_
    for format_, (native, other) in DATASETS.items():
        path = written(store, format_, folder)
        assert set(pyoxigraph.parse(path=path, format=native)) == set(store.quads()), format_
        dataset = rdflib.Dataset()
        dataset.parse(path, format=other)
        found = {(str(graph), subject, predicate, object_) for subject, predicate, object_, graph in dataset.quads() if graph}
        assert found == {(quad.graph_name.value, *map(in_rdflib, quad.triple)) for quad in store.quads()}, format_


@settings(max_examples=60, deadline=None)
@given(name=texts)
@example(name="=1+1\r@SUM(A1)|\"")
def test_any_name_survives_tables_links_and_networks(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("names")
    reading = reading_of(name)
    store = stored(reading)
    with (written(store, "csv", folder) / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["claim"]: row for row in csv.DictReader(file)}
    assert {claim.id: (claim.value or "", claim.evidence.quote) for claim in reading.claims} == {
        id_: (row["value"], row["quote"]) for id_, row in rows.items()}
    links = [json.loads(line) for line in written(store, "ftm", folder).read_bytes().splitlines()]
    assert {tuple(made["properties"]["name"]) for made in links if made["schema"] == "Person"} == {(name,)}
    with (written(store, "neo4j", folder) / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert {row["quote"] for row in csv.DictReader(file)} == {name + name}
    expected = to_networkx(store.readings())
    for format_, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(written(store, format_, folder))
        assert {node: data["label"] for node, data in graph.nodes(data=True)} == {
            xml_text(node): xml_text(data["label"]) for node, data in expected.nodes(data=True)}
        assert {data["quote"] for *_, data in graph.edges(data=True)} == {xml_text(name + name)}


@pytest.mark.parametrize("char", [chr(code) for code in (*range(32), 0x7F, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)])
def test_xml_replaces_what_it_cannot_hold_and_nothing_else(char: str, tmp_path: Path) -> None:
    path = written(stored(reading_of(f"a{char}b")), "rdfxml", tmp_path)
    labels = {quad.object.value for quad in pyoxigraph.parse(path=path, format=RdfFormat.RDF_XML)
              if quad.predicate.value == str(rdflib.RDFS.label)}
    kept = "\ufffd" if (ord(char) < 32 and char not in "\t\n\r") or char in "\ufffe\uffff" else char
    assert f"a{kept}b" in labels


@pytest.mark.parametrize("base", ["https://kg.example/", "https://kg.example/ns#", "urn:example:a.b:"])
def test_any_base_goes_through_every_format(base: str, tmp_path: Path) -> None:
    store = MemoryStore(release="0.1.0", base=base)
    for reading in (*readings(), reading_of("//a b")):
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    union = union_triples(store)
    assert union[0].subject == NamedNode(make_iri(base, "person", "Ana_Ruiz"))
    for format_, (native, other) in (UNION | DATASETS).items():
        path = written(store, format_, tmp_path)
        assert {quad.triple for quad in pyoxigraph.parse(path=path, format=native)} >= set(union) - sums(union), format_
        if format_ in UNION:
            assert isomorphic(rdflib.Graph().parse(path, format=other), graph_of(union)), format_
    ids = [json.loads(line)["id"] for line in written(store, "ftm", tmp_path).read_bytes().splitlines()]
    assert len(ids) == len(set(ids))


def sums(triples: list[Triple]) -> set[Triple]:
    """Return the counts, which are summed in the union alone."""
    return {triple for triple in triples if triple.predicate.value.endswith("mentionCount")}


def test_a_property_without_an_xml_name_is_left_out_and_counted(tmp_path: Path) -> None:
    reading = reading_of("0")
    path = written(stored(replace(reading, claims=tuple(replace(claim, modality=Modality.ASSERTED) for claim in reading.claims))),
                   "rdfxml", tmp_path)
    claims = [quad for quad in pyoxigraph.parse(path=path, format=RdfFormat.RDF_XML)
              if quad.predicate.value == str(rdflib.RDF.predicate)]
    assert NamedNode("urn:rightsgraph:open:0") in [quad.object for quad in claims]
    assert "<!-- Left out: 1 triples whose property has no XML name. -->" in path.read_text(encoding="utf-8")


def test_a_lone_surrogate_is_refused_before_any_export() -> None:
    with pytest.raises((UnicodeEncodeError, ValueError)):
        stored(reading_of("a\ud800b"))
