"""`/entity/ID`: what the graph holds of one entity, and who says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from anyio import CapacityLimiter
from starlette.requests import Request

from kg.query.engine import Engine
from kg.server.answers import Asking
from kg.server.entity_claims import SHOWS
from kg.server.pages.entity import entity_page
from kg.server.served import Served
from kg.store import create_store
from kg.store.memory import MemoryStore
from tests.maps.sample import HOSTILE
from tests.readings import ACCUSATORY, readings
from tests.server.conftest import TOKEN, build_hostile, start
from tests.server.test_query_page import Page

JSON, HTML = {"accept": "application/json"}, {"accept": "text/html"}
VENN, BRANDL = "/entity/person:Orla_Venn", "/entity/person:Tomas_Brandl"


def twin(client: httpx.Client, address: str, **fields: str) -> Any:
    """Return a page as JSON."""
    answer = client.get(address, params=fields, headers=JSON)
    assert answer.status_code == 200, answer.text
    return answer.json()


def page(client: httpx.Client, address: str, **fields: str) -> Page:
    """Return a page as people get it."""
    answer = client.get(address, params=fields, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


def test_who_it_is_and_what_the_texts_call_it(client: httpx.Client) -> None:
    venn = twin(client, VENN)
    assert (venn["label"], venn["type"], venn["mentions"], venn["documents"]) == ("Orla Venn", "Person", 2, 2)
    assert (venn["first"], venn["last"]) == ("2023-05-03", "2023-06-01")
    names = {one["name"]: (one["kind"], one["mentions"], one["documents"]) for one in venn["names"]}
    assert names == {"Orla Venn": ("name", 2, 2), "Minister Orla Venn": ("other", 0, 1), "Venn": ("other", 0, 1),
                     "O. Venn": ("other", 0, 1)}
    brandl = {one["name"]: one["kind"] for one in twin(client, BRANDL)["names"]}
    assert brandl["him"] == "pronoun" and brandl["Tomas Brandl"] == "name"
    seen = page(client, VENN)
    assert "Mentioned 2 times in 2 documents, from 2023-05-03 to 2023-06-01" in " ".join(seen.said["main"].split())
    assert "It is the texts that use these words" in seen.said["main"]


def test_posts_carry_their_time_and_the_claim_behind_them(client: httpx.Client) -> None:
    (role,) = twin(client, VENN)["roles"]
    assert (role["post"], role["days"], role["as_of"], role["claims"], role["stance"]) == ("Minister", ["2023-05-03"], True, 1, "asserted")
    led = client.get(role["claim"], headers=HTML)
    assert led.status_code == 303 and led.headers["location"].startswith("/document/00000000000000a1")
    assert ["as of 2023-05-03", "Minister", "the sentence"] in [[cell.strip() for cell in row] for row in page(client, VENN).rows]


def test_each_list_has_what_is_in_the_readings(client: httpx.Client) -> None:
    claims = [claim for reading in readings() for claim in reading.claims]
    acts = [act for reading in readings() for act in reading.acts]
    for id_ in ("person:Orla_Venn", "person:Tomas_Brandl", "person:Ana_Ruiz", "organization:police", "place:Karsk"):
        totals = twin(client, f"/entity/{id_}")["totals"]
        assert totals["by"] == sum(claim.subject == id_ for claim in claims)
        assert totals["about"] == sum(id_ in (claim.object, claim.post_of) for claim in claims)
        assert totals["said"] == sum(said.attributed_to[:1] == (id_,) for said in (*claims, *acts))
        assert totals["there"] == sum(said.place == id_ for said in (*claims, *acts))
        for show, part in (("did", "perpetrator"), ("suffered", "victim")):
            assert totals[show] == sum((id_, part) in [(of.entity, of.part) for of in act.involvements] for act in acts)


def test_lists_and_filters_agree_with_the_numbers_beside_them(client: httpx.Client) -> None:
    for id_ in ("person:Orla_Venn", "organization:police", "person:Ana_Ruiz"):
        for show in SHOWS:
            whole = twin(client, f"/entity/{id_}", show=show)
            assert whole["total"] == len(whole["claims"]) == sum(whole["stances"].values()) == sum(whole["relations"].values())
            for stance, number in whole["stances"].items():
                assert [card["stance"] for card in twin(client, f"/entity/{id_}", show=show, stance=stance)["claims"]] == [stance] * number
            for relation, number in whole["relations"].items():
                narrowed = twin(client, f"/entity/{id_}", show=show, relation=relation)
                assert narrowed["total"] == len(narrowed["claims"]) == number and narrowed["relations"].keys() >= {relation}


def test_denied_and_negated_are_seen_at_a_glance(client: httpx.Client) -> None:
    negated = client.get(VENN, params={"show": "by", "stance": "negated"}, headers=HTML).text
    assert '<span class="stance negated"' in negated and "did not meet" in negated
    police = twin(client, "/entity/organization:police", show="by")
    assert {card["stance"] for card in police["claims"]} == {"alleged", "denied", "asserted"}
    tie = next(one for one in twin(client, VENN)["ties"] if one["other"]["label"] == "សុខ ដារ៉ា")
    assert tie["own"] == [["negated", "met"]] and tie["claims"] == 1


def test_ties_are_told_in_words_and_lead_to_the_claims_between_the_two(client: httpx.Client) -> None:
    tie = twin(client, VENN)["ties"][0]
    assert tie["other"] == {"id": "person:Tomas_Brandl", "label": "Tomas Brandl", "address": BRANDL} and tie["claims"] == 4
    assert tie["own"] == [["", "met ×2, told"]] and tie["theirs"] == [["", "urged"]]
    link = next(link for link in page(client, VENN).links if link.startswith(f"{VENN}?with="))
    assert parse_qs(urlsplit(link).query) == {"with": ["person:Tomas_Brandl"]}
    for one, other in ((VENN, "person:Tomas_Brandl"), (BRANDL, "person:Orla_Venn")):
        between = twin(client, one, **{"with": other})
        assert between["total"] == 4 and {card["says"] for card in between["claims"]} == {"met", "told", "urged"}
    assert len(twin(client, VENN, show="ties")["ties"]) == twin(client, VENN)["totals"]["ties"]


def test_documents_can_be_narrowed_to_those_that_write_a_name_so(client: httpx.Client) -> None:
    documents = twin(client, BRANDL, show="documents")["mentioned_in"]
    assert [(one["title"], one["date"], one["mentions"]) for one in documents] == [
        ("Director to visit", "2023-06-01", 1), ("Minister meets director", "2023-05-03", 2)]
    him = twin(client, BRANDL, show="documents", name="him")
    assert [one["title"] for one in him["mentioned_in"]] == ["Minister meets director"] and him["total"] == 1
    assert twin(client, BRANDL, show="documents", name="nobody")["mentioned_in"] == []


def test_it_leads_on_to_the_map_sparql_and_questions(client: httpx.Client) -> None:
    links = page(client, VENN).links
    assert "/map?focus=person%3AOrla_Venn" in links
    described = next(link for link in links if "DESCRIBE" in link)
    assert client.get(described, headers=JSON).json()["rows"] > 5
    asked = next(link for link in links if "question=who-met-whom" in link)
    assert client.get(asked, headers=JSON).json()["rows"] == 2
    for link in links:
        assert link.startswith(("/", "#"))


def test_what_the_graph_does_not_hold_is_said_with_what_is_called_alike(client: httpx.Client) -> None:
    for id_ in ("person:Venn", "person:O'Nobody <b>", "nothing", "person:", "who/is/this", "claim:12"):
        answer = client.get(f"/entity/{quote(id_, safe='')}", headers=HTML)
        assert answer.status_code == 404 and "holds nothing by the id" in answer.text and "b" not in Page(answer.text).tags - {"bdi", "b"}
    alike = client.get("/entity/person:Venn", headers=HTML)
    assert VENN in Page(alike.text).links and Page(alike.text).fields["text"] in ("Venn", "")
    assert client.get("/entity/person:Venn", headers=JSON).json()["alike"][0]["id"] == "person:Orla_Venn"


def test_a_document_that_was_read_has_a_page_of_its_own(client: httpx.Client) -> None:
    answer = client.get("/entity/document:00000000000000a1", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/document/00000000000000a1")


@pytest.fixture(scope="module")
def wicked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Serve a graph whose names, relations and titles are markup."""
    running = start(build_hostile(tmp_path_factory.mktemp("wicked") / "graph"), "--token", TOKEN)
    with running.client() as client:
        yield client
    running.stop()


