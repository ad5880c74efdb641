"""Where the nodes stand."""

from __future__ import annotations

import random
import subprocess
import sys

import networkx as nx
import pytest

from kg.network.layout import BOX, positions


def scattered(count: int) -> nx.Graph[str]:
    """Return a large part, small parts and lone nodes, in all about `count` nodes."""
    chance = random.Random(count)
    graph: nx.Graph[str] = nx.Graph()
    main = max(3, count * 8 // 10)
    for i in range(1, main):
        graph.add_edge(f"n{i}", f"n{chance.randrange(i)}")
        if i % 3 == 0:
            graph.add_edge(f"n{i}", f"n{chance.randrange(main)}")
    graph.add_edges_from((f"p{i}", f"q{i}") for i in range(count // 20))
    graph.add_nodes_from(f"z{i}" for i in range(count // 10))
    return graph


@pytest.mark.parametrize("count", [10, 80, 300])
def test_labels_do_not_pile_up(count: int) -> None:
    graph = scattered(count)
    places = positions(graph)
    assert list(places) == list(graph)
    points = list(places.values())
    near = sum(
        abs(x - a) < BOX[0] * 0.95 and abs(y - b) < BOX[1] * 0.95
        for i, (x, y) in enumerate(points) for a, b in points[:i])
    assert near <= count // 50
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    assert width * height < 25 * len(points) * BOX[0] * BOX[1]


def test_the_same_in_another_process() -> None:
    code = ("import sys; sys.path[:0] = ['.']; from tests.network.test_layout import *; "
            "print(sorted(positions(scattered(40)).items()))")
    runs = {subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True,
                           env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}).stdout for seed in ("1", "2")}
    assert len(runs) == 1 and runs == {f"{sorted(positions(scattered(40)).items())}\n"}


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(["a"]), nx.Graph([("a", "a")]), nx.MultiDiGraph([("a", "b")] * 3)])
def test_small_graphs(graph: nx.Graph[str]) -> None:
    assert set(positions(graph)) == set(graph)


def test_seed_changes_the_picture() -> None:
    assert positions(scattered(20), seed=1) != positions(scattered(20), seed=2)
