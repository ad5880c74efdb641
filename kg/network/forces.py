"""Where forces bring the nodes of a graph to rest: ties pull, all push one another away (LinLog, Noack 2007).

LinLog draws communities apart. Pushes are exact within small parts; in large ones they are a convolution on a grid, by
fast Fourier transform, on ever finer versions of the part (Walshaw 2001), so that time grows with the number of nodes.

Invariant: points are rounded to 2^-20 after every round. Sums and transforms may differ in their last bits between
machines, and forces would let such a difference grow until the drawing is another.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]
Push = Callable[[Array], Array]

COARSEST = 48  # nodes of the coarsest version; so many are pushed apart pair by pair
ROUNDS = {"coarse": 120, "between": 50, "fine": 50}
STEP = 2.0**-20
FINEST_GRID = 256


@dataclass(frozen=True, slots=True)
class Ties:
    """A graph as arrays: `ends` holds two node numbers a tie, `weights` how strong it is, `masses` how hard nodes push."""

    ends: Indexes
    weights: Array
    masses: Array

    @property
    def count(self) -> int:
        """The number of nodes."""
        return len(self.masses)


def ties_of(count: int, ends: Indexes, weights: Array) -> Ties:
    """Return ties whose nodes push by their number of ties and one."""
    masses: Array = 1.0 + np.bincount(ends.ravel(), minlength=count).astype(np.float64)
    return Ties(ends, weights, masses)


def settle_large(ties: Ties, *, seed: int) -> Array:
    """Return points for a connected graph of any size."""
    levels, homes = [ties], []
    while levels[-1].count > COARSEST:
        home, coarser = _merged(levels[-1], seed)
        if coarser.count > 0.9 * levels[-1].count:
            break
        homes.append(home)
        levels.append(coarser)
    chance = np.random.default_rng(seed)
    side = math.sqrt(float(ties.masses.sum()))
    points = (chance.random((levels[-1].count, 2)) - 0.5) * side * 0.5
    points = _settle(points, levels[-1], _push(levels[-1]), rounds=ROUNDS["coarse"], heat=0.08 * side)
    for level, home in zip(reversed(levels[:-1]), reversed(homes), strict=True):
        points = points[home] + (chance.random((level.count, 2)) - 0.5) * 0.8
        rounds = ROUNDS["fine"] if level is ties else ROUNDS["between"]
        points = _settle(points, level, _push(level), rounds=rounds, heat=0.025 * side)
    return points


def settle_small(ties: Ties, parts: list[range], *, seed: int) -> Array:
    """Return points for many small connected graphs at once, each about a centre of its own; no part knows another."""
    chance = np.random.default_rng(seed)
    points = (chance.random((ties.count, 2)) - 0.5) * 3.0
    firsts = np.concatenate([np.repeat(np.arange(p.start, p.stop), len(p)) for p in parts])
    seconds = np.concatenate([np.tile(np.arange(p.start, p.stop), len(p)) for p in parts])
    unlike = firsts != seconds
    sums = np.concatenate([np.full(len(p), ties.masses[p.start : p.stop].sum()) for p in parts])
    push = _push_pairs(firsts[unlike], seconds[unlike], ties.masses, sums)
    return _settle(points, ties, push, rounds=ROUNDS["coarse"], heat=1.0)


def _settle(points: Array, ties: Ties, push: Push, *, rounds: int, heat: float) -> Array:
    """Move nodes as they are pulled and pushed, by less and less."""
    first, second = ties.ends[:, 0], ties.ends[:, 1]
    for turn in range(rounds):
        apart = points[second] - points[first]
        length = np.sqrt(apart[:, 0] ** 2 + apart[:, 1] ** 2)
        pull = apart * (ties.weights * np.log1p(length) / np.maximum(length, 1e-6))[:, None]
        force = push(points) + _summed(first, second, pull, ties.count) / ties.masses[:, None]
        size = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2)
        most = heat * (1 - turn / rounds) ** 1.5 + 0.005
        points = points + force * np.minimum(1.0, most / np.maximum(size, 1e-9))[:, None]
        points = np.round(points / STEP) * STEP
    return points


def _summed(first: Indexes, second: Indexes, pull: Array, count: int) -> Array:
    """Add up what each end of the ties is pulled by."""
    return np.stack([
        np.bincount(first, pull[:, axis], count) - np.bincount(second, pull[:, axis], count) for axis in (0, 1)], axis=1)


def _push(ties: Ties) -> Push:
    if ties.count > 2 * COARSEST:
        return _push_on_grid(ties.masses)
    all_ = np.arange(ties.count)
    firsts, seconds = np.repeat(all_, ties.count), np.tile(all_, ties.count)
    unlike = firsts != seconds
    return _push_pairs(firsts[unlike], seconds[unlike], ties.masses, np.full(ties.count, ties.masses.sum()))


def _push_pairs(firsts: Indexes, seconds: Indexes, masses: Array, sums: Array) -> Push:
    """Push the first of each pair away from the second: by its mass over their distance."""
    strength = masses[seconds] / np.sqrt(sums[firsts])

    def push(points: Array) -> Array:
        apart = points[firsts] - points[seconds]
        share = strength / np.maximum(apart[:, 0] ** 2 + apart[:, 1] ** 2, 1e-4)
        return np.stack([np.bincount(firsts, apart[:, axis] * share, len(masses)) for axis in (0, 1)], axis=1)

    return push


def _push_on_grid(masses: Array) -> Push:
    """Do the same for all pairs at once: spread masses over the corners of their cells, convolve, and read back."""
    size = min(FINEST_GRID, 1 << math.ceil(math.log2(2.2 * math.sqrt(len(masses)))))
    kernels = _kernels(size)
    strength = 1 / math.sqrt(float(masses.sum()))

    def push(points: Array) -> Array:
        least = points.min(axis=0)
        cell = max(float((points.max(axis=0) - least).max()), 1e-3) / (size - 1.001)
        corners, shares = _corners((points - least) / cell, size)
        charge = sum(np.bincount(at, masses * share, size * size) for at, share in zip(corners, shares, strict=True))
        spectrum = np.fft.rfft2(charge.reshape(size, size), (2 * size, 2 * size))  # type: ignore[union-attr]
        field = [np.fft.irfft2(spectrum * kernel, (2 * size, 2 * size))[:size, :size].ravel() for kernel in kernels]
        felt = [sum(one[at] * share for at, share in zip(corners, shares, strict=True)) for one in field]
        return np.stack(felt, axis=1) * (strength / cell)

    return push


def _corners(places: Array, size: int) -> tuple[list[Indexes], list[Array]]:
    """Return the four corners of the cell that each point lies in, and the point's share in each."""
    whole = np.floor(places).astype(np.int64)
    x, y = (places - whole).T
    at = whole[:, 1] * size + whole[:, 0]
    return [at, at + 1, at + size, at + size + 1], [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y]


