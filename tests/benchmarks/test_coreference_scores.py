"""The scores of coreference, on examples that their papers work through and on properties that they must have."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coreference_scores import Scores, best_sum

BAGGA = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]  # the example of Bagga and Baldwin 1998


@pytest.mark.parametrize(
    ("said", "muc", "b3"),
    [
        ([{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}], (0.9, 1.0), (0.762, 1.0)),
        ([{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}], (0.9, 1.0), (0.583, 1.0)),
    ],
)
def test_bagga_and_baldwin(said: list[set[int]], muc: tuple[float, float], b3: tuple[float, float]) -> None:
    scores = Scores()
    scores.add(BAGGA, said)
    assert (scores.muc.precision, scores.muc.recall) == pytest.approx(muc, abs=0.001)
    assert (scores.b3.precision, scores.b3.recall) == pytest.approx(b3, abs=0.001)


def test_mentions_of_one_side_only() -> None:
    """The worked example of Pradhan et al. 2014."""
    scores = Scores()
    scores.add([set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")])
    assert (scores.muc.recall, scores.muc.precision) == pytest.approx((2 / 5, 2 / 5))
    assert (scores.b3.recall, scores.b3.precision) == pytest.approx((2.917 / 7, 4 / 8), abs=0.001)
    assert (scores.ceaf.recall, scores.ceaf.precision) == pytest.approx((0.65, 0.433), abs=0.001)
    assert scores.mean == pytest.approx((scores.muc.f1 + scores.b3.f1 + scores.ceaf.f1) / 3)


def test_nothing_said_and_nothing_wanted() -> None:
    scores = Scores()
    scores.add([], [])
    assert scores.mean == 0.0
    scores.add([{1, 2}], [])
    assert scores.b3.recall == 0.0


PARTITION = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def chains(labels: list[int]) -> list[set[int]]:
    return [{k for k, label in enumerate(labels) if label == one} for one in set(labels)]


@given(PARTITION)
def test_a_perfect_reading_scores_one(labels: list[int]) -> None:
    scores = Scores()
    scores.add(chains(labels), chains(labels))
    assert scores.b3.f1 == pytest.approx(1) and scores.ceaf.f1 == pytest.approx(1)
    assert scores.muc.f1 == pytest.approx(1) or len(set(labels)) == len(labels)


@given(PARTITION, PARTITION)
def test_sides_exchanged_exchange_precision_and_recall(gold: list[int], said: list[int]) -> None:
    one, other = Scores(), Scores()
    one.add(chains(gold), chains(said))
    other.add(chains(said), chains(gold))
    for a, b in ((one.muc, other.muc), (one.b3, other.b3), (one.ceaf, other.ceaf)):
        assert (a.precision, a.recall) == pytest.approx((b.recall, b.precision))


@given(st.integers(1, 4), st.integers(1, 5))
def test_best_sum_is_that_of_all_assignments(rows: int, columns: int) -> None:
    table = np.random.default_rng(rows * 10 + columns).random((rows, columns))
    wide = table if rows <= columns else table.T
    every = permutations(range(wide.shape[1]), wide.shape[0])
    assert best_sum(table) == pytest.approx(max(sum(wide[r, c] for r, c in enumerate(p)) for p in every))
