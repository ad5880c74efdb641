"""What a user sees of `kg acts`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.store import create_store
from tests.readings import readings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keep three readings about invented people."""
    path = tmp_path_factory.mktemp("acts") / "graph"
    store = create_store(path, release="0", pipeline="test")
    for reading in readings():
        store.put(reading)
    store.finish()
    return str(path)


def rows_of(graph: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    assert main(["acts", graph, "--json", *options]) == 0
    return list(json.loads(capsys.readouterr().out))


def test_acts_as_a_table(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["acts", graph]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 110
    for words in ("detention", "police", "beating", "not said", "alleged", "Ana Ruiz was beaten"):
        assert words in out


def test_acts_as_json_and_csv(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = rows_of(graph, capsys)
    assert first["kind"] == "detention" and first["perpetrators"] == ["police"] and first["victims"] == ["Ana Ruiz"]
    assert second["count"] == 1 and second["place"] == "Karsk" and second["attributed_to"] == ["O'Dell & Sons"]
    assert main(["acts", graph, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["words"] for row in rows] == ["detained", "beaten"]
    assert rows[0]["count"] == ""


@pytest.mark.parametrize(("options", "kinds"), [
    (("--kind", "beating"), ["beating"]), (("--kind", "violence"), ["beating"]), (("--kind", "DeprivationOfLiberty"), ["detention"]),
    (("--victim", "ruiz"), ["detention", "beating"]), (("--perpetrator", "police"), ["detention"]), (("--limit", "1"), ["detention"]),
    (("--perpetrator", "ruiz"), []), (("--kind", "rape"), [])])
def test_filters(graph: str, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], kinds: list[str]) -> None:
    assert [row["kind"] for row in rows_of(graph, capsys, *options)] == kinds


def test_a_kind_that_is_not_there_is_told(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["acts", graph, "--kind", "beatings"]) == 0
    assert "this graph has: beating, detention" in capsys.readouterr().err


def test_a_graph_without_acts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_store(tmp_path / "g", release="0", pipeline="test").finish()
    assert main(["acts", str(tmp_path / "g")]) == 0
    assert "tells of no acts" in capsys.readouterr().err
