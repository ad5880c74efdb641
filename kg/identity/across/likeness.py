"""How alike two names of persons are: their words aligned, each pair with how it is alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from kg.identity.across.letters import ABJAD, LATIN, skeleton, sound_distance, sounds
from kg.identity.across.persons import PersonName
from kg.identity.across.words import load_words

HEARD = 0.14  # the farthest that two spellings of one name sound apart, of the longer one's length
HEARD_SHORT = 0.07  # the same of words of four letters and less, where one vowel makes another name


_SYLLABLE = re.compile(r"^(b|p|d|t|g|k|z|ts|j|ch)([aeiou]{2,3}n?|[aeiou]+ng)$")
_ARTICLES = frozenset({"al", "el"})
_ASPIRATED = ({"b", "p"}, {"d", "t"}, {"g", "k"}, {"z", "ts"}, {"j", "ch"})
ONE_SCRIPT = frozenset({LATIN})


class Alike(StrEnum):
    """In what way two words of names are alike."""

    SAME = "same"
    SOUND = "another spelling of the same sound"
    TYPING = "a slip of the pen"
    INITIAL = "an initial"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand for one another; `distance` is 0 to 1, of sound."""

    one: str
    other: str
    alike: Alike
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two names aligned. `missing` words stand in one name only; `unlike` ones stand against another in its place."""

    pairs: tuple[Pair, ...]
    missing: tuple[str, ...] = ()
    unlike: tuple[tuple[str, str], ...] = ()
    turned: bool = False

    @property
    def full(self) -> tuple[Pair, ...]:
        """Return the pairs of whole words."""
        return tuple(p for p in self.pairs if p.alike is not Alike.INITIAL)

    def count(self, alike: Alike) -> int:
        """Return how many pairs are alike in a way."""
        return sum(p.alike is alike for p in self.pairs)


@lru_cache(maxsize=1 << 17)
def compare_words(one: str, other: str, *, scripts: frozenset[str] = ONE_SCRIPT) -> Pair | None:
    """Return how two plain words are alike, or None where they are different names; `scripts` are those that they were written in.

    >>> compare_words("mohammed", "muhamad").alike, compare_words("brandl", "brxndl").alike, compare_words("j", "jon").alike
    (<Alike.SOUND: 'another spelling of the same sound'>, <Alike.TYPING: 'a slip of the pen'>, <Alike.INITIAL: 'an initial'>)
    >>> compare_words("maria", "mario"), compare_words("ivanov", "ivanova"), compare_words("lela", "ketevan")
    (None, None, None)
    """
    if one == other:
        return Pair(one, other, Alike.SAME if len(one) > 1 else Alike.INITIAL)
    if min(len(one), len(other)) == 1:
        return Pair(one, other, Alike.INITIAL) if sounds(one)[:1] == sounds(other)[:1] or one[0] == other[0] else None
    if _other_gender(one, other):
        return None
    bare_one, bare_other = _unglued(one, other)
    a, b = sounds(bare_one), sounds(bare_other)
    distance = sound_distance(a, b, vowels=0.15 if ABJAD in scripts and len(scripts) > 1 else 1.0)
    if distance <= (HEARD_SHORT if min(len(a), len(b)) < 5 and len(scripts) == 1 else HEARD):
        return Pair(one, other, Alike.SOUND, distance)
    if _two_systems(one, other):
        return Pair(one, other, Alike.SOUND, 0.1)
    shorter = min(len(one), len(other))
    slips = OSA.distance(one, other, score_cutoff=2)
    likely = one[0] == other[0] or shorter > 6  # who mistypes a short word seldom does so in its first letter
    if (slips == 1 and shorter > 4 and likely) or (slips == 2 and shorter > 8):
        return Pair(one, other, Alike.TYPING, distance)
    return None


def _two_systems(one: str, other: str) -> bool:
    """Tell whether two words are one syllable of Chinese or Korean in two systems: "Gao" and "Kao", "Deng" and "Teng"."""
    a, b = _SYLLABLE.match(one), _SYLLABLE.match(other)
    return a is not None and b is not None and a[2] == b[2] and {a[1], b[1]} in _ASPIRATED


def _other_gender(one: str, other: str) -> bool:
    """Tell whether two words differ as a man's and a woman's name do: by a last vowel, another or one more."""
    short, long = sorted((one, other), key=len)
    if long[:-1] == short and short[-1] not in "aeouh" and (long[-1] in "ao" or (long[-1] == "e" and short[-1] not in "in")):
        return True
    if re.sub("sk(?:y|iy|ij|yi|yy|ii?)$", "", short) == re.sub("sk(?:aya|aja|aia|a)$", "", long) != long:
        return True
    ends = {short[-1], long[-1]}
    return len(short) == len(long) > 2 and short[:-1] == long[:-1] and "a" in ends and ends <= set("aeiou")


def _unglued(one: str, other: str) -> tuple[str, str]:
    """Take a particle off the word that has one glued on, where the other has not: "alzahrani" and "zahrani"."""
    for glue in load_words().glued:
        for a, b, swap in ((one, other, False), (other, one, True)):
            rest = a.removeprefix(glue)
            long = len(rest) > (3 if glue in _ARTICLES else 4)
            if rest != a and long and not b.startswith(glue) and skeleton(rest)[:1] == skeleton(b)[:1]:
                return (b, rest) if swap else (rest, b)
    return one, other


@lru_cache(maxsize=1 << 16)
def compare_names(one: PersonName, other: PersonName) -> Likeness:
    """Align the words of two names, the surest pairs first, and tell what is left over on each side.

    >>> from kg.identity.across.persons import parse_person
    >>> compare_names(parse_person("Nino Phanthavel"), parse_person("Phanthavel, N.")).turned
    False
    >>> compare_names(parse_person("Illari Mamanchu"), parse_person("Sayri Mamanchu")).unlike
    (('illari', 'sayri'),)
    """
    scripts = frozenset({one.script, other.script})
    left, right = _joined(one.words, other.words, scripts=scripts)
    right, left = _joined(right, left, scripts=scripts)
    found = sorted(
        (_rank(pair), abs(i - k), i, k, pair)
        for i, a in enumerate(left)
        for k, b in enumerate(right)
        if (pair := compare_words(*sorted((a, b)), scripts=scripts)) is not None
    ) if left != right else [((0.0, 0.0), 0, i, i, _same(w)) for i, w in enumerate(left)]  # fmt: skip
    taken: dict[int, tuple[int, Pair]] = {}
    for _, _, i, k, pair in found:
        if i not in taken and k not in {at for at, _ in taken.values()}:
            taken[i] = k, pair
    back = {k: (i, pair) for i, (k, pair) in taken.items()}
    rest_left = [w for i, w in enumerate(left) if i not in taken and i >= _leading(left)]
    rest_right = [w for k, w in enumerate(right) if k not in back and k >= _leading(right)]
    unlike = [(min(p), max(p)) for p in zip(rest_left, rest_right, strict=False)]
    missing = rest_left[len(unlike) :] or rest_right[len(unlike) :]
    if missing and not unlike and (_skips_first(left, right, taken) or _skips_first(right, left, back)):
        unlike, missing = [(missing[0], min(left[0], right[0], key=lambda w: -len(w)))], missing[1:]
    order = [taken[i][0] for i in sorted(taken)]
    pairs = tuple(pair for _, pair in sorted(taken.values(), key=lambda t: (_rank(t[1]), t[0])))
    return Likeness(pairs, tuple(missing), tuple(sorted(unlike)), order != sorted(order))


def _leading(words: tuple[str, ...]) -> int:
    """Return how many particles a name begins with: "de la Cruz"."""
    particles = load_words().particles
    return next((k for k, w in enumerate(words) if len(w) == 1 or w not in particles), 0)


def _skips_first(name: tuple[str, ...], other: tuple[str, ...], taken: Mapping[int, tuple[int, Pair]]) -> bool:
    """Tell whether a later initial stands for the other's first word, and the first one for none: "M.S. Venn", "Sofia Venn"."""
    later = any(i > 0 and k == 0 and pair.alike is Alike.INITIAL and len(name[i]) == 1 for i, (k, pair) in taken.items())
    return bool(name) and bool(other) and 0 not in taken and len(name[0]) == 1 and later


