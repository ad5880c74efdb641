"""The database is a cache: made again when it is stale, damaged or of another make, under the eyes of its readers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.cli import main
from kg.errors import NotAGraph
from kg.query import run_query
from kg.store import Database, Quads, cache
from kg.store.embedded import EmbeddedStore, create_directory, open_directory
from tests.readings import ACCUSATORY, readings

PEOPLE = "SELECT ?x { ?x a <https://w3id.org/rightsgraph/ns#Person> }"


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    store = create_directory(tmp_path / "g", release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store


def database(store: EmbeddedStore) -> Path:
    source = store.source()
    assert isinstance(source, Database)
    return source.path


def again(store: EmbeddedStore) -> Path:
    """Return the database as another process would find or make it."""
    return database(open_directory(store.path))


def people(path: Path) -> int:
    solutions = pyoxigraph.Store.read_only(str(path)).query(PEOPLE)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return len(list(solutions))


def test_it_holds_the_union_as_a_set(store: EmbeddedStore) -> None:
    assert people(database(store)) == 4


def test_it_is_used_again_as_long_as_nothing_changed(store: EmbeddedStore) -> None:
    first = database(store)
    made = first.stat().st_mtime_ns
    assert again(store) == first
    part = store.path / "parts" / f"{store.ids()[0]}.nq"
    os.utime(part, (1, 1))  # as after a copy: touched, but the same
    assert again(store) == first
    assert first.stat().st_mtime_ns == made


def test_an_edited_part_has_it_made_again(store: EmbeddedStore) -> None:
    first = database(store)
    part = store.path / "parts" / f"{store.ids()[0]}.nq"
    part.write_bytes(part.read_bytes().replace(b'"Orla Venn"', b'"Orla Wenn"'))
    second = again(store)
    assert second != first
    assert pyoxigraph.Store.read_only(str(second)).query('ASK { ?x ?y "Orla Wenn" }')
    assert database(store) == second


def test_a_part_without_a_last_line_end_is_read(store: EmbeddedStore) -> None:
    for document in store.ids():
        part = store.path / "parts" / f"{document}.nq"
        part.write_bytes(part.read_bytes().rstrip(b"\n"))
    assert people(again(store)) == 4


@pytest.mark.parametrize("what", ["version of the engine", "layout"])
def test_another_make_has_it_made_again(store: EmbeddedStore, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = database(store)
    if what == "layout":
        monkeypatch.setattr(cache, "LAYOUT", cache.LAYOUT + 1)
    else:
        monkeypatch.setattr(pyoxigraph, "__version__", "99.0.0")
    second = again(store)
    assert second != first
    assert people(second) == 4


DAMAGE = {
    "deleted": lambda file: file.unlink(),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "emptied": lambda file: file.write_bytes(b""),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_database_is_made_again_whichever_file_it_is(store: EmbeddedStore, how: str) -> None:
    names = sorted(file.name for file in database(store).iterdir())
    assert any(name.startswith("MANIFEST") for name in names)
    for name in names:
        path = again(store)
        if (path / name).exists():
            DAMAGE[how](path / name)
        assert people(again(store)) == 4
        assert run_query(open_directory(store.path), "ASK { ?x hr:met ?y }") is True


def test_a_deleted_database_is_made_again(store: EmbeddedStore) -> None:
    first = database(store)
    shutil.rmtree(store.path / "oxigraph")
    assert database(store) == first
    assert people(first) == 4


def test_a_damaged_part_is_named_when_the_database_is_made(store: EmbeddedStore) -> None:
    part = store.path / "parts" / f"{store.ids()[1]}.nq"
    part.write_bytes(part.read_bytes() + b"<urn:a> <urn:b\n")
    with pytest.raises(NotAGraph, match=part.name):
        again(store)
    assert [path.name for path in (store.path / "oxigraph").glob(".making-*")] == []


def test_without_a_place_for_it_the_quads_are_asked(store: EmbeddedStore) -> None:
    shutil.rmtree(store.path / "oxigraph")
    (store.path / "oxigraph").write_text("in the way")
    found = open_directory(store.path)
    assert isinstance(found.source(), Quads)
    assert run_query(found, "ASK { ?x hr:met ?y }") is True


def test_what_was_replaced_stays_for_its_readers_and_goes_in_time(store: EmbeddedStore) -> None:
    first = database(store)
    reader = pyoxigraph.Store.read_only(str(first))
    store.reindex()
    second = database(store)
    assert second != first
    assert len(list(reader.query(PEOPLE))) == 4  # type: ignore[arg-type]
    assert people(first) == 4
    assert again(store) == second
    long_ago = time.time() - cache.STAYS - 1
    os.utime(first / cache.REPLACED, (long_ago, long_ago))
    assert again(store) == second
    assert not first.exists()


READER = """
import sys
from kg.query import run_query
from kg.store import open_store
print("ready", flush=True)
while True:
    assert run_query(open_store(sys.argv[1]), "ASK { ?x hr:met ?y }") is True
    print("answered", flush=True)
"""


def test_who_asks_during_a_rebuild_is_answered(store: EmbeddedStore) -> None:
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", READER, str(store.path)], stdout=subprocess.PIPE, cwd=root,
                               env=os.environ | {"PYTHONPATH": str(root)})
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        for _ in range(5):
            store.reindex()
            assert process.stdout.readline() == b"answered\n"
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_reindex_by_command(store: EmbeddedStore, capsys: pytest.CaptureFixture[str]) -> None:
    first = database(store)
    (first / next(file.name for file in first.iterdir() if file.suffix == ".sst")).unlink()
    assert main(["reindex", str(store.path)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith(f"The database of {store.path} is made anew from 3 documents (")
    assert people(again(store)) == 4
    store.put(readings()[0])
    assert main(["reindex", str(store.path)]) == 0
    assert capsys.readouterr().err.endswith("Run kg build again.\n")


def test_reindex_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reindex", str(tmp_path)]) == NotAGraph.exit_status
    assert "is not a graph" in capsys.readouterr().err
