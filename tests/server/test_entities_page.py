"""`/entities`: the names in the graph, found and counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from anyio import CapacityLimiter

from kg.query.engine import Engine
from kg.server import entity_names
from kg.server.answers import Asking
from kg.server.entity_names import Search, in_order, search
from kg.server.served import Served
from kg.store import create_store
from tests.maps.sample import affair
from tests.readings import readings
from tests.server.conftest import TOKEN, start
from tests.server.test_query_page import Page
from tests.store.conftest import oxigraph

JSON, HTML = {"accept": "application/json"}, {"accept": "text/html"}


def found(client: httpx.Client, **fields: str) -> Any:
    """Return the list as JSON."""
    answer = client.get("/entities", params=fields, headers=JSON)
    assert answer.status_code == 200
    return answer.json()


def labels(twin: Any) -> list[str]:
    """Return what the entities of a list are called."""
    return [one["label"] for one in twin["entities"]]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph of more entities than a page shows."""
    store = create_store(tmp_path_factory.mktemp("crowd") / "graph", release="test")
    for reading in affair(people=60, claims=240):
        store.put(reading)
    store.finish()
    return store.path


@pytest.fixture(scope="module")
def crowded(crowd: Path) -> Iterator[httpx.Client]:
    """Serve that graph."""
    running = start(crowd, "--token", TOKEN)
    with running.client() as client:
        yield client
    running.stop()


def test_the_most_mentioned_come_first_with_their_numbers(client: httpx.Client) -> None:
    twin = found(client)
    assert [one["mentions"] for one in twin["entities"]] == [3, 3, 2, 2, 2, 2, 1, 1, 1]
    karsk = next(one for one in twin["entities"] if one["label"] == "Karsk")
    assert karsk == {"id": "place:Karsk", "label": "Karsk", "type": "Place", "unnamed": False, "mentions": 3, "documents": 3,
                     "claims": 1, "address": "/entity/place:Karsk"}
    assert twin["types"] == {"Person": 4, "Organization": 3, "Group": 1, "Place": 1, "Event": 0, "Document": 0}
    assert (twin["total"], twin["unnamed_groups"], twin["cut"]) == (9, 1, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("VENN", ["Orla Venn"]), ("o. ve", ["Orla Venn"]), ("ដារ៉ា", ["សុខ ដារ៉ា"]), ("lant", ["Lantern Group"]), ("villag", ["five villagers"]),
     ("o'dell &", ["O'Dell & Sons"]), ("%", []), (".*", []), ('"', [])])
def test_a_part_of_a_label_or_another_name_finds_it(client: httpx.Client, text: str, expected: list[str]) -> None:
    assert labels(found(client, text=text)) == expected


def test_types_and_groups_without_a_name_can_be_left_out(client: httpx.Client) -> None:
    assert set(labels(found(client, type="Organization"))) == {"Lantern Group", "Police", "O'Dell & Sons"}
    assert labels(found(client, type="Group", unnamed="no")) == []
    assert "five villagers" not in labels(found(client, unnamed="no")) and found(client, unnamed="no")["types"]["Group"] == 0
    assert found(client, type="no such type")["total"] == 9
    listed = Page(client.get("/entities", headers=HTML).text)
    assert "/entities?type=Place" in listed.links and "/entities?unnamed=no" in listed.links
    assert ["five villagers", "Group unnamed", "1", "1", "2"] in [[cell.strip() for cell in row] for row in listed.rows]


def test_one_that_is_called_exactly_so_is_opened_for_people(client: httpx.Client) -> None:
    answer = client.get("/entities", params={"text": "orla venn"}, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/entity/person:Orla_Venn")
    assert labels(found(client, text="orla venn")) == ["Orla Venn"]
    assert client.get("/entities", params={"text": "orla ven"}, headers=HTML).status_code == 200


def test_nothing_found_is_said_and_the_text_stays_in_the_field(client: httpx.Client) -> None:
    text = '"><script>alert(1)</script>'
    page = Page(client.get("/entities", params={"text": text}, headers=HTML).text)
    assert page.fields["text"] == text and "script" not in page.tags and "No name" in page.said["main"]


def test_pages_show_each_entity_once(crowded: httpx.Client) -> None:
    first = found(crowded)
    assert first["pages"] > 1 and len(first["entities"]) == 50
    all_ = [one["id"] for number in range(1, first["pages"] + 1) for one in found(crowded, page=str(number))["entities"]]
    assert len(all_) == len(set(all_)) == first["total"]
    beyond = crowded.get("/entities", params={"page": "99"}, headers=HTML)
    assert beyond.status_code == 200
    second = Page(crowded.get("/entities", params={"page": "2", "type": "Person"}, headers=HTML).text)
    assert "/entities?type=Person&page=1" in second.links


def test_a_list_that_is_cut_says_so_and_rare_types_are_still_found(crowd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entity_names, "LISTED", 5)

    async def ask(*wishes: Search) -> list[entity_names.Answer]:
        asking = Asking(Served(str(crowd)), engine, CapacityLimiter(4))
        return [await search(asking, wish) for wish in wishes]

    engine = Engine(size=1)
    try:
        all_, events, dam = anyio.run(ask, Search(), Search(type="Event"), Search("dam", "Event"))
    finally:
        engine.close()
    assert all_.cut and len(all_.fitting) == 5
    assert {one.id for one in events.fitting} == {"event:Osmer_harbour_strike", "event:Velin_dam_protest"} and not events.cut
    assert [one.id for one in dam.fitting] == ["event:Velin_dam_protest"]


def test_names_on_a_server_are_those_that_it_holds_now() -> None:
    first, second, _ = readings()

    async def ask(asking: Asking) -> list[str]:
        return [one.id for one in (await search(asking, Search())).fitting]

    engine = Engine(size=1)
    try:
        with oxigraph() as address:
            store = create_store(address, release="test")
            store.put(first)
            store.finish()
            asking = Asking(Served(address), engine, CapacityLimiter(4))
            before = anyio.run(ask, asking)
            store.put(second)
            assert "person:Ana_Ruiz" not in before and "person:Ana_Ruiz" in anyio.run(ask, asking)
    finally:
        engine.close()


def test_those_mentioned_alike_stand_by_their_ids() -> None:
    rows = [{"entity": f"urn:rightsgraph:person:{name}", "mentions": mentions, "documents": "1"}
            for name, mentions in (("B", "2"), ("C", "10"), ("A", "2"))]
    assert [one.id for one in in_order(rows, base="urn:rightsgraph:")] == ["person:C", "person:A", "person:B"]
