"""The trained scorer: how likely each pair refers to one thing, and each mention to something new."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.identity.coreference.pairs import Pairs
from kg.identity.coreference.profile import Floats

BARRED = np.float32(-30)
BLOCK = 512  # pairs at a time, so that they stay in the processor's cache
WEIGHTS = Path(__file__).parent / "weights" / "model.npz"


class Scorer:
    """Two small networks of one hidden layer each, their weights as plain arrays.

    A pair's score comes from what each mention shows by itself and what they have in common; a mention's own score, that
    of being new, from what it shows and the best match before it.
    """

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        self.later, self.earlier, self.common = arrays["later"], arrays["earlier"], arrays["common"]
        self.bias, self.out = arrays["bias"], arrays["out"]
        self.new, self.new_bias, self.new_out = arrays["new"], arrays["new_bias"], arrays["new_out"]

    def score(self, rows: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
        """Return the scores of pairs, and of each mention to be new; their differences are log odds."""
        later, earlier = rows @ self.later + self.bias, rows @ self.earlier
        scores = np.empty(len(pairs.later), dtype=np.float32)
        for first in range(0, len(scores), BLOCK):
            part = slice(first, first + BLOCK)
            hidden = pairs.rows[part] @ self.common
            hidden += later.take(pairs.later[part], axis=0)
            hidden += earlier.take(pairs.earlier[part], axis=0)
            np.maximum(hidden, 0, out=hidden)
            scores[part] = hidden @ self.out[:-1] + self.out[-1]
        scores[pairs.barred] = BARRED
        alone = np.maximum(np.concatenate([rows, pairs.summary], axis=1) @ self.new + self.new_bias, 0)
        return scores, alone @ self.new_out[:-1] + self.new_out[-1]


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """Read the shipped weights once."""
    return Scorer()
