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


def best_tags(scores: NDArray[np.float32], steps: NDArray[np.float32], starts: Sequence[int]) -> NDArray[np.int64]:
    """Return the best sequence of tag numbers of each sentence by Viterbi, one after another: shape (words,).

    `scores` has the shape (words, tags), `steps` (tags, tags): what it adds to go from the earlier tag to the later.
    `starts` are the first words of the sentences; what stands before one counts as outside.
    """
    words, tags = scores.shape
    first = np.asarray(starts)
    lengths = np.diff(np.append(first, words))
    longest = int(lengths.max())
    at = np.minimum(first[:, None] + np.arange(longest), words - 1)
    laid = scores[at]  # (sentences, longest, tags); behind its end a sentence holds others' rows, never used
    total = laid[:, 0] + steps[0]
    back = np.zeros((longest, len(first), tags), dtype=np.int64)
    for i in range(1, longest):
        step = total[:, :, None] + steps
        back[i] = step.argmax(axis=1)
        total = np.where((i < lengths)[:, None], step.max(axis=1) + laid[:, i], total)
    best = np.empty((longest, len(first)), dtype=np.int64)
    best[-1] = total.argmax(axis=1)
    rows = np.arange(len(first))
    for i in range(longest - 1, 0, -1):
        best[i - 1] = np.where(i < lengths, back[i, rows, best[i]], best[i])
    return best.T[np.arange(longest) < lengths[:, None]]


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
