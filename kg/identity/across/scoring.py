"""The probability that two profiles are one, and why: a logistic model over the declared features.

The policy. Names decide little alone, and the more the rarer they are:

- A full name that few would bear by chance in this corpus is joined with nothing else known. A full name that is common
  here (its words stand in many other full names) is joined only with a role, body, place or neighbour in common; else it
  is undecided.
- Another order, title, accent, spelling of the same sound or script costs little; a slip of the pen a little more, unless
  both spellings are in use here for themselves: these are two names.
- An initial is joined where it fits one full name of the corpus only; a single word never by itself.
- Words that stand against one another (Illari and Sayri Mamanchu) make two persons, whatever they share.
- Walks of life that differ, Jr. behind one name only, or two things told of both and nothing in common: not joined unless
  much else speaks for it.
- Bodies and places of one name are one. A name and a part of it, "Tolmeya" and "Tolmeya Province" are undecided until
  something else speaks for it.
- What `conflicts` finds forbids. What a person judged goes before all of this.

At `join` and above two profiles are the same; between `doubt` and `join` undecided, for people to review; below, different.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from kg.identity.across.conflicts import conflicts
from kg.identity.across.corpus import Corpus
from kg.identity.across.features import FEATURES, Compared, bodies_of, compare
from kg.identity.across.profile import Profile


class Verdict(StrEnum):
    """What is held of two profiles."""

    SAME = "same"
    UNDECIDED = "undecided"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Weights:
    """What a score is made with: a number to begin from (for two persons, for others), each feature's weight, two thresholds."""

    start: float
    start_others: float
    of: Mapping[str, float]
    join: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to a score, in words for people."""

    feature: str
    points: float
    words: str

    def __str__(self) -> str:
        return f"{self.words} ({self.points:+.2f})"


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two profiles are one. `logit` is the sum that `probability` comes from; `forbidden` what rules it out."""

    probability: float
    logit: float
    verdict: Verdict
    forbidden: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Read `weights.json`, which `python -m benchmarks.names --fit` writes."""
    table = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(table["start"], table["start_others"], table["weights"], table["join"], table["doubt"])


def score(one: Profile, other: Profile, corpus: Corpus, *, weights: Weights | None = None) -> Score:
    """Score two profiles; the order of the two does not matter.

    >>> from kg.identity.across.profile import Key
    >>> from kg.model import EntityType
    >>> told = [Profile(Key(d, "person:x"), EntityType.PERSON, (n,)) for d, n in (("1", "Orla Venn"), ("2", "Venn, Orla"))]
    >>> score(*told, Corpus()).verdict
    <Verdict.SAME: 'same'>
    """
    weights = weights or shipped_weights()
    compared = _in_order(one, other, corpus)
    start = weights.start if compared.likeness is not None else weights.start_others
    logit = start + sum(weights.of[f.name] * value for f in FEATURES if (value := f.value(compared)))
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    forbidden = tuple(conflicts(compared.one, compared.other))
    if forbidden or probability < weights.doubt:
        verdict = Verdict.DIFFERENT
    else:
        verdict = Verdict.SAME if probability >= weights.join else Verdict.UNDECIDED
    return Score(probability, logit, verdict, forbidden)


def explain(one: Profile, other: Profile, corpus: Corpus, *, weights: Weights | None = None) -> tuple[Contribution, ...]:
    """Return what each feature adds, the most telling first: "the same role: reporter of ardemir post (+2.10)"."""
    weights = weights or shipped_weights()
    compared = _in_order(one, other, corpus)
    told = [
        Contribution(f.name, points, f"{f.words}{_detail(f.name, compared)}")
        for f in FEATURES
        if (points := weights.of[f.name] * f.value(compared))
    ]
    return tuple(sorted(told, key=lambda c: -abs(c.points)))


def _in_order(one: Profile, other: Profile, corpus: Corpus) -> Compared:
    """Compare two profiles, that of the lesser key first."""
    return compare(one, other, corpus) if one.key <= other.key else compare(other, one, corpus)


def _detail(feature: str, c: Compared) -> str:
    """Return what a feature rests on in these two profiles."""
    if feature.startswith(("name", "tie", "order", "sound", "typing", "words", "both", "several")):
        return f": {c.names[0]} / {c.names[1]}"
    found = _DETAILS[feature](c) if feature in _DETAILS else []
    return f": {'; '.join(found[:3])}" if found else ""


def _roles_shared(c: Compared) -> list[str]:
    """Return the roles of the first that share a word with one of the other's."""
    said = {word for role in c.other.roles for word in role.words.split()}
    return sorted({" of ".join(filter(None, (r.words, r.body))) for r in c.one.roles if said & set(r.words.split())})


_DETAILS: dict[str, Callable[[Compared], list[str]]] = {
    "role same": _roles_shared,
    "organization same": lambda c: sorted(bodies_of(c.one) & bodies_of(c.other)),
    "place same": lambda c: sorted(c.one.places & c.other.places),
    "neighbours shared": lambda c: sorted(c.one.neighbours & c.other.neighbours),
    "company shared": lambda c: sorted(c.one.company & c.other.company),
}
