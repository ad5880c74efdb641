"""`kg query --allow`: a server is called by SERVICE if it is named, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import main
from kg.store import create_store
from tests.query.elsewhere import another_server
from tests.readings import readings


def test_a_server_is_called_only_if_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = create_store(tmp_path / "g", release="0.1.0")
    store.put(readings()[0])
    store.finish()
    with another_server() as (address, asked):
        query = f"SELECT ?a {{ SERVICE <{address}> {{ ?a ?b ?c }} }}"
        assert main(["query", str(store.path), query]) == 10
        assert "kg query calls a server that --allow names" in capsys.readouterr().err
        assert main(["query", str(store.path), query, "--allow", f"{address}x"]) == 10
        assert asked == []
        assert main(["query", str(store.path), query, "--allow", address, "--csv"]) == 0
        assert capsys.readouterr().out.split() == ["a", "from", "elsewhere"]
        assert asked == ["/sparql"]