@lru_cache(maxsize=8)
def _kernels(size: int) -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """Return the transforms of the push that a unit mass has on each cell, across and down."""
    away = np.fft.fftfreq(2 * size, 1 / (2 * size))
    x, y = np.meshgrid(away, away)
    share = 1 / np.maximum(x**2 + y**2, 0.5)
    return np.fft.rfft2(x * share), np.fft.rfft2(y * share)


def _merged(ties: Ties, seed: int) -> tuple[Indexes, Ties]:
    """Merge each node that is still free with its free neighbours; return each node's new number, and the new graph."""
    count = ties.count
    both = np.concatenate([ties.ends, ties.ends[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    starts = np.searchsorted(both[:, 0], np.arange(count + 1)).tolist()
    others = both[:, 1].tolist()
    order = np.random.default_rng(seed).permutation(count).tolist()
    home, made = [-1] * count, 0
    for node in order:
        if home[node] >= 0:
            continue
        home[node] = made
        for other in others[starts[node] : starts[node + 1]]:
            if home[other] < 0:
                home[other] = made
        made += 1
    homes = np.array(home, dtype=np.int64)
    masses: Array = np.bincount(homes, ties.masses, made).astype(np.float64)
    return homes, Ties(*_joined(homes[ties.ends], ties.weights, made), masses)


def _joined(ends: Indexes, weights: Array, count: int) -> tuple[Indexes, Array]:
    """Join ties between the same two nodes into one that is as strong as all; drop those within a node."""
    low, high = ends.min(axis=1), ends.max(axis=1)
    apart = low != high
    keys, inverse = np.unique(low[apart] * count + high[apart], return_inverse=True)
    joined: Array = np.bincount(inverse, weights[apart], len(keys)).astype(np.float64)
    return np.stack([keys // count, keys % count], axis=1), joined
