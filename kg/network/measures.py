"""Measures on the collapsed graph, and for each what its figures mean and what they do not.

networkx counts. Where rustworkx is installed it takes over what it does faster, with the same answers.
"""

from __future__ import annotations

from types import MappingProxyType

import networkx as nx
import numpy as np

from kg.network import faster
from kg.network.pivots import betweenness_from

SAMPLE_ABOVE = 1000  # betweenness is exact up to this many nodes: time grows with nodes times edges
SAMPLE_SIZE = 200
DAMPING = 0.85
DIGITS = 12  # last bits that differ between engines or processors are not to change an order

MEANINGS = MappingProxyType({
    "degree": "How many others these texts tie an entity to. It counts attention in these texts, not power.",
    "betweenness": "The share of shortest paths between others that run through an entity. One who stands between groups in "
                   "these texts need not pass anything on, and a tie that no text tells of would change it.",
    "pagerank": "Where a reader would be most often who goes from entity to entity along ties. It favours those tied to the "
                "much written of; it is no rank of guilt or standing.",
    "communities": "Entities with more ties among themselves than to the rest (Louvain). They are often told of together; "
                   "nothing says that they act together or know it.",
    "components": "Parts without any tie between them. Two may be one in the world: the tie is only not in these texts, or "
                  "somebody has two names here.",
    "cut_points": "Entities without whom a part falls apart: everything that ties its sides rests on what is said of them. "
                  "Check those claims first.",
    "cooccurrence": "How often two entities are named together. It says no more than that: no relation is claimed, and it is "
                    "kept apart from the ties.",
    "chains": "Chains of claims from one entity to another, with a sentence for each step. A chain of true steps does not make "
              "a tie between its ends.",
    "changes": "Each claim counts at the time that it gives, or else at that of publication. More claims may mean that more "
               "happened or that more was written.",
})


def degree(graph: nx.Graph[str]) -> dict[str, int]:
    """Return how many other entities each one is tied to: attention in these texts, not power.

    >>> degree(nx.Graph([("a", "b"), ("b", "c")]))
    {'a': 1, 'b': 2, 'c': 1}
    """
    return {node: len(set(nx.all_neighbors(graph, node)) - {node}) for node in graph}


def betweenness(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, float]:
    """Return the share of shortest paths between others that run through each entity, 0 to 1 (Brandes, 2001).

    Above 1,000 nodes it is estimated from 200 seeded pivots (Brandes and Pich, 2007), so that small differences between
    two entities mean nothing there. Weights are not distances and make no difference. One who stands between groups in
    these texts need not pass anything on.
    """
    if is_sampled(graph):
        found = betweenness_from(graph, pivots=SAMPLE_SIZE, seed=seed)
    elif faster.installed():
        found = faster.betweenness(graph)
    else:
        found = nx.betweenness_centrality(graph)
    return {node: round(float(found[node]), DIGITS) for node in graph}


def is_sampled(graph: nx.Graph[str]) -> bool:
    """Tell whether `betweenness` of this graph is an estimate."""
    return len(graph) > SAMPLE_ABOVE


def pagerank(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the share of time that a reader spends at each entity who follows ties by weight (Brin and Page, 1998).

    From any entity the reader starts anew somewhere with probability 0.15. It favours those tied to the much written of;
    it is no rank of guilt or standing. Worked out by power iteration: networkx's own needs scipy.

    >>> pagerank(nx.Graph([("a", "b"), ("b", "c")]))["b"] > 0.4
    True
    """
    if not len(graph):
        return {}
    index = {node: number for number, node in enumerate(graph)}
    source, target, weight = _arcs(graph, index)
    out = np.bincount(source, weight, len(index))
    share, dangling = weight / out[source], out == 0
    rank = np.full(len(index), 1 / len(index))
    for _ in range(200):
        flow = np.bincount(target, rank[source] * share, len(index)) + rank[dangling].sum() / len(index)
        found = (1 - DAMPING) / len(index) + DAMPING * flow
        done = np.abs(found - rank).sum() < 1e-12
        rank = found
        if done:
            break
    return {node: round(float(rank[number]), DIGITS) for node, number in index.items()}


def _arcs(graph: nx.Graph[str], index: dict[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the edges as arrays of sources, targets and weights, undirected ones both ways."""
    edges = [(index[a], index[b], float(w)) for a, b, w in graph.edges(data="weight", default=1)]
    if not graph.is_directed():
        edges += [(b, a, w) for a, b, w in edges if a != b]
    table = np.array(edges, dtype=np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def communities(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, int]:
    """Return the number of each entity's community by the Louvain method (Blondel et al., 2008); 0 is the largest.

    Equal sizes are ordered by the place of their first member in the graph, so that the same seed numbers them alike.
    Entities are often told of together there; nothing says that they act together.
    """
    order = {node: index for index, node in enumerate(graph)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ranked = sorted(found, key=lambda members: (-len(members), min(order[node] for node in members)))
    numbers = {node: number for number, members in enumerate(ranked) for node in members}
    return {node: numbers[node] for node in graph}


def components(graph: nx.Graph[str]) -> list[list[str]]:
    """Return the parts without any tie between them, the largest first, members in the graph's order.

    Directions make no difference. Two parts may be one in the world: the tie is only not in these texts.

    >>> components(nx.Graph([("a", "b"), ("c", "d"), ("d", "e")]))
    [['c', 'd', 'e'], ['a', 'b']]
    """
    order = {node: index for index, node in enumerate(graph)}
    found = nx.connected_components(graph.to_undirected(as_view=True))
    return sorted((sorted(part, key=order.__getitem__) for part in found), key=lambda part: (-len(part), order[part[0]]))


def cut_points(graph: nx.Graph[str]) -> list[str]:
    """Return the entities without whom a part falls apart, those with most ties first.

    Everything that ties the sides rests on what is said of them, so that those claims are the first to check.

    >>> cut_points(nx.Graph([("a", "b"), ("b", "c"), ("c", "d")]))
    ['b', 'c']
    """
    simple = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    order = {node: index for index, node in enumerate(graph)}
    return sorted(nx.articulation_points(simple), key=lambda node: (-simple.degree[node], order[node]))


def ego(graph: nx.Graph[str], entity: str, *, radius: int = 1) -> nx.Graph[str]:
    """Return the entity, those within `radius` ties of it whichever way these run, and all ties among them.

    Works on the collapsed graph and on the multigraph, which keeps its claims. What the texts say of others is not seen
    from here: few ties may mean little written.
    """
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), entity, cutoff=radius)
    part = graph.copy()  # a subgraph may have the order of a set
    part.remove_nodes_from([node for node in graph if node not in near])
    return part
