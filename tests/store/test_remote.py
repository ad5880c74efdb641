"""A store on a SPARQL server: whose data it touches, what it says when the server does not do its part, and `kg` on it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

import kg
from kg.cli import main
from kg.errors import (
    BadQuery,
    NotAGraph,
    OutputFailed,
    ServerDenied,
    ServerFailed,
    ServerTooSlow,
    ServerUnreachable,
    ServerUnsuitable,
)
from kg.model import Document, Reading
from kg.query import run_query
from kg.rdf import in_order
from kg.store import RemoteStore, create_store, open_store
from kg.store.addresses import find_endpoint
from kg.store.endpoint import Credentials, Endpoint
from tests.readings import ACCUSATORY, readings
from tests.store.conftest import oxigraph

RELEASE = "0.1.0"


def filled(address: str) -> RemoteStore:
    store = create_store(address, release=RELEASE)
    assert isinstance(store, RemoteStore)
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


def endpoint(address: str) -> Endpoint:
    return Endpoint(f"{address}/query", f"{address}/update", f"{address}/store")


class TestWhoseDataItIs:
    @pytest.mark.parametrize("data", ["GRAPH <urn:other:graph> { <urn:a> <urn:b> <urn:c> }", "<urn:a> <urn:b> <urn:c>"])
    def test_a_server_with_other_data_is_left_alone(self, server: str, data: str) -> None:
        endpoint(server).update(f"INSERT DATA {{ {data} }}")
        with pytest.raises(OutputFailed, match="holds other data"):
            create_store(server, release=RELEASE)
        rows = endpoint(server).select("SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        assert rows == [{"s": "urn:a"}]

    def test_what_others_put_later_does_not_enter_the_union(self, server: str) -> None:
        store = filled(server)
        endpoint(server).put_graph("urn:other:graph", b"<urn:a> <urn:b> <urn:c> .\n")
        store.reindex()
        assert run_query(store, "ASK { <urn:a> ?p ?o }") is False
        assert run_query(store, "ASK { GRAPH <urn:other:graph> { <urn:a> ?p ?o } }") is True

    def test_a_server_without_a_graph_of_ours(self, server: str) -> None:
        with pytest.raises(NotAGraph, match="holds no graph"):
            open_store(server)

    def test_a_mark_that_is_not_ours(self, server: str) -> None:
        endpoint(server).put_graph("urn:rightsgraph:store", b'<urn:a> <urn:b> "c" .\n')
        with pytest.raises(NotAGraph, match="something else"):
            open_store(server)

    def test_a_graph_with_another_base_is_not_mixed(self, server: str) -> None:
        filled(server)
        with pytest.raises(OutputFailed, match="base"):
            create_store(server, release=RELEASE, base="https://example.org/kg/")

    def test_a_document_without_its_text_is_named(self, server: str) -> None:
        store = filled(server)
        first = store.ids()[0]
        endpoint(server).delete_graph(f"urn:rightsgraph:graph:kept:{first}")
        with pytest.raises(NotAGraph, match=first):
            list(open_store(server).readings())


class TestUnion:
    def test_a_server_that_gives_the_union_itself_keeps_its_default_graph_empty(self) -> None:
        with oxigraph("--union-default-graph") as address:
            store = filled(address)
            assert run_query(store, "ASK { ?x hr:met ?y }") is True
            assert httpx.get(f"{address}/store?default").text == ""

    def test_a_server_for_reading_only(self, tmp_path: Path) -> None:
        with oxigraph("--location", str(tmp_path / "db")) as address:
            filled(address)
        with oxigraph("--location", str(tmp_path / "db"), command="serve-read-only") as address:
            store = open_store(address)
            assert list(store.readings()) == [in_order(reading) for reading in readings()]
            assert run_query(store, "ASK { ?x hr:met ?y }") is True
            with pytest.raises((ServerDenied, ServerUnsuitable)):
                store.put(readings()[0])

    def test_many_documents_are_copied_a_few_at_a_time(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.store.remote.GRAPHS_AT_ONCE", 2)
        store = filled(server)
        told: list[tuple[int, int]] = []
        store.reindex(lambda done, total, name: told.append((done, total)))
        assert told == [(0, 6), (2, 6), (4, 6)]
        assert run_query(store, "ASK { ?x hr:detained ?y }") is True


class TestFindingOut:
    def test_the_address_of_the_server_or_of_its_queries(self, server: str) -> None:
        for address in (server, f"{server}/query"):
            assert find_endpoint(address, {}) == endpoint(server)

    def test_nothing_is_written(self, server: str) -> None:
        find_endpoint(server, {})
        assert endpoint(server).select("SELECT ?g { GRAPH ?g { } }") == []

    def test_addresses_in_the_environment_are_taken_as_they_are(self) -> None:
        names = {"RIGHTSGRAPH_QUERY_URL": "http://localhost:1/q", "RIGHTSGRAPH_UPDATE_URL": "http://localhost:1/u",
                 "RIGHTSGRAPH_GRAPHS_URL": "http://localhost:1/g", "RIGHTSGRAPH_TOKEN": "secret"}
        found = find_endpoint("http://localhost:1", names)
        assert (found.query_url, found.update_url, found.graphs_url) == (
            "http://localhost:1/q", "http://localhost:1/u", "http://localhost:1/g")
        assert found.credentials == Credentials(token="secret")
        assert "secret" not in repr(found)

    def test_a_password_in_the_address_is_refused_and_not_repeated(self) -> None:
        with pytest.raises(ServerUnsuitable, match="RIGHTSGRAPH_PASSWORD") as caught:
            find_endpoint("http://ana:secret@localhost:1", {})
        assert "secret" not in str(caught.value)


Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], Answer]) -> Iterator[str]:
    """Run a server that answers every request as the function says."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = answer(self)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_any

        def log_message(self, format: str, *args: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        httpd.server_close()


class TestErrors:
    @pytest.mark.parametrize(("status", "kind", "words"), [
        (401, ServerDenied, "asks for credentials. Set RIGHTSGRAPH_USER"),
        (403, ServerDenied, "does not allow this: go away. Ask who runs it"),
        (404, ServerUnsuitable, "does not answer as a SPARQL server does"),
        (302, ServerUnsuitable, "does not answer as a SPARQL server does"),
        (500, ServerFailed, r"failed \(status 500\): go away. Look into its log"),
        (504, ServerTooSlow, "ran out of time"),
    ])
    def test_each_status_is_said_in_a_sentence(self, status: int, kind: type[Exception], words: str) -> None:
        with answering(lambda _: (status, {"Location": "http://elsewhere.invalid/"}, b"go away")) as address, pytest.raises(
                kind, match=words):
            endpoint(address).put_graph("urn:g", b"")

    def test_wrong_credentials_are_called_wrong(self) -> None:
        with answering(lambda _: (401, {}, b"")) as address:
            signed = replace(endpoint(address), credentials=Credentials("ana", "secret"))
            with pytest.raises(ServerDenied, match="does not take these credentials") as caught:
                signed.query("ASK {}")
        assert "secret" not in str(caught.value)

    def test_a_fault_of_the_query_is_told_in_the_servers_words(self, server: str) -> None:
        with pytest.raises(BadQuery, match="cannot run the query: error at"):
            endpoint(server).query("SELECT")

    def test_a_page_of_a_web_site_is_no_sparql_server(self) -> None:
        with answering(lambda _: (200, {"Content-Type": "text/html"}, b"<p>Hello")) as address, pytest.raises(
                ServerUnsuitable, match="not the address of a SPARQL server"):
            find_endpoint(address, {})

    @pytest.mark.parametrize("drips", [False, True])
    def test_a_server_that_takes_too_long(self, drips: bool) -> None:
        done = threading.Event()

        def slow(handler: BaseHTTPRequestHandler) -> Answer:
            if not drips:
                done.wait(10)
                return 200, {}, b""
            handler.send_response(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            while not done.wait(0.1):
                handler.wfile.write(b"x")
            return 200, {}, b""

        with answering(slow) as address:
            with pytest.raises(ServerTooSlow, match="within 0.5 seconds"):
                endpoint(address).query("ASK {}", timeout=0.5)
            done.set()

    def test_a_long_answer_is_cut(self, server: str) -> None:
        endpoint(server).put_graph("urn:g", b"<urn:a> <urn:b> <urn:c> .\n")
        reply = endpoint(server).query("SELECT * { GRAPH ?g { ?s ?p ?o } }", most=40)
        assert (len(reply.body), reply.cut) == (40, True)

    def test_credentials_are_sent_as_the_server_wants(self) -> None:
        sent: list[str] = []
        challenge = 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'

        def answer(handler: BaseHTTPRequestHandler) -> Answer:
            sent.append((handler.headers.get("Authorization") or "none").split()[0])
            if sent[-1] in ("Digest", "Bearer"):
                return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps(
                    {"head": {}, "boolean": True}).encode()
            return 401, {} if sent[-1] == "Basic" else {"WWW-Authenticate": challenge}, b""

        with answering(answer) as address:
            signed = replace(endpoint(address), credentials=Credentials("ana", "secret"))
            signed.query("ASK {}")
            signed.query("ASK {}")
            replace(signed, credentials=Credentials(token="t")).query("ASK {}")
        assert sent == ["Basic", "none", "Digest", "Digest", "Bearer"]


class TestByCommand:
    def build(self, address: str, number: int = 3) -> kg.BuildResult:
        known = {reading.document.id: reading for reading in readings()}

        def reader(document: Document) -> Reading:
            return known[document.id]

        return kg.build([reading.document for reading in readings()[:number]], address, reader=reader)

    def test_a_build_goes_to_a_server_and_goes_on_there(self, server: str) -> None:
        assert self.build(server, 1).read == 1
        result = self.build(server)
        assert (result.read, result.skipped, result.store) == (2, 1, server)
        graph = kg.open(Path(server))
        assert [claim.predicate for claim in graph.claims()] == [
            claim.predicate for reading in readings() for claim in in_order(reading).claims]
        assert graph.query("ASK { ?x hr:met ?y }") is True

    def test_commands_take_a_url(self, server: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.build(server)
        assert main(["query", server, "SELECT ?x { ?x a hr:Person }", "--csv"]) == 0
        assert capsys.readouterr().out.count("urn:rightsgraph:person:") == 4
        assert main(["reindex", server]) == 0
        assert capsys.readouterr().err.splitlines()[-1].startswith(f"The database of {server} is made anew from 3 documents")

    def test_a_server_that_went_away_ends_the_build(self) -> None:
        with oxigraph() as address:
            store = create_store(address, release=RELEASE)
        with pytest.raises(ServerUnreachable):
            store.put(readings()[0])
        with pytest.raises(ServerUnreachable):
            self.build(address)

    def test_nobody_there_is_status_16(self, capsys: pytest.CaptureFixture[str]) -> None:
        with oxigraph() as address:
            pass
        assert main(["claims", address]) == ServerUnreachable.exit_status
        error = capsys.readouterr().err
        assert error.startswith(f"kg: No server answers at {address}")
        assert error.count("\n") == 1
