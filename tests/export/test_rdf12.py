"""RDF 1.2: each claim is the reifier of the triple that it states, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.export import export
from kg.rdf.iris import RDF
from kg.store import MemoryStore
from tests.export.names import stored
from tests.readings import readings

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "ntriples": RdfFormat.N_TRIPLES}
REIFIES = NamedNode(RDF + "reifies")


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return stored(*readings())


def parsed(store: MemoryStore, format_: str, path: Path, *, rdf12: bool) -> list[pyoxigraph.Quad]:
    export(store, format_, path, rdf12=rdf12)
    return list(pyoxigraph.parse(path=path, format=FORMATS[format_]))


@pytest.mark.parametrize("format_", FORMATS)
def test_every_claim_reifies_its_triple(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    quads = parsed(store, format_, tmp_path / "a", rdf12=True)
    reified = {quad.subject.value: quad.object for quad in quads if quad.predicate == REIFIES}
    parts = {(quad.subject.value, quad.predicate.value): quad.object for quad in quads}
    claims = [claim for reading in readings() for claim in reading.claims]
    assert len(reified) == len(claims) == 14
    for claim in claims:
        iri = f"urn:rightsgraph:claim:{claim.id}"
        assert reified[iri] == Triple(*(parts[iri, RDF + name] for name in ("subject", "predicate", "object")))


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_else_changes(format_: str, store: MemoryStore, tmp_path: Path) -> None:
    with_terms = parsed(store, format_, tmp_path / "a", rdf12=True)
    plain = parsed(store, format_, tmp_path / "b", rdf12=False)
    assert [quad for quad in with_terms if quad.predicate != REIFIES] == plain


def test_a_denied_claim_is_not_stated(store: MemoryStore, tmp_path: Path) -> None:
    quads = parsed(store, "turtle", tmp_path / "a", rdf12=True)
    negated = Triple(NamedNode("urn:rightsgraph:person:Orla_Venn"), NamedNode("https://w3id.org/rightsgraph/ns#met"),
                     NamedNode("urn:rightsgraph:person:សុខ_ដារ៉ា"))
    assert negated in [quad.object for quad in quads]
    assert negated not in [quad.triple for quad in quads]


def test_a_sparql_engine_finds_claims_by_the_triple(store: MemoryStore, tmp_path: Path) -> None:
    export(store, "turtle", tmp_path / "a.ttl", rdf12=True)
    engine = pyoxigraph.Store()
    engine.load(path=tmp_path / "a.ttl", format=RdfFormat.TURTLE)
    rows = list(engine.query("""
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX hr: <https://w3id.org/rightsgraph/ns#>
        SELECT ?claim WHERE { ?claim rdf:reifies <<( ?a hr:met ?b )>> }"""))
    assert len(rows) == 3
