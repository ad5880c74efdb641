"""The loss of a linear-chain conditional random field whose gold tags may be partly unknown.

Sources: Lafferty, McCallum and Pereira, "Conditional Random Fields" (2001); for unknown tags, Tsuboi et al., "Training
Conditional Random Fields Using Incomplete Annotations" (2008): all sequences that agree with what is known count as right.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from kg.language.spans import forbidden
from kg.language.words import NAME_TAGS
from training.features import MISSING

COSTS = torch.from_numpy(forbidden(NAME_TAGS))


def name_loss(scores: Tensor, gold: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Return the negative log-likelihood of the known tags, a mean over them.

    `scores` is (batch, words, tags), `gold` (batch, words) with `MISSING` where unknown or padded, `lengths` (batch) in
    words, `transitions` (tags, tags) from the earlier tag to the later. The word before the first counts as outside.
    """
    rows = (gold != MISSING).any(1)
    if not rows.any():
        return torch.zeros(())
    scores, gold, lengths = scores[rows], gold[rows], lengths[rows]
    tags = torch.arange(scores.shape[2])
    allowed = (gold.unsqueeze(2) == MISSING) | (gold.unsqueeze(2) == tags)
    both = torch.cat([scores, scores.masked_fill(~allowed, -1e4)])
    ends = torch.cat([lengths, lengths]) - 1
    steps = transitions + COSTS
    total = both[:, 0] + steps[0]
    totals = [total]
    for i in range(1, scores.shape[1]):
        total = torch.logsumexp(total.unsqueeze(2) + steps, dim=1) + both[:, i]
        totals.append(total)
    at_end = torch.stack(totals, 1)[torch.arange(len(ends)), ends]
    every, right = torch.logsumexp(at_end, dim=1).chunk(2)
    return (every - right).sum() / (gold != MISSING).sum()


def numpy_transitions(transitions: Tensor) -> np.ndarray:
    """Return the learned costs with the forbidden steps, as the run-time's Viterbi wants them."""
    return (transitions.detach() + COSTS).numpy().astype(np.float32)
