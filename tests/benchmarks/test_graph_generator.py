"""A generated graph is one that `kg build` could have made: whole, faithful to its texts, of the size asked, the same each time."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.graph_generator import Draft, fill, readings
from kg.graph import open_graph
from kg.model import Claim, Modality, Polarity
from kg.ontology import load_ontology
from kg.rdf.validation import validate
from kg.store import EmbeddedStore, create_store, open_store

SIZE = 6_000


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """Make a small graph."""
    store = create_store(tmp_path_factory.mktemp("generated") / "graph", release="0", pipeline="invented")
    fill(store, SIZE)
    return store


def test_it_has_the_size_asked_up_to_one_document(graph: EmbeddedStore) -> None:
    lines = sum(len(path.read_bytes().splitlines()) for path in [*graph.path.glob("parts/*.nq"), graph.path / "relations.nq"])
    assert SIZE <= lines < SIZE + 2_500


def test_every_quote_and_every_mention_stands_in_the_text() -> None:
    for reading in islice(readings(), 40):
        text = reading.document.text
        for said in (*reading.claims, *reading.acts):
            assert text[said.evidence.start:said.evidence.end] == said.evidence.quote
        for mention in (m for entity in reading.entities for m in entity.mentions):
            assert text[mention.start:mention.end] == mention.text
        known = {entity.id for entity in reading.entities}
        for claim in reading.claims:
            named = {claim.subject, claim.object, claim.place, claim.post_of, *claim.attributed_to} - {None}
            assert named <= known


def test_the_ontology_knows_its_relations_and_kinds_of_act() -> None:
    ontology = load_ontology()
    some = list(islice(readings(), 200))
    assert {claim.predicate for reading in some for claim in reading.claims if not claim.open} <= set(ontology.predicates)
    assert {act.kind for reading in some for act in reading.acts} <= set(ontology.acts.kinds)


def test_all_stances_occur() -> None:
    claims = [claim for reading in islice(readings(), 300) for claim in reading.claims]
    assert {claim.modality for claim in claims} == set(Modality)
    assert {claim.polarity for claim in claims} == set(Polarity)
    assert {len(claim.attributed_to) for claim in claims} == {0, 1, 2}


def test_it_passes_the_shapes_and_reads_back(graph: EmbeddedStore) -> None:
    assert open_store(graph.path).finished
    assert not validate(open_graph(graph.path).to_rdflib())
    for first, second in zip(sorted(graph.readings(), key=lambda r: r.document.source), readings(), strict=False):
        assert first.document == second.document
        assert {claim.id for claim in first.claims} == {claim.id for claim in second.claims}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(graph: EmbeddedStore, tmp_path: Path) -> None:
    again, other = (create_store(tmp_path / name, release="0", pipeline="invented") for name in ("again", "other"))
    fill(again, SIZE)
    fill(other, SIZE, seed=1)
    names = [path.name for path in graph.path.glob("parts/*.nq")]
    assert names
    for name in names:
        assert (again.path / "parts" / name).read_bytes() == (graph.path / "parts" / name).read_bytes()
    assert (again.path / "relations.nq").read_bytes() == (graph.path / "relations.nq").read_bytes()
    assert not list(other.path.glob(f"parts/{names[0]}"))


def test_no_two_things_said_have_one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, set[object]] = {}
    keep = Draft.claim

    def kept(self: Draft, claim: Claim) -> None:
        made.setdefault(claim.id, set()).add((claim.subject, claim.object, claim.attributed_to, claim.place, claim.post_of))
        keep(self, claim)

    monkeypatch.setattr(Draft, "claim", kept)
    list(islice(readings(2), 60))
    assert len(made) > 400
    assert {id_: said for id_, said in made.items() if len(said) > 1} == {}
