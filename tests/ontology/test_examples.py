"""The example of each relation and kind of act is a sentence in which the extractor finds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode

from kg.model import Reading
from kg.ontology import load_ontology, ontology_file
from kg.ontology.checks import own_graph
from kg.ontology.checks.terms import HR, HRV, terms_of
from kg.ontology.vocabulary import read_triples
from kg.rdf import to_quads

EXAMPLE = "http://www.w3.org/2004/02/skos/core#example"
ROWS = read_triples([ontology_file("rights.ttl"), ontology_file("acts.ttl")])
ONTOLOGY = load_ontology()
# The heads of families have no words of their own; their examples tell of what stands under them.
HEADS = [p.name for p in ONTOLOGY.predicates.values() if not (p.triggers or p.role_triggers or p.noun_triggers)]


def test_only_heads_of_families_and_what_is_read_otherwise_have_no_words() -> None:
    assert set(HEADS) == {"relatedTo", "consulted", "coerced", "assaulted", "holdsRole", "nationality"}


@pytest.mark.parametrize("name", sorted(set(ONTOLOGY.predicates) - {"relatedTo", "consulted", "coerced", "assaulted"}))
def test_a_relation_is_found_in_its_example(name: str, read: Callable[..., Reading]) -> None:
    [example] = ROWS[ONTOLOGY.predicates[name].iri][EXAMPLE]
    assert name in {claim.predicate for claim in read(example).claims}


@pytest.mark.parametrize("name", sorted(ONTOLOGY.acts.kinds))
def test_a_kind_of_act_is_found_in_its_example(name: str, read: Callable[..., Reading]) -> None:
    [example] = ROWS[ONTOLOGY.acts.kinds[name].iri][EXAMPLE]
    assert name in {act.kind for act in read(example).acts}


def test_every_term_that_a_graph_holds_is_one_of_the_ontology(read: Callable[..., Reading]) -> None:
    names = [*ONTOLOGY.predicates.values(), *ONTOLOGY.acts.kinds.values()]
    text = "\n\n".join(ROWS[name.iri][EXAMPLE][0] for name in names) + "\n\nShe was the acting director until May 2024, said Omar Barry."
    quads = to_quads(read(text), release="0.1.0", pipeline="default")
    held = {term.value for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    terms = terms_of(own_graph())
    own = {iri for iri in held if iri.startswith((HR, HRV))}
    assert own <= terms
    assert len(own) > 200
