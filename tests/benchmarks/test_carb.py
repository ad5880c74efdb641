"""The measure of CaRB: what its paper says of it, and examples reckoned by hand."""

from __future__ import annotations

import pytest

from benchmarks.carb import area, best, compare, curve
from benchmarks.openie import as_tuple, is_made_of, word_f1
from kg.triples import Triple

GOLD = ("met", "Orla Venn", "a judge", "in Marsa")
Gold = dict[str, list[tuple[str, ...]]]
SENTENCE = "Orla Venn met a judge in Marsa and thanked her"


@pytest.mark.parametrize(
    ("gold", "said", "precision", "recall"),
    [
        (GOLD, GOLD, 1, 1),
        (GOLD, ("met", "Orla Venn", "a judge in Marsa"), 1, 1),  # arguments after the first are one
        (GOLD, ("met", "Orla Venn", "a judge"), 1, 5 / 7),
        (GOLD, ("met in", "Orla Venn", "Marsa"), 4 / 5, 4 / 7),  # "in" stands in another place
        (GOLD, ("saw", "Orla Venn", "a judge"), 0, 0),  # relations without a common word
        (GOLD, ("met", "a judge", "Orla Venn"), 1 / 5, 1 / 7),  # the other way round
        (GOLD, ("met", "Orla Venn"), 0, 0),  # an argument is lacking
        (("fled", "They"), ("fled", "They", "in March"), 1, 1),  # what the gold tuple has no place for is not counted
        (("met", "the the judge", "X"), ("met", "the judge", "X"), 1, 4 / 5),  # each word as often as it stands there
        (("said", "the mayor", "they fled"), ("said", "they fled", "the mayor"), 1, 1),  # saying, either way round
        (("saw", "the mayor", "they fled"), ("saw", "they fled", "the mayor"), 1 / 5, 1 / 5),
    ],
)
def test_two_tuples(gold: tuple[str, ...], said: tuple[str, ...], precision: float, recall: float) -> None:
    assert compare(gold, said) == pytest.approx((precision, recall))


def test_gold_against_itself_is_perfect() -> None:
    gold: Gold = {SENTENCE: [GOLD, ("thanked", "Orla Venn", "her")], "They fled": [("fled", "They", "south")]}
    top = best(curve(gold, {s: [(0.5, t) for t in rows] for s, rows in gold.items()}))
    assert (top.precision, top.recall, top.f1) == (1, 1, 1)


def test_recall_is_many_to_one() -> None:
    """One long prediction serves two gold tuples in recall, and one of them in precision."""
    gold = {SENTENCE: [("met", "Orla Venn", "a judge"), ("met", "Orla Venn", "in Marsa")]}
    (point,) = curve(gold, {SENTENCE: [(0.5, GOLD)]})
    assert (point.precision, point.recall) == pytest.approx((5 / 7, 1))


def test_precision_is_one_to_one() -> None:
    """Two predictions of one gold tuple are half right, however good both are; recall takes the best."""
    gold = {SENTENCE: [GOLD]}
    (point,) = curve(gold, {SENTENCE: [(0.5, GOLD), (0.5, GOLD)]})
    assert (point.precision, point.recall) == (0.5, 1)


def test_the_best_pair_goes_first() -> None:
    gold = {SENTENCE: [("met", "Orla Venn", "a judge in Marsa"), ("met", "Orla", "Marsa")]}
    said = {SENTENCE: [(0.5, ("met", "Orla Venn", "Marsa")), (0.5, ("met", "Orla Venn", "a judge"))]}
    (point,) = curve(gold, said)
    assert point.precision == pytest.approx((1 + 2 / 5) / 2)  # by precision the first takes the first gold tuple
    (other,) = curve(gold, said, by="f1")
    assert other.precision == pytest.approx((1 + 3 / 4) / 2)


def test_a_sentence_without_predictions_costs_recall() -> None:
    gold: Gold = {SENTENCE: [GOLD], "They fled south": [("fled", "They", "south")]}
    (point,) = curve(gold, {SENTENCE: [(0.5, GOLD)]})
    assert (point.precision, point.recall) == (1, 0.5)


def test_each_threshold_is_a_point() -> None:
    gold: Gold = {SENTENCE: [GOLD, ("thanked", "Orla Venn", "her")]}
    points = curve(gold, {SENTENCE: [(0.9, GOLD), (0.4, ("fell", "Orla", "her")), (0.2, ("thanked", "Orla Venn", "her"))]})
    assert [(p.confidence, p.precision, p.recall) for p in points] == [
        (0.9, 1, 0.5), (0.4, 0.5, 0.5), (0.2, pytest.approx(2 / 3), 1),
    ]  # fmt: skip
    assert best(points).confidence == 0.2
    assert area(points) == pytest.approx(0.5 + 0.5 * (0.5 + 2 / 3) / 2)


def test_no_predictions() -> None:
    assert curve({SENTENCE: [GOLD]}, {}) == []
    assert best([]).f1 == 0


def test_brackets_are_taken_off() -> None:
    assert as_tuple(Triple("", 0.5, "[is in]", ("Marsa", "Tarvia"))) == ("is in", "Marsa", "Tarvia")


def test_words_of_a_phrase() -> None:
    assert word_f1("the port", "a dam") == 0
    assert is_made_of([], SENTENCE)
