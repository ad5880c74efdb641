"""Every format opens again in the tools it is for, with everything in it."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from kg.errors import BadOntology, NotAGraph, OutputFailed, UnknownFormat
from kg.export import FORMATS, export, format_of
from kg.export.common import union_triples
from kg.network import to_networkx
from kg.ontology import ALIGNMENTS
from kg.store import MemoryStore, create_store
from tests.export.names import stored
from tests.readings import ACCUSATORY, readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

UNION = {"turtle": "turtle", "ntriples": "nt11", "jsonld": "json-ld", "rdfxml": "xml"}
DATASETS = {"trig": "trig", "nquads": "nquads"}
PYOXIGRAPH = {"turtle": pyoxigraph.RdfFormat.TURTLE, "jsonld": pyoxigraph.RdfFormat.JSON_LD,
              "ntriples": pyoxigraph.RdfFormat.N_TRIPLES, "rdfxml": pyoxigraph.RdfFormat.RDF_XML, "trig": pyoxigraph.RdfFormat.TRIG,
              "nquads": pyoxigraph.RdfFormat.N_QUADS}


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


@pytest.mark.parametrize("format_", FORMATS)
def test_every_store_gives_the_same_bytes(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    on_disk = create_store(tmp_path / "graph", release="0.1.0", pipeline="kg en")
    for reading in readings()[::-1]:
        on_disk.put(reading)
    on_disk.finish(accusatory=ACCUSATORY)
    export(on_disk, format_, tmp_path / "disk")
    export(store, format_, tmp_path / "memory")
    for path in sorted((tmp_path / "disk").iterdir()) if (tmp_path / "disk").is_dir() else [tmp_path / "disk"]:
        assert path.read_bytes() == Path(str(path).replace("/disk", "/memory")).read_bytes(), path.name


def test_nquads_are_canonical(store: MemoryStore, tmp_path: Path) -> None:
    lines = written(store, "nquads", tmp_path).read_bytes().split(b"\n")[:-1]
    assert lines == sorted(set(lines)) and len(lines) == len(set(store.quads()))


def test_trig_keeps_each_document_together(store: MemoryStore, tmp_path: Path) -> None:
    text = written(store, "trig", tmp_path).read_text(encoding="utf-8")
    blocks = [line for line in text.splitlines() if line.endswith("{")]
    assert blocks == ["document:00000000000000a1 {", "document:00000000000000b2 {", "document:00000000000000c3 {",
                      "graph:alleged {", "graph:relations {"]
    assert "\n\tperson:Ana_Ruiz a hr:Person ;\n\t\trdfs:label \"Ana Ruiz\" ;\n" in text


def test_jsonld_reads_as_plain_json_and_names_no_remote_context(store: MemoryStore, tmp_path: Path) -> None:
    document = json.loads(written(store, "jsonld", tmp_path).read_bytes())
    assert isinstance(document["@context"], dict)
    assert not any(isinstance(entry, dict) and "@import" in entry for entry in document["@context"].values())
    nodes = {node["id"]: node for node in document["@graph"]}
    venn = nodes["person:Orla_Venn"]
    assert (venn["type"], venn["label"], venn["alias"]) == ("Person", "Orla Venn", ["Minister Orla Venn", "O. Venn", "Venn"]) or (
        sorted(venn["alias"]) == ["Minister Orla Venn", "O. Venn", "Venn"])
    assert venn["met"] == ["person:Tomas_Brandl"] and venn["holdsRole"] == ["Minister"] and venn["mentionCount"] == 2
    claim = next(node for node in document["@graph"] if node.get("predicate") == "hr:met" and "earliest" in node)
    assert (claim["subject"], claim["object"], claim["earliest"]) == ("person:Orla_Venn", "person:Tomas_Brandl", "2023-05-02")
    assert document["@context"]["earliest"] == {"@id": "hr:earliest", "@type": "xsd:date"}


@pytest.mark.parametrize("format_", [name for name, format_ in FORMATS.items() if format_.rdf])
def test_the_ontology_and_alignments_are_added_when_asked(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / f"graph{FORMATS[format_].suffix}"
    export(store, format_, path, ontology=True, align=ALIGNMENTS)
    quads = list(pyoxigraph.parse(path=path, format=PYOXIGRAPH[format_]))
    triples = {(quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in quads
               if not isinstance(quad.subject, pyoxigraph.BlankNode)}
    assert ("https://w3id.org/rightsgraph/ns#met", "label", "met") in triples
    assert ("https://w3id.org/rightsgraph/ns#Person", "subClassOf", "https://schema.followthemoney.tech/#Person") in triples
    assert {quad.triple for quad in quads} > set(union_triples(store)) or format_ in DATASETS
    if format_ in DATASETS:
        graphs = {quad.graph_name.value for quad in quads}
        assert {"urn:rightsgraph:graph:ontology", *(f"urn:rightsgraph:graph:align:{name}" for name in ALIGNMENTS)} < graphs


def test_options_that_a_format_cannot_hold_are_refused(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"csv cannot hold the ontology.*turtle"):
        export(store, "csv", tmp_path / "x", ontology=True)
    with pytest.raises(UnknownFormat, match=r"rdfxml cannot hold RDF 1\.2.*turtle, trig, nquads, ntriples"):
        export(store, "rdfxml", tmp_path / "x", rdf12=True)
    with pytest.raises(BadOntology, match=r"no alignment named nowhere.*schema"):
        export(store, "turtle", tmp_path / "x", align=["nowhere"])
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("format_", FORMATS)
def test_the_format_is_told_by_the_name(format_: str) -> None:
    if FORMATS[format_].suffix:
        assert format_of(Path(f"some.graph{FORMATS[format_].suffix}".upper())).name == format_


def test_a_name_that_tells_no_format(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"tables does not tell the format.*\.ttl \(turtle\)"):
        format_of(tmp_path / "tables")


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    graph = create_store(tmp_path / "graph", release="0.1.0")
    for reading in readings():
        graph.put(reading)
    graph.finish(accusatory=ACCUSATORY)
    part = tmp_path / "graph" / "parts" / "00000000000000a1.nq"
    part.write_bytes(part.read_bytes() + b'<urn:a> <urn:b> "unfinished\n')
    for format_ in ("turtle", "nquads", "ntriples", "trig", "jsonld", "rdfxml"):
        with pytest.raises(NotAGraph, match="damaged"):
            export(graph, format_, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


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
    expected = to_networkx(readings())
    assert graph.is_multigraph() and graph.is_directed()
    assert graph.number_of_edges("person:Orla_Venn", "person:Tomas_Brandl") == 3
    # In GEXF, start and end are an element's time of life, and each edge has a label.
    names = {"start": "quote_start", "end": "quote_end"} if format_ == "gexf" else {}
    assert {node: dict(data) for node, data in graph.nodes(data=True)} == {
        node: {names.get(name, name): value for name, value in data.items()} for node, data in expected.nodes(data=True)}
    found = {data.get("id", key): (start, end, data) for start, end, key, data in graph.edges(keys=True, data=True)}
    assert len(found) == expected.number_of_edges()
    for start, end, key, data in expected.edges(keys=True, data=True):
        assert found[key][:2] == (start, end)
        given = {names.get(name, name): value for name, value in data.items()}
        given["label"] = given["label"] or (given["predicate"] if format_ == "gexf" else "")
        assert {name: found[key][2][name] for name in given} == given


def test_an_unknown_format_names_those_there_are(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="turtle"):
        export(store, "docx", tmp_path / "x")


@pytest.mark.parametrize("format_", FORMATS)
def test_an_unwritable_place_is_told(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputFailed):
        export(store, format_, tmp_path / "file" / "graph")
    assert (tmp_path / "file").read_text() == "x"
