"""`/`: what people are told first of a graph."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from kg.maps.stance import stance_of
from kg.store import open_store
from kg.store.failures import Unread, keep_unread
from tests.readings import ACCUSATORY
from tests.server.conftest import build, start

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = build(tmp_path_factory.mktemp("graphs") / "Lantern & Co")
    lines = [Unread("scans/<b>1</b>.pdf", "KG103", "scans/<b>1</b>.pdf holds no text.", "Scan it with text recognition.")]
    keep_unread(place, lines, tried=[])
    return place


def test_it_tells_what_is_there_what_was_read_and_what_failed(place: Path) -> None:
    server = start(place, "--no-token")
    try:
        with server.client(token="") as client:
            twin = client.get("/", headers={"accept": "application/json"}).json()
            page = client.get("/", headers=HTML)
    finally:
        server.stop()
    readings = list(open_store(place).readings())
    assert (twin["documents"], twin["claims"], twin["acts"]) == (
        3, sum(len(r.claims) for r in readings), sum(len(r.acts) for r in readings))
    assert twin["entities"] == {"Group": 1, "Organization": 3, "Person": 4, "Place": 1}
    assert [one["label"] for one in twin["most_mentioned"]["Person"]] == ["Ana Ruiz", "Orla Venn", "Tomas Brandl", "សុខ ដារ៉ា"]
    assert twin["most_mentioned"]["Group"] == [], "no text calls the five villagers by a name"
    assert twin["by_stance"] == Counter(stance_of(claim, accusatory=ACCUSATORY) for r in readings for claim in r.claims)
    assert (twin["by_stance"]["asserted"], twin["by_stance"]["alleged"]) == (8, 2), "who is accused by others' words is not arrested"
    assert twin["by_kind_of_act"] == {"beating": 1, "detention": 1}
    assert twin["by_relation"]["met"] == 3
    assert twin["by_time"] == {"2023-05": 1}
    assert [one["file"] for one in twin["not_read"]] == ["scans/<b>1</b>.pdf"]
    assert (twin["whole"], twin["not_counted"]) == (True, {})
    text = page.text
    assert "<b>1</b>.pdf" not in text and "scans/&lt;b&gt;1&lt;/b&gt;.pdf holds no text." in text
    assert "Scan it with text recognition." in text
    assert "Lantern &amp; Co" in text
    assert '<a href="/entity/person:Tomas_Brandl" dir="auto">Tomas Brandl</a>' in text
    assert '<a href="/document/00000000000000b2" dir="auto">Director to visit</a>' in text


def test_a_graph_that_has_changed_is_counted_anew(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "g"
    shutil.copytree(place, copy)
    server = start(copy, "--no-token")
    try:
        with server.client(token="") as client:
            assert client.get("/", headers=HTML).text.count("Director to visit") == 1
            store = open_store(copy)
            store.remove("00000000000000b2")
            store.finish()
            assert client.get("/?format=json").json()["documents"] == 2
            assert "Director to visit" not in client.get("/", headers=HTML).text
    finally:
        server.stop()


def test_a_damaged_list_of_failures_is_told(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "g"
    shutil.copytree(place, copy)
    (copy / "failures.jsonl").write_text("{", encoding="utf-8")
    server = start(copy, "--no-token")
    try:
        with server.client(token="") as client:
            answer = client.get("/", headers=HTML)
            assert answer.status_code == 503
            assert "failures.jsonl is damaged" in answer.text
    finally:
        server.stop()
