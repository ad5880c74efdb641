"""Forms of one name: spellings, initials, acronyms, the same words in another order; keys that equal names share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.known import fold, known_names
from kg.language.places import PlaceKind, kind_by_gazetteer
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extraction.mentions import Spotted

SPELLINGS = {
    "defence": "defense", "centre": "center", "labour": "labor", "programme": "program", "organisation": "organization",
    "mobilisation": "mobilization", "harbour": "harbor", "dept": "department", "intl": "international",
}  # fmt: skip
LINKS = frozenset("of the for and on to in de la del du des".split())
TURNED = frozenset({"ministry", "department", "directorate", "bureau", "office"})  # "Defence Ministry", "Ministry of Defence"
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=1 << 12)
def name_key(name: str) -> str:
    """Return a person's name without case, accents, hyphens and what follows it for a generation.

    >>> name_key("José Al-Ruiz Jr."), name_key("Sam O'Venn III")
    ('jose al ruiz', 'sam ovenn')
    """
    words = without_accents(fold(name)).replace("-", " ").replace(",", " ").split()
    while len(words) > 2 and words[-1] in GENERATIONS:
        words.pop()
    return " ".join(words)


def without_accents(text: str) -> str:
    """Drop the accents of Latin letters.

    >>> without_accents("São Tomé")
    'Sao Tome'
    """
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for k, c in enumerate(parts) if not (unicodedata.combining(c) and k and parts[k - 1].isascii()))


def is_part(short: str, full: str) -> bool:
    """Tell whether a name is made of words or initials of a longer one, its first or last among them.

    >>> is_part("vitit", "vitit muntarbhorn"), is_part("sam ath", "am sam ath"), is_part("an", "sam an ath")
    (True, True, False)
    >>> is_part("abadi", "haider al abadi"), is_part("o venn", "orla venn"), is_part("o venn", "tomas venn")
    (True, True, False)
    """
    a, b = ([w for w in name.split() if w not in {"al", "el"}] or name.split() for name in (short, full))
    if a[-1:] == b[-1:] and len(a) == len(b) == 2:
        return len(a[0]) == 1 < len(b[0]) and b[0].startswith(a[0])
    return len(a) < len(b) and all(w in b for w in a) and (b[0] in a or b[-1] in a)


def is_spelling(one: str, other: str) -> bool:
    """Tell whether two full names differ in one inner letter of one long word, as two spellings of a name do.

    >>> is_spelling("kirsten vellin", "kirstin vellin"), is_spelling("maria vellin", "mario vellin")
    (True, False)
    """
    if " " not in one or abs(len(one) - len(other)) > 1 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    a, b = one.split(), other.split()
    unlike = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(unlike) != 1:
        return False
    x, y = unlike[0]
    start = next((k for k, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), min(len(x), len(y)))
    end = max(len(x), len(y)) - start - 1
    return min(len(x), len(y)) > 5 and start > 0 and end > 0 and x[len(x) - end :] == y[len(y) - end :]


@lru_cache(maxsize=1 << 12)
def body_key(name: str) -> str:
    """Return a body's name without links, plural marks and spelling, the noun that heads a ministry's name at its end.

    >>> body_key("Ministry of the Interior"), body_key("Interior Ministry"), body_key("Karsk Centre for Human Rights")
    ('interior ministry', 'interior ministry', 'karsk center human right')
    """
    words = [SPELLINGS.get(w, w) for w in without_accents(fold(name)).replace("-", " ").replace(",", " ").split()]
    content = [w for w in words if w not in LINKS] or words
    at = next((k for k, w in enumerate(words) if w in TURNED and words[k + 1 : k + 2] == ["of"]), None)
    if at is not None and len(content) > 1:
        content.remove(words[at])
        content.append(words[at])
    content = [w for w in content if w not in {"affairs", "affair"}] or content
    return " ".join(w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in content)


def place_key(name: str, places: Set[str]) -> str:
    """Return a place's name without accents and hyphens, and without "City" or "State of" where the document has the rest.

    >>> place_key("Mombasa City", {"mombasa"}), place_key("State of Texas", {"texas"}), place_key("Kuwait City", {"kuwait"})
    ('mombasa', 'texas', 'kuwait city')
    """
    folded = fold(name)
    for stem, kind in (
        (folded.removesuffix(" city"), PlaceKind.CITY),
        (folded.removeprefix("city of "), PlaceKind.CITY),
        (folded.removeprefix("state of "), PlaceKind.DIVISION),
    ):
        if stem != folded and stem in places and kind_by_gazetteer(stem) is kind:
            folded = stem
            break
    return without_accents(folded).replace("-", " ")


def bracketed(spotted: Sequence[Spotted], doc: Doc) -> dict[str, str]:
    """Return acronyms that stand in brackets right behind a body's name, whatever their letters: "Long Name (XYZ)"."""
    return dict(pairs_in_brackets(spotted, doc))


def pairs_in_brackets(spotted: Sequence[Spotted], doc: Doc) -> Iterator[tuple[str, str]]:
    """Yield each acronym of a body with the name before its brackets."""
    for long, short in pairwise(spotted):
        one_type = long.mention.type is short.mention.type is EntityType.ORGANIZATION
        if not one_type or long.last - long.first < 2 or short.first != long.last + 1 or short.last >= len(doc):
            continue
        text = short.mention.text
        closed = doc[long.last].text == "(" and doc[short.last].text == ")"
        if closed and " " not in text and sum(c.isupper() for c in text) > 1 and fold(text) not in known_names():
            yield text, " ".join(long.mention.text.split())
