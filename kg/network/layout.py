"""Positions in pixels for a drawing: the same graph and seed give the same picture.

Each connected part is laid out by forces, then spread until the boxes of its labels no longer overlap and no node stands
on a line of others, and packed beside the other parts. Nodes without ties stand in a block at the end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np

from kg.network.forces import Array, Indexes, settle_large, settle_small, ties_of
from kg.network.spacing import BOX, spread

EDGE_LENGTH = 210.0  # room for the words on a line
GAP = 90.0  # between parts
ASPECT = 1.5  # width to height that a screen offers
SMALL = 40  # nodes of a part that is laid out with others at once
LARGE = 30
DENSE, SPARSE = 2.5, 5.0  # a large part takes at least and at most so many times the area of its boxes
APART = 0.45  # strength of a tie between two groups


def positions(
    graph: nx.Graph[str], *, seed: int = 7, groups: Mapping[str, int] | None = None
) -> dict[str, tuple[int, int]]:
    """Return whole-pixel coordinates of each node, y downwards.

    Directions and repeated edges make no difference. `groups` numbers the nodes that belong together, such as
    communities: ties from one to another pull less, so that groups come to lie apart. Coordinates are whole numbers.

    >>> positions(nx.Graph([("a", "b")]))
    {'a': (0, 0), 'b': (210, 0)}
    """
    names = list(graph)
    blocks = _blocks(graph, names, groups or {}, seed)
    placed = _pack([points for _, points in blocks])
    found = {
        names[node]: (round(float(x)), round(float(y)))
        for (nodes, _), points in zip(blocks, placed, strict=True)
        for node, (x, y) in zip(nodes, points, strict=True)
    }
    return {name: found[name] for name in names}


def _blocks(graph: nx.Graph[str], names: Sequence[str], groups: Mapping[str, int], seed: int) -> list[tuple[list[int], Array]]:
    """Return each part's nodes by number, largest part first, with their points; the nodes without ties come last."""
    number = {name: index for index, name in enumerate(names)}
    pairs = {tuple(sorted((number[a], number[b]))) for a, b in graph.edges() if a != b}
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    group = np.array([groups.get(name, -1) for name in names], dtype=np.int64)
    parts = _parts(len(names), ends)
    tied = [part for part in parts if len(part) > 1]
    home, place = np.full(len(names), -1), np.zeros(len(names), dtype=np.int64)
    for index, part in enumerate(tied):
        home[part], place[part] = index, np.arange(len(part))
    order = np.argsort(home[ends[:, 0]], kind="stable")
    cuts = np.searchsorted(home[ends[order, 0]], np.arange(len(tied) + 1))
    own = [place[ends[order[a:b]]] for a, b in zip(cuts, cuts[1:], strict=False)]
    weights = [np.where(group[np.array(part)[e[:, 0]]] == group[np.array(part)[e[:, 1]]], 1.0, APART)
               for part, e in zip(tied, own, strict=True)]
    drawn = _drawn([len(part) for part in tied], own, weights, seed)
    blocks = [(part, spread(_fitted(points, e), e)) for part, points, e in zip(tied, drawn, own, strict=True)]
    alone = [part[0] for part in parts if len(part) == 1]
    return [*blocks, (alone, _grid(len(alone)))] if alone else blocks


def _parts(count: int, ends: Indexes) -> list[list[int]]:
    """Return the connected parts, largest first, in the order of their first nodes."""
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(count))
    simple.add_edges_from(ends.tolist())
    return sorted((sorted(part) for part in nx.connected_components(simple)), key=lambda part: (-len(part), part[0]))


def _drawn(sizes: Sequence[int], ends: Sequence[Indexes], weights: Sequence[Array], seed: int) -> list[Array]:
    """Lay out each part: the large ones one by one, the small ones together."""
    drawn = {i: settle_large(ties_of(size, ends[i], weights[i]), seed=seed) for i, size in enumerate(sizes) if size > SMALL}
    small = [i for i, size in enumerate(sizes) if size <= SMALL]
    if small:
        starts = np.cumsum([0, *(sizes[i] for i in small)])
        joined = np.concatenate([ends[i] + start for i, start in zip(small, starts, strict=False)])
        ties = ties_of(int(starts[-1]), joined, np.concatenate([weights[i] for i in small]))
        parts = [range(int(a), int(b)) for a, b in zip(starts, starts[1:], strict=False)]
        points = settle_small(ties, parts, seed=seed)
        drawn |= {i: points[part.start : part.stop] for i, part in zip(small, parts, strict=True)}
    return [drawn[i] for i in range(len(sizes))]


def _fitted(points: Array, ends: Indexes) -> Array:
    """Scale a part so that its median edge has room for a label, and turn it to lie rather than stand."""
    if len(points) == 2:
        return np.array([(0.0, 0.0), (EDGE_LENGTH, 0.0)])
    scaled: Array = _upright(points) * _scale(points, ends) * np.array([1.1, 0.85])
    return scaled


def _scale(points: Array, ends: Indexes) -> float:
    """Return the factor that gives the median edge room for a label, but spares a large part crowds and empty space."""
    apart = points[ends[:, 0]] - points[ends[:, 1]]
    by_edge = EDGE_LENGTH / max(float(np.median(np.sqrt((apart**2).sum(axis=1)))), 1e-9)
    if len(points) < LARGE:
        return by_edge
    area = max(float(np.prod(np.ptp(points, axis=0))), 1e-9)
    least, most = (math.sqrt(len(points) * BOX[0] * BOX[1] * share / area) for share in (DENSE, SPARSE))
    return max(least, min(by_edge, most))


def _upright(points: Array) -> Array:
    """Turn a drawing by a quarter where it is taller than wide."""
    width, height = np.ptp(points, axis=0)
    return points if width >= height else points[:, ::-1]


def _grid(count: int) -> Array:
    """Return rows of boxes, about as wide as a screen is to its height."""
    columns = max(1, math.ceil(math.sqrt(count * ASPECT * BOX[1] / BOX[0])))
    return np.array([((i % columns) * BOX[0], (i // columns) * BOX[1]) for i in range(count)], dtype=np.float64)


def _pack(blocks: Sequence[Array]) -> list[Array]:
    """Set blocks on shelves in the given order, each against the left of the space that is free."""
    sizes = [np.ptp(block, axis=0) + (GAP + BOX[0] / 2, GAP + BOX[1] / 2) for block in blocks]
    area = sum(float(width * height) for width, height in sizes)
    limit = max([math.sqrt(area * ASPECT), *(float(width) for width, _ in sizes)], default=0.0)
    placed: list[Array] = []
    left = top = shelf = 0.0
    for block, (width, height) in zip(blocks, sizes, strict=True):
        if left and left + width > limit:
            left, top, shelf = 0.0, top + shelf, 0.0
        placed.append(block - block.min(axis=0) + (left, top))
        left, shelf = left + width, max(shelf, float(height))
    return placed
