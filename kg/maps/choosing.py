"""Which entities the map draws at first: those with most ties, or those around one of them.

Nameless actors ("five villagers") belong to one document each and would crowd out the names. One is drawn at first only
where it ties others together, or where it is all that a name is tied to; the page draws the others on demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from kg.network.entities import EntityRecord

RINGS = 2  # steps from the entity that the map is about


def tie_graph(entities: Iterable[str], pairs: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """Return who is tied to whom."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(entities)
    graph.add_edges_from((a, b) for a, b in pairs if a != b)
    return graph


def first_drawn(graph: nx.Graph[str], records: Mapping[str, EntityRecord], *, limit: int, focus: str = "") -> nx.Graph[str]:
    """Return the part to draw at first, at most `limit` entities, in the graph's order."""
    fit = {node for node in graph if _fits(node, graph, records)}
    if focus:
        chosen = _around(graph, focus, limit)
    else:
        ranked = sorted(fit, key=lambda node: (-graph.degree[node], -records[node].mentions, node))
        chosen = _tied(graph, ranked, limit) or set(ranked[:limit])
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(node for node in graph if node in chosen)  # the order of a networkx subgraph may be that of a set
    part.add_edges_from((a, b) for a, b in graph.edges() if a in chosen and b in chosen)
    return part


def _fits(node: str, graph: nx.Graph[str], records: Mapping[str, EntityRecord]) -> bool:
    if not graph.degree[node]:
        return False
    if records[node].named:
        return True
    near = [other for other in graph[node] if records[other].named]
    return len(near) > 1 or any(not _has_named_tie(other, graph, records) for other in near)


def _has_named_tie(node: str, graph: nx.Graph[str], records: Mapping[str, EntityRecord]) -> bool:
    return any(records[other].named for other in graph[node])


def _tied(graph: nx.Graph[str], ranked: list[str], limit: int) -> set[str]:
    """Return the first of a ranking, without those that would stand alone, and the next ones in their place."""
    chosen = set(ranked[: max(limit, 0)])
    rest = ranked[max(limit, 0) :]
    for _ in range(3):
        chosen = {node for node in chosen if any(other in chosen for other in graph[node])}
        more = [node for node in rest if any(other in chosen for other in graph[node])][: limit - len(chosen)]
        if not more:
            break
        chosen.update(more)
        rest = [node for node in rest if node not in chosen]
    return {node for node in chosen if any(other in chosen for other in graph[node])}


def _around(graph: nx.Graph[str], focus: str, limit: int) -> set[str]:
    """Return an entity with its neighbours and theirs, those with most ties first, while there is room."""
    chosen, ring = {focus}, [focus]
    for _ in range(RINGS):
        near = {other for node in ring for other in graph[node]} - chosen
        ring = sorted(near, key=lambda node: (-graph.degree[node], node))[: max(limit - len(chosen), 0)]
        chosen.update(ring)
    return chosen
