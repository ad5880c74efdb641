"""What CI checks of the ontology's own files, and that each check finds what it looks for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import kg
from kg.ontology import ALIGNMENTS, SCHEMES, load_ontology, ontology_file
from kg.ontology.checks import Finding, check_file, check_ontology, own_graph, term_list, version_of
from kg.ontology.checks.parsing import one_layout, two_parsers
from kg.ontology.checks.reasoning import contradictions, shaped
from kg.ontology.checks.released import last_list, lists_folder, removed
from kg.ontology.checks.terms import circles, explained, restrained, terms_of
from kg.ontology.checks.usage import missing, unused
from kg.ontology.docs.example import example_reading
from kg.rdf import to_quads

HR = rdflib.Namespace("https://w3id.org/rightsgraph/ns#")
HRV = rdflib.Namespace("https://w3id.org/rightsgraph/vocab/")
PACKAGE = Path(kg.__file__).parent


@pytest.fixture(scope="module")
def whole() -> rdflib.Graph:
    return own_graph()


@pytest.fixture
def graph(whole: rdflib.Graph) -> rdflib.Graph:
    copy = rdflib.Graph()
    for triple in whole:
        copy.add(triple)
    return copy


def told(findings: Iterable[Finding]) -> str:
    return "\n".join(map(str, findings))


def test_there_is_nothing_to_mend() -> None:
    assert told(check_ontology()) == ""


def test_what_is_not_explained_is_told(graph: rdflib.Graph) -> None:
    graph.remove((HR.met, RDFS.label, None))
    graph.remove((HRV.torture, SKOS.definition, None))
    graph.remove((HRV.torture, SKOS.inScheme, None))
    text = told(explained(graph, "x"))
    assert text.count("error") == 3
    assert "hr:met has no label" in text
    assert "hrv:torture has no definition" in text
    assert "hrv:torture is in no scheme" in text


@pytest.mark.parametrize(("child", "property_", "parent"), [
    (HR.consulted, RDFS.subPropertyOf, HR.met), (HR.Agent, RDFS.subClassOf, HR.Person), (HRV.violence, SKOS.broader, HRV.rape)])
def test_a_circle_is_told(graph: rdflib.Graph, child: URIRef, property_: URIRef, parent: URIRef) -> None:
    assert not list(circles(graph, "x"))
    graph.add((child, property_, parent))
    [finding] = circles(graph, "x")
    assert "goes in a circle" in finding.message


@pytest.mark.parametrize("property_", [RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.equivalentProperty])
def test_a_relation_that_says_too_much_is_told(graph: rdflib.Graph, property_: URIRef) -> None:
    graph.add((HR.met, property_, HR.Person))
    assert "hr:met" in told(restrained(graph, "x"))


@pytest.mark.parametrize(("subject", "property_", "value", "message"), [
    (HR.met, HR.objectClass, HR.City, "objectClass"),
    (HR.met, HR.accusatory, Literal("yes"), "accusatory"),
    (HR.met, HR.ploverCategory, Literal("MEET"), "ploverCategory"),
    (HR.met, RDFS.domain, HR.Person, "domain"),
    (HR.met, SKOS.definition, Literal("No full stop", lang="en"), "definition"),
    (HRV.torture, SKOS.topConceptOf, HRV.act, "hrv:torture"),
    (HRV.torture, HR.touches, HRV.iccpr, "hrv:torture"),
    (HRV.torture, HR.touches, HRV.alleged, "hrv:torture"),
    (HRV.torture, SKOS.inScheme, HRV.part, "inScheme"),
    (HR.title, HR.trigger, Literal("name"), "hr:title"),
])
def test_the_shapes_of_the_ontology_bite(
    graph: rdflib.Graph, subject: URIRef, property_: URIRef, value: URIRef | Literal, message: str
) -> None:
    graph.add((subject, property_, value))
    assert message in told(shaped(graph, "x"))


def test_a_reasoner_finds_no_contradiction_in_a_claim_and_finds_one_that_is_put_there() -> None:
    graph = own_graph(["rights.ttl", *(f"align/{name}.ttl" for name in ALIGNMENTS)])
    for quad in to_quads(example_reading(), release="0.1.0", pipeline="default"):
        graph.parse(data=f"{quad.triple} .", format="nt")
    assert not list(contradictions(graph, "x"))
    someone = URIRef("urn:rightsgraph:person:Sok_Dara")
    assert (someone, RDF.type, HR.Person) in graph
    graph.add((someone, RDF.type, HR.City))
    assert "contradiction" in told(contradictions(graph, "x"))


def test_a_term_that_the_program_uses_must_exist(graph: rdflib.Graph) -> None:
    graph.remove((HR.victimCount, None, None))
    graph.remove((HRV.pronoun, None, None))
    text = told(missing(graph, PACKAGE))
    assert "hr:victimCount is used here" in text
    assert "hrv:pronoun is used here" in text
    assert text.count("error") == 2


@pytest.mark.parametrize(("file", "text"), [
    ("a.py", 'yield hr("metOnce")'), ("a.py", 'iri = HR + "metOnce"'), ("a.py", 'f"{HR}metOnce"'),
    ("a.rq", "SELECT * { ?x hr:metOnce ?y }")])
def test_how_a_program_names_a_term(graph: rdflib.Graph, tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    [finding] = missing(graph, tmp_path)
    assert "hr:metOnce" in finding.message
    assert finding.path == str(tmp_path / file)


def test_a_term_that_nothing_uses_must_be_said_to_be_for_users(graph: rdflib.Graph) -> None:
    graph.add((HR.shoeSize, RDF.type, OWL.DatatypeProperty))
    [finding] = unused(graph, PACKAGE, "x")
    assert "hr:shoeSize is used nowhere" in finding.message
    graph.add((HR.shoeSize, SKOS.scopeNote, Literal("For users: to say more of a person.", lang="en")))
    assert not list(unused(graph, PACKAGE, "x"))


def test_a_released_term_may_go_only_with_a_major_version(tmp_path: Path) -> None:
    released = tmp_path / "0.9.0.txt"
    released.write_text("hr:met\nhr:gone\n", encoding="utf-8")
    [finding] = removed("0.10.0", ["hr:met", "hr:new"], released)
    assert "hr:gone was released with 0.9.0" in finding.message
    assert not list(removed("1.0.0", ["hr:met"], released))
    (tmp_path / "0.10.0.txt").write_text("", encoding="utf-8")
    assert last_list(tmp_path) == tmp_path / "0.10.0.txt"


def test_the_list_of_this_version_holds_its_terms(graph: rdflib.Graph) -> None:
    path = lists_folder() / f"{version_of(graph)}.txt"
    assert path.read_text(encoding="utf-8").splitlines() == term_list(graph), "run: kg ontology terms --names > " + str(path)


def test_two_parsers_and_one_layout_tell(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    data = b"@prefix a: <urn:a#> .\na:b a:c 1 .\n"
    assert not list(two_parsers(path, data))
    [finding] = one_layout(path, "@prefix a: <urn:a#> .\na:b a:c  a:d .\n")
    assert "kg ontology tidy" in finding.remedy


def test_alignments_link_terms_that_exist_to_other_vocabularies() -> None:
    ours = terms_of(own_graph()) | {str(HRV.huridocs), str(HRV.plover)}
    for name in ALIGNMENTS:
        aligned = own_graph([f"align/{name}.ttl"])
        own = terms_of(aligned)
        subjects = {str(s) for s in aligned.subjects()}
        assert subjects - own <= ours, name
        assert not list(aligned.subjects(OWL.equivalentClass))
        assert len(aligned) >= 7, name


@pytest.mark.parametrize("name", ALIGNMENTS)
def test_an_alignment_can_be_given_to_a_build_as_it_is(name: str) -> None:
    path = ontology_file(f"align/{name}.ttl")
    assert load_ontology(path).predicates.keys() == load_ontology().predicates.keys()
    assert not [finding for finding in check_file(path) if not finding.warning]


def test_no_alignment_is_part_of_what_a_graph_holds() -> None:
    others = ("schema.org/Person", "followthemoney", "wikidata", "metadata.un.org", "InterchangeOntology", "huridocs")
    text = own_graph(SCHEMES).serialize(format="nt")
    assert not [name for name in others if name in text]
