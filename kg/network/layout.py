"""Positions in pixels for a drawing: the same graph and seed give the same picture.

Each connected part is laid out by ForceAtlas2, spread until the boxes of its labels no longer overlap, and packed
beside the others. Nodes without ties stand in a block at the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

BOX = (165.0, 72.0)  # a node with a label of 20 characters at 14 px below it
EDGE_LENGTH = 210.0  # room for the words on a line
GAP = 90.0  # between parts
ASPECT = 1.5  # width to height that a screen offers
STEPS = 400
LARGE = 30
SPARSE = 5.0  # a large part takes at most this many times the area of its boxes
ROUNDS = 40_000  # of ForceAtlas2, shared out among the nodes: each round takes time with their square


def positions(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, tuple[int, int]]:
    """Return whole-pixel coordinates of each node, y downwards.

    Directions and repeated edges make no difference. Coordinates are whole numbers, so that a last bit that differs
    between machines does not change a file.

    >>> positions(nx.Graph([("a", "b")]))
    {'a': (0, 0), 'b': (210, 0)}
    """
    parts = _parts(graph)
    tied = [part for part in parts if len(part) > 1]
    blocks = [(list(part), _spread(_draw(part, seed))) for part in tied]
    alone = [node for part in parts if len(part) == 1 for node in part]
    if alone:
        blocks.append((alone, _grid(len(alone))))
    placed = _pack([points for _, points in blocks])
    found = {
        node: (round(float(x)), round(float(y)))
        for (nodes, _), points in zip(blocks, placed, strict=True)
        for node, (x, y) in zip(nodes, points, strict=True)
    }
    return {node: found[node] for node in graph}


def _parts(graph: nx.Graph[str]) -> list[nx.Graph[str]]:
    """Split into connected simple graphs, largest first; node order is the graph's, never that of a set."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(graph)
    simple.add_edges_from((a, b) for a, b in graph.edges() if a != b)
    home = {node: i for i, part in enumerate(nx.connected_components(simple)) for node in part}
    parts: dict[int, nx.Graph[str]] = {}
    for node in simple:
        parts.setdefault(home[node], nx.Graph()).add_node(node)
    for a, b in simple.edges():
        parts[home[a]].add_edge(a, b)
    return sorted(parts.values(), key=len, reverse=True)


def _draw(part: nx.Graph[str], seed: int) -> Array:
    """Lay out one connected part, scaled so that its median edge has room for a label."""
    if len(part) == 2:
        return np.array([(0.0, 0.0), (EDGE_LENGTH, 0.0)])
    rounds = max(40, min(200, ROUNDS // len(part)))
    start = nx.spring_layout(part, seed=seed, iterations=50, method="force")
    with np.errstate(invalid="ignore"):  # linlog divides a node's distance from itself, which networkx then overwrites
        found = nx.forceatlas2_layout(
            part, pos=start, max_iter=rounds, scaling_ratio=3.0, gravity=1.5, linlog=True, seed=seed
        )
    points = np.array([found[node] for node in part], dtype=np.float64)
    scaled: Array = _upright(points) * _scale(points, part) * np.array([1.1, 0.85])
    return scaled


def _scale(points: Array, part: nx.Graph[str]) -> float:
    """Return the factor that gives the median edge room for a label, but spares a large part empty space."""
    index = {node: i for i, node in enumerate(part)}
    ends = np.array([(index[a], index[b]) for a, b in part.edges()])
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    by_edge = EDGE_LENGTH / max(float(np.median(lengths)), 1e-9)
    if len(part) < LARGE:
        return by_edge
    area = max(float(np.prod(np.ptp(points, axis=0))), 1e-9)
    by_area = math.sqrt(len(points) * BOX[0] * BOX[1] * SPARSE / area)
    return min(by_edge, by_area)


def _upright(points: Array) -> Array:
    """Turn a drawing by a quarter where it is taller than wide."""
    width, height = np.ptp(points, axis=0)
    return points if width >= height else points[:, ::-1]


def _spread(points: Array) -> Array:
    """Push label boxes apart along the axis where they overlap least, until none do."""
    spread = points.copy()
    size, ties, others = np.array(BOX), _order(len(points))[..., None], ~np.eye(len(points), dtype=np.bool_)
    for _ in range(STEPS):
        apart = spread[:, None, :] - spread[None, :, :]
        overlap = size - np.abs(apart)
        hit = np.logical_and(overlap[..., 0] > 0.5, overlap[..., 1] > 0.5) & others
        if not hit.any():
            break
        across = overlap[..., 0] * 0.6 < overlap[..., 1]  # sideways a little rather, for screens are wide
        sign = np.where(apart == 0, ties, np.sign(apart))
        move = np.stack((np.where(hit & across, overlap[..., 0], 0), np.where(hit & ~across, overlap[..., 1], 0)), axis=2)
        spread += np.clip((move * sign).sum(axis=1) * 0.3, -60, 60)
    return spread


def _order(count: int) -> Array:
    """Return +1 where the row comes before the column and -1 elsewhere: which of two equal points gives way."""
    return np.where(np.triu(np.ones((count, count)), 1) > 0, 1.0, -1.0)


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
