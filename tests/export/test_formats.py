"""Every format opens again in the tools it is for, with everything in it."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from kg.errors import OutputFailed, UnknownFormat
from kg.export import FORMATS, export
from kg.export.common import union_triples, xml_text
from kg.model import Entity, EntityType, Mention, Reading
from kg.rdf import slug
from kg.store import MemoryStore
from tests.readings import ACCUSATORY, readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

UNION = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml"}
DATASETS = {"trig": "trig", "nquads": "nquads"}
PYOXIGRAPH = {"turtle": pyoxigraph.RdfFormat.TURTLE, "jsonld": pyoxigraph.RdfFormat.JSON_LD,
              "rdfxml": pyoxigraph.RdfFormat.RDF_XML, "trig": pyoxigraph.RdfFormat.TRIG,
              "nquads": pyoxigraph.RdfFormat.N_QUADS}


def stored(*kept: Reading) -> MemoryStore:
    store = MemoryStore(release="0.1.0", pipeline="kg en")
    for reading in kept:
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


def written(store: MemoryStore, format_: str, folder: Path) -> Path:
    path = folder / f"graph{FORMATS[format_].suffix}"
    export(store, format_, path)
    return path


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return stored(*readings())


def test_what_is_registered() -> None:
    assert list(FORMATS) == ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "csv", "ftm", "neo4j", "graphml", "gexf"]


@pytest.mark.parametrize("format_", UNION)
def test_union_formats_hold_the_same_graph_for_both_parsers(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    path = written(store, format_, tmp_path)
    read = {quad.triple for quad in pyoxigraph.parse(path.read_bytes(), format=PYOXIGRAPH[format_])}
    assert read == set(union_triples(store))
    expected = rdflib.Graph().parse(
        data=pyoxigraph.serialize(union_triples(store), format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")
    found = rdflib.Graph().parse(path, format=UNION[format_])
    assert to_isomorphic(found) == to_isomorphic(expected)


@pytest.mark.parametrize("format_", DATASETS)
def test_dataset_formats_keep_named_graphs(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    path = written(store, format_, tmp_path)
    assert set(pyoxigraph.parse(path.read_bytes(), format=PYOXIGRAPH[format_])) == set(store.quads())
    dataset = rdflib.Dataset()
    dataset.parse(path, format=DATASETS[format_])
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert names == {quad.graph_name.value for quad in store.quads()}


@pytest.mark.parametrize("format_", FORMATS)
def test_same_bytes_twice_and_no_leftovers(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    first, second = (written(stored(*kept), format_, tmp_path / name)
                     for kept, name in ((readings(), "a"), (readings()[::-1], "b")))
    files = [sorted(path.iterdir()) if path.is_dir() else [path] for path in (first, second)]
    assert [file.read_bytes() for file in files[0]] == [file.read_bytes() for file in files[1]]
    assert len(os.listdir(tmp_path / "a")) == 1


def test_turtle_reads_well(store: MemoryStore, tmp_path: Path) -> None:
    text = written(store, "turtle", tmp_path).read_text(encoding="utf-8")
    assert "\n\nperson:Orla_Venn a hr:Person ;\n\trdfs:label \"Orla Venn\" ;\n" in text
    assert "\thr:met person:Tomas_Brandl " in text
    assert "person:សុខ_ដារ៉ា a hr:Person" in text
    assert all(line.startswith("@prefix") for line in text.splitlines() if "<urn:rightsgraph:" in line)
    assert "\thr:mentionCount 3 ;" in text
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert text.splitlines()[: len(prefixes)] == prefixes


def test_csv(store: MemoryStore, tmp_path: Path) -> None:
    folder = written(store, "csv", tmp_path)
    with (folder / "entities.csv").open(encoding="utf-8", newline="") as file:
        entities = {row["id"]: row for row in csv.DictReader(file)}
    assert entities["person:Orla_Venn"] == {
        "id": "person:Orla_Venn", "label": "Orla Venn", "type": "Person", "aliases": "Minister Orla Venn|O. Venn|Venn",
        "mentions": "2", "documents": "2"}
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    assert ",".join(claims[0]) == ("claim,subject,predicate,object,value,polarity,modality,attributed_to,date,place,"
                                   "document,start,end,quote,confidence,legal_status,post_of,tenure")
    assert len(claims) == 14
    texts = {reading.document.id: reading.document.text for reading in readings()}
    for row in claims:
        assert texts[row["document"]][int(row["start"]):int(row["end"])] == row["quote"]
    roles = [row for row in claims if row["predicate"] == "holdsRole"]
    assert [(row["object"], row["value"]) for row in roles] == [("", "Minister")]


def test_csv_of_acts(store: MemoryStore, tmp_path: Path) -> None:
    with (written(store, "csv", tmp_path) / "acts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kind"], row["perpetrators"], row["victims"]) for row in rows] == [
        ("detention", "organization:police", "person:Ana_Ruiz"), ("beating", "", "person:Ana_Ruiz")]
    assert rows[1]["modality"] == "alleged" and rows[1]["attributed_to"] == "organization:ODell_Sons"
    assert rows[1]["count"] == "1" and rows[1]["place"] == "place:Karsk" and rows[1]["quote"] == "Ana Ruiz was beaten in Karsk."


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_open_again_with_parallel_edges(format_: str, read, store: MemoryStore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    graph = read(written(store, format_, tmp_path))
    with_object = [claim for reading in readings() for claim in reading.claims if claim.object]
    assert graph.is_multigraph()
    assert graph.is_directed()
    assert graph.number_of_edges() == len(with_object)
    assert graph.number_of_edges("person:Orla_Venn", "person:Tomas_Brandl") == 3
    assert graph.nodes["person:Orla_Venn"]["label"] == "Orla Venn"
    quotes = {data["quote"] for *_, data in graph.edges(data=True)}
    assert quotes == {claim.evidence.quote for claim in with_object}


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16)


@settings(max_examples=40, deadline=None)
@given(name=NAMES)
def test_any_name_goes_through_five_formats(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("names")
    document = replace(readings()[0].document, text=name)
    mention = Mention(0, len(name), name)
    entity = Entity(f"person:{slug(name)}", name, EntityType.PERSON, (), (mention,))
    store = stored(Reading(document, (entity,), ()))
    iri = f"urn:rightsgraph:person:{slug(name)}"
    for format_ in (*UNION, *DATASETS):
        path = written(store, format_, folder)
        expected = xml_text(name) if format_ == "rdfxml" else name
        labels = [quad.object.value for quad in pyoxigraph.parse(path.read_bytes(), format=PYOXIGRAPH[format_])
                  if quad.subject.value == iri and quad.predicate.value.endswith("#label")]
        assert labels == [expected], format_
    graph = rdflib.Graph().parse(folder / "graph.ttl", format="turtle")
    assert str(graph.value(rdflib.URIRef(iri), rdflib.RDFS.label)) == name
    for format_ in ("csv", "graphml", "gexf"):
        written(store, format_, folder)
    assert nx.read_graphml(folder / "graph.graphml").nodes[f"person:{slug(name)}"]["label"].strip() == _xml(name)


def _xml(name: str) -> str:
    """Return the name as an XML parser gives it: line ends become line feeds."""
    return xml_text(name).replace("\r\n", "\n").replace("\r", "\n").strip()


def test_an_unknown_format_names_those_there_are(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="turtle"):
        export(store, "docx", tmp_path / "x")


@pytest.mark.parametrize("format_", FORMATS)
def test_an_unwritable_place_is_told(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputFailed):
        export(store, format_, tmp_path / "file" / "graph")
    assert (tmp_path / "file").read_text() == "x"