def _same(word: str) -> Pair:
    """Return a word paired with itself."""
    return Pair(word, word, Alike.SAME if len(word) > 1 else Alike.INITIAL)


def _rank(pair: Pair) -> tuple[float, float]:
    """Return what the surest pairs have least of."""
    return float(list(Alike).index(pair.alike)), pair.distance


Words = tuple[str, ...]


def _joined(split: Words, whole: Words, *, scripts: frozenset[str]) -> tuple[Words, Words]:
    """Write two neighbouring words as one where the other name does: "abdul rahman" and "abdulrahman".

    Words that have their like in the other name as they are stay as they are.
    """
    if len(split) <= 1 or split == whole:
        return split, whole

    def alike(one: str, other: str) -> bool:
        pair = compare_words(*sorted((one, other)), scripts=scripts)
        return pair is not None and pair.alike in {Alike.SAME, Alike.SOUND} and abs(len(one) - len(other)) < 4

    for i, (a, b) in enumerate(pairwise(split)):
        if min(len(a), len(b)) < 2 or any(alike(w, x) for w in (a, b) for x in whole):
            continue
        if any(w == a + b or (len(w) > 3 and alike(a + b, w)) for w in whole) and (len(split) > 2 or a + b in whole):
            return (*split[:i], a + b, *split[i + 2 :]), whole
    return split, whole
