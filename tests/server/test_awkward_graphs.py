"""The pages of graphs that are empty, damaged or gone, and of names that no address holds as they are."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, MentionKind, Reading
from kg.rdf.iris import DEFAULT_BASE, slug
from kg.store import create_store
from tests.readings import readings
from tests.server.conftest import Server, build

Serving = Callable[..., Server]
HTML = {"accept": "text/html"}
PAGES = ("/", "/entities", "/documents", "/map", "/query", "/query?question=who-met-whom")
NAMES = ("12345", "100%", "a/b", "who?", "x#y", "c:d", "សុខ ដារ៉ា", "محمد علي", "%2F", "..", "a&b=c", "<b>\"C'est\"</b>")
OWN = """@prefix hr: <https://w3id.org/rightsgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
hr:serenaded a rdf:Property ; rdfs:subPropertyOf hr:relatedTo ; rdfs:label "serenaded" .
"""


def both(client: httpx.Client, address: str) -> tuple[httpx.Response, httpx.Response]:
    """Return a page as people get it and its JSON twin."""
    return client.get(address, headers=HTML), client.get(address, params=httpx.QueryParams(address.partition("?")[2]).add("format", "json"))


def test_an_empty_graph_can_be_looked_at(tmp_path: Path, serving: Serving) -> None:
    create_store(tmp_path / "g", release="test").finish(accusatory=())
    with serving(tmp_path / "g", "--no-token").client(token="") as client:
        for address in PAGES:
            page, twin = both(client, address)
            assert (page.status_code, twin.status_code, "<h1" in page.text) == (200, 200, True), address
            assert twin.headers["content-type"] == "application/json"
        assert client.get("/?format=json").json()["claims"] == 0


def odd(name_to_id: Callable[[str], str]) -> Reading:
    """Return a document in which each name met the next."""
    text, found, at = " met ".join(NAMES), [], 0
    for name in NAMES:
        at = text.index(name, at)
        mention = Mention(at, at + len(name), name, MentionKind.NAME, EntityType.PERSON)
        found.append(Entity(name_to_id(name), name, EntityType.PERSON, (), (mention,)))
        at += len(name)
    claims = tuple(Claim("00000000000000d4", one.id, "met", Evidence("00000000000000d4", 0, len(text), text), object=other.id,
                         rule="event: meet") for one, other in zip(found, found[1:], strict=False))
    return Reading(Document("00000000000000d4", text, "T ? # / % <b>", None, "", "100%?.txt"), tuple(found), claims)


@pytest.mark.parametrize(("base", "made"), [(DEFAULT_BASE, slug), ("https://example.org/", str)])
def test_links_lead_to_the_name_that_they_bear(tmp_path: Path, serving: Serving, base: str, made: Callable[[str], str]) -> None:
    store = create_store(tmp_path / "g", release="test", base=base)
    store.put(odd(lambda name: f"person:{made(name)}"))
    store.finish(accusatory=())
    with serving(tmp_path / "g", "--no-token").client(token="") as client:
        listed = client.get("/entities?format=json").json()["entities"]
        assert {one["label"] for one in listed} == set(NAMES)
        for one in listed:
            twin = client.get(f"{one['address']}?format=json").json()
            assert (twin["id"], twin["label"]) == (one["id"], one["label"])
        for one in sorted(listed, key=lambda one: one["label"].isalnum())[:2]:
            page = client.get(one["address"], headers=HTML).text
            links = {html.unescape(link) for link in re.findall(r'href="(/(?:entity|document|claim)/[^"#]*)', page)}
            assert len(links) > 4
            for link in links:
                assert client.get(link, headers={"accept": "application/json"}).status_code in (200, 303), link
        strange = next(one["id"] for one in listed if one["label"] == "100%")
        assert client.get("/map", params={"focus": strange, "format": "json"}).json()["focus"] == strange


def test_a_graph_that_goes_is_told_on_every_page(tmp_path: Path, serving: Serving) -> None:
    with serving(build(tmp_path / "g"), "--no-token").client(token="") as client:
        assert client.get("/", headers=HTML).status_code == 200
        shutil.rmtree(tmp_path / "g")
        for address in (*PAGES, "/entity/person:Orla_Venn", "/document/00000000000000a1"):
            page, twin = both(client, address)
            assert (page.status_code, twin.status_code) == (503, 503), address
            assert "is not a graph" in page.text and "is not a graph" in twin.json()["error"]


def test_an_ontology_of_ones_own_that_is_damaged_is_told(tmp_path: Path, serving: Serving) -> None:
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    store = create_store(tmp_path / "g", release="test", ontology=[tmp_path / "own.ttl"])
    store.put(readings()[0])
    store.finish(accusatory=())
    with serving(tmp_path / "g", "--no-token").client(token="") as client:
        addresses = ("/", "/query", "/entity/person:Orla_Venn", "/document/00000000000000a1")
        assert [client.get(address, headers=HTML).status_code for address in addresses] == [200] * 4
        store.ontology[0].write_text("no Turtle", encoding="utf-8")
        for address in addresses[1:]:
            page = client.get(address, headers=HTML)
            assert (page.status_code, "own" in page.text, "The server failed" in page.text) == (503, True, False), address
