"""`kg query` with named questions: what they are told, what is cut, how it looks."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg.cli import main
from kg.query import questions
from kg.store import create_store
from tests.readings import readings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = create_store(tmp_path_factory.mktemp("questions") / "g", release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish()
    return str(store.path)


def test_the_list_names_every_question_and_what_it_may_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines if line and line[0].islower()} == {asked.name for asked in questions()}
    assert max(map(len, lines)) <= 100
    assert any(line.strip().startswith("--with on=... the day, as YYYY-MM-DD") for line in lines)


def test_rows_are_cut_and_the_reader_is_told(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "--question", "who-met-whom", "--limit", "1"]) == 0
    shown = capsys.readouterr()
    assert "“Orla Venn met Tomas Brandl again”" in shown.out
    assert "on Tuesday" not in shown.out
    assert "the first 1 of 2 rows; --limit 0 gives all" in shown.err
    assert max(map(len, shown.out.splitlines())) <= 100


def test_csv_is_complete(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "--question", "most-mentioned", "--csv"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 9
    assert main(["query", graph, "--question", "most-mentioned", "--csv", "--limit", "2"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 2


def test_all_rows_of_a_question_that_has_none(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "--question", "who-met-whom", "--with", "person=nobody", "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == []
    assert main(["query", graph, "--question", "who-met-whom", "--limit", "0"]) == 0
    shown = capsys.readouterr()
    assert "“Orla Venn met Tomas Brandl again”" in shown.out
    assert "(2 rows)" in shown.err


def test_a_question_is_told_a_name(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "--question", "denials", "--with", "person=ដារ៉ា", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["quote"] for row in rows] == ["Orla Venn did not meet សុខ ដារ៉ា"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["--question", "who-met-whom", "--with", "persn=Venn"], "no parameter 'persn'. It takes person."),
    (["--question", "who-met-whom", "--with", "Venn"], "--with Venn does not name a value. Write NAME=VALUE"),
    (["--question", "posts-on-a-date", "--with", "on=May"], "'May' is no date, which on takes."),
    (["ASK { ?x hr:met ?y }", "--with", "person=Venn"], "--with and --limit belong to a named question."),
])
def test_mistakes_are_told_in_a_sentence(graph: str, capsys: pytest.CaptureFixture[str], arguments: list[str],
                                         words: str) -> None:
    assert main(["query", graph, *arguments]) == 9
    assert words in capsys.readouterr().err


def test_the_query_is_shown_with_its_values(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["query", "--question", "who-met-whom", "--with", 'person="Venn"', "--show"]) == 0
    assert 'LCASE("\\"Venn\\""))' in capsys.readouterr().out
