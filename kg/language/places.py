"""What kind of place a name stands for: a country, an administrative division, a city, a facility.

A gazetteer tells it for names, and the name's own words tell it where they can ("Karsk Province", "Central Prison").
What neither tells stays open. The gazetteer is made from GeoNames by `training/gazetteer.py`.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kg.errors import PipelineMissing

GAZETTEER = Path(__file__).parent / "weights" / "gazetteer.tsv.gz"


class PlaceKind(StrEnum):
    """The kinds of place; the values are class names of the ontology, below `hr:Place`."""

    COUNTRY = "Country"
    DIVISION = "Division"
    CITY = "City"
    FACILITY = "Facility"


# Words that make any name before them one of a division, and those that do so only for a name that the gazetteer knows:
# "Sahel Region" and "Islamic State" are no divisions.
DIVISIONS = frozenset("province oblast krai kray governorate prefecture voivodeship county district canton".split())
DIVISIONS_IF_KNOWN = frozenset("region state department division territory area municipality".split())
CITIES = frozenset({"city", "town"})
NO_CITIES = frozenset("old inner walled forbidden holy new".split())  # the Old City is a part of one
REALMS = frozenset("republic kingdom sultanate emirate principality union commonwealth federation".split())

# After FAC of the OntoNotes guidelines: what people built and use, streets and squares among it.
FACILITIES = frozenset(
    "prison jail gaol penitentiary barracks hospital clinic airport airfield airbase base bridge camp university college "
    "synagogue courthouse embassy consulate complex facility canal school academy mosque "
    "cathedral chapel temple pagoda monastery convent shrine "
    "market bazaar mall square roundabout plaza park street road avenue boulevard highway station centre center stadium "
    "palace hotel factory mine mill plant dam museum library theatre cemetery checkpoint crossing harbour tower building "
    "headquarters compound orphanage dormitory".split()
)
FACILITIES_BEFORE = frozenset(
    "camp hospital prison checkpoint plaza carcel estadio aeropuerto universidad universidade universite masjid wat".split()
)
NO_FACILITIES = frozenset({"city centre", "city center", "town centre", "town center"})
PREPOSITIONS = re.compile(r" (?:of|for|in|at|on|near|de|du|da) ")

# Letters that have no decomposition, and the signs that transliterations write between letters.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ə": "a"}
)
SIGNS = re.compile("[.'’‘ʻʼʹ`´ʿʾ]")


@lru_cache(maxsize=1 << 14)
def kind_of_place(name: str) -> PlaceKind | None:
    """Return the kind of place that a name stands for, or `None` where the name alone does not tell.

    Case, diacritics and a "the" in front do not matter. A country wins over all else of its name. A name that both a
    city and a division bear has the kind of the one that is plainly meant, if the gazetteer lists that one alone; else
    it is `None`. Of a span of a spaCy `Doc`, ask for its text: `kind_of_place(ent.text)` where `ent.label_` says a place.

    >>> [kind_of_place(name) for name in ("the Netherlands", "Rakhine State", "SÃO PAULO", "Insein Prison")]
    [<PlaceKind.COUNTRY: 'Country'>, <PlaceKind.DIVISION: 'Division'>, <PlaceKind.CITY: 'City'>, <PlaceKind.FACILITY: 'Facility'>]
    >>> kind_of_place("Luxembourg City"), kind_of_place("the mountains")
    (<PlaceKind.CITY: 'City'>, None)
    """
    folded, known = fold(name), names_by_kind()
    if len(folded) <= 3 and name.removeprefix("The ").removeprefix("the ").islower():
        return None  # "us" and "the car" are no countries
    if folded in known[PlaceKind.COUNTRY]:
        return PlaceKind.COUNTRY
    return kind_by_words(name) or kind_by_gazetteer(folded) or kind_by_known_part(folded) or kind_by_head(folded)


def fold(name: str) -> str:
    """Return a name as the gazetteer writes it: lower case, no diacritics, no "the", "Saint" in full.

    >>> fold("The São-Tomé"), fold("St. John's"), fold("Łódź")
    ('sao tome', 'saint johns', 'lodz')
    """
    parts = unicodedata.normalize("NFKD", SIGNS.sub("", name.casefold()))
    letters = "".join(c for c in parts if not unicodedata.combining(c)).translate(PLAIN)
    words = re.findall(r"\w+", SIGNS.sub("", letters))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join("saint" if word == "st" else word for word in words)


def kind_by_words(name: str) -> PlaceKind | None:
    """Return the kind that the words of a name tell without any gazetteer: "Karsk Province", "City of Karsk".

    >>> kind_by_words("Karsk Province"), kind_by_words("a border province")
    (<PlaceKind.DIVISION: 'Division'>, None)
    """
    first, *rest = fold(name).split() or [""]
    named = any(word[0].isalpha() and not word[0].islower() for word in name.split()[:-1])
    if not rest or not named or rest[-1] in FACILITIES:
        return None
    if rest[-1] in DIVISIONS or rest[-2:] == ["autonomous", "region"]:
        return PlaceKind.DIVISION
    if first == "county" or (first in DIVISIONS and rest[0] == "of"):
        return PlaceKind.DIVISION
    if (rest[-1] in CITIES and first not in NO_CITIES) or (first == "city" and rest[0] == "of"):
        return PlaceKind.CITY
    return None


def kind_by_gazetteer(folded: str) -> PlaceKind | None:
    """Return the one kind that the gazetteer lists the name under; `None` for none and for two."""
    kinds = [kind for kind, names in names_by_kind().items() if folded in names]
    return kinds[0] if PlaceKind.COUNTRY in kinds or len(kinds) == 1 else None


def kind_by_known_part(folded: str) -> PlaceKind | None:
    """Return the kind of a known name with a word such as "Region" after it, or "Republic of" before it.

    >>> kind_by_known_part("republic of the philippines"), kind_by_known_part("tigray region")
    (<PlaceKind.COUNTRY: 'Country'>, <PlaceKind.DIVISION: 'Division'>)
    """
    known = names_by_kind()
    before, _, after = folded.partition(" of ")
    after = after.removeprefix("the ")
    stem, _, last = folded.rpartition(" ")
    if after and before.rpartition(" ")[2] in REALMS:
        return kind_by_gazetteer(after)
    part = after if before in DIVISIONS_IF_KNOWN else stem if last in DIVISIONS_IF_KNOWN else ""
    if part in known[PlaceKind.DIVISION] or (part in known[PlaceKind.CITY] and part not in known[PlaceKind.COUNTRY]):
        return PlaceKind.DIVISION
    if part and part == after and part in known[PlaceKind.COUNTRY]:
        return PlaceKind.COUNTRY  # "the State of Qatar"
    return kind_by_gazetteer(stem) if last == "republic" else None


def kind_by_head(folded: str) -> PlaceKind | None:
    """Tell a facility by its head noun: "prison", "Prey Sar Prison", "University of Dhaka", "Camp Bucca"."""
    head = PREPOSITIONS.split(folded, maxsplit=1)[0]
    words = head.split()
    if not words or any(head.endswith(phrase) for phrase in NO_FACILITIES):
        return None
    leads = words[0] in FACILITIES_BEFORE and folded != words[0]
    return PlaceKind.FACILITY if words[-1] in FACILITIES or leads else None


@lru_cache(maxsize=1)
def names_by_kind(path: Path = GAZETTEER) -> dict[PlaceKind, frozenset[str]]:
    """Read the gazetteer: folded names by kind. Raise `PipelineMissing` where its file is missing."""
    try:
        text = gzip.decompress(path.read_bytes()).decode()
    except FileNotFoundError as error:
        raise PipelineMissing(
            f"The gazetteer is missing from {path.parent}.",
            "Install the package anew: python -m pip install --force-reinstall rightsgraph",
        ) from error
    cells = text.replace("\n", "\t").split("\t")
    kinds, names = cells[:-1:2], cells[1::2]  # sorted: the names of a kind stand together
    return {
        kind: frozenset(names[kinds.index(kind) : kinds.index(kind) + kinds.count(kind)])
        for kind in (PlaceKind.COUNTRY, PlaceKind.DIVISION, PlaceKind.CITY)
    }
