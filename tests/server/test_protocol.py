"""The endpoint by the SPARQL 1.1 Protocol, over HTTP from a real server."""

from __future__ import annotations

import csv
import io
import json
import socket
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph
import pytest
import rdflib

from tests.server.conftest import Server

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
ROWS = "SELECT ?who ?whom { ?who hr:met ?whom } ORDER BY ?who ?whom"
PICTURE = "CONSTRUCT { ?a hr:met ?b } WHERE { ?a hr:met ?b }"
VENN = "urn:rightsgraph:person:Orla_Venn"


def ask(client: httpx.Client, query: str, **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters})


def test_three_ways_to_ask_give_the_same(client: httpx.Client) -> None:
    answers = [
        ask(client, ROWS),
        client.post("/sparql", content="query=" + quote(ROWS), headers=FORM),
        client.post("/sparql", content=ROWS, headers=DIRECT | {"content-type": "application/sparql-query; charset=UTF-8"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["content-type"] == "application/sparql-results+json"
    assert VENN in [row["who"]["value"] for row in answers[0].json()["results"]["bindings"]]


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values", "application/sparql-results+json", "application/json"])
def test_rows_in_each_format(client: httpx.Client, accept: str) -> None:
    answer = client.get("/sparql", params={"query": ROWS}, headers={"accept": accept})
    media = answer.headers["content-type"].partition(";")[0]
    assert media == accept.replace("application/json", "application/sparql-results+json")
    if media == "text/csv":
        assert VENN in [row["who"] for row in csv.DictReader(io.StringIO(answer.text))]
    else:
        format = pyoxigraph.QueryResultsFormat.from_media_type(media)
        rows = pyoxigraph.parse_query_results(answer.content, format=format)
        assert VENN in [row["who"].value for row in rows]  # type: ignore[union-attr]


def test_rows_as_xml(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ROWS}, headers={"accept": "application/sparql-results+xml"})
    uris = [node.text for node in ET.fromstring(answer.text).iter("{http://www.w3.org/2005/sparql-results#}uri")]
    assert VENN in uris


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_truth_values(client: httpx.Client, accept: str) -> None:
    for query, truth in (("ASK { ?a hr:met ?b }", "true"), ("ASK { ?a hr:killed ?b }", "false")):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert answer.headers["content-type"] == accept and truth in answer.text


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_triples_in_each_format(client: httpx.Client, media: str) -> None:
    answer = client.get("/sparql", params={"query": PICTURE}, headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    found = rdflib.Graph().parse(data=answer.content, format={"application/ld+json": "json-ld"}.get(media, media))
    assert rdflib.URIRef(VENN) in set(found.subjects())


def test_describe_tells_of_a_thing(client: httpx.Client) -> None:
    answer = ask(client, f"DESCRIBE <{VENN}>")
    assert answer.headers["content-type"].startswith("text/turtle") and "Orla Venn" in answer.text


@pytest.mark.parametrize(
    ("query", "accept", "offered"),
    [
        (ROWS, "image/png", "text/csv"),
        (ROWS, "text/turtle", "application/sparql-results+json"),
        ("ASK {}", "text/csv", "application/sparql-results+json"),
        (PICTURE, "text/csv", "text/turtle"),
        ("", "text/csv", "text/turtle"),
    ],
)
def test_nothing_that_fits_is_406_and_says_what_is_offered(client: httpx.Client, query: str, accept: str, offered: str) -> None:
    answer = client.get("/sparql", params={"query": query} if query else {}, headers={"accept": accept})
    assert answer.status_code == 406 and offered in answer.text


def test_quality_values_decide_by_the_form_of_the_query(client: httpx.Client) -> None:
    accept = {"accept": "text/csv, application/sparql-results+xml;q=0.5, text/turtle;q=0.1, application/n-triples;q=0.3"}
    media = [client.get("/sparql", params={"query": query}, headers=accept).headers["content-type"].partition(";")[0]
             for query in (ROWS, "ASK {}", PICTURE)]
    assert media == ["text/csv", "application/sparql-results+xml", "application/n-triples"]


def test_a_format_can_be_named_in_the_address(client: httpx.Client) -> None:
    assert ask(client, ROWS, format="csv").headers["content-type"].startswith("text/csv")
    assert ask(client, PICTURE, format="nt").headers["content-type"] == "application/n-triples"
    assert ask(client, PICTURE, format="csv").status_code == 406


@pytest.mark.parametrize(
    ("method", "path", "headers", "content"),
    [
        ("POST", "/sparql", {"content-type": "application/sparql-update"}, "CLEAR ALL"),
        ("POST", "/sparql", {"content-type": "application/sparql-update; charset=utf-16"}, "CLEAR ALL".encode("utf-16")),
        ("POST", "/sparql", FORM, "update=CLEAR%20ALL"),
        ("POST", "/sparql", FORM, "update=not%20even%20an%20update&update=CLEAR%20ALL"),
        ("POST", "/sparql", FORM, "query=ASK%20%7B%7D&update=CLEAR%20ALL"),
        ("POST", "/sparql?update=CLEAR%20ALL", DIRECT, "ASK {}"),
        ("GET", "/sparql?update=CLEAR%20ALL", {}, None),
        ("POST", "/sparql", {"content-type": "text/plain"}, "# a comment\nPREFIX a: <urn:a>\ninsert data { a:b a:c a:d }"),
        ("POST", "/sparql", {}, "update=CLEAR%20ALL"),
        ("POST", "/sparql", DIRECT, "INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
        ("GET", "/sparql?query=LOAD%20%3Chttp://127.0.0.1:9/%3E", {}, None),
        ("POST", "/sparql", DIRECT, "DELETE WHERE { ?a ?b ?c }"),
    ],
)
def test_no_update_in_any_form(client: httpx.Client, method: str, path: str, headers: dict[str, str], content: str | bytes) -> None:
    before = ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }").json()
    answer = client.request(method, path, headers=headers, content=content)
    assert answer.status_code == 403
    assert "read-only" in answer.text or "changes the graph" in answer.text
    assert ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }").json() == before


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, None, 400),
        ("POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK {}", 400),
        ("POST", "/sparql", FORM, b"nothing=here", 400),
        ("POST", "/sparql", FORM, b"query=%FF%FE", 400),
        ("POST", "/sparql", FORM, "query=ASK {} é".encode("latin-1"), 400),
        ("POST", "/sparql", FORM, b"&".join([b"a=b"] * 600), 400),
        ("POST", "/sparql", DIRECT, b"ASK { ?a ?b '\xff' }", 400),
        ("POST", "/sparql", {"content-type": "application/sparql-query; charset=utf-16"}, "ASK {}".encode("utf-16"), 415),
        ("POST", "/sparql", {"content-type": "text/plain"}, b"ASK {}", 415),
        ("POST", "/sparql", {}, b"ASK {}", 415),
        ("POST", "/sparql", {"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ("POST", "/sparql", DIRECT | {"content-encoding": "gzip"}, b"\x1f\x8b", 415),
        ("POST", "/sparql", DIRECT, b"ASK {} #" + b"x" * (1 << 20), 413),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri", {}, None, 400),
        ("GET", "/sparql?query=ASK%7B%7D&named-graph-uri=relative", {}, None, 400),
        ("GET", "/sparql?query=" + "x" * 40_000, {}, None, 414),
        ("PUT", "/sparql?query=ASK%7B%7D", {}, None, 405),
        ("DELETE", "/sparql", {}, None, 405),
        ("BREW", "/sparql", {}, None, 405),
    ],
)
def test_what_is_no_query_is_refused(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], content: bytes | None, status: int
) -> None:
    answer = client.request(method, path, headers=headers, content=content)
    assert answer.status_code == status, answer.text
    assert len(answer.text.split()) > 3
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_error_says_where_the_query_is_wrong(client: httpx.Client) -> None:
    plain = ask(client, "SELECT ?a {\n ?a hr:met }")
    assert plain.status_code == 400 and plain.headers["content-type"].startswith("text/plain")
    assert "line 2, column 12" in plain.text
    told = client.get("/sparql", params={"query": "ASK { ?a nope:met ?b }"}, headers={"accept": "application/sparql-results+json"})
    assert told.json() == {"status": 400, "code": "KG301", "error": told.json()["error"], "remedy": told.json()["remedy"]}
    assert "nope:" in told.json()["error"]


