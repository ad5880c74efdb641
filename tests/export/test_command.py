"""`kg export` as it is typed: what it says, refuses, replaces, and leaves behind when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import main
from kg.export import FORMATS
from kg.ontology import ALIGNMENTS
from kg.store import create_store
from tests.readings import ACCUSATORY, readings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("command") / "graph"
    store = create_store(path, release="0.1.0", pipeline="test")
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return str(path)


def test_the_list_names_every_format_and_alignment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--list"]) == 0
    words = capsys.readouterr().out.replace(",", " ").split()
    assert {*FORMATS, *ALIGNMENTS} <= set(words)


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.suffix])
def test_the_name_of_the_file_tells_the_format(name: str, graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"out{FORMATS[name].suffix}"
    assert main(["export", graph, "-o", str(path)]) == 0
    assert capsys.readouterr().err.split() == ["Wrote", str(path), f"({name})."]
    assert path.stat().st_size > 1000


def test_nothing_is_replaced_unasked(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notes.ttl"
    path.write_text("my notes")
    assert main(["export", graph, "-o", str(path)]) == 8
    assert "notes.ttl is there already. Name another place, or add --force to replace it." in capsys.readouterr().err
    assert path.read_text() == "my notes"
    assert main(["export", graph, "-o", str(path), "--force"]) == 0
    assert path.read_text(encoding="utf-8").startswith("@prefix")


def test_a_folder_that_holds_something_is_not_written_into_unasked(graph: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    assert main(["export", graph, "-f", "csv", "-o", str(tmp_path)]) == 8
    assert os.listdir(tmp_path) == ["mine.txt"]
    assert main(["export", graph, "-f", "csv", "-o", str(tmp_path), "--force"]) == 0
    assert sorted(os.listdir(tmp_path)) == ["acts.csv", "claims.csv", "entities.csv", "mine.txt"]


@pytest.mark.parametrize(("arguments", "said"), [
    (["-o", "{}/tables"], "does not tell the format"), (["-f", "turtle", "-o", "{}"], "is a folder, and turtle writes a file"),
    (["-f", "neo4j", "-o", "{}/file.txt", "--force"], "is a file, and neo4j writes a folder"),
    (["-o", "{}/a.gexf", "--rdf12"], "gexf cannot hold RDF 1.2"), (["-o", "{}/a.ttl", "--align", "moon"], "no alignment named moon")])
def test_what_cannot_be_done_is_told(arguments: list[str], said: str, graph: str, tmp_path: Path,
                                     capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.txt").write_text("x")
    assert main(["export", graph, *(argument.format(tmp_path) for argument in arguments)]) != 0
    assert said in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["file.txt"]


def test_alignments_and_ontology_are_added(graph: str, tmp_path: Path) -> None:
    arguments = ["-o", str(tmp_path / "a.ttl"), "--with-ontology", "--align", "followthemoney", "--align", "schema"]
    assert main(["export", graph, *arguments]) == 0
    text = (tmp_path / "a.ttl").read_text(encoding="utf-8")
    assert "ftm:Membership" in text and "https://schema.org/" in text and "skos:definition" in text


# Writes endless lines in place of the store's, so that the process is killed in the middle for certain.
ENDLESS = """
import itertools, sys
from pathlib import Path
from kg.export import export
from kg.store import open_store
store = open_store(sys.argv[1])
part = list(store.readings())
if sys.argv[2] in ("turtle", "nquads"):
    store.lines = lambda: (b"<urn:%d> <urn:p> <urn:o> <urn:g> .\\n" % number for number in itertools.count())
store.readings = lambda: itertools.cycle(part)
export(store, sys.argv[2], Path(sys.argv[3]), progress=lambda what, done: print(done, flush=True))
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("format_", ["turtle", "nquads", "csv", "ftm"])
def test_a_killed_export_leaves_the_old_file(format_: str, graph: str, tmp_path: Path) -> None:
    output = tmp_path / "out" if not FORMATS[format_].suffix else tmp_path / f"out{FORMATS[format_].suffix}"
    assert main(["export", graph, "-f", format_, "-o", str(output)]) == 0
    old = {path: path.read_bytes() for path in ([output] if output.is_file() else output.iterdir())}
    process = subprocess.Popen([sys.executable, "-c", ENDLESS, graph, format_, str(output)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        assert process.wait() == -signal.SIGKILL
    assert {path: path.read_bytes() for path in old} == old
    assert main(["export", graph, "-f", format_, "-o", str(output), "--force"]) == 0
    assert {path: path.read_bytes() for path in old} == old
