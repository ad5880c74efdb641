"""Measures on the collapsed graph: who has many ties, who stands between others, who belongs together."""

from __future__ import annotations

import networkx as nx

SAMPLE_ABOVE = 2000  # betweenness is exact up to this many nodes: time grows with nodes times edges
SAMPLE_SIZE = 500


def degree(graph: nx.Graph[str]) -> dict[str, int]:
    """Return how many other entities each one is tied to.

    >>> degree(nx.Graph([("a", "b"), ("b", "c")]))
    {'a': 1, 'b': 2, 'c': 1}
    """
    return {node: len(set(nx.all_neighbors(graph, node)) - {node}) for node in graph}


def betweenness(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, float]:
    """Return the share of shortest paths that run through each entity, 0 to 1 (Brandes, 2001).

    Above 2,000 nodes it is estimated from 500 seeded pivots (Brandes and Pich, 2007).
    """
    sample = SAMPLE_SIZE if len(graph) > SAMPLE_ABOVE else None
    return dict(nx.betweenness_centrality(graph, k=sample, seed=seed))


def communities(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, int]:
    """Return the number of each entity's community by the Louvain method; 0 is the largest.

    Equal sizes are ordered by the place of their first member in the graph, so that the same seed numbers them alike.
    """
    order = {node: index for index, node in enumerate(graph)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ranked = sorted(found, key=lambda members: (-len(members), min(order[node] for node in members)))
    numbers = {node: number for number, members in enumerate(ranked) for node in members}
    return {node: numbers[node] for node in graph}
