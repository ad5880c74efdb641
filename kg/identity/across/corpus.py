"""What the whole corpus tells of names: how common their words are, of which type a name mostly is, who is named where."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.identity.across.bodies import body_words, place_words
from kg.identity.across.letters import skeleton
from kg.identity.across.likeness import Alike, Likeness
from kg.identity.across.persons import parse_person
from kg.identity.across.profile import Profile
from kg.model import EntityType

INITIAL_SHARE = 1 / 8  # about how many names an initial may stand for: A, M and S begin many
UNSEEN = 500  # names as if seen before, all of other words: in a small corpus, a family named three times is not yet common


@dataclass(frozen=True, slots=True)
class Corpus:
    """Counts over all profiles; their order does not matter.

    `words` counts the distinct full names that hold a word, by its consonants; `names` counts these full names;
    `spelled` counts the words that stand beside a word as it is written, `beside` has these words themselves by consonants;
    `types` counts the documents of each name by type; `documents` those that name a neighbour.
    """

    names: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    spelled: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    types: Mapping[str, Mapping[EntityType, int]] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)

    def namesakes(self, likeness: Likeness) -> float:
        """Return how many persons of the corpus would bear what two names share, were words of names drawn by chance.

        Of a corpus without full names, the answer is that of a name neither rare nor common.
        """
        if not self.names:
            return 0.02 * (10.0 ** (2 - len(likeness.full)) if len(likeness.full) < 2 else 1.0)
        expected = float(self.names)
        for pair in likeness.pairs:
            if pair.alike is Alike.INITIAL:
                expected *= INITIAL_SHARE
            else:
                held = max(self.words.get(skeleton(pair.one), 1), self.words.get(skeleton(pair.other), 1))
                expected *= held / (self.names + UNSEEN)
        return expected

    def both_in_use(self, one: str, other: str) -> float:
        """Return 0 to 1, how sure it is that two words are two names: each stands in several names of the corpus, as written."""
        return min(1.0, math.log2(max(1, min(self.spelled.get(one, 1), self.spelled.get(other, 1)))) / 2)

    def fitting(self, word: str, initials: Sequence[str]) -> int:
        """Return with how many other words a word makes full names of the corpus, those alone that an initial fits."""
        others = self.beside.get(skeleton(word), frozenset())
        firsts = {skeleton(i)[:1] for i in initials}
        return sum(not firsts or w[:1] in firsts for w in others)

    def outvoted(self, one: Profile, other: Profile) -> float:
        """Return 0 to 1, how far the documents are one in giving a name one of two types."""
        counts: Counter[EntityType] = Counter()
        for name in {flat_name(one), flat_name(other)}:
            counts.update(self.types.get(name, {}))
        few, many = sorted((counts[one.type], counts[other.type]))
        return max(0.0, min(1.0, math.log2((many + 1) / (few + 1)) / 2))

    def weight(self, name: str) -> float:
        """Return what a shared neighbour tells: 1 if few documents name it, less the more do."""
        return min(1.0, 3 / max(1, self.documents.get(name, 1)))


def flat_name(profile: Profile) -> str:
    """Return a profile's first name whatever its type, to tell whether types alone differ."""
    return _flat(profile.names[0])


@lru_cache(maxsize=1 << 16)
def _flat(name: str) -> str:
    return place_words(name)


def gather(profiles: Iterable[Profile]) -> Corpus:
    """Count the names of all profiles.

    >>> from kg.identity.across.profile import Key
    >>> told = [Profile(Key(d, "person:x"), EntityType.PERSON, (n,)) for d, n in (("1", "Orla Venn"), ("2", "Ana Venn"))]
    >>> gather(told).names, gather(told).words[skeleton("venn")]
    (2, 2)
    """
    full: set[tuple[str, ...]] = set()
    types: dict[str, Counter[EntityType]] = {}
    documents: Counter[str] = Counter()
    spelled: dict[str, set[str]] = {}
    beside: dict[str, set[str]] = {}
    for profile in profiles:
        types.setdefault(flat_name(profile), Counter())[profile.type] += 1
        name = parse_person(profile.names[0]).words if profile.type is EntityType.PERSON else ()
        plain_name = " ".join(name) if name else (place_words if profile.type is EntityType.PLACE else body_words)(profile.names[0])
        documents[plain_name] += 1
        if len(name) > 1:
            full.add(tuple(sorted(skeleton(w) for w in name if len(w) > 1)))
            for w in name:
                others = {skeleton(v) for v in name if v != w and len(v) > 1}
                spelled.setdefault(w, set()).update(others)
                beside.setdefault(skeleton(w), set()).update(others)
    words = Counter(w for name in full for w in set(name))
    return Corpus(
        names=len(full),
        words=dict(words),
        spelled={k: len(v) for k, v in spelled.items()},
        beside={k: frozenset(v) for k, v in beside.items()},
        types={k: dict(v) for k, v in types.items()},
        documents=dict(documents),
    )
