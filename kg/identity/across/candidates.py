"""Which profiles to compare at all: those that share a key of their names.

A person's keys are pairs of words, one by its consonants and the other by its first or last: so a name meets itself in
another order or spelling, with an initial, or with a slip in one word. Blocks that are too large for each to meet each
are parted by what else the profiles share, and walked with a window in a fixed order: the work grows with the number of
profiles, not with its square. The order of the profiles makes no difference to what is paired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, permutations

from kg.extraction.bodies import initials_of
from kg.identity.across.bodies import body_words, place_words
from kg.identity.across.corpus import flat_name
from kg.identity.across.features import fullest
from kg.identity.across.letters import plain, skeleton, sounds
from kg.identity.across.persons import parse_person
from kg.identity.across.profile import Profile
from kg.identity.across.words import load_words
from kg.model import EntityType

FULL = 32  # a block of so many is compared each with each
WINDOW = 5  # in a larger one, each with so many that follow it


def candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Return the pairs to compare, as positions in the sequence, lesser first, sorted.

    >>> from kg.identity.across.profile import Key
    >>> names = ["Orla Venn", "Venn, O.", "Tomas Brandl", "Thomas Brandl"]
    >>> candidates([Profile(Key(str(k), "person:x"), EntityType.PERSON, (n,)) for k, n in enumerate(names)])
    [(0, 1), (2, 3)]
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    rank = {i: r for r, i in enumerate(sorted(range(len(profiles)), key=lambda i: _place_of(profiles[i])))}
    single: dict[int, bool] = {}
    for i in sorted(rank, key=rank.__getitem__):
        for key in keys(profiles[i]):
            blocks[key].append(i)
        single[i] = profiles[i].type is EntityType.PERSON and _is_single(profiles[i])
    found: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) > 1:
            pairs = _within(block, profiles)
            if key.startswith("one word"):
                pairs = ((a, b) for a, b in pairs if single[a] or single[b])
            found.update((a, b) if a < b else (b, a) for a, b in pairs)
    return sorted(found)


def _place_of(profile: Profile) -> tuple[str, str, str, str]:
    """Return where a profile stands in a block: by name, day and key."""
    return plain(profile.names[0]), profile.day.isoformat() if profile.day else "", profile.key.document, profile.key.entity


def _is_single(profile: Profile) -> bool:
    return all(len(parse_person(n).words) < 2 for n in fullest(profile))


def _within(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one block, which is in its fixed order."""
    if len(block) <= FULL:
        yield from combinations(block, 2)
        return
    yield from _windowed(block)
    parts: dict[str, list[int]] = defaultdict(list)
    for i in block:
        for key in _shared_keys(profiles[i]):
            parts[key].append(i)
    for part in parts.values():
        yield from combinations(part, 2) if len(part) <= FULL // 2 else _windowed(part)


def _windowed(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each with the few that follow it."""
    for at, i in enumerate(block):
        for k in block[at + 1 : at + 1 + WINDOW]:
            yield i, k


def _shared_keys(profile: Profile) -> Iterator[str]:
    """Yield what else two profiles of one name may share."""
    yield from (f"body {b}" for b in profile.organizations)
    yield from (f"place {p}" for p in profile.places)
    yield from (f"role {r.words} {r.body}" for r in profile.roles)
    yield from (f"near {n}" for n in profile.neighbours)


def keys(profile: Profile) -> frozenset[str]:
    """Return the keys of a profile: those that share none are never compared."""
    if profile.type is EntityType.PERSON:
        found = {k for name in fullest(profile) for k in person_keys(name)}
        return frozenset({*found, f"flat {flat_name(profile)}"})
    of_type = place_keys if profile.type is EntityType.PLACE else body_keys
    return frozenset({*(k for name in profile.names for k in of_type(name)), f"flat {flat_name(profile)}"})


@lru_cache(maxsize=1 << 16)
def person_keys(name: str) -> frozenset[str]:
    """Return the keys of a person's name."""
    words = parse_person(name).words[:6]
    found = {f"one word {said}" for w in words if len(w) > 1 for said in _said(w)}
    together = [(a + b, c) for a, b in pairwise(words) for c in words if c not in (a, b)]
    for w, other in [*permutations(words, 2), *together]:
        if len(w) > 1:
            ends = {*_firsts(other), *([f"-{_last(other)}"] if len(other) > 1 else [])}
            found |= {f"{said} {end}" for said in _said(w) for end in ends}
    if len(words) == 2 and min(map(len, words)) > 1:
        found.add("both " + " ".join(sorted(sounds(w)[:2] for w in words)))
    return frozenset(found)


def _said(word: str) -> set[str]:
    """Return the consonants of a word: as it is, with no particle glued on, and with its first "j" said as in "Johann"."""
    bare = next((word.removeprefix(g) for g in load_words().glued if word.startswith(g) and len(word) > len(g) + 3), word)
    return {skeleton(word), skeleton(bare), *([skeleton("y" + word[1:])] if word[0] == "j" else [])}


def _firsts(word: str) -> set[str]:
    """Return a word's first sound by class, vowels being one; a "j" may be said in two ways."""
    firsts = {sounds(word)[:1], sounds(word[0])}
    return {"a" if f in "aeiou" else skeleton(f) or f for f in firsts} | ({"a"} if word[0] == "j" else set())


def _last(word: str) -> str:
    """Return a word's last two consonants by class."""
    return skeleton(word)[-2:]


@lru_cache(maxsize=1 << 14)
def body_keys(name: str) -> frozenset[str]:
    """Return the keys of a body's name: its words, its consonants, its acronym."""
    words = body_words(name)
    letters = name.replace(".", "")
    short = [letters] if " " not in letters and len(letters) > 2 and any(c.isupper() for c in letters[1:]) else []
    acronyms = {f"acronym {a}" for a in (*short, *initials_of(name)) if len(a) > 2}
    return frozenset({f"body {words}", f"sound {skeleton(words.replace(' ', ''))}", *acronyms})


@lru_cache(maxsize=1 << 14)
def place_keys(name: str) -> frozenset[str]:
    """Return the keys of a place's name: its words, with and without what kind of place it is, its consonants."""
    words = place_words(name).split()
    core = [w for w in words if w not in load_words().place_kinds and w != "of"] or words
    return frozenset({f"place {' '.join(words)}", f"core {' '.join(core)}", f"sound {skeleton(''.join(words))}"})


def blocking_recall(profiles: Sequence[Profile], true: Iterable[tuple[int, int]]) -> float:
    """Return the share of true pairs that are candidates."""
    found = set(candidates(profiles))
    wanted = [(min(p), max(p)) for p in true]
    return sum(p in found for p in wanted) / len(wanted) if wanted else 1.0
