"""What every store does, whichever engine keeps the quads: rdflib's in memory, a directory, a SPARQL server.

With RIGHTSGRAPH_TEST_SERVER naming the address of another server (and RIGHTSGRAPH_USER and RIGHTSGRAPH_PASSWORD), the same
tests run on that too. It passed on Virtuoso 7.2.5, but for the union as a set, which Virtuoso does not give
(https://github.com/openlink/virtuoso-opensource/issues/1406).
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Evidence, Gap, Reading
from kg.query import Answer, run_query
from kg.rdf import in_order, to_nquads
from kg.rdf.iris import HR
from kg.store import MemoryStore, Store, create_store, open_store
from tests.readings import ACCUSATORY, readings
from tests.store.conftest import emptied

RELEASE = "0.1.0"
OTHER = os.environ.get("RIGHTSGRAPH_TEST_SERVER", "")


def full() -> tuple[Reading, ...]:
    """Return the readings, with line ends of all kinds and what was not understood."""
    first, *rest = readings()
    document = replace(first.document, text=first.document.text + "\r\nRain\rfell.\u2028 \t\"so\\\n\n")
    start = document.text.index("Rain")
    gaps = (Gap(Evidence(document.id, start, start + 4, "Rain"), "no claim", "of the weather: «rain»\n"),)
    return replace(first, document=document, gaps=gaps), *rest


def filled(store: Store) -> Store:
    for reading in full():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


def reopened(store: Store, place: str | Path) -> Store:
    return store if isinstance(store, MemoryStore) else open_store(place)


PLACES = ["memory", "directory", "server", pytest.param("other", marks=pytest.mark.skipif(
    not OTHER, reason="RIGHTSGRAPH_TEST_SERVER names no other server"))]


class TestEveryStore:
    @pytest.fixture(params=PLACES)
    def place(self, request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
        match request.param:
            case "server":
                return str(request.getfixturevalue("server"))
            case "other":
                return emptied(OTHER)
            case _:
                return tmp_path / "g" if request.param == "directory" else ""

    @pytest.fixture
    def store(self, place: str | Path) -> Store:
        return create_store(place, release=RELEASE, pipeline="kg en") if place else MemoryStore(
            release=RELEASE, pipeline="kg en")

    def test_what_is_put_comes_back(self, store: Store, place: str | Path) -> None:
        filled(store)
        for found in (store, reopened(store, place)):
            assert list(found.readings()) == [in_order(reading) for reading in full()]
            assert list(found.documents()) == [reading.document for reading in full()]
            assert found.ids() == tuple(reading.document.id for reading in full())
            assert all(found.has(document) for document in found.ids())
            assert found.finished
            assert len(list(found.relations())) == 9
        with pytest.raises(KeyError):
            store.reading("nothing")

    def test_all_keep_the_same_quads(self, store: Store, tmp_path: Path) -> None:
        filled(store)
        known = filled(create_store(tmp_path / "known", release=RELEASE, pipeline="kg en"))
        assert to_nquads(store.quads()) == to_nquads(known.quads())
        assert sorted(store.lines()) == sorted(known.lines())

    def test_the_ledger_is_read_by_itself(self, store: Store, place: str | Path) -> None:
        filled(store)
        found = reopened(store, place)
        for document in found.ids():
            assert found.gaps(document) == found.reading(document).gaps
        with pytest.raises(KeyError):
            found.gaps("0" * 16)

    def test_putting_again_replaces(self, store: Store, place: str | Path) -> None:
        filled(store)
        first = full()[0]
        store.put(replace(first, claims=(), gaps=(), document=replace(first.document, title="Another title")))
        found = reopened(store, place)
        assert not found.finished
        assert list(found.relations()) == []
        assert [len(reading.claims) for reading in found.readings()] == [0, 6, 2]
        assert found.reading(first.document.id).gaps == ()
        assert next(found.documents()).title == "Another title"
        store.finish(accusatory=ACCUSATORY)
        assert len(list(reopened(store, place).relations())) == 5

    def test_what_is_removed_is_gone(self, store: Store, place: str | Path) -> None:
        filled(store)
        first, second, third = store.ids()
        store.remove(second)
        store.remove("nothing")
        store.finish(accusatory=ACCUSATORY)
        found = reopened(store, place)
        assert found.ids() == (first, third)
        assert run_query(found, f'ASK {{ ?x ?y "{readings()[1].document.title}" }}') is False
        with pytest.raises(KeyError):
            found.reading(second)

    def test_queries_see_the_union_as_a_set_and_each_graph_by_name(self, store: Store, place: str | Path) -> None:
        found = reopened(filled(store), place)
        everybody = run_query(found, "SELECT ?x { ?x a hr:Person }")
        assert isinstance(everybody, Answer)
        if not OTHER or place != OTHER:
            assert len(everybody.rows) == 4
        assert len(set(everybody.rows)) == 4
        assert run_query(found, "ASK { GRAPH ?g { ?x a hr:Person } ?x hr:met ?y . hr:met rdfs:label ?label }") is True
        assert run_query(found, "ASK { GRAPH <urn:rightsgraph:graph:alleged> { ?x hr:arrested ?y } }") is True

    def test_texts_and_ledgers_are_not_asked(self, store: Store, place: str | Path) -> None:
        if OTHER and place == OTHER:
            pytest.skip("a server that gives the union of all graphs gives these too")
        found = reopened(filled(store), place)
        assert run_query(found, 'ASK { ?x ?p ?text FILTER(CONTAINS(STR(?text), "Rain")) }') is False

    def test_an_unfinished_graph_answers_by_what_it_holds(self, store: Store, place: str | Path) -> None:
        filled(store)
        store.put(full()[1])
        found = reopened(store, place)
        assert run_query(found, "ASK { ?x hr:met ?y }") is False
        claims = run_query(found, "SELECT ?c { ?c a rdf:Statement }")
        assert isinstance(claims, Answer)
        assert len(set(claims.rows)) == sum(len(reading.claims) for reading in full())

    def test_a_base_on_the_web_works_throughout(self, place: str | Path) -> None:
        base = "https://example.org/kg/"
        store = filled(create_store(place, release=RELEASE, base=base) if place
                       else MemoryStore(release=RELEASE, base=base))
        found = reopened(store, place)
        assert list(found.readings()) == [in_order(reading) for reading in full()]
        assert run_query(found, f"ASK {{ <{base}person/Orla_Venn> <{HR}met> ?y }}") is True


@pytest.mark.parametrize("kind", ["directory", "server"])
class TestWhatLasts:
    @pytest.fixture
    def place(self, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
        return str(request.getfixturevalue("server")) if kind == "server" else tmp_path / "g"

    def test_another_release_or_pipeline_reads_anew(self, place: str | Path) -> None:
        filled(create_store(place, release=RELEASE, pipeline="kg en"))
        for release, pipeline in (("9", "kg en"), (RELEASE, "other")):
            store = create_store(place, release=release, pipeline=pipeline)
            assert len(store.ids()) == 3
            assert not any(store.has(document) for document in store.ids())

    def test_an_unfinished_build_goes_on(self, place: str | Path) -> None:
        create_store(place, release=RELEASE, pipeline="kg en").put(full()[0])
        again = create_store(place, release=RELEASE, pipeline="kg en")
        assert not again.finished
        assert [again.has(reading.document.id) for reading in full()] == [True, False, False]
        filled(again)
        assert list(open_store(place).readings()) == [in_order(reading) for reading in full()]

    def test_relations_of_ones_own_are_kept(self, place: str | Path, tmp_path: Path) -> None:
        mine = tmp_path / "mine.ttl"
        mine.write_text('@prefix hr: <https://w3id.org/rightsgraph/ns#> .\n@prefix kg: <https://w3id.org/rightsgraph/kg#> .\n'
                        '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n'
                        '<https://example.org/ngo#hosted> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> ;\n'
                        '  rdfs:label "hosted" ; rdfs:subPropertyOf hr:relatedTo .\n', encoding="utf-8")
        store = create_store(place, release=RELEASE)
        store.put(full()[0])
        store.adopt([mine])
        assert [document.id for document in store.outdated()] == [full()[0].document.id]
        assert not store.has(full()[0].document.id)
        filled(store)
        found = open_store(place)
        assert [path.read_bytes() for path in found.ontology] == [mine.read_bytes()]
        assert list(found.outdated()) == []
        assert run_query(found, 'ASK { <https://example.org/ngo#hosted> rdfs:label "hosted" }') is True
