"""Queries run in a process that can be stopped, and give what another engine gives."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.errors import BadQuery, QueryTooLong
from kg.ontology import load_ontology
from kg.query import Answer, question, questions, run_query
from kg.query.questions import Question
from kg.rdf.iris import PREFIXES
from kg.store import EmbeddedStore, MemoryStore, Store, create_store
from kg.store.source import Database
from tests.readings import readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    store = create_store(tmp_path_factory.mktemp("graphs") / "g", release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish()
    return store


@pytest.fixture(scope="module")
def memory() -> MemoryStore:
    store = MemoryStore(release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish()
    return store


@pytest.fixture(scope="module")
def dataset(directory: EmbeddedStore) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=all_quads(directory), format="nquads")
    return dataset


def all_quads(store: EmbeddedStore) -> bytes:
    source = store.source()
    assert isinstance(source, Database)
    return pyoxigraph.Store.read_only(str(source.path)).dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""


def answer(store: Store, query: str) -> Answer:
    result = run_query(store, query)
    assert isinstance(result, Answer)
    return result


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_questions_agree_with_rdflib_row_by_row(asked: Question, directory: EmbeddedStore, memory: MemoryStore,
                                                dataset: rdflib.Dataset) -> None:
    ours = answer(directory, asked.query)
    theirs = dataset.query(asked.query)
    rows = [tuple("" if row[name] is None else str(row[name]) for name in ours.variables) for row in theirs]
    assert ours.texts() == rows
    assert answer(memory, asked.query).texts() == rows


def test_who_met_whom(directory: EmbeddedStore) -> None:
    rows = answer(directory, question("who-met-whom").query).records()
    assert [row["quote"] for row in rows] == [
        "Orla Venn met Tomas Brandl again", "Orla Venn met Tomas Brandl in Karsk on Tuesday"]
    assert rows[1]["date"] == "2023-05-02"
    assert rows[1]["where"] == "Karsk"


def test_an_unknown_question_names_those_there_are() -> None:
    with pytest.raises(BadQuery, match="who-met-whom"):
        question("who")


def test_the_three_kinds_of_answer(directory: EmbeddedStore) -> None:
    assert run_query(directory, "ASK { ?x hr:met ?y }") is True
    assert run_query(directory, "ASK { ?x hr:killed ?y }") is False
    triples = run_query(directory, "CONSTRUCT { ?x hr:met ?y } WHERE { GRAPH ?g { ?x hr:met ?y } }")
    assert isinstance(triples, tuple)
    assert [type(triple) for triple in triples] == [pyoxigraph.Triple]
    assert answer(directory, "SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }").texts() == [("1", "")]


def test_standard_prefixes_and_the_users_own(directory: EmbeddedStore) -> None:
    for prefix in PREFIXES:
        run_query(directory, f"ASK {{ ?x {prefix}:y ?z }}")
    own = "PREFIX hr: <urn:mine:>\nASK { ?x hr:met ?y }"
    assert run_query(directory, own) is False


def test_entities_are_listed_once(directory: EmbeddedStore, memory: MemoryStore) -> None:
    for store in (directory, memory):
        assert len(answer(store, "SELECT ?x { ?x a hr:Person }").rows) == 4


def test_from_names_a_graph_of_the_store_and_is_never_fetched(directory: EmbeddedStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <{}> {{ ?s ?p ?o }}"
    assert answer(directory, count.format("urn:rightsgraph:graph:alleged")).texts() == [("2",)]
    assert answer(directory, count.format("http://127.0.0.1:9/data.ttl")).texts() == [("0",)]


@pytest.mark.parametrize(("query", "place"), [
    ("SELECT * WHERE {\n  ?s ?p\n}", "line 3"),
    ("SELECT * WHERE {\n  ?s foo:bar ?o }", r"The prefix foo: is not declared \(line 2, column 6\); known .*: hr:, hrv:, "),
    ("ASK { ?s ?p 'x'^^foo:bar . :a ?p ?o }", r"The prefix foo: is not declared \(line 1, column 18\)"),
    ("ASK { ?s :met ?o }", r"The prefix : is not declared \(line 1, column 10\)"),
    ("SELEC ?x { ?x ?y ?z }", "column 1, at “SELEC .*”: expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("", "line 1, column 1, where it ends: expected SELECT"),
    ("SELECT ?a WHERE { ?a hr:met }", "column 29, at “}”: expected a variable, "),
    ("SELECT ?a WHERE { ?a hr:met ?b", "column 31, where it ends: expected “}”"),
    ("SELECT ?a WHERE { ?a hr:met ?b } }", "column 34, at “}”: expected the end of the query"),
    ("SELECT * {\n # (a comment\n FILTER(?a = ) }", "line 3, column 14, at “\\) }”: expected a variable"),
    ("SELECT * { ?សុខ hr:met ?b } LIMIT x", "line 1, column 35, at “x”: expected a number"),
    ("SELECT (COUNT(?a) ?n) { ?a ?b ?c }", "column 19, at “.n.*”: expected AS"),
    ("SELECT ?a { ?a hr:told 'three women }", "column 24, at “'three women }”: this quotation mark is not closed"),
    ("SELECT ?a ?c { ?a ?b ?c } GROUP BY ?a", "the SELECT contains a variable that is unbound"),
])
def test_errors_point_into_the_query_as_written(directory: EmbeddedStore, query: str, place: str) -> None:
    with pytest.raises(BadQuery, match=place) as caught:
        run_query(directory, query)
    assert "\n" not in str(caught.value)
    assert "\\u{" not in str(caught.value)
    assert len(caught.value.message) < 250


CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_cross_product_is_killed_at_its_deadline(directory: EmbeddedStore) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTooLong, match="deadline of 1 second"):
        run_query(directory, CROSS, deadline=1)
    assert time.monotonic() - began < 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to an address space limit")
def test_memory_is_capped(directory: EmbeddedStore) -> None:
    greedy = "SELECT ?v { ?a ?b ?c . ?d ?e ?f . BIND(CONCAT(STR(?a), STR(?d)) AS ?v) } ORDER BY ?v"
    with pytest.raises(QueryTooLong, match="memory"):
        run_query(directory, greedy, memory=700 << 20, deadline=60)


def test_a_query_starts_fast(directory: EmbeddedStore) -> None:
    run_query(directory, "ASK { ?x hr:met ?y }")
    began = time.monotonic()
    run_query(directory, "ASK { ?x hr:met ?y }")
    assert time.monotonic() - began < 1


def test_it_runs_beside_an_open_writer_and_on_a_relative_path(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = create_store("here", release="0.1.0")
    store.put(readings()[0])
    store.finish()
    source = store.source()
    assert isinstance(source, Database)
    writer = pyoxigraph.Store(str(source.path))
    assert run_query(store, "ASK { ?x hr:met ?y }") is True
    del writer


def test_the_predicates_that_questions_name_are_in_the_ontology() -> None:
    known = load_ontology().predicates
    triggers = {"met", "told", "spokeWith", "urged", "warned", "praised", "criticised", "accused", "threatened",
                "questioned", "holdsRole", "headOf", "affiliatedWith", "memberOf", "worksFor", "founded", "partOf",
                "arrested", "detained", "abducted", "charged", "convicted", "released"}
    assert triggers <= set(known)
