"""Words of names as letters and as sounds, so that spellings of one name in several romanizations come close.

`plain` writes any script in small Latin letters; `sounds` puts what different romanizations write for one sound into one
symbol; `sound_distance` aligns two of these and says how far apart they sound. The rules are about letters and sounds
alone: no name stands in them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LATIN, ABJAD = "Latin", "abjad"
_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[aeiou])h(?=[bcdfgjklmnpqrstvwxz]|$)", ""),  # Fatimah, Allah; Mehmood
        (r"^abd[aeou](?:l(?=[^aeiou])|([dnrstz])(?=\1))", "abdul"),  # the article, as it is said before some sounds
        (r"gu(?=[ei])", "g"), (r"schtsch|chtch|shch", "S"), (r"tsch|tch|tzsch", "C"), (r"dzh|dsch|dj|zh", "J"),
        (r"sch|sh|sz|hs(?=i)|^hs", "S"), (r"^x(?=[iu])", "S"),
        (r"ch(?=[bcdfgklmnprstvwxz])", "K"),
        (r"ch|cz|tsh", "C"), (r"kh", "K"), (r"ph", "f"), (r"th", "t"), (r"dh", "d"), (r"gh", "g"), (r"bh", "b"),
        (r"ck|q|c(?![eiyh])", "k"), (r"c", "s"), (r"ks|x", "X"), (r"tz|ts", "s"),
        (r"eo(?=[bcdfghjklmnpqrstvwxzSCJKX]|$)", "o"), (r"eu|ue|ou|oo|uw", "u"), (r"oe", "o"), (r"ae", "e"),
        (r"(?<=[bdfglmnprstvwz])[jy]o", "e"), (r"ee|ie|iy|ij|yi", "i"),
        (r"ay|aj|ai", "ei"), (r"ey|ej", "ei"), (r"oy|oj", "oi"),
        (r"(?<=[aeiou])y(?=[aeiou])", "i"), (r"^y(?=[aeou])", "i"), (r"^ie", "e"), (r"y", "i"), (r"j", "J"), (r"w", "v"),
        (r"(.)\1+", r"\1"), (r"eii|eie", "ei"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_VOWELS = frozenset("aeiou")
_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        "ae": 0.25, "ei": 0.22, "ou": 0.12, "ao": 0.45, "au": 0.45, "ai": 0.5, "eo": 0.5, "eu": 0.5, "iu": 0.5, "io": 0.55,
        "pb": 0.4, "td": 0.4, "kg": 0.4, "sz": 0.2, "fv": 0.2, "CJ": 0.13, "Ss": 0.35, "SC": 0.25, "Kk": 0.15, "Kh": 0.2, "kh": 0.6,
        "Js": 0.5, "zJ": 0.45, "Jg": 0.3, "Ji": 0.25, "vu": 0.25, "vb": 0.45, "Cs": 0.6, "Ck": 0.6, "Xs": 0.6, "Xk": 0.6, "gh": 0.5,
    }.items()
}  # fmt: skip
_CLASSES = str.maketrans("dbgKzSCvX", "tpkksJJfk")
_VOWEL, _BREATH = 0.35, 0.3  # a vowel more or less; an h more or less
_EDGE = 2.0  # what these weigh at the word's edges: a last vowel tells gender, a first one tells names apart


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Write a text in small Latin letters without accents and apostrophes; other scripts are transliterated letter by letter.

    >>> plain("Dravić"), plain("O’Venn"), plain("Грузин"), plain("Şahin-Ölç")
    ('dravic', 'ovenn', 'gruzin', 'sahin-olc')
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("['’‘ʼʻ`´ʿʾ]", "", text)
    return anyascii(text).replace("'", "").replace("`", "").casefold().strip()


def script_of(text: str) -> str:
    """Tell the script of a text's letters: "Latin"; "abjad" for those that leave most vowels out; or "other".

    >>> script_of("محمد"), script_of("Mohammed"), script_of("Грузин")
    ('abjad', 'Latin', 'other')
    """
    names = [unicodedata.name(c, "") for c in text if c.isalpha()]
    if any(n.startswith(("ARABIC", "HEBREW", "SYRIAC", "THAANA")) for n in names):
        return ABJAD
    return LATIN if all(n.startswith("LATIN") for n in names) else "other"


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> str:
    """Return the sounds of a plain word: one symbol for what romanizations write in several ways.

    >>> sounds("tchaikovsky") == sounds("chaykovskiy"), sounds("youssef"), sounds("yusuf")
    (True, 'iusef', 'iusuf')
    """
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the consonants of a plain word by class, with a mark for a first vowel: equal for most spellings of one name.

    >>> skeleton("mohammed"), skeleton("muhamad"), skeleton("zhang") == skeleton("chang"), skeleton("omar") == skeleton("umar")
    ('mhmt', 'mhmt', True, True)
    """
    said = sounds(word)
    first = "a" if said[:1] in _VOWELS else ""
    kept = "".join(c for c in said if c not in _VOWELS)
    kept = kept.translate(_CLASSES)
    return first + re.sub(r"(.)\1+", r"\1", kept)


@lru_cache(maxsize=1 << 16)
def sound_distance(one: str, other: str, *, vowels: float = 1.0) -> float:
    """Return how far two words are from sounding alike, 0 to 1: the cost of the best alignment by the longer one's length.

    `vowels` lowers what vowels cost, for scripts that do not write them.

    >>> sound_distance(sounds("mohammed"), sounds("muhamad")) < sound_distance(sounds("mohammed"), sounds("mahmoud"))
    True
    """
    if one == other:
        return 0.0
    above = [0.0]
    for k, b in enumerate(other):
        above.append(above[-1] + _alone(b, edge=k in (0, len(other) - 1), vowels=vowels))
    for i, a in enumerate(one):
        edge, last = i in (0, len(one) - 1), i == len(one) - 1
        row = [above[0] + _alone(a, edge=edge, vowels=vowels)]
        for k, b in enumerate(other):
            row.append(min(
                above[k] + _instead(a, b, edge=(i == k == 0) or (last and k == len(other) - 1), vowels=vowels),
                above[k + 1] + _alone(a, edge=edge, vowels=vowels),
                row[k] + _alone(b, edge=k in (0, len(other) - 1), vowels=vowels),
            ))  # fmt: skip
        above = row
    return min(1.0, above[-1] / max(len(one), len(other)))


def _alone(sound: str, *, edge: bool, vowels: float) -> float:
    """Return what a sound more or less costs."""
    if sound in _VOWELS:
        return _VOWEL * vowels * (_EDGE if edge else 1.0)
    return _BREATH * (_EDGE if edge else 1.0) if sound == "h" else 1.0


def _instead(a: str, b: str, *, edge: bool, vowels: float) -> float:
    """Return what one sound in place of another costs."""
    if a == b:
        return 0.0
    cost = _NEAR.get(frozenset((a, b)), 1.0)
    if a in _VOWELS and b in _VOWELS:
        return cost * vowels * (_EDGE if edge else 1.0)
    return 0.15 if vowels < 1 and {a, b} & _VOWELS and {a, b} & {"v", "i"} else cost
