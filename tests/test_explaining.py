"""What `kg explain` says agrees with the graph; the ledger says what was not understood, and why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import NotAGraph, NotInGraph
from kg.extraction import ledger
from kg.model import Document, Evidence, Gap, Reading
from kg.store import open_store

TEXT = (
    "Talks on the coast\n\n"
    "Sok Dara met Vuthy Chan in Mombasa on Tuesday. Rain fell on the coast all week. Sok Dara smiled.\n\n"
    "Leila Haddad denied that officers had beaten Carlos Quispe. He was ill.\n\n"
    "Background\n\n"
    "Amina Diallo was arrested by police, Leila Haddad said.\n"
)
OTHER = "Omar Barry visited Kenya in March.\n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    for name, text in (("coast-talks.txt", TEXT), ("coast-visit.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    kg.build([folder / "coast-talks.txt", folder / "coast-visit.txt"], folder / "g")
    return folder / "g"


def explained(graph: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, list[dict[str, object]]]:
    assert main(["explain", str(graph), "coast-talks", "--json", *options]) == 0
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_it_agrees_with_the_graph(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = next(r for r in open_store(graph).readings() if "talks" in r.document.source)
    sentences = explained(graph, capsys)["sentences"]
    told = {c["id"]: (s["start"], s["end"], c["rule"]) for s in sentences for c in s["claims"]}  # type: ignore[attr-defined]
    assert told == {c.id: (c.evidence.start, c.evidence.end, c.rule) for c in reading.claims}
    assert len(told) >= 3
    seen = {(m["mention"]["start"], m["entity"]) for s in sentences for m in s["mentions"]}  # type: ignore[attr-defined]
    assert seen == {(m.start, e.id) for e in reading.entities for m in e.mentions}
    gaps = [(s["start"], g["reason"], g["said"]) for s in sentences for g in s["gaps"]]  # type: ignore[attr-defined]
    assert gaps == [(g.evidence.start, g.reason, g.said) for g in reading.gaps]
    assert [TEXT[s["start"]:s["end"]] for s in sentences] == [s["text"] for s in sentences]  # type: ignore[misc]


def test_clauses_are_told_in_words(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clauses = [c for s in explained(graph, capsys)["sentences"] for c in s["clauses"]]  # type: ignore[attr-defined]
    arrested = next(c for c in clauses if c["verb"] == "arrested")
    assert (arrested["subjects"], arrested["objects"], arrested["passive"]) == (["police"], ["Amina Diallo"], True)
    met = next(c for c in clauses if c["verb"] == "met")
    assert met["obliques"] == ["in Mombasa", "on Tuesday"]


def test_it_can_be_read(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(graph), "TALKS"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert re.search(r"Sok Dara — met — Vuthy Chan · asserted · 0\.\d\d \(verb\) · trigger: meet", out)
    assert "said by Leila Haddad" in out
    assert max(map(len, out.splitlines())) <= 100


def test_only_gaps_lists_what_was_not_understood(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [s["text"] for s in explained(graph, capsys, "--only-gaps")["sentences"]]
    assert texts == ["Talks on the coast", "Rain fell on the coast all week.", "Sok Dara smiled.", "He was ill."]
    main(["explain", str(graph), "coast-talks", "--only-gaps"])
    out = capsys.readouterr().out
    assert "names nobody" in out
    assert "met" not in out


@pytest.mark.parametrize(("wanted", "told"), [
    ("nowhere", "No document matches 'nowhere'; this graph has: "),
    ("coast-", "2 documents match 'coast-': "),
])
def test_a_document_that_cannot_be_told(
    graph: Path, capsys: pytest.CaptureFixture[str], wanted: str, told: str
) -> None:
    assert main(["explain", str(graph), wanted]) == NotInGraph.exit_status
    error = capsys.readouterr().err
    assert error.startswith(f"kg: {told}")
    assert "coast-visit.txt" in error
    assert error.count("\n") == 1


def test_a_build_says_how_much_was_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "g")]) == 0
    assert "4 of 7 sentences gave no claim; see what was not understood with: kg explain" in capsys.readouterr().err


def test_the_ledger_goes_with_its_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    kg.build(tmp_path / "a.txt", tmp_path / "g")
    store = open_store(tmp_path / "g")
    (identifier,) = store.ids()
    path = tmp_path / "g/ledger" / f"{identifier}.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(store.reading(identifier).gaps) == 4
    path.write_text('{"start": 0, "end": 100000, "reason": "x", "said": ""}\n', encoding="utf-8")
    with pytest.raises(NotAGraph, match="ledger"):
        store.reading(identifier)
    store.remove(identifier)
    assert not path.exists()


def gaps_of(reading: Reading) -> list[tuple[str, str]]:
    return [(gap.reason, gap.said) for gap in reading.gaps]


@pytest.mark.parametrize(("text", "reason"), [
    ("Rain fell on the coast all week.", ledger.NOBODY),
    ("Sok Dara smiled.", ledger.ALONE),
    ("Sok Dara, Vuthy Chan and Amina Diallo smiled.", ledger.NO_CLAIM),
    ("Sok Dara and Vuthy Chan.", ledger.VERBLESS),
])
def test_why_a_sentence_gave_nothing(read: Callable[..., Reading], text: str, reason: str) -> None:
    assert gaps_of(read(text)) == [(reason, "")]


def test_a_pronoun_that_stays_open_withholds_what_is_said_of_it(read: Callable[..., Reading]) -> None:
    assert (ledger.OPEN_MENTION, "He met Vuthy Chan") in gaps_of(read("He met Vuthy Chan."))
    assert (ledger.ALL_WITHHELD, "") in gaps_of(read("He met Vuthy Chan."))


def test_headings_are_not_counted(read: Callable[..., Reading]) -> None:
    assert gaps_of(read("Background\n\nSok Dara met Vuthy Chan.")) == []


def test_every_gap_stands_where_it_says(read: Callable[..., Reading]) -> None:
    for gap in read(TEXT).gaps:
        assert TEXT[gap.evidence.start:gap.evidence.end] == gap.evidence.quote
        assert gap.reason in ledger.REASONS


def test_gaps_are_ordered_and_each_once() -> None:
    document = Document("d", "He met her. He left.")
    first = Gap(Evidence("d", 0, 11, "He met her."), ledger.OPEN_MENTION, "He met her")
    second = Gap(Evidence("d", 12, 20, "He left."), ledger.NOBODY)
    assert ledger.in_order([second, first, first]) == (first, second)
    assert ledger.counts(Reading(document, gaps=(first, second))) == (1, 1)
