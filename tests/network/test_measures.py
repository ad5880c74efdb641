"""The measures, against networkx where that has them and on graphs whose answer is known."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.network import (
    betweenness,
    communities,
    components,
    cut_points,
    degree,
    ego,
    faster,
    measures,
    pagerank,
    to_networkx,
)
from kg.network.pivots import betweenness_from
from tests.readings import readings


def bridge() -> nx.Graph[str]:
    """Return two triangles joined by one node, and a pair apart."""
    pairs = ["ab", "bc", "ca", "cx", "xd", "de", "ef", "fd", "yz"]
    return nx.Graph([tuple(pair) for pair in pairs], weight=1)


def test_the_one_between_two_groups() -> None:
    graph = bridge()
    between = betweenness(graph)
    assert max(between, key=between.__getitem__) == "x" and between["a"] == 0
    assert set(cut_points(graph)) == {"c", "x", "d"} and cut_points(graph)[-1] == "x"
    assert degree(graph)["c"] == 3
    assert components(graph) == [list("abcxdef"), ["y", "z"]]


def test_communities_are_numbered_by_size_and_the_same_each_time() -> None:
    graph = bridge()
    numbers = communities(graph)
    assert numbers["y"] == numbers["z"] != numbers["a"] and numbers["a"] == numbers["b"] != numbers["e"]
    assert set(numbers.values()) == set(range(len(set(numbers.values()))))
    assert communities(graph) == numbers


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_pivots_give_what_networkx_gives(seed: int, directed: bool) -> None:
    graph = nx.gnp_random_graph(60, 0.03 + 0.01 * seed, seed=seed, directed=directed)
    graph.add_edge(3, 3)
    ours, theirs = betweenness_from(graph, pivots=20, seed=5), nx.betweenness_centrality(graph, k=20, seed=5)
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_betweenness_is_estimated_above_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barabasi_albert_graph(120, 2, seed=1)
    exact = betweenness(graph)
    monkeypatch.setattr(measures, "SAMPLE_ABOVE", 100)
    monkeypatch.setattr(measures, "SAMPLE_SIZE", 60)
    estimate = betweenness(graph)
    assert measures.is_sampled(graph) and estimate != exact and estimate == betweenness(graph)
    first = sorted(exact, key=exact.__getitem__)[-3:]
    assert set(first) <= set(sorted(estimate, key=estimate.__getitem__)[-6:])


@pytest.mark.parametrize("directed", [False, True])
def test_rustworkx_gives_the_same_answers(directed: bool) -> None:
    pytest.importorskip("rustworkx", reason="rustworkx is not installed")
    for seed in range(5):
        graph = nx.gnp_random_graph(50, 0.05, seed=seed, directed=directed)
        assert faster.betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)


def test_without_rustworkx_networkx_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with_any = betweenness(bridge())
    monkeypatch.setattr(faster, "installed", lambda: False)
    assert betweenness(bridge()) == with_any


@pytest.mark.parametrize("directed", [False, True])
def test_pagerank_is_that_of_networkx(directed: bool) -> None:
    pytest.importorskip("scipy", reason="networkx needs scipy for its own")
    graph = nx.gnp_random_graph(40, 0.05, seed=2, directed=directed)
    for number, (a, b) in enumerate(graph.edges()):
        graph.edges[a, b]["weight"] = 1 + number % 3
    assert pagerank(graph) == pytest.approx(nx.pagerank(graph, tol=1e-10, max_iter=500), abs=1e-7)


def test_pagerank_adds_up_to_one_and_follows_weights() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 5), ("b", "c", 1), ("d", "e", 1)])
    rank = pagerank(graph)
    assert sum(rank.values()) == pytest.approx(1) and rank["b"] > rank["a"] > rank["c"]
    assert pagerank(nx.Graph()) == {} and pagerank(nx.empty_graph(["a"])) == {"a": 1.0}


def test_ego_network_keeps_its_claims() -> None:
    graph = to_networkx(readings())
    near = ego(graph, "organization:ODell_Sons")
    assert list(near) == ["organization:ODell_Sons", "person:Ana_Ruiz"] or set(near) == {"organization:ODell_Sons", "person:Ana_Ruiz"}
    assert near.number_of_edges() == 1
    assert "organization:police" in ego(graph, "organization:ODell_Sons", radius=2)


@pytest.mark.parametrize("measure", [degree, betweenness, pagerank, communities, components, cut_points])
def test_an_empty_graph_has_no_figures(measure: object) -> None:
    assert not measure(nx.Graph())  # type: ignore[operator]


def test_each_measure_says_what_it_does_not_mean() -> None:
    assert {"degree", "betweenness", "pagerank", "communities", "components", "cut_points"} <= set(measures.MEANINGS)
    assert all(len(text.split(". ")) >= 2 for text in measures.MEANINGS.values())