def test_every_name_reaches_its_page_and_is_shown_as_text(wicked: httpx.Client) -> None:
    listed = twin(wicked, "/entities")["entities"]
    assert len(listed) == len(HOSTILE) + 1
    plain = page(wicked, "/entity/place:Karsk", show="documents").tags
    for one in listed:
        seen = page(wicked, one["address"], show="by")
        assert one["label"].split()[0] in seen.said["h1"] and "Why is this here?" in seen.said["main"]
        assert seen.tags - plain <= {"section", "article", "blockquote", "mark", "dl", "div", "dt", "dd", "details", "summary", "aside",
                                     "code", "b", "table", "thead", "tbody", "tr", "td", "th", "svg", "line", "circle", "p", "ul", "li"}
        assert not {"onerror", "onload", "onclick", "style", "srcdoc"} & seen.attributes
        assert not [link for link in seen.links if not link.startswith(("/", "#"))]
    relation = next(iter(twin(wicked, "/entity/place:Karsk", show="about")["relations"]))
    assert twin(wicked, "/entity/place:Karsk", show="about", relation=relation)["total"] == 1


def test_a_long_list_comes_in_pages_without_repeats(wicked: httpx.Client) -> None:
    whole = twin(wicked, "/entity/place:Karsk", show="about")
    assert whole["pages"] > 1
    ids = [card["id"] for number in range(1, whole["pages"] + 1)
           for card in twin(wicked, "/entity/place:Karsk", show="about", page=str(number))["claims"]]
    assert len(ids) == len(set(ids)) == whole["total"] == len(HOSTILE)
    assert f"/entity/{quote('person:' + HOSTILE[0], safe=':')}" in page(wicked, "/entity/place:Karsk", show="ties").links
    first = next(link for link in page(wicked, "/entity/place:Karsk", show="about").links if "page=2" in link)
    assert page(wicked, first).said["main"].count("Why is this here?") > 0


