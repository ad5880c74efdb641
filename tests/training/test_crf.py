"""The loss of partly unknown names, against all sequences tried one by one."""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch", reason="training needs torch")

from kg.language.words import NAME_TAGS  # noqa: E402
from training.crf import COSTS, name_loss  # noqa: E402
from training.features import MISSING  # noqa: E402


@pytest.mark.parametrize("gold", [[1, 2, 0], [0, MISSING, 1], [MISSING, 3, 4], [5, MISSING, MISSING]])
def test_the_loss_is_that_of_all_sequences(gold: list[int]) -> None:
    torch.manual_seed(3)
    size = len(NAME_TAGS)
    scores, transitions = torch.randn(1, 3, size), torch.randn(size, size)
    steps = transitions + COSTS

    def total(tags: tuple[int, ...]) -> float:
        return sum(float(scores[0, i, t] + steps[(0, *tags)[i], t]) for i, t in enumerate(tags))

    every = list(itertools.product(range(size), repeat=3))
    right = [t for t in every if all(g in (MISSING, x) for g, x in zip(gold, t, strict=True))]
    expected = torch.logsumexp(torch.tensor([total(t) for t in every]), 0) - torch.logsumexp(torch.tensor([total(t) for t in right]), 0)
    known = sum(g != MISSING for g in gold)
    padded = torch.cat([scores, torch.randn(1, 2, size)], 1)
    loss = name_loss(padded, torch.tensor([[*gold, MISSING, MISSING]]), torch.tensor([3]), transitions)
    assert float(loss) == pytest.approx(float(expected) / known, abs=1e-3)


def test_nothing_known_costs_nothing() -> None:
    loss = name_loss(torch.randn(2, 4, len(NAME_TAGS)), torch.full((2, 4), MISSING), torch.tensor([4, 4]), torch.zeros(7, 7))
    assert float(loss) == 0.0
