"""Trees are well formed whatever the scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.tree import best_tree, find_cycle


def brute_force(scores: np.ndarray) -> float:
    """Return the best score of any tree with one root, by trying all."""
    import itertools

    words = len(scores)
    best = -np.inf
    for heads in itertools.product(range(words + 1), repeat=words):
        if heads.count(0) == 1 and all(h != i + 1 for i, h in enumerate(heads)) and find_cycle(list(heads)) is None:
            best = max(best, sum(scores[i, h] for i, h in enumerate(heads)))
    return float(best)


@given(st.integers(1, 30), st.integers(0, 10_000))
@settings(max_examples=150, deadline=None)
def test_one_root_and_no_cycle(words: int, seed: int) -> None:
    heads = best_tree(np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32))
    assert heads.count(0) == 1
    assert find_cycle(heads) is None
    assert all(h != i + 1 for i, h in enumerate(heads))


@pytest.mark.parametrize("seed", range(40))
def test_a_forced_cycle_is_broken_at_its_best_place(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(4, 5)).astype(np.float32)
    scores[0, 2] = scores[1, 1] = 5  # words 1 and 2 want each other
    scores[3, 0] = 50  # the root is plain, so that only the cycle is at stake
    heads = best_tree(scores)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(brute_force(scores), abs=1e-4)
