"""What rustworkx does faster, with the same answers, where it is installed (`pip install rustworkx`).

It has no betweenness from a sample and no Louvain: those stay with networkx, whatever is installed.
"""

from __future__ import annotations

from importlib.util import find_spec

import networkx as nx

ONE_THREAD = 1 << 62  # nodes from which it uses several, which would add up in another order each time


def installed() -> bool:
    """Tell whether rustworkx can be used."""
    return find_spec("rustworkx") is not None


def betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the exact betweenness of every node."""
    import rustworkx as rx

    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    fast = rx.PyDiGraph(multigraph=False) if graph.is_directed() else rx.PyGraph(multigraph=False)
    fast.add_nodes_from(nodes)
    fast.add_edges_from_no_data([(index[a], index[b]) for a, b in graph.edges()])
    found = rx.betweenness_centrality(fast, normalized=True, parallel_threshold=ONE_THREAD)
    return {node: found[number] for node, number in index.items()}
