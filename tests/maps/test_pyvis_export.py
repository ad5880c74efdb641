"""The network for pyvis."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.maps import map_view, to_pyvis
from tests.maps.sample import affair, hostile
from tests.readings import ACCUSATORY, readings


def test_the_nodes_of_the_page_where_they_stand_there_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    network, view = to_pyvis(affair()), map_view(affair())
    drawn = {node["id"]: (node["x"], node["y"]) for node in view["nodes"] if "x" in node}
    assert {node["id"]: (node["x"], node["y"]) for node in network.nodes} == drawn
    assert network.directed and network.options.physics.enabled is False
    assert len(network.generate_html()) > 1000
    assert list(tmp_path.iterdir()) == []


def test_each_claim_between_two_is_an_edge_of_its_own() -> None:
    network = to_pyvis(readings(), accusatory=ACCUSATORY)
    between = [e for e in network.edges if {e["from"], e["to"]} == {"person:Orla_Venn", "person:Tomas_Brandl"}]
    assert [(e["from"], e["label"]) for e in between] == [
        ("person:Orla_Venn", "met"), ("person:Orla_Venn", "told"), ("person:Tomas_Brandl", "urged"), ("person:Orla_Venn", "met")]
    curves = {(e["smooth"]["type"] if e["from"] < e["to"] else e["smooth"]["type"][::-1], e["smooth"]["roundness"]) for e in between}
    assert len(curves) == 4
    assert [e["title"] for e in between if e["label"] == "met"] == [
        "Orla Venn met Tomas Brandl in Karsk on Tuesday", "Orla Venn met Tomas Brandl again"]


def test_what_is_not_asserted_reads_so() -> None:
    edges = {e["label"]: e["dashes"] for e in to_pyvis(readings(), accusatory=ACCUSATORY).edges}
    assert edges["detained"] is False and edges["praised"] is True  # the praise is alleged
    assert edges["visited (planned)"] is True and edges["met (negated)"] is True and edges["released (requested)"] is True


def test_every_claim_between_the_drawn_is_there_and_in_the_page() -> None:
    claims = [claim for reading in affair() for claim in reading.claims if claim.object]
    network = to_pyvis(affair(), limit=1000)
    assert Counter((e["from"], e["to"], e["title"]) for e in network.edges) == Counter(
        (claim.subject, claim.object, claim.evidence.quote) for claim in claims)
    written = re.search(r"edges = new vis.DataSet\((\[.*?\])\);", network.generate_html())
    assert written and len(json.loads(written[1])) == len(claims)


def test_no_title_turns_into_html() -> None:
    network = to_pyvis(hostile())
    assert not [item for item in (*network.nodes, *network.edges) if "href" in item["title"]]
    assert "<img src=x" not in network.generate_html() and not network.heading
