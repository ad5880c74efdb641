"""`/map`: the map beside the other pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.maps.conftest import Browser
from tests.server.conftest import Server, build, start

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start(build(tmp_path_factory.mktemp("graphs") / "g"), "--no-token")
    yield server
    server.stop()


def drawn(server: Server, address: str) -> str:
    """Return the map as a browser gets it, which waits where it is told to."""
    with server.client(token="") as client:
        for _ in range(30):
            answer = client.get(address, headers=HTML)
            if answer.status_code != 202:
                break
            assert 'http-equiv="refresh"' in answer.text
    assert answer.status_code == 200, answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    return answer.text


def test_the_map_comes_with_a_policy_that_names_its_scripts(server: Server) -> None:
    page = drawn(server, "/map")
    assert "script-src &#39;sha256-" in page
    assert '<a href="/entities">Names</a>' in page


def test_as_json_it_is_the_plain_data(server: Server) -> None:
    with server.client(token="") as client:
        view = client.get("/map", headers={"accept": "application/json"}).json()
        around = client.get("/map?focus=person:Ana_Ruiz&limit=3&format=json").json()
    assert {node["id"] for node in view["nodes"]} >= {"person:Orla_Venn", "place:Karsk"}
    assert len(view["claims"]) == 14
    assert around["focus"] == "person:Ana_Ruiz"
    assert 0 < sum("x" in node for node in around["nodes"]) <= 3


def test_nobody_of_that_name_is_told(server: Server) -> None:
    with server.client(token="") as client:
        answer = client.get("/map?focus=person:Nobody", headers=HTML)
    assert (answer.status_code, "Nobody" in answer.text) == (404, True)


def test_what_is_chosen_leads_to_its_pages(server: Server, browser: Browser) -> None:
    browser.driver.get(f"{server.url}/map")
    browser.ready()
    browser.requests()
    browser.run("rightsgraph.selectEntity('person:Ana_Ruiz')")
    links = browser.run("return [...document.querySelectorAll('#evidence a')].map((link) => link.getAttribute('href'))")
    assert "/entity/person:Ana_Ruiz" in links
    documents = [link for link in links if link.startswith("/document/00000000000000c3?at=claim-")]
    assert documents
    with server.client(token="") as client:
        claim = next(link for link in links if link.startswith("/claim/"))
        answer = client.get(claim, headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/document/")
    assert (browser.requests(), browser.complaints()) == ([], [])


def test_an_unfinished_address_is_no_fault_of_the_server(server: Server) -> None:
    with server.client(token="") as client:
        assert client.get("/map?limit=x&format=json").status_code == 200
        assert client.get("/claim/nonsense", headers=HTML).status_code == 404
        assert client.get(f"/claim/{'0' * 24}", headers=HTML).status_code == 404


def test_a_map_of_a_graph_on_another_place_is_made_from_what_is_there(tmp_path: Path) -> None:
    server = start(build(tmp_path / "one", most=1), "--no-token")
    try:
        page = drawn(server, "/map?focus=person:Orla_Venn")
    finally:
        server.stop()
    assert "<b>1</b> document" in page
