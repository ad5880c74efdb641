"""The measure of exports: every format runs, twice the same, and the table says how they compare."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.exports import REFERENCES, measure, table
from kg.export import FORMATS
from kg.store import create_store
from tests.readings import readings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    store = create_store(tmp_path / "graph", release="0.1.0")
    for reading in readings():
        store.put(reading)
    store.finish()
    return tmp_path / "graph"


@pytest.mark.parametrize("name", [*REFERENCES, *FORMATS])
def test_each_is_measured(name: str, graph: Path, tmp_path: Path) -> None:
    first, again = (measure(name, graph, tmp_path / out) for out in ("a", "b"))
    assert first["size"] > 1000 and first["seconds"] > 0 and first["above"] >= 0
    assert name in REFERENCES or first["digest"] == again["digest"]


def test_the_table_compares_with_the_native_dump(graph: Path) -> None:
    rows = [line.split(" | ") for line in table(graph, ["turtle"], 1).splitlines()[2:]]
    assert [row[0].strip("| ") for row in rows] == [*REFERENCES, "turtle"]
    assert rows[0][-1] == "1.00 |" and "≠" not in rows[-1][3]
