"""The network for pyvis."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.maps import map_view, to_pyvis
from tests.maps.sample import affair, hostile


def test_same_nodes_and_edges_as_the_page_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    network, view = to_pyvis(affair()), map_view(affair())
    assert network.get_nodes() == [node["id"] for node in view["nodes"] if "x" in node]
    assert [(e["from"], e["to"]) for e in network.edges] == [(e["from"], e["to"]) for e in view["edges"]]
    assert network.cdn_resources == "in_line" and network.directed
    assert len(network.generate_html()) > 1000
    assert list(tmp_path.iterdir()) == []


def test_no_title_turns_into_html() -> None:
    network = to_pyvis(hostile())
    assert not [item for item in (*network.nodes, *network.edges) if "href" in item["title"]]
    assert "<img src=x" not in network.generate_html()
