"""Pairwise scores to clusters: average link under hard constraints, the same whatever the order of reading.

Two clusters are joined while the mean of what speaks between their members is for it, the strongest first; what is
undecided counts neither way. Nothing joins two that a conflict or a person holds apart. Sums are of whole numbers and
ties go by position, so that only what is told matters, never when it was read. Complexity: m log m of the pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Member = int


@dataclass(slots=True)
class Links:
    """What speaks between clusters while they grow: sums and counts of the links, and who must stay apart from whom."""

    between: list[dict[Member, tuple[int, int]]]
    foes: list[set[Member]]
    parent: list[Member] = field(default_factory=list)

    def root(self, i: Member) -> Member:
        """Return the cluster that a member is in, by its least member."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i


def cluster(
    size: int,
    links: Mapping[tuple[Member, Member], int],
    *,
    same: Iterable[tuple[Member, Member]] = (),
    apart: Iterable[tuple[Member, Member]] = (),
    clash: Callable[[Member, Member], bool] = lambda a, b: False,
    merged: Callable[[Member, Member], None] = lambda a, b: None,
) -> list[Member]:
    """Return for each member the least member of its cluster.

    `links` are whole numbers, above 0 for one and below for two. `same` is joined first, whatever else speaks; `apart`
    never, unless `same` did it. `clash` is asked before two clusters are joined, by their least members, and `merged`
    told after: the second goes into the first.

    >>> cluster(4, {(0, 1): 5, (1, 2): 3, (0, 2): -9, (2, 3): 2})
    [0, 0, 2, 2]
    >>> cluster(3, {(0, 1): 5, (1, 2): 3}, apart=[(0, 2)])
    [0, 0, 2]
    """
    state = Links([{} for _ in range(size)], [set() for _ in range(size)], list(range(size)))
    for (a, b), weight in links.items():
        state.between[a][b] = state.between[b][a] = (weight, 1)
    for a, b in apart:
        state.foes[a].add(b)
        state.foes[b].add(a)
    for a, b in sorted((min(p), max(p)) for p in same):
        first, second = sorted((state.root(a), state.root(b)))
        if first != second:
            _join(state, first, second)
            merged(first, second)
    _agglomerate(state, clash, merged)
    return [state.root(i) for i in range(size)]


def _agglomerate(state: Links, clash: Callable[[Member, Member], bool], merged: Callable[[Member, Member], None]) -> None:
    """Join the two clusters with the strongest mean link, until none is for it."""
    heap = [
        (-total / count, a, b)
        for a, others in enumerate(state.between)
        for b, (total, count) in others.items()
        if a < b and total > 0
    ]
    heapq.heapify(heap)
    while heap:
        strength, a, b = heapq.heappop(heap)
        link = state.between[a].get(b) if state.parent[a] == a and state.parent[b] == b else None
        if link is None or -link[0] / link[1] != strength or b in state.foes[a]:
            continue
        if clash(a, b):
            state.foes[a].add(b)
            state.foes[b].add(a)
            continue
        for other in _join(state, a, b):
            total, count = state.between[a][other]
            if total > 0:
                heapq.heappush(heap, (-total / count, min(a, other), max(a, other)))
        merged(a, b)


def _join(state: Links, a: Member, b: Member) -> list[Member]:
    """Put cluster b into a, and return the clusters whose links to a have changed."""
    state.parent[b] = a
    state.between[a].pop(b, None)
    changed = []
    for other, (total, count) in state.between[b].items():
        if other == a:
            continue
        had, of = state.between[a].get(other, (0, 0))
        state.between[a][other] = state.between[other][a] = (had + total, of + count)
        state.between[other].pop(b, None)
        changed.append(other)
    for foe in state.foes[b]:
        state.foes[foe].discard(b)
        if foe != a:
            state.foes[foe].add(a)
            state.foes[a].add(foe)
    state.foes[a].discard(b)
    state.between[b], state.foes[b] = {}, set()
    return changed
