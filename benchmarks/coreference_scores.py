"""The standard scores of coreference: MUC, B³ and CEAF-e, each with precision and recall, and the mean of their F1.

Written from the papers: Vilain et al. 1995, "A model-theoretic coreference scoring scheme" (MUC); Bagga and Baldwin 1998,
"Algorithms for scoring coreference chains" (B³); Luo 2005, "On coreference resolution performance metrics" (CEAF, with
its φ4 for entities). Mentions that only one of the two sides has are treated as Pradhan et al. 2014 ("Scoring coreference
partitions of predicted mentions: a reference implementation") set down: nothing is added to or taken from either side.
No maintained scorer is on PyPI.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Chain = frozenset[Hashable]


@dataclass(slots=True)
class Score:
    """Counts of one measure, summed over documents; precision, recall and F1 come from the sums."""

    right_said: float = 0.0
    said: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def add(self, right_said: float, said: float, right_gold: float, gold: float) -> None:
        """Add the counts of one document."""
        self.right_said += right_said
        self.said += said
        self.right_gold += right_gold
        self.gold += gold

    @property
    def precision(self) -> float:
        """Return the share of what was said that is right."""
        return self.right_said / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that was said."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The measures over documents: `add` each one's chains, then read them.

    >>> scores = Scores()
    >>> scores.add([{"a", "b", "c"}, {"d", "e", "f", "g"}], [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}])
    >>> f"{scores.muc.recall:.2f} {scores.muc.precision:.2f} {scores.b3.recall:.3f} {scores.ceaf.recall:.3f}"
    '0.40 0.40 0.417 0.650'
    """

    mentions: Score = field(default_factory=Score)
    muc: Score = field(default_factory=Score)
    b3: Score = field(default_factory=Score)
    ceaf: Score = field(default_factory=Score)

    def add(self, gold: Iterable[Iterable[Hashable]], said: Iterable[Iterable[Hashable]]) -> None:
        """Add one document's chains, those of its annotation and those of a reading."""
        wanted, found = [frozenset(c) for c in gold], [frozenset(c) for c in said]
        all_wanted, all_found = {m for c in wanted for m in c}, {m for c in found for m in c}
        both = len(all_wanted & all_found)
        self.mentions.add(both, len(all_found), both, len(all_wanted))
        self.muc.add(*muc(found, wanted), *muc(wanted, found))
        self.b3.add(*b_cubed(found, wanted), *b_cubed(wanted, found))
        similar = ceaf(wanted, found)
        self.ceaf.add(similar, len(found), similar, len(wanted))

    @property
    def mean(self) -> float:
        """Return the mean of the three F1, the figure that shared tasks rank by."""
        return (self.muc.f1 + self.b3.f1 + self.ceaf.f1) / 3


def owners(chains: Sequence[Chain]) -> dict[Hashable, int]:
    """Return by each mention the chain that it is in."""
    return {mention: k for k, chain in enumerate(chains) for mention in chain}


def muc(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    """Return how many links of the chains the others keep, and how many links there are."""
    owner = owners(others)
    kept = links = 0
    for chain in chains:
        parts = {owner.get(mention, ("alone", mention)) for mention in chain}
        kept += len(chain) - len(parts)
        links += len(chain) - 1
    return kept, links


def b_cubed(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    """Return the sum over mentions of the share of their chain that the others' chain has too, and how many mentions."""
    owner = owners(others)
    total = 0.0
    for chain in chains:
        shared = Counter(owner[mention] for mention in chain if mention in owner)
        total += sum(count * count for count in shared.values()) / len(chain)
    return total, sum(map(len, chains))


def ceaf(gold: Sequence[Chain], said: Sequence[Chain]) -> float:
    """Return the greatest sum of φ4 over pairs of chains, each chain in one pair at most."""
    owner = owners(gold)
    similar: dict[tuple[int, int], float] = {}
    for k, chain in enumerate(said):
        for g, shared in Counter(owner[m] for m in chain if m in owner).items():
            similar[g, k] = 2 * shared / (len(gold[g]) + len(chain))
    return sum(best_sum(part) for part in connected(similar))


def connected(similar: dict[tuple[int, int], float]) -> Iterator[NDArray[np.float64]]:
    """Yield the similarities of chains as small tables, one for each set of chains that share mentions."""
    rows, columns = defaultdict(set), defaultdict(set)
    for g, k in similar:
        rows[g].add(k)
        columns[k].add(g)
    left = set(rows)
    while left:
        some, others, waiting = set(), set(), [left.pop()]
        while waiting:
            g = waiting.pop()
            some.add(g)
            new = rows[g] - others
            others |= new
            waiting += [x for k in new for x in columns[k] - some]
        left -= some
        yield np.array([[similar.get((g, k), 0.0) for k in sorted(others)] for g in sorted(some)])


def best_sum(table: NDArray[np.float64]) -> float:
    """Return the greatest sum of cells with no two in one row or column (the Hungarian method with potentials).

    >>> best_sum(np.array([[3.0, 2.0], [2.0, 0.0]]))
    4.0
    """
    cost = -(table if table.shape[0] <= table.shape[1] else table.T)
    size, width = cost.shape
    of_row, of_column = np.zeros(size + 1), np.zeros(width + 1)
    taken = np.zeros(width + 1, dtype=np.int64)  # by each column the row that has it, 0 for none
    for row in range(1, size + 1):
        taken[0], at = row, 0
        least, back = np.full(width + 1, np.inf), np.zeros(width + 1, dtype=np.int64)
        seen = np.zeros(width + 1, dtype=bool)
        while taken[at]:
            seen[at] = True
            reduced = cost[taken[at] - 1] - of_row[taken[at]] - of_column[1:]
            better = ~seen[1:] & (reduced < least[1:])
            least[1:][better], back[1:][better] = reduced[better], at
            following = 1 + int(np.where(seen[1:], np.inf, least[1:]).argmin())
            step = least[following]
            of_row[taken[seen]] += step
            of_column[seen] -= step
            least[~seen] -= step
            at = following
        while at:
            taken[at], at = taken[back[at]], int(back[at])
    return float(sum(-cost[taken[k] - 1, k - 1] for k in range(1, width + 1) if taken[k]))
