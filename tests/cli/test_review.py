"""`kg review`: people decide who is who, and the graph follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from kg import reviewing
from kg.cli import main
from kg.cli.review import ask_all
from kg.errors import NotInGraph
from kg.identity.across.judgements import Judged
from kg.store import EmbeddedStore, create_store, open_store
from kg.store.judgements import judgements
from tests.store.test_identity import met

ONE, OTHER = "d1/person:Orla_Vennhaug", "d2/person:Vennhaug"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print at one width, whatever the terminal of who runs the tests."""
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def graph(tmp_path: Path) -> str:
    """Make a graph in which a family name alone is open."""
    store = create_store(tmp_path / "g", release="1")
    store.put(met("d1", "Orla Vennhaug", "Tomas Brandlic"))
    store.put(met("d2", "Vennhaug", "Ana Ruizdal", "tailor"))
    store.finish()
    return str(tmp_path / "g")


def subject(graph: str) -> str:
    return open_store(graph).reading("d2").claims[0].subject


def said(graph: str) -> list[tuple[str, str, str]]:
    return [(j.judged.value, j.by, j.why) for j in judgements(Path(graph))]


def test_the_list_names_both_sides_and_the_reasons(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", graph, "--list"]) == 0
    out = capsys.readouterr().out
    assert ONE in out
    assert OTHER in out
    assert "Orla Vennhaug / Vennhaug" in " ".join(out.split())


def test_as_json_it_has_names_roles_and_sentences(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", graph, "--json"]) == 0
    [pair] = json.loads(capsys.readouterr().out)
    assert {pair["one"]["key"], pair["other"]["key"]} == {ONE, OTHER}
    assert pair["other"]["sentences"] == ["Vennhaug met Ana Ruizdal."]
    assert pair["other"]["roles"] == ["tailor"]
    assert 0.1 < pair["probability"] < 0.8
    assert pair["reasons"][0]["words"]


def test_decided_and_withdrawn_by_options(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", graph, "--same", ONE, OTHER, "--by", "Ann", "--why", "her card"]) == 0
    assert subject(graph) == "person:Orla_Vennhaug"
    assert main(["review", graph, "--list"]) == 0
    assert "Nothing is open" in capsys.readouterr().err
    assert main(["review", graph, "--withdraw", OTHER, ONE, "--by", "Ben"]) == 0
    assert subject(graph) == "person:Vennhaug"
    assert main(["review", graph, "--different", ONE, OTHER, "--by", "Ben"]) == 0
    assert main(["review", graph, "--json"]) == 0
    assert said(graph) == [("same", "Ann", "her card"), ("withdrawn", "Ben", ""), ("different", "Ben", "")]


@pytest.mark.parametrize(("arguments", "message"), [
    (["--same", ONE, "d2/person:Nobody", "--by", "Ann"], "d2/person:Nobody"),
    (["--same", ONE, "person:Vennhaug", "--by", "Ann"], "person:Vennhaug"),
    (["--withdraw", ONE, OTHER, "--by", "Ann"], "Nothing was decided"),
])
def test_what_is_not_there_is_named(graph: str, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["review", graph, *arguments]) == NotInGraph.exit_status
    assert message in capsys.readouterr().err
    assert not said(graph)


@pytest.mark.parametrize("arguments", [["--same", ONE, OTHER], ["--same", ONE, ONE, "--by", "Ann"]])
def test_who_decides_and_two_different_ones_are_asked_for(graph: str, arguments: list[str]) -> None:
    assert main(["review", graph, *arguments]) == 2
    assert not said(graph)


@pytest.mark.parametrize(("answers", "kept", "after"), [
    (["Ann", "maybe", "s", "her card"], [("same", "Ann", "her card")], "person:Orla_Vennhaug"),
    (["Ann", "different", ""], [("different", "Ann", "")], "person:Vennhaug"),
    (["Ann", "u", "no idea"], [("unsure", "Ann", "no idea")], "person:Vennhaug"),
    (["Ann", "k"], [], "person:Vennhaug"),
    (["Ann", "q"], [], "person:Vennhaug"),
])
def test_on_a_terminal_each_pair_is_asked(graph: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
                                          answers: list[str], kept: list[tuple[str, str, str]], after: str) -> None:
    asked = iter(answers)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(asked))
    store = open_store(graph)
    assert isinstance(store, EmbeddedStore)
    found = reviewing.resolution(store)
    ask_all(store, list(reviewing.doubts(store, found)), by="", why="")
    assert not list(asked), "all was asked"
    assert said(graph) == kept
    assert subject(graph) == after
    out = capsys.readouterr().out
    assert "Orla Vennhaug met Tomas Brandlic." in out
    assert "Vennhaug met Ana Ruizdal." in out


def test_what_was_unsure_comes_again_with_who_said_so(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(graph)
    assert isinstance(store, EmbeddedStore)
    found = reviewing.resolution(store)
    reviewing.judge(store, reviewing.find_key(found, ONE), reviewing.find_key(found, OTHER), Judged.UNSURE, by="Ann", why="no idea")
    assert main(["review", graph, "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["judgement"]["judged"], pair["judgement"]["by"], pair["judgement"]["why"]) == ("unsure", "Ann", "no idea")


def test_decisions_that_cannot_all_hold_are_named(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(graph)
    store.put(met("d3", "Vennhaug", "Sayri Mamanchu"))
    store.finish()
    third = "d3/person:Vennhaug"
    for word, two in (("--same", (ONE, OTHER)), ("--same", (OTHER, third)), ("--different", (ONE, third))):
        assert main(["review", graph, word, *two, "--by", "Ann"]) == 0
    assert "cannot all hold" in capsys.readouterr().err
