"""The query page as HTML for people without script, and as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kg.query import questions
from kg.server.pages.query import by_topic
from kg.server.results import Cell, short
from kg.server.terms import terms
from kg.store import create_store
from tests.maps.sample import HOSTILE, hostile
from tests.server.conftest import TOKEN, start

MEETINGS = "SELECT ?who ?whom { ?who hr:met ?whom } ORDER BY ?who ?whom"


class Page(HTMLParser):
    """The parts of a page that tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.labelled: set[str] = set()
        self.said: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(at)
        self.links += [at["href"]] if tag == "a" else []
        if tag == "label":
            self.labelled.add(at.get("for", ""))
        if tag in ("input", "textarea", "select") and "name" in at:
            self.fields[at["name"]] = at.get("value", "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in ("meta", "link", "input", "br"):
            self._open.append((tag, at.get("id", "") or at.get("name", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in ("td", "th") for tag, _ in self._open):
            self.rows[-1][-1] += data
        for tag, name in self._open:
            self.said[name or tag] = self.said.get(name or tag, "") + data


def page(client: httpx.Client, status: int = 200, **fields: str) -> Page:
    answer = client.get("/query", params=fields, headers={"accept": "text/html"})
    assert answer.status_code == status and answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


def test_each_page_leads_to_the_others(client: httpx.Client) -> None:
    for path in ("/", "/entities", "/documents", "/query"):
        found = Page(client.get(path, headers={"accept": "text/html"}).text)
        assert {"/", "/entities", "/documents", "/map", "/query"} <= set(found.links)


def test_the_questions_are_listed_and_lead_to_their_answers(client: httpx.Client) -> None:
    found = page(client)
    assert {link for link in found.links if "question=" in link} == {f"/query?question={known.name}" for known in questions()}
    assert "who ?whom" in found.said["query"] and "LIMIT" in found.said["query"]


def test_questions_without_a_topic_come_last() -> None:
    from kg.query.questions import Question

    listed = [Question(name, name, "", topic) for name, topic in (("a", ""), ("b", "Z"), ("c", "A"), ("d", "Z"))]
    assert [(topic, [one.name for one in known]) for topic, known in by_topic(listed)] == [("A", ["c"]), ("Z", ["b", "d"]), ("", ["a"])]


def test_a_question_is_answered_without_script(client: httpx.Client) -> None:
    found = page(client, question="who-met-whom")
    assert found.rows[0][:2] == ["subject", "object"]
    assert ["Orla Venn", "Tomas Brandl"] in [row[:2] for row in found.rows]
    assert "Who met whom" in found.said["h1"] and found.said["answer"].split() == [str(len(found.rows) - 1), "rows"]


def test_a_question_takes_its_parameters(client: httpx.Client) -> None:
    everyone, none = page(client, question="who-met-whom"), page(client, question="who-met-whom", **{"with.person": "Nobody Here"})
    assert "with.person" in everyone.fields and "with-person" in everyone.labelled
    assert none.fields["with.person"] == "Nobody Here" and not none.rows
    assert '"Nobody Here"' in none.said["query"]
    assert len(page(client, question="who-met-whom", **{"with.person": "Venn"}).rows) > 1


@pytest.mark.parametrize(
    "fields", [{"question": "no-such-question"}, {"question": "who-met-whom", "with.nothing": "x"}, {"query": "SELECT ?a {"}])
def test_what_is_wrong_is_said_on_the_page(client: httpx.Client, fields: dict[str, str]) -> None:
    found = page(client, status=400, **fields)
    assert "The query is wrong" in found.said["problem"] and len(found.said["problem"].split()) > 8
    if "query" in fields:
        assert "line 1, column 12" in found.said["problem"] and found.said["query"].strip() == "SELECT ?a {"


def test_statuses_of_the_page_are_those_of_the_endpoint(client: httpx.Client) -> None:
    assert "Not allowed" in page(client, status=403, query="SELECT * { SERVICE <urn:x> { ?a ?b ?c } }").said["problem"]
    assert "deadline" in page(client, status=504, query="SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }").said["problem"]


def test_values_are_short_and_lead_to_their_pages(client: httpx.Client) -> None:
    found = page(client, query=MEETINGS)
    assert ["person:Orla_Venn", "person:Tomas_Brandl"] in found.rows and "/entity/person:Orla_Venn" in found.links
    things = page(client, query="SELECT ?thing { VALUES ?thing { <urn:rightsgraph:document:00000000000000a1> hr:met } }").links
    assert "/document/00000000000000a1" in things
    assert [link for link in things if link.startswith("/query?query=DESCRIBE+%3Chttps%3A%2F%2Fw3id.org%2Frightsgraph%2Fns%23met")]
    own = client.get("/entity/person:Orla_Venn", headers={"accept": "text/html"})
    assert own.status_code == 200, own.text
    link = next(link for link in Page(own.text).links if "DESCRIBE" in link)
    assert parse_qs(urlsplit(link).query) == {"query": ["DESCRIBE <urn:rightsgraph:person:Orla_Venn>"]}
    described = page(client, query=parse_qs(urlsplit(link).query)["query"][0])
    assert described.rows[0] == ["subject", "predicate", "object"] and ["person:Orla_Venn", "rdf:type", "hr:Person"] in described.rows


def test_downloads_carry_the_query(client: httpx.Client) -> None:
    for query, kinds in ((MEETINGS, {"json", "xml", "csv", "tsv"}), ("ASK {}", {"json", "xml"}),
                         ("CONSTRUCT WHERE { ?a hr:met ?b }", {"turtle", "ntriples", "jsonld", "rdfxml"})):
        links = [link for link in page(client, query=query).links if link.startswith("/sparql")]
        assert {parse_qs(urlsplit(link).query)["format"][0] for link in links} == kinds
        assert {client.get(link).status_code for link in links} == {200}


def test_yes_and_no_and_nothing(client: httpx.Client) -> None:
    assert page(client, query="ASK { ?a hr:met ?b }").said["answer"] == "Yes"
    assert page(client, query="ASK { ?a hr:killed ?b }").said["answer"] == "No"
    none = page(client, query="SELECT * { ?a hr:killed ?b }")
    assert none.said["answer"] == "0 rows" and "Nothing in the graph" in none.said["results"]


def test_long_answers_say_what_is_shown(client: httpx.Client) -> None:
    many = page(client, query="SELECT * { ?a ?b ?c } LIMIT 1500")
    assert many.said["answer"] == "1,500 rows" and len(many.rows) == 1001 and "The first 1,000" in many.said["results"]
    cut = page(client, query="SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert "cut at 2,000 rows" in cut.said["results"]


def test_every_field_has_a_label(client: httpx.Client) -> None:
    found = page(client, question="who-met-whom")
    assert {"query", "with-person"} <= found.labelled
    assert not {"style", "onclick", "onload"} & found.attributes and "style" not in found.tags


def test_the_page_refers_to_nothing_outside(client: httpx.Client) -> None:
    text = client.get("/query", params={"query": MEETINGS}, headers={"accept": "text/html"}).text
    assert {value[0] for value in re.findall(r'(?:src|href)="([^"]*)"', text)} == {"/", "#", "d"}
    assert 'href="data:,"' in text and "http" not in re.sub(r'title="[^"]*"|<script type="application/json".*?</script>|href="/[^"]*"', "", text, flags=re.S)


def test_the_same_page_as_json(client: httpx.Client) -> None:
    by_header = client.get("/query", params={"question": "who-met-whom"}, headers={"accept": "application/json"})
    by_name = client.get("/query", params={"question": "who-met-whom", "format": "json"}, headers={"accept": "text/html"})
    assert by_header.headers["vary"] == "accept" and by_header.json() == by_name.json()
    twin = by_header.json()
    assert twin["kind"] == "select" and twin["question"] == "who-met-whom" and twin["rows"] == twin["shown"] == len(twin["table"])
    assert "Orla Venn" in [row[0]["text"] for row in twin["table"]]
    wrong = client.get("/query", params={"query": "SELECT"}, headers={"accept": "application/json"})
    assert wrong.status_code == 400 and wrong.json()["error"]["code"] == "KG301"


@pytest.fixture(scope="module")
def wicked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Serve a graph whose names and quotes are markup."""
    store = create_store(tmp_path_factory.mktemp("wicked") / "graph", release="test")
    for reading in hostile():
        store.put(reading)
    store.finish()
    running = start(store.path, "--token", TOKEN)
    with running.client() as client:
        yield client
    running.stop()


def test_markup_in_the_data_is_shown_as_text(wicked: httpx.Client) -> None:
    plain = page(wicked, query="ASK {}").tags
    for query in ("SELECT ?label { ?a rdfs:label ?label }", "SELECT ?quote { ?a hr:quote ?quote }", "CONSTRUCT WHERE { ?a ?b ?c } LIMIT 900",
                  "SELECT (IRI(\"javascript:alert(1)\") AS ?a) (IRI('urn:x\"onload=y') AS ?b) {}"):
        found = page(wicked, query=query)
        assert found.tags - plain <= {"table", "thead", "tbody", "tr", "th", "td", "a", "bdi", "small", "div", "select", "option", "p"}
        assert not [link for link in found.links if not link.startswith(("/", "#"))]
    shown = {row[0] for row in page(wicked, query="SELECT ?label { ?a rdfs:label ?label }").rows}
    assert [name for name in HOSTILE if "<" in name and name in shown]


@pytest.mark.parametrize("name", HOSTILE[:12])
def test_markup_in_the_address_is_shown_as_text(client: httpx.Client, name: str) -> None:
    found = page(client, status=400, query=name)
    assert found.said["query"].strip() == name.strip() and "img" not in found.tags
    assert page(client, question="who-met-whom", **{"with.person": name}).fields["with.person"] == name


def test_iris_are_shortened_by_the_longest_namespace() -> None:
    known = {"a": "urn:a:", "ab": "urn:a:b:", "w": "https://w.example/"}
    assert [short(iri, known) for iri in ("urn:a:b:c", "urn:a:x", "urn:a:", "https://w.example/a/b", "urn:z")] == [
        "ab:c", "a:x", "urn:a:", "https://w.example/a/b", "urn:z"]
    assert Cell("x").kind == ""


def test_the_terms_of_the_ontology_are_offered(tmp_path: Path) -> None:
    extension = tmp_path / "own.ttl"
    extension.write_text('@prefix hr: <https://w3id.org/rightsgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n'
                         'hr:serenaded rdfs:label "serenaded" .', encoding="utf-8")
    assert terms()["hr:met"] == "met" and "hrv:affirmed" in terms()
    assert terms((extension,))["hr:serenaded"] == "serenaded" and "hr:serenaded" not in terms()


def test_all_rows_of_a_question_are_counted_first(client: httpx.Client) -> None:
    some, every = (page(client, question="who-met-whom", **more) for more in ({}, {"limit": "0"}))
    assert every.rows == some.rows
    assert f"LIMIT {len(every.rows) - 1}" in every.said["query"], "the head is a row too"
    none = page(client, question="who-met-whom", limit="0", **{"with.person": "nobody"})
    assert none.rows == []


def test_a_limit_that_no_list_is_long_enough_for_is_the_usual_one(client: httpx.Client) -> None:
    usual, wild = (page(client, question="who-met-whom", **more) for more in ({}, {"limit": "9" * 5000}))
    assert wild.said["query"] == usual.said["query"]
