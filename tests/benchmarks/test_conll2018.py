"""The CoNLL 2018 measure, reckoned by hand."""

from __future__ import annotations

import pytest

from benchmarks.conll2018 import Word, compare, totals


def words(*rows: tuple[str, str, int | None], begins: tuple[int, ...] = (0,)) -> list[Word]:
    return [Word(form, "X", form, deprel, head, begins=i in begins) for i, (form, deprel, head) in enumerate(rows)]


GOLD = words(("Police", "nsubj", 1), ("fled", "root", None), (".", "punct", 1))


def test_the_same_reading_is_all_right() -> None:
    assert set(totals([compare(GOLD, GOLD)]).values()) == {100.0}


def test_a_wrong_head_costs_one_word() -> None:
    said = words(("Police", "nsubj", 1), ("fled", "root", None), (".", "punct", 0))
    scores = totals([compare(said, GOLD)])
    assert (scores["LAS"], scores["words"]) == (pytest.approx(200 / 3), 100.0)


def test_words_parted_otherwise_cost_precision_and_recall() -> None:
    said = words(("Pol", "nsubj", 2), ("ice", "dep", 0), ("fled", "root:x", None), (".", "punct:y", 2))
    scores = totals([compare(said, GOLD)])
    assert scores["words"] == pytest.approx(200 * 2 / 7)
    assert scores["LAS"] == pytest.approx(200 * 2 / 7)


def test_a_sentence_cut_in_two_is_no_sentence() -> None:
    said = words(("Police", "nsubj", 1), ("fled", "root", None), (".", "root", None), begins=(0, 2))
    assert totals([compare(said, GOLD)])["sentences"] == 0.0


def test_other_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="one text"):
        compare(words(("Soldiers", "nsubj", None)), GOLD)