def test_calls_to_other_servers_are_refused(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }")
    assert answer.status_code == 403 and "SERVICE" in answer.text


def test_head_has_the_headers_alone(client: httpx.Client) -> None:
    head, get = client.head("/sparql", params={"query": ROWS}), ask(client, ROWS)
    assert head.status_code == 200 and head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.content))


def test_options_name_the_methods_and_nothing_for_other_sites(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204 and answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_graphs_of_the_request_stand_in_place_of_all(client: httpx.Client) -> None:
    graphs = [row["g"]["value"] for row in ask(client, "SELECT DISTINCT ?g { GRAPH ?g { ?c a hr:Claim } } ORDER BY ?g").json()["results"]["bindings"]]
    assert len(graphs) == 3
    count = "SELECT (COUNT(DISTINCT ?c) AS ?n) FROM <urn:nothing> { ?c a hr:Claim }"

    def number(**dataset: object) -> int:
        found = client.get("/sparql", params={"query": count, **dataset})  # type: ignore[arg-type]
        return int(found.json()["results"]["bindings"][0]["n"]["value"])

    assert number() == 0
    one, two = number(**{"default-graph-uri": graphs[0]}), number(**{"default-graph-uri": graphs[:2]})
    assert 0 < one < two
    named = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?c a hr:Claim } }", "named-graph-uri": graphs[2]}
    answer = client.post("/sparql", data=named, headers=FORM)
    assert [row["g"]["value"] for row in answer.json()["results"]["bindings"]] == [graphs[2]]


