"""Room for what is drawn at each node: label boxes apart, and nodes off the lines of others.

A line that runs behind a node reads as that node's own, which misleads: such a node gives way sideways, and the ends of
the line the other way by less.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]

BOX = (165.0, 72.0)  # a node with a label of 20 characters at 14 px below it
CLEAR = 34.0  # from the middle of a node to a line that is not its own
BUDGET = 260_000  # rounds times nodes
WATCHED = 1500  # nodes up to which lines are watched: with more, nearly every line runs over something
EVEN = 0.7
LOOKS = 16_000_000  # rounds times nodes times lines, with lines watched


def spread(points: Array, ends: Indexes) -> Array:
    """Push label boxes apart along the axis where they overlap least, and nodes off lines, until none need it."""
    count = len(points)
    spread = evened(points) if count > WATCHED else points.copy()
    rounds = max(20, min(300, BUDGET // max(count, 1)))
    watched = min(int(0.8 * rounds), LOOKS // max(count * len(ends), 1)) if count <= WATCHED else 0
    for turn in range(rounds):
        move = box_moves(spread)
        if turn < watched and len(ends):  # boxes have the last word: an edge can still be bent, a label cannot
            move = move + line_moves(spread, ends)
        if not move.any():
            break
        spread = np.round((spread + np.clip(move, -70, 70)) * 64) / 64
    return spread


def evened(points: Array) -> Array:
    """Return points drawn towards where each row and column of the drawing would hold as many: crowds get room at once.

    >>> evened(np.array([[0.0, 0.0], [1.0, 1.0], [100.0, 100.0]]))[:, 0].round(1).tolist()
    [0.0, 35.3, 100.0]
    """
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable")
    low, high = points.min(axis=0), points.max(axis=0)
    drawn: Array = points * (1 - EVEN) + (low + ranks * ((high - low) / max(len(points) - 1, 1))) * EVEN
    return drawn


def box_moves(points: Array) -> Array:
    """Return how far each label box should move to get clear of the others."""
    first, second = neighbours(points, BOX)
    apart = points[first] - points[second]
    overlap = np.array(BOX) - np.abs(apart)
    hit = (overlap[:, 0] > 0.5) & (overlap[:, 1] > 0.5)
    first, second, apart, overlap = first[hit], second[hit], apart[hit], overlap[hit]
    across = overlap[:, 0] * 0.6 < overlap[:, 1]  # sideways a little rather, for screens are wide
    sign = np.where(apart == 0, np.where(first < second, 1.0, -1.0)[:, None], np.sign(apart))
    size = np.where(np.stack([across, ~across], axis=1), overlap, 0) * sign * 0.3
    return _summed(first, size, len(points)) - _summed(second, size, len(points))


def line_moves(points: Array, ends: Indexes) -> Array:
    """Return how far nodes should move to get off the lines of others, and the ends of those lines away from them."""
    line, node, share, away = crossings(points, ends)
    distance = np.sqrt(away[:, 0] ** 2 + away[:, 1] ** 2)
    tie = ends[line]
    along = points[tie[:, 1]] - points[tie[:, 0]]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.maximum(np.sqrt((along**2).sum(axis=1)), 1e-6)[:, None]
    sense = np.where(distance > 1e-3, np.sign((away * across).sum(axis=1)), np.where(node % 2 == 0, 1.0, -1.0))
    size = across * (sense * (CLEAR + 4 - distance) * 0.5)[:, None]
    count = len(points)
    return (
        _summed(node, size, count)
        - _summed(tie[:, 0], size * (0.4 * (1 - share))[:, None], count)
        - _summed(tie[:, 1], size * (0.4 * share)[:, None], count)
    )


def crossings(points: Array, ends: Indexes, *, clear: float = CLEAR) -> tuple[Indexes, Indexes, Array, Array]:
    """Return each line and node that are too close: how far along the line, and the way from the line to the node."""
    line, node = _candidates(points, ends, clear)
    start, stop = points[ends[line, 0]], points[ends[line, 1]]
    along = stop - start
    length = np.maximum((along**2).sum(axis=1), 1e-6)
    share = np.clip(((points[node] - start) * along).sum(axis=1) / length, 0, 1)
    away = points[node] - start - along * share[:, None]
    close = (away**2).sum(axis=1) < clear**2
    return line[close], node[close], share[close], away[close]


def _candidates(points: Array, ends: Indexes, clear: float) -> tuple[Indexes, Indexes]:
    """Return lines with nodes that stand near them and are not their ends."""
    start, stop = points[ends[:, 0]], points[ends[:, 1]]
    low, high = np.minimum(start, stop) - clear, np.maximum(start, stop) + clear
    order = np.argsort(points[:, 0], kind="stable")
    xs = points[order, 0]
    first, last = np.searchsorted(xs, low[:, 0], "left"), np.searchsorted(xs, high[:, 0], "right")
    line, place = _ranges(first, last)
    node = order[place]
    fits = (points[node, 1] >= low[line, 1]) & (points[node, 1] <= high[line, 1])
    fits &= (node != ends[line, 0]) & (node != ends[line, 1])
    return line[fits], node[fits]


def neighbours(points: Array, box: tuple[float, float]) -> tuple[Indexes, Indexes]:
    """Return each pair of points that may lie within a box of each other, once, by a grid of such boxes."""
    cells = np.floor(points / np.array(box)).astype(np.int64)
    cells -= cells.min(axis=0)
    width = int(cells[:, 0].max()) + 3
    keys = cells[:, 1] * width + cells[:, 0]
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    found = []
    for offset in (0, 1, width - 1, width, width + 1):
        first = np.searchsorted(sorted_keys, sorted_keys + offset, "left")
        last = np.searchsorted(sorted_keys, sorted_keys + offset, "right")
        if offset == 0:
            first = np.arange(1, len(order) + 1)
        row, place = _ranges(first, np.maximum(first, last))
        found.append((order[row], order[place]))
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def _ranges(first: Indexes, last: Indexes) -> tuple[Indexes, Indexes]:
    """Return each row with each number from its first up to its last.

    >>> [found.tolist() for found in _ranges(np.array([0, 4]), np.array([2, 5]))]
    [[0, 0, 1], [0, 1, 4]]
    """
    sizes = last - first
    rows = np.repeat(np.arange(len(first)), sizes)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[rows]


def _summed(at: Indexes, moves: Array, count: int) -> Array:
    return np.stack([np.bincount(at, moves[:, axis], count) for axis in (0, 1)], axis=1)
