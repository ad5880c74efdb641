"""The directory survives what befalls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import NotAGraph, OutputFailed
from kg.model import Reading
from kg.rdf import in_order
from kg.store import create_store, open_store
from kg.store.embedded import EmbeddedStore, create_directory
from tests.readings import ACCUSATORY, readings

RELEASE = "0.1.0"


def filled(path: Path, order: tuple[Reading, ...] = readings()) -> EmbeddedStore:
    store = create_directory(path, release=RELEASE, pipeline="kg en")
    for reading in order:
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*"))
            if file.is_file() and "oxigraph" not in file.parts}


def test_the_same_bytes_in_any_order_of_putting(tmp_path: Path) -> None:
    filled(tmp_path / "a")
    filled(tmp_path / "b", readings()[::-1])
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    first = readings()[0]
    text = "a\r\nb\rc\u2028d\n"
    store = create_store(tmp_path / "g", release=RELEASE)
    store.put(Reading(replace(first.document, text=text)))
    assert (tmp_path / "g/texts" / f"{first.document.id}.txt").read_bytes() == text.encode()
    assert next(open_store(tmp_path / "g").documents()).text == text


def test_a_change_after_finishing_withdraws_the_direct_triples(tmp_path: Path) -> None:
    store = filled(tmp_path / "g")
    store.put(readings()[1])
    assert not open_store(tmp_path / "g").finished
    assert list(open_store(tmp_path / "g").relations()) == []
    assert list(open_store(tmp_path / "g").readings()) == [in_order(reading) for reading in readings()]


KILLED = """
import sys
from tests.readings import readings
from kg.store import create_store
store = create_store(sys.argv[1], release="0.1.0", pipeline="kg en")
print("ready", flush=True)
while True:
    for reading in readings():
        store.put(reading)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("after", [0.0, 0.013, 0.031])
def test_killed_in_the_middle_no_partial_document_is_left(tmp_path: Path, after: float) -> None:
    root, target = Path(__file__).parents[2], tmp_path / "g"
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(target)], cwd=root, stdout=subprocess.PIPE,
                               env=os.environ | {"PYTHONPATH": str(root)})
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    process.kill()
    process.wait()
    process.stdout.close()
    known = {reading.document.id: in_order(reading) for reading in readings()}
    for reading in open_store(target).readings():
        assert reading == known[reading.document.id]
    filled(target)
    filled(tmp_path / "whole")
    assert contents(target) == contents(tmp_path / "whole")


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"format": 2}', '{"format": 1, "release": "1"}'])
def test_what_is_not_a_graph_is_refused(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "rightsgraph.json").write_text(manifest)
    with pytest.raises(NotAGraph):
        open_store(tmp_path)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "g")
    (tmp_path / "g/parts" / f"{store.ids()[0]}.nq").write_text("<urn:a> <urn:b>")
    with pytest.raises(NotAGraph, match=store.ids()[0]):
        list(open_store(tmp_path / "g").readings())


def test_a_directory_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(OutputFailed, match="not empty"):
        create_store(tmp_path, release=RELEASE)
    with pytest.raises(OutputFailed):
        create_store(tmp_path / "mine.txt", release=RELEASE)
    assert os.listdir(tmp_path) == ["mine.txt"]


def test_a_graph_with_another_base_is_not_mixed(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    with pytest.raises(OutputFailed, match="base"):
        create_store(tmp_path / "g", release=RELEASE, base="https://example.org/")


def test_the_manifest_lists_the_documents(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    manifest = json.loads((tmp_path / "g/rightsgraph.json").read_text())
    assert manifest["format"] == 1
    assert [entry["source"] for entry in manifest["documents"]] == ["news/1.txt", "news/2.txt", "news/3.txt"]
    assert manifest["documents"][0]["date"] == "2023-05-03"
