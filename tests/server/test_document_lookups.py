"""What the list of documents looks up: every engine tells the same, and a document counts once however often it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad

from kg.query.engine import Engine, Request
from kg.rdf.iris import PROV
from kg.server.lookup import bound
from kg.store.memory import MemoryStore
from kg.store.source import Quads, Source
from tests.readings import readings

LISTS = ("documents", "documents-by-title", "documents-by-claims")
ENGINES = ("oxigraph", "rdflib")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Return an engine with one worker."""
    engine = Engine(size=1)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=ENGINES)
def source(request: pytest.FixtureRequest) -> Source:
    """Return the three documents, one of which was read by a second pipeline too."""
    store = MemoryStore(release="test")
    for reading in readings():
        store.put(reading)
    store.finish()
    quads = store.source()
    assert isinstance(quads, Quads)
    document = NamedNode("urn:rightsgraph:document:00000000000000a1")
    again = Quad(NamedNode("urn:rightsgraph:extraction:again"), NamedNode(PROV + "used"), document, document)
    return Quads(quads.data + f"{again} .\n".encode(), request.param)


def rows(engine: Engine, source: Source, name: str, **values: str | int) -> list[dict[str, str]]:
    """Return what a lookup gives."""
    answered = engine.run(source, Request(bound(name, values), table="json"))
    return [{key: term["value"] for key, term in row.items()} for row in json.loads(answered.body)["results"]["bindings"]]


def ends(found: list[dict[str, str]]) -> list[str]:
    """Return the last two characters of the documents' ids."""
    return [row["document"][-2:] for row in found]


def test_orders(engine: Engine, source: Source) -> None:
    found = {name: rows(engine, source, name, text="", limit=9, offset=0) for name in LISTS}
    assert {name: ends(listed) for name, listed in found.items()} == {
        "documents": ["b2", "a1", "c3"], "documents-by-title": ["b2", "a1", "c3"], "documents-by-claims": ["a1", "b2", "c3"]}
    for listed in found.values():
        counts = {row["document"][-2:]: (row["claims"], row["acts"]) for row in listed}
        assert counts == {"a1": ("6", "0"), "b2": ("6", "0"), "c3": ("2", "2")}
        told = next(row for row in listed if row["document"].endswith("a1"))
        assert (told["title"], told["source"], told["publisher"], told["date"]) == (
            "Minister meets director", "news/1.txt", "The Karsk Courier", "2023-05-03")


@pytest.mark.parametrize(("text", "expected"), [("NEWS/", {"a1", "b2", "c3"}), ("courier", {"a1"}), ("to visit", {"b2"}), ('"}', set())])
def test_a_part_of_title_source_or_publisher_finds(engine: Engine, source: Source, text: str, expected: set[str]) -> None:
    for name in LISTS:
        assert set(ends(rows(engine, source, name, text=text, limit=9, offset=0))) == expected
    assert rows(engine, source, "documents-number", text=text) == [{"number": str(len(expected))}]


def test_pieces_of_the_list_are_bounded(engine: Engine, source: Source) -> None:
    for name in LISTS:
        whole = ends(rows(engine, source, name, text="", limit=9, offset=0))
        assert [ends(rows(engine, source, name, text="", limit=1, offset=at)) for at in range(4)] == [[one] for one in whole] + [[]]
