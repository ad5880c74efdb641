"""Scores of arcs to a well-formed tree: every word reached from one root, no cycles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each word, 0 for the root, as the best tree with exactly one root.

    `scores` has the shape (words, words + 1): row the dependent, column its head, column 0 the root. The greedy choice
    is taken where it is a tree already; else the likeliest root is fixed and the maximum spanning tree is found.
    Source: Chu and Liu (1965), Edmonds (1967).

    >>> best_tree(np.array([[0, 0, 9], [9, 0, 0]], dtype=np.float32))
    [2, 0]
    """
    words = scores.shape[0]
    scores = scores.astype(np.float64)
    scores[np.arange(words), np.arange(1, words + 1)] = -np.inf
    heads = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and find_cycle(heads.tolist()) is None:
        return [int(h) for h in heads]
    others = scores[:, 1:].max(axis=1, initial=-1e9)
    root = int((scores[:, 0] - np.where(np.isfinite(others), others, -1e9)).argmax())
    scores[:, 0] = -1e9
    scores[root, 0] = 1e9
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    return [int(h) for h in spanning_tree(square)[1:]]


def find_cycle(heads: list[int]) -> list[int] | None:
    """Return the words (from 0) of one cycle, or None. `heads` are 1-based, 0 for the root.

    >>> find_cycle([2, 1]), find_cycle([0, 1])
    ([0, 1], None)
    """
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at] - 1
        if at >= 0 and state[at] == 1 and at in path:
            return sorted(path[path.index(at) :])
        for word in path:
            state[word] = 2
    return None


def spanning_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return each node's head in the maximum spanning tree from node 0; entry 0 is meaningless.

    `scores[d, h]` is the score of head `h` for dependent `d`. Cycles are contracted one after another.
    """
    heads: NDArray[np.int64] = scores.argmax(axis=1).astype(np.int64)
    heads[0] = 0
    cycle = find_cycle(heads[1:].tolist())
    if cycle is None:
        return heads
    inside = np.array(cycle) + 1
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]  # what it costs to enter the cycle at each of its nodes
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size] = entering.max(axis=0)
    small[:size, size] = leaving.max(axis=1)
    found = spanning_tree(small)
    result: NDArray[np.int64] = heads.copy()
    for position in range(1, size):
        head = found[position]
        node = outside[position]
        result[node] = inside[leaving[position].argmax()] if head == size else outside[head]
    entry = found[size]
    result[inside[entering[:, entry].argmax()]] = outside[entry]
    return result