def test_no_graph_is_fetched(client: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "secret.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        outside = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
        for graph in (outside, (tmp_path / "secret.ttl").as_uri()):
            for query in (f"ASK FROM <{graph}> {{ ?a ?b ?c }}", f"ASK FROM NAMED <{graph}> {{ GRAPH ?g {{ ?a ?b ?c }} }}"):
                assert ask(client, query).json()["boolean"] is False
            for name in ("default-graph-uri", "named-graph-uri"):
                answer = ask(client, "ASK { { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }", **{name: graph})
                assert answer.json()["boolean"] is False
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_the_service_describes_itself(client: httpx.Client, server: Server, media: str) -> None:
    answer = client.get("/sparql", headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    graph = rdflib.Graph().parse(data=answer.content, format={"application/ld+json": "json-ld"}.get(media, media))
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(f"{server.url}/sparql")
    assert (service, sd.endpoint, service) in graph and (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert len(set(graph.objects(service, sd.resultFormat))) == 8


def test_relative_iris_are_resolved_against_the_endpoint(client: httpx.Client, server: Server) -> None:
    answer = ask(client, "CONSTRUCT { <s> <p> 1 } WHERE {}", format="nt")
    assert answer.text.startswith(f"<{server.url}/s> <{server.url}/p> ")


def test_a_cut_answer_is_told(client: httpx.Client) -> None:
    whole, cut = ask(client, ROWS), ask(client, "SELECT * { ?a ?b ?c . ?d ?e ?f }", format="csv")
    assert cut.headers["x-sparql-maxrows"] == "2000" and len(cut.text.splitlines()) == 2001
    assert "x-sparql-maxrows" not in whole.headers


def test_a_query_past_its_deadline_has_a_status_of_its_own(client: httpx.Client) -> None:
    answer = ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert answer.status_code == 504 and "deadline of 3 seconds" in answer.text
    assert ask(client, "ASK {}").status_code == 200


def test_a_browser_is_led_to_the_page(client: httpx.Client) -> None:
    accept = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=accept)
    assert (answer.status_code, answer.headers["location"]) == (303, "/query?query=ASK+%7B%7D")
    assert json.loads(client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "*/*"}).content)["boolean"]
