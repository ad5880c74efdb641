"""How alike two names of bodies or of places are: keys, acronyms, legal forms, kinds of places."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from kg.extraction.bodies import initials_of
from kg.extraction.known import fold, full_name
from kg.identity.across.letters import plain
from kg.identity.across.likeness import Alike, compare_words
from kg.identity.across.words import load_words
from kg.identity.forms import body_key, place_key
from kg.language.places import PlaceKind, kind_by_gazetteer

DIVISIONS = frozenset("province state region governorate district oblast county prefecture department division".split())


class Tie(StrEnum):
    """In what way two names of bodies or places are alike."""

    SAME = "the same name"
    ACRONYM = "an acronym and its words"
    SPELLING = "one name in two spellings"
    KIND = "the same name, one with a kind of place"
    PART = "a part of the longer name"
    UNLIKE = "different names"


@lru_cache(maxsize=1 << 16)
def body_words(name: str) -> str:
    """Return the words that tell a body apart: without article, links, legal forms and case.

    >>> body_words("The Ministry of the Interior"), body_words("Interior Ministry"), body_words("Venn Timber Co. Ltd.")
    ('interior ministry', 'interior ministry', 'venn timber')
    """
    words = body_key(plain(full_name(name)).replace("&", " ").replace(".", "")).split()
    while len(words) > 1 and words[-1] in load_words().legal_forms:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def place_words(name: str) -> str:
    """Return a place's name without case, accents and what calls it a republic or a kingdom; a kind of place stays.

    >>> place_words("ARDEMIR"), place_words("Republic of Karvesia"), place_words("Tolmeya Province")
    ('ardemir', 'karvesia', 'tolmeya province')
    """
    folded = fold(plain(full_name(name)))
    stem = folded.removesuffix(" city").removeprefix("city of ").removeprefix("state of ")
    words = place_key(folded, {stem}).split()
    polities = load_words().polities
    at = next((k for k, w in enumerate(words) if w in polities and words[k + 1 : k + 2] == ["of"]), None)
    if at is not None and at < 3 and len(words) > at + 2:
        words = words[at + 2 :]
    return " ".join(w for k, w in enumerate(words) if k or w != "the")


@lru_cache(maxsize=1 << 16)
def compare_bodies(one: str, other: str) -> Tie:
    """Return how alike two names of bodies are.

    >>> compare_bodies("KOHR", "Karvesian Observatory for Human Rights"), compare_bodies("Northern Court", "Southern Court")
    (<Tie.ACRONYM: 'an acronym and its words'>, <Tie.UNLIKE: 'different names'>)
    """
    a, b = body_words(one), body_words(other)
    if a == b:
        return Tie.SAME if a or one == other else Tie.UNLIKE
    for short, long in ((one, other), (other, one)):
        letters = short.replace(".", "")
        if " " not in letters and len(letters) > 2 and " " in long and letters in initials_of(long):
            return Tie.ACRONYM
    return _spelled(a.split(), b.split())


@lru_cache(maxsize=1 << 16)
def compare_places(one: str, other: str) -> Tie:
    """Return how alike two names of places are. What the gazetteer knows as a province alone is one with and without the word.

    >>> compare_places("Tolmeya", "Tolmeya Province"), compare_places("Sirrat", "SIRRAT"), compare_places("East Port", "West Port")
    (<Tie.KIND: 'the same name, one with a kind of place'>, <Tie.SAME: 'the same name'>, <Tie.UNLIKE: 'different names'>)
    """
    a, b = place_words(one).split(), place_words(other).split()
    if a == b:
        return Tie.SAME if a or one == other else Tie.UNLIKE
    kinds = load_words().place_kinds
    core_a, core_b = ([w for w in words if w not in kinds and w != "of"] for words in (a, b))
    if core_a == core_b and core_a:
        if len(a) == len(b):
            return Tie.UNLIKE
        division = {*a, *b} & DIVISIONS and kind_by_gazetteer(" ".join(core_a)) is PlaceKind.DIVISION
        return Tie.SAME if division else Tie.KIND
    return _spelled(a, b)


def _spelled(a: list[str], b: list[str]) -> Tie:
    """Compare two names word by word: one word spelled otherwise, or words left out."""
    if len(a) == len(b):
        differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        pairs = [compare_words(*sorted(p)) for p in differing if min(map(len, p)) > 4 and not (set(p) & load_words().place_kinds)]
        alike = [p for p in pairs if p is not None and p.alike is not Alike.INITIAL]
        return Tie.SPELLING if len(alike) == len(differing) == 1 else Tie.UNLIKE
    short, long = sorted((a, b), key=len)
    return Tie.PART if short and set(short) <= set(long) else Tie.UNLIKE
