"""Scores of BIO tags to the best well-formed sequence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def forbidden(tags: Sequence[str]) -> NDArray[np.float32]:
    """Return what each step from one tag to the next costs: nothing, or too much where "I-X" follows neither B-X nor I-X.

    >>> forbidden(("O", "B-A", "I-A"))[0].tolist()
    [0.0, 0.0, -10000.0]
    """
    cost = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after.startswith("I-") and before[1:] != after[1:]:
                cost[i, j] = -1e4
    return cost


def best_tags(scores: NDArray[np.float32], tags: Sequence[str]) -> list[int]:
    """Return the best sequence of tag numbers by Viterbi; `scores` has the shape (words, tags)."""
    cost = forbidden(tags)
    total = scores[0] + cost[0]  # the words before a window count as outside
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        step = total[:, None] + cost
        back.append(step.argmax(axis=0))
        total = step.max(axis=0) + row
    best = [int(total.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, after last, kind) of each span of a BIO sequence.

    >>> spans(["B-PERSON", "I-PERSON", "O", "B-LOC"])
    [(0, 2, 'PERSON'), (3, 4, 'LOC')]
    """
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and found:
            first, _, kind = found.pop()
            found.append((first, i + 1, kind))
    return found
