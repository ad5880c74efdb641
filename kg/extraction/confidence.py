"""How sure it is that a passage says what a claim says: a declared list of weighted features, and the reasons behind a sum.

Each feature adds its weight to the log-odds; `confidence.toml` holds the weights, fitted to claims that were judged by
reading (`benchmarks/confidence.py`), so that of claims at 0.8 about four in five are right.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the weight of each feature, in log-odds."""
    text = resources.files("kg.extraction").joinpath("confidence.toml").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def confidence(features: Iterable[str]) -> float:
    """Return the probability that the weights of some features give, to two places; a feature without a weight is an error.

    >>> 0.5 < confidence(["verb"]) < 1
    True
    """
    total = weights()["base"] + sum(weights()[f] for f in features)
    return round(1 / (1 + math.exp(-total)), 2)
