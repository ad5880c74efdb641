"""The scheme of kinds of act, and the words that tell of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from kg.model import Document, LegalStatus, MentionKind, Modality, Part, Polarity, Reading, Tenure
from kg.ontology import SCHEMES, load_ontology, ontology_file
from kg.ontology.acts import closed_up
from kg.rdf import from_quads, to_quads
from kg.reading import read_document

HR = rdflib.Namespace("https://w3id.org/rightsgraph/ns#")
HRV = rdflib.Namespace("https://w3id.org/rightsgraph/vocab/")


@pytest.fixture(scope="module")
def scheme() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_file("acts.ttl"))


def test_two_parsers_read_the_same(scheme: rdflib.Graph) -> None:
    triples = list(pyoxigraph.parse(path=str(ontology_file("acts.ttl")), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(scheme)


def test_every_kind_is_explained_and_has_its_place(scheme: rdflib.Graph) -> None:
    kinds = set(scheme.subjects(RDF.type, SKOS.Concept))
    assert len(kinds) >= 60
    for kind in kinds:
        assert (kind, SKOS.inScheme, HRV.act) in scheme
        assert (kind, SKOS.broader, None) in scheme or (kind, SKOS.topConceptOf, HRV.act) in scheme
        for property_ in (SKOS.prefLabel, SKOS.definition, SKOS.example):
            assert len(list(scheme.objects(kind, property_))) == 1, (kind, property_)
    labels = [str(label) for label in scheme.objects(None, SKOS.prefLabel)]
    assert len(labels) == len(set(labels))


def test_broader_kinds_exist_and_make_no_circle() -> None:
    acts = load_ontology().acts
    for kind in acts.kinds.values():
        family = acts.family(kind.name)
        assert kind.name not in family
        assert set(kind.broader) <= set(acts.kinds)
    assert acts.family("chemicalAttack") == ("armedAttack", "attack", "violence")


def test_no_words_tell_of_two_kinds() -> None:
    kinds = load_ontology().acts.kinds.values()
    for words in ([t.text for k in kinds for t in k.triggers], [closed_up(n) for k in kinds for n in set(map(closed_up, k.nouns))]):
        assert len(words) == len(set(words))


def test_no_kind_says_more_than_its_words() -> None:
    acts = load_ontology().acts
    plain = {t.verb for k in ("arrest", "detention", "killing", "eviction") for t in acts.kinds[k].triggers if not t.words}
    for name in ("arbitraryArrest", "arbitraryDetention", "extrajudicialKilling", "forcedEviction"):
        assert all(t.words for t in acts.kinds[name].triggers)
        assert not {n for n in acts.kinds[name].nouns if n in plain}


def test_the_terms_of_the_scheme_are_declared(scheme: rdflib.Graph) -> None:
    rights = rdflib.Graph().parse(ontology_file("rights.ttl"))
    used = {t for t in (*scheme.predicates(), *scheme.objects()) if isinstance(t, rdflib.URIRef) and t.startswith(str(HR))}
    assert used and all((term, RDF.type, None) in rights for term in used)


ENUMS = {"legalStatus": LegalStatus, "tenure": Tenure, "mentionKind": MentionKind, "polarity": Polarity, "modality": Modality, "part": Part}


@pytest.mark.parametrize("name", ENUMS)
def test_the_schemes_hold_what_the_model_holds_and_say_what_is_for_users(name: str) -> None:
    terms = rdflib.Graph()
    for file in SCHEMES:
        terms.parse(ontology_file(file))
    concepts = set(terms.subjects(SKOS.inScheme, HRV[name]))
    for_users = {c for c in concepts if str(terms.value(c, SKOS.scopeNote) or "").startswith("For users:")}
    assert concepts - for_users == {HRV[value.value] for value in ENUMS[name]}


def test_a_users_kind_of_act_is_told_of(tmp_path: Path, nlp, read: Callable[..., Reading]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "mine.ttl"
    path.write_text('''@prefix hr: <https://w3id.org/rightsgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ngo: <https://example.org/ngo#> .
ngo:doxing skos:inScheme <https://w3id.org/rightsgraph/vocab/act> ; skos:broader <https://w3id.org/rightsgraph/vocab/harassment> ;
    skos:prefLabel "doxing"@en ; hr:trigger "dox" ; hr:nounTrigger "doxing campaign" .''', encoding="utf-8")
    ontology = load_ontology(path)
    assert ontology.acts.family("doxing") == ("harassment", "pressure")
    text = "Trolls doxed Amina Diallo. The doxing campaign against Leila Haddad began on Monday."
    reading = read_document(Document("0123456789abcdef", text), nlp, ontology)
    assert [act.kind for act in reading.acts] == ["doxing", "doxing"]
    assert not read(text).acts
    quads = to_quads(reading, iris=ontology.iris)
    assert "https://example.org/ngo#doxing" in {q.object.value for q in quads if q.predicate.value == HR + "actKind"}
    assert [act.kind for act in from_quads(quads, text=text).acts] == ["doxing", "doxing"]
