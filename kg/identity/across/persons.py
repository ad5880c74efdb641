"""A person's name taken apart: title, words, particles, suffix; in any order of family and given name.

Which word is the family's is not guessed: the comparison aligns words, and an order that differs counts against two
names only a little. A comma or capitals ("OKORADZE Ximena") that mark the family put it last.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.identity.across.letters import LATIN, plain, script_of
from kg.identity.across.words import load_words

_QUOTED = re.compile(r"[\"“”«»„][^\"“”«»„]*[\"“”«»„]|\([^)]*\)")
_ARTICLE = re.compile(r"(?:^|(?<=\s))ال")
_PATRONYMIC = re.compile(r".{2,}(?:ovich|evich|yevich)$")
_MATRONYMIC = re.compile(r".{2,}(?:ovna|evna|yevna|ichna|inichna)$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """One way to write a person's name. `words` are plain, family last where it is marked; initials are of one letter.

    `gender` is what title, particle or patronymic tell: "female", "male" or "". `generation` is "jr", "sr", "ii", ...
    """

    written: str
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    generation: str = ""
    gender: str = ""
    script: str = LATIN

    @property
    def full(self) -> tuple[str, ...]:
        """Return the words that are more than initials."""
        return tuple(w for w in self.words if len(w) > 1)


@lru_cache(maxsize=1 << 16)
def parse_person(written: str) -> PersonName:
    """Take a name apart.

    >>> parse_person("Dr. OKORADZE, Ximena María").words, parse_person("Mr J.R. al-Ruiz Jr.")
    (('ximena', 'maria', 'okoradze'), PersonName(written='Mr J.R. al-Ruiz Jr.', words=('j', 'r', 'ruiz'), titles=('mr',), \
generation='jr', gender='male', script='Latin'))
    >>> parse_person("U Kyaw Lin").words, parse_person("Colonel Ardit Benkoro").words, parse_person("De la Cruz").words
    (('kyaw', 'lin'), ('ardit', 'benkoro'), ('de', 'la', 'cruz'))
    """
    lists = load_words()
    text = _ARTICLE.sub("al-", _QUOTED.sub(" ", unicodedata.normalize("NFKC", written)))
    tokens, generation = _without_suffixes(_tokens(text))
    titles: list[str] = []
    while len(tokens) > 1 and ((t := plain(tokens[0]).strip(".")) in lists.gender
                               or (t in lists.short_titles and len(tokens) > 2)):  # fmt: skip
        titles.append(t)
        tokens.pop(0)
    tokens = _family_last(tokens)
    split = [(p, inner > 0) for token in tokens for inner, p in enumerate(_parts(token))]
    parts = [p for p, _ in split]
    last = len(parts) - 1
    words = [p for k, (p, inner) in enumerate(split) if inner or k == last or len(p) == 1 or p not in lists.particles]
    words = words if len(words) > 1 else parts
    gender = next((g for t in titles if (g := lists.gender.get(t, ""))), "") or _gender_in(parts)
    return PersonName(written, tuple(words), tuple(titles), generation, gender, script_of(written))


def _tokens(text: str) -> list[str]:
    """Split at spaces, "Family, Given" turned; a name in characters without spaces is its first one and the rest."""
    head, comma, tail = text.partition(",")
    rest = [plain(w).replace(".", "") for w in tail.replace(",", " ").split()]
    lists = load_words()
    if comma and rest and not all(w in lists.generations or w in lists.degrees for w in rest):
        before = head.split()
        titles = [w for w in before[:-1] if plain(w).strip(".") in lists.gender]
        text = " ".join([*titles, tail.replace(",", " "), *before[len(titles) :]])
    elif comma:
        text = f"{head} {' '.join(w for w in rest if w in lists.generations)}"
    tokens = text.replace("·", " ").split()
    if len(tokens) == 1 and 2 <= len(tokens[0]) <= 4 and all(_is_character(c) for c in tokens[0]):
        given = " ".join(tokens[0][1:])
        return [tokens[0][0], plain(given).replace(" ", "")]
    return tokens


def _is_character(c: str) -> bool:
    """Tell whether a letter is a Chinese character or a Korean syllable."""
    return unicodedata.name(c, "").startswith(("CJK UNIFIED", "HANGUL SYLLABLE"))


def _without_suffixes(tokens: list[str]) -> tuple[list[str], str]:
    """Take generation and degrees off the end."""
    lists, generation = load_words(), ""
    while len(tokens) > 1:
        last = plain(tokens[-1])
        bare = last.replace(".", "")
        if bare in lists.generations and len(tokens) > 2:
            generation = lists.generations[bare]
        elif not (bare in lists.degrees and last.count(".") > 1):
            break
        tokens = tokens[:-1]
    return tokens, generation


def _family_last(tokens: list[str]) -> list[str]:
    """Put words that alone are in capitals last: "OKORADZE Ximena"."""
    loud = [t for t in tokens if len(t) > 2 and "." not in t and t.isupper()]
    if loud and len(loud) < len(tokens) and tokens[: len(loud)] == loud:
        return [*tokens[len(loud) :], *loud]
    return tokens


def _parts(token: str) -> list[str]:
    """Split a token at hyphens and dots; capitals without vowels are initials."""
    if token.isupper() and token.isalpha() and token.isascii() and 1 < len(token) <= 3 and not re.search("[AEIOUY]", token):
        return list(plain(token))
    return [p for p in re.split(r"[-.\s/]+", plain(token)) if p]


def _gender_in(parts: list[str]) -> str:
    """Return the gender that "bint", "bin" or a patronymic between two names tells."""
    if any(p in {"bint", "binti", "ibnat"} for p in parts[1:]):
        return "female"
    if "bin" in parts[1:] or "ibn" in parts[1:]:
        return "male"
    middle = parts[1] if len(parts) == 3 else ""
    return "female" if _MATRONYMIC.match(middle) else "male" if _PATRONYMIC.match(middle) else ""
