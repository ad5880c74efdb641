"""Nodes in place of a document's own ids: readings, lines, queries and exports say the same, and parts stay untouched."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import NotAGraph
from kg.identity.across.judgements import Judged, Judgement
from kg.identity.across.profile import Key
from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Reading
from kg.query import run_query
from kg.rdf import from_nquads, from_quads
from kg.rdf.iris import slug
from kg.store import EmbeddedStore, Quads, create_store, open_store
from kg.store.judgements import NAME, add_judgements, judgements

IDENTITY = "identity.json"
SHORT, LONG = Key("d2", "person:O._Vennhaug"), Key("d1", "person:Orla_Vennhaug")


def met(id_: str, one: str, other: str, role: str = "clerk") -> Reading:
    text = f"{one} met {other}."
    mentions = [Mention(text.index(name), text.index(name) + len(name), name) for name in (one, other)]
    entities = tuple(Entity(f"person:{slug(m.text)}", m.text, EntityType.PERSON, (), (m,)) for m in mentions)
    said = Claim(id_, entities[0].id, "met", Evidence(id_, 0, len(text), text), object=entities[1].id,
                 subject_mention=mentions[0], object_mention=mentions[1], attributed_to=(entities[1].id, entities[0].id))
    held = Claim(id_, entities[0].id, "holdsRole", Evidence(id_, 0, len(one), one), value=role, subject_mention=mentions[0])
    return Reading(Document(id_, text, source=f"{id_}.txt"), entities, (said, held))


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    store = create_store(tmp_path / "g", release="1")
    assert isinstance(store, EmbeddedStore)
    for reading in (met("d1", "Orla Vennhaug", "Tomas Brandlic"), met("d2", "O. Vennhaug", "Ana Ruizdal"),
                    met("d3", "Tomás Brandlic", "Ana Ruizdal")):
        store.put(reading)
    store.finish()
    return store


def of_lines(store: EmbeddedStore, document: str) -> Reading:
    """Return what the store's lines say of a document."""
    quads = [quad for quad in from_nquads(b"".join(store.lines())) if quad.graph_name.value.endswith(f"document:{document}")]
    return from_quads(quads, text=store.reading(document).document.text)


def test_readings_lines_quads_and_queries_agree(store: EmbeddedStore) -> None:
    for document in store.ids():
        assert of_lines(store, document) == replace(store.reading(document), gaps=())
    assert set(from_nquads(b"".join(store.lines()))) == set(store.quads())
    rows = run_query(store, "SELECT DISTINCT ?a { ?c a hr:Claim ; rdf:subject ?a }").rows
    assert {row[0].value for row in rows} == {"urn:rightsgraph:person:Orla_Vennhaug", "urn:rightsgraph:person:Tomas_Brandlic"}
    post = run_query(store, "SELECT ?who { ?post a hr:Position ; hr:heldBy ?who } ORDER BY ?who").rows
    assert [row[0].value.rpartition(":")[2] for row in post] == ["Orla_Vennhaug", "Tomas_Brandlic"]


def test_direct_triples_are_those_of_nodes(store: EmbeddedStore) -> None:
    subjects = {quad.subject.value for quad in store.relations()}
    assert subjects == {"urn:rightsgraph:person:Orla_Vennhaug", "urn:rightsgraph:person:Tomas_Brandlic"}


def test_where_nothing_can_be_written_queries_find_nodes_as_well(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_current", lambda: None)
    source = store.source()
    assert isinstance(source, Quads)
    assert b"person:O._Vennhaug" not in source.data


def test_parts_are_as_their_documents_told(store: EmbeddedStore) -> None:
    assert b"<urn:rightsgraph:person:O._Vennhaug>" in (store.path / "parts/d2.nq").read_bytes()
    assert store.as_told("d2").claims[0].subject == SHORT.entity
    assert store.reading("d2").claims[0].subject == LONG.entity
    assert [claim.id for claim in store.as_told("d2").claims] == [claim.id for claim in store.reading("d2").claims]


def test_only_what_has_another_node_is_written(store: EmbeddedStore) -> None:
    assert json.loads((store.path / IDENTITY).read_bytes()) == {
        "d2": {"person:O._Vennhaug": "person:Orla_Vennhaug"}, "d3": {"person:Tomás_Brandlic": "person:Tomas_Brandlic"}}


def test_deleted_it_is_made_again(store: EmbeddedStore) -> None:
    before = (store.path / IDENTITY).read_bytes(), (store.path / "relations.nq").read_bytes()
    (store.path / IDENTITY).unlink()
    assert store.reading("d2").claims[0].subject == SHORT.entity, "without it, each document has its own ids"
    store.reindex()
    assert ((store.path / IDENTITY).read_bytes(), (store.path / "relations.nq").read_bytes()) == before
    assert store.reading("d2").claims[0].subject == LONG.entity


def test_damaged_it_is_named(store: EmbeddedStore) -> None:
    (store.path / IDENTITY).write_text("{")
    with pytest.raises(NotAGraph, match=IDENTITY):
        open_store(store.path).reading("d2")


def test_one_who_reads_meanwhile_sees_the_change(store: EmbeddedStore) -> None:
    reader = open_store(store.path)
    assert reader.reading("d2").claims[0].subject == LONG.entity
    asked = "SELECT ?a { ?a hr:mentionedIn <urn:rightsgraph:document:d2> } ORDER BY ?a"
    one = [row[0].value for row in run_query(reader, asked).rows]
    add_judgements(store.path, [judgement(Judged.DIFFERENT)])
    store.finish()
    assert reader.reading("d2").claims[0].subject == SHORT.entity
    after = {row[0].value for row in run_query(reader, asked).rows}
    assert after == {iri.replace("Orla_Vennhaug", "O._Vennhaug") for iri in one} != set(one)


def judgement(judged: Judged, day: int = 1) -> Judgement:
    return Judgement(SHORT, LONG, judged, "Ann", dt.datetime(2031, 5, day, 8, 30, 0, 250, dt.UTC), "seen “twice”")


def test_judgements_come_back_and_are_added_behind(tmp_path: Path) -> None:
    first, second = judgement(Judged.SAME), judgement(Judged.WITHDRAWN, 2)
    add_judgements(tmp_path, [first])
    add_judgements(tmp_path, [second])
    assert judgements(tmp_path) == (first, second)
    assert (tmp_path / NAME).read_bytes().count(b"\n") == 2


def test_judgements_outlive_changes_of_documents(store: EmbeddedStore) -> None:
    add_judgements(store.path, [judgement(Judged.DIFFERENT)])
    store.put(met("d4", "Orla Vennhaug", "Sayri Mamanchu"))
    store.remove("d3")
    store.finish()
    assert judgements(store.path) == (judgement(Judged.DIFFERENT),)
    assert store.reading("d2").claims[0].subject == SHORT.entity
    add_judgements(store.path, [judgement(Judged.WITHDRAWN, 2)])
    store.finish()
    assert store.reading("d2").claims[0].subject == LONG.entity


@pytest.mark.parametrize("line", ["{}", "nonsense", '{"one": 3}'])
def test_a_damaged_judgement_is_named(store: EmbeddedStore, line: str) -> None:
    (store.path / NAME).write_text(line + "\n")
    with pytest.raises(NotAGraph, match=NAME):
        store.finish()
