"""Who is answered: by host, by origin, by token; and what no answer goes without."""

from __future__ import annotations

import http.client
from collections.abc import Callable

import httpx
import pytest

from kg.server.settings import hosts_for, in_url, is_loopback
from tests.server.conftest import TOKEN, Server

Serving = Callable[..., Server]
ASK = "/sparql?query=ASK%20%7B%7D"
HTML = {"accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("LOCALHOST:{port}", 200), ("[::1]:{port}", 200),
        ("evil.example:{port}", 421), ("127.0.0.1", 421), ("127.0.0.1:1", 421), ("localhost.evil.example:{port}", 421),
        ("evil.example@127.0.0.1:{port}", 421), ("127.0.0.1:{port}.evil.example", 421), ("0.0.0.0:{port}", 421), ("", 421),
    ],
)
def test_only_known_hosts(client: httpx.Client, server: Server, host: str, status: int) -> None:
    answer = client.get(ASK, headers={"host": host.format(port=server.port)})
    assert answer.status_code == status
    assert ("boolean" in answer.text) is (status == 200)


def test_the_host_comes_before_all_else(server: Server) -> None:
    with server.client(token="") as stranger:
        assert stranger.get(ASK, headers={"host": "evil.example"}).status_code == 421
        assert stranger.get("/assets/page.css", headers={"host": "evil.example"}).status_code == 421


def test_a_request_without_a_host_is_refused(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection._http_vsn, connection._http_vsn_str = 10, "HTTP/1.0"  # type: ignore[attr-defined]
    connection.putrequest("GET", ASK, skip_host=True)
    connection.putheader("Authorization", f"Bearer {TOKEN}")
    connection.endheaders()
    assert connection.getresponse().status == 421
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:{port}"}, 200),
        ({"origin": "http://localhost:{port}", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
        ({"sec-fetch-site": "anything"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "https://127.0.0.1:{port}"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_only_own_pages_and_the_address_bar(
    client: httpx.Client, server: Server, headers: dict[str, str], status: int, method: str
) -> None:
    sent = {name: value.format(port=server.port) for name, value in headers.items()}
    answer = client.request(method, ASK, headers=sent)
    assert answer.status_code == (204 if status == 200 and method == "OPTIONS" else status)
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/query", ASK, "/sparql", "/nowhere"])
def test_nothing_without_the_token(server: Server, path: str) -> None:
    with server.client(token="") as stranger:
        for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"},
                        {"cookie": f"kg-{server.port}=wrong"}, {"cookie": "kg=;;;=="}, HTML):
            answer = stranger.get(path, headers=headers)
            assert answer.status_code == 401 and "kg serve" in answer.text
            assert answer.headers["www-authenticate"] == "Bearer"
        assert stranger.get(path, params={"token": "wrong"} | {"query": "ASK {}"}).status_code == 401


def test_programs_may_send_the_token_in_the_address(server: Server) -> None:
    with server.client(token="") as program:
        assert program.get(f"{ASK}&token={TOKEN}").json()["boolean"] is True


def test_a_browser_gets_a_cookie_for_the_token(server: Server) -> None:
    with server.client(token="", **HTML) as browser:
        first = browser.get("/query", params={"token": TOKEN, "query": "ASK {} # ü"})
        assert first.status_code == 303 and first.headers["location"] == "/query?query=ASK+%7B%7D+%23+%C3%BC"
        cookie = first.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie and "max-age" not in cookie
        assert browser.get("/query", params={"query": "ASK {}"}).status_code == 200
    with server.client(token="", **HTML) as other:
        assert other.get("/query", headers={"sec-fetch-site": "cross-site"}, params={"token": TOKEN}).status_code == 403


@pytest.mark.parametrize(("asked", "led"), [
    ("/entity/person:O%3FDell%2523", "/entity/person:O%3FDell%2523"), ("//evil.example/x", "/evil.example/x"),
    ("/%5Cevil.example", "/%5Cevil.example"), ("/a%0D%0AX:1", "/a%0D%0AX:1")])
def test_dropping_the_token_leads_to_the_same_page_of_this_server(server: Server, asked: str, led: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"{asked}?token={TOKEN}&show=by", headers=HTML)
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["location"], answer.headers["x"]) == (303, f"{led}?show=by", None)


@pytest.mark.parametrize("path", ["/query", ASK, "/assets/page.css", "/nowhere", "/sparql?query=nonsense"])
@pytest.mark.parametrize("token", [TOKEN, ""])
def test_every_answer_carries_the_policy(server: Server, path: str, token: str) -> None:
    with server.client(token=token) as client:
        headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'" and "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store" and "server" not in headers


def test_too_many_or_too_long_headers(client: httpx.Client) -> None:
    assert client.get(ASK, headers=[(f"x-{number}", "1") for number in range(80)]).status_code == 431
    assert client.get(ASK, headers={"x-long": "1" * 200_000}).status_code == 400


def test_without_token_when_asked_for(graph: object, serving: Serving) -> None:
    running = serving(graph, "--no-token")
    assert "token" not in running.said
    with running.client(token="") as client:
        assert client.get(ASK).status_code == 200
        assert client.get(ASK, headers={"host": "evil.example"}).status_code == 421


def test_names_that_the_server_answers_to() -> None:
    assert "archive.example:8765" in hosts_for("0.0.0.0", 8765, more=("Archive.example",))
    assert "0.0.0.0:8765" not in hosts_for("0.0.0.0", 8765)
    assert {"localhost", "localhost:80", "[::1]"} <= hosts_for("127.0.0.1", 80)
    assert "[fe80::1]:1" in hosts_for("fe80::1", 1) and in_url("fe80::1") == "[fe80::1]"
    assert is_loopback("127.8.8.8") and not is_loopback("192.0.2.1") and not is_loopback("archive.example")
