"""Bends for lines that would run behind the node of another: such a line reads as that node's own."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kg.network.spacing import Array, Indexes, crossings

CLEAR = 26.0  # pixels from the middle of a node to a line
BENDS = (0.0, 0.08, -0.08, 0.16, -0.16, 0.25, -0.25, 0.36, -0.36)  # tried in this order
STEPS = 24  # points of a line that are looked at
MOST = 400_000  # lines times nodes that are looked after


def clear_bends(places: Sequence[tuple[int, int]], ends: Sequence[tuple[int, int]]) -> dict[int, float]:
    """Return by its number the bend of each line that runs over a node while straight, where a bend helps.

    Bends are as vis-network's roundness: to the right of the line's direction, or left if negative.
    """
    if not ends or len(ends) * len(places) > MOST:
        return {}
    points, pairs = np.array(places, dtype=np.float64), np.array(ends, dtype=np.int64)
    touching = sorted(set(crossings(points, pairs, clear=CLEAR)[0].tolist()))
    found = {line: _best(points, pairs[line]) for line in touching}
    return {line: bend for line, bend in found.items() if bend}


def _best(points: Array, pair: Indexes) -> float:
    others = np.delete(points, pair, axis=0)
    return min(BENDS, key=lambda bend: (_hits(others, curve(points[pair[0]], points[pair[1]], bend)), BENDS.index(bend)))


def _hits(others: Array, line: Array) -> int:
    apart = others[:, None, :] - line[None, :, :]
    return int(((apart**2).sum(axis=2).min(axis=1) < CLEAR**2).sum())


def curve(start: Array, stop: Array, bend: float) -> Array:
    """Return points along a line as vis-network draws it: a quadratic curve through `curvedCW` or `curvedCCW`'s own point.

    >>> curve(np.array([0.0, 0.0]), np.array([100.0, 0.0]), 0.0)[[0, -1], 0].round(6).tolist()
    [2.0, 98.0]
    """
    across, up = stop[0] - start[0], start[1] - stop[1]
    angle = math.atan2(up, across) + (0.5 * bend + 0.5) * math.pi
    reach = (0.5 * abs(bend) + 0.5) * math.hypot(across, up)
    via = start + reach * np.array([math.sin(angle), math.cos(angle)])
    share = np.linspace(0.02, 0.98, STEPS)[:, None]
    line: Array = start * (1 - share) ** 2 + via * (2 * share * (1 - share)) + stop * share**2
    return line
