"""How the pairs and figures of `benchmarks.names` are made."""

from __future__ import annotations

import csv
import random

import pytest

from benchmarks import name_variation as vary
from benchmarks.names import LABELS, pairwise, read_pairs
from kg.identity.across.profile import Key


@pytest.mark.parametrize(
    ("system", "romanized"),
    [("bgn", "Zhukov"), ("german", "Schukow"), ("french", "Joukov"), ("iso", "Zukov")],
)
def test_systems_of_romanization(system: str, romanized: str) -> None:
    assert vary.romanized("Жу́ков", system) == romanized


def test_a_slip_changes_a_word_by_a_letter_and_keeps_its_first() -> None:
    for seed in range(50):
        slipped = vary.slip("Tesfanik", random.Random(seed))
        assert slipped != "Tesfanik"
        assert slipped[0] == "T"
        assert abs(len(slipped) - len("Tesfanik")) < 2


def test_pairwise_figures() -> None:
    a, b, c, d = (Key(x, "person:x") for x in "abcd")
    truth = {a: "one", b: "one", c: "one", d: "two"}
    assert pairwise(truth, {a: "1", b: "1", c: "2", d: "2"}) == (0.5, 1 / 3)


def test_labels_name_each_entity_once() -> None:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [(row["document"], row["entity"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows)) > 250


def test_pairs_that_others_made(tmp_path: object) -> None:
    file = tmp_path / "pairs.csv"  # type: ignore[operator]
    file.write_text("kind,same,name,other,role,other_role,born,other_born\nnear,0,Ana Venn,Ann Venn,judge,docker,1960,1990\n", encoding="utf-8")
    (pair,), corpus = read_pairs(file)
    assert (pair.kind, pair.same, pair.one.names, pair.other.names) == ("near", False, ("Ana Venn",), ("Ann Venn",))
    assert (pair.one.roles[0].words, pair.other.births) == ("judge", {(1990, 1990)})
    assert corpus.names
