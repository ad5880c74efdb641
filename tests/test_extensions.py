"""A user's own relations in Turtle, from the command line to SPARQL and back."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import kg
from kg.cli import main
from kg.errors import BadOntology, KGError
from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Reading
from kg.ontology import load_ontology
from kg.rdf import validate
from kg.store import Database, MemoryStore, open_store

PREFIXES = """@prefix hr: <https://w3id.org/rightsgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ngo: <https://example.org/ngo#> .
"""
BADGERED = PREFIXES + """
ngo:badgered rdfs:subPropertyOf hr:attacked ;
    rdfs:label "badgered" ;
    hr:accusatory true ;
    hr:trigger "badger" , "lie in wait for" .
ngo:mentored rdfs:subPropertyOf hr:aided ; hr:trigger "mentor" ; hr:objectClass hr:Person .
"""
TEXT = "Officers badgered Amina Diallo in Mombasa.\n\nLeila Haddad said that soldiers badgered Sok Dara.\n\nOmar Barry mentored Sok Dara.\n"
IRI = "https://example.org/ngo#badgered"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def turtle(tmp_path: Path, text: str = BADGERED, name: str = "mine.ttl") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def predicates(capsys: pytest.CaptureFixture[str], graph: Path) -> list[tuple[str, bool]]:
    capsys.readouterr()
    main(["claims", str(graph), "--json"])
    return [(row["predicate"], row["open"]) for row in json.loads(capsys.readouterr().out)]


def test_a_property_written_in_turtle_is_extracted(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "g"
    assert main(["build", str(article), "--ontology", str(turtle(tmp_path)), "-o", str(graph)]) == 0
    assert predicates(capsys, graph) == [("badgered", False), ("badgered", False), ("mentored", False)]
    query = "PREFIX ngo: <https://example.org/ngo#> ASK { ?c rdf:predicate ngo:badgered ; rdf:subject ?s . ?s rdfs:label ?l }"
    main(["query", str(graph), query])
    assert capsys.readouterr().out == "yes\n"
    main(["query", str(graph), "SELECT DISTINCT ?p { ?c rdf:predicate ?p . ?p rdfs:subPropertyOf+ hr:attacked }", "--json"])
    assert json.loads(capsys.readouterr().out) == [{"p": IRI}]
    main(["export", str(graph), "-o", str(tmp_path / "g.ttl")])
    exported = rdflib.Graph().parse(tmp_path / "g.ttl")
    assert len(set(exported.subjects(rdflib.RDF.predicate, rdflib.URIRef(IRI)))) == 2
    assert not any("ns#badgered" in str(term) for triple in exported for term in triple)


def test_its_direct_triples_have_its_own_address_and_its_nature(article: Path, tmp_path: Path) -> None:
    kg.build(article, tmp_path / "g", ontology=[turtle(tmp_path)])
    store = open_store(tmp_path / "g")
    found = sorted((quad.graph_name.value.rsplit(":", 1)[-1], quad.predicate.value) for quad in store.relations()
                   if isinstance(quad.graph_name, pyoxigraph.NamedNode))
    assert found == [("alleged", IRI), ("relations", IRI), ("relations", "https://example.org/ngo#mentored")]
    plain = rdflib.Graph()
    for triple in kg.open(tmp_path / "g").to_rdflib():
        plain.add(triple)
    assert validate(plain, ontology=store.ontology) == []
    plain.add((rdflib.URIRef("urn:rightsgraph:person:Sok_Dara"), rdflib.URIRef(IRI), rdflib.URIRef("urn:x")))
    assert len(validate(plain, ontology=store.ontology)) == 1


def test_a_property_in_the_ontologys_own_namespace_and_more_words_for_one_of_its_relations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Officers heckled Amina Diallo.\n\nOfficers waylaid Sok Dara.\n", encoding="utf-8")
    text = PREFIXES + 'hr:heckled rdfs:subPropertyOf hr:relatedTo ; hr:trigger "heckle" .\nhr:attacked hr:trigger "waylay" .'
    assert main(["build", str(article), "--ontology", str(turtle(tmp_path, text)), "-o", str(tmp_path / "g")]) == 0
    assert predicates(capsys, tmp_path / "g") == [("heckled", False), ("attacked", False)]


def test_the_graph_goes_on_using_what_it_was_built_with(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, graph = turtle(tmp_path), tmp_path / "g"
    kg.build(article, graph, ontology=[mine])
    mine.unlink()
    assert json.loads((graph / "rightsgraph.json").read_text())["ontology"] == ["mine.ttl"]
    assert (graph / "ontology/mine.ttl").read_text() == BADGERED
    result = kg.build(article, graph)
    assert (result.read, result.skipped) == (0, 1)
    kg.build(article, graph, rebuild=True)
    assert ("badgered", False) in predicates(capsys, graph)


def test_a_change_reads_every_document_again(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph, other = tmp_path / "g", tmp_path / "other.txt"
    other.write_text("Officers pestered Pedro Quispe.", encoding="utf-8")
    kg.build([article, other], graph, ontology=[turtle(tmp_path)])
    more = BADGERED.replace('"badger" ,', '"badger" , "pester" ,')
    result = kg.build(article, graph, ontology=[turtle(tmp_path, more)])
    assert (result.read, result.skipped) == (2, 0)
    assert predicates(capsys, graph).count(("badgered", False)) == 3
    result = kg.build(article, graph, ontology=[turtle(tmp_path, more, "renamed.ttl")])
    assert (result.read, result.skipped) == (0, 1)
    assert main(["build", str(article), "--no-ontology", "-o", str(graph)]) == 0
    assert not (graph / "ontology").exists()
    assert ("badgered", False) not in predicates(capsys, graph)


def test_the_same_files_give_the_same_bytes(article: Path, tmp_path: Path) -> None:
    blank = turtle(tmp_path, PREFIXES + "[] rdfs:seeAlso [ rdfs:label 'x' ] .", "blank.ttl")
    mine = turtle(tmp_path)
    for name, files in (("a", [mine, blank]), ("b", [blank, mine])):
        kg.build(article, tmp_path / name, ontology=files)
    for path in sorted((tmp_path / "a").rglob("*.*")):
        if "oxigraph" not in path.parts:
            assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes(), path
    sources = [open_store(tmp_path / name).source() for name in ("a", "b", "a")]
    assert sources[0] == sources[2]
    # A database is named by a hash of what it holds, the ontology with its blank nodes among it.
    assert all(isinstance(source, Database) for source in sources)
    assert sources[0].path.name == sources[1].path.name  # type: ignore[union-attr]


def test_files_of_one_name_are_both_kept(article: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    files = [turtle(tmp_path), turtle(tmp_path / "x", PREFIXES + 'ngo:housed rdfs:subPropertyOf hr:aided ; hr:trigger "house" .')]
    kg.build(article, tmp_path / "g", ontology=files)
    assert sorted(path.name for path in open_store(tmp_path / "g").ontology) == ["mine-2.ttl", "mine.ttl"]


def test_an_edited_file_is_read_again_in_one_process(tmp_path: Path) -> None:
    path = turtle(tmp_path)
    assert "mentored" in load_ontology(path).predicates
    turtle(tmp_path, BADGERED.replace("mentored", "tutored"))
    assert "tutored" in load_ontology(path).predicates


@pytest.mark.parametrize("base", ["urn:rightsgraph:", "https://example.org/", "https://example.org/ngo#"])
def test_claims_of_any_namespace_come_back(tmp_path: Path, base: str) -> None:
    text = "Ana Ruiz badgered Tomas Brandl."
    mentions = [Mention(0, 8, "Ana Ruiz"), Mention(18, 30, "Tomas Brandl")]
    entities = tuple(Entity(f"person:{m.text.replace(' ', '_')}", m.text, EntityType.PERSON, mentions=(m,)) for m in mentions)
    document = Document("00000000000000a1", text)
    claim = Claim(document.id, entities[0].id, "badgered", Evidence(document.id, 0, len(text), text), object=entities[1].id)
    store = MemoryStore(base=base, ontology=[turtle(tmp_path)])
    store.put(Reading(document, entities, (claim,)))
    assert next(store.readings()).claims == (claim,)
    store.finish()
    assert [quad.predicate.value for quad in store.relations()] == [IRI]


WRONG = [
    ("this is not turtle", "cannot be read"),
    ('ngo:x rdfs:subPropertyOf ngo:y ; hr:trigger "badger" .', "is no relation"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:trigger "" .', "not made of words"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:trigger "hold talks, with" .', "not made of words"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:trigger "Badger" .', "lower case"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:trigger "with" .', "is no verb"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:trigger "badgered" .', "base form"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:roleTrigger "head of" .', "not one word"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; hr:nounTrigger "Badgering of" .', "noun trigger"),
    ("ngo:x rdfs:subPropertyOf hr:attacked ; hr:objectClass hr:Persn .", "mentions never have"),
    ('ngo:attacked rdfs:subPropertyOf hr:relatedTo ; hr:trigger "badger" .', "Rename one of them"),
    ('<https://example.org/> rdfs:subPropertyOf hr:relatedTo ; hr:trigger "badger" .', "does not end in a name"),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_is_wrong_with_a_file_is_told_in_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    path, graph = turtle(tmp_path, PREFIXES + text), tmp_path / "g"
    assert main(["build", str(article), "--ontology", str(path), "-o", str(graph)]) == BadOntology.exit_status
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("Reading")]
    assert len(lines) == 1
    assert "mine.ttl" in lines[0]
    assert told in lines[0]
    assert not graph.exists()
    kg.build(article, graph)
    with pytest.raises(BadOntology):
        kg.build(article, graph, ontology=[path])
    assert open_store(graph).ontology == ()


def test_the_users_own_relation_comes_before_one_with_the_same_words(tmp_path: Path) -> None:
    text = PREFIXES + 'ngo:zeroed rdfs:subPropertyOf hr:relatedTo ; hr:trigger "meet" .\nhr:aided hr:trigger "meet with" .'
    triggers = load_ontology(turtle(tmp_path, text)).triggers["meet"]
    assert [t.predicate for t in triggers if not t.words] == ["aided", "met", "zeroed", "met"]


def test_a_file_that_is_not_there(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(article), "--ontology", str(tmp_path / "gone.ttl"), "-o", str(tmp_path / "g")]) == 13
    assert "gone.ttl cannot be read" in capsys.readouterr().err


def test_a_kept_file_that_was_removed_is_named_and_can_be_given_anew(article: Path, tmp_path: Path) -> None:
    graph, mine = tmp_path / "g", turtle(tmp_path)
    kg.build(article, graph, ontology=[mine])
    (graph / "ontology/mine.ttl").unlink()
    with pytest.raises(KGError, match="mine.ttl is missing"):
        kg.open(graph)
