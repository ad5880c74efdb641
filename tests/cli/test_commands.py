"""What a user sees of each command: stdout, stderr and exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.claims import claim_cells, print_claims
from kg.cli.rows import make_row
from kg.errors import KGError
from kg.model import Claim, Document, Evidence, Modality, Polarity
from kg.store import create_store
from tests.readings import readings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keep three readings about invented people."""
    path = tmp_path_factory.mktemp("cli") / "graph"
    store = create_store(path, release="0", pipeline="test")
    for reading in readings():
        store.put(reading)
    store.finish()
    return str(path)


def test_kg_alone_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    out = capsys.readouterr().out
    for command in ("demo", "build", "claims", "query", "export", "map"):
        assert command in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    import kg

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"


def test_claims_as_a_table(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", graph]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 110
    assert "Orla Venn" in out
    assert "met" in out
    assert "\x1b" not in out


def test_claims_as_json(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", graph, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    expected = [claim.id for reading in readings() for claim in reading.claims]
    assert sorted(row["claim"] for row in rows) == sorted(expected)
    texts = {reading.document.id: reading.document.text for reading in readings()}
    assert all(texts[row["document"]][row["start"]:row["end"]] == row["quote"] for row in rows)


def test_claims_as_csv_say_the_same_as_json(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["claims", graph, "--json"])
    records = json.loads(capsys.readouterr().out)
    main(["claims", graph, "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["claim"] for row in rows] == [record["claim"] for record in records]
    assert rows[0].keys() == records[0].keys()


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        (["--subject", "orla venn"], "subject", "Orla Venn"),
        (["--predicate", "MET"], "predicate", "met"),
        (["--document", "00000000000000a1"], "document", "00000000000000a1"),
    ],
)
def test_claims_are_filtered(
    graph: str, capsys: pytest.CaptureFixture[str], arguments: list[str], field: str, value: str
) -> None:
    main(["claims", graph, "--json", *arguments])
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert {row[field] for row in rows} == {value}


def test_claims_limit(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["claims", graph, "--json", "--limit", "2"])
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--predicate", "meet"], "No claims with predicate meet; this graph has: met, "),
        (["--subject", "Oral"], "No claims about Oral; this graph has: Orla Venn, "),
        (["--subject", "orla venn", "--document", "nowhere"], "No claims found that pass all filters."),
    ],
)
def test_a_filter_that_nothing_passes_says_what_comes_near(
    graph: str, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["claims", graph, *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(told)
    assert captured.err.count("\n") == 1


def test_no_claims_as_json_is_an_empty_list(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", graph, "--predicate", "meet", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_denied_is_not_said_to_be_negated_too() -> None:
    claim = Claim("d", "person:a", "told", Evidence("d", 0, 1, "x"), value="x", polarity=Polarity.NEGATED,
                  modality=Modality.DENIED)
    row = make_row(claim, {}, Document("d", "x"))
    assert claim_cells(row)[3] == "denied"
    assert (row.record()["polarity"], row.record()["modality"]) == ("negated", "denied")


def test_a_sentence_is_printed_once_for_the_claims_that_follow_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    quotes = [("a", "Police held two."), ("a", "Police held two."), ("a", "One fled."), ("b", "One fled.")]
    print_claims(make_row(Claim(d, "person:a", "told", Evidence(d, 0, 1, quote), value="v"), {}, Document(d, quote))
                 for d, quote in quotes)
    out = capsys.readouterr().out
    assert (out.count("Police held two."), out.count("One fled."), out.count("″")) == (1, 2, 1)


def test_rich_markup_in_data_is_printed_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = Claim("d", "person:a", "told", Evidence("d", 0, 9, "[Sar] told"), value="[red]x[/red]")
    print_claims([make_row(claim, {"person:a": "[bold]A"}, Document("d", "[Sar] told", title="[link]T"))])
    out = capsys.readouterr().out
    for text in ("[Sar] told", "[red]x[/red]", "[bold]A", "[link]T"):
        assert text in out


def test_query_inline(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT (COUNT(?c) AS ?n) { ?c a hr:Claim }"
    assert main(["query", graph, query, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"n": str(sum(len(r.claims) for r in readings()))}]


def test_query_table_shortens_iris(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "SELECT ?p { ?c rdf:predicate ?p } LIMIT 1"]) == 0
    assert "http" not in capsys.readouterr().out


def test_query_ask_and_construct(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["query", graph, "ASK { ?c a hr:Claim }"])
    assert capsys.readouterr().out == "yes\n"
    main(["query", graph, "CONSTRUCT { ?c a hr:Claim } WHERE { ?c a hr:Claim } LIMIT 1"])
    assert capsys.readouterr().out.rstrip().endswith("#Claim> .")


def test_query_from_a_file(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?c a hr:Claim }", encoding="utf-8")
    assert main(["query", graph, "--file", str(tmp_path / "q.rq")]) == 0
    assert capsys.readouterr().out == "yes\n"


def test_query_lists_ten_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 10
    assert any(line.startswith("who-met-whom ") for line in lines)


def test_query_by_question(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", graph, "--question", "who-met-whom", "--csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("subject,object,")
    assert "Orla Venn" in out


def test_query_shows_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--question", "who-met-whom", "--show"]) == 0
    assert "SELECT" in capsys.readouterr().out


@pytest.mark.parametrize("format", ["turtle", "nquads", "jsonld", "graphml"])
def test_export(graph: str, tmp_path: Path, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", graph, "--format", format, "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out").stat().st_size > 100
    assert capsys.readouterr().out == ""


def test_map(graph: str, tmp_path: Path) -> None:
    assert main(["map", graph, "-o", str(tmp_path / "map.html")]) == 0
    assert "Orla Venn" in (tmp_path / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (["claims", "{tmp}/nowhere"], 7, "nowhere"),
        (["claims", "{tmp}"], 7, "rightsgraph.json"),
        (["query", "{graph}", "SELEC ?x { ?x ?y ?z }"], 9, "line 1"),
        (["query", "{graph}"], 9, "--question"),
        (["query", "{graph}", "--question", "nonsense"], 9, "nonsense"),
        (["query", "{graph}", "--file", "{tmp}/gone.rq"], 14, "gone.rq"),
        (["query", "{graph}", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], 10, "SERVICE"),
        (["query", "{graph}", "DELETE WHERE { ?s ?p ?o }"], 10, "DELETE"),
        (["export", "{graph}", "--format", "docx", "-o", "{tmp}/x"], 6, "docx"),
        (["export", "{graph}", "-o", "{tmp}/file/x.ttl"], 8, "x.ttl"),
        (["map", "{graph}", "-o", "{tmp}/file/map.html"], 8, "map.html"),
        (["build", "{tmp}/gone.txt", "-o", "{tmp}/g"], 14, "gone.txt"),
        (["build", "{tmp}/empty.txt", "-o", "{tmp}/g"], 4, "empty.txt"),
        (["build", "{tmp}/noise.txt", "-o", "{tmp}/g"], 5, "noise.txt"),
        (["build", "{tmp}/x.pdf", "-o", "{tmp}/g"], 28, "x.pdf"),
        (["build", "{tmp}/x.xyz", "-o", "{tmp}/g"], 6, "x.xyz"),
        (["build", "{tmp}/artcles/", "-o", "{tmp}/g"], 14, "artcles does not exist"),
        (["build", "{tmp}/bare", "-o", "{tmp}/g"], 14, "bare"),
        (["query", "{graph}", "ASK { ?x foo:met ?y }"], 9, "prefix foo: is not declared"),
        (["build", "{tmp}/good.txt", "-o", "{tmp}/file"], 8, "file"),
        (["build", "{tmp}/good.txt", "-o", "{tmp}/g", "--pipeline", "no_such"], 12, "no_such"),
    ],
)
def test_errors_are_one_line_and_have_a_status(
    graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, named: str
) -> None:
    for name, data in (("empty.txt", b""), ("noise.txt", b"\0\1\2"), ("x.pdf", b"%PDF"), ("x.xyz", b"x"), ("file", b"x")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "bare").mkdir()
    (tmp_path / "good.txt").write_text("Ana Ruiz met Tomas Brandl.", encoding="utf-8")
    filled = [argument.replace("{tmp}", str(tmp_path)).replace("{graph}", graph) for argument in arguments]
    assert main(filled) == status
    captured = capsys.readouterr()
    complaints = [line for line in captured.err.splitlines() if line.startswith("kg: ")]
    assert len(complaints) == 1
    assert named in complaints[0]
    assert complaints[0].endswith((".", "list"))
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_date_in_another_form_says_which_is_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "g"), "--date", "12/3/2031"]) == 2
    error = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert "'12/3/2031'" in error
    assert "write it as YYYY-MM-DD" in error


def test_build_says_which_kinds_were_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text("Ana Ruiz met Tomas Brandl.", encoding="utf-8")
    for name in ("a.jpg", "b.mp4", "c.jpg", "d.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "g")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith("kg: 4 files of other kinds were left out (a.jpg, b.mp4, c.jpg, ...); "
                               "the kinds that are read are .txt, .md, .html, .htm, ") for line in lines)


def test_exit_statuses_are_distinct() -> None:
    kinds = KGError.__subclasses__()
    assert len({kind.exit_status for kind in kinds}) == len({kind.code for kind in kinds}) == len(kinds)


def test_a_wrong_option_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--nonsense"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_interrupted_is_status_130(graph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.graph.open_graph", interrupt)
    assert main(["claims", graph]) == 130


def test_build_reports_the_bad_file_and_writes_the_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Minister of Justice Ana Ruiz met Tomas Brandl, director of the Lantern Group, in Karsk on Tuesday."
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    output = tmp_path / "g"
    assert main(["build", str(tmp_path), "-o", str(output), "--date", "2031-03-12"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"kg: {tmp_path / 'bad.txt'} is empty." in captured.err
    assert main(["claims", str(output), "--json"]) == 0
    assert any(row["predicate"] == "met" for row in json.loads(capsys.readouterr().out))


def test_a_pipe_that_closes_early_is_quiet(graph: str) -> None:
    command = [sys.executable, "-m", "kg", "claims", graph, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=60)


def test_output_is_utf8_whatever_the_console(graph: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "kg", "claims", graph]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "សុខ" in done.stdout.decode("utf-8")
