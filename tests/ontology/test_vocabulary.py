"""The ontology as the extractor reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg.errors import BadOntology
from kg.language.places import PlaceKind
from kg.model import EntityType
from kg.ontology import Trigger, load_ontology, ontology_file

DESIGN = ("met spokeWith told visited urged praised supported aided rescued represented accused criticised investigated questioned "
          "charged convicted sued warned threatened arrested detained released abducted deported evicted trafficked exploited censored "
          "sanctioned attacked injured tortured killed appointed dismissed founded holdsRole affiliatedWith memberOf worksFor headOf "
          "relativeOf partOf locatedIn bornIn nationality").split()
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")


@pytest.mark.parametrize("name", DESIGN)
def test_each_predicate_of_the_design_leads_to_related(name: str) -> None:
    assert "relatedTo" in load_ontology().family(name)


def test_every_term_has_label_and_definition() -> None:
    graph = rdflib.Graph().parse(ontology_file("rights.ttl"))
    terms = {s for s in graph.subjects(rdflib.RDF.type) if str(s).startswith("https://w3id.org/rightsgraph/ns#")}
    for term in terms:
        assert (term, rdflib.RDFS.label, None) in graph, term
        assert (term, SKOS.definition, None) in graph, term


def test_the_kinds_of_place_are_places() -> None:
    graph, hr = rdflib.Graph().parse(ontology_file("rights.ttl")), rdflib.Namespace("https://w3id.org/rightsgraph/ns#")
    assert set(graph.subjects(rdflib.RDFS.subClassOf, hr.Place)) == {hr[kind.value] for kind in PlaceKind}


def test_nobody_is_accused_by_accident() -> None:
    accusatory = load_ontology().accusatory
    assert {"killed", "arrested", "tortured", "charged", "convicted"} <= accusatory
    assert not accusatory & {"met", "told", "holdsRole", "released", "praised"}


def test_no_two_predicates_share_a_role_or_a_trigger() -> None:
    ontology = load_ontology()
    roles = [r for p in ontology.predicates.values() for r in p.role_triggers]
    assert len(roles) == len(set(roles))
    seen: dict[tuple[str, bool], str] = {}
    for predicate in ontology.predicates.values():
        for trigger in predicate.triggers:
            key = trigger.text, bool(predicate.objects)  # one that takes words alone may share with one that takes actors
            assert seen.setdefault(key, predicate.name) == predicate.name, trigger


def test_a_users_property_is_read_from_turtle(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text('@prefix hr: <https://w3id.org/rightsgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n'
                    '<https://example.org/hosted> rdfs:subPropertyOf hr:met ; rdfs:label "hosted" ; hr:trigger "lodge with" ;\n'
                    ' hr:objectClass hr:Person .', encoding="utf-8")
    predicate = load_ontology(path).predicates["hosted"]
    assert predicate.triggers == (Trigger("hosted", "lodge", (), "with"),)
    assert predicate.objects == {EntityType.PERSON}


def test_bad_turtle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("this is not turtle", encoding="utf-8")
    with pytest.raises(BadOntology, match=r"bad\.ttl"):
        load_ontology(path)
