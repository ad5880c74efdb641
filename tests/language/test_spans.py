"""The best sequence of tags is the best of all that are well formed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from kg.language.spans import best_tags, forbidden, spans

TAGS = ("O", "B-A", "I-A", "B-B", "I-B")


def brute_force(scores: np.ndarray, steps: np.ndarray) -> list[int]:
    """Return the best sequence by trying all."""
    def total(tags: tuple[int, ...]) -> float:
        before = (0, *tags)
        return float(sum(scores[i, t] + steps[before[i], t] for i, t in enumerate(tags)))

    return list(max(itertools.product(range(len(TAGS)), repeat=len(scores)), key=total))


@pytest.mark.parametrize("seed", range(20))
def test_each_sentence_gets_its_best_tags(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, 6, size=3)
    starts = [0, *np.cumsum(lengths)[:-1].tolist()]
    scores = rng.normal(size=(lengths.sum(), len(TAGS))).astype(np.float32)
    steps = forbidden(TAGS) + rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32)
    found = best_tags(scores, steps, starts).tolist()
    assert found == [t for a, n in zip(starts, lengths, strict=True) for t in brute_force(scores[a : a + n], steps)]


def test_a_name_never_begins_inside() -> None:
    scores = np.array([[0, 0, 9, 0, 0], [0, 0, 0, 0, 9]], dtype=np.float32)
    tags = [TAGS[i] for i in best_tags(scores, forbidden(TAGS), [0])]
    assert spans(tags)[0][0] == 0 or tags == ["O", "O"]
    assert not any(t.startswith("I-") and tags[i - 1][1:] != t[1:] for i, t in enumerate(tags))