def asked(store: Any, id_: str, query: str = "") -> dict[str, Any]:
    """Return a page's JSON twin from a store in this process."""
    engine = Engine(size=1)
    asking = Asking(Served("https://store.example/", opened=lambda place: store), engine, CapacityLimiter(8))
    scope = {"type": "http", "method": "GET", "path": f"/entity/{id_}", "query_string": query.encode(), "path_params": {"id": id_},
             "headers": [(b"accept", b"application/json"), (b"host", b"x")],
             "app": SimpleNamespace(state=SimpleNamespace(asking=asking))}
    try:
        found: dict[str, Any] = json.loads(bytes(asyncio.run(entity_page(Request(scope))).body))
        return found
    finally:
        engine.close()


@pytest.mark.parametrize("query", ["", "show=by", "show=said", "with=person:Tomas_Brandl", "show=documents&name=Orla%20Venn"])
def test_rdflib_and_oxigraph_tell_the_same(client: httpx.Client, query: str) -> None:
    memory = MemoryStore(release="test")
    for reading in readings():
        memory.put(reading)
    memory.finish(accusatory=ACCUSATORY)
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    assert asked(memory, "person:Orla_Venn", query) == twin(client, VENN, **fields)


def test_another_base_has_the_same_pages(tmp_path: Path) -> None:
    store = create_store(tmp_path / "graph", release="test", base="https://karsk.example/graph/")
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    venn = asked(store, "person:Orla_Venn")
    assert venn["iri"] == "https://karsk.example/graph/person/Orla_Venn" and venn["totals"]["by"] == 6
    assert venn["ties"][0]["other"]["id"] == "person:Tomas_Brandl"


def test_an_act_that_somebody_is_accused_of_in_anothers_words_is_alleged(tmp_path: Path) -> None:
    third = readings()[2]
    detention = replace(third.acts[0], attributed_to=("organization:ODell_Sons",))
    store = create_store(tmp_path / "g", release="test")
    store.put(replace(third, acts=(detention, third.acts[1])))
    store.finish(accusatory=ACCUSATORY)
    server = start(tmp_path / "g", "--token", TOKEN)
    try:
        with server.client() as client:
            did = twin(client, "/entity/organization:police", show="did")
            alleged = twin(client, "/entity/organization:police", show="did", stance="alleged")
            seen = client.get("/entity/organization:police", params={"show": "did"}, headers=HTML).text
    finally:
        server.stop()
    assert [card["stance"] for card in did["claims"]] == [card["stance"] for card in alleged["claims"]] == ["alleged"]
    assert did["stances"] == {"alleged": 1} and '<span class="stance alleged"' in seen


def test_past_the_end_of_a_list_is_told(client: httpx.Client) -> None:
    for address in ("/entities?page=9", f"{VENN}?show=by&page=9", f"{VENN}?show=documents&page=9", f"{VENN}?show=ties&page=9"):
        seen = client.get(address, headers=HTML).text
        assert "The list ends before this page." in seen and "nobody yet" not in seen and "Nothing here" not in seen


def test_what_is_alleged_by_nobody_known_is_not_said_by_the_document(tmp_path: Path) -> None:
    third = readings()[2]
    store = create_store(tmp_path / "g", release="test")
    store.put(replace(third, acts=(replace(third.acts[1], attributed_to=()),)))
    store.finish(accusatory=ACCUSATORY)
    server = start(tmp_path / "g", "--token", TOKEN)
    try:
        with server.client() as alone:
            seen = alone.get("/entity/person:Ana_Ruiz", params={"show": "suffered"}, headers=HTML).text
    finally:
        server.stop()
    assert "somebody whom the program did not make out" in seen and "the document itself" not in seen
