"""What people decided about two entities: same, different, unsure; who, when and why. Reversible, and checked for closure."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.identity.across.profile import Key


class Judged(StrEnum):
    """What a person said of two entities; `WITHDRAWN` takes back what was said of them before."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person. It is about two entities as their documents tell them, so it outlives every renaming of nodes."""

    one: Key
    other: Key
    judged: Judged
    by: str
    when: dt.datetime
    why: str = ""

    @property
    def pair(self) -> tuple[Key, Key]:
        """Return the two, lesser first."""
        return (self.one, self.other) if self.one <= self.other else (self.other, self.one)

    def __str__(self) -> str:
        a, b = self.pair
        return f"{a.entity} in {a.document} and {b.entity} in {b.document}: {self.judged}, {self.by}, {self.when.isoformat()}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A judgement that others rule out: `chain` leads by "same" from one of its two to the other."""

    against: Judgement
    chain: tuple[Judgement, ...]

    def __str__(self) -> str:
        return f"{self.against} — but: " + "; ".join(map(str, self.chain))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the last judgement of each pair, in order of time; what was withdrawn is gone.

    >>> a, b = Key("1", "person:x"), Key("2", "person:x")
    >>> day = dt.datetime(2031, 5, 1)
    >>> said = [Judgement(a, b, Judged.SAME, "ann", day), Judgement(b, a, Judged.WITHDRAWN, "ann", day.replace(day=2))]
    >>> standing(said), [j.judged for j in standing(said[:1])]
    ([], [<Judged.SAME: 'same'>])
    """
    last: dict[tuple[Key, Key], Judgement] = {}
    for judgement in sorted(judgements, key=_order):
        last[judgement.pair] = judgement
    return sorted((j for j in last.values() if j.judged is not Judged.WITHDRAWN), key=_order)


def _order(j: Judgement) -> tuple[dt.datetime, tuple[Key, Key], str, str, str]:
    return j.when, j.pair, j.by, str(j.judged), j.why


def contradictions(judgements: Iterable[Judgement]) -> list[Contradiction]:
    """Return the standing judgements of "different" whose two are the same by a chain of others, each with the shortest chain."""
    said = standing(judgements)
    beside = _beside(j for j in said if j.judged is Judged.SAME)
    found = ((j, _chain(j, beside)) for j in said if j.judged is Judged.DIFFERENT)
    return [Contradiction(j, chain) for j, chain in found if chain]


def _beside(judgements: Iterable[Judgement]) -> dict[Key, list[Judgement]]:
    beside: dict[Key, list[Judgement]] = {}
    for j in judgements:
        for key in j.pair:
            beside.setdefault(key, []).append(j)
    return beside


def _chain(of: Judgement, beside: dict[Key, list[Judgement]]) -> tuple[Judgement, ...]:
    """Return the shortest way from one of a judgement's two to the other by judgements of "same"; none is empty."""
    start, end = of.pair
    came: dict[Key, tuple[Key, Judgement] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for j in beside.get(at, ()):
            after = j.pair[1] if j.pair[0] == at else j.pair[0]
            if after not in came:
                came[after] = (at, j)
                waiting.append(after)
    return tuple(_back(end, came)) if end in came else ()


def _back(end: Key, came: dict[Key, tuple[Key, Judgement] | None]) -> Iterator[Judgement]:
    step = came[end]
    while step is not None:
        yield step[1]
        step = came[step[0]]
