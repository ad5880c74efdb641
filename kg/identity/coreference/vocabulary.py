"""Words with their meaning as short vectors, and forenames with their gender: what the weights' folder holds of words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORDS = Path(__file__).parent / "weights" / "words.npz"
WIDTH = 32


class Vocabulary:
    """Word vectors of length one, row 0 that of unknown words; the genders of forenames, and which are surnames too."""

    def __init__(self, path: Path = WORDS) -> None:
        with np.load(path) as file:
            self.rows: dict[str, int] = {w: i + 1 for i, w in enumerate(str(file["words"]).split("\n"))}
            small: NDArray[np.float32] = file["vectors"].astype(np.float32)
            masculine, feminine, surnames = (
                frozenset(str(file[name]).split("\n")) for name in ("masculine", "feminine", "surnames")
            )
        small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
        self.vectors = np.concatenate([np.zeros((1, small.shape[1]), dtype=np.float32), small])
        self.surnames = surnames
        self.genders = dict.fromkeys(masculine, "m") | dict.fromkeys(feminine, "f")

    def row(self, lemma: str) -> int:
        """Return the row of a word's vector, 0 where it is not known."""
        return self.rows.get(lemma, 0)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the shipped words once."""
    return Vocabulary()
